"""Tables as XLSX: their typed cells, and archives that nobody should open."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files import headings, workbooks
from kiosk.files.attendees import Person, read_attendees
from kiosk.files.reading import NotThatFile
from kiosk.files.sessions import read_sessions
from kiosk.files.tables import read_table
from tests.building import TORONTO


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def write(path: Path, *sheets: list[list[Any]]) -> None:
    """By openpyxl, each sheet's rows from its first cell on."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(path)


def cells(path: Path) -> list[dict[str, str]]:
    table = read_table(path, partial(headings.score, "attendees"))
    return [table.by_heading(row) for row in table.rows]


def test_typed_cells_are_told_in_one_way(path: Path) -> None:
    write(
        path,
        [
            ["Name", "Number", "Share", "Yes", "Day", "Moment", "Time", "Long"],
            [
                "Ana Roy ",
                100042,
                1.5,
                True,
                dt.date(2026, 4, 3),
                dt.datetime(2026, 4, 3, 9, 30),  # noqa: DTZ001
                dt.time(9, 5),
                dt.timedelta(hours=30),
            ],
        ],
    )
    assert cells(path) == [
        {
            "Name": "Ana Roy",
            "Number": "100042",
            "Share": "1.5",
            "Yes": "yes",
            "Day": "2026-04-03",
            "Moment": "2026-04-03 09:30",
            "Time": "09:05",
            "Long": "30:00",
        }
    ]


def test_a_roster_with_a_title_above_it_and_rows_as_the_sheet_counts_them(path: Path) -> None:
    write(
        path,
        [
            ["Spring school"],
            [],
            ["Nom complet", "No de membre", "En règle", "Courriel"],
            ["TREMBLAY, Marie-Ève", 7.0, True, "eve@example.org"],
            [],
            ["Ben", None, "maybe", None],
        ],
    )
    roster = read_attendees(path)
    assert roster.entries == [
        (
            "row 4",
            Person(
                "Marie-Ève Tremblay",
                member_number="7",
                good_standing=True,
                email="eve@example.org",
            ),
        )
    ]
    assert [(w.where, w.column) for w in roster.wrong] == [("row 6", "En règle")]


def test_the_sheet_that_has_the_headings_is_read(path: Path) -> None:
    write(path, [["Notes"], ["call Ana"]], [["Name", "Local"], ["Ana", "1"]])
    table = read_table(path, partial(headings.score, "attendees"))
    assert (table.layout.sheet, len(table.rows)) == ("Sheet1", 1)


def test_formulas_are_not_worked_out(path: Path) -> None:
    """What was saved as the result counts; as text it stays text."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Local"])
        sheet.write_formula(1, 0, "=1+1", None, "Ana")
        sheet.write_string(1, 1, "=1+1")
    assert cells(path) == [{"Name": "Ana", "Local": "=1+1"}]


def test_sessions_as_a_workbook(path: Path) -> None:
    write(
        path,
        [
            ["Édition", "Atelier", "Date", "Début", "Fin", "École", "Salle"],
            ["pp", "parl", dt.date(2026, 4, 3), dt.time(9), dt.time(12), "spring", "A"],
            ["pp", "parl", dt.date(2026, 4, 4), "9 h 30", "12:00", "spring", "A"],
        ],
    )
    (file,) = read_sessions(path, TORONTO)
    assert [s.start.isoformat() for _, s in file.sessions.entries] == [
        "2026-04-03T09:00:00-04:00",
        "2026-04-04T09:30:00-04:00",
    ]


# ---- archives that nobody should open


def repacked(path: Path, extra: dict[str, bytes], **changed: bytes) -> None:
    """A good workbook with something else in it."""
    write(path, [["Name"], ["Ana"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **extra}.items():
            archive.writestr(name, content)


def refused(path: Path, said: str) -> None:
    with pytest.raises(NotThatFile, match=said) as error:
        read_attendees(path)
    assert path.name in str(error.value)


def test_a_zip_bomb(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_INSIDE", 2**20)
    repacked(path, {"xl/media/image1.png": b"\0" * 2**22})
    assert path.stat().st_size < 2**16
    refused(path, "unpacks to more than")


def test_a_zip_bomb_that_lies_of_its_size(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "LARGEST_INSIDE", 2**20)
    size = 2**22
    repacked(path, {"xl/media/image1.png": b"\0" * size})
    content = path.read_bytes().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(content)
    refused(path, "unpacks to more than")


def test_too_many_parts(path: Path) -> None:
    repacked(path, {f"xl/x{n}": b"" for n in range(workbooks.MOST_ENTRIES)})
    refused(path, "too many parts")


def test_links_to_other_files(path: Path) -> None:
    repacked(path, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    refused(path, "takes cells from other files")


def test_a_path_out_of_the_archive(path: Path) -> None:
    repacked(path, {"xl/../../etc/passwd": b"x"})
    refused(path, "takes cells from other files")


def test_a_link_in_the_archive(path: Path) -> None:
    repacked(path, {})
    link = zipfile.ZipInfo("xl/media/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    refused(path, "takes cells from other files")


def test_one_cell_far_away_takes_no_room(path: Path) -> None:
    write(path, [["Name"], ["Ana"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
    parts[name] = parts[name].replace(b"</sheetData>", far)
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    refused(path, "more than .* rows")


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100, b"\xd0\xcf\x11\xe0" + b"\0" * 1000],
)
def test_what_is_no_workbook(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, "not a spreadsheet|older Excel")


def test_another_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    refused(path, "not a spreadsheet")


@pytest.fixture(scope="module")
def whole() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    for row in (["Name", "Local"], ["Ana", 1], ["Ben", dt.date(2026, 4, 3)]):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


@given(data=st.data())
def test_a_damaged_workbook_never_crashes(
    tmp_path: Path, whole: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    junk = data.draw(st.binary(max_size=8))
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(whole[:at] + junk + whole[at + len(junk) :])
    try:
        read_attendees(path)
    except NotThatFile as error:
        assert path.name in str(error)  # noqa: PT017
