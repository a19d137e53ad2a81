"""A table as a workbook for Excel and its likes.

XlsxWriter writes row by row to the disk, so that memory does not grow with the rows. Every
cell has its type; a text stays a text whatever it begins with. It is stored as one; figures
are also formatted as text, and what looks like a formula carries Excel's own sign for “a
text” (the quote prefix), so that both stay what they are when somebody edits the cell.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.files.exports import About, Kind, NotSaved, Table, Value, is_risky

MOST_ROWS = 1_048_575
"""What a sheet holds under its header."""
_LONGEST = 32_767
"""Characters that a cell holds."""
_WIDTHS = (8, 48)
"""Of a column, at least and at most, in characters."""
_LOOKED_AT = 1_000
"""So many rows say how wide a column is."""


def workbook(table: Table, made: dt.datetime) -> bytes:
    """A sheet with the rows and one that sums them up.

    Raises:
        NotSaved: there are more rows than a sheet holds.
    """
    import xlsxwriter

    if len(table.rows) > MOST_ROWS:
        raise NotSaved("A workbook holds {most} rows. Take a CSV, or fewer.", most=MOST_ROWS)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": table.about.title, "created": made.replace(tzinfo=None)})
    _rows(book, table)
    _summary(book, table.about)
    book.close()
    return out.getvalue()


def _rows(book: Any, table: Table) -> None:
    from kiosk.files.exports_sheet import Sheet

    sheet = book.add_worksheet(_sheet_name(table.about.title), worksheet_class=Sheet)
    head = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, _text(column.heading), head)
    writers = [_writer(book, sheet, column.kind) for column in table.columns]
    if sheet.is_as_known():
        _by_column(sheet, table, writers)
    else:
        for number, row in enumerate(table.rows, 1):
            for place, value in enumerate(row):
                if value is not None and value != "":
                    writers[place](number, place, value)
    sheet.freeze_panes(1, 0)
    # On paper: across, as wide as a page, with the header on each.
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if table.columns:
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    for place, width in enumerate(_widths(table)):
        sheet.set_column(place, place, width)


def _by_column(sheet: Any, table: Table, writers: Sequence[_Write]) -> None:
    """The same rows in a quarter of the time: each value of a column is worked out once."""
    sheet.begin_rows()
    known: list[dict[Value, str]] = [{None: "", "": ""} for _ in writers]
    for start in range(0, len(table.rows), _AT_ONCE):
        columns = []
        for place, column in enumerate(zip(*table.rows[start : start + _AT_ONCE], strict=True)):
            values, cells, write = _walls(column), known[place], writers[place]
            if len(cells) > _MOST_KNOWN:
                cells = known[place] = {None: "", "": ""}
            for value in dict.fromkeys(values):
                if value not in cells:
                    cells[value] = sheet.cell(write, value)
            columns.append(map(cells.__getitem__, values))
        sheet.add_rows(columns)


def _walls(values: Sequence[Value]) -> Sequence[Value]:
    """Moments by what the clock on the wall says: those that are the same may differ in it."""
    if not any(isinstance(value, dt.datetime) for value in values):
        return values
    return [v.replace(tzinfo=None) if isinstance(v, dt.datetime) else v for v in values]


_AT_ONCE = 10_000
"""Rows."""
_MOST_KNOWN = 50_000
"""Values of a column that are kept in mind."""


_Write = Callable[[int, int, Any], None]
"""Writes a value to a row and a column."""


def _writer(book: Any, sheet: Any, kind: Kind) -> _Write:
    digits = book.add_format({"num_format": "@"})
    quoted = book.add_format({"num_format": "@", "quote_prefix": True})
    string = sheet.write_string
    _number(digits, quoted)

    def text(row: int, place: int, value: Value) -> None:
        said = _text(value)
        if said[0].isalpha():
            string(row, place, said)
        else:
            string(row, place, said, quoted if is_risky(said) else digits)

    if kind is Kind.TEXT:
        return text
    form = book.add_format({"num_format": _SHOWN[kind]})
    _number(form)
    number, moment = sheet.write_number, sheet.write_datetime

    def typed(row: int, place: int, value: Value) -> None:
        match value:
            case dt.datetime():
                moment(row, place, value.replace(tzinfo=None), form)
            case dt.date():
                moment(row, place, value, form)
            case int() | float():
                number(row, place, value, form)
            case _:
                text(row, place, value)

    return typed


def _number(*formats: Any) -> None:
    """Formats get their numbers in the order in which they are made; the library would give
    them as they are used first, and columns do not use them in the order in which rows do."""
    for made in formats:
        made._get_xf_index()


def _text(value: Value) -> str:
    """A text as a cell holds it. One in ``<r>`` and ``</r>`` XlsxWriter would take for markup
    of its own and write as it stands, with whatever cells and formulas it has: a space behind
    it makes it a text like others."""
    said = str(value)[:_LONGEST]
    if said.startswith("<r>") and said.endswith("</r>"):
        return f"{said[: _LONGEST - 1]} "
    return said


_SHOWN = {Kind.NUMBER: "General", Kind.DATE: "yyyy-mm-dd", Kind.TIME: "yyyy-mm-dd hh:mm"}


def _widths(table: Table) -> list[float]:
    least, most = _WIDTHS
    widths = []
    for place, column in enumerate(table.columns):
        longest = max((len(str(row[place] or "")) for row in table.rows[:_LOOKED_AT]), default=0)
        longest = 16 if column.kind is Kind.TIME else longest
        # The arrow of the filter stands over the end of the heading.
        widths.append(min(max(longest, len(column.heading) + 3, least), most) + 0.7)
    return widths


def _summary(book: Any, about: About) -> None:
    sheet = book.add_worksheet(_sheet_name(about.sheet))
    title = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1})
    writers: dict[type, _Write] = {
        dt.datetime: _writer(book, sheet, Kind.TIME),
        dt.date: _writer(book, sheet, Kind.DATE),
        int: _writer(book, sheet, Kind.NUMBER),
        str: _writer(book, sheet, Kind.TEXT),
    }
    sheet.write_string(0, 0, _text(about.title), title)
    row = 2
    for said, value in about.facts:
        writers[str](row, 0, said)
        if value not in (None, ""):
            writers[type(value)](row, 1, value)
        row += 1
    for heading, counts in about.counts:
        row += 1
        sheet.write_string(row, 0, _text(heading), head)
        sheet.write_blank(row, 1, None, head)
        row += 1
        for said, count in counts:
            writers[str](row, 0, said or "–")
            writers[int](row, 1, count)
            row += 1
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 20)


def _sheet_name(title: str) -> str:
    """A sheet's name has at most 31 characters, and none of these."""
    kept = (" " if c in "[]:*?/\\'" or not c.isprintable() else c for c in title)
    return "".join(kept)[:31].strip() or "Table"
