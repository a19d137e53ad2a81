"""Days and hours as people type them."""

from __future__ import annotations

import datetime as dt

import pytest

from screens import moments


@pytest.mark.parametrize("typed", ["2026-11-03", " 2026-11-3 ", "2026/11/03", "2026.11.3"])
def test_a_day(typed: str) -> None:
    assert moments.day(typed) == dt.date(2026, 11, 3)


@pytest.mark.parametrize("typed", ["", "tomorrow", "3.11.2026", "2026-13-01", "26-1-1"])
def test_no_day(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moments.day(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:00", dt.time(9)),
        ("09:05", dt.time(9, 5)),
        ("13.30", dt.time(13, 30)),
        ("9h", dt.time(9)),
        ("9 h 30", dt.time(9, 30)),
        ("0:00", dt.time(0)),
    ],
)
def test_an_hour(typed: str, meant: dt.time) -> None:
    assert moments.hour(typed) == meant


@pytest.mark.parametrize("typed", ["", "9", "24:00", "9:60", "noon", "9:0", "-1:00"])
def test_no_hour(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        moments.hour(typed)


def test_a_moment_is_of_the_day_beside_it_unless_it_names_one() -> None:
    day = dt.date(2026, 11, 23)
    assert moments.moment("9:00", day) == dt.datetime(2026, 11, 23, 9)  # noqa: DTZ001
    assert moments.moment("2026-11-24 1:00", day) == dt.datetime(2026, 11, 24, 1)  # noqa: DTZ001


@pytest.mark.parametrize("typed", ["24:00", "24 h", "2026-11-03 24:00"])
def test_24_hours_are_the_end_of_a_day(typed: str) -> None:
    assert moments.moment(typed, dt.date(2026, 11, 3)) == dt.datetime.combine(
        dt.date(2026, 11, 4), dt.time()
    )


def test_no_minute_comes_after_24_hours() -> None:
    with pytest.raises(ValueError, match=r".*"):
        moments.moment("24:01", dt.date(2026, 11, 3))
