"""Times and durations as reports of meetings write them, in three languages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NotSo
from kiosk.files.meeting_times import (
    is_dated,
    read_duration,
    read_time,
    split_zone,
    zone_of_heading,
)

NEAR = dt.datetime(2026, 4, 10, 18)  # noqa: DTZ001 - a wall clock
UTC = dt.UTC


def wall(time: str = "18:02:11", day: str = "2026-04-10") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}")


@pytest.mark.parametrize(
    "text",
    [
        "04/10/2026 06:02:11 PM", "4/10/2026 6:02:11 PM", "4/10/26, 6:02:11 PM",
        "2026-04-10 18:02:11", "2026-04-10T18:02:11", '="2026-04-10 18:02:11"',
        "Apr 10, 2026 06:02:11 PM", "April 10, 2026, 6:02:11 p.m.", "10 avr. 2026 18:02:11",
        "10 de abril de 2026 18:02:11", "10 avril 2026 à 18:02:11", "2026-04-10 18 h 02 min 11 s",
        "2026-04-10, 18 h 2 min 11 s", "4/10/2026, 6:02:11 p. m.", "18:02:11",
        "6:02:11 PM", "6:02:11 p. m.", "4/10/2026,\u202f6:02:11\u202fPM", "2026-04-10 18:02:11.482",
    ],
)  # fmt: skip
def test_one_moment_in_many_ways(text: str) -> None:
    assert read_time(text, False, NEAR) == wall()


def test_day_first_is_said_and_given_up_where_it_cannot_be() -> None:
    assert read_time("10/04/2026 18:02:11", True, NEAR) == wall()
    assert read_time("04/10/2026 18:02:11", False, NEAR) == wall()
    assert read_time("25/04/2026 18:02:11", False, NEAR) == wall(day="2026-04-25")
    assert read_time("04/25/2026 18:02:11", True, NEAR) == wall(day="2026-04-25")


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-04-10T18:30:00-07:00", 1.5), ("2026-04-10T18:30:00Z", -5.5),
        ("Apr 10, 2026 06:30 PM PDT", 1.5), ("Apr 10, 2026 06:30 PM PST", 2.5),
        ("04/10/2026 06:30 PM EST", -0.5), ("04/10/2026 06:30 PM EDT", -1.5),
        ("04/10/2026 06:30 PM (EDT)", -1.5), ("2026-04-10 18:30 HAE", -1.5),
        ("2026-04-10 18:30 NDT", -3.0), ("2026-04-10 18:30 GMT+2", -7.5),
        ("2026-04-10 18:30 UTC-05:00", -0.5), ("2026-04-10 18:30 America/Vancouver", 1.5),
        ("2026-04-10 18:30 ET", -1.5), ("6:30 PM PDT", 1.5), ("18:30 CEST", -7.5),
    ],
)  # fmt: skip
def test_a_zone_counts(text: str, hour: float) -> None:
    """By how many hours they are after midnight in UTC."""
    found = read_time(text, False, NEAR)
    assert found.tzinfo is not None
    midnight = dt.datetime(2026, 4, 11, tzinfo=UTC)
    assert found - midnight == dt.timedelta(hours=hour)


@pytest.mark.parametrize(
    ("near", "text", "day"),
    [
        ("2026-04-10T23:00:00", "00:10", "2026-04-11"),
        ("2026-04-10T23:00:00", "22:50", "2026-04-10"),
        ("2026-04-10T00:10:00", "11:55 PM", "2026-04-09"),
        ("2026-04-10T09:00:00", "9:01 AM", "2026-04-10"),
    ],
)
def test_without_a_day_it_is_the_nearest(near: str, text: str, day: str) -> None:
    found = read_time(text, False, dt.datetime.fromisoformat(near))
    assert found.date().isoformat() == day


@pytest.mark.parametrize(
    "text",
    [
        "yesterday", "", "2026-04-10", "10 avril 2026", "25:00", "04/10/1926 06:00 PM", "13:00 PM",
        "118", "2026-13-40 10:00", "2026-04-10 18:30 XYZ", "--",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(NotSo, match="is not a time"):
        read_time(text, False, NEAR)


@pytest.mark.parametrize(
    ("text", "heading", "seconds"),
    [
        ("2 hr 50 min", "", 10200), ("178 mins", "", 10680), ("1h 2m 3s", "", 3723),
        ("02:50:00", "", 10200), ("2:50", "", 10200), ("118", "Duration (Minutes)", 7080),
        ("118", "", 7080), ("7080", "Duration (seconds)", 7080), ("2", "Durée (heures)", 7200),
        ("1 hour 57 minutes", "", 7020), ("1 heure et 3 minutes", "", 3780),
        ("1 hora y 2 minutos", "", 3720), ("2 h 50", "", 10200),
        ("45s", "", 45), ("90 sec", "", 90),
        ("75,5", "Durée (minutes)", 4530), ("75.5", "", 4530), ("0", "", 0), ("< 1 min", "", 0),
        ("less than a minute", "", 0), ("1 hr", "", 3600), ("2h, 5m", "", 7500),
    ],
)  # fmt: skip
def test_durations(text: str, heading: str, seconds: int) -> None:
    assert read_duration(text, heading) == dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text", ["many", "", "--", "5 bananas", "3 min 2 h", "99999999", "1 2", "-5", "ten minutes"]
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(NotSo, match="not a number of minutes"):
        read_duration(text)


@given(st.integers(0, 47), st.integers(0, 59), st.integers(0, 59))
def test_every_way_to_write_a_duration_says_the_same(
    hours: int, minutes: int, seconds: int
) -> None:
    meant = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    for text in (
        f"{hours}h {minutes}m {seconds}s",
        f"{hours:02}:{minutes:02}:{seconds:02}",
        f"{hours} hours {minutes} minutes {seconds} seconds",
        f"{hours} h {minutes} min {seconds} s",
    ):
        assert read_duration(text) == meant


@given(st.text(max_size=30))
def test_whatever_is_written_is_a_time_or_none(text: str) -> None:
    for read in (lambda: read_time(text, False, NEAR), lambda: read_duration(text)):
        try:
            read()
        except NotSo:
            continue


@pytest.mark.parametrize(
    ("heading", "rest", "hours"),
    [
        ("Join Time (UTC)", "Join Time", 0), ("UTC Event Timestamp", "Event Timestamp", 0),
        ("Heure d'arrivée (UTC-05:00)", "Heure d'arrivée", -5), ("Join time GMT+2", "Join time", 2),
        ("Leave Time (EST)", "Leave Time", -5),
    ],
)  # fmt: skip
def test_the_zone_of_a_heading(heading: str, rest: str, hours: int) -> None:
    found, zone = zone_of_heading(heading)
    assert found == rest
    assert zone is not None
    assert zone.utcoffset(NEAR) == dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    "heading", ["Join Time", "NOM", "User ID", "ID", "Participant ID (UPN)", ""]
)
def test_a_heading_without_a_zone(heading: str) -> None:
    assert zone_of_heading(heading) == (heading, None)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("9:01 AM", False), ("18 h 02", False), ("9:00 a. m.", False), ("18:30 PDT", False),
        ("18:00 GMT+2", False), ("09:00:00-07:00", False), ("12/1/2026, 9:00 AM", True),
        ("10 avr. 2026 18:00", True), ("2026-04-10T18:00", True),
    ],
)  # fmt: skip
def test_whether_a_time_says_its_day(text: str, dated: bool) -> None:
    assert is_dated(text) is dated


def test_letters_behind_a_time_that_are_no_zone_stay() -> None:
    assert split_zone("6:02 PM") == ("6:02 PM", None)
    assert split_zone("6:02 XYZ") == ("6:02 XYZ", None)
