"""The one field of the kiosk: for a scanner and for hands alike.

A scanner is a keyboard that types in a burst. A code is taken the moment its last letter
arrives, with or without a terminator, and Enter, Tab and line feed are taken in the key
handler: as bindings they would run after the next scan's letters had begun to arrive.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from time import monotonic, perf_counter

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from kiosk.rules import codes

event_clock = perf_counter if sys.platform == "win32" else monotonic
"""The clock that the times of events are of."""
TERMINATORS = frozenset({"enter", "tab", "ctrl+j"})
_MOST = 120
"""Characters kept; what stood before them is dropped, never what comes after."""
_HELD_FOR = 0.08
"""Seconds for which a letter that may be one of a scan is kept back."""
TERMINATOR_WITHIN = 0.5
"""Seconds in which the terminator of a scan arrives; a hand is slower."""


class ScanInput(Input, inherit_bindings=False):
    """Types at its end only, and tells a code from a name."""

    @dataclass
    class Scanned(Message):
        """A whole badge code was read; the field is empty again."""

        input: ScanInput
        code: str

    @dataclass
    class Entered(Message):
        """Enter, Tab or a line feed; what stood in the field, which is empty again if
        anything did."""

        input: ScanInput
        text: str

    def __init__(self, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False)
        self._scanned_at: float | None = None
        self._ended_with: set[str] = set()
        self._held = ""
        self._held_at = 0.0
        self._letting_go: Timer | None = None

    def on_key(self, event: events.Key) -> None:
        if event.key in TERMINATORS:
            event.stop()
            event.prevent_default()
            if self._ends_a_scan(event):
                return
            self._let_go()
            text, self.value = self.value.strip(), ""
            self.post_message(self.Entered(self, text))
        elif event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            if self._marks_a_scan(event):
                return
            self._scanned_at = None
            if not self._hold(event.character, event.time):
                self._type(event.character)
            self._take_code(event.time)
        elif event.key in ("backspace", "ctrl+h") and (self.value or self._held):
            event.stop()
            event.prevent_default()
            self._let_go()
            self.value = self.value[:-1]
            self.cursor_position = len(self.value)
        else:
            self._scanned_at = None

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._let_go()
        codes_in = codes.all_in(event.text)
        for code in codes_in:
            self.post_message(self.Scanned(self, code))
        if codes_in:
            self.clear_all()
        else:
            first = event.text.strip()[:_MOST].partition("\n")[0]
            self._type("".join(c for c in first if c.isprintable()))

    def _type(self, text: str) -> None:
        self.value = (self.value + text)[-_MOST:]
        self.cursor_position = len(self.value)

    # The letters of a scan are not put into the field one by one: nobody reads them, and
    # painting each takes longer than the scanner does.

    def _hold(self, character: str, time: float) -> bool:
        """Keep a letter back while it may be one of a scan."""
        held = self._held + character
        if self.value or not (codes.begins(held) or codes.is_code(held.upper())):
            self._let_go()
            return False
        self._held, self._held_at = held, time
        if self._letting_go is None:
            self._letting_go = self.set_timer(_HELD_FOR, self._wait_for_more)
        return True

    def _wait_for_more(self) -> None:
        self._letting_go = None
        if self._held and event_clock() - self._held_at < _HELD_FOR:
            self._letting_go = self.set_timer(_HELD_FOR, self._wait_for_more)
        else:
            self._let_go()

    def _let_go(self) -> None:
        """A hand typed it: into the field with it."""
        held, self._held = self._held, ""
        if held:
            self._type(held)

    def clear_all(self) -> None:
        """Leave nothing, kept back or shown."""
        self._held = ""
        self.value = ""

    def _take_code(self, time: float) -> None:
        code = codes.recognise(self.value + self._held)
        if code:
            self.clear_all()
            self._scanned_at, self._ended_with = time, set()
            self.post_message(self.Scanned(self, code))

    def _marks_a_scan(self, event: events.Key) -> bool:
        """Whether this is a scanner's mark behind the code just read, as the asterisk of
        Code 39: it is nobody's name, and its Enter is still the scan's."""
        return (
            self._scanned_at is not None
            and not (self.value or self._held or self._ended_with)
            and codes.is_mark(event.character or "")
            and event.time - self._scanned_at < TERMINATOR_WITHIN
        )

    def _ends_a_scan(self, event: events.Key) -> bool:
        """Whether this terminator belongs to the code just read: it confirms nothing. Some
        scanners send two, never the same one twice."""
        if self._scanned_at is None or self.value or self._held or event.key in self._ended_with:
            self._scanned_at = None
            return False
        self._ended_with.add(event.key)
        return event.time - self._scanned_at < TERMINATOR_WITHIN
