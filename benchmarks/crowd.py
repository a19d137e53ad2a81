"""A large school: so many attendees, and as many check-ins over years."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kiosk.clock import Clock
from kiosk.desk import demo
from kiosk.desk.protocol import Desk
from kiosk.model import (
    Attendee,
    Badge,
    CheckIn,
    How,
    Offering,
    Registration,
    Session,
)
from kiosk.rules import codes
from store.folder import create, open_pins, open_store

ROOMS = 20
"""Offerings held at a time, each in a room of its own."""
_BATCH = 5000


def make(path: Path, people: int, check_ins: int) -> tuple[Desk, list[tuple[str, str]]]:
    """A demo school with a crowd.

    Everyone is registered in one of today's twenty sessions, which are open now; the
    check-ins are in sessions of past days.

    Returns the desk, and of each of the crowd the badge code and the first word of their
    name, which nobody else has.
    """
    create(path, demo=True)
    store = open_store(path)
    desk = Desk(store, open_pins(path), Clock())
    demo.make(desk)
    now = desk.clock.now()
    held = next(o for o in store.all(Offering) if "-now-" in o.id)
    days = max(1, check_ins // (ROOMS * 150))
    with store.change() as tx:
        for room in range(ROOMS):
            offering = f"crowd-{room}"
            tx.put(
                Offering(
                    id=offering, school=held.school, workshop=held.workshop, room=f"Hall {room}"
                )
            )
            for day in range(days + 1):
                start = now - dt.timedelta(minutes=10, days=day)
                tx.put(
                    Session(
                        id=f"{offering}-{day}",
                        offering=offering,
                        start=start,
                        end=start + dt.timedelta(hours=6),
                    )
                )
    crowd = []
    for first in range(0, people, _BATCH):
        with store.change() as tx:
            for n in range(first, min(first + _BATCH, people)):
                code = codes.new_code()
                name = f"Q{_letters(n)} Crowd-{_letters(n % 977)}"
                tx.put(
                    Attendee(
                        id=f"c-{n}", name=name, member_number=str(9_000_000 + n),
                        local=f"Local {n % 40}",
                    )
                )  # fmt: skip
                tx.put(Badge(id=f"cb-{n}", code=code, attendee=f"c-{n}"))
                offering = f"crowd-{n % ROOMS}"
                tx.put(
                    Registration(
                        id=Registration.id_for(f"c-{n}", offering),
                        attendee=f"c-{n}",
                        offering=offering,
                    )
                )
                crowd.append((code, name.split()[0]))
    for first in range(0, check_ins, _BATCH):
        with store.change() as tx:
            for n in range(first, min(first + _BATCH, check_ins)):
                day, person = 1 + n % days, n % people
                tx.add(
                    CheckIn(
                        time=now - dt.timedelta(days=day),
                        session=f"crowd-{person % ROOMS}-{day}",
                        attendee=f"c-{person}",
                        how=How.BADGE,
                    )
                )
    return desk, crowd


def _letters(n: int) -> str:
    """A word of small letters that stands for a number, and for no other."""
    found = ""
    while n or not found:
        n, rest = divmod(n, 26)
        found += chr(97 + rest)
    return found + "q"
