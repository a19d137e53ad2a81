"""The people of a roster, row by row: who is found, who is selected, whose row flashes."""

from __future__ import annotations

from kiosk.desk.roster import Roster, RosterRow
from kiosk.words import Words
from screens import roster_rows
from screens.table import Table


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
        self.fill(roster_rows.columns(words), lines)
        for index, row in enumerate(self.rows_shown):
            if row.attendee.id == wanted:
                self.move_cursor(row=index, scroll=True)
                return

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
