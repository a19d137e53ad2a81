"""Finding people, and the card of one: what they are registered for, where they were,
what they completed, which badges they have."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.desk import choosing, editing, people
from kiosk.desk.people import Card
from kiosk.errors import ForPeople
from kiosk.model import Attendee, Staff
from kiosk.rules.search import STAFF_MATCHES, Directory, told_apart
from kiosk.wording import named
from screens.badges import BadgeScreen
from screens.card import drawn
from screens.certificates import give
from screens.confirm import ConfirmScreen
from screens.dialog import press
from screens.history import HistoryScreen
from screens.host import DayChanged
from screens.layout import WrappedList
from screens.person_form import PersonForm
from screens.registration_form import RegistrationForm
from screens.scan_input import ScanInput
from screens.staff import StaffScreen


class PeopleScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "people.tcss"]
    PLACE = "people"
    LESSER = ("history", "certificates")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Before any letter that is typed behind it is taken for a key of the card.
        Binding("slash", "find", "Find", priority=True),
        Binding("n", "mend", "Name and details"),
        Binding("b", "badge", "Badge"),
        Binding("r", "register", "Register"),
        Binding("c", "certificates", "Certificates"),
        Binding("i", "history", "What was done"),
        Binding("a", "add", "Add someone"),
        Binding("down", "list", show=False),
    ]

    find = getters.query_one("#find", ScanInput)
    found = getters.query_one("#found", OptionList)

    def __init__(self, staff: Staff) -> None:
        super().__init__(staff)
        self._people: list[Attendee] = []
        self._open: str | None = None
        """The id of the person whose card is shown."""
        self._card: Card | None = None
        self._searched: tuple[str, Directory] | None = None
        self._search_due = False

    def body(self) -> ComposeResult:
        words = self.app.words
        with Horizontal():
            with Vertical(id="people-left"):
                yield ScanInput(words("A name or number, or scan"), id="find")
                yield Static(id="found-more", markup=False)
                yield WrappedList(id="found", markup=False)
                yield press("add", words("Add someone"), words("Enter"))
            with VerticalScroll(id="card-scroll"):
                yield Static(id="card", markup=False)

    def on_mount(self) -> None:
        self.titled(self.app.words("People"))
        self.find.focus()
        self._search()

    @on(DayChanged)
    def _changed(self) -> None:
        self._search()
        if self._open:
            self._read(self._open)

    def on_screen_resume(self) -> None:
        self._changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of a card, only where one is open; to the field, only from elsewhere."""
        if action == "find":
            return self.focused is not self.find
        if action == "certificates" and not self.is_rep():
            return False
        if action in ("mend", "badge", "register", "certificates", "history"):
            return self._card is not None
        return True

    # ---- finding

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        if not self._search_due:
            # Once for a burst of letters; and Enter empties the field for a moment.
            self._search_due = True
            self.call_after_refresh(self._search)

    def _search(self, wanted: str | None = None) -> None:
        """Find again if anything is new; the cursor goes to ``wanted``, or stays on whom
        it was on."""
        self._search_due = False
        words, typed, directory = self.app.words, self.find.value, self.app.directory
        if wanted is None and self._searched == (typed, directory):
            return
        if self._searched and self._searched[0] == typed:
            wanted = wanted or self._open
        self._searched = (typed, directory)
        known = {a.id: a for a in directory.by_number(typed, STAFF_MATCHES + 1)}
        known.update((a.id, a) for a in directory.find(typed, STAFF_MATCHES + 1))
        self._people = list(known.values())[:STAFF_MATCHES]
        self.found.clear_options()
        self.found.add_options(
            Option(Content.assemble((match.attendee.name, "bold"), f"\n  {match.detail}"))
            for match in told_apart(self._people, for_staff=True)
        )
        ids = [person.id for person in self._people]
        self.found.highlighted = ids.index(wanted) if wanted in ids else 0 if ids else None
        self.found.display = bool(self._people)
        more = ""
        if len(known) > STAFF_MATCHES:
            more = words("More fit than are shown. Type more letters.")
        elif self._is_nobody():
            more = words("Nobody found. Type fewer letters, or add them.")
        elif not self._people:
            count = words.plural("{n} person is known.", "{n} people are known.", len(directory))
            more = words("Type two letters of a name or number, or scan a badge.")
            more = f"{more}\n\n{count}"
        said = self.query_one("#found-more", Static)
        said.display = bool(more)
        said.update(Content(more))
        self.query_one("#press-add", Button).display = self._is_nobody()

    def _is_nobody(self) -> bool:
        return not self._people and len(self.find.value.strip()) > 1

    @on(Button.Pressed, "#press-add")
    def _pressed(self) -> None:
        self.action_add()

    @on(ScanInput.Entered)
    def _entered(self, event: ScanInput.Entered) -> None:
        """Enter and Tab go to the list; the field keeps what was typed."""
        self.find.value = event.text
        self.find.cursor_position = len(event.text)
        self._search()
        if self._people:
            self.found.focus()
        elif self._is_nobody():
            self.action_add()

    @on(OptionList.OptionHighlighted, "#found")
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        if event.option_index < len(self._people):
            self._read(self._people[event.option_index].id)

    @on(OptionList.OptionSelected, "#found")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if event.option_index < len(self._people):
            self._read(self._people[event.option_index].id)

    @on(ScanInput.Scanned)
    def _scanned(self, event: ScanInput.Scanned) -> None:
        self.scanned(event.code)

    def scanned(self, code: str) -> None:
        """A scan opens the card of whose badge it is; a blank one is offered to whoever's
        card is open."""
        self._scan(code)

    @work(exclusive=True, group="scan")
    async def _scan(self, code: str) -> None:
        words = self.app.words
        held = await self.app.ask(people.holder, code)
        if held.attendee:
            revoked = held.badge is not None and held.badge.revoked
            name = named(held.attendee, words)
            said = words("This badge is revoked. It was {name}'s.", name=name)
            self.say(said if revoked else name, wrong=revoked)
            self._show(held.attendee)
        elif held.badge is None:
            self.say(words("This code is not one of ours, or was not read completely."), wrong=True)
        elif held.badge.revoked:
            self.say(words("This badge is revoked; take another."), wrong=True)
        elif self._card is None:
            self.say(words("A blank badge. Find a person first, then scan it again."), wrong=True)
        else:
            await self._tie(code, self._card.attendee)

    async def _tie(self, code: str, person: Attendee) -> None:
        words, name = self.app.words, named(person, self.app.words)
        title = words("Tie this blank badge to {name}?", name=name)
        what = words("From then on it checks them in. Badges they have stay valid.")
        if await self.app.push_screen_wait(ConfirmScreen(title, what, words("Tie it"))):
            try:
                await self.app.ask(editing.assign_badge, code, person.id)
            except ForPeople as error:
                self.say(error.said(self.app.words), wrong=True)
                return
            self.say(words("The badge is {name}'s now.", name=name))
            self._read(person.id)

    def _show(self, person: Attendee) -> None:
        """Open one person's card, and leave only them in the list."""
        self.find.value = person.name
        self._search(person.id)
        self._read(person.id)
        self.found.focus()

    # ---- the card

    @work(exclusive=True, group="card")
    async def _read(self, attendee: str) -> None:
        try:
            card = await self.app.ask(people.card, attendee)
        except ForPeople:
            self._close_card()
            return
        if self._open != attendee:
            self.query_one("#card-scroll").scroll_home(animate=False)
        self._open, self._card = attendee, card
        today = self.app.local_now().date()
        self.query_one("#card", Static).update(drawn(card, self.app.words, today))
        self.refresh_bindings()

    def _close_card(self) -> None:
        self._open, self._card = None, None
        self.query_one("#card", Static).update(Content())
        self.refresh_bindings()

    def action_list(self) -> None:
        if self._people:
            self.found.focus()

    def action_find(self) -> None:
        self.set_focus(self.find)

    def go_back(self) -> None:
        """From the list to the field, from a filled field to an empty one, from a card to
        none; then out."""
        if self.focused is not self.find and self.find.value:
            self.set_focus(self.find)
        elif self.find.value:
            self.find.value = ""
        elif self._card:
            self._close_card()
        else:
            super().go_back()

    # ---- what is done about somebody

    def action_mend(self) -> None:
        if self._card:
            self.app.push_screen(PersonForm(self.app.words, self._card.attendee), self._mended)

    def _mended(self, person: Attendee | None) -> None:
        """Stay with them, whatever they were found by before."""
        if person:
            self.say(self.app.words("Saved."))
            self._show(person)

    def action_badge(self) -> None:
        if self._card:
            self.app.push_screen(BadgeScreen(self.app.words, self._card.attendee), self._said)

    def action_history(self) -> None:
        if self._card and self.is_current:
            self.app.push_screen(HistoryScreen(self.staff, self._card.attendee))

    def action_register(self) -> None:
        self._register()

    @work(exclusive=True, group="register")
    async def _register(self) -> None:
        if self._card is None:
            return
        words, card = self.app.words, self._card
        offerings = await self.app.ask(choosing.offerings)
        if not offerings:
            self.say(words("There is no offering yet. Bring sessions in first (F8)."), wrong=True)
            return
        today = self.app.local_now().date()
        form = RegistrationForm(words, card.attendee, offerings, card.places, today)
        if await self.app.push_screen_wait(form):
            self._said(words("Registered."))

    @work(exclusive=True, group="certificates")
    async def action_certificates(self) -> None:
        """Issue what they have completed, or write it again."""
        if self._card and self.is_current:
            person = self._card.attendee.id
            rows = [line.row for line in self._card.completions]
            self.say(*await give(self.app, self.staff, rows, another=True))
            self._read(person)

    def action_add(self) -> None:
        words = self.app.words
        self.app.push_screen(PersonForm(words, None, self.find.value), self._added)

    def _added(self, person: Attendee | None) -> None:
        if person:
            self.say(self.app.words("{name} is added, with a badge code.", name=person.name))
            self._show(person)

    def _said(self, said: str | None) -> None:
        if said and self._open:
            self.say(said)
            self._read(self._open)
