"""A closed roster: who signed it, what came after the signature, and a second signature."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from kiosk.desk import closing, door
from kiosk.model import CheckIn, How, Staff
from kiosk.rules import signing
from screens.countersign import CountersignForm
from screens.roster import RosterScreen
from tests.screens.answering import saved
from tests.screens.showing import MORNING, School, running, shows, top, until
from tests.screens.signing_in import facilitator

pytestmark = pytest.mark.asyncio

MARIE = "Marie-Ève Tremblay"


@asynccontextmanager
async def opened(
    school: School, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[tuple[Pilot[object], RosterScreen]]:
    app = school.app()
    async with running(app, size) as pilot:
        screen = RosterScreen(facilitator(school), school.session("now-0830-1"))
        app.push_screen(screen)
        await until(pilot, lambda: screen._roster is not None)
        yield pilot, screen


@pytest.fixture
def closed(school: School) -> str:
    """Closed by another facilitator, with everybody absent."""
    school.clock.moment = MORNING.replace(hour=12)
    other = Staff(id="other", name="Rosa Delgado")
    with school.desk.store.change() as tx:
        tx.put(other)
    session = school.session("now-0830-1")
    closing.close(school.desk, session, other)
    return session


async def test_a_second_facilitator_signs_too(school: School, closed: str) -> None:
    async with opened(school) as (pilot, _):
        await shows(pilot, "Closed 12:43, signed by", "Rosa Delgado")
        await pilot.press("g")
        await top(pilot, CountersignForm)
        await pilot.press("ctrl+s")
        await shows(pilot, "Type your PIN, then Enter.")
        await saved(pilot, "1111")
        await shows(pilot, "That PIN is not right.")
        await pilot.press(*["backspace"] * 4)
        await saved(pilot, "2468")
        await shows(pilot, "Signed by Alex Morin")
        await pilot.press("g")
        await top(pilot, CountersignForm)
        await saved(pilot, "2468")
        await shows(pilot, "Alex Morin signed this session already.")
    facts = school.store.session_facts(closed)
    assert signing.signers(facts) == ["other", facilitator(school).id]


async def test_enter_signs_and_a_wrong_pin_makes_way_for_the_right_one(
    school: School, closed: str
) -> None:
    async with opened(school) as (pilot, _):
        await shows(pilot, "Closed 12:43, signed by", "Rosa Delgado")
        await pilot.press("g")
        await top(pilot, CountersignForm)
        await pilot.press("enter")
        await shows(pilot, "Type your PIN, then Enter.")
        await pilot.press(*"1111", "enter")
        await shows(pilot, "That PIN is not right.")
        await pilot.press(*"2468", "enter")
        await shows(pilot, "Signed by Alex Morin")


async def test_a_wrong_pin_makes_way_from_the_button_too(school: School, closed: str) -> None:
    async with opened(school) as (pilot, _):
        await shows(pilot, "Closed 12:43, signed by", "Rosa Delgado")
        await pilot.press("g")
        await top(pilot, CountersignForm)
        await pilot.press(*"1111", "tab", "enter")
        await shows(pilot, "That PIN is not right.")
        await pilot.press(*"2468", "enter")
        await shows(pilot, "Signed by Alex Morin")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_comes_after_the_signature_is_pointed_out(
    school: School, closed: str, size: tuple[int, int]
) -> None:
    marie = school.person(MARIE)
    with school.desk.store.change() as tx:  # as another laptop's line brings it
        tx.add(CheckIn(time=MORNING, session=closed, attendee=marie.id, how=How.BADGE))
    async with opened(school, size) as (pilot, _):
        await shows(pilot, "Changed since it was", "Marie-Ève")
        await pilot.press("g")
        await top(pilot, CountersignForm)
        await saved(pilot, "2468")
        await shows(pilot, "has changed since Rosa Delgado signed it")
    assert signing.signers(school.store.session_facts(closed)) == ["other"]


async def test_nobody_signs_too_what_is_open(school: School) -> None:
    assert door.check_in(school.desk, school.person(MARIE).id).outcome.is_in
    async with opened(school) as (pilot, screen):
        await pilot.press("g")
        await pilot.pause()
        assert pilot.app.screen is screen
