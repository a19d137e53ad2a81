"""A table of :mod:`screens.columns` with a cursor, laid out for the width it is painted in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text as Label
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey

from screens.columns import TableColumn, TableLines, TableRow

_PADDING = 1
"""Cells on both sides of a row."""


class Table(DataTable["_Line"]):
    """Each of its rows is one cell of Textual's table, drawn when it is painted: only then is
    the width known, and only then is it right after every change of the window's."""

    DEFAULT_CSS = "Table { overflow-x: hidden; }"

    def __init__(self, id: str | None = None, header: bool = True) -> None:
        super().__init__(id=id, cursor_type="row", show_header=header, cell_padding=_PADDING)
        self.lines = TableLines((), ())
        """What is shown."""
        self._laid_for: tuple[TableLines, int] | None = None

    def fill(self, columns: Sequence[TableColumn], rows: Sequence[TableRow]) -> None:
        """Show these rows. The cursor stays in its place."""
        self.lines = TableLines(columns, rows)
        kept = self.cursor_row
        if not self.columns:
            self.add_column("", width=1)
        if self.row_count > len(rows):
            self.clear()
        for place in range(self.row_count, len(rows)):
            self.add_row(_Line(self, place))
        if rows:
            self.move_cursor(row=min(kept, len(rows) - 1), animate=False)
            # What stands under the cursor may be something else now.
            (under,) = self.ordered_rows[self.cursor_row : self.cursor_row + 1]
            self.post_message(self.RowHighlighted(self, self.cursor_row, under.key))
        self._clear_caches()

    @property
    def room(self) -> int:
        """Cells of a line; that of the scroll bar is left free."""
        return max(self.size.width - self.styles.scrollbar_size_vertical - 2 * _PADDING, 1)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Painting is when the width is known."""
        if self.columns and self._laid_for != (self.lines, self.room):
            self._laid_for = (self.lines, self.room)
            (column,) = self.ordered_columns
            column.width = self.room
            column.label = Label(self.lines.head(self.room).plain, no_wrap=True)
            self._update_count += 1
        return super().render_lines(crop)

    def _update_dimensions(self, new_rows: Iterable[RowKey]) -> None:
        """Nothing is measured, and nothing goes over the edge: a row is a line. Of two
        thousand rows that would take a second."""
        super()._update_dimensions(())


class _Line:
    """A row, as Textual's table holds it."""

    def __init__(self, table: Table, place: int) -> None:
        self.table, self.place = table, place

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = self.table.lines
        if self.place < len(lines.rows):
            yield lines.line(self.place, self.table.room)
