"""People as they are taken home: a roster that ``kiosk import attendees`` takes again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.desk.exporting import Source, Wanted
from kiosk.desk.protocol import Desk, View
from kiosk.files.exports import Kind
from kiosk.model import (
    Attendee,
    Offering,
    Registration,
    RegistrationStatus,
    School,
    Workshop,
)
from kiosk.rules.names import fold


@dataclass(frozen=True, slots=True)
class Line:
    """A person, and what they are registered for as one thing: who is registered for some
    and waits for others has a row of each."""

    attendee: Attendee
    offerings: tuple[Offering, ...]
    status: RegistrationStatus | None
    schools: tuple[str, ...]
    codes: tuple[str, ...]
    """Of their badges in force."""


def lines(desk: Desk, wanted: Wanted, language: str) -> Iterator[Line]:
    """Everyone, by name; where something of what is taught is asked for, those who are
    registered for it. The span is of the days on which it is held. Who asked to be
    forgotten is not there."""
    view = desk.store
    narrowed = any((wanted.programme, wanted.workshop, wanted.school, wanted.status))
    narrowed = narrowed or not wanted.is_on(None)
    people = [person for person in view.all(Attendee) if person.name and wanted.is_of(person)]
    people.sort(key=lambda person: (fold(person.name), person.member_number, person.local))
    for person in people:
        found = _registered(view, wanted, person)
        codes = tuple(badge.code for badge in view.badges_of(person.id) if not badge.revoked)
        if not found and not narrowed:
            yield Line(person, (), None, (), codes)
        for status, offerings in found.items():
            held = {offering.school: view.get(School, offering.school) for offering in offerings}
            schools = tuple(school.name for school in held.values() if school)
            yield Line(person, tuple(offerings), status, schools, codes)


def _registered(
    view: View, wanted: Wanted, person: Attendee
) -> dict[RegistrationStatus, list[Offering]]:
    found: dict[RegistrationStatus, list[Offering]] = {}
    for registration in sorted(view.registrations_of(person.id), key=lambda r: r.offering):
        offering = view.get(Offering, registration.offering)
        if offering and _is_wanted(view, wanted, registration, offering):
            found.setdefault(registration.status, []).append(offering)
    return {status: found[status] for status in RegistrationStatus if status in found}


def _is_wanted(view: View, wanted: Wanted, registration: Registration, offering: Offering) -> bool:
    workshop = view.get(Workshop, offering.workshop)
    if wanted.status not in ("", registration.status.value):
        return False
    if workshop is None or not wanted.is_in(offering, workshop):
        return False
    days = [s.start.astimezone(s.zone).date() for s in view.sittings_of(offering.id)]
    return wanted.is_on(None) or any(map(wanted.is_on, days))


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
