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
from kiosk.wording import named, titled
from kiosk.words import Words
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
        heads = (
            words("Room"),
            words("Name"),
            words.context("head", "Local"),
            words("Since"),
            words("Workshop"),
        )
        self.table.fill(heads, lines, grows=4)
        self.table.display = bool(lines)
        empty = "" if lines else words("Nobody is checked in to a session that runs now.")
        self.query_one("#sessions-empty", Static).update(Content(empty))

    def _line(self, here: Here, room: str, words: Words) -> tuple[str, ...]:
        since = words.time(here.since.astimezone(here.sitting.zone))
        what = titled(here.sitting, words)
        return room, named(here.attendee, words), here.attendee.local, since, what

    @work(exclusive=True, group="print")
    async def action_print(self) -> None:
        title = self.app.words("Print who is here")
        said = await printed(self.app, title, "present", partial(who_is_here, self.app))
        if said:
            self.say(said)

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()

    def scanned(self, code: str) -> None:
        self.check_in(code, self.app.served)
