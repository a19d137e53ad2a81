"""The badges of one person: a blank one tied to them, theirs replaced or revoked."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Input, Static

from kiosk.desk import editing
from kiosk.errors import ForPeople, why
from kiosk.files import exports
from kiosk.files.badges import file_name, write_qr
from kiosk.model import Attendee, Badge
from kiosk.wording import named
from kiosk.words import Words
from screens.choose_file import shown
from screens.confirm import ConfirmScreen
from screens.dialog import Dialog, press
from screens.scan_input import ScanInput


class BadgeScreen(Dialog[str]):
    """Answers with what was done, in words."""

    def __init__(self, words: Words, person: Attendee) -> None:
        self._called = named(person, words)
        super().__init__(self._called)
        self._person = person
        self._busy = False

    def body(self) -> ComposeResult:
        words = self.app.words
        yield Static(Content(words("Scan a blank badge now to tie it to them.")), markup=False)
        yield ScanInput(words("waiting for a scan"), id="badge-code")
        replacing = words(
            "Or replace their badge: every badge they have stops working, and a picture of a "
            "new one is saved for you to print."
        )
        yield Static(Content(f"\n{replacing}"), markup=False)

    def buttons(self) -> ComposeResult:
        yield press("replace", self.app.words("Replace"))
        yield press("revoke", self.app.words("Revoke only"))

    def on_mount(self) -> None:
        self.query_one("#badge-code", ScanInput).focus()

    @on(Input.Changed)
    def _typing(self) -> None:
        self.say("")

    @on(ScanInput.Scanned)
    def _scanned(self, event: ScanInput.Scanned) -> None:
        self._tie(event.code)

    @on(ScanInput.Entered)
    def _entered(self, event: ScanInput.Entered) -> None:
        """Tab and Enter go to the buttons; what is no code is no badge."""
        if event.text:
            self.say(self.app.words("That is not a badge code, or was not read whole."))
        else:
            self.query_one("#press-replace", Button).focus()

    @work(exclusive=True)
    async def _tie(self, code: str) -> None:
        words = self.app.words
        try:
            await self.app.ask(editing.assign_badge, code, self._person.id)
        except ForPeople as error:
            self.say(error.said(self.app.words))
            return
        self.answer(words("The badge is {name}'s now.", name=self._called))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        name = (event.button.id or "").removeprefix("press-")
        if name in ("replace", "revoke"):
            event.stop()
            self._do(new=name == "replace")

    @work(exclusive=True)
    async def _do(self, new: bool) -> None:
        words, person = self.app.words, self._person
        if new:
            title = words("Replace the badge of {name}?", name=self._called)
            what = words("Every badge they have stops working now. They get a new code.")
            sure = ConfirmScreen(title, what, words("Replace"))
        else:
            title = words("Revoke the badges of {name}?", name=self._called)
            what = words("Every badge they have stops working now, for good.")
            sure = ConfirmScreen(title, what, words("Revoke"))
        if not await self.app.push_screen_wait(sure):
            return
        try:
            if not new:
                count = await self.app.ask(editing.revoke_badges, person.id)
                self.answer(words.plural("{n} badge revoked.", "{n} badges revoked.", count))
                return
            badge = await self.app.ask(editing.replace_badge, person.id)
        except ForPeople as error:
            self.say(error.said(self.app.words))
            return
        try:
            path = await asyncio.to_thread(_picture, person, badge)
        except OSError as error:
            said = words("Replaced. The picture could not be saved: {why}.", why=why(error))
            self.answer(said)
        else:
            self.answer(
                words("Replaced. Print this picture: {path}", path=shown(path, is_folder=False))
            )


def _picture(person: Attendee, badge: Badge) -> Path:
    name = Path(file_name(person.name, person.member_number, badge.code))
    path = exports.free_path(Path.home(), f"badge-{name.stem}", name.suffix)
    write_qr(badge.code, path)
    return path
