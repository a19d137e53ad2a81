"""Sessions that come again at another time, or in another room: which is moved, which is another,
and which stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.desk.protocol import Desk
from kiosk.model import CheckIn, How
from tests.building import StillClock
from tests.desk.bringing.timetabling import (
    HEAD,
    MORNING,
    NOON,
    Bring,
    bringing,
    days,
    held,
    rooms,
)


@pytest.fixture
def bring(tmp_path: Path, desk: Desk) -> Bring:
    return bringing(tmp_path, desk)


def test_in_a_whole_file_what_begins_at_another_time_was_moved(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON)
    report = bring(MORNING.replace("09:00", "10:00"), NOON)
    assert (report.added, report.changed) == (0, 1)
    assert held(desk) == {"sum-1": "10:00", "sum-2": "13:00"}


def test_what_was_held_is_moved_by_hours_at_most(bring: Bring, desk: Desk) -> None:
    bring(MORNING)
    with desk.store.change() as tx:
        (session,) = tx.sessions_of("sum")
        tx.add(CheckIn(time=session.start, session="sum-1", attendee="ana", how=How.STAFF))
    bring(MORNING.replace("09:00", "09:30"))
    assert held(desk) == {"sum-1": "09:30"}
    report = bring(MORNING.replace("2026-07-10", "2026-07-17"))
    assert (report.added, report.changed) == (1, 1), "a session, and the school is longer"
    assert held(desk) == {"sum-1": "09:30", "sum-2": "09:00"}


def test_more_sessions_than_are_known_are_more_sessions(bring: Bring, desk: Desk) -> None:
    bring(NOON)
    report = bring(*(NOON.replace("2026-07-10", f"2026-12-0{day}") for day in (1, 8)))
    assert (report.added, report.moved) == (2, [])
    assert days(desk) == {"sum-1": "07-10", "sum-2": "12-01", "sum-3": "12-08"}


def test_what_was_moved_is_told(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON)
    report = bring(MORNING, NOON.replace("2026-07-10", "2026-07-17") + ",", head=HEAD + ",room")
    (moved,) = report.moved
    assert (moved.session, moved.title) == ("sum-2", "Financial Essentials")
    assert [f"{m:%m-%d %H:%M}" for m in (moved.before, moved.after)] == [
        "07-10 13:00",
        "07-17 13:00",
    ]
    assert days(desk) == {"sum-1": "07-10", "sum-2": "07-17"}


def test_what_has_begun_stays_on_its_day(bring: Bring, desk: Desk, clock: StillClock) -> None:
    """A file with the next date of a monthly course is about that one."""
    bring(MORNING)
    clock.moment = desk.store.sessions_of("sum")[0].start
    report = bring(MORNING.replace("2026-07-10", "2026-08-10"))
    assert report.moved == []
    assert days(desk) == {"sum-1": "07-10", "sum-2": "08-10"}
    bring(MORNING.replace("09:00", "09:30"), MORNING.replace("2026-07-10", "2026-08-10"))
    assert held(desk) == {"sum-1": "09:30", "sum-2": "09:00"}


def test_where_somebody_was_checked_in_no_id_moves_it_to_another_day(
    bring: Bring, desk: Desk
) -> None:
    bring(MORNING)
    with desk.store.change() as tx:
        (session,) = tx.sessions_of("sum")
        tx.add(CheckIn(time=session.start, session="sum-1", attendee="ana", how=How.STAFF))
    head = HEAD + ",session"
    report = bring(MORNING.replace("2026-07-10", "2026-07-11") + ",sum-1", head=head)
    assert [(w.where, w.column, w.value, w.reason) for w in report.wrong] == [
        (
            "row 2", "start", "2026-07-11 09:00",
            "somebody was checked in at sum-1, so it stays on its day; another session has "
            "another id",
        )
    ]  # fmt: skip
    assert days(desk) == {"sum-1": "07-10"}
    report = bring(MORNING.replace("09:00", "10:00") + ",sum-1", head=head)
    assert (report.wrong, [m.session for m in report.moved]) == ([], ["sum-1"])
    assert held(desk) == {"sum-1": "10:00"}


def test_a_room_of_some_sessions_is_not_the_room_of_the_others(bring: Bring, desk: Desk) -> None:
    head = HEAD + ",room"
    bring(f"{MORNING},Room C", f"{NOON},Room C", head=head)
    later = NOON.replace("2026-07-10", "2026-07-17")
    for added in (1, 0):
        report = bring(f"{later},Room B", head=head)
        assert (report.added, [i.what for i in report.items if "Room" in i.what]) == (added, [])
        assert rooms(desk) == {"sum-1": "Room C", "sum-2": "Room C", "sum-3": "Room B"}
    bring(f"{later},Room C", head=head)
    assert rooms(desk)["sum-3"] == "Room C"
    bring(f"{later},Room B", f"{MORNING},", head=head)
    assert rooms(desk) == {"sum-1": "Room C", "sum-2": "Room C", "sum-3": "Room B"}
    bring(*(f"{line},Room D" for line in (MORNING, NOON, later)), head=head)
    assert set(rooms(desk).values()) == {"Room D"}
