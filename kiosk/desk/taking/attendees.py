"""People as they are taken home: a roster that ``kiosk import attendees`` takes again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.desk.protocol import Desk, View
from kiosk.desk.taking.source import Source, Wanted
from kiosk.files.exports import Kind
from kiosk.model import (
    Attendee,
    Offering,
    RegistrationStatus,
    School,
    Workshop,
)
from kiosk.rules.names import fold


@dataclass(frozen=True, slots=True)
class Place:
    """One thing that somebody is registered for."""

    status: RegistrationStatus
    offering: Offering
    workshop: Workshop
    school: str
    days: tuple[dt.date, ...]
    """On which it is held."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, with all that is known of them."""

    attendee: Attendee
    places: tuple[Place, ...]
    codes: tuple[str, ...]
    """Of their badges in force."""


@dataclass(frozen=True, slots=True)
class Line:
    """A person, and what they are registered for as one thing: who is registered for some
    and waits for others has a row of each."""

    attendee: Attendee
    offerings: tuple[Offering, ...]
    status: RegistrationStatus | None
    schools: tuple[str, ...]
    codes: tuple[str, ...]


def lines(desk: Desk, wanted: Wanted, language: str) -> Iterator[Line]:
    """Everyone, by name; where something of what is taught is asked for, those who are
    registered for it. The span is of the days on which it is held. Who asked to be
    forgotten is not there."""
    return narrowed(of_people(desk, people(desk)), wanted)


def people(desk: Desk) -> list[Attendee]:
    """Everyone, by name."""
    known = [person for person in desk.store.all(Attendee) if person.name]
    return sorted(known, key=lambda p: (fold(p.name), p.member_number, p.local))


def of_people(desk: Desk, attendees: Iterable[Attendee]) -> list[Person]:
    """What is known of these, whatever is asked for."""
    view = desk.store
    return [
        Person(
            person,
            tuple(_places(view, person)),
            tuple(badge.code for badge in view.badges_of(person.id) if not badge.revoked),
        )
        for person in attendees
    ]


def _places(view: View, person: Attendee) -> Iterator[Place]:
    for registration in sorted(view.registrations_of(person.id), key=lambda r: r.offering):
        offering = view.get(Offering, registration.offering)
        workshop = view.get(Workshop, offering.workshop) if offering else None
        if offering and workshop:
            school = view.get(School, offering.school)
            held = view.sittings_of(offering.id)
            days = tuple(sitting.start.astimezone(sitting.zone).date() for sitting in held)
            name = school.name if school else ""
            yield Place(registration.status, offering, workshop, name, days)


def narrowed(known: Iterable[Person], wanted: Wanted) -> Iterator[Line]:
    """Those that are asked for; needs nothing but what is known of them."""
    everything = not any((wanted.programme, wanted.workshop, wanted.school, wanted.status))
    everything = everything and wanted.is_on(None)
    for person in known:
        if not wanted.is_of(person.attendee):
            continue
        places = [p for p in person.places if everything or _is_wanted(p, wanted)]
        if not places and everything:
            yield Line(person.attendee, (), None, (), person.codes)
        for status in RegistrationStatus:
            same = [place for place in places if place.status is status]
            if same:
                schools = tuple(dict.fromkeys(p.school for p in same if p.school))
                offerings = tuple(place.offering for place in same)
                yield Line(person.attendee, offerings, status, schools, person.codes)


def _is_wanted(place: Place, wanted: Wanted) -> bool:
    return (
        wanted.status in ("", place.status.value)
        and wanted.is_in(place.offering, place.workshop)
        and (wanted.is_on(None) or any(map(wanted.is_on, place.days)))
    )


def _standing(line: Line) -> str:
    known = line.attendee.good_standing
    return "" if known is None else "yes" if known else "no"


SOURCE = Source(
    "attendees",
    {
        "member_number": (Kind.TEXT, "attendee.member_number"),
        "name": (Kind.TEXT, "attendee.name"),
        "local": (Kind.TEXT, "attendee.local"),
        "email": (Kind.TEXT, "attendee.email"),
        "language": (Kind.TEXT, "attendee.language"),
        "positions": (Kind.TEXT, lambda x: "; ".join(x.attendee.positions)),
        "good_standing": (Kind.TEXT, _standing),
        "offering": (Kind.TEXT, lambda x: "; ".join(offering.id for offering in x.offerings)),
        "status": (Kind.TEXT, lambda x: x.status.value if x.status else ""),
        "schools": (Kind.TEXT, lambda x: "; ".join(x.schools)),
        "attendee": (Kind.TEXT, "attendee.id"),
        "badge_code": (Kind.TEXT, lambda x: "; ".join(x.codes)),
    },
    usual=(
        "member_number",
        "name",
        "local",
        "email",
        "language",
        "positions",
        "good_standing",
        "offering",
        "status",
    ),
    statuses=tuple(status.value for status in RegistrationStatus),
    counted=("local", "status"),
)
