"""Who was turned away at this laptop: for staff, when somebody asks them why."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from kiosk.desk import walk_ins
from kiosk.desk.door import Verdict
from kiosk.desk.walk_ins import TurnedAway
from kiosk.wording import named, told
from kiosk.words import Words
from screens.columns import WHOLE, RowMark, TableColumn, TableRow, make_row
from screens.drawing import person_marks
from screens.staff import StaffScreen
from screens.table import Table


class TurnedAwayScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "sessions.tcss"]
    PLACE: ClassVar[str] = "sessions"

    table = getters.query_one(Table)

    def body(self) -> ComposeResult:
        yield Table()
        yield Static(id="sessions-empty", markup=False)

    def on_mount(self) -> None:
        self.titled(self.app.words("Turned away at this laptop"))
        self.table.focus()
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        found = await self.app.ask(walk_ins.turned_away)
        words = self.app.words
        columns = (
            TableColumn(words("When"), least=WHOLE, takes_mark=True),
            TableColumn(words("Who"), least=16),
            TableColumn(words("What they were told"), weight=2, least=20, takes_rest=True),
        )
        self.table.fill(columns, [self._line(one, words) for one in found])
        self.table.display = bool(found)
        empty = "" if found else words("Nobody was turned away here.")
        self.query_one("#sessions-empty", Static).update(Content(empty))

    def _line(self, one: TurnedAway, words: Words) -> TableRow:
        at = one.at.astimezone(self.app.snapshot.zone)
        when = words.time(at)
        if at.date() != self.app.local_now().date():
            when = f"{words.day(at.date())} {when}"
        verdict = Verdict(one.outcome, one.at, one.attendee, one.sitting)
        who = named(one.attendee, words) if one.attendee else words("somebody")
        who_marks = person_marks(one.attendee) if one.attendee else ()
        marks = (RowMark(f":{at:%S}"), *(RowMark(mark, place=1) for mark in who_marks))
        return make_row(when, who, told(verdict, words).what, marks=marks)

    def go_back(self) -> None:
        self.dismiss()

    def scanned(self, code: str) -> None:
        self.check_in(code, self.app.served)
