"""Printing: a PDF is made and written where whoever prints it finds it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from kiosk.desk.present import present
from kiosk.desk.protocol import Desk
from kiosk.desk.taking import paper
from kiosk.files import exports
from kiosk.files.paper.letters import Printout
from kiosk.files.paper.signin import Sheet
from kiosk.words import Words
from screens.choose_file import meant, shown
from screens.forms import Field, Form
from screens.host import Host
from screens.left_out import tell_gaps
from screens.writing_over import write

Make = Callable[[str], Awaitable[Printout]]
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
        path = meant(values["path"])
        made = await self._make(values["paper"])
        await write(self.app, path, made.content)
        await tell_gaps(self.app, made.faults)
        return path


async def printed(app: Host, title: str, name: str, make: Make) -> str:
    """Ask for the paper and the file, and write it. What came of it, for the line at the
    foot; nothing where they went back."""
    words = app.words
    path = await app.push_screen_wait(PrintForm(words, title, name, make))
    return words("Written to {path}.", path=shown(path, is_folder=False)) if path else ""


async def sign_in_sheets(app: Host, size: str) -> Printout:
    """The sheets of today's sessions that are not over."""
    from kiosk.files.paper.signin import signin_pdf

    sheets = await app.ask(_sheets)
    return await asyncio.to_thread(
        signin_pdf, sheets, app.words, app.now(), paper=size, fonts=app.fonts
    )


def _sheets(desk: Desk) -> list[Sheet]:
    return [paper.sheet(desk.store, sitting) for sitting in paper.to_sign(desk)]


async def who_is_here(app: Host, size: str) -> Printout:
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
