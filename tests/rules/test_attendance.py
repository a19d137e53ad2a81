"""Presence, status and the signed roster, from facts."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import AttendanceStatus, Mark, PersonFact, Void
from kiosk.rules.attendance import (
    Presence,
    Standing,
    presence,
    roster,
    roster_hash,
    signed_line,
    standing,
    status,
)
from tests.building import at, check_in, departure

START, END = at("2026-04-10 09:00"), at("2026-04-10 12:00")
GRACE = dt.timedelta(minutes=15)
MINUTE = dt.timedelta(minutes=1)
PRESENT, LATE, LEFT_EARLY, EXCUSED, ABSENT = AttendanceStatus


def void(what: PersonFact, n: int = 9) -> Void:
    return Void(
        id=f"k-{n}",
        time=at("2026-04-10 09:30"),
        entered=at("2026-04-10 00:00"),
        session="morning",
        attendee="ana",
        voids=what.id,
    )


def mark(said: AttendanceStatus, n: int = 8) -> Mark:
    return Mark(
        id=f"k-{n}",
        time=at("2026-04-10 11:00"),
        entered=at("2026-04-10 00:00"),
        session="morning",
        attendee="ana",
        status=said,
        reason="said so",
    )


def moves(*times: str) -> list[PersonFact]:
    """In, out, in, out, … at these times of the day."""
    kinds = (check_in, departure)
    return [kinds[i % 2](f"2026-04-10 {time}", n=i + 1) for i, time in enumerate(times)]


# ---- minutes


@pytest.mark.parametrize(
    ("times", "minutes", "assumed"),
    [
        ([], 0, False),
        (["09:00"], 180, True),
        (["08:30"], 180, True),
        (["09:00", "12:00"], 180, False),
        (["08:30", "12:40"], 180, False),
        (["09:40"], 140, True),
        (["09:40:59"], 140, True),
        (["09:00", "10:00"], 60, False),
        (["09:00", "10:00:01"], 60, False),
        (["09:00:40", "10:00:20"], 60, False),
        (["09:00:20", "10:00:40"], 60, False),
        (["09:00:59", "09:01:01"], 1, False),
        (["09:00:20", "09:00:59"], 0, False),
        (["09:00", "10:00:10", "10:30:10", "12:00"], 150, False),
        (["09:00", "10:00:50", "10:30:10", "12:00"], 150, False),
        (["09:00", "09:30:20", "10:00:10", "10:30:30", "11:00:30", "11:30:40"], 90, False),
        (["09:00", "10:00", "11:00", "12:00"], 120, False),
        (["09:00", "10:00", "11:00"], 120, True),
        (["09:00", "10:00:30", "10:00:40", "10:10"], 70, False),
        (["09:30:00", "09:30:00"], 0, False),
        (["08:30", "08:59"], 0, False),
        (["08:30", "09:00"], 0, False),
        (["12:00"], 0, False),
        (["12:30"], 0, False),
        (["09:00", "10:00", "12:30"], 60, False),
        (["11:59:59"], 1, True),
    ],
)
def test_minutes_are_clipped_added_up_and_rounded_once(
    times: list[str], minutes: int, assumed: bool
) -> None:
    assert presence(standing(moves(*times)), START, END) == Presence(minutes, assumed)


@pytest.mark.parametrize(("seconds", "minutes"), [(20, 8), (190, 76), (150, 60), (151, 60)])
def test_many_short_visits_come_to_what_they_add_up_to(seconds: int, minutes: int) -> None:
    visits = [
        (START + dt.timedelta(minutes=7 * n), START + dt.timedelta(minutes=7 * n, seconds=seconds))
        for n in range(24)
    ]
    there = Standing(tuple(visits))
    assert presence(there, START, END) == Presence(minutes, False)


@given(st.lists(st.integers(-600, 11400), max_size=12, unique=True))
def test_minutes_lie_between_the_whole_minutes_and_the_begun_one(offsets: list[int]) -> None:
    times = [START + dt.timedelta(seconds=one) for one in sorted(offsets)]
    visits = tuple(zip(times[::2], times[1::2], strict=False))
    seconds = sum(
        arrived <= START + dt.timedelta(seconds=second) < left
        for arrived, left in visits
        for second in range(10800)
    )
    counted = presence(Standing(visits), START, END).minutes
    shown = [(max(came, START).replace(second=0), min(left, END)) for came, left in visits]
    on_the_clock = sum(max(0, (left.replace(second=0) - came) // MINUTE) for came, left in shown)
    assert seconds // 60 <= counted <= -(-seconds // 60)
    assert counted <= max(seconds // 60, on_the_clock)


@given(st.lists(st.integers(-60, 240), max_size=8))
def test_minutes_are_never_more_than_the_session_has(offsets: list[int]) -> None:
    facts: list[PersonFact] = []
    for n, offset in enumerate(offsets, 1):
        time = (START + dt.timedelta(minutes=offset)).replace(tzinfo=None).isoformat(" ")
        facts.append(check_in(time, n=n) if n % 2 else departure(time, n=n))
    counted = presence(standing(facts), START, END).minutes
    there = {
        minute
        for arrived, left in standing(facts).visits
        for minute in range(180)
        if arrived <= START + dt.timedelta(minutes=minute)
        and (left is None or START + dt.timedelta(minutes=minute) < left)
    }
    assert counted == len(there)


@pytest.mark.parametrize(
    ("start", "end", "came", "minutes"),
    [
        ("2026-03-08T01:00-05:00", "2026-03-08T04:00-04:00", "2026-03-08T01:30-05:00", 90),
        ("2026-11-01T00:30-04:00", "2026-11-01T02:30-05:00", "2026-11-01T01:30-04:00", 120),
        ("2026-11-01T00:30-04:00", "2026-11-01T02:30-05:00", "2026-11-01T01:30-05:00", 60),
        ("2026-04-10T22:00-04:00", "2026-04-11T01:00-04:00", "2026-04-11T00:15-04:00", 45),
    ],
)
def test_minutes_are_real_minutes_across_midnight_and_a_change_of_the_clocks(
    start: str, end: str, came: str, minutes: int
) -> None:
    assert presence(standing([check_in(came)]), at(start), at(end)).minutes == minutes


# ---- status


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], ABSENT),
        (["08:45"], PRESENT),
        (["09:15:00"], PRESENT),
        (["09:15:59"], PRESENT),
        (["09:16:00"], LATE),
        (["11:59"], LATE),
        (["09:00", "11:45:00"], PRESENT),
        (["09:00", "11:44:01"], PRESENT),
        (["09:00", "11:44:00"], LEFT_EARLY),
        (["09:00", "11:50"], PRESENT),
        (["09:20", "10:00"], LATE),
        (["09:00", "09:30", "10:30"], PRESENT),
        (["09:00", "10:00", "10:30", "11:00"], LEFT_EARLY),
        (["08:00", "08:30"], ABSENT),
        (["08:00", "08:30", "09:40"], LATE),
        (["09:00", "10:00", "12:05"], LEFT_EARLY),
        (["12:00"], ABSENT),
        (["09:30:00", "09:30:00"], ABSENT),
        (["09:30:00", "09:30:01"], LATE),
    ],
)
def test_status_from_presence_to_the_minute(times: list[str], expected: AttendanceStatus) -> None:
    assert status(standing(moves(*times)), START, END, GRACE) is expected


def test_no_grace_at_all() -> None:
    none = dt.timedelta()
    assert status(standing(moves("09:00:59")), START, END, none) is PRESENT
    assert status(standing(moves("09:01:00")), START, END, none) is LATE
    assert status(standing(moves("09:00", "11:59:01")), START, END, none) is PRESENT
    assert status(standing(moves("09:00", "11:59:00")), START, END, none) is LEFT_EARLY


@pytest.mark.parametrize("said", list(AttendanceStatus))
@pytest.mark.parametrize("times", [[], ["09:00"], ["09:40", "10:00"]])
def test_a_mark_goes_before_what_presence_says(
    said: AttendanceStatus, times: Sequence[str]
) -> None:
    assert status(standing([*moves(*times), mark(said)]), START, END, GRACE) is said


# ---- the signed line and the roster


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], (ABSENT, 0, False)),
        (moves("08:50"), (PRESENT, 180, True)),
        (moves("09:40", "10:00"), (LATE, 20, False)),
        ([mark(EXCUSED)], (EXCUSED, 0, False)),
        ([*moves("08:50"), mark(EXCUSED)], (EXCUSED, 0, False)),
        ([*moves("08:50"), mark(ABSENT)], (ABSENT, 0, False)),
        ([mark(PRESENT)], (PRESENT, 180, True)),
        ([mark(LATE)], (LATE, 180, True)),
        ([*moves("09:40", "10:00"), mark(PRESENT)], (PRESENT, 20, False)),
    ],
)
def test_what_a_closing_says_of_one_person(
    facts: list[PersonFact], expected: tuple[AttendanceStatus, int, bool]
) -> None:
    line = signed_line("ana", standing(facts), START, END, GRACE)
    assert (line.attendee, line.status, line.minutes, line.assumed) == ("ana", *expected)


def test_the_roster_has_everyone_expected_and_everyone_seen_by_id() -> None:
    came = check_in("2026-04-10 08:50")
    lines = roster(
        ["zoe", "ana"],
        {"mia": [came], "ana": [came], "leo": [came, void(came)], "kim": [mark(EXCUSED)]},
        START,
        END,
        GRACE,
    )
    assert [(line.attendee, line.status) for line in lines] == [
        ("ana", PRESENT),
        ("kim", EXCUSED),
        ("mia", PRESENT),
        ("zoe", ABSENT),
    ]


def test_the_hash_is_of_the_roster_as_canonical_json() -> None:
    lines = roster(["zoe", "ana"], {"ana": moves("08:50")}, START, END, GRACE)
    content = ["morning", 180, [["ana", "present", 180, True], ["zoe", "absent", 0, False]]]
    canonical = json.dumps(content, separators=(",", ":")).encode()
    assert roster_hash("morning", 180, lines) == hashlib.sha256(canonical).hexdigest()
    assert roster_hash("morning", 180, reversed(lines)) == roster_hash("morning", 180, lines)


def test_any_other_roster_has_another_hash() -> None:
    lines = roster(["zoe", "ana"], {"ana": moves("08:50")}, START, END, GRACE)
    others = [
        roster_hash("afternoon", 180, lines),
        roster_hash("morning", 181, lines),
        roster_hash("morning", 180, lines[:1]),
        roster_hash("morning", 180, roster(["zoe"], {"ana": moves("09:16")}, START, END, GRACE)),
        roster_hash(
            "morning", 180, roster(["zoe"], {"ana": moves("08:50", "12:00")}, START, END, GRACE)
        ),
    ]
    assert len({roster_hash("morning", 180, lines), *others}) == 6
