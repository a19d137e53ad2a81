"""A session's roster: live, marked by keyboard or mouse, and the way to closing it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import DataTable, Input, Static

from kiosk.desk import beside, door, roster
from kiosk.desk.beside import Around
from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Roster
from kiosk.errors import ForPeople
from kiosk.model import AttendanceStatus, Attendee, Staff
from kiosk.wording import named, place, titled, told, whom_told
from screens import roster_beside, roster_rows
from screens.closing import ClosingScreen
from screens.countersign import countersign
from screens.drawing import hours
from screens.history import HistoryScreen
from screens.host import DayChanged
from screens.roster_keys import KEYS, LESSER, can_be_done
from screens.roster_marking import mark, reopen, take_back
from screens.roster_person import ACTS
from screens.roster_side import RosterSide, changed, counts
from screens.roster_table import RosterTable
from screens.staff import StaffScreen
from screens.walk_in import came_at, let_in

FLASH_SECONDS = 2.0


def _read(desk: Desk, session_id: str) -> tuple[Roster, Around]:
    found = roster.read(desk, session_id)
    return found, beside.around(desk, found)


class RosterScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "roster.tcss"]
    PLACE = "sessions"
    LESSER = LESSER
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    table = getters.query_one(RosterTable)
    find = getters.query_one("#roster-find", Input)

    def __init__(self, staff: Staff, session_id: str) -> None:
        super().__init__(staff)
        self.session_id = session_id
        self._roster: Roster | None = None
        self._around = Around(frozenset(), (), ())
        self._flash_timer: Timer | None = None
        self._refused: Attendee | None = None
        """Whom the door turned away here just now."""

    def body(self) -> ComposeResult:
        with Horizontal():
            with Vertical(id="roster-left"):
                yield Static(id="roster-counts", markup=False)
                yield Input(id="roster-find")
                yield RosterTable()
                yield Static(id="roster-empty", markup=False)
                yield Static(id="roster-person", markup=False)
            yield RosterSide()

    def on_mount(self) -> None:
        words = self.app.words
        self.find.placeholder = words("Find by name or number")
        self.find.display = False
        self.table.focus()
        self._read()

    @on(DayChanged)
    def _changed(self) -> None:
        self._read()

    def on_screen_resume(self) -> None:
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        found, self._around = await self.app.ask(_read, self.session_id)
        self._roster = found
        self.table.keep(found, self._around.noted)
        if not self.table.chosen:
            self.closed("selection")
        self._draw()
        self._look()

    # ---- drawing

    def _draw(self) -> None:
        if self._roster is None:
            return
        words, found = self.app.words, self._roster
        sitting = found.sitting
        day = words.day(sitting.start.astimezone(sitting.zone).date())
        where = place(sitting, words)
        self.titled(f"{titled(sitting, words)}   {day} {hours(sitting, words)}   {where}")
        self.table.show(found, self.find.value, words)
        empty = words("Nobody is registered for this session yet.")
        if self.find.value:
            empty = words("Nobody here has this name or number.")
        self.query_one("#roster-empty", Static).update(
            Content("" if self.table.rows_shown else empty)
        )
        lines = filter(None, (counts(found, words, "   "), changed(self._around, words)))
        self.query_one("#roster-counts", Static).update(Content("\n").join(lines))
        self.query_one(RosterSide).draw(found, self._around)
        self.refresh_bindings()

    @on(DataTable.RowHighlighted)
    def _highlighted(self) -> None:
        self._look()

    @work(exclusive=True, group="beside")
    async def _look(self) -> None:
        """Show what stands beside the person under the cursor."""
        row, found, said = self.table.row, self._roster, None
        if found is None:
            return
        # Looked up before anything is waited for: the screen may be gone then.
        side, under = self.query_one(RosterSide), self.query_one("#roster-person", Static)
        if row:
            what = await self.app.ask(beside.read, self.session_id, row.attendee.id)
            said = roster_beside.drawn(found, row, what, self.app.words)
        side.beside(found, self._around, said)
        under.set_class(said is not None, "-shown")
        under.update(said or Content())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now stands in the footer."""
        if action == "find":
            return self.focused is not self.find
        closed = bool(self._roster and self._roster.closing)
        return can_be_done(action, parameters, closed)

    # ---- finding

    def action_find(self) -> None:
        self.find.display = True
        self.opened("find", self._close_find)
        self.set_focus(self.find)  # at once: ``focus()`` takes its time

    @on(Input.Changed, "#roster-find")
    def _filtered(self) -> None:
        self._draw()

    @on(Input.Submitted, "#roster-find")
    def _found(self) -> None:
        self.table.focus()

    def _close_find(self) -> None:
        self.find.value = ""
        self.find.display = False
        self.table.focus()

    def go_back(self) -> None:
        self.dismiss()

    # ---- marking

    def action_select(self) -> None:
        """The person under the cursor, or not them; then the next."""
        if attendee := self.table.under:
            self._select(self.table.chosen ^ {attendee})
            self.table.action_cursor_down()

    def action_rest(self) -> None:
        """Everybody shown who was not seen or marked yet."""
        self._select(roster_rows.with_rest(self.table.rows_shown, self.table.chosen))

    def _select(self, people: set[str]) -> None:
        words, self.table.chosen = self.app.words, people
        if people:
            self.opened("selection", lambda: self._select(set()))
        else:
            self.closed("selection")
        said = words.plural(
            "{n} person selected: a mark is for them. Esc selects nobody.",
            "{n} people selected: a mark is for all of them. Esc selects nobody.",
            len(people),
        )
        self.say(said if people else "")
        self._draw()

    def action_mark(self, status: str) -> None:
        people = self.table.marked(self._roster) if self._roster else []
        if people and self.is_current:
            self._do(mark(self, self.session_id, people, AttendanceStatus(status)))

    # ---- what is done about one person

    def action_person(self, what: str) -> None:
        row = self.table.row
        if row and self._roster and self.is_current:
            self._do(ACTS[what](self, self._roster, row))

    def action_history(self) -> None:
        row = self.table.row
        if row and self.is_current:
            self.app.push_screen(HistoryScreen(self.staff, row.attendee))

    @work
    async def _do(self, act: Awaitable[str | None]) -> None:
        """Have something done, and say what came of it, or why it cannot be."""
        try:
            said = await act
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)
            self._read()
            return
        if said is not None:
            self.table.chosen = set()
            self.closed("selection")
            self.say(said)
            self._read()
            self.app.read_day()

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
            self.table.flashing = verdict.attendee.id
            if self._flash_timer:
                self._flash_timer.stop()
            self._flash_timer = self.set_timer(FLASH_SECONDS, self._unflash)
            self._read()

    def _unflash(self) -> None:
        self.table.flashing = None
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
        if (row := self.table.row) is None:
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

    def action_take_back(self) -> None:
        """Take back what was recorded last of the person under the cursor, with a reason."""
        if (row := self.table.row) and self.is_current:
            self._do(take_back(self, self.session_id, row.attendee))

    # ---- closing

    def action_close(self) -> None:
        if self.is_current:
            self.app.push_screen(ClosingScreen(self.staff, self.session_id))

    def action_reopen(self) -> None:
        if self.is_current:
            self._do(reopen(self, self.session_id))

    def action_countersign(self) -> None:
        if self.is_current:
            self._do(countersign(self, self.session_id))
