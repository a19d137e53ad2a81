"""Tables that are XLSX: gone through as an archive first, then read cell by cell.

What a cell says is told in the one way that cannot be taken for anything else: a day as
2026-04-10, a whole number without its point. Formulas are never worked out: what counts
is what the spreadsheet last saved as their result.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.files.archives import checked, no_workbook
from kiosk.files.parts import Place
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
            lines = _lines(path, sheet, book.without.get(known.name, {}))
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


def _lines(path: Path, sheet: CalamineSheet, without: Mapping[Place, NoResult]) -> Iterator[Line]:
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
            for column, said in marked.get(number, {}).items():
                cells += [""] * (column + 1 - len(cells))
                cells[column] = said
            if not any(cells):
                cells = []
            elif number > MOST_ROWS + 1:
                raise too_many_rows(path)
            yield number, cells


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
