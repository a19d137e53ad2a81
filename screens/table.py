"""A table whose columns are as wide as what is in them; one gives way, or takes the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text as Label
from textual.content import Content
from textual.events import Resize
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey

_GAP = 2
_NARROWEST = 8


class Table(DataTable[Content]):
    """Filled whole each time: a few hundred rows cost less than keeping track."""

    def __init__(self, id: str | None = None, header: bool = True) -> None:
        super().__init__(id=id, cursor_type="row", show_header=header, cell_padding=_GAP // 2)
        self._heads: Sequence[str] = ()
        self._lines: Sequence[Sequence[Content]] = ()
        self._grows = 0
        self._laid_for = 0

    def fill(
        self, heads: Sequence[str], rows: Sequence[Sequence[str | Content]], grows: int
    ) -> None:
        """Show rows; the column ``grows`` gets the width that the others leave. The cursor
        stays in its place."""
        self._heads, self._grows = heads, grows
        self._lines = [
            [Content(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
        ]
        self._lay()

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        """Nothing is measured: every column was given its width, and a row is a line. Of two
        thousand rows that would take a second."""
        super()._update_dimensions(())

    def on_resize(self, event: Resize) -> None:
        # Not when only the scroll bar came or went: that would lay it out for ever.
        if self.outer_size.width != self._laid_for:
            self._lay()

    def _lay(self) -> None:
        if not self._heads:
            return
        widths = [len(head) for head in self._heads]
        for row in self._lines:
            widths = [max(w, cell.cell_length) for w, cell in zip(widths, row, strict=True)]
        others = sum(widths) - widths[self._grows] + _GAP * len(widths)
        self._laid_for = self.outer_size.width
        room = self._laid_for - others - self.styles.scrollbar_size_vertical
        widths[self._grows] = max(min(room, max(widths[self._grows], room)), _NARROWEST)
        kept = self.cursor_row
        self.clear(columns=True)
        for head, width in zip(self._heads, widths, strict=True):
            self.add_column(Label(head), width=width)
        for row in self._lines:
            cells = list(row)
            cell = cells[self._grows]
            if cell.cell_length > widths[self._grows]:
                cells[self._grows] = cell.truncate(widths[self._grows], ellipsis=True)
            self.add_row(*cells)
        if self._lines:
            self.move_cursor(row=min(kept, len(self._lines) - 1), animate=False)
