"""The frame that all staff screens share: who is signed in, the three places, the keys.

A scan works on every one of them: see :mod:`screens.scan_reader`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import ClassVar

from rich.cells import cell_len
from textual import events, getters
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer
from textual.widgets import Static

from kiosk.desk import door
from kiosk.errors import ForPeople
from kiosk.model import Role, Staff
from kiosk.wording import whom_told
from screens.footer import Keys
from screens.host import DayChanged, Host
from screens.layout import SizedScreen
from screens.small import TooSmall, is_too_small

ROOMY = 110
"""Columns from which a side panel has room."""
IDLE_SECONDS = 120.0
"""After so long without a key or a click, whoever is signed in is signed out."""

PLACES = (("f5", "sessions"), ("f6", "people"), ("f7", "completions"), ("f8", "setup"))


class StaffScreen(SizedScreen[None], inherit_bindings=False):
    """One of the places; subclasses fill ``body`` and say where they are."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "staff.tcss"
    """A subclass with a sheet of its own lists both."""
    ALLOW_SELECT = False
    PLACE: ClassVar[str] = ""
    LESSER: ClassVar[tuple[str, ...]] = ()
    """Actions whose keys give way first where the footer has no room for all."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "go('sessions')", "Sessions", show=False),
        Binding("f6", "go('people')", "People", show=False),
        Binding("f7", "go('completions')", "Completions", show=False),
        Binding("f8", "go('setup')", "Set-up", show=False),
        Binding("escape", "back", "Back"),
        Binding("f10", "leave", "Sign out", show=False),
        Binding("question_mark", "more", "More"),
        Binding("tab", "app.focus_next", show=False),
        Binding("shift+tab", "app.focus_previous", show=False),
    ]

    app = getters.app(Host)

    def __init__(self, staff: Staff) -> None:
        super().__init__()
        self.staff = staff
        self._idle_timer: Timer | None = None
        self._spoken = ""
        """The language that the frame is written in."""
        self._opened: dict[str, Callable[[], None]] = {}
        """What is open on this screen, the last one last, and what closes it."""
        self._warned = ""
        """The key at which it was said that something would be lost."""

    # ---- the frame

    def compose(self) -> ComposeResult:
        with Horizontal(id="staff-head"):
            for key, place in PLACES:
                yield Place(key, place, place == self.PLACE)
            yield Static(id="signed-in", markup=False)
        yield Static(id="alarm", markup=False)
        yield Static(id="title", markup=False)
        with Vertical(id="body"):
            yield from self.body()
        yield Static(id="said", markup=False)
        yield Keys()
        yield TooSmall()

    def body(self) -> ComposeResult:
        """What stands between the title and the footer."""
        raise NotImplementedError

    def room_classes(self, size: Size) -> Mapping[str, bool]:
        return {"-roomy": size.width >= ROOMY, "-small": is_too_small(size)}

    def on_mount(self) -> None:
        self.label()
        self._idle_again()

    def label(self) -> None:
        """Write the words of the frame; again when the language changes."""
        words, self._spoken = self.app.words, self.app.language
        names = {
            "sessions": words("Sessions"),
            "people": words("People"),
            "completions": words("Completions"),
            "setup": words("Set-up"),
        }
        for place in self.query(Place):
            place.update(Content(f" {place.key.upper()} {names[place.place]} "))
        leave = words("F10 sign out")
        signed_in = Content.assemble((self.staff.name, "bold"), f"   {leave}")
        self.query_one("#signed-in", Static).update(signed_in)
        self._alarm()
        self.refresh_bindings()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, with their words in the language that the screen speaks now; as many
        of them in the footer as it has room for."""
        spoken = {key: self._spoken_key(known) for key, known in super().active_bindings.items()}
        for key in self._unshown(spoken):
            known = spoken[key]
            spoken[key] = known._replace(binding=replace(known.binding, show=False))
        return spoken

    def _unshown(self, keys: dict[str, ActiveBinding]) -> list[str]:
        """The keys for which the footer has no room, those of :attr:`LESSER` first; the
        last of them is the key that says them, where there are none."""
        shown = {key: known.binding for key, known in keys.items() if known.binding.show}
        widths = {
            key: cell_len(f"{self.app.get_key_display(binding)} {binding.description}  ")
            for key, binding in shown.items()
        }
        more = next((key for key, b in shown.items() if b.action == "more"), None)
        if more and sum(widths.values()) - widths[more] <= self.size.width:
            return [more]
        rest = [key for key, b in shown.items() if b.action not in ("more", *self.LESSER)]
        order = [key for a in self.LESSER for key, b in shown.items() if b.action == a]
        unshown = []
        for key in (*order, *reversed(rest)):
            if sum(widths.values()) <= self.size.width:
                break
            del widths[key]
            unshown.append(key)
        return unshown

    def action_more(self) -> None:
        """Say the keys for which the footer has no room; or no longer."""
        if "more" in self._opened:
            self.say("")
            return
        keys = {key: self._spoken_key(known) for key, known in super().active_bindings.items()}
        unshown = (keys[key].binding for key in self._unshown(keys))
        self.say("   ".join(f"{self.app.get_key_display(b)} {b.description}" for b in unshown))
        self.opened("more", lambda: self.say(""))

    def _spoken_key(self, known: ActiveBinding) -> ActiveBinding:
        words, binding = self.app.words, known.binding
        shown = words.context("key", "space") if binding.key == "space" else binding.key_display
        said = replace(binding, description=words(binding.description), key_display=shown)
        return known._replace(binding=said)

    def _alarm(self) -> None:
        """What staff must know whatever they do: the data folder is not as it should be."""
        words, snapshot = self.app.words, self.app.snapshot
        said = ""
        if snapshot.damages:
            said = words.plural(
                "{n} place in the data folder is damaged. Make a backup, then have it checked.",
                "{n} places in the data folder are damaged. Make a backup, then have it checked.",
                snapshot.damages,
            )
        if snapshot.read_only:
            said = words("The data folder can only be read: nothing can be recorded here.")
        if any(waited := self.app.said_of_wait()):
            said = " ".join(waited)
        alarm = self.query_one("#alarm", Static)
        alarm.update(Content(said))
        alarm.display = bool(said)

    def on_lock_waited(self) -> None:
        self._alarm()

    def titled(self, text: str | Content) -> None:
        """Say where we are, above the body."""
        self.query_one("#title", Static).update(Content(text) if isinstance(text, str) else text)

    def say(self, text: str, wrong: bool = False) -> None:
        """Say what happened, on the line above the footer."""
        self.closed("more")  # it stood there
        said = self.query_one("#said", Static)
        said.set_class(wrong, "-wrong")
        said.update(Content(text))

    # ---- moving

    def opened(self, what: str, close: Callable[[], None]) -> None:
        """Something was opened on this screen: it is the first that Esc closes."""
        self.closed(what)
        self._opened[what] = close

    def closed(self, what: str) -> None:
        """It was closed in another way."""
        self._opened.pop(what, None)

    def unsaved(self, key: str) -> str:
        """What would be lost if this screen were left; and that ``key``, pressed again, leaves
        all the same. Nothing, where nothing would be."""
        return ""

    def _may_leave(self, key: str) -> bool:
        """Whether nothing is lost, or that was said already."""
        lost = self.unsaved(key)
        if lost and self._warned != key:
            self.say(lost, wrong=True)
            self._warned = key
            return False
        return True

    def action_go(self, place: str) -> None:
        key = next(key for key, known in PLACES if known == place)
        if self._may_leave(key.upper()):
            self.app.go_to(place, self.staff)

    def action_back(self) -> None:
        """Close what was opened last; where nothing is open, go back."""
        if self._opened:
            _, close = self._opened.popitem()
            close()
        elif self.is_current and self._may_leave("Esc"):
            self.go_back()

    def go_back(self) -> None:
        """One step back; from a place, to the kiosk."""
        self.app.sign_out()

    def action_leave(self) -> None:
        if self._may_leave("F10"):
            self.app.sign_out()

    def is_rep(self) -> bool:
        return Role.REP in self.staff.roles

    def on_day_changed(self, event: DayChanged) -> None:
        """The day was read again, or the language is another; a screen that shows it draws it."""
        if self._spoken == self.app.language:
            self._alarm()
        else:
            self.label()

    # ---- time and scans

    def _idle_again(self) -> None:
        if self._idle_timer:
            self._idle_timer.stop()
        self._idle_timer = self.set_timer(IDLE_SECONDS, self._idle)

    def on_screen_resume(self) -> None:
        self._idle_again()

    def _idle(self) -> None:
        if self.is_current or not isinstance(self.app.screen, StaffScreen):
            self.app.sign_out()  # else the one on top counts for itself

    def stay(self) -> None:
        """Someone is at the keys of what is open on top."""
        self._idle_again()

    def on_mouse_down(self) -> None:
        self._idle_again()

    def on_input_changed(self) -> None:
        """What is typed into a field does not come by as keys."""
        self._idle_again()

    def on_key(self, event: events.Key) -> None:
        self._idle_again()
        if event.key not in ("escape", *(key for key, _ in PLACES), "f10"):
            self._warned = ""

    def scanned(self, code: str) -> None:
        """A badge was scanned here, or waited until this was in front: it checks in as at the
        kiosk, where a screen does not say otherwise."""
        self.check_in(code, self.app.served)

    def check_in(self, code: str, served: frozenset[str] | None) -> None:
        """Check in whose badge was scanned, and say what came of it; also when whoever is
        signed in goes on to another screen meanwhile."""
        self.app.run_worker(self._check_in(code, served))

    async def _check_in(self, code: str, served: frozenset[str] | None) -> None:
        try:
            verdict = await self.app.ask(door.scan, code, served=served)
        except ForPeople as error:
            self._say_in_front(error.said(self.app.words), wrong=True)
            return
        self._say_in_front(whom_told(verdict, self.app.words), not verdict.outcome.is_in)
        if self in self.app.screen_stack:
            self.checked_in(verdict)
        self.app.read_day()

    def _say_in_front(self, text: str, wrong: bool) -> None:
        """Here, or where whoever is signed in went meanwhile, once that screen is drawn."""
        if self in self.app.screen_stack:
            self.say(text, wrong)
        elif isinstance(self.app.screen, StaffScreen):
            self.app.screen.call_later(self.app.screen.say, text, wrong)

    def checked_in(self, verdict: door.Verdict) -> None:
        """A badge scanned here was decided on."""


class Place(Static):
    """The name of a place, to be clicked."""

    def __init__(self, key: str, place: str, here: bool) -> None:
        super().__init__(classes="place -here" if here else "place", markup=False)
        self.key = key
        self.place = place

    async def on_click(self) -> None:
        await self.run_action(f"screen.go('{self.place}')")
