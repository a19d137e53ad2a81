"""A badge that is scanned into a field of the staff's: only one that waits for it gets it."""

from __future__ import annotations

import pytest

from kiosk.desk import editing
from screens.badge_lookup import BadgeLookup
from screens.badges import BadgeScreen
from screens.closing import ClosingScreen
from screens.roster import RosterScreen
from screens.setup import SetupScreen
from screens.walk_in import WalkInForm
from tests.screens.scanning import EN, MARIE, opened, walk_in
from tests.screens.setting_up import open_setup
from tests.screens.showing import School, burst, check_ins, running, shows, top, until
from tests.screens.signing_in import facilitator, open_roster, sign_in

pytestmark = pytest.mark.asyncio


async def test_the_roster_s_field_is_not_typed_into(school: School) -> None:
    codes = school.codes("parliamentary")[:5]
    async with running(school.app()) as pilot:
        await sign_in(pilot)
        roster = await open_roster(pilot, "Parliamentary Procedures")
        await pilot.press("slash")
        await until(pilot, lambda: roster.find.has_focus)
        burst(pilot.app, "tre")
        burst(pilot.app, "".join(code + "\r" for code in codes))
        await until(pilot, lambda: len(check_ins(school)) == 5)
        assert roster.find.value == "tre"
        assert isinstance(pilot.app.screen, RosterScreen)


async def test_nor_the_pin_of_who_signs(school: School) -> None:
    codes = school.codes("parliamentary")[:5]
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        page = ClosingScreen(facilitator(school), school.session("parliamentary-1"))
        app.push_screen(page)
        await shows(pilot, "were never seen")
        burst(app, "2")
        burst(app, "".join(code + "\r" for code in codes))
        await until(pilot, lambda: len(check_ins(school)) == 5)
        assert page.pin.digits == "2"
        assert app.screen is page


async def test_at_set_up_a_scan_checks_in(school: School) -> None:
    code = school.code(school.person(MARIE))
    app = school.app()
    async with running(app) as pilot:
        await open_setup(pilot, school)
        burst(app, code + "\r")
        await shows(pilot, f"{MARIE}: ")
        assert isinstance(app.screen, SetupScreen)
    assert len(check_ins(school)) == 1


@pytest.mark.parametrize("on_a_button", [False, True])
async def test_who_looks_a_badge_up_gets_it(school: School, on_a_button: bool) -> None:
    code = school.code(school.person(MARIE))
    app = school.app()
    async with running(app) as pilot:
        setup = await open_setup(pilot, school)
        app.push_screen(BadgeLookup(setup.find_people))
        await top(pilot, BadgeLookup)
        if on_a_button:
            app.screen.query_one("#press-back").focus()
            await pilot.pause()
        burst(app, code + "\r")
        await shows(pilot, f"Valid. It is {MARIE}'s.")
        assert isinstance(app.screen, BadgeLookup)
        assert not app.scans.waiting
    assert not check_ins(school)


async def test_who_ties_a_badge_gets_it(school: School) -> None:
    (blank,) = editing.blank_badges(school.desk, 1)
    app = school.app()
    async with running(app) as pilot:
        await open_setup(pilot, school)
        app.push_screen(BadgeScreen(EN, school.person(MARIE)))
        await top(pilot, BadgeScreen)
        burst(app, blank.code + "\r")
        await until(pilot, lambda: bool(school.store.badges(blank.code)[0].attendee))
    assert school.store.badges(blank.code)[0].attendee == school.person(MARIE).id


async def test_the_field_for_a_blank_badge_gets_it_and_no_other_field(school: School) -> None:
    blank, other = editing.blank_badges(school.desk, 2)
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, walk_in)
        form = app.screen
        assert isinstance(form, WalkInForm)
        burst(app, other.code + "\r")
        await until(pilot, lambda: app.scans.waiting == [other.code])
        form.control("badge").focus()
        await pilot.pause()
        burst(app, blank.code + "\r")
        await until(pilot, lambda: form.values()["badge"] == blank.code)
        assert form.values()["name"] == "Zora"
        assert app.scans.waiting == [other.code]
