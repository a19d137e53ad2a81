"""Who teaches an offering: they do not learn in it, and their terms are looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kiosk.desk.protocol import View
from kiosk.errors import Text
from kiosk.model import Offering, RegistrationStatus, Staff, Workshop
from kiosk.rules.names import name_key


def learners(view: View, offering: Offering) -> list[str]:
    """Ids of the attendees who are registered for it, not waitlisted and not cancelled,
    and do not teach it."""
    registered = [
        r.attendee
        for r in view.registrations_in(offering.id)
        if r.status is RegistrationStatus.REGISTERED
    ]
    if not offering.facilitators:
        return registered
    teach = teachers(view, offering, registered)
    return [attendee for attendee in registered if attendee not in teach]


def teachers(view: View, offering: Offering, among: Iterable[str]) -> frozenset[str]:
    """Who of these attendees teaches an offering: the roster of a course often has its
    facilitators too.

    Known by their entry on the staff, else by the name that is printed; not where two of
    those who are registered have that name, since one of them came to learn. Someone who
    teaches one course and is registered for another learns there.
    """
    printed = {name_key(name) for name in offering.facilitators}
    found = {
        staff.attendee
        for staff in view.all(Staff)
        if staff.attendee and name_key(staff.name) in printed
    }
    known = set(among)
    for key in printed:
        same = [one.id for one in view.attendees_named(key) if one.id in known]
        if len(same) == 1:
            found.add(same[0])
    return frozenset(found & known)


def ended_terms(view: View, offering: Offering) -> list[Text]:
    """What to point out of whoever is assigned to an offering: whose term is over by its
    last day, or not begun on its first. Who is not on the staff has no term."""
    held = [s for s in view.sittings_of(offering.id) if not s.cancelled]
    days = [s.start.astimezone(s.zone).date() for s in held]
    printed = {name_key(name) for name in offering.facilitators}
    found = []
    for staff in view.all(Staff):
        if not days or name_key(staff.name) not in printed:
            continue
        ends = staff.ends or _appointed_until(view, staff)
        if ends and max(days) > ends:
            found.append(Text("{name}'s term ends on {day}.", name=staff.name, day=ends))
        elif staff.starts and min(days) < staff.starts:
            found.append(Text("{name}'s term begins on {day}.", name=staff.name, day=staff.starts))
    return found


def _appointed_until(view: View, staff: Staff) -> dt.date | None:
    """The last day of a term that a workshop gives to whoever completes it; of several,
    the latest."""
    from kiosk.desk.completing.completions import completions

    if not staff.attendee:
        return None
    giving = [w for w in view.all(Workshop) if w.term_years]
    ends = [
        _years_on(row.completion.completed_on, workshop.term_years or 0)
        for workshop in giving
        for row in completions(view, workshop=workshop.id, attendee=staff.attendee)
        if row.completion.completed_on
    ]
    return max(ends, default=None)


def _years_on(day: dt.date, years: int) -> dt.date:
    """The last day of so many years from a day on."""
    try:
        same = day.replace(year=day.year + years)
    except ValueError:  # 29 February
        same = dt.date(day.year + years, 3, 1)
    return same - dt.timedelta(days=1)
