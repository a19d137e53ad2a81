"""Counts that are kept say what counting anew would, whatever happens between."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk import day, door, editing
from kiosk.desk.board import Board
from kiosk.desk.counts import Counts
from kiosk.desk.protocol import Desk
from kiosk.model import Attendee, RegistrationStatus, Session
from kiosk.rules import attendance
from store import folder as folders
from tests.building import StillClock

PEOPLE = ["1001", "1002", "1003", "1005", "1007"]


def anew(desk: Desk, session: str) -> set[str]:
    view = desk.store
    return {
        a for a in view.people_in(session)
        if attendance.standing(view.person_facts(session, a)).visits
    }  # fmt: skip


def registered_anew(desk: Desk, offering: str) -> set[str]:
    return {
        r.attendee for r in desk.store.registrations_in(offering)
        if r.status is RegistrationStatus.REGISTERED
    }  # fmt: skip


STEPS = st.lists(
    st.tuples(st.sampled_from(["in", "out", "other window", "register", "cancel", "fails"]),
              st.sampled_from(PEOPLE)),
    max_size=12,
)  # fmt: skip


@given(STEPS)
def test_they_follow_every_change(desk: Desk, steps: list[tuple[str, str]]) -> None:
    other = folders.open_store(desk.store.apart._journal.folder.parent)  # type: ignore[attr-defined]
    last: dict[str, door.Verdict] = {}
    for what, person in steps:
        match what:
            case "in":
                last[person] = door.scan(desk, person, served=frozenset({"pp-1", "fin-1"}))
            case "out" if person in last:
                door.undo(desk, last[person])
            case "other window":
                door.scan(replace(desk, store=other, counts=Counts()), person)
                desk.store.refresh()
            case "register":
                editing.register(desk, person, "fin", RegistrationStatus.REGISTERED)
            case "cancel":
                editing.register(desk, person, "fin", RegistrationStatus.CANCELLED)
            case "fails":
                abandoned(desk)
        for session in ("pp-1", "fin-1"):
            assert desk.counts.came(desk.store, session) == anew(desk, session)
        for offering in ("pp", "fin"):
            assert desk.counts.registered(desk.store, offering) == registered_anew(desk, offering)
    other.close()


def abandoned(desk: Desk) -> None:
    """A change that counts what it has put, and comes to nothing."""
    try:
        with desk.store.change() as tx:
            known = tx.get(Attendee, "gus")
            assert known is not None
            tx.put(replace(known, name="Somebody Else"))
            desk.counts.came(tx, "pp-1")
            raise KeyError
    except KeyError:
        pass


def test_the_board_finds_who_was_added_and_not_who_was_renamed(
    desk: Desk, clock: StillClock
) -> None:
    board = Board()
    first = board.read(desk)
    assert first is not None
    assert first.directory is not None
    assert not first.directory.find("zoe")
    editing.add_attendee(desk, name="Zoe Quill")
    editing.change_attendee(desk, "1008", name="August Hart")
    second = board.read(desk, first)
    assert second is not None
    assert second.directory is not None
    assert [a.name for a in second.directory.find("zoe")] == ["Zoe Quill"]
    assert [a.name for a in second.directory.find("august")] == ["August Hart"]
    assert not first.directory.find("zoe"), "whoever shows the old one may go on"


def test_years_of_sessions_are_not_counted_to_say_what_is_unclosed(desk: Desk) -> None:
    found = day.of_day(desk)
    assert {row.sitting.id for row in found.rows} >= {"pp-1", "fin-1"}
    assert found.unclosed == ()
    assert len(desk.store.all(Session)) > len(found.rows)


def test_whom_the_open_doors_expect(desk: Desk, clock: StillClock) -> None:
    board = Board()
    found = board.read(desk)
    assert found is not None
    assert found.expected == {"ana", "ben", "eva1", "eva2"}
    clock.set("2026-04-10 17:45")
    evening = board.read(desk, found)
    assert evening is not None
    assert evening.expected == {"finn"}
