"""XlsxWriter's sheet with a shorter way for long tables.

Most of the time of a long workbook goes into what each cell is looked through for, and nearly
every value of a column stands in many rows. So each is written once, by the library, and what
it wrote is put into every row that has it. This needs some of what is not public in the
library: a version that is made otherwise writes the same file, only later, and
``tests/files/test_exports_xlsx.py`` compares the two byte by byte.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet


class Sheet(Worksheet):  # type: ignore[misc]
    """Nothing on it has the format of a row or a column."""

    previous_row: int
    """The library's own: the row that is being written; those before it are."""
    fh: Any
    """The library's own: where rows go."""

    def is_as_known(self) -> bool:
        """Whether the library has what the shorter way needs."""
        needed = ("constant_memory", "previous_row", "table", "fh", "_write_single_row")
        return all(hasattr(self, name) for name in needed) and self.constant_memory

    def begin_rows(self) -> None:
        """What was written so far is done with; only rows follow."""
        self._write_single_row(self.previous_row + 1)

    def cell(self, write: Callable[[int, int, Any], None], value: Any) -> str:
        """What the library writes of a cell behind its place.

        Args:
            write: puts a value into a row and a column.
        """
        row = self.previous_row
        write(row, 0, value)
        held = self.table[row].pop(0)
        file, self.fh = self.fh, io.StringIO()
        try:
            self._write_cell(row, 0, held)
            said: str = self.fh.getvalue()
        finally:
            self.fh = file
        return said.removeprefix(f'<c r="A{row + 1}"')

    def add_rows(self, columns: Sequence[Iterable[str]]) -> None:
        """Rows of cells as :meth:`cell` gives them; of what is empty there is none."""
        places = [f'<c r="{xl_col_to_name(place)}' for place in range(len(columns))]
        row = self.previous_row
        for cells in zip(*columns, strict=True):
            row += 1
            held = "".join(
                [f'{place}{row}"{cell}' for place, cell in zip(places, cells, strict=True) if cell]
            )
            if held:
                self.fh.write(f'<row r="{row}">{held}</row>')
                self._check_dimensions(row - 1, 0)
        self.previous_row = row
