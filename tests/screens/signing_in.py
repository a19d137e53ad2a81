"""From the kiosk to what staff see, by keyboard."""

from __future__ import annotations

from textual.pilot import Pilot

from kiosk.model import Staff
from screens.pin import PinScreen
from screens.roster import RosterScreen
from screens.sessions import SessionsScreen
from tests.screens.showing import School, shows, text_of, until


async def sign_in(pilot: Pilot[object], pin: str = "2468") -> SessionsScreen:
    """As the facilitator, from the kiosk."""
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(pilot.app.screen, PinScreen))
    await pilot.press("enter", *pin, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
    screen = pilot.app.screen
    assert isinstance(screen, SessionsScreen)
    await until(pilot, lambda: bool(screen._rows))
    return screen


async def open_roster(pilot: Pilot[object], title: str) -> RosterScreen:
    """Of the first session with this title."""
    await shows(pilot, title)
    lines = [line for line in text_of(pilot.app).splitlines() if "–" in line]
    place = next(index for index, line in enumerate(lines) if title in line)
    sessions = pilot.app.screen
    assert isinstance(sessions, SessionsScreen)
    sessions.table.move_cursor(row=place)
    await until(pilot, lambda: sessions.table.cursor_row == place)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, RosterScreen))
    screen = pilot.app.screen
    assert isinstance(screen, RosterScreen)
    await until(pilot, lambda: screen._roster is not None)
    return screen


def facilitator(school: School) -> Staff:
    return school.staff("Alex Morin")
