"""Set-up, opened by a rep, and a task in it."""

from __future__ import annotations

from textual.pilot import Pilot
from textual.widgets import OptionList

from kiosk.app import KioskApp
from kiosk.desk import demo
from screens.setup import SetupScreen
from tests.screens.showing import School, shows, until

REP, FACILITATOR = demo.REP[0], demo.FACILITATOR[0]
MARIE = "Marie-Ève Tremblay"


async def open_setup(pilot: Pilot[object], school: School, who: str = REP) -> SetupScreen:
    app = pilot.app
    assert isinstance(app, KioskApp)
    app.go_to("setup", school.staff(who))
    await until(pilot, lambda: isinstance(app.screen, SetupScreen))
    assert isinstance(app.screen, SetupScreen)
    return app.screen


async def open_task(pilot: Pilot[object], school: School, number: int) -> SetupScreen:
    """One of the tasks, by its place from 0."""
    screen = await open_setup(pilot, school)
    await shows(pilot, "Bring in a file")
    tasks = screen.query_one("#tasks", OptionList)
    tasks.highlighted = number
    await until(pilot, lambda: tasks.highlighted == number)
    await pilot.press("enter")
    return screen
