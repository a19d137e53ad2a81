"""The verdict: large, in colour and in words, over the upper half of the kiosk."""

from __future__ import annotations

from dataclasses import dataclass

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from kiosk.desk.door import Verdict
from kiosk.rules.checkin import Outcome
from kiosk.wording import given_name, lacking, place, since, starting, titled, told
from kiosk.words import Words
from screens.drawing import large
from screens.host import Host

VERDICT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What a verdict says, as lines."""

    kind: str
    """``ok``, ``already``, ``wait`` or ``no``: the colour, and the sign."""
    sign: str
    head: str
    what: str
    where: str
    then: str


_WAIT = (Outcome.TOO_EARLY, Outcome.WRONG_SESSION, Outcome.WAITLISTED, Outcome.SESSION_FULL)


def shown(verdict: Verdict, words: Words) -> Shown:
    """The lines of a verdict in a language."""
    sitting, attendee = verdict.sitting, verdict.attendee
    name = given_name(attendee.name) if attendee else ""
    said = told(verdict, words)
    if verdict.outcome.is_refusal or sitting is None:
        kind, sign = ("wait", "◔") if verdict.outcome in _WAIT else ("no", "✗")
        return Shown(kind, sign, name, said.what, "", said.then)
    what, where = titled(sitting, words), place(sitting, words)
    if verdict.outcome is Outcome.CHECKED_OUT:
        head = words("Goodbye, {name}", name=name)
        return Shown("already", "→", head, what, "", said.then)
    if verdict.outcome is Outcome.ALREADY_CHECKED_IN:
        head = words("Already checked in, {name}", name=name)
        return Shown("already", "✓", head, what, where, since(verdict, words))
    head = words("Welcome, {name}", name=name)
    if verdict.again:
        head = words("Welcome back, {name}", name=name)
    then = f"{starting(sitting, verdict.at, words)}   {lacking(verdict, words)}".rstrip()
    return Shown("ok", "✓", head, what, where, then)


class VerdictPanel(Vertical):
    """Shows one verdict at a time; hidden until :meth:`show`."""

    app = getters.app(Host)

    def __init__(self) -> None:
        super().__init__()
        self.undoable: Verdict | None = None
        """What can be taken back as long as it shows."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="verdict-head", markup=False)
        yield Static(id="verdict-what", markup=False)
        yield Static(id="verdict-where", markup=False)
        yield Static(id="verdict-then", markup=False)
        yield Static(id="verdict-undo", markup=False)

    def show(self, lines: Shown, undo: str = "", verdict: Verdict | None = None) -> None:
        """Paint a verdict for a while.

        Args:
            undo: the line that says how to take it back.
            verdict: what would be taken back.
        """
        larger = self.app.larger
        self.undoable = verdict
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(VERDICT_SECONDS, self.hide)
        self.set_class(larger, "-large")
        self.remove_class("-ok", "-already", "-wait", "-no")
        self.add_class(f"-{lines.kind}", "-shown")
        head = f"{lines.sign}  {lines.head}".rstrip()
        self.query_one("#verdict-head", Static).update(Content(head))
        self.query_one("#verdict-what", Static).update(Content(lines.what))
        roomy = larger or self.app.size.height >= 30
        room = large(lines.where, self.app.size.width - 14, 6 if roomy else 3)
        where = self.query_one("#verdict-where", Static)
        where.update(Content(room))
        where.display = bool(lines.where)
        self.query_one("#verdict-then", Static).update(Content(lines.then))
        self.query_one("#verdict-undo", Static).update(Content(undo))

    def hide(self) -> None:
        """Leave the field and the day to the next person, who cannot take it back."""
        self.undoable = None
        self.remove_class("-shown")

    @property
    def is_shown(self) -> bool:
        return self.has_class("-shown")
