"""A reason and a PIN, before something that changes the record."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kiosk.errors import ForPeople
from kiosk.model import Staff
from kiosk.rules.names import clean
from screens.host import Host


class ReasonScreen(ModalScreen[str | None], inherit_bindings=False):
    """Answers with the reason, once the PIN of who is signed in was right."""

    CSS_PATH = "reason.tcss"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    app = getters.app(Host)
    reason = getters.query_one("#reason", Input)
    pin = getters.query_one("#reason-pin", Input)

    def __init__(self, staff: Staff, title: str, question: str) -> None:
        super().__init__()
        self._staff = staff
        self._title = title
        self._question = question
        self._checking = False

    def compose(self) -> ComposeResult:
        words = self.app.words
        with Vertical(id="reason-box"):
            yield Static(self._title, id="reason-title", markup=False)
            yield Static(self._question, markup=False)
            yield Input(id="reason", max_length=200)
            yield Static(words("PIN of {name}", name=self._staff.name), markup=False)
            yield Input(id="reason-pin", password=True, max_length=12, restrict=r"[0-9]*")
            yield Static("", id="reason-said", markup=False)
            yield Static(words("Enter: go on     Esc: back"), id="reason-keys", markup=False)

    def on_mount(self) -> None:
        self.reason.focus()

    @on(Input.Submitted, "#reason")
    def _reasoned(self) -> None:
        self.pin.focus()

    @on(Input.Submitted, "#reason-pin")
    def _signed(self) -> None:
        words = self.app.words
        if not clean(self.reason.value):
            self._say(words("Say why first."))
            self.reason.focus()
        elif not self._checking and self.pin.value:
            self._checking = True
            self._check(self.pin.value)
            self.pin.value = ""

    def _say(self, text: str) -> None:
        self.query_one("#reason-said", Static).update(Content(text))

    @work
    async def _check(self, pin: str) -> None:
        try:
            await self.app.identified(self._staff, pin)
        except ForPeople as error:
            self._say(str(error))
        else:
            if self.is_current:
                self.dismiss(clean(self.reason.value))
        finally:
            self._checking = False

    def action_cancel(self) -> None:
        if self.is_current:
            self.dismiss(None)
