"""Tables that are XLSX: looked at as an archive first, then read cell by cell.

What a cell says is told in the one way that cannot be taken for anything else: a day as
2026-04-10, a whole number without its point. Formulas are never worked out: what counts
is what the spreadsheet last saved as their result.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kiosk.files.reading import NotThatFile
from kiosk.files.tables import MOST_COLUMNS, MOST_ROWS, Grid, Layout, too_many_rows

MOST_ENTRIES = 2_000
LARGEST_INSIDE = 200 * 1024 * 1024
"""Bytes of all that is packed in the file; a sheet of 100,000 people has about 40 MB."""
MOST_CELLS = 4_000_000
"""In the rectangle of a sheet: the reader makes room for each."""
_CHUNK = 256 * 1024
_OLE = b"\xd0\xcf\x11\xe0"
_REFERENCE = re.compile(rb'\br="([A-Z]{0,3})([0-9]{1,9})"')


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
    _look(path, content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.visible == SheetVisibleEnum.Visible:
                rows = workbook.get_sheet_by_name(sheet.name).iter_rows()
                yield Grid(Layout(".xlsx", sheet=sheet.name), tuple(_lines(path, rows)))
    except (CalamineError, ZipError, OSError, ValueError):
        raise _no_workbook(path) from None
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":
            raise
        raise _no_workbook(path) from None  # the reader itself gave up on it


def _lines(path: Path, rows: Iterable[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, 1):
        cells = [told(cell) for cell in row]
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


# ---- the archive


def _look(path: Path, content: bytes) -> None:
    """Look at what is packed in the file, before anything unpacks it.

    Raises:
        NotThatFile: it is broken, a zip bomb, or takes something from elsewhere.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _no_workbook(path) from None
    names = [entry.filename for entry in entries]
    if "xl/workbook.xml" not in names or len(set(names)) != len(names):
        raise _no_workbook(path)
    if len(entries) > MOST_ENTRIES:
        raise _bomb(path)
    left = LARGEST_INSIDE
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1:
            raise NotThatFile("{path} is locked with a password.", path=path)
        if (
            name.startswith("xl/externalLinks/")
            or stat.S_ISLNK(entry.external_attr >> 16)
            or name.startswith("/")
            or ".." in name.split("/")
        ):
            raise NotThatFile(
                "{path} takes cells from other files ({name}). Save a copy that has only values.",
                path=path,
                name=name[:80],
            )
        sheet = _Extent() if name.startswith("xl/worksheets/") else None
        for chunk in _unpacked(path, content, entry):
            left -= len(chunk)
            if left < 0:
                raise _bomb(path)
            if sheet:
                sheet.see(chunk)
        if sheet:
            sheet.check(path)


def _unpacked(path: Path, content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry as they come, however many it says that it has."""
    at = entry.header_offset
    head = content[at : at + 30]
    if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
        raise _no_workbook(path)
    at += 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = content[at : at + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise _no_workbook(path)
    inflate = zlib.decompressobj(-15)
    try:
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail
    except zlib.error:
        raise _no_workbook(path) from None


class _Extent:
    """How far the cells of a sheet reach: the reader makes room for the whole rectangle."""

    def __init__(self) -> None:
        self._rows = self._columns = 0
        self._rest = b""

    def see(self, chunk: bytes) -> None:
        seen = self._rest + chunk
        self._rest = seen[-40:]
        for letters, digits in set(_REFERENCE.findall(seen)):
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            self._columns = max(self._columns, column)
            self._rows = max(self._rows, int(digits))

    def check(self, path: Path) -> None:
        if self._rows > MOST_ROWS + 100 and self._columns:
            raise too_many_rows(path)
        if self._rows * self._columns > MOST_CELLS:
            raise NotThatFile("{path} has more than {most} columns.", path=path, most=MOST_COLUMNS)


def _no_workbook(path: Path) -> NotThatFile:
    return NotThatFile("{path} is not a spreadsheet (XLSX) that can be read.", path=path)


def _bomb(path: Path) -> NotThatFile:
    return NotThatFile(
        "{path} unpacks to more than {size} MB, or to too many parts.",
        path=path,
        size=LARGEST_INSIDE // 2**20,
    )
