"""A data folder with years of check-ins, written as lines, and people at its door."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.model import (
    Attendee,
    Badge,
    Offering,
    Organisation,
    Programme,
    Registration,
    School,
    Session,
    Workshop,
)
from kiosk.rules.codes import new_code
from store.folder import create, marker
from store.lines import encode, stamp
from store.written import written

PAST = 5
"""Sessions that each person was in before, at every size."""
ROSTER = 500
"""People in one file that was imported."""
NOW = dt.datetime(2026, 4, 10, 9, 0, tzinfo=ZoneInfo("America/Toronto"))


@dataclass(frozen=True)
class Made:
    """A data folder and whom it knows."""

    path: Path
    codes: list[str]
    numbers: list[str]


def make(path: Path, check_ins: int, waiting: int) -> Made:
    """A folder with so many check-ins, ``PAST`` a person, and so many people more than
    that at the door of a session that is open."""
    create(path)
    kiosk = marker(path).kiosk
    known = max(check_ins // PAST, 1)
    people = max(known, waiting)
    codes = [new_code() for _ in range(people)]
    lines = [b""]
    clock = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)

    def line(put: dict[str, dict[str, bytes]]) -> None:
        nonlocal clock
        clock += dt.timedelta(seconds=7)
        lines.append(encode(len(lines), stamp(clock), put))

    day = dt.timedelta(days=1)
    sessions = [
        Session(
            id=f"spring-{number}",
            offering=f"o-{number}",
            start=NOW - number * day,
            end=NOW - number * day + dt.timedelta(hours=3),
        )
        for number in range(PAST + 1)
    ]
    offerings = {
        s.offering: Offering(id=s.offering, school="spring", workshop="pp", room="Room A")
        for s in sessions
    }
    line(
        {
            "organisation": {
                "organisation": written(Organisation(name="Union", zone="America/Toronto"))
            },
            "programmes": {"let": written(Programme(id="let", title={"en": "Training"}))},
            "workshops": {"pp": written(Workshop(id="pp", programme="let", title={"en": "Rules"}))},
            "schools": {"spring": written(School(id="spring", name="S", zone="America/Toronto"))},
            "offerings": {i: written(offering) for i, offering in offerings.items()},
            "sessions": {s.id: written(s) for s in sessions},
        }
    )
    for first in range(0, people, ROSTER):
        put: dict[str, dict[str, bytes]] = {"attendees": {}, "badges": {}, "registrations": {}}
        for number in range(first, min(first + ROSTER, people)):
            attendee = Attendee(
                id=f"a-{number}", name=f"Person {number}", member_number=f"{number:07}"
            )
            badge = Badge(id=f"b-{number}", code=codes[number], attendee=attendee.id)
            put["attendees"][attendee.id] = written(attendee)
            put["badges"][badge.id] = written(badge)
            for session in sessions if number < known else sessions[:1]:
                registration = Registration(
                    id=Registration.id_for(attendee.id, session.offering),
                    attendee=attendee.id,
                    offering=session.offering,
                )
                put["registrations"][registration.id] = written(registration)
        line(put)
    for number in range(check_ins):
        session = sessions[1 + number // known % PAST]
        fact_id = f"{kiosk}-{len(lines)}"
        fact = b'{"time":"%b","entered":"%b","session":"%b","attendee":"a-%d","how":"badge",' % (
            stamp(session.start).encode(),
            stamp(clock).encode(),
            session.id.encode(),
            number % known,
        )
        line({"facts": {fact_id: fact + b'"kind":"check_in"}'}})
    (path / "journal" / f"{kiosk}-0001.jsonl").write_bytes(b"".join(lines))
    return Made(path, codes, [f"{number:07}" for number in range(people)])
