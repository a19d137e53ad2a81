"""Printing: a PDF is made and written where whoever prints it finds it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from kiosk.desk import paper
from kiosk.desk.present import present
from kiosk.desk.protocol import Desk
from kiosk.errors import ForPeople
from kiosk.files import exports
from kiosk.files.exports import AlreadyThere
from kiosk.files.paper.signin import Sheet
from kiosk.words import Words
from screens.choose_file import meant, shown
from screens.confirm import ConfirmScreen
from screens.forms import Field, Form
from screens.host import Host

Make = Callable[[str], Awaitable[bytes]]
"""Makes the PDF for a size of paper; what is read for it is read on the store's thread,
and it is made on another: a long list must not hold up the door."""


class PrintForm(Form[Path]):
    """Answers with the file that was written."""

    def __init__(self, words: Words, title: str, name: str, make: Make) -> None:
        """``name``: of the file that is proposed, without its ending."""
        self._make = make
        proposed = shown(exports.free_path(Path.home(), name, ".pdf"), is_folder=False)
        sizes = (("letter", "Letter"), ("a4", "A4"))
        super().__init__(
            title,
            (
                Field("paper", words("Paper"), "letter", choices=sizes),
                Field("path", words("Into the file"), proposed, hint=words("then print it")),
            ),
        )

    def save_word(self) -> str:
        return self.app.words("Write")

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        if not values["path"].strip():
            return {"path": self.app.words("Say where to write it.")}
        return {}

    async def save(self, values: Mapping[str, str]) -> Path:
        words, path = self.app.words, meant(values["path"])
        content = await self._make(values["paper"])
        try:
            await asyncio.to_thread(exports.save, path, content)
        except AlreadyThere as error:
            question = ConfirmScreen(
                words("Write over it?"), error.said(words), words("Write over it")
            )
            if not await self.app.push_screen_wait(question):
                raise ForPeople("Nothing was written. Give another name.") from None
            await asyncio.to_thread(exports.save, path, content, overwrite=True)
        return path


async def sign_in_sheets(app: Host, size: str) -> bytes:
    """The sheets of today's sessions that are not over."""
    from kiosk.files.paper.signin import signin_pdf

    sheets = await app.ask(_sheets)
    return await asyncio.to_thread(
        signin_pdf, sheets, app.words, app.now(), paper=size, fonts=app.fonts
    )


def _sheets(desk: Desk) -> list[Sheet]:
    return [paper.sheet(desk.store, sitting) for sitting in paper.to_sign(desk)]


async def who_is_here(app: Host, size: str) -> bytes:
    """Who is here now, by room."""
    found, name, zone = await app.ask(
        lambda desk: (
            present(desk),
            desk.store.organisation.name,
            desk.store.organisation.zone,
        )
    )
    return await asyncio.to_thread(
        paper.list_of_present, found, name, zone, app.words, paper=size, fonts=app.fonts
    )
