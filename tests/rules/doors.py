"""What the tables of the door are written in: sessions, and how a person stands to them."""

from __future__ import annotations

from dataclasses import replace

from kiosk.model import DoorRule, Registration, RegistrationStatus, Sitting
from kiosk.rules.attendance import Standing, standing
from kiosk.rules.checkin import Candidate
from kiosk.rules.eligibility import Lack, Need
from tests.building import TORONTO, check_in, departure, sitting

MORNING = sitting("morning", "2026-04-10 09:00", "2026-04-10 12:00", room="Room A")
AFTERNOON = sitting("afternoon", "2026-04-10 13:00", "2026-04-10 16:00", room="Room A")
NOON = sitting("noon", "2026-04-10 12:00", "2026-04-10 15:00", offering="noon", room="Room C")
RIVAL = sitting("rival", "2026-04-10 09:30", "2026-04-10 11:30", offering="rival", room="Room B")
EVENING = sitting("evening", "2026-04-10 18:00", "2026-04-10 20:00", offering="evening")
YESTERDAY = sitting("yesterday", "2026-04-09 09:00", "2026-04-09 12:00", offering="yesterday")
TOMORROW = sitting("tomorrow", "2026-04-11 09:00", "2026-04-11 12:00", offering="tomorrow")
NIGHT = sitting("night", "2026-04-10 23:00", "2026-04-11 02:00", offering="night")
ADMITS_AN_HOUR = sitting("hour", door=DoorRule(last_admission=60))
SAYS_GOODBYE = sitting("goodbye", door=DoorRule(departures=True))
ASKS_NOTHING = sitting("asks", door=DoorRule(prerequisites_warn=True))
NEEDS_STEWARD_1 = (Lack(Need.WORKSHOP, "steward-1"),)
NOT_A_TRUSTEE = (Lack(Need.POSITION),)
ADMITS_NOBODY_LATE = sitting("punctual", door=DoorRule(opens_before=10, last_admission=0))

# The clocks go forward in Toronto on 8 March 2026 at 02:00, back on 1 November at 02:00.
SPRING_NIGHT = sitting("spring", "2026-03-08 03:15", "2026-03-08 05:00", offering="spring")
AUTUMN_NIGHT = sitting("autumn", "2026-11-01T02:15-05:00", "2026-11-01T04:00-05:00")

# 21:00 in Los Angeles is midnight in Toronto.
ONLINE_WEST = sitting(
    "west",
    "2026-04-10 18:00",
    "2026-04-10 20:00",
    zone="America/Los_Angeles",
    school_zone=TORONTO,
    room="",
)


def registered(what: Sitting, **fields: object) -> Candidate:
    return Candidate(what, registration(what, RegistrationStatus.REGISTERED), **fields)  # type: ignore[arg-type]


def waitlisted(what: Sitting, **fields: object) -> Candidate:
    return Candidate(what, registration(what, RegistrationStatus.WAITLISTED), **fields)  # type: ignore[arg-type]


def cancelled_for(what: Sitting, **fields: object) -> Candidate:
    return Candidate(what, registration(what, RegistrationStatus.CANCELLED), **fields)  # type: ignore[arg-type]


def unregistered(what: Sitting, **fields: object) -> Candidate:
    return Candidate(what, None, **fields)  # type: ignore[arg-type]


def registration(what: Sitting, status: RegistrationStatus) -> Registration:
    offering = what.offering.id
    return Registration(id=f"ana--{offering}", attendee="ana", offering=offering, status=status)


def in_since(time: str) -> Standing:
    return standing([check_in(time)])


def in_until(time: str, left: str) -> Standing:
    return standing([check_in(time), departure(left)])


def called_off(what: Sitting) -> Sitting:
    return replace(what, session=replace(what.session, cancelled=True))


def offering_called_off(what: Sitting) -> Sitting:
    return replace(what, offering=replace(what.offering, cancelled=True))
