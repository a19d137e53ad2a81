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
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.files.archives import checked, no_workbook
from kiosk.files.parts import Place
from kiosk.files.reading import NotThatFile
from kiosk.files.tables import MOST_ROWS, Grid, Layout, NoResult, too_many_rows

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_OLE = b"\xd0\xcf\x11\xe0"


def read_sheets(path: Path, content: bytes) -> Iterator[Grid]:
    """Each sheet that can be seen, in order.

    Raises:
        NotThatFile: it is no XLSX file, or nothing that should be opened.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum, ZipError

    if content.startswith(_OLE):
        raise NotThatFile(
            "{path} is an older Excel file, or locked with a password. Save it as .xlsx, "
            "without a password.",
            path=path,
        )
    book = checked(path, content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(book.archive))
        for known in workbook.sheets_metadata:
            if known.visible == SheetVisibleEnum.Visible:
                sheet = workbook.get_sheet_by_name(known.name)
                lines = tuple(_lines(path, sheet, book.without.get(known.name, {})))
                yield Grid(Layout(".xlsx", sheet=known.name), lines)
    except (CalamineError, ZipError, OSError, ValueError):
        raise no_workbook(path) from None
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise no_workbook(path) from None  # the reader itself gave up on it


def _lines(
    path: Path, sheet: CalamineSheet, without: Mapping[Place, NoResult]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that have anything, with their numbers.

    Args:
        without: cells that look empty to whoever reads them, and are not.
    """
    first = sheet.start[1] if sheet.start else 0
    marked: dict[int, dict[int, NoResult]] = {}
    for (at, column), said in without.items():
        if column >= first:
            marked.setdefault(at, {})[column - first] = said
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [told(cell) for cell in row]
        for column, said in marked.get(number - 1, {}).items():
            cells += [""] * (column + 1 - len(cells))
            cells[column] = said
        if any(cells):
            if number > MOST_ROWS + 1:
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
            return cell.date().isoformat() if midnight else cell.isoformat(" ", "minutes")
        case dt.time():
            return cell.isoformat("minutes")
        case dt.timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
    return str(cell)
