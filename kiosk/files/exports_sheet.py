"""XlsxWriter's sheet with a shorter way for the cells that nearly all are.

Most of the time of a long workbook goes into what each cell is looked through for. A number,
and a text in which nothing has to be escaped, are written here as the library would write
them; every other cell is left to it. ``_write_cell`` is no public method: where a newer
version does not call it the file is the same, only later, and
``tests/files/test_exports_xlsx.py`` compares the two byte by byte.
"""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_PLAIN = re.compile(r'(?!\s)[^\x00-\x1f&<>"_\ufffe\uffff]+(?<!\s)').fullmatch
"""Nothing to escape, and no space at either end."""


class Sheet(Worksheet):  # type: ignore[misc]
    """Nothing on it has the format of a row or a column."""

    def __init__(self) -> None:
        super().__init__()
        self._letters: list[str] = []

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = cell.__class__.__name__
        if kind == "String" and self.constant_memory and _PLAIN(cell.string):
            said = f' t="inlineStr"><is><t>{cell.string}</t></is></c>'
        elif kind in ("Number", "Datetime"):
            said = f"><v>{cell.number:.16G}</v></c>"
        else:
            super()._write_cell(row, col, cell)
            return
        while col >= len(self._letters):
            self._letters.append(xl_col_to_name(len(self._letters)))
        style = f' s="{cell.format._get_xf_index()}"' if cell.format else ""
        self.fh.write(f'<c r="{self._letters[col]}{row + 1}"{style}{said}')
