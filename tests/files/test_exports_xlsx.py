"""Workbooks, read back with a library that is not the one that wrote them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from kiosk.files import exports_sheet, exports_xlsx
from kiosk.files.exports import About, Column, Kind, NotSaved, Row, Table, Value, written
from tests.files.test_exports import MADE, PAYLOADS

ZONE = dt.timezone(-dt.timedelta(hours=4))


def read(table: Table) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(table, "xlsx", made=MADE)))


def one(*values: object, kind: Kind = Kind.TEXT) -> Table:
    """A column of these."""
    rows: list[Row] = [[value] for value in values]  # type: ignore[list-item]
    return Table((Column("x", "Name", kind),), rows, About("Completions"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_runs_as_a_formula(payload: str) -> None:
    """It is a text, the very one that was there, and stays one when it is edited."""
    table = Table((Column("x", payload),), [[payload]], About(payload, ((payload, payload),)))
    content = written(table, "xlsx", made=MADE)
    for place, sheet in enumerate(openpyxl.load_workbook(io.BytesIO(content)).worksheets):
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert cells
        assert {cell.data_type for cell in cells} <= ({"s", "n"} if place else {"s"})
        assert not [cell for cell in cells if cell.data_type == "f"]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        assert len(sheets) == 2
        assert not [name for name in sheets if b"<f" in book.read(name)]
    first = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert first["A2"].quotePrefix


MARKUP = [
    "<r><t>x</t></r>",
    '<r></is></c><c r="B2"><f>HYPERLINK("http://evil","x")</f><v>1</v></c><c><is><t>x</r>',
    "<r></r>",
    "</t></is></c><c><f>1+1</f></c>",
    "]]><f>1+1</f>",
    "&lt;f&gt;1+1",
]


@pytest.mark.parametrize("payload", MARKUP)
def test_no_text_is_taken_for_markup(payload: str) -> None:
    table = Table((Column("x", payload),), [[payload]], About(payload, ((payload, payload),)))
    content = written(table, "xlsx", made=MADE)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in book.namelist():
            assert b"<f>" not in book.read(name)
    first, second = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    cells = [first["A1"], first["A2"], second["A3"], second["B3"]]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.value.rstrip(" ") for cell in cells} == {payload}
    assert first.max_column == 1


def test_the_shorter_way_writes_what_the_library_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        *PAYLOADS, *MARKUP, "Ana", "Marie-Ève d’Amours", " x", "x ", "a_b", "_x0041_", "a\nb",
        "007", "Łódź", "👩‍🏭", '"', "'", "\ufffe", "a & b", "<b>", "\u2028", "\x85", "x" * 40_000,
    ]  # fmt: skip
    at = dt.datetime(2026, 4, 10, 9, 5, 7, tzinfo=ZONE)
    columns = tuple(
        Column(str(n), f"Column {n}", kind)
        for n, kind in enumerate([Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.TIME] * 8)
    )
    elsewhere = at.astimezone(dt.UTC)

    def row(n: int, text: str) -> Row:
        whole: list[Value] = [text, n - 3, at.date(), at]
        some: list[Value] = [text, n / 7, None, None]
        return [*whole * 4, *some * 3, n, text, n, elsewhere]

    rows = [row(n, text) for n, text in enumerate(texts)]
    rows[3:3] = [[None] * 32, [""] * 31 + [at], *rows[:9], [None] * 32]
    table = Table(columns, rows, About("Completions"))
    monkeypatch.setattr(exports_xlsx, "_AT_ONCE", 7)
    monkeypatch.setattr(exports_xlsx, "_MOST_KNOWN", 5)
    ours = written(table, "xlsx", made=MADE)
    monkeypatch.setattr(exports_sheet.Sheet, "is_as_known", lambda _: False)
    assert ours == written(table, "xlsx", made=MADE)


def test_the_shorter_way_is_the_one_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a newer library would make it slow without anybody seeing it."""
    taken = []
    add = exports_sheet.Sheet.add_rows

    def noted(*given: Any) -> None:
        taken.append(1)
        add(*given)

    monkeypatch.setattr(exports_sheet.Sheet, "add_rows", noted)
    written(one("a", "b"), "xlsx", made=MADE)
    assert taken


def test_cells_have_their_type() -> None:
    columns = (
        Column("member_number", "No"),
        Column("minutes", "minutes", Kind.NUMBER),
        Column("completed_on", "day", Kind.DATE),
        Column("checked_in", "in", Kind.TIME),
    )
    at = dt.datetime(2026, 4, 10, 9, 5, tzinfo=ZONE)
    rows: list[Row] = [["007", 540, dt.date(2026, 4, 10), at], ["", 1.5, None, None]]
    sheet = read(Table(columns, rows, About("Completions"))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == [
        "007", 540, dt.datetime(2026, 4, 10), dt.datetime(2026, 4, 10, 9, 5),  # noqa: DTZ001
    ]  # fmt: skip
    assert [cell.number_format for cell in sheet[2]] == [
        "@", "General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[3]] == [None, 1.5, None, None]
    assert sheet["A2"].data_type == "s"


def test_the_header_is_frozen_filtered_and_wide_enough() -> None:
    sheet = read(one("Marie-Ève Tremblay, de la section locale", "Bo")).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:A3"
    assert 40 < sheet.column_dimensions["A"].width < 50
    assert sheet["A1"].font.bold
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_a_sheet_sums_up() -> None:
    about = About(
        "Completions",
        (("Organisation", "CUPE 1000"), ("Made", MADE), ("From", dt.date(2026, 4, 1)), ("Rows", 2)),
        (("Local", (("Local 1", 2), ("", 1))),),
    )
    book = read(Table((Column("x", "x"),), [], about))
    assert book.sheetnames == ["Completions", "Summary"]
    rows = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows(max_col=2)]
    assert ["Organisation", "CUPE 1000"] in rows
    assert ["From", dt.datetime(2026, 4, 1)] in rows  # noqa: DTZ001
    assert ["Rows", 2] in rows
    assert rows[-2:] == [["Local 1", 2], ["–", 1]]


def test_letters_of_every_kind_come_back() -> None:
    texts = ("Marie-Ève", "Łukasz", "王小明", "👩‍🏭", "a\nb", "<&>\"'", "x" * 40_000)
    sheet = read(one(*texts)).worksheets[0]
    found = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert found[:-1] == list(texts[:-1])
    assert found[-1] == "x" * 32_767, "the most that a cell holds"


@pytest.mark.parametrize("name", ["a/b:c*[d]?'\\", "x" * 60, "", "  "])
def test_any_title_makes_a_sheets_name(name: str) -> None:
    book = read(Table((Column("x", "x"),), [["y"]], About(name, sheet="Résumé")))
    assert len(book.sheetnames) == 2


def test_no_more_rows_than_a_sheet_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports_xlsx, "MOST_ROWS", 2)
    assert read(one("a", "b"))
    with pytest.raises(NotSaved, match="holds 2 rows"):
        written(one("a", "b", "c"), "xlsx", made=MADE)


def test_the_same_table_at_the_same_time_is_the_same_file() -> None:
    assert written(one("a", "b"), "xlsx", made=MADE) == written(one("a", "b"), "xlsx", made=MADE)
