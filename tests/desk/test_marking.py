"""A facilitator's marks: of one, of many, and against what was recorded."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, door, marking, roster
from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Seen
from kiosk.errors import Refused
from kiosk.model import AttendanceStatus, CheckIn, Mark, Staff, Void
from tests.building import StillClock
from tests.holding import came, staff

LATE, ABSENT, EXCUSED, PRESENT = (
    AttendanceStatus.LATE,
    AttendanceStatus.ABSENT,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.PRESENT,
)


@pytest.fixture
def fay(desk: Desk) -> Staff:
    return staff(desk)


def seen(desk: Desk, attendee: str) -> Seen:
    (row,) = (r for r in roster.read(desk, "pp-1").rows if r.attendee.id == attendee)
    return row.seen


@pytest.mark.parametrize(
    ("status", "becomes"),
    [
        (LATE, Seen.LATE),
        (EXCUSED, Seen.EXCUSED),
        (ABSENT, Seen.ABSENT),
        (PRESENT, Seen.PRESENT),
    ],
)
def test_the_same_mark_again_takes_it_back(
    desk: Desk, fay: Staff, status: AttendanceStatus, becomes: Seen
) -> None:
    assert marking.mark(desk, "pp-1", ["ana"], status, fay) == 1
    assert seen(desk, "ana") is becomes
    marking.mark(desk, "pp-1", ["ana"], status, fay)
    assert seen(desk, "ana") is Seen.EXPECTED


def test_of_several_who_has_the_mark_keeps_it(desk: Desk, fay: Staff) -> None:
    marking.mark(desk, "pp-1", ["ana"], EXCUSED, fay)
    assert marking.mark(desk, "pp-1", ["ana", "ben"], EXCUSED, fay) == 1
    assert (seen(desk, "ana"), seen(desk, "ben")) == (Seen.EXCUSED, Seen.EXCUSED)


@pytest.mark.parametrize("status", [LATE, ABSENT, EXCUSED])
def test_against_a_badge_it_needs_a_reason(
    desk: Desk, clock: StillClock, fay: Staff, status: AttendanceStatus
) -> None:
    came(desk, clock, "pp-1", "1001")
    people = ["ben", "ana"]
    assert [p.id for p in marking.contradicted(desk, "pp-1", people, status)] == ["ana"]
    with pytest.raises(Refused, match="Something else is recorded of Ana Núñez"):
        marking.mark(desk, "pp-1", people, status, fay, "   ")
    assert desk.store.person_facts("pp-1", "ben") == []
    assert marking.mark(desk, "pp-1", people, status, fay, "lent her badge") == 2
    came_in, mark = desk.store.person_facts("pp-1", "ana")
    assert isinstance(came_in, CheckIn)
    assert isinstance(mark, Mark)
    assert (mark.status, mark.reason) == (status, "lent her badge")


def test_what_the_clock_says_may_be_corrected_with_a_reason(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    came(desk, clock, "pp-1", "1001", at="09:40")
    assert seen(desk, "ana") is Seen.LATE
    assert marking.contradicted(desk, "pp-1", ["ana"], LATE) == []
    with pytest.raises(Refused, match="Something else is recorded"):
        marking.mark(desk, "pp-1", ["ana"], PRESENT, fay)
    marking.mark(desk, "pp-1", ["ana"], PRESENT, fay, "the line at the door was long")
    assert seen(desk, "ana") is Seen.PRESENT


def test_what_staff_entered_they_correct_without_a_word(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    clock.set("2026-04-10 09:00")
    marking.mark(desk, "pp-1", ["ana"], PRESENT, fay)
    assert marking.contradicted(desk, "pp-1", ["ana"], ABSENT) == []
    marking.mark(desk, "pp-1", ["ana"], ABSENT, fay)
    assert seen(desk, "ana") is Seen.ABSENT
    marking.mark(desk, "pp-1", ["ana"], PRESENT, fay)
    assert seen(desk, "ana") is Seen.PRESENT
    kinds = [type(fact) for fact in desk.store.person_facts("pp-1", "ana")]
    assert kinds == [CheckIn, Mark, Void]


def test_a_contradicting_mark_is_taken_back_without_a_reason(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    came(desk, clock, "pp-1", "1001")
    marking.mark(desk, "pp-1", ["ana"], ABSENT, fay, "it was her sister")
    assert marking.contradicted(desk, "pp-1", ["ana"], ABSENT) == []
    marking.mark(desk, "pp-1", ["ana"], ABSENT, fay)
    assert seen(desk, "ana") is Seen.PRESENT


def test_what_cannot_be_marked(desk: Desk, clock: StillClock, fay: Staff) -> None:
    with pytest.raises(Refused, match="no longer there"):
        marking.mark(desk, "pp-1", ["nobody"], LATE, fay)
    with pytest.raises(Refused, match="no longer there"):
        marking.mark(desk, "no-such", ["ana"], LATE, fay)
    assert marking.contradicted(desk, "no-such", ["ana"], LATE) == []
    came(desk, clock, "pp-1", "1001")
    closing.close(desk, "pp-1", fay)
    with pytest.raises(Refused, match="This session is closed"):
        marking.mark(desk, "pp-1", ["ben"], LATE, fay)


def test_marked_present_after_it_was_over_is_there_from_the_start(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    clock.set("2026-04-10 18:00")
    marking.mark(desk, "pp-1", ["ana", "ben"], PRESENT, fay)
    minutes = {line.attendee: line.minutes for line in closing.close(desk, "pp-1", fay).roster}
    assert minutes == {"ana": 180, "ben": 180}


def test_a_scan_works_after_a_mark(desk: Desk, clock: StillClock, fay: Staff) -> None:
    """A mark erases nothing, and hinders nobody."""
    clock.set("2026-04-10 09:00")
    marking.mark(desk, "pp-1", ["ana"], ABSENT, fay)
    assert door.scan(desk, "1001", served=frozenset({"pp-1"})).outcome.is_in
