"""The staff's list of sessions: where its cursor stands."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.desk import closing
from screens.sessions import SessionsScreen
from tests.screens.showing import MORNING, School, running, shows, until
from tests.screens.signing_in import sign_in

pytestmark = pytest.mark.asyncio


def at(hour: int, minute: int = 0) -> dt.datetime:
    return MORNING.replace(hour=hour, minute=minute)


def under_cursor(screen: SessionsScreen) -> str:
    return screen._rows[screen.table.cursor_row].sitting.id


@pytest.mark.parametrize(
    ("now", "session"),
    [
        (at(6), "team-1"),  # all is to come, and this was left unclosed yesterday
        (at(8, 43), "now-0830-1"),  # open for check-in
        (at(11, 45), "parliamentary-1"),  # the one before it is over, this one still runs
        (at(12, 10), "now-0830-1"),  # nothing runs: the first that nobody has closed
        (at(18, 30), "digital-1"),  # seven are over, this one runs
        (at(21), "now-0830-1"),  # the day is over
    ],
)
async def test_it_opens_on_the_session_that_matters_now(
    school: School, now: dt.datetime, session: str
) -> None:
    school.clock.moment = now
    app = school.app()
    async with running(app) as pilot:
        screen = await sign_in(pilot)
        assert under_cursor(screen).endswith(session)


async def test_what_is_closed_is_passed_over(school: School) -> None:
    """With everything before it closed, the next to come is the one."""
    school.clock.moment = at(12, 10)
    facilitator = school.staff("Alex Morin")
    for ending in ("now-0830-1", "parliamentary-1", "financial-1", "team-1"):
        closing.close(school.desk, school.session(ending), facilitator)
    app = school.app()
    async with running(app) as pilot:
        screen = await sign_in(pilot)
        assert under_cursor(screen).endswith("parliamentary-2")


async def test_it_stays_where_it_was_put_when_the_list_is_read_again(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        screen = await sign_in(pilot)
        await pilot.press("down", "down")
        await until(pilot, lambda: under_cursor(screen).endswith("financial-1"))
        # By half past six another one matters, and the first of the day was closed.
        school.clock.moment = at(18, 30)
        facilitator = school.staff("Alex Morin")
        closing.close(school.desk, school.session("now-0830-1"), facilitator)
        await shows(pilot, "closed", "0 / 38")
        assert under_cursor(screen).endswith("financial-1")


async def test_another_day_begins_where_it_matters_too(school: School) -> None:
    school.clock.moment = at(18, 30)
    app = school.app()
    async with running(app) as pilot:
        screen = await sign_in(pilot)
        await pilot.press("right")
        await shows(pilot, "Tue, Nov 24")
        assert under_cursor(screen).endswith("parliamentary-3")
        await pilot.press("t")
        await shows(pilot, "Today")
        assert under_cursor(screen).endswith("digital-1")
