"""The people of a roster, row by row: who is found, who is selected, whose row flashes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.coordinate import Coordinate

from kiosk.desk.roster import Roster, RosterRow
from kiosk.words import Words
from screens import roster_rows
from screens.table import Table

_NAME = 1
"""The column that gives way where there is little room."""


class RosterTable(Table):
    """Keeps its cursor on a person, wherever their row goes."""

    def __init__(self) -> None:
        super().__init__(id="roster-table")
        self.rows_shown: list[RosterRow] = []
        self.noted: frozenset[str] = frozenset()
        """Of whom there is a note."""
        self.chosen: set[str] = set()
        """Who is selected: a mark is for all of them."""
        self.flashing: str | None = None
        """Who was checked in just now."""

    def show(self, found: Roster, typed: str, words: Words) -> None:
        """Whose name or number has every word that was typed."""
        wanted = self.flashing or self.under
        self.rows_shown = roster_rows.fitting(found.rows, typed)
        lines = []
        for row in self.rows_shown:
            who = row.attendee.id
            signs = who == self.flashing, who in self.chosen, who in self.noted
            lines.append(roster_rows.cells(found, row, words, *signs))
        heads = roster_rows.heads(words)
        if not self._mend(heads, lines):
            self.fill(heads, lines, grows=_NAME)
        for index, row in enumerate(self.rows_shown):
            if row.attendee.id == wanted:
                self.move_cursor(row=index, scroll=True)
                return

    def _mend(self, heads: Sequence[str], lines: Sequence[Sequence[Content]]) -> bool:
        """Draw only the cells that are other now: of thousands of rows a mark changes one.
        Whether that was enough."""
        if len(lines) != len(self._lines) or heads != self._heads or not self.row_count:
            return False
        room = [column.width for column in self.ordered_columns]
        other = [
            (row, place, cell)
            for row, (line, known) in enumerate(zip(lines, self._lines, strict=True))
            for place, (cell, was) in enumerate(zip(line, known, strict=True))
            if not cell.is_same(was)
        ]
        if any(cell.cell_length > room[place] for _, place, cell in other if place != _NAME):
            return False
        for row, place, cell in other:
            if cell.cell_length > room[place]:
                cell = cell.truncate(room[place], ellipsis=True)
            self.update_cell_at(Coordinate(row, place), cell)
        self._lines = lines
        return True

    @property
    def row(self) -> RosterRow | None:
        """The one under the cursor."""
        index = self.cursor_row
        return self.rows_shown[index] if 0 <= index < len(self.rows_shown) else None

    @property
    def under(self) -> str | None:
        """The id of the person under the cursor."""
        return self.row.attendee.id if self.row else None

    def marked(self, found: Roster) -> list[str]:
        """Whom a mark is for: everybody selected, else the person under the cursor."""
        chosen = [row.attendee.id for row in found.rows if row.attendee.id in self.chosen]
        return chosen or ([self.under] if self.under else [])

    def keep(self, found: Roster, noted: frozenset[str]) -> None:
        """What was read again: who is no longer there is not selected, and nobody is once
        it is closed."""
        self.noted = noted
        self.chosen &= {row.attendee.id for row in found.rows if not found.closing}
