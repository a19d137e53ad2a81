"""The one field of the kiosk: for a scanner and for hands alike.

A scanner is a keyboard that types in a burst. A code is taken the moment its last letter
arrives, with or without a terminator, and Enter, Tab and line feed are taken in the key
handler: as bindings they would run after the next scan's letters had begun to arrive.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input

from kiosk.rules import codes

_TERMINATORS = frozenset({"enter", "tab", "ctrl+j"})
_MOST = 120
"""Characters kept; what stood before them is dropped, never what comes after."""
_TERMINATOR_WITHIN = 0.5
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

    def on_key(self, event: events.Key) -> None:
        if event.key in _TERMINATORS:
            event.stop()
            event.prevent_default()
            if self._ends_a_scan(event.time):
                return
            text, self.value = self.value.strip(), ""
            self.post_message(self.Entered(self, text))
        elif event.is_printable and event.character:
            event.stop()
            event.prevent_default()
            self._scanned_at = None
            self._type(event.character)
            self._take_code(event.time)
        elif event.key in ("backspace", "ctrl+h") and self.value:
            event.stop()
            event.prevent_default()
            self.value = self.value[:-1]
            self.cursor_position = len(self.value)
        else:
            self._scanned_at = None

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        for line in event.text.splitlines()[:200]:
            self._type("".join(c for c in line[:500] if c.isprintable()))
            self._take_code(event.time)

    def _type(self, text: str) -> None:
        self.value = (self.value + text)[-_MOST:]
        self.cursor_position = len(self.value)

    def _take_code(self, time: float) -> None:
        code = codes.recognise(self.value)
        if code:
            self.value = ""
            self._scanned_at = time
            self.post_message(self.Scanned(self, code))

    def _ends_a_scan(self, time: float) -> bool:
        """Whether this terminator belongs to the code just read: it confirms nothing."""
        scanned, self._scanned_at = self._scanned_at, None
        return scanned is not None and not self.value and time - scanned < _TERMINATOR_WITHIN
