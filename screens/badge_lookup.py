"""A badge in the hand: whose is it? Tie it, or revoke it."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Input, Static

from kiosk.desk import editing, people
from kiosk.desk.people import Holder
from kiosk.errors import ForPeople
from screens.choose import ChooseScreen, Find
from screens.confirm import ConfirmScreen
from screens.dialog import Dialog, press
from screens.scan_input import ScanInput


class BadgeLookup(Dialog[str]):
    """Answers with what was done, in words."""

    def __init__(self, find_people: Find) -> None:
        super().__init__("")
        self._find_people = find_people
        self._code = ""
        self._held: Holder | None = None

    def body(self) -> ComposeResult:
        words = self.app.words
        yield Static(Content(words("Scan the badge.")), markup=False)
        yield ScanInput(words("waiting for a scan"), id="badge-code")
        yield Static(id="badge-state", markup=False)

    def buttons(self) -> ComposeResult:
        yield press("tie", self.app.words("Tie to someone"))
        yield press("revoke", self.app.words("Revoke"))

    def on_mount(self) -> None:
        self.query_one("#dialog-title", Static).update(Content(self.app.words("A badge")))
        self.query_one("#badge-code", ScanInput).focus()
        self._offer()

    def _offer(self) -> None:
        """Show only the buttons that can do something."""
        badge = self._held.badge if self._held else None
        is_blank = bool(badge and not badge.attendee and not badge.revoked)
        self.query_one("#press-tie", Button).display = is_blank
        self.query_one("#press-revoke", Button).display = bool(badge and not badge.revoked)

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        if event.value:
            self.say("")

    @on(ScanInput.Entered)
    def _entered(self, event: ScanInput.Entered) -> None:
        if event.text:
            self.say(self.app.words("That is not a badge code, or was not read whole."))
        elif self._held:
            self.focus_next()

    @on(ScanInput.Scanned)
    def _scanned(self, event: ScanInput.Scanned) -> None:
        self._look(event.code)

    @work(exclusive=True)
    async def _look(self, code: str) -> None:
        words = self.app.words
        self._code, self._held = code, await self.app.ask(people.holder, code)
        badge, person = self._held.badge, self._held.attendee
        name = person.name if person else ""
        if badge is None:
            said = words("This code is not one of ours.")
        elif badge.revoked:
            said = words("Revoked. It was {name}'s.", name=name) if name else words("Revoked.")
        elif name:
            said = words("Valid. It is {name}'s.", name=name)
        else:
            said = words("Blank: tied to nobody yet.")
        self.query_one("#badge-state", Static).update(Content(f"\n{said}"))
        self._offer()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        name = event.button.id
        if name in ("press-tie", "press-revoke"):
            event.stop()
            self._tie() if name == "press-tie" else self._revoke()

    @work(exclusive=True)
    async def _tie(self) -> None:
        words = self.app.words
        chooser = ChooseScreen(
            words("Whose is it?"), self._find_people, words("A name or a number")
        )
        chosen = await self.app.push_screen_wait(chooser)
        if chosen is None:
            return
        try:
            await self.app.ask(editing.assign_badge, self._code, chosen)
            card = await self.app.ask(people.card, chosen)
        except ForPeople as error:
            self.say(error.said(self.app.words))
            return
        self.answer(words("The badge is {name}'s now.", name=card.attendee.name))

    @work(exclusive=True)
    async def _revoke(self) -> None:
        words = self.app.words
        sure = ConfirmScreen(
            words("Revoke this badge?"),
            words("It stops working now, for good."),
            words("Revoke"),
        )
        if not await self.app.push_screen_wait(sure):
            return
        try:
            await self.app.ask(editing.revoke_badge, self._code)
        except ForPeople as error:
            self.say(error.said(self.app.words))
            return
        self.answer(words("The badge is revoked."))
