"""How full each room is, and was."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk import day, door, editing, filling
from kiosk.desk.protocol import Desk
from tests.building import StillClock, at
from tests.holding import came

NINE = at("2026-04-10 09:00")


def of_day(desk: Desk) -> dict[str, filling.Filling]:
    found = filling.fillings(desk, day.of_day(desk).rows, 7)
    return {one.row.sitting.id: one for one in found}


def test_counted_from_the_door_s_opening_until_now(desk: Desk, clock: StillClock) -> None:
    came(desk, clock, "pp-1", "1001", at="08:50")
    clock.set("2026-04-10 09:20")
    door.scan(desk, "1002", served=frozenset({"pp-1"}))
    clock.set("2026-04-10 10:10")
    # The door opened at 08:30; seven steps of half an hour until noon.
    found = of_day(desk)
    assert found["pp-1"].counts == (1, 2, 2, 2)
    assert (found["pp-1"].now, found["pp-1"].whole) == (2, 2)
    assert found["fin-1"].counts == (0, 0, 0, 0)
    assert "pp-2" not in found  # its door is not open yet


def test_who_leaves_makes_room(desk: Desk, clock: StillClock) -> None:
    editing.set_offering(desk, "pp", door={"departures": True})
    came(desk, clock, "pp-1", "1001", "1002")
    clock.set("2026-04-10 10:40")
    door.scan(desk, "1001")
    clock.set("2026-04-10 12:30")
    assert of_day(desk)["pp-1"].counts == (2, 2, 2, 2, 1, 1, 1)


def test_a_session_that_is_not_held_fills_no_room(desk: Desk, clock: StillClock) -> None:
    clock.set("2026-04-10 09:30")
    editing.set_session(desk, "pp-1", cancelled=True)
    assert "pp-1" not in of_day(desk)


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.none() | st.integers(1, 100)), min_size=1, max_size=20
    )
)
def test_nobody_is_counted_who_is_not_in(stays: list[tuple[int, int | None]]) -> None:
    minute = dt.timedelta(minutes=1)
    visits = [
        (NINE + came * minute, None if stay is None else NINE + (came + stay) * minute)
        for came, stay in stays
    ]
    times = [NINE + step * minute for step in range(0, 301, 20)]
    expected = tuple(
        sum(came <= time and (left is None or time < left) for came, left in visits)
        for time in times
    )
    assert filling.counted(visits, times) == expected
