"""A session's roster: live, marked by keyboard or mouse, and the way to closing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Concatenate, ParamSpec

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from kiosk.desk import closing, door, roster, walk_ins
from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Roster, RosterRow
from kiosk.errors import ForPeople
from kiosk.model import AttendanceStatus, Attendee, Staff
from kiosk.rules.names import fold
from kiosk.wording import named, place, titled, told, whom_told
from screens.closing import ClosingScreen
from screens.drawing import hours
from screens.host import DayChanged
from screens.reason import ReasonScreen
from screens.roster_side import RosterSide, counts
from screens.signs import how_word, sign
from screens.staff import StaffScreen
from screens.table import Table
from screens.walk_in import WhyForm, came_at, let_in

P = ParamSpec("P")

FLASH_SECONDS = 2.0


class RosterScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "roster.tcss"]
    PLACE = "sessions"
    LESSER = ("came", "take_back", "mark('excused')", "mark('absent')", "find")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark('present')", "Here", priority=False),
        Binding("l", "mark('late')", "Late"),
        Binding("e", "mark('excused')", "Excused"),
        Binding("x", "mark('absent')", "Absent"),
        Binding("w", "walk_in", "Walk-in"),
        Binding("t", "came", "Came at…"),
        Binding("u", "take_back", "Take back"),
        Binding("slash", "find", "Find"),
        Binding("c", "close", "Close"),
        Binding("o", "reopen", "Reopen"),
    ]

    table = getters.query_one(Table)
    find = getters.query_one("#roster-find", Input)

    def __init__(self, staff: Staff, session_id: str) -> None:
        super().__init__(staff)
        self.session_id = session_id
        self._roster: Roster | None = None
        self._rows: list[RosterRow] = []
        self._flash: str | None = None
        self._flash_timer: Timer | None = None
        self._refused: Attendee | None = None
        """Whom the door turned away here just now."""

    def body(self) -> ComposeResult:
        with Horizontal():
            with Vertical(id="roster-left"):
                yield Static(id="roster-counts", markup=False)
                yield Input(id="roster-find")
                yield Table(id="roster-table")
                yield Static(id="roster-empty", markup=False)
            yield RosterSide()

    def on_mount(self) -> None:
        words = self.app.words
        self.find.placeholder = words("Find by name or number")
        self.table.focus()
        self._read()

    @on(DayChanged)
    def _changed(self) -> None:
        self._read()

    def on_screen_resume(self) -> None:
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        self._roster = await self.app.ask(roster.read, self.session_id)
        self._draw()

    # ---- drawing

    def _draw(self) -> None:
        if self._roster is None:
            return
        words, sitting = self.app.words, self._roster.sitting
        day = words.day(sitting.start.astimezone(sitting.zone).date())
        where = place(sitting, words)
        self.titled(f"{titled(sitting, words)}   {day} {hours(sitting, words)}   {where}")
        under = self._under_cursor()
        self._rows = [row for row in self._roster.rows if self._fits(row)]
        lines = []
        for row in self._rows:
            at = words.time(row.at.astimezone(sitting.zone)) if row.at else ""
            name = Content(named(row.attendee, words))
            if row.attendee.id == self._flash:
                name = name.stylize("reverse bold")
            how = how_word(row.how, words)
            lines.append((sign(row.seen, words), name, row.attendee.local, at, how))
        heads = (
            words("Status"),
            words("Name"),
            words.context("head", "Local"),
            words("Time"),
            words("By"),
        )
        self.table.fill(heads, lines, grows=1)
        self._keep_cursor(under)
        empty = words("Nobody is registered for this session yet.")
        if self.find.value:
            empty = words("Nobody here has this name or number.")
        self.query_one("#roster-empty", Static).update(Content("" if self._rows else empty))
        self.query_one("#roster-counts", Static).update(counts(self._roster, words, "   "))
        self.query_one(RosterSide).draw(self._roster)
        self.refresh_bindings()

    def _fits(self, row: RosterRow) -> bool:
        wanted = fold(self.find.value).split()
        name = fold(f"{row.attendee.name} {row.attendee.member_number}")
        return all(word in name for word in wanted)

    def _under_cursor(self) -> str | None:
        row = self._row()
        return row.attendee.id if row else None

    def _keep_cursor(self, attendee: str | None) -> None:
        wanted = self._flash or attendee
        for index, row in enumerate(self._rows):
            if row.attendee.id == wanted:
                self.table.move_cursor(row=index, scroll=True)
                return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now stands in the footer."""
        closed = bool(self._roster and self._roster.closing)
        if action in ("mark", "close", "walk_in", "came", "take_back"):
            return not closed
        return closed if action == "reopen" else True

    # ---- finding

    def action_find(self) -> None:
        self.find.add_class("-open")
        self.find.focus()

    @on(Input.Changed, "#roster-find")
    def _filtered(self) -> None:
        self._draw()

    @on(Input.Submitted, "#roster-find")
    def _found(self) -> None:
        self.table.focus()

    def action_back(self) -> None:
        if self.find.has_class("-open"):
            self.find.value = ""
            self.find.remove_class("-open")
            self.table.focus()
        elif self.is_current:
            self.dismiss()

    # ---- marking

    def action_mark(self, status: str) -> None:
        attendee = self._under_cursor()
        if attendee:
            self._mark(attendee, AttendanceStatus(status))

    @work
    async def _mark(self, attendee: str, status: AttendanceStatus) -> None:
        if await self._did(roster.mark, self.session_id, attendee, status, self.staff):
            self._read()
            self.app.read_day()

    async def _did(
        self, act: Callable[Concatenate[Desk, P], object], *args: P.args, **kwargs: P.kwargs
    ) -> bool:
        """Whether the desk did it; else why not is said."""
        try:
            await self.app.ask(act, *args, **kwargs)
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)
            return False
        self.say("")
        return True

    # ---- scans

    def scanned(self, code: str) -> None:
        self.check_in(code, frozenset({self.session_id}))

    def checked_in(self, verdict: door.Verdict) -> None:
        """Show whose row it is; or keep who was turned away, for the next key."""
        self._refused = verdict.attendee if verdict.outcome.is_refusal else None
        if self._refused:
            words = self.app.words
            then = words("W lets them in all the same.")
            what = f"{told(verdict, words).what} {then}"
            said = words("{name}: {what}", name=named(self._refused, words), what=what)
            self.say(said, wrong=True)
        if verdict.attendee:
            self._flash = verdict.attendee.id
            if self._flash_timer:
                self._flash_timer.stop()
            self._flash_timer = self.set_timer(FLASH_SECONDS, self._unflash)
            self._read()

    def _unflash(self) -> None:
        self._flash = None
        self._draw()

    @work
    async def action_walk_in(self) -> None:
        """Let in someone who is not on the list; or whom the door has just turned away."""
        refused, self._refused = self._refused, None
        try:
            self._let_in(await let_in(self, self.session_id, refused))
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)

    @work
    async def action_came(self) -> None:
        """Enter from paper when the person under the cursor came."""
        if (row := self._row()) is None:
            return
        try:
            self._let_in(await came_at(self, self.session_id, row.attendee))
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)

    def _let_in(self, verdict: door.Verdict | None) -> None:
        if verdict and verdict.attendee:
            said = whom_told(verdict, self.app.words)
            self.say(said, wrong=verdict.outcome.is_refusal)
            self.checked_in(verdict)
            self.app.read_day()

    @work
    async def action_take_back(self) -> None:
        """Take back what was recorded last of the person under the cursor, with a reason."""
        words, row = self.app.words, self._row()
        if row is None:
            return
        title = words("Take back {name}'s check-in?", name=named(row.attendee, words))
        reason = await self.app.push_screen_wait(WhyForm(words, title))
        if reason and await self._did(
            walk_ins.take_back, self.session_id, row.attendee.id, self.staff, reason
        ):
            self.say(words("Taken back. They may check in again."))
            self._read()
            self.app.read_day()

    def _row(self) -> RosterRow | None:
        index = self.table.cursor_row
        return self._rows[index] if 0 <= index < len(self._rows) else None

    # ---- closing

    def action_close(self) -> None:
        if self.is_current:
            self.app.push_screen(ClosingScreen(self.staff, self.session_id))

    @work
    async def action_reopen(self) -> None:
        words = self.app.words
        answer = await self.app.push_screen_wait(
            ReasonScreen(
                self.staff,
                words("Reopen this session"),
                words("Why? It stands in the record."),
            )
        )
        if not answer:
            return
        if await self._did(closing.reopen, self.session_id, self.staff, answer):
            self.say(words("Reopened. Close it again when it is right."))
            self._read()
            self.app.read_day()
