"""Tables that are XLSX: gone through as an archive first, then read cell by cell.

What a cell says is told in the one way that cannot be taken for anything else: a day as
2026-04-10, a whole number without its point. Formulas are never worked out: what counts
is what the spreadsheet last saved as their result. A number that a format of zeros fills up is
told as it is shown, and a cell that is merged over several rows is in each of them.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.files.archives import checked, no_workbook
from kiosk.files.parts import Place, filled
from kiosk.files.reading import NotThatFile
from kiosk.files.tables import MOST_ROWS, Grid, Layout, Line, NoResult, too_many_rows

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_OLE = b"\xd0\xcf\x11\xe0"


def read_sheets(path: Path, content: bytes) -> Iterator[Grid]:
    """Each sheet that can be seen, in order.

    Raises:
        NotThatFile: it is no XLSX file, or nothing that should be opened.
    """
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    if content.startswith(_OLE):
        raise NotThatFile(
            "{path} is an older Excel file, or locked with a password. Save it as .xlsx, "
            "without a password.",
            path=path,
        )
    book = checked(path, content)
    with _given_up(path):
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(book.archive))
    for known in workbook.sheets_metadata:
        if known.visible == SheetVisibleEnum.Visible:
            with _given_up(path):
                sheet = workbook.get_sheet_by_name(known.name)
                merged = sheet.merged_cell_ranges or ()
            tall = [span for span in merged if span[0][0] < span[1][0]]
            without, zeros = book.without.get(known.name, {}), book.filled.get(known.name, ())
            lines = _lines(path, sheet, without, _Filled(filled(zeros)), _Tall(tall))
            yield Grid(Layout(".xlsx", sheet=known.name), lines)


@contextmanager
def _given_up(path: Path) -> Iterator[None]:
    """Says in words that the reader can make nothing of it."""
    from python_calamine import CalamineError, ZipError

    try:
        yield
    except (CalamineError, ZipError, OSError, ValueError):
        raise no_workbook(path) from None
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise no_workbook(path) from None  # it did not foresee that itself


def _lines(
    path: Path,
    sheet: CalamineSheet,
    without: Mapping[Place, NoResult],
    zeros: _Filled,
    tall: _Tall,
) -> Iterator[Line]:
    """The rows of a sheet with their numbers.

    Args:
        without: cells that look empty to whoever reads them, and are not.
    """
    first = sheet.start[1] if sheet.start else 0
    left = min([first, *(column for _, column in without)])
    marked: dict[int, dict[int, NoResult]] = {}
    for (at, column), said in without.items():
        marked.setdefault(at + 1, {})[column - left] = said
    beside = [""] * (first - left)
    with _given_up(path):
        rows = chain(sheet.iter_rows(), repeat(()))
        last = max([*marked, sheet.end[0] + 1 if sheet.end else 0])
        for number, row in zip(range(1, last + 1), rows, strict=False):
            cells = [*beside, *(told(cell) for cell in row)]
            zeros.fill(number - 1, cells, left)
            for column, said in marked.get(number, {}).items():
                cells += [""] * (column + 1 - len(cells))
                cells[column] = said
            tall.fill(number - 1, cells, left)
            if not any(cells):
                cells = []
            elif number > MOST_ROWS + 1:
                raise too_many_rows(path)
            yield number, cells


class _Filled:
    """Numbers that their format fills up with zeros; told row after row."""

    def __init__(self, cells: Iterator[tuple[Place, int]]) -> None:
        self._cells = cells
        self._next = next(cells, None)

    def fill(self, row: int, cells: list[str], left: int) -> None:
        while self._next and self._next[0][0] <= row:
            (at, column), digits = self._next
            place = column - left
            if at == row and 0 <= place < len(cells) and cells[place].isdigit():
                cells[place] = cells[place].zfill(digits)
            self._next = next(self._cells, None)


Span = tuple[Place, Place]
"""The first cell of those that are merged, and the last."""


class _Tall:
    """Cells that are merged over several rows; told row after row."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, reverse=True)
        self._open: dict[int, tuple[int, str]] = {}
        """By column, the last row and what it says."""

    def fill(self, row: int, cells: list[str], left: int) -> None:
        """Say it again in a row that says something of its own."""
        has_own = any(cells)
        for column, (last, said) in list(self._open.items()):
            if row > last:
                del self._open[column]
            elif has_own:
                cells += [""] * (column + 1 - len(cells))
                cells[column] = cells[column] or said
        while self._spans and self._spans[-1][0][0] <= row:
            (at, column), (last, _) = self._spans.pop()
            place = column - left
            if at == row and 0 <= place < len(cells) and cells[place]:
                self._open[place] = last, cells[place]


def told(cell: object) -> str:
    """What a cell says, as text."""
    match cell:
        case str():
            return cell.strip()
        case bool():
            return "yes" if cell else "no"
        case float() if not math.isfinite(cell):
            return NoResult("#NUM!")
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
        case dt.datetime():
            midnight = cell.time() == dt.time()
            return cell.date().isoformat() if midnight else cell.isoformat(" ", _exact(cell))
        case dt.time():
            return cell.isoformat(_exact(cell))
        case dt.timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
    return str(cell)


def _exact(moment: dt.datetime | dt.time) -> str:
    """How far a time is told; most say no seconds."""
    return "seconds" if moment.second else "minutes"
