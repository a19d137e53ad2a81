"""What is said of a folder that is not as it should be, and in a window that is too small."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from screens.small import TooSmall
from store.folder import open_store
from tests.screens.showing import School, burst, running, shows, text_of, until

pytestmark = pytest.mark.asyncio

FACILITATOR = "2468"


async def signed_in(pilot: Pilot[object]) -> None:
    await pilot.press("f10")
    await shows(pilot, "Who are you?")
    await pilot.press("enter", *FACILITATOR, "enter")
    await shows(pilot, "F10 sign out")


async def test_a_folder_that_can_only_be_read_says_so_to_everyone(school: School) -> None:
    school.store.close()
    school.read_again(open_store(school.path, read_only=True))
    async with running(school.app()) as pilot:
        await shows(pilot, "This laptop cannot check anyone in now.")
        burst(pilot.app, school.codes("parliamentary")[0])
        await shows(pilot, "This could not be recorded.")
        await signed_in(pilot)
        await shows(pilot, "nothing can be recorded here")


async def test_damage_is_said_to_staff_and_not_to_visitors(school: School) -> None:
    school.store.close()
    (journal,) = (school.path / "journal").rglob("*.jsonl")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace(b'"put"', b'"pot"')
    journal.write_bytes(b"".join(lines))
    school.read_again(open_store(school.path))
    async with running(school.app()) as pilot:
        await shows(pilot, "Scan your badge, or type your name", "Parliamentary Procedures")
        assert "damaged" not in text_of(pilot.app)
        await signed_in(pilot)
        await shows(pilot, "places in the data folder are damaged")


async def test_a_window_made_too_small_says_so_and_a_scan_still_counts(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.resize_terminal(59, 19)
        await shows(pilot, "Please make this window larger")
        burst(app, school.code(school.person("Marie-Ève Tremblay")) + "\r")
        await pilot.resize_terminal(80, 24)
        await shows(pilot, "Bienvenue, Marie-Ève")
        await until(pilot, lambda: not app.screen.query_one(TooSmall).has_class("-shown"))
