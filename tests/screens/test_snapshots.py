"""How each screen looks, as text, at the size of a small terminal and of a large one.

``pytest tests/screens/test_snapshots.py --update-snapshots`` writes them anew; look at
them before you keep them.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.desk import door
from screens.closing import ClosingScreen
from screens.pin import PinScreen
from screens.roster import RosterScreen
from screens.sessions import SessionsScreen
from tests.screens.showing import School, burst, running, shows, until

pytestmark = pytest.mark.asyncio

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
Compare = Callable[[object, str], None]


def named(what: str, size: tuple[int, int]) -> str:
    return f"{what}-{size[0]}x{size[1]}"


async def settled(pilot: Pilot[object], *texts: str) -> None:
    await shows(pilot, *texts)
    await pilot.pause()


async def sign_in(pilot: Pilot[object], app: KioskApp, pin: str) -> None:
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, PinScreen))
    await pilot.press(*pin, "enter")
    await until(pilot, lambda: isinstance(app.screen, SessionsScreen))
    await shows(pilot, "Today")


@SIZES
async def test_quiet(school: School, snapshot: Compare, size: tuple[int, int]) -> None:
    app = school.app()
    async with running(app, size) as pilot:
        await settled(pilot, "Now and next", "Parliamentary", "08:43")
        snapshot(app, named("quiet", size))


@SIZES
async def test_matching(school: School, snapshot: Compare, size: tuple[int, int]) -> None:
    app = school.app()
    async with running(app, size) as pilot:
        burst(app, "tremb")
        await settled(pilot, "Gisèle Tremblay", "Enter: that's me")
        snapshot(app, named("matching", size))


@SIZES
async def test_confirming(school: School, snapshot: Compare, size: tuple[int, int]) -> None:
    app = school.app()
    async with running(app, size) as pilot:
        burst(app, "marie-eve tremblay\r")
        await settled(pilot, "Is this you?")
        snapshot(app, named("confirming", size))


@SIZES
@pytest.mark.parametrize("what", ["accepted", "already-in", "refused"])
async def test_verdicts(
    school: School, snapshot: Compare, size: tuple[int, int], what: str
) -> None:
    app = school.app()
    code = school.code(school.person("Marie-Ève Tremblay"))
    if what == "already-in":
        door.scan(school.desk, code)
    async with running(app, size) as pilot:
        burst(app, "zzyzx\r" if what == "refused" else code)
        await settled(pilot, "✗" if what == "refused" else "Marie-Ève")
        await until(pilot, lambda: app.snapshot.revision == school.store.revision)
        await pilot.pause()
        snapshot(app, named(what, size))


@SIZES
async def test_staff(school: School, snapshot: Compare, size: tuple[int, int]) -> None:
    app = school.app()
    for code in school.codes("-now-0830")[:9]:
        door.scan(school.desk, code)
    async with running(app, size) as pilot:
        await sign_in(pilot, app, "2468")
        await settled(pilot, "Leading as a Team", "not closed")
        snapshot(app, named("sessions", size))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RosterScreen))
        await settled(pilot, "✓ in", "08:43")
        snapshot(app, named("roster", size))
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ClosingScreen))
        await settled(pilot, "7 people were never seen")
        snapshot(app, named("closing", size))
