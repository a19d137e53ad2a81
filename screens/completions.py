"""Who completed what: filters on top, the rows, and why the highlighted one is so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, DataTable, Input, Static

from kiosk.desk import explaining, overview, people
from kiosk.desk.overview import Line, Stand, Wanted
from kiosk.errors import ForPeople
from kiosk.model import Staff, text
from kiosk.wording import named
from screens.certificates import give
from screens.certificates_issued import look_over
from screens.choose import ChooseScreen, Pick, among
from screens.choose_file import shown
from screens.completion_rows import cells, heads, key, offered
from screens.dialog import press
from screens.drawing import cut
from screens.export import ExportScreen
from screens.grounds import why
from screens.host import DayChanged
from screens.ruling import decide
from screens.scan_input import ScanInput
from screens.signs import stand_count, stand_word
from screens.staff import ROOMY, StaffScreen
from screens.table import Table

MOST = 300
"""Rows drawn at once, in a quarter of a second; filters reach all of them."""
_TYPED_SECONDS = 0.12
"""After the last letter the rows are drawn: they take longer than a letter."""
_AGAIN_SECONDS = 3.0
"""What others record meanwhile is read at most so often; everyone's completions are more
than one row of a roster."""

STANDS = (None, *Stand)


class CompletionsScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "completions.tcss"]
    PLACE = "completions"
    LESSER = ("decide",)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", "Find"),
        Binding("s", "stand", "Status"),
        Binding("o", "narrow", "Workshop"),
        Binding("e", "export", "Export"),
        Binding("c", "certificates", "Certificates"),
        Binding("i", "issued", "Issued"),
        Binding("d", "decide", "Decide"),
        Binding("down", "rows", show=False),
    ]

    find = getters.query_one("#find", ScanInput)
    table = getters.query_one(Table)

    def __init__(self, staff: Staff) -> None:
        super().__init__(staff)
        self._lines: list[Line] = []
        self._shown: list[Line] = []
        self._wanted = Wanted()
        self._revision = -1
        self._timer: Timer | None = None
        self._again: Timer | None = None

    def body(self) -> ComposeResult:
        words = self.app.words
        with Horizontal(id="filters"):
            yield ScanInput(words("Find a name, workshop or local"), id="find")
            yield press("stand", "")
            yield press("narrow", "")
        with Horizontal(id="lists"):
            yield Table(id="rows")
            yield Static(id="empty", markup=False)
            with VerticalScroll(id="why-scroll"):
                yield Static(id="why", markup=False)

    def on_mount(self) -> None:
        self.titled(self.app.words("Completions"))
        self.table.focus()
        self._say_filters()
        self._read()

    # ---- reading

    def on_screen_resume(self) -> None:
        if self._lines and self.app.snapshot.revision != self._revision:
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
            if not self._lines:
                words = self.app.words
                said = words("Reading {number} of {count}…", number=number, count=len(workshops))
                self._title(said)
            lines += await self.app.ask(overview.of_workshop, workshop)
        self._lines = overview.by_name(lines)
        self._draw()

    # ---- drawing

    def _draw(self) -> None:
        """Show the rows that fit, with the cursor where it was."""
        words = self.app.words
        under = self._under_cursor()
        found = overview.narrowed(self._lines, self._wanted)
        self._shown, more = found[:MOST], len(found) - MOST
        today, narrow = self.app.local_now().date(), self.table.size.width < ROOMY
        self.table.fill(
            heads(words), [cells(x, words, today, narrow) for x in self._shown], grows=3
        )
        keys = [key(line) for line in self._shown]
        if under in keys:
            self.table.move_cursor(row=keys.index(under), animate=False)
        each = Counter(line.stand for line in found)
        counts = ", ".join(stand_count(stand, each[stand], words) for stand in Stand)
        if more > 0:
            said = words("the first {n} of {all}", n=MOST, all=len(found))
            counts = words("{one}; {other}", one=said, other=counts)
        self.titled(
            Content.assemble(words("Completions"), (f"   {counts}", "not bold $text-muted"))
        )
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
        if self._lines:
            return words("Nothing fits these filters. Esc takes them away.")
        return words(
            "Nobody is registered for anything yet. Bring in sessions and people in Set-up (F8)."
        )

    def _say_filters(self) -> None:
        words = self.app.words
        wanted = self._wanted
        stand = words.context("status", "all")
        if wanted.stand:
            stand = stand_word(wanted.stand, words)
        where = words.context("workshop", "all")
        for line in self._lines:
            if line.row.workshop.id == wanted.workshop or line.row.offering.id == wanted.offering:
                where = cut(text(line.row.workshop.title, words.language), 14).rstrip()
                break
        for name, label in (
            ("stand", words("Status: {what}", what=stand)),
            ("narrow", words("Workshop: {what}", what=where)),
        ):
            button = self.query_one(f"#press-{name}", Button)
            button.label = Content(label)
            button.refresh(layout=True)

    def on_resize(self, event: events.Resize) -> None:
        if self._lines:
            self.call_after_refresh(self._draw)

    # ---- the highlighted row

    def _under_cursor(self) -> tuple[str, str] | None:
        index = self.table.cursor_row
        return key(self._shown[index]) if 0 <= index < len(self._shown) else None

    @on(DataTable.RowHighlighted)
    def _highlighted(self) -> None:
        self._explain()

    @work(exclusive=True, group="why")
    async def _explain(self) -> None:
        panel = self.query_one("#why", Static)
        index = self.table.cursor_row
        if not 0 <= index < len(self._shown):
            panel.update(Content())
            return
        line = self._shown[index]
        grounds = await self.app.ask(explaining.grounds, line.row.offering.id, line.row.attendee.id)
        today = self.app.local_now().date()
        panel.update(why(line, grounds, self.app.words, today, self.has_class("-roomy")))
        self.query_one("#why-scroll").scroll_home(animate=False)

    # ---- filters

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_TYPED_SECONDS, self._search)

    def _search(self) -> None:
        self._wanted = replace(self._wanted, typed=self.find.value)
        self._draw()

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

    def action_find(self) -> None:
        self.find.focus()

    def action_stand(self) -> None:
        place = STANDS.index(self._wanted.stand) + 1
        self._wanted = replace(self._wanted, stand=STANDS[place % len(STANDS)])
        self._say_filters()
        self._draw()

    def action_narrow(self) -> None:
        words = self.app.words
        lines = offered(self._lines, words, self.app.local_now().date())
        everything = Pick("", Content(words("All workshops")))
        chooser = ChooseScreen(words("Which workshop?"), among([everything, *lines]))
        self.app.push_screen(chooser, self._narrowed)

    def _narrowed(self, value: str | None) -> None:
        if value is None:
            return
        kind, _, found = value.partition(" ")
        self._wanted = replace(
            self._wanted,
            workshop=found if kind == "w" else None,
            offering=found if kind == "o" else None,
        )
        self._say_filters()
        self._draw()

    def action_back(self) -> None:
        """From filters to all rows; from all rows to the kiosk."""
        if self._wanted == Wanted() and not self.find.value:
            super().action_back()
            return
        self.find.value = ""
        self._wanted = Wanted()
        self._say_filters()
        self._draw()
        self.table.focus()

    # ---- deciding

    @work(exclusive=True, group="decide")
    async def action_decide(self) -> None:
        """Grant or refuse the highlighted one, whatever the rule says."""
        index = self.table.cursor_row
        if not 0 <= index < len(self._shown):
            return
        try:
            said = await decide(self.app, self.staff, self._shown[index].row)
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
        rows = [line.row for line in overview.narrowed(self._lines, self._wanted)]
        said, wrong = await give(self.app, self.staff, rows)
        if said:
            self.say(said, wrong)

    @work(exclusive=True, group="certificates")
    async def action_issued(self) -> None:
        """Look at those that were issued; revoke one."""
        said = await look_over(self.app, self.staff, self._wanted.workshop)
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
        found = overview.narrowed(self._lines, self._wanted)
        if not found:
            self.say(words("There is nothing to write."), wrong=True)
            return
        name = f"completions-{self.app.local_now():%Y-%m-%d}"
        self.app.push_screen(ExportScreen(found, name, words), self._exported)

    def _exported(self, path: Path | None) -> None:
        if path:
            self.say(self.app.words("Written: {path}", path=shown(path, is_folder=False)))
