"""What can be chosen when something is entered by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiosk.desk.completing import overview
from kiosk.desk.protocol import Desk
from kiosk.model import Offering, School, Sitting, Staff, Workshop
from kiosk.rules import schedule
from kiosk.rules.names import fold


@dataclass(frozen=True, slots=True)
class Offered:
    """An offering with what it is known by."""

    offering: Offering
    workshop: Workshop
    school: School
    began: dt.date | None


def offerings(desk: Desk) -> list[Offered]:
    """Every offering, the latest first."""
    view = desk.store
    found = []
    for offering in view.all(Offering):
        workshop = view.get(Workshop, offering.workshop)
        school = view.get(School, offering.school)
        if workshop and school:
            found.append(Offered(offering, workshop, school, overview.began(view, offering)))
    return sorted(found, key=lambda o: (o.began or dt.date.max, o.offering.id), reverse=True)


def sittings(desk: Desk) -> list[Sitting]:
    """Every session: from today on by time, then those before, the latest first."""
    view, now = desk.store, desk.clock.now()
    every = schedule.by_time(view.timetable())
    coming = [s for s in every if s.end >= now or schedule.in_day(s, now)]
    ids = {s.id for s in coming}
    return coming + [s for s in reversed(every) if s.id not in ids]


def staff(desk: Desk) -> list[tuple[Staff, bool]]:
    """Everyone on the staff by name, and whether they have a PIN on this laptop."""
    known = sorted(desk.store.all(Staff), key=lambda person: fold(person.name))
    return [(person, desk.pins.has(person.id)) for person in known]
