"""A badge that is scanned while the kiosk asks for a PIN waits until that closes."""

from __future__ import annotations

import pytest

import screens.pin
from screens.pin import PinScreen
from screens.sessions import SessionsScreen
from tests.screens.scanning import MARIE, crowd
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, top, until

pytestmark = pytest.mark.asyncio


async def test_scans_at_the_pin_are_the_kiosk_s_when_it_closes(school: School) -> None:
    codes = crowd(school)[:4]
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await top(pilot, PinScreen)
        burst(app, "24")
        burst(app, "".join(code + "\r" for code in codes))
        await shows(pilot, "4 badges wait", "● ●")
        assert isinstance(app.screen, PinScreen)
        await pilot.press("escape")
        await until(pilot, lambda: len(check_ins(school)) == 4)
        await shows(pilot, "✓")


async def test_whose_badge_waits_is_not_said_at_the_pin(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await top(pilot, PinScreen)
        burst(app, school.code(school.person(MARIE)))
        await shows(pilot, "1 badge waits until this closes.")
        assert "Marie" not in text_of(app)


async def test_a_pin_that_nobody_types_makes_way_for_who_waits(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens.pin, "WAITED_FOR_SECONDS", 0.1)
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await top(pilot, PinScreen)
        burst(app, school.code(school.person(MARIE)))
        await shows(pilot, "Bienvenue, Marie-Ève")
    assert len(check_ins(school)) == 1


async def test_a_right_pin_with_scans_behind_it_signs_in_and_they_are_decided(
    school: School,
) -> None:
    codes = crowd(school)[:2]
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await top(pilot, PinScreen)
        burst(app, codes[0] + "\r2468" + codes[1] + "\r\r")
        await top(pilot, SessionsScreen)
        await until(pilot, lambda: len(check_ins(school)) == 2)
