"""Set-up: who is on the staff."""

from __future__ import annotations

import pytest

from kiosk.desk import closing
from kiosk.model import Role, Staff
from screens.choose import ChooseScreen
from screens.staff_form import StaffForm
from tests.screens.setting_up import REP, open_task
from tests.screens.showing import School, running, shows, top

pytestmark = pytest.mark.asyncio


async def test_staff_are_added_with_a_pin(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 7)
        await top(pilot, ChooseScreen)
        await pilot.press("enter")
        await top(pilot, StaffForm)
        await pilot.press(*"Kim Lee", "enter", "enter", "right", "enter", *"12", "ctrl+s")
        await shows(pilot, "A PIN is four to twelve digits.", "This is not the same PIN.")
        await pilot.press(*"34", "enter", *"1234", "ctrl+s")
        await shows(pilot, "Saved: Kim Lee.")
    found = closing.identify(school.desk, "Kim Lee", "1234")
    assert found.roles == (Role.FACILITATOR, Role.REP)


async def test_nobody_takes_the_rep_role_from_themselves(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 7)
        await top(pilot, ChooseScreen)
        await pilot.press(*"rivera", "enter")
        await top(pilot, StaffForm)
        await pilot.press("right", "enter", "right", "ctrl+s")
        await shows(pilot, "You cannot take this from yourself")
    assert school.store.get(Staff, school.staff(REP).id)
