"""What is typed at the public screen: people who are found, told apart and confirmed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.model import Attendee
from screens.kiosk import KioskScreen
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, until

pytestmark = pytest.mark.asyncio


async def test_a_name_is_chosen_confirmed_and_checked_in(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "tremb")
        await shows(pilot, "Gisèle Tremblay", "Marie-Ève Tremblay", "Enter: that's me")
        lines = [line for line in text_of(app).splitlines() if "Tremblay" in line]
        place = next(n for n, line in enumerate(lines) if "Marie-Ève" in line)
        await pilot.press(*["down"] * place, "enter")
        await shows(pilot, "Is this you?", "Marie-Ève Tremblay", "Local 1000", "Yes, check me in")
        assert not check_ins(school)
        await pilot.press("enter")
        await until(pilot, lambda: len(check_ins(school)) == 1)
        await shows(pilot, "Bienvenue, Marie-Ève")
    (fact,) = check_ins(school)
    assert fact.attendee == school.person("Marie-Ève Tremblay").id
    assert fact.how == "name"


@pytest.mark.parametrize("typed", ["MARIE EVE", "eve mari", "Tremblay, Marie-Ève", "  marie  Ève"])
async def test_accents_case_and_order_do_not_matter(school: School, typed: str) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, typed)
        await shows(pilot, "Marie-Ève Tremblay")


async def test_one_letter_finds_nobody_and_never_more_than_eight(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "m")
        await shows(pilot, "Now and next")
        screen = app.screen
        assert isinstance(screen, KioskScreen)
        assert screen.below.options.option_count == 0
        burst(app, "a")
        await until(pilot, lambda: screen.below.options.option_count > 0)
        assert screen.below.options.option_count <= 8


async def test_two_of_one_name_are_told_apart_by_local(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "jean tremblay")
        await shows(pilot, "Section locale 1108", "Section locale 4545")


async def test_of_one_name_and_local_the_number_tells(school: School) -> None:
    one, two = (a for a in school.store.all(Attendee) if a.name == "Jean Tremblay")
    with school.store.change() as tx:
        tx.put(replace(two, local=one.local))
    app = school.app()
    async with running(app) as pilot:
        burst(app, "jean tremblay")
        await shows(pilot, f"…{one.member_number[-3:]}", f"…{two.member_number[-3:]}")


async def test_a_member_number_checks_in(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, school.person("Marie-Ève Tremblay").member_number + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")


async def test_what_is_not_found_is_said_and_what_to_do(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "zzyzx quux\r")
        await shows(pilot, "✗", "We cannot find this name.", "Type your whole name")


async def test_a_scan_during_a_confirmation_confirms_nobody(school: School) -> None:
    app = school.app()
    other = school.person("Dominique Roy")
    async with running(app) as pilot:
        burst(app, "marie-eve tremblay\r")
        await shows(pilot, "Is this you?")
        burst(app, school.code(other) + "\r")
        await shows(pilot, "Dominique")
    assert [fact.attendee for fact in check_ins(school)] == [other.id]


async def test_no_is_no_and_escape_is_no(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        for answer in (["down", "enter"], ["escape"]):
            burst(app, "marie-eve tremblay\r")
            await shows(pilot, "Is this you?")
            await pilot.press(*answer)
            await shows(pilot, "Now and next")
            assert "Tremblay" not in text_of(app)
    assert not check_ins(school)


async def test_a_name_can_be_clicked(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "marie-eve t")
        await shows(pilot, "Marie-Ève Tremblay")
        await pilot.click("#choices", offset=(10, 0))
        await shows(pilot, "Is this you?")
        await pilot.click("#choices", offset=(10, 0))
        await shows(pilot, "Bienvenue, Marie-Ève")
