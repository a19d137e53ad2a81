"""One person's card: everything that staff are asked about somebody, read in one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiosk.desk.certificates import standing
from kiosk.desk.certificates.standing import Listed
from kiosk.desk.completing import overview
from kiosk.desk.completing.overview import Line
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused
from kiosk.model import (
    Attendee,
    Badge,
    Offering,
    Registration,
    RegistrationStatus,
    SignedLine,
    Sitting,
    Workshop,
)
from kiosk.rules import attendance, schedule
from kiosk.rules.attendance import Standing


@dataclass(frozen=True, slots=True)
class Place:
    """A registration, and what it is for."""

    registration: Registration
    offering: Offering
    workshop: Workshop
    began: dt.date | None
    """The day of its first session."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A person in a session."""

    sitting: Sitting
    stands: Standing
    signed: SignedLine | None
    """Their line under the signature in force."""


@dataclass(frozen=True, slots=True)
class Card:
    attendee: Attendee
    badges: tuple[Badge, ...]
    """The latest first."""
    places: tuple[Place, ...]
    """The latest first."""
    visits: tuple[Visit, ...]
    """Sessions that anything was recorded in, or that they are registered for; the
    latest first."""
    completions: tuple[Line, ...]
    certificates: tuple[Listed, ...]
    """The latest first."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What a badge code stands for."""

    badge: Badge | None
    """``None``: the code is not one of ours."""
    attendee: Attendee | None


def holder(desk: Desk, code: str) -> Holder:
    """Whose badge a code is, revoked or not."""
    badge = next(iter(desk.store.badges(code)), None)
    person = desk.store.get(Attendee, badge.attendee) if badge and badge.attendee else None
    return Holder(badge, person)


def card(desk: Desk, attendee_id: str) -> Card:
    """Everything about a person.

    Raises:
        Refused: there is nobody of this id.
    """
    view = desk.store
    attendee = view.get(Attendee, attendee_id)
    if attendee is None:
        raise Refused("This person is no longer there.")
    places = [p for r in view.registrations_of(attendee_id) if (p := _place(view, r))]
    sessions = {
        session.id: None
        for place in places
        if place.registration.status is RegistrationStatus.REGISTERED
        for session in view.sessions_of(place.offering.id)
    }
    sessions.update(dict.fromkeys(view.sessions_with(attendee_id)))
    visits = [v for i in sessions if (v := _visit(view, i, attendee_id))]
    lines = overview.of_attendee(desk, attendee_id)
    return Card(
        attendee=attendee,
        badges=tuple(reversed(view.badges_of(attendee_id))),
        places=tuple(sorted(places, key=lambda p: p.began or dt.date.max, reverse=True)),
        visits=tuple(sorted(visits, key=lambda v: v.sitting.start, reverse=True)),
        completions=tuple(sorted(lines, key=lambda x: x.began or dt.date.max, reverse=True)),
        certificates=tuple(standing.of_person(view, attendee_id, [line.row for line in lines])),
    )


def _place(view: View, registration: Registration) -> Place | None:
    offering = view.get(Offering, registration.offering)
    workshop = offering and view.get(Workshop, offering.workshop)
    if not (offering and workshop):
        return None
    return Place(registration, offering, workshop, overview.began(view, offering))


def _visit(view: View, session_id: str, attendee: str) -> Visit | None:
    sitting = view.sitting(session_id)
    if sitting is None:
        return None
    closing = schedule.standing_closing(view.session_facts(session_id))
    lines = closing.roster if closing else ()
    signed = next((line for line in lines if line.attendee == attendee), None)
    return Visit(sitting, attendance.standing(view.person_facts(session_id, attendee)), signed)
