"""The frame of everything that staff answer on top of a place: a title, what is asked,
what was wrong, and buttons that say their keys."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from screens.host import Host
from screens.staff import StaffScreen
from screens.waiting import WaitingScans

T = TypeVar("T")

_SCAN_GAP = 0.3
"""Seconds between a scan's last letter and its Enter; a hand that reads is slower."""


class Dialog(ModalScreen[T | None], inherit_bindings=False):
    """Answers with something, or with ``None`` when whoever is asked goes back."""

    CSS_PATH = "dialog.tcss"
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    app = getters.app(Host)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._letter_at = 0.0
        self._says_wait = False

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(self._title), id="dialog-title", markup=False)
            with VerticalScroll(id="dialog-body", can_focus=False):
                yield from self.body()
            yield WaitingScans(named=True)
            yield Static(id="dialog-said", markup=False)
            with Horizontal(id="dialog-buttons"):
                yield from self.buttons()
                yield press("back", self.app.words("Back"), "Esc")

    def body(self) -> ComposeResult:
        """What is asked."""
        raise NotImplementedError

    def buttons(self) -> ComposeResult:
        """What can be done about it, besides going back."""
        yield from ()

    def takes_scan(self) -> bool:
        """Whether what has the focus is to have a badge that is scanned now, or any key; a
        field for scans has it in any case. Else the badge waits until this is closed."""
        return False

    def say(self, text: str, wrong: bool = True) -> None:
        """Say what is wrong, or what goes on, above the buttons."""
        said = self.query_one("#dialog-said", Static)
        said.set_class(wrong, "-wrong")
        said.update(Content(text))
        if text:  # a long path leaves a full dialog no room for what is the matter with it
            self.call_after_refresh(said.scroll_visible, animate=False)

    def on_lock_waited(self) -> None:
        """What is asked here may wait for another window."""
        said = " ".join(self.app.said_of_wait()).strip()
        if said or self._says_wait:
            self.say(said, wrong=False)
        self._says_wait = bool(said)

    def answer(self, result: T | None) -> None:
        """Close with an answer; the first one counts."""
        if self.is_current:
            self.dismiss(result)

    def action_back(self) -> None:
        self.answer(None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "press-back":
            self.action_back()

    def on_mouse_down(self) -> None:
        self._stay()

    def on_input_changed(self) -> None:
        """What is typed into a field does not come by as keys."""
        self._stay()

    def on_key(self, event: events.Key) -> None:
        """Nobody is signed out while typing here; and the Enter of a scan, right behind
        its letters, presses nothing."""
        self._stay()
        if event.is_printable:
            self._letter_at = event.time
        elif event.key == "enter" and event.time - self._letter_at < _SCAN_GAP:
            event.stop()
            event.prevent_default()

    def _stay(self) -> None:
        for screen in self.app.screen_stack:
            if isinstance(screen, StaffScreen):
                screen.stay()


def press(name: str, label: str, key: str = "") -> Button:
    """A button of one line that says its key."""
    said = Content.assemble(label, (f"  {key}", "dim")) if key else Content(label)
    return Button(said, id=f"press-{name}", compact=True)
