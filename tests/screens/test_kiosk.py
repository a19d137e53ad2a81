"""The public screen: what stands on it, its languages, its help, and what was typed."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

import screens.kiosk
from kiosk.desk import door
from kiosk.desk.protocol import Desk
from store.folder import open_store
from tests.screens.showing import School, burst, running, shows, text_of, until

pytestmark = pytest.mark.asyncio


async def test_quiet_it_shows_what_to_do_and_the_day(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await shows(pilot, "Scan your badge, or type your name", "Demo Regional School", "08:43")
        await shows(pilot, "09:00–12:00  Parliamentary Procedures", "opens 12:30", "Room A")


async def test_what_someone_left_typed_goes_by_itself(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens.kiosk, "IDLE_SECONDS", 0.1)
    app = school.app()
    async with running(app) as pilot:
        burst(app, "tremb")
        await until(pilot, lambda: app.screen.query_one("#field").value == "")  # type: ignore[attr-defined]
        await until(pilot, lambda: "Tremblay" not in text_of(app))


async def test_languages_by_key_by_click_and_by_person(school: School) -> None:
    app = school.app()
    person = school.person("Marie-Ève Tremblay")
    assert person.language == "fr"
    async with running(app) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: app.language == "fr")
        await pilot.click("#speak-es")
        await until(pilot, lambda: app.language == "es")
        await pilot.click("#speak-en")
        burst(app, school.code(person))
        await shows(pilot, "Le devoir de juste représentation")


async def test_help_by_its_key_and_back(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("question_mark")
        await shows(pilot, "Hold your badge under the scanner")
        await pilot.press("escape")
        await shows(pilot, "Now and next")


async def test_another_window_is_seen_within_half_a_second(school: School) -> None:
    app = school.app()
    other = open_store(school.path)
    async with running(app) as pilot:
        await shows(pilot, "0 / 20")
        door.scan(
            replace(school.desk, store=other), school.code(school.person("Marie-Ève Tremblay"))
        )
        await until(pilot, lambda: "1 / 20" in text_of(app), seconds=2)
    other.close()


async def test_resizing_keeps_what_is_typed(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "tremb")
        await shows(pilot, "Gisèle Tremblay")
        await pilot.resize_terminal(120, 40)
        await shows(pilot, "Gisèle Tremblay", "tremb")
        await pilot.resize_terminal(60, 20)
        await shows(pilot, "Gisèle Tremblay", "tremb")


async def test_what_is_typed_while_it_opens_is_found_when_it_has(school: School) -> None:
    app = school.app()
    gate = threading.Event()
    opened = app.desk._opener

    def slowly() -> Desk:
        assert gate.wait(20)
        return opened()

    app.desk._opener = slowly
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Opening")
        burst(app, "dominique")
        await shows(pilot, "dominique")
        gate.set()
        await shows(pilot, "Dominique Roy")
