"""Which sessions a scan looks at: those that looking at all of them would find."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk import editing
from kiosk.desk.coming import Coming
from kiosk.desk.protocol import Desk
from kiosk.model import Session
from kiosk.rules import schedule
from store import folder as folders
from tests.building import at, session


def all_of(coming: Coming) -> set[str]:
    """What is found, asked either way."""
    ids = set(coming.by_id)
    assert ids == {s.id for sittings in coming.by_offering.values() for s in sittings}
    return ids


def anew(desk: Desk, now: dt.datetime) -> set[str]:
    return {
        s.id
        for s in desk.store.timetable()
        if s.end > now or schedule.in_day(s, now)
    }  # fmt: skip


MOMENTS = st.lists(
    st.integers(-60 * 24, 60 * 24 * 3).map(
        lambda minute: at("2026-04-10 09:00") + dt.timedelta(minutes=minute)
    ),
    min_size=1,
    max_size=8,
)


@given(MOMENTS)
def test_whatever_the_time_also_when_it_goes_back(desk: Desk, moments: list[dt.datetime]) -> None:
    coming = Coming()
    for now in moments:
        assert all_of(coming.at(desk.store, now)) == anew(desk, now)


def test_the_sessions_of_an_offering_stand_by_their_start(desk: Desk) -> None:
    with desk.store.change() as tx:
        tx.put(session("pp-0", "2026-04-10 07:00", "2026-04-10 08:00"))
    found = Coming().at(desk.store, at("2026-04-10 09:00")).by_offering["pp"]
    assert [s.id for s in found][:2] == ["pp-0", "pp-1"]
    assert list(found) == sorted(found, key=lambda s: s.start)


def test_nothing_is_looked_for_again_while_nothing_changes(desk: Desk) -> None:
    coming = Coming()
    first = coming.at(desk.store, at("2026-04-10 09:00")).by_offering
    editing.add_attendee(desk, name="Zoe Quill")
    assert coming.at(desk.store, at("2026-04-10 23:59")).by_offering is first
    assert coming.at(desk.store, at("2026-04-11 00:00")).by_offering is not first


@pytest.mark.parametrize("other_window", [False, True])
def test_a_session_is_added_moved_cancelled_and_taken_away(desk: Desk, other_window: bool) -> None:
    coming, now = Coming(), at("2026-04-10 09:00")
    folder = desk.store.apart._journal.folder.parent  # type: ignore[attr-defined]
    store = folders.open_store(folder) if other_window else desk.store.apart  # type: ignore[attr-defined]

    def found() -> set[str]:
        desk.store.refresh()
        return all_of(coming.at(desk.store, now))

    before = found()
    with store.change() as tx:
        tx.put(session("new"))
    assert found() == before | {"new"}
    with store.change() as tx:
        tx.put(session("new", "2026-04-09 09:00", "2026-04-09 12:00"))
    assert found() == before
    with store.change() as tx:
        tx.put(session("new", cancelled=True))
    assert found() == before | {"new"}, "who is registered is told that it is cancelled"
    with store.change() as tx:
        tx.set(Session.table, "new", None)
    assert found() == before
    if other_window:
        store.close()


def test_what_a_change_puts_is_seen_in_it_and_gone_with_it(desk: Desk) -> None:
    coming, now = Coming(), at("2026-04-10 09:00")
    before = all_of(coming.at(desk.store, now))

    def abandoned() -> None:
        with desk.store.change() as tx:
            tx.put(session("new"))
            assert all_of(coming.at(tx, now)) == before | {"new"}
            raise KeyError

    with pytest.raises(KeyError):
        abandoned()
    assert all_of(coming.at(desk.store, now)) == before
