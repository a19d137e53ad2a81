"""Set-up, for representatives: what is brought in from a file or entered by hand; and, for
whoever opens and closes the doors, whether the scanner is set right, and the kiosk's end."""

from __future__ import annotations

from collections.abc import Callable

from textual import getters, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kiosk.desk import choosing, people
from kiosk.model import Attendee
from kiosk.rules.search import told_apart
from kiosk.wording import place
from screens.badge_lookup import BadgeLookup
from screens.choose import MOST, ChooseScreen, Find, Pick, among
from screens.drawing import cut
from screens.grounds import when
from screens.import_file import ImportScreen
from screens.leave import LeaveScreen
from screens.person_form import PersonForm
from screens.registration_form import RegistrationForm, offered
from screens.scanner_check import ScannerCheck
from screens.session_form import SessionForm
from screens.staff import StaffScreen
from screens.staff_form import StaffForm


class SetupScreen(StaffScreen):
    CSS_PATH = ["staff.tcss", "setup.tcss"]
    PLACE = "setup"

    tasks = getters.query_one("#tasks", OptionList)

    def body(self) -> ComposeResult:
        yield Static(id="not-rep", markup=False)
        yield OptionList(id="tasks", markup=False)

    def on_mount(self) -> None:
        words = self.app.words
        self.titled(words("Set-up"))
        not_rep = self.query_one("#not-rep", Static)
        not_rep.display = not self.is_rep()
        said = words(
            "Set-up is for representatives: {name} is not one. Sessions (F5), People (F6) "
            "and Completions (F7) are open to you, and this:",
            name=self.staff.name,
        )
        not_rep.update(Content(said))
        width = max(len(title) for title, _, _ in self._tasks()) + 3
        for title, what, _ in self._tasks():
            line = Content.assemble((cut(title, width), "bold"), (what, "dim"))
            self.tasks.add_option(Option(line))
        self.tasks.highlighted = 0
        self.tasks.focus()

    def _tasks(self) -> list[tuple[str, str, Callable[[], object]]]:
        """What whoever is signed in can do: its name, what it is, and what does it."""
        words = self.app.words
        scanner = (
            words("Check the scanner"),
            words("before the doors open, with the set-up card"),
            self._check_scanner,
        )
        leave = (
            words("Close the kiosk"),
            words("with your PIN; then the laptop is yours"),
            self._leave,
        )
        if not self.is_rep():
            return [scanner, leave]
        return [
            (
                words("Bring in a file"),
                words("programmes, sessions or people; you look first"),
                self._bring,
            ),
            (words("Add a session"), words("to an offering that is there"), self._add_session),
            (
                words("Change a session"),
                words("its time or room, or that it is cancelled"),
                self._change_session,
            ),
            (words("Add a person"), words("they get a badge code"), self._add_person),
            (words("Change a person"), words("name, number, local, …"), self._change_person),
            (
                words("Register someone"),
                words("for an offering, or put them on its waiting list"),
                self._register,
            ),
            (words("A badge"), words("whose it is; tie it or revoke it"), self._badge),
            (words("Staff and PINs"), words("who may sign, and who takes home"), self._staff),
            scanner,
            leave,
        ]

    @on(OptionList.OptionSelected, "#tasks")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        if self.is_current:
            self.say("")
            self._tasks()[event.option_index][2]()

    # ---- each of them

    def _bring(self) -> None:
        self.app.push_screen(ImportScreen(self.staff))

    @work(exclusive=True)
    async def _add_session(self) -> None:
        words, today = self.app.words, self.app.local_now().date()
        known = await self.app.ask(choosing.offerings)
        if not known:
            self.say(words("There is no offering yet: bring in a file of sessions."), wrong=True)
            return
        lines = [Pick(o.offering.id, Content(offered(o, words, today))) for o in known]
        chosen = await self._choose(words("A session of which offering?"), among(lines))
        found = next((o for o in known if o.offering.id == chosen), None)
        if found:
            form = SessionForm.adding(words, found, today)
            if await self.app.push_screen_wait(form):
                self.say(words("The session is added."))

    @work(exclusive=True)
    async def _change_session(self) -> None:
        words, today = self.app.words, self.app.local_now().date()
        known = await self.app.ask(choosing.sittings)
        if not known:
            self.say(words("There is no session yet: bring in a file of sessions."), wrong=True)
            return
        lines = []
        for sitting in known:
            said = (when(sitting, words, today), sitting.title(words.language))
            off = words.context("session", "cancelled") if sitting.cancelled else ""
            where = "   ".join(filter(None, (*said, place(sitting, words), off)))
            lines.append(Pick(sitting.id, Content(where)))
        chosen = await self._choose(words("Which session?"), among(lines))
        found = next((s for s in known if s.id == chosen), None)
        if found:
            form = SessionForm.changing(words, found)
            if await self.app.push_screen_wait(form):
                self.say(words("The session is changed."))

    @work(exclusive=True)
    async def _add_person(self) -> None:
        words = self.app.words
        person = await self.app.push_screen_wait(PersonForm(words, None))
        if person:
            self.say(words("{name} is added, with a badge code.", name=person.name))

    @work(exclusive=True)
    async def _change_person(self) -> None:
        words = self.app.words
        person = await self._choose_person(words("Who?"))
        if person:
            saved = await self.app.push_screen_wait(PersonForm(words, person))
            if saved:
                self.say(words("Saved: {name}.", name=saved.name))

    @work(exclusive=True)
    async def _register(self) -> None:
        words, today = self.app.words, self.app.local_now().date()
        known = await self.app.ask(choosing.offerings)
        if not known:
            self.say(words("There is no offering yet: bring in a file of sessions."), wrong=True)
            return
        person = await self._choose_person(words("Register whom?"))
        if person:
            card = await self.app.ask(people.card, person.id)
            form = RegistrationForm(words, person, known, card.places, today)
            if await self.app.push_screen_wait(form):
                self.say(words("Registered: {name}.", name=person.name))

    @work(exclusive=True)
    async def _badge(self) -> None:
        said = await self.app.push_screen_wait(BadgeLookup(self.find_people))
        if said:
            self.say(said)

    @work(exclusive=True)
    async def _staff(self) -> None:
        words = self.app.words
        known = await self.app.ask(choosing.staff)
        lines = [Pick("", Content.styled(words("Add someone to the staff"), "bold"))]
        for person, has_pin in known:
            pin = words("has a PIN here") if has_pin else words("no PIN on this laptop")
            lines.append(Pick(person.id, Content.assemble(person.name, (f"   {pin}", "dim"))))
        chosen = await self._choose(words("Who?"), among(lines))
        if chosen is None:
            return
        found = next((member for member, _ in known if member.id == chosen), None)
        saved = await self.app.push_screen_wait(StaffForm(words, found, self.staff))
        if saved:
            self.say(words("Saved: {name}.", name=saved.name))

    def _check_scanner(self) -> None:
        self.app.push_screen(ScannerCheck(self.app.words("Check the scanner")))

    def _leave(self) -> None:
        self.app.push_screen(LeaveScreen(self.staff, self.app.words("Close the kiosk?")))

    # ---- choosing

    async def _choose(self, title: str, find: Find, hint: str = "") -> str | None:
        return await self.app.push_screen_wait(ChooseScreen(title, find, hint))

    async def _choose_person(self, title: str) -> Attendee | None:
        hint = self.app.words("A name or a number")
        chosen = await self._choose(title, self.find_people, hint)
        return (await self.app.ask(people.card, chosen)).attendee if chosen else None

    def find_people(self, typed: str) -> list[Pick]:
        """The people who fit, one more than are shown."""
        directory = self.app.directory
        found = {a.id: a for a in directory.by_number(typed, MOST + 1)}
        found.update((a.id, a) for a in directory.find(typed, MOST + 1))
        return [
            Pick(m.attendee.id, Content.assemble(m.attendee.name, (f"   {m.detail}", "dim")))
            for m in told_apart(list(found.values()), for_staff=True)
        ]
