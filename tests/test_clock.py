"""Times that are typed for commands."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from kiosk.clock import BadTime, parse_time

TORONTO = ZoneInfo("America/Toronto")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027-03-15T24:00", "2027-03-16T00:00:00-04:00"),
        ("2027-03-15 24:00", "2027-03-16T00:00:00-04:00"),
        ("2027-03-13T24:00:00", "2027-03-14T00:00:00-05:00"),
        ("2026-12-31T24:00Z", "2027-01-01T00:00:00+00:00"),
        ("2028-02-28T24:00-05:00", "2028-02-29T00:00:00-05:00"),
    ],
)
def test_24_hours_are_the_midnight_after(text: str, said: str) -> None:
    assert parse_time(text, TORONTO).isoformat() == said


@pytest.mark.parametrize("text", ["2027-03-15T24:01", "2027-03-15T24:00:01", "2027-03-15T25:00"])
def test_nothing_else_comes_after_23_hours(text: str) -> None:
    with pytest.raises(BadTime):
        parse_time(text, dt.UTC)
