"""Several signatures under one session, what changed since, and sessions that change while
people are in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk import closing, door, editing, walk_ins
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import (
    AttendanceRule,
    AttendanceStatus,
    CheckIn,
    Closing,
    DoorRule,
    How,
    NoDeparture,
    Programme,
    RegistrationStatus,
    Staff,
    Unmarked,
)
from kiosk.rules import signing
from kiosk.rules.attendance import roster_hash
from store import folder as folders
from tests.building import StillClock, at
from tests.holding import came, held, row, second_facilitator, staff


@pytest.fixture
def fay(desk: Desk) -> Staff:
    return staff(desk)


@pytest.fixture
def max_(desk: Desk) -> Staff:
    return second_facilitator(desk)


def minutes(signed: Closing) -> dict[str, int]:
    return {line.attendee: line.minutes for line in signed.roster}


def late_line(desk: Desk, attendee: str, session: str, time: str) -> CheckIn:
    """What another laptop wrote down before it knew of the signature."""
    with desk.store.change() as tx:
        return tx.add(CheckIn(time=at(time), session=session, attendee=attendee, how=How.BADGE))


def programme(desk: Desk, **fields: object) -> None:
    known = desk.store.get(Programme, "let")
    assert known is not None
    with desk.store.change() as tx:
        tx.put(replace(known, **fields))  # type: ignore[arg-type]


# ---- two facilitators


def test_two_facilitators_sign_the_same_roster(desk: Desk, fay: Staff, max_: Staff) -> None:
    door.scan(desk, "1001")
    first = closing.close(desk, "pp-1", fay)
    second = closing.countersign(desk, "pp-1", max_)
    assert (second.roster, second.hash, second.by) == (first.roster, first.hash, "max")
    assert signing.signers(desk.store.session_facts("pp-1")) == ["fay", "max"]


def test_not_twice_by_one_and_not_what_is_open(desk: Desk, fay: Staff, max_: Staff) -> None:
    with pytest.raises(Refused, match="not closed"):
        closing.countersign(desk, "pp-1", max_)
    closing.close(desk, "pp-1", fay)
    with pytest.raises(Refused, match="Fay Ito signed this session already"):
        closing.countersign(desk, "pp-1", fay)
    with pytest.raises(Refused, match="not a facilitator"):
        closing.countersign(desk, "pp-1", staff(desk, "rae"))
    with pytest.raises(Refused, match="no session nothing"):
        closing.countersign(desk, "nothing", max_)


def test_a_second_signature_is_refused_where_something_came_since(
    desk: Desk, fay: Staff, max_: Staff
) -> None:
    closing.close(desk, "pp-1", fay)
    late_line(desk, "ben", "pp-1", "2026-04-10 09:00")
    with pytest.raises(Refused, match="since Fay Ito signed it: Ben O'Hara"):
        closing.countersign(desk, "pp-1", max_)
    assert signing.signers(desk.store.session_facts("pp-1")) == ["fay"]


def test_of_two_who_close_at_once_one_does_and_the_other_is_told(
    desk: Desk, clock: StillClock, folder: Path, fay: Staff, max_: Staff
) -> None:
    other = folders.open_store(folder)
    window = Desk(other, desk.pins, clock)
    closing.preview(desk.store, "pp-1", clock.now())
    closing.preview(window.store, "pp-1", clock.now())
    closing.close(desk, "pp-1", fay)
    with pytest.raises(Refused, match="closed already, signed by Fay Ito"):
        closing.close(window, "pp-1", max_)
    assert len(window.store.session_facts("pp-1")) == 1
    assert closing.countersign(window, "pp-1", max_).by == "max"
    other.close()


def test_a_check_in_in_another_window_is_in_what_is_signed(
    desk: Desk, clock: StillClock, folder: Path, fay: Staff
) -> None:
    other = folders.open_store(folder)
    shown = closing.preview(desk.store, "pp-1", clock.now())
    door.scan(Desk(other, desk.pins, clock), "1001")
    signed = closing.close(desk, "pp-1", fay)
    assert {line.attendee: line.minutes for line in shown.roster}["ana"] == 0
    assert minutes(signed)["ana"] == 180
    other.close()


# ---- changed since


def test_what_comes_after_the_signature_shows_and_does_not_count(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    held(desk, clock, "fin-1", "1005")
    assert closing.changed_since_signed(desk.store, "fin-1") == ()
    late_line(desk, "eva2", "fin-1", "2026-04-10 09:30")
    (changed,) = closing.changed_since_signed(desk.store, "fin-1")
    assert changed.attendee == "eva2"
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.before.status, changed.after.status) == (
        AttendanceStatus.ABSENT,
        AttendanceStatus.LATE,
    )
    assert (changed.before.minutes, changed.after.minutes) == (0, 150)
    assert row(desk, "eva2", "fin").completion.minutes == 0


def test_what_is_undone_shows_no_longer(desk: Desk, clock: StillClock, fay: Staff) -> None:
    held(desk, clock, "fin-1", "1005")
    line = late_line(desk, "eva2", "fin-1", "2026-04-10 09:30")
    closing.reopen(desk, "fin-1", fay, "to look")
    assert closing.changed_since_signed(desk.store, "fin-1") == ()
    walk_ins.take_back(desk, "fin-1", "eva2", fay, "not her")
    closing.close(desk, "fin-1", fay)
    assert closing.changed_since_signed(desk.store, "fin-1") == ()
    assert line.id in {fact.id for fact in desk.store.person_facts("fin-1", "eva2")}


def test_who_is_registered_afterwards_changes_nobodys_attendance(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    held(desk, clock, "fin-1", "1005")
    editing.register(desk, "1008", "fin", RegistrationStatus.REGISTERED)
    assert closing.changed_since_signed(desk.store, "fin-1") == ()


def test_reopened_twice_every_difference_can_be_seen(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    held(desk, clock, "fin-1", "1005")
    closing.reopen(desk, "fin-1", fay, "Ben was there")
    door.let_in(desk, "ben", "fin-1", fay)
    closing.close(desk, "fin-1", fay)
    closing.reopen(desk, "fin-1", fay, "Eva was not")
    walk_ins.take_back(desk, "fin-1", "eva1", fay, "not her")
    closing.close(desk, "fin-1", fay)
    seen = signing.revisions(desk.store.session_facts("fin-1"))
    assert [r.reopened.reason if r.reopened else "" for r in seen] == [
        "", "Ben was there", "Eva was not",
    ]  # fmt: skip
    assert [[d.attendee for d in r.differences] for r in seen] == [[], ["ben"], ["eva1"]]
    done = row(desk, "eva1", "fin")
    assert (done.completion.complete, done.was_complete) == (False, True)


def test_closed_reopened_and_closed_unchanged_is_the_same(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    held(desk, clock, "fin-1", "1005")
    before = row(desk, "eva1", "fin").completion
    closing.reopen(desk, "fin-1", fay, "to look")
    again = row(desk, "eva1", "fin")
    assert (again.completion.complete, again.was_complete) == (False, True)
    clock.set("2026-04-10 12:30")
    closing.close(desk, "fin-1", fay)
    after = row(desk, "eva1", "fin")
    assert (after.completion, after.was_complete) == (before, False)


# ---- a session that changes while people are in it


def test_shortened_while_people_are_in_it(desk: Desk, clock: StillClock, fay: Staff) -> None:
    came(desk, clock, "fin-1", "1005")
    came(desk, clock, "fin-1", "1002", at="10:15")
    editing.set_session(desk, "fin-1", end=at("2026-04-10 10:30"))
    signed = closing.close(desk, "fin-1", fay)
    assert (signed.minutes, minutes(signed)) == (90, {"eva1": 90, "ben": 15, "eva2": 0})


def test_moved_to_a_later_time_and_another_room(desk: Desk, clock: StillClock, fay: Staff) -> None:
    came(desk, clock, "fin-1", "1005")
    editing.set_session(
        desk, "fin-1", start=at("2026-04-10 10:00"), end=at("2026-04-10 13:00"), room="Hall"
    )
    clock.set("2026-04-10 13:00")
    signed = closing.close(desk, "fin-1", fay)
    assert minutes(signed)["eva1"] == 180  # early is from the start
    sitting = desk.store.sitting("fin-1")
    assert sitting is not None
    assert sitting.room == "Hall"


def test_moved_to_an_earlier_time_counts_from_when_they_came(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    came(desk, clock, "fin-1", "1005")
    editing.set_session(desk, "fin-1", start=at("2026-04-10 08:00"))
    signed = closing.close(desk, "fin-1", fay)
    assert (signed.minutes, minutes(signed)["eva1"]) == (240, 180)
    assert row(desk, "eva1", "fin").completion.complete is False


def test_cancelled_while_people_are_in_it(desk: Desk, clock: StillClock, fay: Staff) -> None:
    came(desk, clock, "pp-1", "1001")
    editing.set_session(desk, "pp-1", cancelled=True)
    with pytest.raises(Refused, match="cancelled"):
        closing.close(desk, "pp-1", fay)
    held(desk, clock, "pp-2", "1001")
    held(desk, clock, "pp-3", "1001")
    done = row(desk, "ana").completion
    assert (done.complete, done.scheduled_minutes) == (True, 360)


# ---- the programme's word on what nobody recorded


def test_a_programme_where_nobody_seen_is_present(desk: Desk, fay: Staff) -> None:
    programme(desk, attendance=AttendanceRule(unmarked=Unmarked.PRESENT))
    signed = closing.close(desk, "pp-1", fay, answers={"ben": AttendanceStatus.ABSENT})
    assert {(x.attendee, x.minutes, x.assumed) for x in signed.roster} == {
        ("ana", 180, True),
        ("ben", 0, False),
    }


def test_a_programme_where_who_does_not_scan_out_has_left(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    programme(
        desk,
        attendance=AttendanceRule(no_departure=NoDeparture.LEFT),
        door=DoorRule(departures=True),
    )
    came(desk, clock, "fin-1", "1005", "1002")
    clock.set("2026-04-10 12:00")
    door.scan(desk, "1005", served=frozenset({"fin-1"}))
    signed = closing.close(desk, "fin-1", fay)
    said = {x.attendee: (x.status, x.minutes, x.assumed) for x in signed.roster}
    assert said["eva1"] == (AttendanceStatus.PRESENT, 180, False)
    assert said["ben"] == (AttendanceStatus.LEFT_EARLY, 0, True)


def test_there_a_facilitators_word_counts_to_the_end(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    programme(desk, attendance=AttendanceRule(no_departure=NoDeparture.LEFT))
    came(desk, clock, "fin-1", "1002", at="10:00")
    signed = closing.close(
        desk,
        "fin-1",
        fay,
        answers={"ben": AttendanceStatus.PRESENT},
        reasons={"ben": " I saw him leave last "},
    )
    assert minutes(signed)["ben"] == 120
    assert {x.assumed for x in signed.roster if x.attendee == "ben"} == {True}
    mark = desk.store.person_facts("fin-1", "ben")[-1]
    assert mark.reason == "I saw him leave last"  # type: ignore[union-attr]


def test_the_hash_is_that_of_what_is_signed(desk: Desk, fay: Staff, max_: Staff) -> None:
    closing.close(desk, "pp-1", fay)
    second = closing.countersign(desk, "pp-1", max_)
    assert second.hash == roster_hash("pp-1", second.minutes, second.roster)
