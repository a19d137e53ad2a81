"""Set-up: who it is for."""

from __future__ import annotations

import pytest

from screens.kiosk import KioskScreen
from tests.screens.setting_up import FACILITATOR, open_setup
from tests.screens.showing import School, running, shows, text_of, top

pytestmark = pytest.mark.asyncio


async def test_a_facilitator_is_told_that_it_is_for_reps(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = await open_setup(pilot, school, FACILITATOR)
        await shows(pilot, "Set-up is for representatives: Alex Morin is not one.")
        assert screen.tasks.option_count == 2, "the scanner, and the end"
        assert "Bring in a file" not in text_of(pilot.app)
        await pilot.press("escape")
        await top(pilot, KioskScreen)
