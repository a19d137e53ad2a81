"""Who completed what: filters on top, the rows, and why the highlighted one is so."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, DataTable, Static

from kiosk.desk import people
from kiosk.desk.completing import overview
from kiosk.desk.completing.overview import Line
from kiosk.errors import ForPeople
from kiosk.model import Staff
from kiosk.wording import named
from screens.certificates import give
from screens.certificates_issued import look_over
from screens.choose_file import shown
from screens.completion_filters import Filters
from screens.completion_rows import columns, counts, drawn, key
from screens.completion_why import Why
from screens.export import ExportScreen
from screens.host import DayChanged
from screens.ruling import decide
from screens.scan_input import ScanInput
from screens.staff import StaffScreen
from screens.table import Table

MOST = 300
"""Rows drawn at once, in a quarter of a second; filters reach all of them."""
_AGAIN_SECONDS = 3.0
"""What others record meanwhile is read at most so often; everyone's completions are more
than one row of a roster."""


class CompletionsScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "completions.tcss"]
    PLACE = "completions"
    LESSER = ("decide",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find", priority=True),
        Binding("s", "stand", "Status"),
        Binding("o", "narrow", "Workshop"),
        Binding("e", "export", "Export"),
        Binding("c", "certificates", "Certificates"),
        Binding("i", "issued", "Issued"),
        Binding("d", "decide", "Decide"),
        Binding("down", "rows", show=False),
    ]

    filters = getters.query_one(Filters)
    find = getters.query_one("#find", ScanInput)
    table = getters.query_one(Table)
    why = getters.query_one(Why)

    def __init__(self, staff: Staff) -> None:
        super().__init__(staff)
        self._shown: list[Line] = []
        self._revision = -1
        self._again: Timer | None = None

    def body(self) -> ComposeResult:
        yield Filters(self._draw)
        with Horizontal(id="lists"):
            yield Table(id="rows")
            yield Static(id="empty", markup=False)
            yield Why()

    def on_mount(self) -> None:
        self.titled(self.app.words("Completions"))
        self.table.focus()
        self._read()

    # ---- reading

    def on_screen_resume(self) -> None:
        if self.filters.lines and self.app.snapshot.revision != self._revision:
            self._read()

    @on(DayChanged)
    def _changed(self, event: DayChanged) -> None:
        if event.snapshot.revision != self._revision and self._again is None:
            self._again = self.set_timer(_AGAIN_SECONDS, self._read)

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        """Workshop after workshop, so that the door never waits for all of them."""
        self._revision, self._again = self.app.snapshot.revision, None
        lines: list[Line] = []
        workshops = await self.app.ask(overview.workshops)
        for number, workshop in enumerate(workshops, 1):
            if not self.filters.lines:
                words = self.app.words
                said = words("Reading {number} of {count}…", number=number, count=len(workshops))
                self._title(said)
            lines += await self.app.ask(overview.of_workshop, workshop)
        self.filters.lines = overview.by_name(lines)
        self._draw()

    # ---- drawing

    def _draw(self) -> None:
        """Show the rows that fit, with the cursor where it was."""
        words = self.app.words
        under = self._under_cursor()
        self._note_filters()
        found = self.filters.found
        self._shown, more = found[:MOST], len(found) - MOST
        today = self.app.local_now().date()
        self.table.fill(columns(words), [drawn(x, words, today) for x in self._shown])
        keys = [key(line) for line in self._shown]
        if under and key(under) in keys:
            self.table.move_cursor(row=keys.index(key(under)), animate=False)
        said = counts(found, words)
        if more > 0:
            first = words("the first {n} of {all}", n=MOST, all=len(found))
            said = words("{one}; {other}", one=first, other=said)
        self._title(said)
        self.table.display = bool(self._shown)
        empty = self.query_one("#empty", Static)
        empty.display = not self._shown
        empty.update(Content(self._why_empty()))
        self._explain()

    def _title(self, beside: str) -> None:
        title = self.app.words("Completions")
        self.titled(Content.assemble(title, (f"   {beside}", "not bold $text-muted")))

    def _why_empty(self) -> str:
        words = self.app.words
        if self.filters.lines:
            return words("Nothing fits these filters. Esc takes them away.")
        return words(
            "Nobody is registered for anything yet. Bring in sessions and people in Set-up (F8)."
        )

    def fit(self) -> None:
        self.why.draw()

    # ---- the highlighted row

    def _under_cursor(self) -> Line | None:
        index = self.table.cursor_row
        return self._shown[index] if 0 <= index < len(self._shown) else None

    @on(DataTable.RowHighlighted)
    def _explain(self) -> None:
        self.why.explain(self._under_cursor())

    # ---- filters

    @on(ScanInput.Entered)
    def _entered(self, event: ScanInput.Entered) -> None:
        """Enter and Tab go to the rows; the field keeps what was typed."""
        self.find.value = event.text
        self.find.cursor_position = len(event.text)
        self.table.focus()

    @on(ScanInput.Scanned)
    def _scanned(self, event: ScanInput.Scanned) -> None:
        self.scanned(event.code)

    def scanned(self, code: str) -> None:
        """A scan shows the completions of whose badge it is."""
        self._show_holder(code)

    @work(exclusive=True, group="holder")
    async def _show_holder(self, code: str) -> None:
        person = (await self.app.ask(people.holder, code)).attendee
        if person is None:
            self.say(self.app.words("This badge is tied to nobody here."), wrong=True)
            return
        self.find.value = person.member_number or person.name
        self.say(named(person, self.app.words))
        self.table.focus()

    def action_rows(self) -> None:
        self.table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """To the field, only from elsewhere."""
        return action != "find" or self.focused is not self.find

    def action_find(self) -> None:
        self.set_focus(self.find)  # at once: what is typed behind it is no key of the list

    def action_stand(self) -> None:
        self.filters.next_stand()

    def action_narrow(self) -> None:
        self.filters.choose_workshop()

    def action_back(self) -> None:
        self._note_filters()  # what was typed just now is one
        super().action_back()

    def _note_filters(self) -> None:
        """Each filter is something that is open."""
        for name, is_set in self.filters.each_set():
            if not is_set:
                self.closed(name)
            elif name not in self._opened:
                self.opened(name, partial(self._close_filter, name))

    def _close_filter(self, name: str) -> None:
        self.filters.clear(name)
        self.table.focus()

    # ---- deciding

    @work(exclusive=True, group="decide")
    async def action_decide(self) -> None:
        """Grant or refuse the highlighted one, whatever the rule says."""
        line = self._under_cursor()
        if line is None:
            return
        try:
            said = await decide(self.app, self.staff, line.row)
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)
            return
        if said:
            self.say(said)
            self._read()

    # ---- certificates

    @work(exclusive=True, group="certificates")
    async def action_certificates(self) -> None:
        """Issue and write those of what is shown."""
        words = self.app.words
        if not self.is_rep():
            self.say(words("Only a representative issues certificates."), wrong=True)
            return
        rows = [line.row for line in self.filters.found]
        said, wrong = await give(self.app, self.staff, rows)
        if said:
            self.say(said, wrong)

    @work(exclusive=True, group="certificates")
    async def action_issued(self) -> None:
        """Look at those that were issued; revoke one."""
        said = await look_over(self.app, self.staff, self.filters.workshop)
        if said:
            self.say(said)

    # ---- taking home

    @on(Button.Pressed)
    async def _pressed(self, event: Button.Pressed) -> None:
        name = (event.button.id or "").removeprefix("press-")
        self.table.focus()
        await self.run_action(f"screen.{name}")

    def action_export(self) -> None:
        words = self.app.words
        if not self.is_rep():
            self.say(words("Only a representative takes completions home."), wrong=True)
            return
        found = self.filters.found
        if not found:
            self.say(words("There is nothing to write."), wrong=True)
            return
        name = f"completions-{self.app.local_now():%Y-%m-%d}"
        self.app.push_screen(ExportScreen(found, name, words), self._exported)

    def _exported(self, path: Path | None) -> None:
        if path:
            self.say(self.app.words("Written: {path}", path=shown(path, is_folder=False)))
