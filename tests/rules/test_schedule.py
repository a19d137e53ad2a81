"""When a door is open, which sessions make up a day, and what state each is in."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import Closing, DoorRule, Reopening, SessionFact, Sitting
from kiosk.rules.schedule import (
    SessionState,
    by_time,
    checked_end,
    day_of,
    door,
    in_day,
    is_on,
    past_from,
    standing_closing,
    state,
)
from tests.building import TORONTO, at, sitting

# ---- the door


def test_without_any_rule_half_an_hour_before_until_the_end() -> None:
    opening = door(sitting())
    assert opening.opens == at("2026-04-10 08:30")
    assert opening.closes == opening.ends == at("2026-04-10 12:00")
    assert opening.grace == dt.timedelta(minutes=15)


def test_the_narrowest_rule_that_says_something_wins_each_by_itself() -> None:
    what = sitting(
        programme_door=DoorRule(opens_before=60, grace=20, last_admission=90),
        offering_door=DoorRule(opens_before=45, last_admission=60),
        door=DoorRule(opens_before=10),
    )
    opening = door(what)
    assert opening.opens == at("2026-04-10 08:50")
    assert opening.closes == at("2026-04-10 10:00")
    assert opening.grace == dt.timedelta(minutes=20)


@pytest.mark.parametrize("level", ["door", "offering_door", "programme_door"])
def test_nought_is_a_rule_too(level: str) -> None:
    nought = DoorRule(opens_before=0, grace=0, last_admission=0)
    opening = door(sitting(**{level: nought}))  # type: ignore[arg-type]
    assert opening.opens == opening.closes == at("2026-04-10 09:00")
    assert opening.grace == dt.timedelta()
    assert opening.is_open(at("2026-04-10 09:00"))


def test_the_last_admission_is_never_after_the_end() -> None:
    opening = door(sitting(door=DoorRule(last_admission=300)))
    assert opening.closes == at("2026-04-10 12:00")


def test_the_door_opens_so_many_real_minutes_before_across_a_change_of_the_clocks() -> None:
    spring = sitting(start="2026-03-08 03:00", end="2026-03-08 05:00")
    assert door(spring).opens == at("2026-03-08 01:30")
    autumn = sitting(start="2026-11-01T01:15-05:00", end="2026-11-01T03:00-05:00")
    assert door(autumn).opens == at("2026-11-01T01:45-04:00")


# ---- signatures in force


def facts(*kinds: str) -> list[SessionFact]:
    made: list[SessionFact] = []
    for n, kind in enumerate(kinds, 1):
        if kind == "closing":
            made.append(
                Closing(
                    id=f"k-{n}",
                    time=at("2026-04-10 12:00"),
                    session="morning",
                    by="s-1",
                    minutes=180,
                    roster=(),
                    hash="",
                )
            )
        else:
            made.append(
                Reopening(
                    id=f"k-{n}",
                    time=at("2026-04-10 12:00"),
                    session="morning",
                    by="s-1",
                    reason="mistake",
                )
            )
    return made


@pytest.mark.parametrize(
    ("kinds", "in_force"),
    [
        ([], None),
        (["closing"], "k-1"),
        (["closing", "reopening"], None),
        (["closing", "reopening", "closing"], "k-3"),
        (["closing", "closing"], "k-2"),
        (["reopening"], None),
        (["reopening", "closing"], "k-2"),
    ],
)
def test_which_signature_is_in_force(kinds: list[str], in_force: str | None) -> None:
    closing = standing_closing(facts(*kinds))
    assert (closing.id if closing else None) == in_force


# ---- states

HOUR = sitting("hour", door=DoorRule(last_admission=60))


@pytest.mark.parametrize(
    ("what", "closed", "now", "expected"),
    [
        (sitting(), False, "08:29:59", SessionState.UPCOMING),
        (sitting(), False, "08:30:00", SessionState.OPEN),
        (sitting(), False, "11:59:59", SessionState.OPEN),
        (sitting(), False, "12:00:00", SessionState.ENDED),
        (HOUR, False, "10:00:00", SessionState.OPEN),
        (HOUR, False, "10:00:01", SessionState.RUNNING),
        (HOUR, False, "11:59:59", SessionState.RUNNING),
        (HOUR, False, "12:00:00", SessionState.ENDED),
        (sitting(), True, "11:00:00", SessionState.CLOSED),
        (sitting(), True, "15:00:00", SessionState.CLOSED),
        (sitting(cancelled=True), False, "09:00:00", SessionState.CANCELLED),
        (sitting(cancelled=True), True, "09:00:00", SessionState.CANCELLED),
        (sitting(offering_cancelled=True), False, "09:00:00", SessionState.CANCELLED),
    ],
)
def test_the_state_of_a_session(
    what: Sitting, closed: bool, now: str, expected: SessionState
) -> None:
    assert state(what, closed, at(f"2026-04-10 {now}")) is expected


# ---- the day's sessions

NIGHT = sitting("night", "2026-04-10 23:00", "2026-04-11 02:00")
EARLY = sitting("early", "2026-04-11 00:15", "2026-04-11 02:00")
WEST = sitting(
    "west", "2026-04-10 21:30", "2026-04-10 23:30", zone="America/Los_Angeles", school_zone=TORONTO
)


@pytest.mark.parametrize(
    ("what", "now", "expected"),
    [
        (sitting(), "2026-04-10 00:00", True),
        (sitting(), "2026-04-10 23:59", True),
        (sitting(), "2026-04-09 23:59", False),
        (sitting(), "2026-04-11 00:00", False),
        # The laptop's own zone says nothing: this is still the ninth in Toronto.
        (sitting(), "2026-04-10T01:00+02:00", False),
        (sitting(), "2026-04-11T03:00+00:00", True),
        # Over midnight it is of the day it began, and of the next while it runs.
        (NIGHT, "2026-04-10 08:00", True),
        (NIGHT, "2026-04-11 01:59", True),
        (NIGHT, "2026-04-11 02:00", False),
        # A door that opens before midnight.
        (EARLY, "2026-04-10 23:44", False),
        (EARLY, "2026-04-10 23:45", True),
        # An offering in a zone of its own is of the day on its own wall.
        (WEST, "2026-04-10T08:00-07:00", True),
        (WEST, "2026-04-11T01:00-04:00", True),
        (WEST, "2026-04-11T04:00-04:00", False),
    ],
)
def test_the_days_sessions(what: Sitting, now: str, expected: bool) -> None:
    assert in_day(what, at(now)) is expected


@pytest.mark.parametrize(
    ("zone", "day", "first", "hours"),
    [
        (TORONTO, "2026-04-10", "2026-04-10T04:00+00:00", 24),
        (TORONTO, "2026-03-08", "2026-03-08T05:00+00:00", 23),
        (TORONTO, "2026-11-01", "2026-11-01T04:00+00:00", 25),
        ("Asia/Kolkata", "2026-04-10", "2026-04-09T18:30+00:00", 24),
        # Midnight comes twice: the day began with the first one.
        ("America/Havana", "2026-11-01", "2026-11-01T04:00+00:00", 25),
        # There is no midnight: the day began at one o'clock.
        ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00+00:00", 23),
        # The evening before its end comes twice, and the day ends after the second.
        ("Africa/Cairo", "2026-10-29", "2026-10-28T21:00+00:00", 25),
    ],
)
def test_a_day_lasts_as_long_as_its_zone_says(zone: str, day: str, first: str, hours: int) -> None:
    what = sitting(start=f"{day} 09:00", end=f"{day} 12:00", zone=zone)
    begins, ends = day_of(what)
    assert begins == at(first)
    assert ends - begins == dt.timedelta(hours=hours)


ZONES = st.sampled_from(
    [TORONTO, "America/Vancouver", "America/St_Johns", "America/Havana", "Africa/Cairo",
     "Europe/Paris", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "UTC"]
)  # fmt: skip
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(
    lambda minute: dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minute)
)


@given(ZONES, MOMENTS, st.integers(1, 24 * 60), st.integers(-3 * 24 * 60, 3 * 24 * 60))
def test_a_session_is_of_the_day_on_the_wall_it_hangs_on(
    zone: str, start: dt.datetime, minutes: int, after: int
) -> None:
    end = start + dt.timedelta(minutes=minutes)
    what = sitting(start=start.isoformat(), end=end.isoformat(), zone=zone)
    now = start + dt.timedelta(minutes=after)
    wall = now.astimezone(ZoneInfo(zone)).date()
    is_open = start - dt.timedelta(minutes=30) <= now < end
    assert in_day(what, now) is (is_on(what, wall) or is_open)
    assert (past_from(what) <= now) is (end <= now and not in_day(what, now))


def test_the_day_a_session_is_on_is_that_of_its_own_zone() -> None:
    assert is_on(WEST, dt.date(2026, 4, 10))
    assert not is_on(WEST, dt.date(2026, 4, 11))
    assert is_on(NIGHT, dt.date(2026, 4, 10))
    assert not is_on(NIGHT, dt.date(2026, 4, 11))


def test_a_board_goes_by_start_then_end_then_room() -> None:
    short = sitting("short", end="2026-04-10 10:00", room="Room Z")
    b, a = sitting("x", room="Room B"), sitting("y", room="Room A")
    later = sitting("later", "2026-04-10 13:00", "2026-04-10 14:00")
    assert [s.id for s in by_time([later, b, a, short])] == ["short", "y", "x", "later"]


# ---- what can be a session


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("2026-04-10 09:00", "2026-04-10 09:00", "before it starts"),
        ("2026-04-10 09:00", "2026-04-10 08:00", "before it starts"),
        ("2026-04-10 09:00", "2026-04-11 09:01", "longer than a day"),
    ],
)
def test_an_end_that_cannot_be(start: str, end: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        checked_end(at(start), at(end))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-04-10 09:00", "2026-04-10 09:01"),
        ("2026-04-10 09:00", "2026-04-11 09:00"),
        ("2026-11-01T01:30-04:00", "2026-11-01T01:10-05:00"),
    ],
)
def test_an_end_that_can_be(start: str, end: str) -> None:
    assert checked_end(at(start), at(end)) == at(end)
