"""Closing a session, in three steps on one page: who is unclear, what will be marked, sign."""

from __future__ import annotations

from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import DataTable, Input, Static

from kiosk.desk import closing, door, roster
from kiosk.desk.completions import completions
from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Roster, RosterRow, Seen
from kiosk.errors import ForPeople
from kiosk.model import AttendanceStatus, Closing, Staff
from kiosk.wording import named, titled
from screens.pin_field import PinField
from screens.signs import count, counted, sign
from screens.staff import StaffScreen
from screens.table import Table


class ClosingScreen(StaffScreen):
    """Answers are kept on the page until the signature records them, all at once."""

    CSS_PATH = ["staff.tcss", "closing.tcss"]
    PLACE = "sessions"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "answer('present')", "Was here"),
        Binding("l", "answer('late')", "Late"),
        Binding("e", "answer('excused')", "Excused"),
        Binding("x", "answer('absent')", "Absent"),
        Binding("s", "sign", "Sign", show=False),
    ]

    table = getters.query_one(Table)
    pin = getters.query_one(PinField)
    minutes = getters.query_one("#closing-minutes", Input)

    def __init__(self, staff: Staff, session_id: str) -> None:
        super().__init__(staff)
        self.session_id = session_id
        self._roster: Roster | None = None
        self._unclear: list[RosterRow] = []
        self._answers: dict[str, AttendanceStatus] = {}
        self._signing = False

    def body(self) -> ComposeResult:
        words = self.app.words
        with Horizontal(id="closing-steps"):
            with Vertical(id="closing-unclear"):
                yield Static(id="closing-first", classes="step", markup=False)
                yield Table(header=False)
            with Vertical(id="closing-marked"):
                yield Static(words("2  What will be signed"), classes="step", markup=False)
                yield Static(id="closing-counts", markup=False)
        yield Static(id="closing-third", classes="step", markup=False)
        with Horizontal(id="closing-sign"):
            yield Input(id="closing-minutes", restrict=r"[0-9]*", max_length=4)
            yield PinField(words("PIN of {name}", name=self.staff.name))

    def on_mount(self) -> None:
        words = self.app.words
        self.minutes.placeholder = words("How many minutes was it?")
        signer = words("3  Sign as {name}: type your PIN, then Enter", name=self.staff.name)
        self.query_one("#closing-third", Static).update(Content(signer))
        self.minutes.display = False
        self._read()

    @work(exclusive=True, group="read")
    async def _read(self) -> None:
        try:
            self._roster = await self.app.ask(roster.read, self.session_id)
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)
            return
        self.titled(
            self.app.words("Closing {title}", title=titled(self._roster.sitting, self.app.words))
        )
        self.minutes.display = self._roster.sitting.workshop.variable
        self._unclear = [r for r in self._roster.rows if r.seen is Seen.EXPECTED]
        self._draw()
        if self._unclear:
            self.table.focus()
        else:
            self.set_focus(self.minutes if self.minutes.display else None)

    # ---- drawing

    def _draw(self) -> None:
        words = self.app.words
        lines = []
        for row in self._unclear:
            answer = self._answers.get(row.attendee.id)
            said = (
                sign(Seen(answer.value), words)
                if answer
                else Content.styled(words("○ never seen: absent"), "$text-muted")
            )
            lines.append((named(row.attendee, words), said))
        self.table.fill(("", ""), lines, grows=0)
        first = (
            words.plural(
                "1  {n} person was never seen: say what is so",
                "1  {n} people were never seen: say what is so",
                len(self._unclear),
            )
            if self._unclear
            else words("1  Everybody is accounted for")
        )
        self.query_one("#closing-first", Static).update(Content(first))
        self.query_one("#closing-counts", Static).update(self._counts())

    def _status(self, row: RosterRow) -> Seen:
        if row.seen is not Seen.EXPECTED:
            return row.seen
        answer = self._answers.get(row.attendee.id)
        return Seen(answer.value) if answer else Seen.ABSENT

    def _counts(self) -> Content:
        words = self.app.words
        if self._roster is None:
            return Content("")
        people: dict[Seen, list[str]] = {}
        for row in self._roster.rows:
            people.setdefault(self._status(row), []).append(named(row.attendee, words))
        people.pop(Seen.WAITLISTED, None)
        lines = []
        for seen in Seen:
            names = people.get(seen, [])
            if not names:
                continue
            line = counted(seen, len(names), words, 3)
            if seen is not Seen.PRESENT:
                line = Content.assemble(line, ("   " + ", ".join(names), "$text-muted"))
            lines.append(line)
        return Content("\n").join(lines or [Content(words("Nobody is registered."))])

    # ---- answering

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The letters answer only while the list has the focus, and there is one."""
        return self.focused is self.table and bool(self._unclear) if action == "answer" else True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.refresh_bindings()

    def action_answer(self, status: str) -> None:
        index = self.table.cursor_row
        if 0 <= index < len(self._unclear):
            self._answers[self._unclear[index].attendee.id] = AttendanceStatus(status)
            self._draw()
            if index + 1 < len(self._unclear):
                self.table.move_cursor(row=index + 1)

    def action_sign(self) -> None:
        """What is still missing, or the signature."""
        words = self.app.words
        if self.minutes.display and not self.minutes.value:
            self.minutes.focus()
            self.say(words("Say how many minutes it was."), wrong=True)
        elif not self.pin.digits:
            self.say(words("Type your PIN, then Enter."))
        elif not self._signing:
            self._signing = True
            self.say(words("One moment…"))
            self._sign(self.pin.pop())

    @on(DataTable.RowSelected)
    @on(Input.Submitted, "#closing-minutes")
    def _entered(self) -> None:
        self.action_sign()
        if self.focused is self.minutes and self.minutes.value:
            self.set_focus(self.table if self._unclear else None)

    def on_key(self, event: events.Key) -> None:
        """Digits are the PIN's, but for those typed into the minutes."""
        if self.focused is not self.minutes and self.pin.take(event):
            self._idle_again()
            return
        if event.key == "enter" and self.focused is None:
            self.action_sign()

    def action_back(self) -> None:
        if self.is_current:
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
        answers = {
            r.attendee.id: a for r in self._unclear if (a := self._answers.get(r.attendee.id))
        }
        try:
            staff = await self.app.identified(self.staff, pin)
            signed, complete = await self.app.ask(_close, self.session_id, staff, minutes, answers)
        except ForPeople as error:
            self.say(error.said(self.app.words), wrong=True)
            return
        finally:
            self._signing = False
        self.app.read_day()
        if self.is_current and self._roster:
            title = titled(self._roster.sitting, self.app.words)
            page = ClosedScreen(self.staff, title, signed, complete)
            # Not awaited here: this work belongs to the screen that is taken away.
            self.app.call_later(self.app.switch_screen, page)


