"""What every screen may ask of the app it stands in; ``kiosk.app`` wires it.

The first frame of the kiosk needs none of what reads and decides: here and in what the
public screen is made of, that is loaded behind it.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from textual.app import App
from textual.message import Message

from kiosk.words import LANGUAGES, Words, words
from screens.themes import THEMES

if TYPE_CHECKING:
    from kiosk.desk.protocol import Desk
    from kiosk.desk.snapshot import Snapshot
    from kiosk.desk.thread import DeskThread
    from kiosk.model import Attendee, Staff
    from kiosk.model.locking import LockWait
    from kiosk.rules.search import Directory
    from screens.scan_reader import ScanReader

SMALLEST = (60, 20)
"""Columns and lines of the smallest terminal that the screens fit into."""

P = ParamSpec("P")
T = TypeVar("T")


class Ended(Enum):
    """Why the app ended."""

    LEFT = "left"
    """A staff member closed it, or the system asked it to."""
    REFUSED = "refused"
    """The data folder cannot be opened; the app's ``refused`` says why."""
    FAILED = "failed"
    """Something nobody foresaw was logged; it is to be opened again."""


@dataclass
class DayChanged(Message):
    """The day was read again."""

    snapshot: Snapshot


@dataclass
class LockWaited(Message):
    """Another window holds this one up, or does no more: the app's ``lock_wait`` says."""


class Host(App[Ended]):
    """The app as screens see it."""

    desk: DeskThread
    snapshot: Snapshot
    language: str
    fonts: Path | None = None
    """Where an organisation puts fonts for names that the printer's own do not hold."""
    opened: asyncio.Event
    """Set once the day was read for the first time."""
    own_theme: str
    """The kiosk's own palette: it comes back when nobody is there."""
    scans: ScanReader
    """Has the badges that were scanned while something was open in front, and wait."""
    lock_wait: LockWait | None = None
    """A long wait for another window, as long as it goes on."""
    larger = False
    """Large letters for whoever stands far from the screen or sees badly."""

    @property
    def served(self) -> frozenset[str] | None:
        """Ids of the sessions this kiosk checks in to; ``None``: all."""
        return self.snapshot.served

    @property
    def words(self) -> Words:
        """The words of the language that the screen speaks now."""
        return words(self.language)

    def now(self) -> dt.datetime:
        """The time that facts speak of."""
        desk = self.desk.desk
        return desk.clock.now() if desk else dt.datetime.now(dt.UTC)

    @property
    def directory(self) -> Directory:
        """Everyone by name; nobody, until the data folder has been read."""
        from kiosk.rules.search import Directory

        return self.snapshot.directory or Directory(())

    def words_for(self, attendee: Attendee | None) -> Words:
        """The words of a person's own language where the organisation speaks it."""
        own = attendee.language if attendee else ""
        spoken = self.snapshot.languages if self.snapshot.is_open else LANGUAGES
        return words(own) if own in spoken else self.words

    def local_now(self) -> dt.datetime:
        """The wall clock of the day's school, else of the organisation."""
        return self.now().astimezone(self.snapshot.zone)

    def said_of_wait(self) -> tuple[str, str]:
        """What is waited for and what to do, in the language of the screen; two empty texts
        where nothing is."""
        if self.lock_wait is None:
            return "", ""
        from kiosk.wording_waits import waited_for  # nobody waits, nearly always

        return waited_for(self.lock_wait, self.words, self.snapshot.zone)

    async def ask(
        self, work: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Have the desk do something, when everything asked before is done."""
        return await self.desk.do(work, *args, **kwargs)

    async def identified(self, staff: Staff, pin: str) -> Staff:
        """Someone on the staff, once their PIN is right. The wait after wrong ones is not
        served on the store's thread: it must not hold up the door.

        Raises:
            Refused: it is not right, or their term is over.
        """
        from kiosk.desk import closing  # not before anyone signs in: the door opens sooner

        found = await self.ask(closing.may_act, staff.id)
        desk = await self.desk.open()
        return await asyncio.to_thread(closing.proven, desk, found, pin)

    def next_language(self) -> None:
        """Speak the next of the organisation's languages."""
        spoken = self.snapshot.languages
        place = spoken.index(self.language) if self.language in spoken else -1
        self.speak(spoken[(place + 1) % len(spoken)])

    def speak(self, language: str) -> None:
        """Speak a language from now on."""
        self.language = language
        self.screen.post_message(DayChanged(self.snapshot))

    def next_theme(self) -> None:
        """Go to the next palette, for who stands there."""
        names = list(THEMES)
        place = names.index(self.theme) if self.theme in names else -1
        if not self.no_color:
            self.theme = names[(place + 1) % len(names)]

    def log_failure(self, error: BaseException) -> str:
        """Write an error to the log; returns the reference that stands beside it."""
        raise NotImplementedError

    def open_staff(self) -> object:
        """Ask for a PIN and open what staff do."""
        raise NotImplementedError

    def go_to(self, place: str, staff: Staff) -> None:
        """Open one of the staff's places in place of the one that is open."""
        raise NotImplementedError

    def sign_out(self) -> None:
        """Leave the staff's screens for the kiosk's, whatever is open on top of them."""
        raise NotImplementedError

    def read_day(self) -> None:
        """Read the day soon: something was recorded."""
        raise NotImplementedError
