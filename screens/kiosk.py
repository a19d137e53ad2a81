"""The public screen, the only one a visitor ever sees.

One field always has the focus. What is scanned goes to the desk at once, whatever else is
on the screen; what is typed finds people, and the one chosen is asked before anyone is
checked in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static

from kiosk.errors import ForPeople
from kiosk.rules import codes
from screens.below import Below, Step, Wanted
from screens.host import DayChanged, Host, LockWaited
from screens.kiosk_door import Door
from screens.kiosk_entry import Entry
from screens.kiosk_foot import NARROW, Foot
from screens.layout import SizedScreen, SizedText
from screens.scan_input import ScanInput
from screens.small import TooSmall, is_too_small
from screens.sound import Bell
from screens.verdict import ROOMY, Shown, VerdictPanel

if TYPE_CHECKING:
    from kiosk.model import Attendee

NOTICE_SECONDS = 5.0
IDLE_SECONDS = 20.0
"""After so long without a key or a click, nothing of the last person is left."""


class KioskScreen(SizedScreen[None], inherit_bindings=False):
    CSS_PATH = "kiosk.tcss"
    ALLOW_SELECT = False
    AUTO_FOCUS = "#field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", show=False),
        Binding("f2", "larger", show=False),
        Binding("f3", "language", show=False),
        Binding("f4", "contrast", show=False),
        Binding("f10", "staff", show=False),
    ]

    app = getters.app(Host)
    field = getters.query_one("#field", ScanInput)
    foot = getters.query_one(Foot)

    def __init__(self, failed: str = "") -> None:
        """``failed``: the reference of the error after which the kiosk was opened again."""
        super().__init__()
        self.panel = VerdictPanel()
        self.entry = Entry()
        self.below = Below()
        self._failed = failed
        self._idle_timer: Timer | None = None
        self._search_due = False
        self._drawn_title = self._drawn_language = ""
        self._notice = ""
        self._bell = Bell(self)
        self._door = Door(self.panel, self.entry, self.below, self._bell)

    def compose(self) -> ComposeResult:
        yield self.panel
        with Horizontal(id="head"):
            yield Static(id="school", markup=False)
            yield Static(id="clock", markup=False)
        yield rule()
        yield self.entry
        yield rule()
        yield self.below
        yield Foot(
            {
                "larger": self.action_larger,
                "contrast": self.action_contrast,
                "staff": self.action_staff,
                "help-key": self.action_help,
            }
        )
        yield TooSmall()

    def on_mount(self) -> None:
        self.set_interval(1.0, self._tick)
        self._draw()
        if self._failed:
            words = self.app.words
            what = words("Something went wrong. Nothing that was confirmed is lost.")
            then = words("Please scan or type again. Staff: reference {ref}.", ref=self._failed)
            again = Shown("wait", "◔", "", what, "", then)
            self.call_after_refresh(self.panel.show, again)

    # ---- drawing

    @on(DayChanged)
    def _day_changed(self, event: DayChanged) -> None:
        if event.snapshot.title != self._drawn_title or self.app.language != self._drawn_language:
            self._draw()
        else:
            self._draw_below()
        if self.field.value and self.below.step is Step.DAY:
            self._search()  # typed before these names were known

    @on(LockWaited)
    def _lock_waited(self) -> None:
        self._door.say_lock_waited()

    def room_classes(self, size: Size) -> Mapping[str, bool]:
        return {
            "-roomy": size.width >= ROOMY[0] and size.height >= ROOMY[1],
            "-narrow": size.width < NARROW,
            "-small": is_too_small(size),
        }

    def fit(self) -> None:
        self.foot.draw()
        self.below.draw()
        self.panel.draw()

    def _start_again(self) -> None:
        """Nothing of the last person, neither in the field nor below it."""
        self.field.clear_all()
        self._below_again()

    def _below_again(self) -> None:
        # The field is not touched: it empties itself when something was read, and the next
        # scan may be in it by now.
        self.below.reset()
        self._hint()

    def on_screen_resume(self) -> None:
        self._start_again()
        self._idle_again()
        self._draw()
        self.field.focus()

    def _hint(self) -> None:
        """Say what the keys do now; else what staff are told."""
        self.entry.hint(self.below.hint() or self._notice)

    def notice(self, text: str) -> None:
        """Say something to staff who come back here, for a while or until the next key."""
        self._notice = text
        self._hint()
        if text:
            self.set_timer(NOTICE_SECONDS, self._end_notice)

    def _end_notice(self) -> None:
        if self._notice:
            self.notice("")

    def _tick(self) -> None:
        words, now = self.app.words, self.app.local_now()
        is_open = self.app.snapshot.is_open
        self._say("clock", f"{words.day(now.date())}   {words.time(now)}" if is_open else "")

    def _say(self, widget: str, text: str) -> None:
        self.query_one(f"#{widget}", Static).update(Content(text))

    def _draw(self) -> None:
        """Paint everything but the verdict."""
        snapshot = self.app.snapshot
        self._drawn_title, self._drawn_language = snapshot.title, self.app.language
        self._say("school", snapshot.title)
        self._tick()
        self.foot.draw()
        self._draw_below()

    def _draw_below(self) -> None:
        self.entry.draw()
        self.below.draw()
        self._hint()

    # ---- what is typed

    @on(Input.Changed, "#field")
    def _typed(self) -> None:
        self._idle_again()
        if "?" in self.field.value:
            self.field.value = ""
            self.action_help()
            return
        if self.field.value:
            self.panel.hide()
            self._end_notice()
        if not self._search_due:
            # A scanner types faster than anyone reads: search once for a whole burst.
            self._search_due = True
            self.call_after_refresh(self._search)

    def _search(self) -> None:
        self._search_due = False
        typed = self.field.value
        if not typed:
            if self.below.step is Step.MATCHES:
                self._below_again()
        elif not codes.resembles(typed) and typed[:3].upper() != codes.PREFIX:
            self.below.match(self._found(typed))
            self._hint()

    def _found(self, typed: str) -> list[Attendee]:
        """The people who fit best; those first whom an open door expects."""
        from kiosk.rules.search import PUBLIC_MATCHES

        return self.app.directory.find(typed, PUBLIC_MATCHES, self.app.snapshot.expected)

    @on(ScanInput.Scanned)
    def _scanned(self, event: ScanInput.Scanned) -> None:
        self._end_notice()
        self._below_again()
        self._idle_again()
        self._door.badge(event.code)

    @on(ScanInput.Entered)
    def _entered(self, event: ScanInput.Entered) -> None:
        self._idle_again()
        if event.text:
            self._enter_text(event.text)
        else:
            self._take(self.below.pick())

    def _enter_text(self, text: str) -> None:
        from kiosk.rules import cards, scanner

        if scanner.is_card(text):
            words = self.app.words
            what = words("This is the set-up card for the scanner.")
            then = words("Staff: F10, then F8 Set-up, “Check the scanner”.")
            self.panel.show(Shown("wait", "◔", "", what, "", then))
            return
        place = self.below.highlighted if self.below.step is Step.MATCHES else 0
        # The accents of a number that came through another keyboard are nobody's name.
        people = [] if cards.undone_layouts(text) else self._found(text)
        if people:
            self.below.confirm(people[min(place, len(people) - 1)])
            self._hint()
        else:
            self._below_again()
            self._door.scan(text)

    def _take(self, wanted: Wanted | None) -> None:
        self._hint()
        if wanted:
            self._door.check_in(wanted)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._idle_again()
        self.field.clear_all()
        self._take(self.below.pick(event.option_index))

    def on_click(self) -> None:
        self.field.focus()

    def on_key(self, event: events.Key) -> None:
        """Keys that the field leaves: moving in a list, going back, taking back."""
        self._idle_again()
        self._end_notice()
        match event.key:
            case "up":
                self.below.options.action_cursor_up()
            case "down":
                self.below.options.action_cursor_down()
            case "escape" if self.panel.is_shown and (self.field.value or self.below.is_open):
                self.panel.hide()  # what is beneath it is the next visitor's
            case "escape":
                self.panel.hide()
                self._start_again()
            case "backspace" if self.panel.undoable:
                self._door.take_back(self.panel.undoable)
            case _:
                self.panel.hide() if event.key not in ("f2", "f3", "f4") else None
                return
        event.stop()
        event.prevent_default()

    # ---- time, keys of the footer

    def _idle_again(self) -> None:
        if self._idle_timer:
            self._idle_timer.stop()
        self._idle_timer = self.set_timer(IDLE_SECONDS, self._idle)

    def _idle(self) -> None:
        if not self.is_active:
            return  # staff chose theirs here, and are at work; it is called again after them
        self._start_again()
        self.app.theme = self.app.own_theme
        if self.app.language != self.app.snapshot.languages[0]:
            self.app.speak(self.app.snapshot.languages[0])

    def action_help(self) -> None:
        self._start_again()
        self.panel.hide()
        self.below.help()

    def action_larger(self) -> None:
        self.app.larger = not self.app.larger
        self._draw()
        self.panel.draw()

    def action_contrast(self) -> None:
        self.app.next_theme()

    def action_language(self) -> None:
        self.app.next_language()

    def action_staff(self) -> None:
        self.panel.hide()
        self._start_again()
        self.app.open_staff()

    def say_wrong(self, error: ForPeople) -> None:
        """Staff cannot sign in; the door goes on."""
        reference = self.app.log_failure(error)
        then = self.app.words("Staff: reference {ref}.", ref=reference)
        self.panel.show(Shown("no", "✗", "", error.said(self.app.words), "", then))


def rule() -> SizedText:
    """A line between two parts."""
    drawn = SizedText(lambda width, height: Content("─" * width))
    drawn.add_class("rule")
    return drawn
