"""The lower half of the kiosk: the day; or the people, or sessions, to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.visual import VisualType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kiosk.words import Words
from screens.host import Host
from screens.layout import SizedText

if TYPE_CHECKING:
    from kiosk.model import Attendee, Sitting


class Step(Enum):
    """What the lower half is for."""

    DAY = "day"
    MATCHES = "matches"
    CONFIRM = "confirm"
    CHOOSE = "choose"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Someone said who they are, and where they want to be checked in."""

    person: Attendee
    session: str | None = None
    """The id of the one session that they chose."""


class Below(Vertical):
    """Shows one step at a time, and keeps who and what it offers."""

    app = getters.app(Host)
    options = getters.query_one("#choices", OptionList)

    def __init__(self) -> None:
        super().__init__(id="below")
        self.step = Step.DAY
        self._people: list[Attendee] = []
        self._person: Attendee | None = None
        self._sittings: tuple[Sitting, ...] = ()
        self._walks_in = False

    def compose(self) -> ComposeResult:
        yield Static(id="heading", markup=False)
        yield SizedText(self._day, id="day")
        choices = OptionList(id="choices", markup=False)
        choices.can_focus = False
        yield Static(id="person", markup=False)
        yield choices
        yield Static(id="help", markup=False)

    # ---- steps

    def reset(self) -> None:
        """Back to the day; leave nothing of the last person."""
        self._person, self._people, self._sittings = None, [], ()
        if self.step is not Step.DAY:
            self.options.clear_options()
            self._go(Step.DAY)

    def help(self) -> None:
        self.reset()
        self._go(Step.HELP)

    def match(self, people: list[Attendee]) -> None:
        """Offer people whose name fits what was typed; nobody is the day again."""
        from screens import offered

        self._person, self._sittings, self._people = None, (), people
        if not people:
            self.options.clear_options()
            self._go(Step.DAY)
            return
        self._offer(offered.people(people))
        self._go(Step.MATCHES)

    def confirm(self, person: Attendee) -> None:
        """Ask whether it is they."""
        from screens import offered

        self.reset()
        self._person = person
        self._offer(offered.answers(person, self.app.words))
        self._go(Step.CONFIRM)

    def choose(self, person: Attendee, sittings: tuple[Sitting, ...], walks_in: bool) -> None:
        """Ask which session they are here for.

        Args:
            walks_in: they are registered for none of them, and may come in all the same.
        """
        from screens import offered

        self.reset()
        self._person, self._sittings, self._walks_in = person, sittings, walks_in
        self._offer(offered.sessions(sittings, walks_in, self.app.words_for(person)))
        self._go(Step.CHOOSE)

    def pick(self, index: int | None = None) -> Wanted | None:
        """Take what is chosen in the list that is open, by default what is highlighted;
        returns what is wanted, once that is clear."""
        index = self.highlighted if index is None else index
        person, sittings = self._person, self._sittings
        if self.step is Step.MATCHES and index < len(self._people):
            self.confirm(self._people[index])
        elif self.step is Step.CONFIRM and person:
            self.reset()
            return Wanted(person) if index == 0 else None
        elif self.step is Step.CHOOSE and person:
            self.reset()
            return Wanted(person, sittings[index].id) if index < len(sittings) else None
        elif self.step is Step.HELP:
            self._go(Step.DAY)
        return None

    @property
    def is_open(self) -> bool:
        """Whether somebody is choosing here."""
        return self.step is not Step.DAY

    @property
    def highlighted(self) -> int:
        return self.options.highlighted or 0

    def _offer(self, lines: Sequence[VisualType]) -> None:
        self.options.clear_options()
        self.options.add_options([Option(line) for line in lines])
        self.options.highlighted = 0

    # ---- drawing

    def _go(self, step: Step) -> None:
        self.step = step
        self.draw()

    def draw(self) -> None:
        words, step = self.app.words, self.step
        self.query_one("#day").set_class(step is not Step.DAY, "-hidden")
        self.query_one("#heading").set_class(step not in (Step.DAY, Step.CHOOSE), "-hidden")
        self.options.set_class(step not in (Step.DAY, Step.HELP), "-open")
        self.query_one("#person").set_class(step is Step.CONFIRM, "-open")
        self.query_one("#help").set_class(step is Step.HELP, "-open")
        if step is Step.DAY:
            self._say("heading", words("Now and next"))
            self.query_one("#day").refresh()
        elif step is Step.HELP:
            self._say("help", self._help(words))
        elif self._person:
            self._ask(self._person)

    def _ask(self, person: Attendee) -> None:
        from screens import offered

        if self.step is Step.CONFIRM:
            self._say("person", offered.question(person, self.app.words))
        elif self.step is Step.CHOOSE:
            words = self.app.words_for(person)
            self._say("heading", offered.which(person, self._walks_in, words))

    def hint(self) -> str:
        """What the keys do now."""
        words = self.app.words
        if self.step is Step.CHOOSE:  # they said who they are
            words = self.app.words_for(self._person)
        match self.step:
            case Step.MATCHES:
                return words("Enter: that's me     Esc: start again")
            case Step.CHOOSE:
                return words("↑ ↓ and Enter: choose     Esc: start again")
            case Step.CONFIRM:
                return words("Enter: choose     Esc: start again")
        return ""

    def _day(self, width: int, height: int) -> Content:
        words, snapshot = self.app.words, self.app.snapshot
        if not snapshot.is_open:
            return Content.styled(words("Opening…"), "$text-muted")
        from screens import offered

        return offered.day(snapshot, words, width, height, self._is_roomy())

    def _help(self, words: Words) -> Content:
        lines = (
            words("Hold your badge under the scanner. You need not press anything."),
            words("No badge? Type a few letters of your name, choose it, and press Enter."),
            words("Your member number works too."),
            words("F2 makes the answer larger, F3 changes the language, F4 the colours."),
            words("Esc always brings you back. If anything is unclear, ask at the desk."),
        )
        return Content("\n\n" if self._is_roomy() else "\n").join(map(Content, lines))

    def _is_roomy(self) -> bool:
        return self.screen.has_class("-roomy")

    def _say(self, widget: str, content: str | Content) -> None:
        shown = content if isinstance(content, Content) else Content(content)
        self.query_one(f"#{widget}", Static).update(shown)
