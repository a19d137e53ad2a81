"""What nobody may do on the public screen: leave it, break it, or read who came before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.screens.showing import School, burst, running, shows, text_of

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    "key", ["ctrl+q", "ctrl+c", "ctrl+z", "ctrl+p", "ctrl+backslash", "f9", "f12", "ctrl+d"]
)
async def test_no_key_ends_it_and_the_next_scan_works(school: School, key: str) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.press(key)
        burst(app, school.code(school.person("Marie-Ève Tremblay")) + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")
        assert len(app.screen_stack) == 1


HOSTILE = [
    "[@click=app.quit]Bob[/]",
    "[/]",
    "[bold red]Eve",
    "$accent Bob",
    "\x1b[31mRoot",
    "{name}",
]


@pytest.mark.parametrize("name", HOSTILE)
async def test_markup_in_a_name_is_shown_as_it_stands(school: School, name: str) -> None:
    person = school.person("Marie-Ève Tremblay")
    with school.store.change() as tx:
        tx.put(replace(person, name=f"{name} Zed"))
    app = school.app()
    shown = name.replace("\x1b", "")
    async with running(app, size=(120, 40)) as pilot:
        burst(app, "zed")
        await shows(pilot, shown.split()[0])
        burst(app, "\r")
        await shows(pilot, "Is this you?", shown.split()[0])
        await pilot.click("#person", offset=(20, 1))
        burst(app, "\r")
        await shows(pilot, "Bienvenue")
        assert "\x1b" not in text_of(app)


async def test_a_cat_on_the_keyboard_loses_no_scan(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "asdf jkl; " * 60 + school.code(school.person("Marie-Ève Tremblay")))
        await shows(pilot, "Bienvenue, Marie-Ève")


async def test_damaged_pins_are_said_and_the_door_goes_on(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        (school.path / "pins.json").write_text("{", encoding="utf-8")
        await pilot.press("f10")
        await shows(pilot, "damaged", "reference")
        burst(app, school.code(school.person("Marie-Ève Tremblay")) + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")
