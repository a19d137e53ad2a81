"""Set-up: a person, a registration or a badge by hand."""

from __future__ import annotations

import pytest

from kiosk.desk import editing
from screens.badge_lookup import BadgeLookup
from screens.choose import ChooseScreen
from screens.confirm import ConfirmScreen
from screens.person_form import PersonForm
from screens.registration_form import RegistrationForm
from tests.screens.setting_up import MARIE, open_task
from tests.screens.showing import School, burst, running, shows, top

pytestmark = pytest.mark.asyncio


async def test_a_person_is_added(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 3)
        await top(pilot, PersonForm)
        await pilot.press(*"Zora Neale", "enter", *"77001", "enter", *"Local 9", "enter")
        await pilot.press("enter", *"steward; president", "enter", "right", "enter", "right")
        await pilot.press("enter", "enter")
        await shows(pilot, "Zora Neale is added, with a badge code.")
    person = school.person("Zora Neale")
    assert person.positions == ("steward", "president")
    assert (person.language, person.good_standing) == ("en", True)


async def test_someone_known_is_not_added_twice(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 3)
        await top(pilot, PersonForm)
        await pilot.press(*MARIE, "enter", *"100042", "ctrl+s")
        await shows(pilot, "is known already")
        assert isinstance(pilot.app.screen, PersonForm)


async def test_a_person_is_found_and_changed(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 4)
        await top(pilot, ChooseScreen)
        await pilot.press(*"100042", "enter")
        await top(pilot, PersonForm)
        await pilot.press("enter", "enter", "ctrl+u", *"Local 9", "ctrl+s")
        await shows(pilot, f"Saved: {MARIE}.")
    assert school.person(MARIE).local == "Local 9"


async def test_someone_is_registered(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 5)
        await top(pilot, ChooseScreen)
        await pilot.press(*"100042", "enter")
        await top(pilot, RegistrationForm)
        await pilot.press("enter")
        await top(pilot, ChooseScreen)
        await pilot.press(*"digital", "enter", "tab", "right", "ctrl+s")
        await shows(pilot, f"Registered: {MARIE}.")
    places = school.store.registrations_of(school.person(MARIE).id)
    assert {p.status.value for p in places if p.offering.endswith("digital")} == {"waitlisted"}


async def test_a_badge_in_the_hand_is_looked_up_and_revoked(school: School) -> None:
    code = school.code(school.person(MARIE))
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 6)
        await top(pilot, BadgeLookup)
        burst(pilot.app, code + "\r")
        await shows(pilot, f"Valid. It is {MARIE}'s.")
        await pilot.click("#press-revoke")
        await top(pilot, ConfirmScreen)
        await pilot.press("enter")
        await shows(pilot, "The badge is revoked.")
    assert school.store.badges(code)[0].revoked


async def test_a_blank_badge_is_tied(school: School) -> None:
    (blank,) = editing.blank_badges(school.desk, 1)
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 6)
        await top(pilot, BadgeLookup)
        burst(pilot.app, blank.code)
        await shows(pilot, "Blank: tied to nobody yet.")
        await pilot.click("#press-tie")
        await top(pilot, ChooseScreen)
        await pilot.press(*"100042", "enter")
        await shows(pilot, f"The badge is {MARIE}'s now.")
    assert school.store.badges(blank.code)[0].attendee == school.person(MARIE).id
