"""Records for tests, with everything that a test does not speak of filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.model import (
    Attendee,
    CheckIn,
    CompletionRule,
    Departure,
    DoorRule,
    How,
    Offering,
    Programme,
    School,
    Session,
    Sitting,
    Workshop,
)

TORONTO = "America/Toronto"


def at(text: str, zone: str = TORONTO) -> dt.datetime:
    """A wall-clock time of a zone, with a fixed offset, as the store gives times back.

    >>> at("2026-04-10 09:00").isoformat()
    '2026-04-10T09:00:00-04:00'
    """
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    offset = moment.utcoffset()
    assert offset is not None
    return moment.astimezone(dt.timezone(offset))


def session(
    session_id: str = "morning",
    start: str = "2026-04-10 09:00",
    end: str = "2026-04-10 12:00",
    *,
    offering: str = "pp",
    zone: str = TORONTO,
    **fields: Any,
) -> Session:
    return Session(
        id=session_id, offering=offering, start=at(start, zone), end=at(end, zone), **fields
    )


def sitting(
    session_id: str = "morning",
    start: str = "2026-04-10 09:00",
    end: str = "2026-04-10 12:00",
    *,
    offering: str = "pp",
    workshop: str = "parliamentary",
    zone: str = TORONTO,
    school_zone: str | None = None,
    room: str = "Room A",
    part: int | None = None,
    parts: int = 0,
    cancelled: bool = False,
    offering_cancelled: bool = False,
    door: DoorRule | None = None,
    offering_door: DoorRule | None = None,
    programme_door: DoorRule | None = None,
) -> Sitting:
    """One session with all it stands in. ``zone`` is where it is held; ``school_zone``
    the school's, where that is another."""
    held = Offering(
        id=offering,
        school="spring",
        workshop=workshop,
        room=room,
        zone=zone if school_zone else None,
        cancelled=offering_cancelled,
        door=offering_door or DoorRule(),
    )
    return Sitting(
        session(
            session_id,
            start,
            end,
            offering=offering,
            zone=zone,
            part=part,
            cancelled=cancelled,
            door=door or DoorRule(),
        ),
        held,
        Workshop(
            id=workshop,
            programme="let",
            title={"en": "Parliamentary Procedures"},
            parts=tuple({"en": f"Part {number}"} for number in range(1, parts + 1)),
        ),
        Programme(
            id="let",
            title={"en": "Local Executive Training"},
            completion=CompletionRule(),
            door=programme_door or DoorRule(),
        ),
        School(id="spring", name="Spring School", zone=school_zone or zone),
        1,
        1,
    )


def check_in(time: str, *, n: int = 1, session: str = "morning", zone: str = TORONTO) -> CheckIn:
    """A check-in, as the n-th fact that was entered."""
    return CheckIn(
        id=f"k-{n}",
        time=at(time, zone),
        entered=at("2026-04-10 00:00"),
        session=session,
        attendee="ana",
        how=How.BADGE,
    )


def departure(time: str, *, n: int = 2, session: str = "morning") -> Departure:
    """A departure, as the n-th fact that was entered."""
    return Departure(
        id=f"k-{n}",
        time=at(time),
        entered=at("2026-04-10 00:00"),
        session=session,
        attendee="ana",
        how=How.BADGE,
    )


def people(count: int) -> Sequence[Attendee]:
    """So many attendees: ``p001`` with the number 1001, and so on."""
    return [
        Attendee(id=f"p{n:03}", name=f"Person N{n:03}", member_number=str(1000 + n))
        for n in range(1, count + 1)
    ]
