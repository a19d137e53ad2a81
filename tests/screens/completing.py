"""Completions, opened by someone on the staff."""

from __future__ import annotations

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.desk import demo
from screens.completions import CompletionsScreen
from tests.screens.showing import School, top

REP, FACILITATOR = demo.REP[0], demo.FACILITATOR[0]


async def open_completions(
    pilot: Pilot[object], school: School, who: str = REP
) -> CompletionsScreen:
    app = pilot.app
    assert isinstance(app, KioskApp)
    app.go_to("completions", school.staff(who))
    await top(pilot, CompletionsScreen)
    assert isinstance(app.screen, CompletionsScreen)
    return app.screen
