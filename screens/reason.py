"""A reason and a PIN, before something that changes the record."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Input, Static

from kiosk.errors import ForPeople
from kiosk.model import Staff
from kiosk.rules.names import clean
from screens.dialog import Dialog, press


class ReasonScreen(Dialog[str]):
    """Answers with the reason, once the PIN of who is signed in was right."""

    CSS_PATH = ["dialog.tcss", "reason.tcss"]  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before any digit that is typed behind it goes where the focus still is: a PIN
        # would stand in the reason, for everybody to read.
        Binding("enter", "to_pin", show=False, priority=True),
    ]

    reason = getters.query_one("#reason", Input)
    pin = getters.query_one("#reason-pin", Input)

    def __init__(self, staff: Staff, title: str, question: str) -> None:
        super().__init__(title)
        self._staff = staff
        self._question = question
        self._checking = False
        self._warned_of = ""
        """The reason of which it was said that it would be lost."""

    def body(self) -> ComposeResult:
        words = self.app.words
        yield Static(Content(self._question), markup=False)
        yield Input(id="reason", max_length=200)
        yield Static(Content(words("PIN of {name}", name=self._staff.name)), markup=False)
        yield Input(id="reason-pin", password=True, max_length=12, restrict=r"[0-9]*")

    def buttons(self) -> ComposeResult:
        yield press("go", self.app.words("Go on"), self.app.words("Enter"))

    def on_mount(self) -> None:
        self.reason.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "to_pin" or self.focused is self.reason

    def action_to_pin(self) -> None:
        self.set_focus(self.pin)  # at once: ``focus()`` takes its time

    def action_back(self) -> None:
        """A reason that was typed is not lost with the first."""
        if not clean(self.reason.value) or self._warned_of == self.reason.value:
            self.answer(None)
            return
        self._warned_of = self.reason.value
        self.say(self.app.words("This is not saved. Esc again leaves without saving."))

    @on(Input.Submitted, "#reason-pin")
    def _signed(self) -> None:
        words = self.app.words
        if not clean(self.reason.value):
            self.say(words("Say why first."))
            self.reason.focus()
        elif not self.pin.value:
            self.say(words("Type your PIN, then Enter."))
            self.pin.focus()
        elif not self._checking:
            self._checking = True
            self._check(self.pin.value)
            self.pin.value = ""

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "press-go":
            event.stop()
            self._signed()

    @work
    async def _check(self, pin: str) -> None:
        try:
            await self.app.identified(self._staff, pin)
        except ForPeople as error:
            self.say(error.said(self.app.words))
            self.set_focus(self.pin)
        else:
            self.answer(clean(self.reason.value))
        finally:
            self._checking = False
