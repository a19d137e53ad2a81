"""Who is here now, by room: one key away, and on paper, for an evacuation."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from kiosk.desk import present
from kiosk.desk.present import Here, Present
from kiosk.wording import named
from kiosk.words import Words
from screens.abbreviation import number_cell
from screens.columns import WHOLE, TableColumn, TableRow, make_row
from screens.drawing import person_marks, title_cell
from screens.host import DayChanged
from screens.print_form import printed, who_is_here
from screens.staff import StaffScreen
from screens.table import Table


class PresentScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "sessions.tcss"]
    PLACE: ClassVar[str] = "sessions"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("p", "print", "Print")]

    table = getters.query_one(Table)

    def body(self) -> ComposeResult:
        yield Table()
        yield Static(id="sessions-empty", markup=False)

    def on_mount(self) -> None:
        self.table.focus()
        self._read()

    @on(DayChanged)
    def _changed(self) -> None:
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        self._draw(await self.app.ask(present.present), self.app.words)

    def _draw(self, found: Present, words: Words) -> None:
        count = words.plural("{n} person is here now", "{n} people are here now", found.count)
        counts = [(room.name or "–", len(room.people)) for room in found.rooms]
        if found.online:
            counts.append((words("Online"), len(found.online)))
        rooms = [words("{room}: {n}", room=room, n=n) for room, n in counts]
        self.titled("   ".join((count, *rooms)))
        lines = [
            self._line(here, room.name or "–", words)
            for room in found.rooms
            for here in room.people
        ]
        lines += [self._line(here, words("Online"), words) for here in found.online]
        columns = (
            TableColumn(words("Room")),
            TableColumn(words("Name"), weight=2, least=16, takes_mark=True),
            TableColumn(words.context("head", "Local"), least=10),
            TableColumn(words("Since"), least=WHOLE),
            TableColumn(words("Workshop"), weight=2, least=14, priority=1, takes_rest=True),
        )
        self.table.fill(columns, lines)
        self.table.display = bool(lines)
        empty = "" if lines else words("Nobody is checked in to a session that runs now.")
        self.query_one("#sessions-empty", Static).update(Content(empty))

    def _line(self, here: Here, room: str, words: Words) -> TableRow:
        since = words.time(here.since.astimezone(here.sitting.zone))
        name, local = named(here.attendee, words), number_cell(here.attendee.local)
        what = title_cell(here.sitting, words)
        marks = person_marks(here.attendee)
        return make_row(number_cell(room), name, local, since, what, marks=marks)

    @work(exclusive=True, group="print")
    async def action_print(self) -> None:
        title = self.app.words("Print who is here")
        said = await printed(self.app, title, "present", partial(who_is_here, self.app))
        if said:
            self.say(said)

    def go_back(self) -> None:
        self.dismiss()

    def scanned(self, code: str) -> None:
        self.check_in(code, self.app.served)
