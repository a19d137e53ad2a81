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

from kiosk.files import headings
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


def test_zeros_in_front_that_only_a_format_shows_come_in(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        six, zip_code, other, bold = (
            book.add_format(how)
            for how in (
                {"num_format": "000000"}, {"num_format": "00000"}, {"num_format": "0.00"},
                {"bold": True, "num_format": "000000"},
            )
        )  # fmt: skip
        sheet = book.add_worksheet()
        sheet.write_row(0, 1, ["Number", "Name", "Local", "Other"])
        sheet.write_row(1, 1, [94, "Ana Roy"], six)
        sheet.write_number(1, 3, 503, zip_code)
        sheet.write_number(1, 4, 7, other)
        sheet.write_row(2, 1, [1234567, "Ben Oh"], bold)
        sheet.write_string(2, 3, "7", six)
        sheet.write_number(2, 4, 2.5, six)
        sheet.write_formula(3, 1, "=90+5", six, 95)
        sheet.write_number(3, 3, -3, six)
        sheet.write_row(4, 1, [96, "Cy Pi", 8, 9])
    assert [tuple(cell.values()) for cell in cells(path)] == [
        ("000094", "Ana Roy", "00503", "7"),
        ("1234567", "Ben Oh", "7", "2.5"),
        ("000095", "", "-3", ""),
        ("96", "Cy Pi", "8", "9"),
    ]


def test_a_cell_that_is_merged_over_several_rows_is_in_each(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("B1:E2", "Spring school")
        sheet.write_row(2, 1, ["Number", "Name", "Local", "Offering"])
        for number, offering in enumerate(["pp", "fin", "pp", "fin"], 4):
            sheet.write(f"E{number}", offering)
        sheet.merge_range("C4:C5", "Ana Roy")
        sheet.merge_range("B4:B5", 7)
        sheet.write_row(5, 1, [8, "Ben Oh"])
        sheet.write_row(6, 1, [9, "Cy Pi"])
        sheet.merge_range("D4:D7", "Local 503")
        sheet.merge_range("E7:E9", "fin")  # below the last person is nobody
        sheet.merge_range("B12:C12", "Total")
    assert [tuple(cell.values()) for cell in cells(path)] == [
        ("7", "Ana Roy", "Local 503", "pp"),
        ("7", "Ana Roy", "Local 503", "fin"),
        ("8", "Ben Oh", "Local 503", "pp"),
        ("9", "Cy Pi", "Local 503", "fin"),
        ("Total", "", "", ""),
    ]


def test_headings_in_two_rows_of_which_some_are_merged(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:A2", "Number")
        sheet.merge_range("B1:B2", "Name")
        sheet.merge_range("C1:D1", "Contact")
        sheet.write_row(1, 2, ["Email", "Local"])
        sheet.write_row(2, 0, ["7", "Ana Roy", "ana@x.org", "503"])
    assert [cell["Name"] for cell in cells(path)] == ["Ana Roy"]
    assert [cell["Email"] for cell in cells(path)] == ["ana@x.org"]


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


def test_the_sheets_that_are_not_read_are_told(path: Path) -> None:
    people = [["Name", "Local"], ["Ana", "1"]]
    write(path, people, [["Notes"]], [["Full name"], ["Ben"]])
    score = partial(headings.score, "attendees")
    table = read_table(path, score)
    assert (table.layout.sheet, table.others) == ("Sheet", ("Sheet2",))
    assert [row.cells for row in read_table(path, score, "Sheet2").rows] == [("Ben",)]
    with pytest.raises(NotThatFile, match="no sheet “Sheet9”; there is Sheet, Sheet1, Sheet2"):
        read_table(path, score, "Sheet9")


def test_formulas_are_not_worked_out(path: Path) -> None:
    """What was saved as the result counts; as text it stays text."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Local"])
        sheet.write_formula(1, 0, "=1+1", None, "Ana")
        sheet.write_string(1, 1, "=1+1")
    assert cells(path) == [{"Name": "Ana", "Local": "=1+1"}]


def test_a_formula_that_was_never_worked_out_is_not_taken_for_nothing(path: Path) -> None:
    write(
        path,
        [
            ["Name", "Local", "Notes"],
            ['=UPPER("ana")', "1", ""],
            ["Ben Li", "2", "=A2"],
            ["Cleo Park", "=B2", ""],
        ],
    )
    roster = read_attendees(path)
    assert [person.name for _, person in roster.entries] == ["Ben Li"], "notes are not used"
    assert [str(wrong) for wrong in roster.wrong] == [
        'row 2, “Name”: “=UPPER("ana")”: it was never worked out: open the file in a '
        "spreadsheet and save it",
        "row 4, “Local”: “=B2”: it was never worked out: open the file in a spreadsheet and "
        "save it",
    ]


def test_rows_and_columns_of_nothing_but_formulas_are_not_lost(path: Path) -> None:
    write(path, [[None, "Name"], ["=A1", "Ben"], ["=A2", '="Cleo"']])
    table = read_table(path, partial(headings.score, "attendees"))
    assert table.headings == ("", "Name")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("=A1", "Ben")),
        (3, ("=A2", '="Cleo"')),
    ]


def test_a_formula_that_came_to_an_empty_text_is_empty(path: Path) -> None:
    """As Excel and LibreOffice write it."""
    write(path, [["Name", "Local"], ["Ana", '=IF(1,"","x")']])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<c r="B2">', b'<c r="B2" t="str">')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert cells(path) == [{"Name": "Ana", "Local": ""}]


def test_an_error_of_the_spreadsheet_is_not_taken_for_nothing(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(2, 1, ["Name", "Member number", "Notes"])
        sheet.write_string(3, 1, "Ana")
        sheet.write_formula(3, 2, "=VLOOKUP(1,A1:A2,1,0)", None, "#N/A")
        sheet.write_string(4, 1, "Ben")
        sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")
    roster = read_attendees(path)
    assert [person.name for _, person in roster.entries] == ["Ben"]
    assert [str(wrong) for wrong in roster.wrong] == [
        "row 4, “Member number”: “#N/A”: the spreadsheet has an error here"
    ]


@pytest.mark.parametrize("said", ["#N/A", "#REF!", "#¡VALOR!", "#NOM?", "#DIV/0!"])
def test_an_error_in_a_csv_too(tmp_path: Path, said: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"name,local\nAna,{said}\nBen,#5\n", encoding="utf-8")
    roster = read_attendees(path)
    assert [person.local for _, person in roster.entries] == ["#5"]
    assert [(w.where, w.column, w.value) for w in roster.wrong] == [("row 2", "local", said)]


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
