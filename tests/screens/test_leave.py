"""The kiosk is closed by staff, with a PIN, and by nobody else."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kiosk.app import KioskApp
from screens.host import Ended
from screens.leave import LeaveScreen
from screens.setup import SetupScreen
from screens.themes import THEMES
from tests.screens.contrast import too_faint
from tests.screens.setting_up import FACILITATOR, MARIE, REP, open_setup
from tests.screens.showing import School, burst, check_ins, running, shows, top, until

pytestmark = pytest.mark.asyncio


async def ask(pilot: Pilot[object], school: School, who: str) -> KioskApp:
    """From Set-up, by keyboard."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await open_setup(pilot, school, who)
    await shows(pilot, "Close the kiosk")
    await pilot.press("end", "enter")
    await top(pilot, LeaveScreen)
    await shows(pilot, "Nobody checks in on this laptop until it is started")
    return app


@pytest.mark.parametrize(("who", "pin"), [(FACILITATOR, "2468"), (REP, "1357")])
@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_with_the_pin_it_ends(
    school: School, who: str, pin: str, size: tuple[int, int]
) -> None:
    async with running(school.app(), size) as pilot:
        app = await ask(pilot, school, who)
        await shows(pilot, f"PIN of {who}", "Close it")
        await pilot.press(*pin, "enter")
        await until(pilot, lambda: app._exit, what="the end")
        assert app.return_value is Ended.LEFT
        assert app.return_code == 0


async def test_a_wrong_pin_makes_way_for_the_right_one_from_the_button_too(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await ask(pilot, school, FACILITATOR)
        await pilot.press(*"0000", "tab", "enter")
        await shows(pilot, "That PIN is not right.")
        await pilot.press(*"2468", "enter")
        await until(pilot, lambda: app._exit, what="the end")


async def test_without_it_nothing_ends(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await ask(pilot, school, FACILITATOR)
        await pilot.press("enter")
        await shows(pilot, "Type your PIN, then Enter.")
        await pilot.press("0", "0", "0", "0", "enter")
        await shows(pilot, "That PIN is not right.")
        assert "0" not in app.screen.query_one("#leave-pin").value  # type: ignore[attr-defined]
        await pilot.click("#press-leave")
        await shows(pilot, "Type your PIN, then Enter.")
        assert not app._exit
        await pilot.press("escape")
        await top(pilot, SetupScreen)
        assert not app._exit


async def test_another_s_pin_is_not_enough(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await ask(pilot, school, FACILITATOR)
        await pilot.press(*"1357", "enter")
        await shows(pilot, "That PIN is not right.")
        assert not app._exit


async def test_a_badge_that_waits_is_not_lost(school: School) -> None:
    code = school.code(school.person(MARIE))
    async with running(school.app()) as pilot:
        app = await ask(pilot, school, FACILITATOR)
        burst(app, code + "\r")
        await shows(pilot, f"{MARIE}'s badge waits until this closes.")
        await pilot.press(*"2468", "enter")
        await shows(pilot, "A badge was scanned. Go back first, so that it counts.")
        assert not app._exit
        await pilot.press("escape")
        await top(pilot, SetupScreen)
        await until(pilot, lambda: len(check_ins(school)) == 1)
        await shows(pilot, MARIE)


@pytest.mark.parametrize("theme", list(THEMES))
async def test_it_can_be_read(school: School, theme: str) -> None:
    least = 7.0 if theme == "contrast" else 4.5
    async with running(school.app(theme=theme)) as pilot:
        app = await ask(pilot, school, FACILITATOR)
        assert not too_faint(app, least)
        await pilot.press("0", "0", "0", "0", "enter")
        await shows(pilot, "That PIN is not right.")
        assert not too_faint(app, least)
        await open_setup(pilot, school, FACILITATOR)
        await shows(pilot, "is not one")
        assert not too_faint(app, least)
