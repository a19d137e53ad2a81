"""Everything that was done to a person: by whom, when, at which kiosk, from what to what."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Static

from kiosk.desk import done_to
from kiosk.desk.done_to import Deed
from kiosk.errors import ForPeople
from kiosk.model import Attendee, Staff
from kiosk.wording import named
from kiosk.words import Words
from screens.columns import WHOLE, TableColumn, make_row
from screens.drawing import session_marks
from screens.history_words import what, where, whole
from screens.staff import StaffScreen
from screens.table import Table


class HistoryScreen(StaffScreen):
    CSS_PATH: ClassVar = ["staff.tcss", "history.tcss"]
    PLACE = "people"

    table = getters.query_one(Table)

    def __init__(self, staff: Staff, person: Attendee) -> None:
        super().__init__(staff)
        self._person = person
        self._deeds: list[Deed] = []

    def body(self) -> ComposeResult:
        yield Table()
        with VerticalScroll(id="deed-scroll", can_focus=False):
            yield Static(id="deed", markup=False)

    def on_mount(self) -> None:
        words = self.app.words
        self.titled(words("What was done: {name}", name=named(self._person, words)))
        self.table.focus()
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """The files are read beside the store's thread: scans do not wait for it."""
        self.say(self.app.words("One moment…"))
        try:
            ids = await self.app.ask(done_to.ids, self._person.id)
            desk = await self.app.desk.open()
            found = await asyncio.to_thread(done_to.entries, desk, ids)
            self._deeds = await self.app.ask(done_to.told, ids, found)
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)
            return
        self.say("")
        self._draw()

    def _draw(self) -> None:
        words = self.app.words
        lines = [
            make_row(
                self._when(deed.at, words),
                " · ".join(filter(None, (what(deed, words), where(deed, words)))),
                self._by(deed, words),
                marks=self._marks(deed, words),
            )
            for deed in self._deeds
        ]
        columns = (
            TableColumn(words("When"), least=WHOLE),
            TableColumn(words("What"), weight=3, least=20, takes_rest=True, takes_mark=True),
            TableColumn(words("By")),
        )
        self.table.fill(columns, lines)
        self._tell()

    def _marks(self, deed: Deed, words: Words) -> tuple[str, ...]:
        """The second it was recorded, and which of two that are called the same it was in."""
        second = f"  {deed.at.astimezone(self.app.snapshot.zone):%H:%M:%S}"
        where = session_marks(deed.sitting, words) if deed.sitting else ()
        offering = deed.after.get("offering") or deed.before.get("offering") or ""
        return (second, *where, f"  {offering}" if offering else "", f"  {deed.kiosk}")

    def _when(self, moment: dt.datetime, words: Words) -> str:
        local = moment.astimezone(self.app.snapshot.zone)
        day = words.date(local.date(), self.app.local_now().date())
        return f"{day} {words.time(local)}"

    def _by(self, deed: Deed, words: Words) -> str:
        """At the kiosk people do it themselves; what is brought in nobody does by name."""
        if deed.by:
            return deed.by
        return words("themselves") if deed.what in ("check_in", "departure", "void") else "–"

    @on(DataTable.RowHighlighted)
    def _tell(self) -> None:
        """All of what is under the cursor."""
        index, words = self.table.cursor_row, self.app.words
        if not 0 <= index < len(self._deeds):
            self.query_one("#deed", Static).update(Content())
            return
        deed = self._deeds[index]
        recorded = words(
            "recorded {time} at kiosk {kiosk}, by {name}",
            time=self._when(deed.at, words),
            kiosk=deed.kiosk,
            name=self._by(deed, words),
        )
        first, *rest = whole(deed, words)
        if deed.what in ("check_in", "departure"):
            rest.append(words("speaks of {time}", time=self._when(deed.time, words)))
        said = Content.assemble((first, "bold"), *(f"\n{line}" for line in rest))
        self.query_one("#deed", Static).update(
            Content.assemble(said, "\n", (recorded, "$text-muted"))
        )
        self.query_one("#deed-scroll").scroll_home(animate=False)

    def go_back(self) -> None:
        self.dismiss()
