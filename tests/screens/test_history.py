"""What was done to somebody, beside them."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, door, editing, marking, merging, moving, noting
from kiosk.desk.completing import ruling
from kiosk.model import AttendanceStatus
from screens.history import HistoryScreen
from screens.people import PeopleScreen
from screens.roster import RosterScreen
from tests.screens.showing import MORNING, School, burst, running, shows, text_of, top, until
from tests.screens.signing_in import facilitator

pytestmark = pytest.mark.asyncio

MARIE = "Marie-Ève Tremblay"


@pytest.fixture
def eventful(school: School) -> School:
    """Much was done to Marie-Ève today."""
    desk, staff, marie = school.desk, facilitator(school), school.person(MARIE)
    here, there = school.session("now-0830-1"), school.session("financial-1")
    walk_in = editing.add_attendee(desk, name="M. Tremblay")
    merging.merge(desk, walk_in.id, marie.id, staff)
    door.check_in(desk, marie.id)
    marking.mark(desk, here, [marie.id], AttendanceStatus.LATE, staff, "saw her at nine")
    noting.note(desk, here, marie.id, staff, "needs a chair")
    moving.move(desk, marie.id, here, there, staff, "other room")
    editing.change_attendee(desk, marie.id, email="marie@example.org")
    school.clock.moment = MORNING.replace(hour=13)
    closing.close(desk, there, staff)
    offering = desk.store.sitting(here).offering.id  # type: ignore[union-attr]
    ruling.decide(desk, marie.id, offering, True, staff, "on appeal")
    return school


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_everything_stands_there_by_whom_and_why(
    eventful: School, size: tuple[int, int]
) -> None:
    app = eventful.app()
    async with running(app, size) as pilot:
        app.go_to("people", facilitator(eventful))
        await top(pilot, PeopleScreen)
        burst(app, "marie-eve")
        await shows(pilot, "✓ valid")
        await pilot.press("enter", "i")
        await top(pilot, HistoryScreen)
        await shows(
            pilot,
            f"What was done: {MARIE}",
            "completion granted",
            "signed: in, 180 minutes",
            "details changed",
            "taken back: check-in",
            "note",
            "marked: late",
            "merged: M. Tremblay = Marie-Ève",
        )
        await shows(pilot, "“on appeal”", "by Alex Morin")
        screen = pilot.app.screen
        assert isinstance(screen, HistoryScreen)
        screen.table.move_cursor(row=[d.what for d in screen._deeds].index("attendees changed"))
        await shows(pilot, "Email: marie-eve.tremblay@example.org → marie@example.org")
        await pilot.press("escape")
        await top(pilot, PeopleScreen)
        await shows(pilot, MARIE)


async def test_it_opens_from_the_roster_too(eventful: School) -> None:
    app = eventful.app()
    async with running(app) as pilot:
        screen = RosterScreen(facilitator(eventful), eventful.session("financial-1"))
        app.push_screen(screen)
        await until(pilot, lambda: screen._roster is not None)
        ids = [row.attendee.name for row in screen.table.rows_shown]
        screen.table.move_cursor(row=ids.index(MARIE))
        await until(pilot, lambda: screen.table.cursor_row == ids.index(MARIE))
        await pilot.press("i")
        await top(pilot, HistoryScreen)
        await shows(pilot, "check-in", MARIE)
        await pilot.press("escape")
        await top(pilot, RosterScreen)


@pytest.mark.parametrize("language", ["fr", "es"])
async def test_it_is_told_in_the_language_of_the_screen(eventful: School, language: str) -> None:
    app = eventful.app()
    async with running(app) as pilot:
        app.speak(language)
        app.push_screen(HistoryScreen(facilitator(eventful), eventful.person(MARIE)))
        await until(pilot, lambda: "M. Tremblay" in text_of(app), what="the merge")
        for raw in ("check_in", "attendees", "registrations", "make_up"):
            assert raw not in text_of(app)
