"""The bell is a second signal: once for who is in, twice for who is not, and never for staff."""

from __future__ import annotations

import time

import pytest
from textual.app import App

from kiosk.app import KioskApp
from kiosk.desk import demo
from screens import sound
from screens.roster import RosterScreen
from tests.screens.showing import School, burst, check_ins, running, shows, top, until

pytestmark = pytest.mark.asyncio


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the terminal's bell would have rung, in seconds."""
    heard: list[float] = []
    monkeypatch.setattr(App, "bell", lambda app: heard.append(time.monotonic()))
    return heard


async def test_once_for_a_check_in_and_once_for_who_is_in_already(
    school: School, rung: list[float]
) -> None:
    code = school.code(school.person("Marie-Ève Tremblay"))
    async with running(school.app()) as pilot:
        burst(pilot.app, code)
        await shows(pilot, "Bienvenue, Marie-Ève")
        assert len(rung) == 1
    async with running(school.app()) as pilot:
        burst(pilot.app, code)
        await shows(pilot, "Présence déjà notée")
        assert len(rung) == 2


async def test_twice_for_a_refusal_and_not_at_once(school: School, rung: list[float]) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "zzyzx\r")
        await shows(pilot, "We cannot find this name.")
        await until(pilot, lambda: len(rung) == 2)
    assert rung[1] - rung[0] > 0.9 * sound.APART_SECONDS


async def test_the_next_verdict_takes_the_place_of_a_second_bell(
    school: School, rung: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "APART_SECONDS", 3600.0)
    app = school.app()
    async with running(app) as pilot:
        burst(app, "zzyzx\r")
        await shows(pilot, "We cannot find this name.")
        screen = app.screen
        waiting = screen._bell._second  # type: ignore[attr-defined]
        assert waiting is not None
        burst(app, school.code(school.person("Marie-Ève Tremblay")))
        await shows(pilot, "Bienvenue, Marie-Ève")
        assert len(rung) == 2
        assert screen._bell._second is None  # type: ignore[attr-defined]


async def test_it_can_be_off(school: School, rung: list[float]) -> None:
    app = school.app(sound=False)
    async with running(app) as pilot:
        burst(app, school.code(school.person("Marie-Ève Tremblay")))
        await shows(pilot, "Bienvenue, Marie-Ève")
        burst(app, "zzyzx\r")
        await shows(pilot, "We cannot find this name.")
    assert rung == []


async def test_staff_hear_nothing(school: School, rung: list[float]) -> None:
    app = school.app()
    staff = school.staff(demo.FACILITATOR[0])
    async with running(app) as pilot:
        app.go_to("sessions", staff)
        app.push_screen(RosterScreen(staff, school.session("now-0830-1")))
        await top(pilot, RosterScreen)
        await shows(pilot, "expected")
        assert isinstance(app, KioskApp)
        burst(app, school.codes("-now-0830")[0])
        await until(pilot, lambda: len(check_ins(school)) == 1)
        burst(app, school.codes("parliamentary")[0])
        await until(pilot, lambda: app.screen.query_one("#said").has_class("-wrong"))
        app.bell()
    assert rung == []
