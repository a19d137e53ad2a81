"""Writing a file that somebody named, and asking before another of that name is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

from kiosk.errors import ForPeople
from kiosk.files import exports
from kiosk.files.exports import AlreadyThere
from screens.confirm import ConfirmScreen
from screens.host import Host


async def write(app: Host, path: Path, content: bytes) -> None:
    """Write it; where there is a file already, only once it was said to write over it. Not
    on the store's thread: a slow stick must not hold up the door.

    Raises:
        ForPeople: it cannot be written, or was not to be written over.
    """
    words = app.words
    try:
        await asyncio.to_thread(exports.save, path, content)
    except AlreadyThere as error:
        question = ConfirmScreen(words("Write over it?"), error.said(words), words("Write over it"))
        if not await app.push_screen_wait(question):
            raise ForPeople("Nothing was written. Give another name.") from None
        await asyncio.to_thread(exports.save, path, content, overwrite=True)
