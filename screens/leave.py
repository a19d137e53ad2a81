"""Closing the kiosk itself, which takes a PIN: whoever does it has the laptop."""

from __future__ import annotations

from textual import getters, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Input, Static

from kiosk.errors import ForPeople
from kiosk.model import Staff
from screens.dialog import Dialog, press
from screens.host import Ended


class LeaveScreen(Dialog[None]):
    """Ends the app once the PIN of who is signed in was right."""

    pin = getters.query_one("#leave-pin", Input)

    def __init__(self, staff: Staff, title: str) -> None:
        super().__init__(title)
        self._staff = staff
        self._checking = False

    def body(self) -> ComposeResult:
        words = self.app.words
        what = words("Nobody checks in on this laptop until it is started again.")
        yield Static(Content(f"{what}\n"), markup=False)
        yield Static(Content(words("PIN of {name}", name=self._staff.name)), markup=False)
        yield Input(id="leave-pin", password=True, max_length=12, restrict=r"[0-9]*")

    def buttons(self) -> ComposeResult:
        yield press("leave", self.app.words("Close it"), self.app.words("Enter"))

    def on_mount(self) -> None:
        self.pin.focus()

    @on(Input.Submitted, "#leave-pin")
    def _signed(self) -> None:
        words = self.app.words
        if not self.pin.value:
            self.say(words("Type your PIN, then Enter."))
            self.pin.focus()
        elif not self._checking:
            self._checking = True
            self.say(words("One moment…"), wrong=False)
            self._check(self.pin.value)
            self.pin.value = ""

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "press-leave":
            event.stop()
            self._signed()

    @work
    async def _check(self, pin: str) -> None:
        words = self.app.words
        try:
            await self.app.identified(self._staff, pin)
        except ForPeople as error:
            self.say(error.said(words))
            self.set_focus(self.pin)
        else:
            if self.app.scans.waiting:
                self.say(words("A badge was scanned. Go back first, so that it counts."))
            elif self.is_current:
                self.app.exit(Ended.LEFT)
        finally:
            self._checking = False
