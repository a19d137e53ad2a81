"""Check the scanner: the set-up card is scanned, and what is to be changed is said.

Every key that a scanner sends is taken as it comes and means nothing else here; when no
more come, what came is judged.
"""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static

from kiosk.rules import scanner
from screens.dialog import Dialog
from screens.scanner_words import Found, found

_PAUSE = 0.5
"""Seconds without a key after which the scan is over."""
_MOST = 1000
"""Characters kept of one scan."""
_TERMINATORS = {"enter": "\r", "ctrl+j": "\n", "tab": "\t"}


class ScannerCheck(Dialog[None]):
    """Nothing in it has the focus, so that every key comes here."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
    ]

    findings = getters.query_one("#findings", Static)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._arrived = ""
        self._letters = 0
        self._first = self._last = 0.0
        """When the first and the last letter came."""
        self._heard = 0.0
        """When something came last; by ``monotonic``."""
        self._ending: Timer | None = None

    def body(self) -> ComposeResult:
        words = self.app.words
        now = words("Scan the set-up card now.")
        again = words("After every change, scan it again.")
        yield Static(Content(f"{now}\n{again}\n"), markup=False)
        yield Static(id="findings", markup=False)

    def on_mount(self) -> None:
        for button in self.query(Button):
            button.can_focus = False
        self.findings.update(Content(self.app.words("waiting for a scan")))
        body = self.query_one("#dialog-body", VerticalScroll)
        self.watch(body, "show_vertical_scrollbar", self._say_more)

    def takes_scan(self) -> bool:
        """Every key of a scan, and no badge waits."""
        return True

    # ---- keys

    def on_key(self, event: events.Key) -> None:
        self._stay()
        if event.key in _TERMINATORS:
            self._take(_TERMINATORS[event.key])
        elif event.is_printable and event.character:
            if not self._arrived.strip(scanner.TERMINATORS):
                self._first = event.time
            self._letters += 1
            self._last = event.time
            self._take(event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Some terminals send a scan in one piece."""
        event.stop()
        event.prevent_default()
        self._take("".join(c for c in event.text if c.isprintable() or c in scanner.TERMINATORS))

    def _take(self, text: str) -> None:
        if not self._arrived:
            self.findings.update(Content(self.app.words("One moment…")))
        self._arrived = (self._arrived + text)[:_MOST]
        self._heard = monotonic()
        if self._ending is None:
            self._ending = self.set_timer(_PAUSE, self._judge)

    def _judge(self) -> None:
        """Say what came, unless more is still coming."""
        rest = self._heard + _PAUSE - monotonic()
        if rest > 0:
            self._ending = self.set_timer(rest, self._judge)
            return
        self._ending = None
        pace = (self._last - self._first) / (self._letters - 1) if self._letters > 1 else 0.0
        arrived, self._arrived, self._letters = self._arrived, "", 0
        self._show(found(scanner.report(arrived, pace), arrived, self.app.words))

    # ---- what is said

    def _show(self, told: Found) -> None:
        sign, colour = ("✓", "$text-success") if told.well else ("✗", "$text-error")
        said = [Content.styled(f"{sign} {told.head}", f"bold {colour}")]
        for so, do in told.advice:
            said += [Content(""), Content.styled(so, "bold"), Content(do)]
        self.findings.update(Content("\n").join(said))
        self.query_one("#dialog-body", VerticalScroll).scroll_home(animate=False)

    def _say_more(self, is_cut: bool) -> None:
        self.say(self.app.words("↑ ↓ more") if is_cut else "", wrong=False)

    def action_scroll(self, by: int) -> None:
        self.query_one("#dialog-body", VerticalScroll).scroll_relative(y=by, animate=False)
