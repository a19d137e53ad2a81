"""What attendance comes to, case by case: given what was recorded, then this."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import (
    AttendanceRule,
    AttendanceStatus,
    Fact,
    Mark,
    PersonFact,
    Void,
)
from kiosk.rules.attendance import DEFAULT, roster
from tests.building import at
from tests.rules.recorded import (
    ABSENT,
    AUTUMN_NIGHT,
    EXCUSED,
    GRACE,
    LATE,
    LEFT_EARLY,
    MIDNIGHT,
    MORNING,
    PRESENT,
    RULES,
    SPRING_NIGHT,
    STRICT,
    TRUSTING,
    came,
    days,
    marked,
    report,
    signs,
    void,
    went,
)


@dataclass(frozen=True)
class Seen:
    facts: list[PersonFact]
    then: tuple[AttendanceStatus, int, bool]
    """Status, minutes, and whether the end was assumed."""
    session: tuple[str, str] = MORNING
    rule: AttendanceRule = DEFAULT
    grace: dt.timedelta = GRACE


ATTENDANCE = {
    "nobody saw them: absent": Seen([], (ABSENT, 0, False)),
    "nobody saw them, where that is present": Seen([], (PRESENT, 180, True), rule=TRUSTING),
    "marked absent, where nobody seen is present": Seen(
        [marked(ABSENT)], (ABSENT, 0, False), rule=TRUSTING
    ),
    "on the first minute": Seen([came("09:00")], (PRESENT, 180, True)),
    "early is from the start": Seen([came("08:31")], (PRESENT, 180, True)),
    "the last second of the grace is not late": Seen([came("09:15:59")], (PRESENT, 165, True)),
    "a minute past the grace is late": Seen([came("09:16")], (LATE, 164, True)),
    "no grace at all: a minute is late": Seen(
        [came("09:01")], (LATE, 179, True), grace=dt.timedelta()
    ),
    "gone on the last minute of the grace": Seen(
        [came("09:00"), went("11:45")], (PRESENT, 165, False)
    ),
    "gone a minute before the grace": Seen(
        [came("09:00"), went("11:44")], (LEFT_EARLY, 164, False)
    ),
    "gone after the end": Seen([came("09:00"), went("12:20")], (PRESENT, 180, False)),
    "came when it was over": Seen([came("12:00")], (ABSENT, 0, False)),
    "came and went before it began": Seen([came("08:00"), went("08:30")], (ABSENT, 0, False)),
    "out for an hour in between": Seen(
        [came("09:00", 1), went("10:00", 2), came("11:00", 3), went("12:00", 4)],
        (PRESENT, 120, False),
    ),
    "out and back within a minute counts whole": Seen(
        [came("09:00", 1), went("10:00:20", 2), came("10:00:40", 3)], (PRESENT, 180, True)
    ),
    "two check-ins at two laptops count once": Seen(
        [came("09:00", 1), came("09:00", 2)], (PRESENT, 180, True)
    ),
    "three windows at one moment count once": Seen(
        [came("09:10", 1), came("09:10", 2), came("09:10", 3)], (PRESENT, 170, True)
    ),
    "in at one window, out at another, in at a third": Seen(
        [came("09:00", 1), went("10:00", 2), came("11:00", 3)], (PRESENT, 120, True)
    ),
    "three windows, and one of them saw them go": Seen(
        [came("09:00", 1), came("09:00", 2), went("11:00", 3), came("09:05", 4)],
        (LEFT_EARLY, 120, False),
    ),
    "the first of three windows is taken back": Seen(
        [came("09:00", 1), came("09:20", 2), came("09:40", 3), void(4, 1)], (LATE, 160, True)
    ),
    "a paper list that knew earlier": Seen(
        [came("09:40", 1), came("09:00", 2)], (PRESENT, 180, True)
    ),
    "back in the moment they went": Seen(
        [came("09:00", 1), went("10:00", 2), came("10:00", 3)], (PRESENT, 180, True)
    ),
    "in and out in one moment is nothing": Seen(
        [came("09:30", 1), went("09:30", 2)], (ABSENT, 0, False)
    ),
    "a check-in taken back": Seen([came("09:00", 1), void(2, 1)], (ABSENT, 0, False)),
    "a departure taken back": Seen(
        [came("09:00", 1), went("10:00", 2), void(3, 2)], (PRESENT, 180, True)
    ),
    "excused is not minutes": Seen([marked(EXCUSED)], (EXCUSED, 0, False)),
    "excused though they were there": Seen([came("09:00"), marked(EXCUSED)], (EXCUSED, 0, False)),
    "marked present whom nobody saw": Seen([marked(PRESENT)], (PRESENT, 180, True)),
    "marked present who was late keeps the minutes": Seen(
        [came("10:00"), marked(PRESENT)], (PRESENT, 120, True)
    ),
    "a mark taken back gives what was recorded": Seen(
        [came("10:00", 1), marked(ABSENT, 2), void(3, 2)], (LATE, 120, True)
    ),
    "the later of two marks": Seen(
        [marked(ABSENT, 1, "10:00"), marked(EXCUSED, 2, "11:00")], (EXCUSED, 0, False)
    ),
    "the mark of a later time, entered first": Seen(
        [marked(EXCUSED, 1, "11:00"), marked(ABSENT, 2, "10:00")], (EXCUSED, 0, False)
    ),
    "no departure, where that has left": Seen([came("09:00")], (LEFT_EARLY, 0, True), rule=STRICT),
    "late and no departure, where that has left": Seen(
        [came("10:00")], (LATE, 0, True), rule=STRICT
    ),
    "a departure, where who has none has left": Seen(
        [came("09:00"), went("12:00")], (PRESENT, 180, False), rule=STRICT
    ),
    "back without a second departure, where that has left": Seen(
        [came("09:00", 1), went("10:00", 2), came("10:30", 3)], (LEFT_EARLY, 60, True), rule=STRICT
    ),
    "marked present, where no departure has left": Seen(
        [came("10:00"), marked(PRESENT)], (PRESENT, 120, True), rule=STRICT
    ),
    "a report with a rejoin": Seen(
        report("09:00", "10:00", "10:30", "12:00"), (PRESENT, 150, False)
    ),
    "two devices that overlap count once": Seen(
        report("09:00", "11:00", "10:00", "12:00"), (PRESENT, 180, False)
    ),
    "one device within another": Seen(
        report("09:00", "12:00", "10:00", "10:30"), (PRESENT, 180, False)
    ),
    "a second device after the first": Seen(
        report("09:00", "09:30", "09:30", "12:00"), (PRESENT, 180, False)
    ),
    "the door and a report overlap": Seen(
        [came("09:00", 1), went("10:00", 2), *report("09:30", "11:00")], (LEFT_EARLY, 120, False)
    ),
    "a report knows when they went whom the door saw only come": Seen(
        [came("09:00", 1), *report("09:10", "11:00")], (LEFT_EARLY, 120, False)
    ),
    "a second report that knows a longer stay": Seen(
        report("09:00", "10:00", "09:00", "11:30"), (LEFT_EARLY, 150, False)
    ),
    "a second report that knows a shorter stay": Seen(
        report("09:00", "12:00", "09:00", "10:00"), (PRESENT, 180, False)
    ),
    "a report of another hour": Seen(report("13:00", "15:00"), (ABSENT, 0, False)),
    "the night the clock jumps forward": Seen(
        [came("2026-03-08 01:30")], (LATE, 90, True), session=SPRING_NIGHT
    ),
    "the night an hour comes twice, in the first": Seen(
        [came("2026-11-01T01:30-04:00")], (LATE, 120, True), session=AUTUMN_NIGHT
    ),
    "the night an hour comes twice, in the second": Seen(
        [came("2026-11-01T01:30-05:00")], (LATE, 60, True), session=AUTUMN_NIGHT
    ),
    "over midnight": Seen(
        [came("2026-04-10 22:00", 1), went("2026-04-11 00:30", 2)],
        (LEFT_EARLY, 150, False),
        session=MIDNIGHT,
    ),
    "in after midnight": Seen([came("2026-04-11 00:15")], (LATE, 45, True), session=MIDNIGHT),
}


@pytest.mark.parametrize("case", ATTENDANCE.values(), ids=ATTENDANCE)
def test_attendance(case: Seen) -> None:
    start, end = (at(time) for time in case.session)
    in_order = sorted(case.facts, key=lambda one: one.order)
    (line,) = roster(["ana"], {"ana": in_order}, start, end, case.grace, case.rule)
    assert (line.status, line.minutes, line.assumed) == case.then


# ---- whatever was recorded


@given(days(), RULES)
def test_attendance_never_exceeds_the_scheduled_minutes(
    facts: list[PersonFact], rule: AttendanceRule
) -> None:
    (line,) = signs(facts, rule)
    assert 0 <= line.minutes <= 180
    assert line.minutes == 0 or line.status.attended


@given(days(), RULES, st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(
    facts: list[PersonFact], rule: AttendanceRule, random: Any
) -> None:
    """Of one time two marks may say two things: then the one entered last counts."""
    times = [one.time for one in facts if isinstance(one, Mark)]
    if len(set(times)) < len(times):
        return
    numbers = list(range(1, len(facts) + 1))
    random.shuffle(numbers)
    renamed = {one.id: f"k-{100 + n}" for one, n in zip(facts, numbers, strict=True)}
    entered: list[PersonFact] = [_renamed(one, renamed) for one in facts]
    assert signs(entered, rule) == signs(facts, rule)


def _renamed(one: Any, ids: dict[str, str]) -> Any:
    fields = {"id": ids[one.id]}
    if isinstance(one, Void):
        fields["voids"] = ids[one.voids]
    return replace(one, **fields)


@given(days())
def test_nothing_that_was_recorded_is_changed(facts: list[PersonFact]) -> None:
    before: list[Fact] = list(facts)
    signs(facts, DEFAULT)
    assert facts == before
