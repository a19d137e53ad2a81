"""The public screen, the only one a visitor ever sees.

One field always has the focus. What is scanned goes to the desk at once, whatever else is
on the screen; what is typed finds people, and the one chosen is asked before anyone is
checked in.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from enum import Enum
from functools import partial
from typing import ClassVar, Concatenate, ParamSpec

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.desk import door
from kiosk.desk.protocol import Desk
from kiosk.errors import ForPeople
from kiosk.model import Attendee, CheckIn, Sitting
from kiosk.rules import codes
from kiosk.rules.checkin import Outcome
from kiosk.rules.search import PUBLIC_MATCHES, told_apart
from kiosk.wording import place, titled
from kiosk.words import NATIVE
from screens.drawing import board, cut, hours
from screens.host import DayChanged, Host
from screens.scan_input import ScanInput
from screens.verdict import Shown, VerdictPanel, shown

P = ParamSpec("P")

VERDICT_SECONDS = 5.0
IDLE_SECONDS = 20.0
DEBOUNCE_SECONDS = 2.5
"""The same code again so soon is one scan: some scanners send each code twice."""
SLOW_SECONDS = 0.4
"""When an answer takes longer, the screen says that it is coming."""
ROOMY = (100, 30)
"""Columns and lines from which there is air."""


class Step(Enum):
    """What the lower half is for."""

    DAY = "day"
    MATCHES = "matches"
    CONFIRM = "confirm"
    CHOOSE = "choose"
    HELP = "help"


class Key(Static):
    """A word in the footer that can be clicked."""

    def __init__(self, name: str, act: Callable[[], None]) -> None:
        super().__init__(id=name, classes="key", markup=False)
        self._act = act

    def on_click(self) -> None:
        self._act()


class KioskScreen(Screen[None], inherit_bindings=False):
    CSS_PATH = "kiosk.tcss"
    ALLOW_SELECT = False
    AUTO_FOCUS = "#field"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", show=False),
        Binding("f2", "larger", show=False),
        Binding("f3", "language", show=False),
        Binding("f10", "staff", show=False),
    ]

    app = getters.app(Host)
    field = getters.query_one("#field", ScanInput)
    panel = getters.query_one(VerdictPanel)
    options = getters.query_one("#choices", OptionList)

    def __init__(self, failed: str = "") -> None:
        """``failed``: the reference of the error after which the kiosk was opened again."""
        super().__init__()
        self._failed = failed
        self._step = Step.DAY
        self._people: list[Attendee] = []
        self._person: Attendee | None = None
        self._sittings: tuple[Sitting, ...] = ()
        self._undo: CheckIn | None = None
        self._verdict_timer: Timer | None = None
        self._idle_timer: Timer | None = None
        self._asked = 0
        self._search_due = False
        self._last_code = ("", 0.0)
        self._drawn_title = self._drawn_language = ""

    def compose(self) -> ComposeResult:
        yield VerdictPanel()
        with Horizontal(id="head"):
            yield Static(id="school", markup=False)
            yield Static(id="clock", markup=False)
        yield Static(classes="rule", markup=False)
        with Vertical(id="ask"):
            yield Static(id="prompt", markup=False)
            yield ScanInput(id="field")
            yield Static(id="hint", markup=False)
        yield Static(classes="rule", markup=False)
        with Vertical(id="below"):
            yield Static(id="heading", markup=False)
            yield Static(id="day", markup=False)
            choices = OptionList(id="choices", markup=False)
            choices.can_focus = False
            yield Static(id="person", markup=False)
            yield choices
            yield Static(id="help", markup=False)
        with Horizontal(id="foot"):
            for language in NATIVE:
                yield Key(f"speak-{language}", partial(self.app.speak, language))
            yield Static(id="gap")
            yield Key("larger", self.action_larger)
            yield Key("staff", self.action_staff)
            yield Key("help-key", self.action_help)

    def on_mount(self) -> None:
        self.set_interval(1.0, self._tick)
        self._draw()
        if self._failed:
            words = self.app.words
            what = words("Something went wrong. Nothing that was confirmed is lost.")
            then = words("Please scan or type again. Staff: reference {ref}.", ref=self._failed)
            self.call_after_refresh(self._paint, Shown("wait", "◔", "", what, "", then))

    # ---- drawing

    @on(DayChanged)
    def _day_changed(self, event: DayChanged) -> None:
        if event.snapshot.title != self._drawn_title or self.app.language != self._drawn_language:
            self._draw()
        else:
            self._draw_below()
        if self.field.value and self._step is Step.DAY:
            self._search()  # typed before these names were known

    def on_resize(self, event: events.Resize) -> None:
        roomy = event.size.width >= ROOMY[0] and event.size.height >= ROOMY[1]
        self.set_class(roomy, "-roomy")
        self.call_after_refresh(self._draw)

    def _start_again(self) -> None:
        self.field.clear_all()
        self._clear()

    def on_screen_resume(self) -> None:
        self._start_again()
        self._draw()
        self.field.focus()

    def _tick(self) -> None:
        self._say("clock", self._clock())

    def _clock(self) -> str:
        words, now = self.app.words, self.app.local_now()
        if not self.app.snapshot.is_open:
            return ""
        return f"{words.day(now.date())}   {words.time(now)}"

    def _say(self, widget: str, content: str | Content) -> None:
        shown_now = content if isinstance(content, Content) else Content(content)
        self.query_one(f"#{widget}", Static).update(shown_now)

    def _draw(self) -> None:
        """Paint everything but the verdict."""
        words, snapshot = self.app.words, self.app.snapshot
        self._drawn_title, self._drawn_language = snapshot.title, self.app.language
        self._say("school", snapshot.title)
        self._tick()
        for rule in self.query(".rule").results(Static):
            rule.update(Content("─" * max(rule.content_size.width, 0)))
        self._say("prompt", words("Scan your badge, or type your name"))
        for language, name in NATIVE.items():
            key = self.query_one(f"#speak-{language}", Static)
            key.display = language in snapshot.languages
            key.update(Content(name))
            key.set_class(language == self.app.language, "-on")
        self._say("larger", words("F2 Larger"))
        self._say("staff", words("F10 Staff"))
        self._say("help-key", words("? Help"))
        self._draw_below()

    def _draw_below(self) -> None:
        words, step = self.app.words, self._step
        self.query_one("#day").set_class(step is not Step.DAY, "-hidden")
        self.query_one("#heading").set_class(step not in (Step.DAY, Step.CHOOSE), "-hidden")
        self.options.set_class(step not in (Step.DAY, Step.HELP), "-open")
        self.query_one("#person").set_class(step is Step.CONFIRM, "-open")
        self.query_one("#help").set_class(step is Step.HELP, "-open")
        hint = ""
        if step is Step.DAY:
            self._say("heading", words("Now and next"))
            below = self.query_one("#below").content_size
            if not self.app.snapshot.is_open:
                self._say("day", Content.styled(words("Opening…"), "$text-muted"))
                return
            rows = list(self.app.snapshot.sessions)
            wide = self.has_class("-roomy")
            self._say("day", board(rows, words, below.width, below.height - 1, wide))
        elif step is Step.MATCHES:
            hint = words("Enter: that's me     Esc: start again")
        elif step is Step.CHOOSE:
            self._say("heading", words("Which one are you here for?"))
            hint = words("↑ ↓ and Enter: choose     Esc: start again")
        elif step is Step.CONFIRM and self._person:
            (match,) = told_apart([self._person])
            question = words("Is this you?")
            name = (match.attendee.name, "bold")
            self._say("person", Content.assemble((question, "$text-muted"), "  ", name))
            hint = words("Enter: choose     Esc: start again")
        elif step is Step.HELP:
            self._say("help", self._help())
        self._say("hint", hint)

    def _help(self) -> Content:
        words = self.app.words
        lines = (
            words("Hold your badge under the scanner. You need not press anything."),
            words("No badge? Type a few letters of your name, choose it, and press Enter."),
            words("Your member number works too."),
            words("F3 changes the language, F2 makes the answer larger."),
            words("Esc always brings you back. If anything is unclear, ask at the desk."),
        )
        return Content("\n\n" if self.has_class("-roomy") else "\n").join(map(Content, lines))

    def _go(self, step: Step) -> None:
        self._step = step
        self._draw_below()

    def _clear(self) -> None:
        """Leave nothing of the last person in the lower half. The field is not touched: it
        empties itself when something was read, and the next scan may be in it by now."""
        self._person, self._people, self._sittings = None, [], ()
        if self._step is not Step.DAY:
            self.options.clear_options()
            self._go(Step.DAY)

    # ---- what is typed

    @on(Input.Changed, "#field")
    def _typed(self) -> None:
        self._idle_again()
        if "?" in self.field.value:
            self.field.value = ""
            self.action_help()
            return
        if self.field.value:
            self._hide_verdict()
        if not self._search_due:
            # A scanner types faster than anyone reads: search once for a whole burst.
            self._search_due = True
            self.call_after_refresh(self._search)

    def _search(self) -> None:
        self._search_due = False
        typed = self.field.value
        if not typed:
            if self._step is Step.MATCHES:
                self._go(Step.DAY)
            return
        if codes.resembles(typed) or typed[:3].upper() == codes.PREFIX:
            return
        self._person, self._sittings = None, ()
        self._people = self.app.snapshot.directory.find(typed, PUBLIC_MATCHES)
        if not self._people:
            self.options.clear_options()
            self._go(Step.DAY)
            return
        matches = told_apart(self._people)
        width = min(max(len(m.attendee.name) for m in matches), self.size.width // 2)
        self._offer(
            [
                Content.assemble((cut(m.attendee.name, width), "bold"), "   ", m.detail)
                for m in matches
            ]
        )
        self._go(Step.MATCHES)

    @on(ScanInput.Scanned)
    def _scanned(self, event: ScanInput.Scanned) -> None:
        self._clear()
        self._idle_again()
        code, at = self._last_code
        self._last_code = (event.code, time.monotonic())
        if code != event.code or time.monotonic() - at > DEBOUNCE_SECONDS:
            self._decide(door.scan, event.code, served=self.app.served)

    @on(ScanInput.Entered)
    def _entered(self, event: ScanInput.Entered) -> None:
        self._idle_again()
        if event.text:
            self._enter_text(event.text)
        elif self._step is Step.HELP:
            self._go(Step.DAY)
        else:
            self._pick(self.options.highlighted or 0)

    def _enter_text(self, text: str) -> None:
        place = self.options.highlighted or 0 if self._step is Step.MATCHES else 0
        people = self.app.snapshot.directory.find(text, PUBLIC_MATCHES)
        if people:
            self._confirm(people[min(place, len(people) - 1)])
        else:
            self._clear()
            self._decide(door.scan, text, served=self.app.served)

    def _confirm(self, person: Attendee) -> None:
        self._clear()
        self._person = person
        words = self.app.words
        (match,) = told_apart([person])
        yes = words("Yes, check me in")
        self._offer(
            [Content.assemble((yes, "bold"), f"   {match.detail}"), words("No, start again")]
        )
        self._go(Step.CONFIRM)

    def _offer(self, lines: Sequence[Content | str]) -> None:
        self.options.clear_options()
        self.options.add_options([Option(Content(x) if isinstance(x, str) else x) for x in lines])
        self.options.highlighted = 0

    def _pick(self, index: int) -> None:
        """Take what is chosen in the list that is open."""
        person, sittings = self._person, self._sittings
        if self._step is Step.MATCHES and index < len(self._people):
            self._confirm(self._people[index])
        elif self._step is Step.CONFIRM and person:
            self._clear()
            if index == 0:
                self._decide(door.check_in, person.id, served=self.app.served)
        elif self._step is Step.CHOOSE and person and index < len(sittings):
            self._clear()
            self._decide(door.check_in, person.id, served=frozenset({sittings[index].id}))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._idle_again()
        self.field.clear_all()
        self._pick(event.option_index)

    def on_click(self) -> None:
        self.field.focus()

    def on_key(self, event: events.Key) -> None:
        """Keys that the field leaves: moving in a list, going back, taking back."""
        self._idle_again()
        match event.key:
            case "up":
                self.options.action_cursor_up()
            case "down":
                self.options.action_cursor_down()
            case "escape":
                self._hide_verdict()
                self._start_again()
            case "backspace" if self._undo:
                self._take_back(self._undo)
            case _:
                self._hide_verdict() if event.key not in ("f2", "f3") else None
                return
        event.stop()
        event.prevent_default()

    # ---- what comes of it

    def _decide(
        self,
        work: Callable[Concatenate[Desk, P], door.Verdict],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        self._asked += 1
        self._hide_verdict()
        self.run_worker(self._answer(self._asked, self.app.ask(work, *args, **kwargs)))

    async def _answer(self, asked: int, answer: Awaitable[door.Verdict]) -> None:
        slow = self.set_timer(SLOW_SECONDS, self._say_wait)
        try:
            verdict = await answer
        except ForPeople as error:
            self.app.log_failure(error)
            words = self.app.words
            told_so = Shown(
                "no", "✗", "", words("This could not be recorded."), "",
                words("Please see staff at the desk."),
            )  # fmt: skip
            self._paint(told_so)
        else:
            self._show(verdict, is_last=asked == self._asked)
        finally:
            slow.stop()
            if asked == self._asked and self._step is Step.DAY:
                self._say("hint", "")

    def _say_wait(self) -> None:
        self._say("hint", self.app.words("One moment, this is being recorded…"))

    def _show(self, verdict: door.Verdict, is_last: bool) -> None:
        if not is_last:
            return  # the next one is on its way; nobody could read this one
        words = self.app.words_for(verdict.attendee)
        if verdict.outcome is Outcome.CHOOSE_SESSION and not self.field.value:
            self._clear()
            self._person, self._sittings = verdict.attendee, verdict.choices
            self._offer(
                [
                    Content.assemble((hours(s, words), ""), "  ", (titled(s, words), "bold"),
                                     f"  {place(s, words)}")
                    for s in verdict.choices
                ]
            )  # fmt: skip
            self._go(Step.CHOOSE)
            return
        self._undo = verdict.fact if verdict.outcome is Outcome.CHECKED_IN else None
        undo = words("Not you? Press Backspace now to undo.") if self._undo else ""
        self._paint(shown(verdict, words), undo)

    def _paint(self, lines: Shown, undo: str = "") -> None:
        self.panel.show(lines, undo, self.app.larger)
        if self._verdict_timer:
            self._verdict_timer.stop()
        self._verdict_timer = self.set_timer(VERDICT_SECONDS, self._hide_verdict)

    def _hide_verdict(self) -> None:
        self._undo = None
        self.panel.hide()

    def _take_back(self, fact: CheckIn) -> None:
        self._undo = None
        self._last_code = ("", 0.0)
        self.run_worker(self._taken_back(fact))

    async def _taken_back(self, fact: CheckIn) -> None:
        words = self.app.words
        if await self.app.ask(door.undo, fact):
            what, then = words("Taken back: nobody was checked in."), words("Scan or type again.")
            self._paint(Shown("wait", "↺", "", what, "", then))
        self.app.read_day()

    # ---- time, keys of the footer

    def _idle_again(self) -> None:
        if self._idle_timer:
            self._idle_timer.stop()
        self._idle_timer = self.set_timer(IDLE_SECONDS, self._idle)

    def _idle(self) -> None:
        self._start_again()
        if self.app.language != self.app.snapshot.languages[0]:
            self.app.speak(self.app.snapshot.languages[0])

    def action_help(self) -> None:
        self._start_again()
        self._hide_verdict()
        self._go(Step.HELP)

    def action_larger(self) -> None:
        self.app.larger = not self.app.larger
        self._draw()

    def action_language(self) -> None:
        self.app.next_language()

    def action_staff(self) -> None:
        self._hide_verdict()
        self._start_again()
        self.app.open_staff()
