"""Closing a session, in three steps on one page: who is unclear, what will be marked, sign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from kiosk.desk import closing, door, marking, unclear
from kiosk.desk.roster import RosterRow
from kiosk.desk.unclear import Sheet
from kiosk.errors import ForPeople
from kiosk.model import AttendanceStatus, Staff
from kiosk.wording import titled
from screens import closing_rows
from screens.closed import ClosedScreen, close
from screens.pin_field import PinField
from screens.roster_marking import asked_why
from screens.staff import StaffScreen
from screens.table import Table
from screens.walk_in import WhyForm


class ClosingScreen(StaffScreen):
    """Answers are kept on the page until the signature records them, all at once."""

    CSS_PATH = ["staff.tcss", "closing.tcss"]
    PLACE = "sessions"
    LESSER = ("reason", "rest", "select")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "answer('present')", "Was here"),
        Binding("l", "answer('late')", "Late"),
        Binding("e", "answer('excused')", "Excused"),
        Binding("x", "answer('absent')", "Absent"),
        Binding("s", "select", "Select"),
        Binding("a", "rest", "All unmarked"),
        Binding("r", "reason", "Why"),
        Binding("enter", "sign", show=False),
        Binding("enter", "to_pin", show=False, priority=True),
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
        Binding("backspace,ctrl+h", "erase", show=False),
    ]
    # Every key of the page is a binding: they are all run in one place, in the order in
    # which they were typed. A digit taken on its way there, or a message sent for an Enter,
    # would overtake it or come late, and half a PIN would sign.

    table = getters.query_one(Table)
    pin = getters.query_one(PinField)
    minutes = getters.query_one("#closing-minutes", Input)
    ended = getters.query_one("#closing-ended", Input)

    def __init__(self, staff: Staff, session_id: str) -> None:
        super().__init__(staff)
        self.session_id = session_id
        self._sheet: Sheet | None = None
        self._answers: dict[str, AttendanceStatus] = {}
        self._reasons: dict[str, str] = {}
        self._chosen: set[str] = set()
        """Who is selected: an answer is for all of them."""
        self._signing = False
        self._end: dt.datetime | None = None
        """When it ended, where that was early."""
        self._taking_end = False
        """It is looked up whether it can have ended then."""
        self._sign_next = False
        """Enter behind the PIN came meanwhile."""
        self._asking = 0
        """Answers of which it is looked up whether something says otherwise; nothing is
        signed meanwhile."""

    def body(self) -> ComposeResult:
        words = self.app.words
        with Horizontal(id="closing-steps"):
            with Vertical(id="closing-unclear"):
                yield Static(id="closing-first", classes="step", markup=False)
                yield Asked(header=False)
            with Vertical(id="closing-marked"):
                yield Static(words("2  What will be signed"), classes="step", markup=False)
                yield Static(id="closing-counts", markup=False)
        yield Static(id="closing-third", classes="step", markup=False)
        with Horizontal(id="closing-sign"):
            yield Input(id="closing-minutes", restrict=r"[0-9]*", max_length=4)
            yield Input(id="closing-ended", restrict=r"[0-9:.hH ]*", max_length=7)
            yield PinField(words("PIN of {name}", name=self.staff.name))

    def on_mount(self) -> None:
        words = self.app.words
        self.minutes.placeholder = words("How many minutes was it?")
        signer = words("3  Sign as {name}: type your PIN, then Enter", name=self.staff.name)
        self.query_one("#closing-third", Static).update(Content(signer))
        self.ended.placeholder = words("Ended early at? (11:20)")
        self.minutes.display = self.ended.display = False
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        try:
            self._sheet = await self.app.ask(unclear.read, self.session_id, self._end)
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)
            return
        sitting = self._sheet.roster.sitting
        words = self.app.words
        self.titled(words("Closing {title}", title=titled(sitting, words)))
        self.minutes.display = sitting.workshop.variable
        is_early = not sitting.workshop.variable and self.app.now() < self._sheet.signable
        if is_early and not self.ended.display:
            self.ended.display = True
            self._say_early()
        there = {row.attendee.id for row in self._unclear}
        self._chosen &= there
        if not self._chosen:
            self.closed("selection")
        for gone in self._answers.keys() - there:
            del self._answers[gone]  # they came after all
        self._draw()
        if self._unclear:
            self.set_focus(self.table)
        elif self._end is None:
            # Not the field for the end: a PIN that is typed without looking would stand in it.
            self.set_focus(self.minutes if self.minutes.display else None)

    def _say_early(self) -> None:
        """That it is not over, and what can be done."""
        sheet = self._sheet
        if sheet is None:
            return
        zone, words = sheet.roster.sitting.zone, self.app.words
        self.say(
            words(
                "This session ends at {end}. Did it end early? Press Tab and type when; if not, "
                "close it from {time} on.",
                end=words.time(sheet.roster.sitting.end.astimezone(zone)),
                time=words.time(sheet.signable.astimezone(zone)),
            ),
            wrong=True,
        )

    @work(exclusive=True, group="end")
    async def _take_end(self) -> None:
        """What was typed as the end, if it can be meant; what will be signed follows it."""
        sign, typed = False, self.ended.value
        try:
            self._end = None
            if typed.strip():
                self._end = await self.app.ask(closing.checked_end, self.session_id, typed)
            sign = self._sign_next
        except ForPeople as error:
            self._end = None
            self.pin.pop()
            self.set_focus(self.ended)
            self.say(error.said(self.app.words), wrong=True)
            return
        finally:
            self._taking_end = self._sign_next = False
        self._read()
        if sign:
            self.action_sign()

    @property
    def _unclear(self) -> tuple[RosterRow, ...]:
        return self._sheet.unclear if self._sheet else ()

    # ---- drawing

    def _draw(self) -> None:
        words, sheet = self.app.words, self._sheet
        if sheet is None:
            return
        lines = closing_rows.asked(sheet, self._answers, self._reasons, self._chosen, words)
        self.table.fill(closing_rows.COLUMNS, lines)
        first = Content(closing_rows.first(sheet, words))
        self.query_one("#closing-first", Static).update(first)
        counts = closing_rows.counts(sheet, self._answers, words)
        self.query_one("#closing-counts", Static).update(counts)

    # ---- answering

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The letters answer only while the list has the focus, and there is one."""
        if action == "to_pin":
            return self.focused in (self.minutes, self.ended)
        if action in ("answer", "select", "rest", "reason"):
            return self.focused is self.table and bool(self._unclear)
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.refresh_bindings()

    def _meant(self) -> list[RosterRow]:
        """Whom an answer is for: everybody selected, else the person under the cursor."""
        chosen = [row for row in self._unclear if row.attendee.id in self._chosen]
        index = self.table.cursor_row
        return chosen or list(self._unclear[index : index + 1])

    def action_select(self) -> None:
        """The person under the cursor, or not them; then the next."""
        index = self.table.cursor_row
        if 0 <= index < len(self._unclear):
            self._select(self._chosen ^ {self._unclear[index].attendee.id})
            self.table.action_cursor_down()

    def action_rest(self) -> None:
        """Everybody of whom nothing was said yet; nobody, where they are selected already."""
        rest = {row.attendee.id for row in self._unclear} - self._answers.keys()
        self._select(self._chosen - rest if rest <= self._chosen else self._chosen | rest)

    def _select(self, people: set[str]) -> None:
        self._chosen = people
        if people:
            self.opened("selection", lambda: self._select(set()))
        else:
            self.closed("selection")
        said = self.app.words.plural(
            "{n} person selected: a mark is for them. Esc selects nobody.",
            "{n} people selected: a mark is for all of them. Esc selects nobody.",
            len(people),
        )
        self.say(said if people else "")
        self._draw()

    def action_answer(self, status: str) -> None:
        meant, said = self._meant(), AttendanceStatus(status)
        if any(row.at for row in meant):
            self._asking += 1  # there may be something that says otherwise
            self._answer_against(meant, said)
        elif meant:
            self._answer(meant, said)

    def _answer(
        self,
        meant: Sequence[RosterRow],
        status: AttendanceStatus,
        reasons: Mapping[str, str] | None = None,
    ) -> None:
        self._warned = ""
        for who in (row.attendee.id for row in meant):
            self._answers[who] = status
            self._reasons.pop(who, None)  # it was why something else was so
        self._reasons.update(reasons or {})
        if self._chosen:
            self._select(set())
            return
        self._draw()
        if self.table.cursor_row + 1 < len(self._unclear):
            self.table.move_cursor(row=self.table.cursor_row + 1)

    @work
    async def _answer_against(self, meant: Sequence[RosterRow], status: AttendanceStatus) -> None:
        """With one reason for all of whom something else was recorded."""
        people = [row.attendee.id for row in meant]
        try:
            against = await self.app.ask(marking.contradicted, self.session_id, people, status)
            reason = await asked_why(self, against, status) if against else ""
            if reason is not None:
                self._answer(meant, status, {one.id: reason for one in against})
        finally:
            self._asking -= 1

    @work
    async def action_reason(self) -> None:
        """Why people are marked as they are; one reason for everybody selected."""
        words = self.app.words
        people = [r.attendee.id for r in self._meant() if r.attendee.id in self._answers]
        if not people:
            self.say(words("Say first what is so; then why."), wrong=True)
            return
        title = words("Why are they marked so?")
        if reason := await self.app.push_screen_wait(WhyForm(words, title)):
            self._reasons.update(dict.fromkeys(people, reason))
            self._select(set())

    def action_sign(self) -> None:
        """What is still missing, or the signature."""
        words = self.app.words
        if self.minutes.display and not self.minutes.value:
            self.set_focus(self.minutes)
            self.say(words("Say how many minutes it was."), wrong=True)
        elif self._taking_end:
            self._sign_next = True
        elif self._is_early and self._end is None:
            self.set_focus(self.ended)
            self._say_early()
        elif not self.pin.digits:
            self.say(words("Type your PIN, then Enter."))
        elif not self._signing and not self._asking:
            self._signing = True
            self.say(words("One moment…"))
            self._sign(self.pin.pop())

    def action_to_pin(self) -> None:
        """From the minutes or the end, before any digit that is typed behind them lands there
        too."""
        from_end = self.focused is self.ended
        self.set_focus(self.table if self._unclear else None)
        self.say(self.app.words("Type your PIN, then Enter."))
        if from_end:
            self._taking_end = True
            self.ended.call_later(self._take_end)  # behind the keys that it has still to take

    @property
    def _is_early(self) -> bool:
        """Whether it can be signed only with the time at which it ended."""
        return (
            self.ended.display and self._sheet is not None and self.app.now() < self._sheet.signable
        )

    def action_digit(self, digit: str) -> None:
        """Digits are the PIN's, but for those typed into the minutes."""
        self.pin.type(digit)

    def action_erase(self) -> None:
        self.pin.erase()

    def unsaved(self, key: str) -> str:
        if not (self._answers or self.minutes.value or self.ended.value):
            return ""
        return self.app.words("This is not signed. {key} again leaves without signing.", key=key)

    def go_back(self) -> None:
        self.dismiss()

    # ---- scans

    def scanned(self, code: str) -> None:
        """Somebody comes at the last moment: they are in, and no longer unclear."""
        self.check_in(code, frozenset({self.session_id}))

    def checked_in(self, verdict: door.Verdict) -> None:
        self._read()

    # ---- signing

    @work
    async def _sign(self, pin: str) -> None:
        minutes = int(self.minutes.value) if self.minutes.value else None
        said = dict(self._answers), dict(self._reasons)
        try:
            staff = await self.app.identified(self.staff, pin)
            signed, complete = await self.app.ask(
                close, self.session_id, staff, minutes, *said, self._end
            )
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)
            return
        finally:
            self._signing = False
        self.app.read_day()
        if self.is_current and self._sheet:
            sitting, words = self._sheet.roster.sitting, self.app.words
            early = closing_rows.early_end(sitting, signed, words)
            page = ClosedScreen(self.staff, titled(sitting, words), signed, complete, early)
            # Not awaited here: this work belongs to the screen that is taken away.
            self.app.call_later(self.app.switch_screen, page)


class Asked(Table):
    """The list of who is unclear: Enter signs, wherever the cursor stands."""

    def action_select_cursor(self) -> None:
        if isinstance(self.screen, ClosingScreen):
            self.screen.action_sign()
