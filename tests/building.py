"""Records for tests, with everything that a test does not speak of filled in."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.clock import Clock
from kiosk.desk.protocol import Desk
from kiosk.model import (
    Attendee,
    Badge,
    CheckIn,
    CompletionRule,
    Departure,
    DoorRule,
    How,
    Offering,
    Programme,
    Record,
    Registration,
    RegistrationStatus,
    Role,
    School,
    Session,
    Sitting,
    Staff,
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


class StillClock(Clock):
    """A clock that stands still until it is set."""

    def __init__(self, moment: dt.datetime) -> None:
        super().__init__(moment)
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment.astimezone(dt.UTC)

    def set(self, text: str, zone: str = TORONTO) -> None:
        """It is now this time on the wall clock of a zone."""
        self.moment = at(text, zone)


CODES = {
    "ana": "KJKCCCCCCCCCCCCCCCCCC",
    "revoked": "KJKCCCCCCCCCCCCCCCBCI",
    "blank": "KJKCCCCCCCCCCCCCCCDCU",
}
"""Badge codes of the small school."""


def add_school(desk: Desk) -> None:
    """A school on 10 and 11 April 2026 in Toronto.

    Offerings: ``pp`` (parliamentary, three sessions: ``pp-1`` and ``pp-2`` on the tenth
    from 09:00 and 13:00, ``pp-3`` on the eleventh from 09:00, Room A), ``fin`` (financial,
    ``fin-1`` on the tenth from 09:00, Room B), ``open`` (varies in length, ``open-1`` from
    18:00, online). The programme lets sessions be signed from their start. People: Ana in
    pp, with a badge; Ben in pp and fin; Cleo waitlisted and Dan cancelled in pp; two called
    Eva Roy, in fin; Finn in open; Gus in nothing. Staff:
    Fay is a facilitator (1111), Rae a rep (2222).
    """
    records: list[Record] = [
        Programme(
            id="let",
            title={"en": "Local Executive Training", "fr": "Formation"},
            door=DoorRule(signing_before=24 * 60),
        ),
        Workshop(id="parliamentary", programme="let", title={"en": "Parliamentary Procedures"}),
        Workshop(id="financial", programme="let", title={"en": "Financial Essentials"}),
        Workshop(id="orientation", programme="let", title={"en": "Orientation"}, variable=True),
        School(
            id="spring",
            name="Spring School",
            zone=TORONTO,
            starts=dt.date(2026, 4, 10),
            ends=dt.date(2026, 4, 11),
        ),
        Offering(id="pp", school="spring", workshop="parliamentary", room="Room A", capacity=2),
        Offering(id="fin", school="spring", workshop="financial", room="Room B"),
        Offering(id="open", school="spring", workshop="orientation", online=True),
        session("pp-1"),
        session("pp-2", "2026-04-10 13:00", "2026-04-10 16:00"),
        session("pp-3", "2026-04-11 09:00", "2026-04-11 12:00"),
        session("fin-1", offering="fin"),
        session("open-1", "2026-04-10 18:00", "2026-04-10 20:00", offering="open"),
        Attendee(id="ana", name="Ana Núñez", member_number="1001", local="Local 1"),
        Attendee(id="ben", name="Ben O'Hara", member_number="1002", local="Local 1"),
        Attendee(id="cleo", name="Cleo Park", member_number="1003", local="Local 2"),
        Attendee(id="dan", name="Dan Wu", member_number="1004", local="Local 2"),
        Attendee(id="eva1", name="Eva Roy", member_number="1005", local="Local 1"),
        Attendee(id="eva2", name="Eva Roy", member_number="1006", local="Local 2"),
        Attendee(id="finn", name="Finn Lee", member_number="1007", local="Local 3"),
        Attendee(id="gus", name="Gus Hart", member_number="1008", local="Local 3"),
        Badge(id="b-1", code=CODES["ana"], attendee="ana"),
        Badge(id="b-2", code=CODES["revoked"], attendee="ben", revoked=True),
        Badge(id="b-3", code=CODES["blank"]),
        Staff(id="fay", name="Fay Ito", roles=(Role.FACILITATOR,)),
        Staff(id="rae", name="Rae Diaz", roles=(Role.REP,)),
    ]
    for person, offering, status in (
        ("ana", "pp", RegistrationStatus.REGISTERED),
        ("ben", "pp", RegistrationStatus.REGISTERED),
        ("ben", "fin", RegistrationStatus.REGISTERED),
        ("cleo", "pp", RegistrationStatus.WAITLISTED),
        ("dan", "pp", RegistrationStatus.CANCELLED),
        ("eva1", "fin", RegistrationStatus.REGISTERED),
        ("eva2", "fin", RegistrationStatus.REGISTERED),
        ("finn", "open", RegistrationStatus.REGISTERED),
    ):
        records.append(
            Registration(
                id=Registration.id_for(person, offering),
                attendee=person,
                offering=offering,
                status=status,
            )
        )
    with desk.store.change() as tx:
        for record in records:
            tx.put(record)
    desk.pins.set("fay", "1111")
    desk.pins.set("rae", "2222")
