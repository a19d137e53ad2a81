"""Who is here, on one key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kiosk.desk import door
from tests.files.paperwork import pages, text
from tests.screens.showing import School, burst, running, shows

pytestmark = pytest.mark.asyncio


async def who_is_here(pilot: Pilot[object]) -> None:
    await pilot.press("f10")
    await shows(pilot, "Who are you?")
    await pilot.press("enter", *"2468", "enter")
    await shows(pilot, "Today")
    await pilot.press("h")


async def test_nobody_is_here_yet(school: School) -> None:
    async with running(school.app()) as pilot:
        await who_is_here(pilot)
        await shows(pilot, "0 people are here now", "Nobody is checked in")


async def test_who_is_here_by_room_and_live(school: School) -> None:
    person = school.person("Marie-Ève Tremblay")
    async with running(school.app()) as pilot:
        await who_is_here(pilot)
        door.check_in(school.desk, person.id)
        await shows(pilot, "1 person is here now   Room D: 1", "Marie-Ève Tremblay", "08:43")
        burst(pilot.app, school.codes("parliamentary")[0])
        await shows(pilot, "2 people are here now", "Room A: 1", "Room D: 1")
        await pilot.press("escape")
        await shows(pilot, "Today")


async def test_it_is_printed(school: School, home: Path) -> None:
    door.check_in(school.desk, school.person("Marie-Ève Tremblay").id)
    async with running(school.app()) as pilot:
        await who_is_here(pilot)
        await shows(pilot, "1 person is here now")
        await pilot.press("p")
        await shows(pilot, "Print who is here", "present.pdf")
        await pilot.press("ctrl+s")
        await shows(pilot, "Written to")
    assert (home / "present.pdf").read_bytes().startswith(b"%PDF")


async def test_whose_name_no_font_has_is_on_the_paper_by_number(school: School, home: Path) -> None:
    person = replace(school.person("Marie-Ève Tremblay"), name="王小明", member_number="70123")
    with school.desk.store.change() as tx:
        tx.put(person)
    door.check_in(school.desk, person.id)
    async with running(school.app()) as pilot:
        await who_is_here(pilot)
        await shows(pilot, "1 person is here now")
        await pilot.press("p")
        await shows(pilot, "Print who is here", "present.pdf")
        await pilot.press("ctrl+s")
        await shows(pilot, "1 text is printed with gaps", "王小明: no font has 王 小 明")
        await pilot.press("enter")
        await shows(pilot, "Written to")
    (page,) = pages((home / "present.pdf").read_bytes())
    assert "Member number 70123 · no font for this name" in text(page)


async def test_sign_in_sheets_are_printed(school: School, home: Path) -> None:
    async with running(school.app()) as pilot:
        await pilot.press("f10")
        await shows(pilot, "Who are you?")
        await pilot.press("enter", *"2468", "enter")
        await shows(pilot, "Today")
        await pilot.press("p")
        await shows(pilot, "Print sign-in sheets", "sign-in.pdf")
        await pilot.press("ctrl+s")
        await shows(pilot, "Written to")
    assert (home / "sign-in.pdf").read_bytes().startswith(b"%PDF")
