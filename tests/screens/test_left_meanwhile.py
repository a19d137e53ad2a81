"""Staff leave a screen while something they did on it is still being done: what comes of it
is said on the one in front, and nothing that was left brings the kiosk down."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from textual.app import ScreenStackError
from textual.css.query import NoMatches

from kiosk.app import KioskApp
from screens.people import PeopleScreen
from screens.sessions import SessionsScreen
from tests.screens.showing import School, check_ins, running, shows, until
from tests.screens.signing_in import facilitator, open_roster, sign_in

pytestmark = pytest.mark.asyncio

MARIE = "Marie-Ève Tremblay"


class Gate:
    """Holds up the desk's answers, or the taking down of screens, until it is opened."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self.reached = 0

    async def through(self) -> None:
        self.reached += 1
        await self._open.wait()

    def open(self) -> None:
        self._open.set()


def answers_late(app: KioskApp, gate: Gate) -> None:
    """Whatever the desk is asked is done at once, and answered later."""
    ask = app.ask

    async def late(*args: Any, **kwargs: Any) -> Any:
        answer = await ask(*args, **kwargs)
        await gate.through()
        return answer

    app.ask = late  # type: ignore[method-assign]


def goes_late(app: KioskApp, gate: Gate) -> None:
    """A screen that is left loses what is on it, and is itself gone only later, as on a
    machine with much to do."""
    replace = app._replace_screen
    tasks = []

    async def later(screen: Any) -> None:
        await gate.through()
        await replace(screen)

    async def late(screen: Any) -> Any:
        for child in screen.children:
            child.remove()
        tasks.append(asyncio.create_task(later(screen)))
        return screen

    app._replace_screen = late  # type: ignore[method-assign]


async def test_a_badge_that_is_decided_on_when_its_roster_was_left(school: School) -> None:
    app, answer, going = school.app(), Gate(), Gate()
    async with running(app) as pilot:
        await sign_in(pilot)
        roster = await open_roster(pilot, "Duty of Fair")
        answers_late(app, answer)
        goes_late(app, going)
        roster.scanned(school.code(school.person(MARIE)))
        await until(pilot, lambda: len(check_ins(school)) == 1)
        await pilot.press("escape")
        await until(pilot, lambda: going.reached == 1 and not roster.children)
        assert isinstance(app.screen, SessionsScreen)
        with pytest.raises(NoMatches):
            roster.say("nothing is left of it")
        answer.open()
        await shows(pilot, MARIE)
        going.open()
        await until(pilot, lambda: not roster.is_attached)
    assert len(check_ins(school)) == 1


async def test_what_a_screen_reads_when_it_was_left_is_not_drawn(school: School) -> None:
    app, answer, going = school.app(), Gate(), Gate()
    async with running(app) as pilot:
        await sign_in(pilot)
        roster = await open_roster(pilot, "Duty of Fair")
        answers_late(app, answer)
        goes_late(app, going)
        roster.call_later(roster._read)
        await until(pilot, lambda: answer.reached > 0)
        await pilot.press("escape")
        await until(pilot, lambda: going.reached == 1 and not roster.children)
        answer.open()
        await pilot.press("t")
        going.open()
        await shows(pilot, "Today")
        await until(pilot, lambda: not roster.is_attached)


async def test_what_a_screen_that_stands_cannot_find_is_a_fault(school: School) -> None:
    app = school.app()

    async def looks_for_what_is_not_there() -> None:
        async with running(app) as pilot:
            await sign_in(pilot)
            app.screen.call_later(lambda: app.screen.query_one("#nowhere"))
            await pilot.pause()

    with pytest.raises(NoMatches):
        await looks_for_what_is_not_there()


async def test_what_is_said_to_a_screen_that_is_not_drawn_yet_is_said_on_it(
    school: School,
) -> None:
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        roster = await open_roster(pilot, "Duty of Fair")
        app.go_to("people", facilitator(school))
        assert isinstance(app.screen, PeopleScreen)
        assert not app.screen.is_mounted
        roster._say_in_front("It came to this.", wrong=False)
        await shows(pilot, "It came to this.")


async def test_what_is_still_answered_when_the_app_ends_is_drawn_for_nobody(
    school: School,
) -> None:
    app, missing, gone = school.app(), NoMatches("#title"), ScreenStackError("none")
    async with running(app):
        assert not app._is_of_what_was_left(missing)
        assert not app._is_of_what_was_left(gone)
    assert app._is_of_what_was_left(missing)
    assert app._is_of_what_was_left(gone)
    assert not app._is_of_what_was_left(RuntimeError())


async def test_a_timer_that_is_due_while_the_app_ends_finds_no_screen(school: School) -> None:
    app = school.app(sound=True)
    async with running(app):
        pass
    assert not app.screen_stack
    with pytest.raises(ScreenStackError):
        app.scans._deliver()
    app.bell()
    app._handle_exception(ScreenStackError("none"))
    assert app._exception is None
