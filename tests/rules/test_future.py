"""A time that has not come, with a minute for clocks that differ."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.rules.future import is_future
from tests.building import at

NOW = at("2026-04-10 09:00")


@pytest.mark.parametrize(
    ("seconds", "future"),
    [(-1, False), (0, False), (59, False), (60, False), (61, True), (86400 * 7, True)],
)
def test_a_minute_is_the_grace(seconds: int, future: bool) -> None:
    assert is_future(NOW + dt.timedelta(seconds=seconds), NOW) is future


def test_it_is_of_moments_and_not_of_wall_clocks() -> None:
    assert not is_future(at("2026-04-10 14:00", "Europe/Paris"), NOW)
    assert is_future(at("2026-04-10 15:02", "Europe/Paris"), NOW)
