"""Are you sure? Before what cannot be taken back."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Static

from screens.dialog import Dialog, press


class ConfirmScreen(Dialog[bool]):
    """Answers ``True`` when it is to be done."""

    def __init__(self, title: str, what: str, yes: str) -> None:
        """Args:
        what: what will be so afterwards.
        yes: what the button says.
        """
        super().__init__(title)
        self._what = what
        self._yes = yes

    def body(self) -> ComposeResult:
        yield Static(Content(self._what), id="confirm-what", markup=False)

    def buttons(self) -> ComposeResult:
        yield press("yes", self._yes, self.app.words("Enter"))

    def on_mount(self) -> None:
        self.query_one("#press-yes", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "press-yes":
            event.stop()
            self.answer(True)
