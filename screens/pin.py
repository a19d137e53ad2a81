"""Who are you? A name and a PIN, before anything that staff do."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.desk import closing
from kiosk.errors import ForPeople
from kiosk.model import Staff
from screens.host import Host

IDLE_SECONDS = 30.0


class PinScreen(ModalScreen[Staff | None], inherit_bindings=False):
    """Answers with who signed in, or ``None``."""

    CSS_PATH = "pin.tcss"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    app = getters.app(Host)
    names = getters.query_one("#names", OptionList)
    pin = getters.query_one("#pin", Input)

    def __init__(self, staff: list[Staff]) -> None:
        """``staff``: who has a PIN on this laptop, by name."""
        super().__init__()
        self._staff = staff
        self._checking = False

    def compose(self) -> ComposeResult:
        words = self.app.words
        with Vertical(id="pin-box"):
            yield Static(words("Who are you?"), id="pin-title", markup=False)
            yield OptionList(
                *(Option(Content(staff.name)) for staff in self._staff), id="names", markup=False
            )
            yield Static(words("Your PIN"), id="pin-label", markup=False)
            yield Input(password=True, id="pin", max_length=12, restrict=r"[0-9]*")
            yield Static("", id="pin-said", markup=False)
            yield Static(words("Enter: go on     Esc: back"), id="pin-keys", markup=False)

    def on_mount(self) -> None:
        self.names.highlighted = 0
        if len(self._staff) == 1:
            self.pin.focus()
        else:
            self.names.focus()
        self.set_timer(IDLE_SECONDS, self._idle)

    def _idle(self) -> None:
        self.action_cancel()

    def on_key(self) -> None:
        self._say("")

    def _say(self, text: str) -> None:
        self.query_one("#pin-said", Static).update(Content(text))

    @on(OptionList.OptionSelected)
    def _named(self) -> None:
        self.pin.focus()

    @on(Input.Submitted, "#pin")
    def _entered(self) -> None:
        if self._checking or not self.pin.value:
            return
        self._checking = True
        self._say(self.app.words("One moment…"))
        self._check(self._staff[self.names.highlighted or 0], self.pin.value)
        self.pin.value = ""

    @work
    async def _check(self, staff: Staff, pin: str) -> None:
        # Not on the store's thread: a wait after wrong PINs must not hold up the door.
        try:
            found = await asyncio.to_thread(closing.identify, self.app.desk.desk, staff.id, pin)
        except ForPeople as error:
            self._say(str(error))
        else:
            if self.is_current:
                self.dismiss(found)
        finally:
            self._checking = False

    def action_cancel(self) -> None:
        if self.is_current:
            self.dismiss(None)
