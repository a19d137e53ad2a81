"""Set-up: a session added, moved or cancelled by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.desk import closing
from kiosk.model import Session
from screens.choose import ChooseScreen
from screens.session_form import SessionForm
from tests.screens.setting_up import FACILITATOR, open_task
from tests.screens.showing import School, running, shows, top

pytestmark = pytest.mark.asyncio


async def test_a_session_is_added_to_an_offering(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 1)
        await top(pilot, ChooseScreen)
        await pilot.press(*"conflict", "enter")
        await top(pilot, SessionForm)
        await shows(pilot, "2026-11-23", "empty: Room C, as its offering")
        await pilot.press("ctrl+s")
        await shows(pilot, "A time looks like 9:00 or 13:30.")
        await pilot.press("shift+tab", "ctrl+u", *"2026-11-24", "enter", *"9h30", "enter")
        await pilot.press(*"8:00", "ctrl+s")
        await shows(pilot, "It ends before it starts.")
        await pilot.press("ctrl+u", *"11:00", "enter", *"Room Z", "ctrl+s")
        await shows(pilot, "The session is added.")
    made = [s for s in school.store.all(Session) if s.offering.endswith("conflict")]
    assert len(made) == 2
    assert made[1].room == "Room Z"
    assert made[1].start.isoformat() == "2026-11-24T09:30:00-05:00"
    assert made[1].end - made[1].start == dt.timedelta(minutes=90)


async def test_a_session_is_cancelled_and_nothing_else_of_it_changes(school: School) -> None:
    session = school.session("conflict-1")
    before = school.store.get(Session, session)
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 2)
        await top(pilot, ChooseScreen)
        await pilot.press(*"conflict", "enter")
        await top(pilot, SessionForm)
        await pilot.press("enter", "enter", "enter", "enter", "right", "ctrl+s")
        await shows(pilot, "The session is changed.")
    after = school.store.get(Session, session)
    assert before is not None
    assert after is not None
    assert after.cancelled
    assert (after.start, after.end, after.room) == (before.start, before.end, before.room)


async def test_a_closed_session_is_not_changed(school: School) -> None:
    signer = school.staff(FACILITATOR)
    closing.close(school.desk, school.session("team-1"), signer)
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 2)
        await top(pilot, ChooseScreen)
        await pilot.press(*"leading", "enter")
        await top(pilot, SessionForm)
        await pilot.press("enter", "enter", "enter", *"Room Z", "ctrl+s")
        await shows(pilot, "This session is closed. Reopen it with a reason first.")
