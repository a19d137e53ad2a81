"""The plot of how full each room is."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.desk import door
from screens.sessions_side import bars
from tests.screens.showing import MORNING, School, running, shows, text_of, until
from tests.screens.signing_in import sign_in


@pytest.mark.parametrize(
    ("name", "counts", "whole", "drawn"),
    [
        ("nobody yet", (0, 0), 20, "  ··"),
        ("one of many is seen", (1, 1), 200, "▁▁··"),
        ("only a full room fills its cell", (10, 19, 20), 20, "▄▇█·"),
        ("more than there is room for", (25,), 20, "█···"),
        ("nobody registered, and no capacity", (0, 3), 0, " █··"),
    ],
)
def test_a_plot(name: str, counts: tuple[int, ...], whole: int, drawn: str) -> None:
    assert bars(counts, whole, cells=4) == drawn, name


@pytest.mark.asyncio
async def test_it_stands_beside_the_sessions_where_there_is_room(school: School) -> None:
    codes = school.codes("financial")[:18]
    for code in codes[:9]:
        door.scan(school.desk, code)
    school.clock.moment = MORNING + dt.timedelta(minutes=60)
    for code in codes[9:]:
        door.scan(school.desk, code)
    school.clock.moment = MORNING + dt.timedelta(minutes=120)
    app = school.app()
    async with running(app, (120, 40)) as pilot:
        await sign_in(pilot)
        await shows(pilot, "How full the rooms are", "09:00 ▄▄▄████···  18 / 18")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "How full" not in text_of(app), what="no room for it")
        await pilot.resize_terminal(120, 40)
        await shows(pilot, "How full the rooms are", "18 / 18")


@pytest.mark.asyncio
async def test_it_follows_who_comes_in(school: School) -> None:
    async with running(school.app(), (120, 40)) as pilot:
        await sign_in(pilot)
        await shows(pilot, "How full the rooms are", "  0 / 24")
        door.check_in(school.desk, school.person("Marie-Ève Tremblay").id)
        await shows(pilot, "▁·······   1 / 20")
