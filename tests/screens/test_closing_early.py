"""The closing page of a session that is not over: it asks whether it ended early."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.pilot import Pilot

from kiosk.rules.schedule import standing_closing
from screens.closed import ClosedScreen
from screens.closing import ClosingScreen
from tests.screens.conftest import sign_from_the_start
from tests.screens.showing import School, burst, running, shows, top
from tests.screens.signing_in import open_roster, sign_in

pytestmark = pytest.mark.asyncio

Page = Callable[..., AbstractAsyncContextManager[Pilot[object]]]


@pytest.fixture
def session(school: School) -> str:
    """The session that is open now, under the rule that programmes have by default."""
    sign_from_the_start(school.store, None)
    (found,) = (i for i in school.store.tables.live["sessions"] if "now" in i)
    return found


@pytest.fixture
def page(school: School, session: str) -> Page:
    @asynccontextmanager
    async def opened(
        minutes: int = 30, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Pilot[object]]:
        sitting = school.store.sitting(session)
        assert sitting is not None
        school.clock.moment = sitting.start + dt.timedelta(minutes=minutes)
        async with running(school.app()) as pilot:
            await sign_in(pilot)
            await open_roster(pilot, "Duty of Fair")
            await pilot.press("c")
            await top(pilot, ClosingScreen)
            await shows(pilot, "were never seen")
            yield pilot

    return opened


def hour(school: School, session: str, minutes: int) -> str:
    sitting = school.store.sitting(session)
    assert sitting is not None
    return f"{(sitting.start + dt.timedelta(minutes=minutes)).astimezone(sitting.zone):%H:%M}"


async def test_it_says_that_it_is_not_over_and_what_to_do(page: Page) -> None:
    async with page() as pilot:
        await shows(pilot, "This session ends at", "Did it end early?")


async def test_without_an_end_nothing_is_signed(school: School, session: str, page: Page) -> None:
    async with page() as pilot:
        await shows(pilot, "Did it end early?")
        burst(pilot.app, "2468\r")
        await shows(pilot, "Did it end early?")
        assert isinstance(pilot.app.screen, ClosingScreen)
        assert not pilot.app.screen.ended.value  # the PIN is nobody's to read
    school.store.refresh()
    assert standing_closing(school.store.session_facts(session)) is None


async def test_with_its_end_it_is_signed_in_one_burst(
    school: School, session: str, page: Page
) -> None:
    async with page() as pilot:
        await shows(pilot, "Did it end early?")
        await pilot.press("tab")
        burst(pilot.app, f"{hour(school, session, 20)}\r2468\r")
        await top(pilot, ClosedScreen)
    school.store.refresh()
    signed = standing_closing(school.store.session_facts(session))
    assert signed is not None
    assert (signed.minutes, signed.ended is not None) == (20, True)


async def test_an_end_that_cannot_be_is_said_and_asked_again(
    school: School, session: str, page: Page
) -> None:
    async with page() as pilot:
        await shows(pilot, "Did it end early?")
        await pilot.press("tab")
        burst(pilot.app, f"{hour(school, session, 90)}\r2468\r")
        await shows(pilot, "is still to come")
        assert pilot.app.screen.focused is pilot.app.screen.ended  # type: ignore[attr-defined]
    school.store.refresh()
    assert standing_closing(school.store.session_facts(session)) is None


async def test_near_its_end_nothing_is_asked(school: School, session: str, page: Page) -> None:
    sitting = school.store.sitting(session)
    assert sitting is not None
    async with page(sitting.minutes - 15) as pilot:
        assert not pilot.app.screen.ended.display  # type: ignore[attr-defined]
        burst(pilot.app, "2468\r")
        await top(pilot, ClosedScreen)
