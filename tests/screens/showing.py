"""The app on a demo school in a temporary folder, at a time that stands still."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.clock import Clock
from kiosk.desk import closing
from kiosk.desk.protocol import Desk
from kiosk.desk.thread import DeskThread
from kiosk.model import Attendee, Badge, CheckIn, Session, Staff
from store.refusals import open_refusals
from store.store import Store
from tests.screens.settling import Settling

TORONTO = ZoneInfo("America/Toronto")
MORNING = dt.datetime(2026, 11, 23, 8, 43, tzinfo=TORONTO)
"""Seventeen minutes before the day's first sessions, with their doors open."""


class StoppedClock(Clock):
    """Stands where it is put."""

    def __init__(self, moment: dt.datetime) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment.astimezone(dt.UTC)


@dataclass
class School:
    """A data folder with the demo school in it, open."""

    path: Path
    store: Store
    desk: Desk
    clock: StoppedClock
    threads: list[DeskThread] = field(default_factory=list)
    closing: list[Callable[[], None]] = field(default_factory=list)
    """What is to be closed when the test is over."""

    def app(self, **options: object) -> KioskApp:
        thread = DeskThread(lambda: self.desk)
        self.threads.append(thread)
        return KioskApp(thread, **options)  # type: ignore[arg-type]

    def read_again(self, store: Store) -> None:
        """From now on, this store of the same folder."""
        self.store, self.desk = store, replace(self.desk, store=store)

    def keep_refusals(self) -> None:
        """From now on, as on a laptop."""
        log = open_refusals(self.path)
        self.desk = replace(self.desk, refusals=log)
        self.closing.append(log.close)

    def person(self, name: str) -> Attendee:
        (found,) = (a for a in self.store.all(Attendee) if a.name == name)
        return found

    def staff(self, name: str) -> Staff:
        return closing.staff_named(self.store, name)

    def code(self, person: Attendee) -> str:
        return next(b.code for b in self.store.badges_of(person.id) if not b.revoked)

    def codes(self, offering: str) -> list[str]:
        """The badge codes of everyone registered for an offering whose id ends so."""
        return [
            badge.code
            for badge in self.store.all(Badge)
            for registration in self.store.registrations_of(badge.attendee or "")
            if registration.offering.endswith(offering) and registration.status == "registered"
        ]

    def session(self, ending: str) -> str:
        (found,) = (i for i in self.store.tables.live["sessions"] if i.endswith(ending))
        return found


@asynccontextmanager
async def running(app: KioskApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
    """The app without a terminal, its screen painted."""
    with Settling(app, lambda: app.scans._before is not None).in_place():
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.snapshot.is_open and bool(text_of(app).strip()))
            yield pilot


async def until(
    pilot: Pilot[Any],
    holds: Callable[[], bool],
    seconds: float = 30.0,
    what: str = "",
    at_rest: bool = True,
) -> None:
    """Wait for a state, and until the app has done what goes with it; fail with the screen's
    text when it does not come. ``at_rest=False``: while a test keeps the desk busy."""
    deadline = time.monotonic() + seconds
    settling = Settling.of(pilot.app) or Settling(pilot.app)
    await settling.drawn()
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"It did not come to this: {what}\n{text_of(pilot.app)}")
        await asyncio.sleep(0.002)
        await settling.drawn()
    if at_rest:
        await settling.settled()


async def shows(pilot: Pilot[Any], *texts: str, at_rest: bool = True) -> None:
    """Wait until the screen has all of these texts on it."""

    def there() -> bool:
        text = text_of(pilot.app)
        return all(t in text for t in texts)

    await until(pilot, there, what=" and ".join(texts), at_rest=at_rest)


async def says(pilot: Pilot[Any], *texts: str) -> None:
    """Wait until the screen has all of these texts on it, wherever their lines break: what
    names a file in a folder breaks by the length of the folder's path."""

    def unbroken(text: str) -> str:
        return "".join(c for c in text if not (c.isspace() or "\u2500" <= c < "\u25a0"))

    def there() -> bool:
        text = unbroken(text_of(pilot.app))
        return all(unbroken(t) in text for t in texts)

    await until(pilot, there, what=" and ".join(texts))


async def top(pilot: Pilot[Any], kind: type) -> None:
    """Wait until a screen of this kind is the one that is seen."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), what=kind.__name__)


def text_of(app: object) -> str:
    """What stands on the screen, as lines of text."""
    strips = app.screen._compositor.render_strips()  # type: ignore[attr-defined]
    return "\n".join(strip.text.rstrip() for strip in strips)


def burst(app: App[Any], text: str) -> None:
    """Post keys as a scanner types them: all at once. ``\\r``, ``\\t`` and ``\\n`` are the
    terminators."""
    named = {"\r": "enter", "\t": "tab", "\n": "ctrl+j"}
    for character in text:
        key = named.get(character) or _character_to_key(character)
        app.post_message(events.Key(key, None if character in named else character))


def check_ins(school: School) -> list[CheckIn]:
    """Today's, without those the demo gives yesterday."""
    school.store.refresh()
    sessions = [s.id for s in school.store.all(Session) if not s.id.endswith("team-1")]
    return [
        fact
        for session in sessions
        for person in school.store.people_in(session)
        for fact in school.store.person_facts(session, person)
        if isinstance(fact, CheckIn)
    ]