def _close(
    desk: Desk,
    session_id: str,
    staff: Staff,
    minutes: int | None,
    answers: dict[str, AttendanceStatus],
) -> tuple[Closing, int]:
    signed = closing.close(desk, session_id, staff, minutes, answers)
    sitting = desk.store.sitting(session_id)
    done = [
        row
        for row in completions(desk.store)
        if sitting and row.offering.id == sitting.offering.id and row.completion.complete
    ]
    return signed, len(done)


class ClosedScreen(StaffScreen):
    """What was signed, quietly; any key goes back to the sessions."""

    CSS_PATH = ["staff.tcss", "closing.tcss"]
    PLACE = "sessions"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "back", "To the sessions")]

    def __init__(self, staff: Staff, title: str, signed: Closing, complete: int) -> None:
        super().__init__(staff)
        self._title = title
        self._signed = signed
        self._complete = complete

    def body(self) -> ComposeResult:
        words = self.app.words
        counts: dict[Seen, int] = {}
        for line in self._signed.roster:
            seen = Seen(line.status.value)
            counts[seen] = counts.get(seen, 0) + 1
        said = ", ".join(count(seen, counts[seen], words) for seen in Seen if seen in counts)
        complete = words.plural(
            "{n} has completed the workshop", "{n} have completed the workshop", self._complete
        )
        yield Static(
            Content("\n\n").join(
                [
                    Content.styled(words("✓  Closed"), "bold $text-success"),
                    Content(self._title),
                    Content(said),
                    Content(complete),
                    Content.styled(words("Signed by {name}", name=self.staff.name), "$text-muted"),
                ]
            ),
            id="closed",
        )

    def on_mount(self) -> None:
        self.titled("")

    def action_back(self) -> None:
        self.app.go_to("sessions", self.staff)
