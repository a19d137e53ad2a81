"""The import screen: what a file is taken for, what it asks, and taking it back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot

from kiosk.model import Attendee, ImportShape
from screens.choose import ChooseScreen
from screens.confirm import ConfirmScreen
from screens.import_file import ImportScreen
from screens.import_preview import PreviewScreen
from tests.screens.setting_up import MARIE, open_task
from tests.screens.showing import School, running, says, shows, top, until

pytestmark = pytest.mark.asyncio

FRENCH = "Nom;Prénom;N° de membre;Billet\nLi;Zoë;77001;let\nMoss;Wim;77002;\n"


@pytest.fixture(autouse=True)
def home(home: Path) -> Path:
    (home / "liste.csv").write_bytes(FRENCH.encode("windows-1252"))
    return home


async def look(pilot: Pilot[object], school: School, name: str) -> PreviewScreen:
    await open_task(pilot, school, 0)
    await top(pilot, ImportScreen)
    await shows(pilot, "liste.csv")
    await pilot.press("enter", *name, "enter")
    await top(pilot, PreviewScreen)
    assert isinstance(pilot.app.screen, PreviewScreen)
    return pilot.app.screen


def known(school: School, number: str) -> list[Attendee]:
    return [a for a in school.store.all(Attendee) if a.member_number == number]


async def test_what_was_recognised_is_shown_and_can_be_corrected(school: School) -> None:
    async with running(school.app(), (100, 30)) as pilot:
        screen = await look(pilot, school, "liste.csv")
        await shows(pilot, "Recognised as a table with headings of its own.", "Nom → last name")
        await shows(pilot, "N° de membre → member number", "Not used: Billet", "No row says what")
        await pilot.press("c")
        await top(pilot, ChooseScreen)
        await pilot.press(*"bil", "enter")
        await shows(pilot, "What “Billet” is")
        await pilot.press(*"loc", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Billet → local")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 2 new")
    assert known(school, "77001")[0].local == "let"
    (shape,) = school.store.all(ImportShape)
    assert shape.columns["Billet"] == "local"


async def test_a_column_that_is_needed_and_not_known_can_be_said(
    school: School, home: Path
) -> None:
    (home / "odd.csv").write_text("Who they are,Nr\nZoë Li,77001\n", encoding="utf-8")
    async with running(school.app(), (80, 24)) as pilot:
        screen = await look(pilot, school, "odd.csv")
        await shows(pilot, "No column is known to be the name.", "The key c says which column that")
        await shows(pilot, "Not used: Who they are, Nr")
        await pilot.press("enter")  # nothing to bring in yet
        await pilot.press("c", *"who", "enter", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Who they are → name", "1 new, 0 changed")
        await pilot.press("c", *"nr", "enter", *"member", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Nr → member number", "Zoë Li, 77001")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 1 new")
    assert known(school, "77001")[0].name == "Zoë Li"


async def test_a_file_without_any_headings_is_none(school: School, home: Path) -> None:
    (home / "none.csv").write_text("\n\n")
    async with running(school.app(), (80, 24)) as pilot:
        await open_task(pilot, school, 0)
        await top(pilot, ImportScreen)
        await pilot.press("enter", *"none.csv", "enter")
        await says(pilot, "none.csv has no column")
        await top(pilot, ImportScreen)


async def test_the_school_of_a_timetable_can_be_said(school: School, home: Path) -> None:
    (home / "plan.csv").write_text(
        "Workshop,Date,Start,End\nParliamentary Procedures,2027-04-25,9:00,12:00\n"
    )
    async with running(school.app(), (80, 24)) as pilot:
        await open_task(pilot, school, 0)
        await top(pilot, ImportScreen)
        await pilot.press("left", "enter", *"plan.csv", "enter")
        await top(pilot, PreviewScreen)
        screen = pilot.app.screen
        await shows(pilot, "The key s says which school they are all of")
        await pilot.press("s")
        await shows(pilot, "Which school are they all of?")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "2027-04-25 09:00–12:00")
        await pilot.press("enter")
        await shows(pilot, "Brought in:")


async def test_another_sheet_can_be_said(school: School, home: Path) -> None:
    book = openpyxl.Workbook()
    for name, number in (("Zoë Li", 77001), ("Wim Moss", 77002)):
        sheet = book.create_sheet(name.split()[0])
        sheet.append(["Full name", "Member number"])
        sheet.append([name, number])
    book.save(home / "two.xlsx")
    async with running(school.app(), (80, 24)) as pilot:
        screen = await look(pilot, school, "two.xlsx")
        await shows(pilot, "Only the sheet “Zoë” is read, not Wim.", "Zoë Li, 77001")
        await pilot.press("h", *"wim", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Only the sheet “Wim” is read, not Zoë.", "Wim Moss, 77002")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 1 new")
    assert known(school, "77001") == []


async def test_a_path_taken_from_the_list_can_be_typed_on(school: School, home: Path) -> None:
    async with running(school.app(), (80, 24)) as pilot:
        await open_task(pilot, school, 0)
        await top(pilot, ImportScreen)
        await pilot.press("enter", *"list", "enter")
        await top(pilot, PreviewScreen)
        await pilot.press("escape")
        await top(pilot, ImportScreen)
        await pilot.press(*".bak")
        await shows(pilot, "~/liste.csv.bak")


async def test_all_of_a_file_for_one_offering(school: School) -> None:
    async with running(school.app(), (100, 30)) as pilot:
        screen = await look(pilot, school, "liste.csv")
        await shows(pilot, "No row says what")
        await pilot.press("o")
        await shows(pilot, "What all of them are for")
        await pilot.press(*"parliam", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "4 new, 0 changed", "registration")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 4 new")
    assert len(school.store.registrations_of(known(school, "77001")[0].id)) == 1


async def test_who_is_meant_is_asked(school: School, home: Path) -> None:
    marie = school.person(MARIE)
    (home / "who.csv").write_text(f"name,email\n{MARIE},eve@example.org\n", encoding="utf-8")
    async with running(school.app(), (100, 30)) as pilot:
        screen = await look(pilot, school, "who.csv")
        await shows(pilot, "0 new, 0 changed, 0 as before; 1 not clear", "? unclear", "row 2")
        await shows(pilot, f"{MARIE}, {marie.member_number}")
        await pilot.press("enter")  # nothing to bring in yet
        await pilot.press("a")
        await top(pilot, ChooseScreen)
        await shows(pilot, MARIE, "Somebody new", "Leave this row out for now")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "0 new, 1 changed", "email:")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 0 new, 1 changed")
    assert school.person(MARIE).email == "eve@example.org"


async def test_somebody_new_and_a_row_that_is_left_for_later(school: School, home: Path) -> None:
    person = school.person(MARIE)
    (home / "who.csv").write_text(f"name\n{MARIE}\nWim Moss\n", encoding="utf-8")
    async with running(school.app(), (100, 30)) as pilot:
        screen = await look(pilot, school, "who.csv")
        await shows(pilot, "1 new, 0 changed, 0 as before; 1 not clear")
        await pilot.press("a", *"leave", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "1 not clear")
        await pilot.press("a", *"somebody", "enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "2 new, 0 changed, 0 as before")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 2 new")
    assert len([a for a in school.store.all(Attendee) if a.name == person.name]) == 2


async def test_a_date_that_could_be_two_days_is_asked(school: School, home: Path) -> None:
    (home / "times.csv").write_text(
        "offering,workshop,start,end,school\n"
        "new,let-parliamentary-procedures,03/04/2027 09:00,03/04/2027 12:00,spring\n"
    )
    async with running(school.app(), (100, 30)) as pilot:
        await open_task(pilot, school, 0)
        await top(pilot, ImportScreen)
        await shows(pilot, "times.csv")
        await pilot.press("left", "enter", *"times.csv", "enter")
        await top(pilot, ChooseScreen)
        await shows(pilot, "03/04/2027 could be two days", "The day comes first")
        await pilot.press("enter")
        await top(pilot, PreviewScreen)
        await shows(pilot, "+ new", "2027-04-03 09:00–12:00")
        await pilot.press("enter")
        await top(pilot, ImportScreen)
        await shows(pilot, "Brought in:")
    (shape,) = school.store.all(ImportShape)
    assert shape.day_first is True


async def test_what_stays_out_is_saved_beside_the_file(school: School, home: Path) -> None:
    (home / "bad.csv").write_text("name,email\nWim Moss,nowhere\nMia Moss,\n", encoding="utf-8")
    async with running(school.app(), (100, 30)) as pilot:
        await look(pilot, school, "bad.csv")
        await shows(pilot, "1 wrong")
        await pilot.press("w")
        await shows(pilot, "The rows that stay out are in")
    assert (home / "bad to mend.csv").read_text() == "name,email\nWim Moss,nowhere\n"


async def test_an_import_is_taken_back(school: School, home: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Name", "Member number"])
    book.worksheets[0].append(["Zoë Li", 77001])
    book.save(home / "roster.xlsx")
    async with running(school.app(), (100, 30)) as pilot:
        await look(pilot, school, "roster.xlsx")
        await shows(pilot, "1 new")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 1 new")
        assert len(known(school, "77001")) == 1
        await pilot.press("ctrl+z")
        await top(pilot, ChooseScreen)
        await shows(pilot, "roster.xlsx", "1 new, 0 changed")
        await pilot.press("enter")
        await top(pilot, ConfirmScreen)
        await shows(pilot, "roster.xlsx: 1 removed")
        await pilot.press("enter")
        await shows(pilot, "Taken back: roster.xlsx")
        assert known(school, "77001") == []
        await pilot.press("ctrl+z")
        await shows(pilot, "Nothing was brought in that can be taken back.")


NOTED = (("Zoë Li", ""), ("Wim Moss", "withdrew"), ("Yan Wu", "cancelled"))


async def test_a_column_that_may_cancel_can_be_said(school: School, home: Path) -> None:
    rows = (f"{name},Parliamentary Procedures,{said}" for name, said in NOTED)
    (home / "notes.csv").write_text("\n".join(["Name,Workshop,Notes", *rows]), encoding="utf-8")
    async with running(school.app(), (100, 30)) as pilot:
        screen = await look(pilot, school, "notes.csv")
        await shows(pilot, "2 not clear", "“Notes” says “withdrew”, and is not used")
        await pilot.press("a")
        await top(pilot, ChooseScreen)
        await shows(pilot, "“Notes” says “withdrew”, and is not used")
        await pilot.press(*"stat", "enter")  # once for both rows
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Notes → status", "registration cancelled")
        await pilot.press("enter")
        await shows(pilot, "Brought in:")
    statuses = {
        person.name: registration.status.value
        for person in school.store.all(Attendee)
        for registration in school.store.registrations_of(person.id)
        if person.name in ("Zoë Li", "Wim Moss", "Yan Wu")
    }
    assert statuses == {"Zoë Li": "registered", "Wim Moss": "cancelled", "Yan Wu": "cancelled"}


async def test_what_was_told_by_content_is_shown_as_such(school: School, home: Path) -> None:
    (home / "cross.csv").write_text(
        "Name,Company,Parliamentary Procedures\nZoë Li,Local 79,x\nWim Moss,Local 79,\n",
        encoding="utf-8",
    )
    async with running(school.app(), (100, 30)) as pilot:
        screen = await look(pilot, school, "cross.csv")
        await shows(
            pilot,
            "Company → local, by what stands in it",
            "Parliamentary Procedures → crosses",
        )
        await shows(pilot, "there is no cross in its row: it registers for nothing")
        await pilot.press("a")
        await top(pilot, ChooseScreen)
        await pilot.press("enter")  # somebody new
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "3 new")


async def test_names_in_capitals_are_shown_with_what_they_were_and_can_be_kept(
    school: School, home: Path
) -> None:
    (home / "loud.csv").write_text('Name,Member number\n"LEBLANC, JEAN-PIERRE",77001\n', "utf-8")
    async with running(school.app(), (100, 30)) as pilot:
        await look(pilot, school, "loud.csv")
        await shows(pilot, "“LEBLANC, JEAN-PIERRE” is written “Jean-Pierre Leblanc”")
        await pilot.press("n")
        await shows(pilot, "JEAN-PIERRE LEBLANC")
        await pilot.press("n")
        await shows(pilot, "is written “Jean-Pierre Leblanc”")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 1 new")
    assert known(school, "77001")[0].name == "Jean-Pierre Leblanc"


@pytest.mark.parametrize("taken", [True, False])
async def test_whether_a_known_name_changes_is_asked(
    school: School, home: Path, taken: bool
) -> None:
    (home / "named.csv").write_text("Name,Member number,Local\nZed Only,77001,9\n", "utf-8")
    async with running(school.app(), (100, 30)) as pilot:
        await look(pilot, school, "named.csv")
        await shows(pilot, "1 new")
        await pilot.press("enter")
        await shows(pilot, "Brought in: 1 new")
    (home / "named.csv").write_text("Name,Member number,Local\nOnly Zed,77001,8\n", "utf-8")
    async with running(school.app(), (100, 30)) as pilot:
        await look(pilot, school, "named.csv")
        await shows(pilot, "“Only Zed” is known as “Zed Only”", "1 name differs, and stays")
        if taken:
            await pilot.press("r")
            await shows(pilot, "Zed Only → Only Zed")
        await pilot.press("enter")
        await shows(pilot, "1 changed")
    (person,) = known(school, "77001")
    assert (person.name, person.local) == ("Only Zed" if taken else "Zed Only", "8")
