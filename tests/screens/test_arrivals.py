"""The plot of when people came."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.roster_side import arrivals

NINE = dt.datetime(2026, 4, 10, 9, tzinfo=dt.UTC)


def at(*minutes: float) -> list[dt.datetime]:
    return [NINE + dt.timedelta(minutes=one) for one in minutes]


@pytest.mark.parametrize(
    ("name", "minutes", "bars", "first", "last"),
    [
        ("one person", [3], "█", 0, 5),
        ("two at once", [3, 4], "█", 0, 5),
        ("one, a gap, two", [0, 11, 12], "▄ █", 0, 15),
        ("on the edge of five minutes", [0, 5], "██", 0, 10),
        ("before the hour", [-7, 1], "█ █", -10, 5),
        ("few of many are still seen", [0, *[6] * 100], "▁█", 0, 10),
    ],
)
def test_a_plot(name: str, minutes: list[float], bars: str, first: int, last: int) -> None:
    assert arrivals(at(*minutes)) == (bars, *at(first, last)), name


def test_nobody_came() -> None:
    assert arrivals([]) is None


@given(st.lists(st.integers(-600, 3000), min_size=1, max_size=50))
def test_it_is_never_wider_than_its_room_and_holds_everyone(minutes: list[int]) -> None:
    plot = arrivals(at(*minutes))
    assert plot is not None
    bars, first, last = plot
    assert 1 <= len(bars) <= 24
    assert first <= min(at(*minutes)) <= max(at(*minutes)) < last
    assert "█" in bars
