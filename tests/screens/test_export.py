"""Taking completions home from the screen: what is shown before it is written, and how."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kiosk.model import ExportLayout, Offering
from kiosk.rules.names import fold
from screens.export import ExportScreen
from screens.export_fields import Offered
from tests.files.paperwork import pages, text
from tests.screens.completing import open_completions
from tests.screens.showing import School, running, shows, top, until

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("home")]


async def opened(pilot: Pilot[object], school: School) -> ExportScreen:
    await open_completions(pilot, school)
    await shows(pilot, "24 complete")
    await pilot.press("s", "e")
    await top(pilot, ExportScreen)
    await shows(pilot, "24 rows, of which:")
    assert isinstance(pilot.app.screen, ExportScreen)
    return pilot.app.screen


def preview(form: ExportScreen) -> list[str]:
    return str(form.query_one("#export-preview", Static).render()).splitlines()


async def previewed(pilot: Pilot[object], form: ExportScreen, *said: str) -> list[str]:
    await until(
        pilot, lambda: all(s in "\n".join(preview(form)) for s in said), what=" and ".join(said)
    )
    return preview(form)


async def write(pilot: Pilot[object], home: Path) -> Path:
    await pilot.press("ctrl+s")
    await shows(pilot, "Written:")
    (file,) = home.iterdir()
    return file


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_first_rows_are_shown(signed: School, size: tuple[int, int]) -> None:
    async with running(signed.app(), size) as pilot:
        form = await opened(pilot, signed)
        count, head, *rows = preview(form)
        assert count == "24 rows, of which:"
        assert head.split()[:4] == ["member_number", "name", "local", "workshop"]
        assert len(rows) == 3
        await shows(pilot, "Ctrl+S", "of which", rows[0].split()[0])


async def test_filters_narrow_what_is_written(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        form = await opened(pilot, signed)
        form.control("local").value = "LOCAL 1000"
        await previewed(pilot, form, "Local 1000")
        count = int(preview(form)[0].split()[0])
        assert 0 < count < 24
        form.control("starts").value = "2026-12-01"
        await previewed(pilot, form, "No row fits these filters.")
        await pilot.press("ctrl+s")
        await shows(pilot, "No row fits these filters.", "Write")
        form.control("starts").value = "2026-11-01"
        form.control("ends").value = "soon"
        await shows(pilot, "That is not a day")
        await pilot.press("ctrl+s")
        assert not list(home.iterdir())
        form.control("ends").value = "2026-11-30"
        await previewed(pilot, form, f"{count} row")
        file = await write(pilot, home)
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) == count
    assert {row["local"] for row in rows} == {"Local 1000"}


async def test_columns_are_chosen_sorted_and_kept(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        form = await opened(pilot, signed)
        form.control("columns").value = "name=Nom, locl"
        await shows(pilot, "There is no column locl")
        form.control("columns").value = 'local=Section, "name=Nom, prénom"'
        form.control("sort").value = "local"
        form.control("keep").value = "…"
        await pilot.press("ctrl+s")
        await shows(pilot, "A layout needs a name.")
        assert not list(home.iterdir()), "said before anything is written"
        form.control("keep").value = "Notre fichier"
        lines = await previewed(pilot, form, "Nom, prénom")
        assert lines[1].split()[0] == "Section"
        file = await write(pilot, home)
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["Section", "Nom, prénom"]

    def worth(local: str) -> tuple[str, int]:
        called, _, number = local.rpartition(" ")
        return fold(called), int(number)

    locals_ = [row[0] for row in rows[1:]]
    assert locals_ == sorted(locals_, key=worth), "Local 503 before Local 1000"
    assert "Local 503" in locals_
    (kept,) = signed.store.all(ExportLayout)
    assert kept.columns == (("local", "Section"), ("name", "Nom, prénom"))

    file.unlink()
    async with running(signed.app()) as pilot:
        form = await opened(pilot, signed)
        form.control("layout").value = kept.id
        await previewed(pilot, form, "Nom, prénom")
        again = await write(pilot, home)
    assert again.read_text(encoding="utf-8-sig").startswith('Section,"Nom, prénom"')


async def test_a_workbook(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        form = await opened(pilot, signed)
        form.control("form").value = "xlsx"
        await shows(pilot, "completions-2026-11-23.xlsx")
        file = await write(pilot, home)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Completions", "Summary"]
    assert book.worksheets[0].max_row == 25
    assert book.worksheets[0]["F2"].is_date


async def test_what_is_named_as_another_kind_of_file_is_not_written(
    signed: School, home: Path
) -> None:
    async with running(signed.app()) as pilot:
        form = await opened(pilot, signed)
        form.control("path").value = "~/all.docx"
        await pilot.press("ctrl+s")
        await shows(pilot, "all.docx is named as another kind of file.")
    assert not (home / "all.docx").exists()


async def test_the_report_of_the_school(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        form = await opened(pilot, signed)
        form.control("form").value = "pdf"
        await previewed(pilot, form, "Rooms, attendance by session")
        file = await write(pilot, home)
    assert file.name == "completions-2026-11-23.pdf"
    (page,) = pages(file.read_bytes())
    assert "Demo Regional School" in text(page)
    assert "24 completions" in text(page)


async def test_attendance_and_people_too(signed: School, home: Path) -> None:
    async with running(signed.app()) as pilot:
        form = await opened(pilot, signed)
        form.control("what").value = "attendance"
        await until(pilot, lambda: int(preview(form)[0].split()[0]) > 24)
        await shows(pilot, "attendance-2026-11-23.csv")
        form.control("sort").value = "completed_on"
        await shows(pilot, "There is no column completed_on")
        form.control("sort").value = "name"
        form.control("local").value = "local 1000"
        form.control("what").value = "attendees"
        seen = await previewed(pilot, form, "email", "Local 1000")
        assert "Local 1000" in seen[2]
        await shows(pilot, "attendees-2026-11-23.csv")
        file = await write(pilot, home)
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert {row["local"] for row in rows} == {"Local 1000"}
    names = [row["name"] for row in rows]
    assert names == sorted(names, key=fold)


async def test_what_is_taught_and_how_people_stand_narrow_every_table(
    signed: School, home: Path
) -> None:
    """Attendance and people too, whatever the list behind was narrowed to."""
    async with running(signed.app()) as pilot:
        form = await opened(pilot, signed)
        everything = int((await previewed(pilot, form, "24 rows"))[0].split()[0])
        form.control("programme").value = "stewards"
        await previewed(pilot, form, "No row fits these filters.")
        form.control("programme").value = "let"
        form.control("status").value = "unsigned"
        await previewed(pilot, form, "No row fits these filters.")
        form.control("status").value = "complete"
        await previewed(pilot, form, f"{everything} rows")

        form.control("what").value = "attendance"
        workshop = form.control("workshop")
        assert isinstance(workshop, Offered)
        held = {offering.workshop for offering in signed.store.all(Offering)}
        assert {value for value, _ in workshop.options} == {"", *held}
        workshop.value = "let-leading-as-a-team"
        await previewed(pilot, form, "30 rows")
        form.control("status").value = "absent"
        await previewed(pilot, form, "6 rows")
        school = form.control("school")
        assert isinstance(school, Offered)
        school.value = school.options[1][0]
        await previewed(pilot, form, "6 rows")

        form.control("what").value = "attendees"
        await previewed(pilot, form, "30 rows")
        assert form.control("status").value == "", "attendees are not absent"
        form.control("status").value = "registered"
        await previewed(pilot, form, "30 rows")
        file = await write(pilot, home)
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert {row["status"] for row in rows} == {"registered"}
    assert len(rows) == 30
