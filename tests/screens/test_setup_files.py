"""Set-up: what is brought in from a file, after a look at what it would change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kiosk.desk import demo
from kiosk.model import Attendee, Workshop
from screens.import_file import ImportScreen
from screens.import_preview import PreviewScreen
from screens.person_form import PersonForm
from screens.setup import SetupScreen
from tests.screens.setting_up import MARIE, open_setup, open_task
from tests.screens.showing import School, running, says, shows, top, until

pytestmark = pytest.mark.asyncio

ROSTER = """member_number,name,local
100042,Marie-Ève Tremblay,Local 7
77001,Zora [b]Neale[/b],Local 1000
77002,,Local 1000
"""


@pytest.fixture(autouse=True)
def home(home: Path) -> Path:
    """With what may be brought in, and what may not."""
    (home / "Downloads").mkdir()
    (home / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (home / "letter.docx").write_bytes(b"PK")
    return home


async def open_import(pilot: Pilot[object], school: School) -> ImportScreen:
    await open_task(pilot, school, 0)
    await top(pilot, ImportScreen)
    await shows(pilot, "roster.csv", "Downloads")
    assert isinstance(pilot.app.screen, ImportScreen)
    return pilot.app.screen


async def test_a_roster_is_looked_at_and_then_brought_in(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        await pilot.press("enter", *"roster.csv", "enter")
        await top(pilot, PreviewScreen)
        await shows(pilot, "1 new, 1 changed, 0 as before; 1 wrong, which is left out")
        await shows(pilot, "✗ wrong", "row 4: it has no name")
        await shows(pilot, "~ changed", "local: Local 1000 → Local 7")
        await shows(pilot, "+ new", "Zora [b]Neale[/b], 77001, Local 1000")
        await shows(pilot, "Nothing is changed yet.")
        assert school.person(MARIE).local == "Local 1000"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Brought in: 1 new, 1 changed, 0 as before; 1 wrong")
    assert school.person(MARIE).local == "Local 7"
    assert len(school.store.badges_of(school.person("Zora [b]Neale[/b]").id)) == 1


async def test_esc_from_the_preview_leaves_everything_as_it_was(school: School) -> None:
    before = school.store.revisions.get(Attendee.table)
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        await pilot.press("down", "down", "enter")
        await top(pilot, PreviewScreen)
        await shows(pilot, "1 new")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("escape")
        await top(pilot, SetupScreen)
    assert before is not None
    assert school.person(MARIE).local == "Local 1000"
    assert not [a for a in school.store.all(Attendee) if a.member_number == "77001"]


async def test_the_same_file_twice_has_nothing_to_bring_in(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        for _ in range(2):
            await pilot.press("down", "down", "enter")
            await top(pilot, PreviewScreen)
            await shows(pilot, "as before")
            await pilot.press("enter")
            if _ == 0:
                await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "There is nothing to bring in.")
        await shows(pilot, "0 new, 0 changed, 2 as before")


async def test_a_programme_and_its_sessions_are_brought_in(school: School, home: Path) -> None:
    samples = Path(demo.SAMPLE)
    shutil.copy(samples / "csea.toml", home / "Downloads")
    shutil.copy(samples / "csea-school.toml", home / "Downloads")
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        await pilot.press("right", "enter", *"Downloads", "enter")
        await shows(pilot, "csea.toml", "csea-school.toml")
        await pilot.press(*"csea.toml", "enter")
        await shows(pilot, "+ new      workshop")
        await pilot.press("enter")
        await shows(pilot, "Brought in:")
        await pilot.press("shift+tab", "right", "tab", "ctrl+u", *"Downloads/csea-s", "enter")
        await shows(pilot, "+ new      session", "Nothing is changed yet.")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Brought in:")
    assert any(w.programme == "csea" for w in school.store.all(Workshop))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("missing.csv", "cannot be read"),
        ("letter.docx", "is not a spreadsheet"),
        ("wrong.csv", "No column is known to be the name."),
        ("nothing.csv", "has no column"),
    ],
)
async def test_a_file_that_is_not_one_says_why(
    school: School, home: Path, typed: str, said: str
) -> None:
    (home / "letter.docx").write_bytes(b"PK\x03\x04\xff\xfe")
    (home / "wrong.csv").write_text("colour\nred\n")
    (home / "nothing.csv").write_text("\n\n")
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        await pilot.press("enter", *typed, "enter")
        await says(pilot, said)
        if typed == "wrong.csv":  # it may be there under a heading that nobody knows
            await shows(pilot, "The key c says which column that is.")
            await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_a_folder_that_is_not_there_says_so(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_import(pilot, school)
        await pilot.press("enter", *"nowhere/at/all")
        await shows(pilot, "There is no such folder, or it may not be read.")


async def test_all_of_it_by_mouse(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_setup(pilot, school)
        await shows(pilot, "Add a person")
        await pilot.click("#tasks", offset=(4, 3))
        await top(pilot, PersonForm)
        await pilot.click("#press-back")
        await top(pilot, SetupScreen)
        await pilot.click("#tasks", offset=(4, 0))
        await top(pilot, ImportScreen)
        await shows(pilot, "roster.csv")
        await pilot.click("#files", offset=(15, 1))
        await top(pilot, PreviewScreen)
        await shows(pilot, "Bring it in")
        await pilot.click(offset=(14, 23))
        await top(pilot, ImportScreen)
        await shows(pilot, "Brought in:")
