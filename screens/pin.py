"""Who are you? A name and a PIN, before anything that staff do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kiosk.errors import ForPeople
from kiosk.model import Staff
from screens.host import Host
from screens.pin_field import PinField
from screens.waiting import WaitingScans

IDLE_SECONDS = 30.0
WAITED_FOR_SECONDS = 8.0
"""Without a key, when someone has scanned their badge and waits for the kiosk."""
LONG_SECONDS = 2.0
"""When looking at a PIN takes longer, the screen says why."""


class PinScreen(ModalScreen[Staff | None], inherit_bindings=False):
    """Answers with who signed in, or ``None``."""

    CSS_PATH = "pin.tcss"
    ALLOW_SELECT = False
    AUTO_FOCUS = ""

    app = getters.app(Host)
    names = getters.query_one("#names", OptionList)
    pin = getters.query_one(PinField)

    def __init__(self, staff: list[Staff]) -> None:
        """``staff``: who has a PIN on this laptop, by name."""
        super().__init__()
        self._staff = staff
        self._checking = False
        self._says_wait = False
        self._idle_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        words = self.app.words
        with Vertical(id="pin-box"):
            yield Static(words("Who are you?"), id="pin-title", markup=False)
            names = OptionList(
                *(Option(Content(name)) for name in self._names()), id="names", markup=False
            )
            names.can_focus = False
            yield names
            yield PinField(words("↑ ↓ choose your name, then type your PIN"))
            yield WaitingScans(named=False)
            yield Static("", id="pin-said", markup=False)
            yield Static(words("Enter: go on     Esc: back"), id="pin-keys", markup=False)

    def _names(self) -> Iterator[str]:
        """Each with their id, where two have one name."""
        count = Counter(staff.name for staff in self._staff)
        for staff in self._staff:
            yield f"{staff.name}   {staff.id}" if count[staff.name] > 1 else staff.name

    def on_mount(self) -> None:
        self.names.highlighted = 0
        self._idle_again()

    @on(WaitingScans.Told)
    def _idle_again(self) -> None:
        if self._idle_timer:
            self._idle_timer.stop()
        seconds = WAITED_FOR_SECONDS if self.app.scans.waiting else IDLE_SECONDS
        self._idle_timer = self.set_timer(seconds, self._idle)

    def _idle(self) -> None:
        """Nobody is there; but the wait after wrong PINs is not nobody."""
        if self._checking:
            self._idle_again()
        else:
            self._cancel()

    def on_key(self, event: events.Key) -> None:
        event.stop()  # else it would be one for the screen beneath, when this one closes
        self._idle_again()
        if self.pin.take(event):
            self._say("")
            return
        match event.key:
            case "up":
                self.names.action_cursor_up()
            case "down":
                self.names.action_cursor_down()
            case "enter" | "tab":
                self._enter()
            case "escape":
                self._cancel()

    def _say(self, text: str) -> None:
        self.query_one("#pin-said", Static).update(Content(text))

    def on_lock_waited(self) -> None:
        """The PIN may wait for another window."""
        said = " ".join(self.app.said_of_wait()).strip()
        if said or self._says_wait:
            self._say(said)
        self._says_wait = bool(said)

    def _enter(self) -> None:
        if not self._checking and self.pin.digits:
            self._checking = True
            self._say(self.app.words("One moment…"))
            self._check(self._staff[self.names.highlighted or 0], self.pin.pop())

    @work
    async def _check(self, staff: Staff, pin: str) -> None:
        long = self.set_timer(LONG_SECONDS, self._say_why_long)
        try:
            found = await self.app.identified(staff, pin)
        except ForPeople as error:
            self._say(error.said(self.app.words))
        else:
            if self.is_current:
                self.dismiss(found)
        finally:
            long.stop()
            self._checking = False

    def _say_why_long(self) -> None:
        self._say(self.app.words("One moment: after wrong PINs this takes longer, up to a minute."))

    def _cancel(self) -> None:
        if self.is_current:
            self.dismiss(None)
