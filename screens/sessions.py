"""The staff's first place: the sessions of a day, and what was left unclosed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import DataTable, Static

from kiosk.desk import day, filling
from kiosk.desk.day import DayList, Listed
from kiosk.rules.schedule import SessionState
from kiosk.wording import place
from screens.abbreviation import number_cell
from screens.columns import WHOLE, TableColumn, make_row
from screens.drawing import hours, session_marks, standing, title_cell
from screens.host import DayChanged
from screens.present import PresentScreen
from screens.print_form import printed, sign_in_sheets
from screens.roster import RosterScreen
from screens.sessions_side import CELLS, SessionsSide
from screens.staff import StaffScreen
from screens.table import Table
from screens.turned_away import TurnedAwayScreen

_DAY = dt.timedelta(days=1)

_NOW = (SessionState.OPEN, SessionState.RUNNING)


def what_matters(rows: Sequence[Listed]) -> int:
    """The place of what staff most likely come for: what is open for check-in or runs, else
    what is over and nobody has closed, else what comes next; else the first. What is held
    in a room goes before what is held online, which is not at this door."""
    for states in (_NOW, (SessionState.ENDED,), (SessionState.UPCOMING,)):
        found = [index for index, row in enumerate(rows) if row.state in states]
        if found:
            return min(found, key=lambda index: rows[index].sitting.offering.online)
    return 0


class SessionsScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "sessions.tcss"]
    PLACE = "sessions"
    LESSER = ("print", "turned_away", "today")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", priority=False),
        Binding("left", "move(-1)", "Day before", priority=True),
        Binding("right", "move(1)", "Day after", priority=True),
        Binding("t", "today", "Today"),
        Binding("h", "present", "Who is here"),
        Binding("r", "turned_away", "Turned away"),
        Binding("p", "print", "Sign-in sheets"),
    ]

    table = getters.query_one(Table)

    def body(self) -> ComposeResult:
        with Horizontal():
            with Vertical(id="sessions-left"):
                yield Table()
                yield Static(id="sessions-empty", markup=False)
            yield SessionsSide()

    def on_mount(self) -> None:
        self._day: dt.date | None = None
        self._list: DayList | None = None
        self._rows: list[Listed] = []
        self._shown: dt.date | None = None
        self._read()

    def on_screen_resume(self) -> None:
        self._read()

    @on(DayChanged)
    def _changed(self) -> None:
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        side, found = self.query_one(SessionsSide), await self.app.ask(day.of_day, self._day)
        self._draw(found)
        if self.has_class("-roomy"):
            side.draw(await self.app.ask(filling.fillings, found.rows, CELLS))

    def fit(self) -> None:
        self._read()  # what stands beside the list is read only where there is room for it

    def _draw(self, found: DayList) -> None:
        words, under = self.app.words, self._under_cursor()
        self._list = found
        name = words.day(found.day)
        self.titled(words("Today, {day}", day=name) if self._day is None else name)
        self._rows = [*found.rows, *(found.unclosed if self._day is None else ())]
        lines = []
        for row in self._rows:
            sitting = row.sitting
            when = hours(sitting, words)
            if row in found.unclosed:
                when = words.day(sitting.start.astimezone(sitting.zone).date())
            state = (
                Content.styled(words("not closed"), "bold $text-warning")
                if row.state is SessionState.ENDED
                else standing(row, words)
            )
            cells = when, title_cell(sitting, words), number_cell(place(sitting, words)), state
            lines.append(make_row(*cells, marks=session_marks(sitting, words)))
        columns = (
            TableColumn(words("When"), least=WHOLE),
            TableColumn(words("Workshop"), weight=2, least=16, takes_rest=True, takes_mark=True),
            TableColumn(words("Room")),
            TableColumn(words("Present"), least=WHOLE),
        )
        self.table.fill(columns, lines)
        empty = "" if self._rows else words("No sessions on this day. ← and → go to another.")
        self.query_one("#sessions-empty", Static).update(Content(empty))
        self.table.display = bool(self._rows)
        self._place_cursor(under if self._shown == found.day else None)
        self._shown = found.day
        if self._rows and self.focused is None:
            self.table.focus()

    def _under_cursor(self) -> str | None:
        index = self.table.cursor_row
        return self._rows[index].sitting.id if 0 <= index < len(self._rows) else None

    def _place_cursor(self, session: str | None) -> None:
        """On the session it was on; on what matters now where it was on none of this day."""
        ids = [row.sitting.id for row in self._rows]
        if ids:
            row = ids.index(session) if session in ids else what_matters(self._rows)
            self.table.move_cursor(row=row, animate=False)

    def action_move(self, days: int) -> None:
        here = self._day or (self._list.day if self._list else None)
        if here:
            wanted = here + days * _DAY
            self._day = None if wanted == self.app.local_now().date() else wanted
            self._read()

    def action_today(self) -> None:
        self._day = None
        self._read()

    def action_present(self) -> None:
        if self.is_current:
            self.app.push_screen(PresentScreen(self.staff))

    @work(exclusive=True, group="print")
    async def action_print(self) -> None:
        title = self.app.words("Print sign-in sheets")
        said = await printed(self.app, title, "sign-in", partial(sign_in_sheets, self.app))
        if said:
            self.say(said)

    def action_turned_away(self) -> None:
        if self.is_current:
            self.app.push_screen(TurnedAwayScreen(self.staff))

    def action_open(self) -> None:
        self._open(self.table.cursor_row)

    @on(DataTable.RowSelected)
    def _selected(self, event: DataTable.RowSelected) -> None:
        self._open(event.cursor_row)  # the cursor may have gone on since

    def _open(self, index: int) -> None:
        if self.is_current and 0 <= index < len(self._rows):
            self.app.push_screen(RosterScreen(self.staff, self._rows[index].sitting.id))

    def scanned(self, code: str) -> None:
        """At the list a scan checks in as at the kiosk."""
        self.check_in(code, self.app.served)
