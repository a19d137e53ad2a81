"""A PIN as it is typed: dots, and no focus to wait for.

The screen hands what is typed here, in its order; a field of its own would get the keys
that come before the focus does too late, and out of order.
"""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.widgets import Static

_MOST = 12


class PinField(Static):
    """Takes digits and Backspace."""

    def __init__(self, hint: str = "", id: str | None = None) -> None:
        super().__init__(id=id, markup=False, classes="pin-field")
        self._hint = hint
        self.digits = ""

    def on_mount(self) -> None:
        self._draw()

    def take(self, event: events.Key) -> bool:
        """Whether the key was one for a PIN."""
        if event.character and event.character.isascii() and event.character.isdecimal():
            self.type(event.character)
        elif event.key in ("backspace", "ctrl+h") and self.digits:
            self.erase()
        else:
            return False
        event.stop()
        event.prevent_default()
        return True

    def type(self, digit: str) -> None:
        """One digit more; those beyond the longest PIN are dropped."""
        self.digits = (self.digits + digit)[:_MOST]
        self._draw()

    def erase(self) -> None:
        """Take the last back, if there is one."""
        self.digits = self.digits[:-1]
        self._draw()

    def pop(self) -> str:
        """The digits; the field is empty afterwards."""
        digits, self.digits = self.digits, ""
        self._draw()
        return digits

    def _draw(self) -> None:
        dots = Content("● " * len(self.digits))
        self.update(dots if self.digits else Content.styled(self._hint, "$text-muted"))
