"""What a certificate would say, from what is known now."""

from __future__ import annotations

import datetime as dt

from kiosk.clock import zone
from kiosk.desk.completing.held import Row
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused
from kiosk.model import Attendee, Programme, School, Wording, text


def today(desk: Desk) -> dt.date:
    """On the organisation's wall clock."""
    return desk.clock.now().astimezone(zone(desk.store.organisation.zone)).date()


def languages_for(view: View, attendee: Attendee, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Those that were asked for; else the person's own, where the organisation speaks it.

    Raises:
        Refused: more than two.
    """
    spoken = view.organisation.languages
    if len(asked) > 2:
        raise Refused("A certificate has one language, or two side by side.")
    if asked:
        return tuple(dict.fromkeys(asked))
    return (attendee.language if attendee.language in spoken else spoken[0],)


def wording(view: View, row: Row, languages: tuple[str, ...], day: dt.date) -> Wording:
    """The words for a completion.

    Args:
        day: on which it is issued.
    """
    workshop, offering, done = row.workshop, row.offering, row.completion
    school = view.get(School, offering.school)
    programme = view.get(Programme, workshop.programme)
    sittings = [r.sitting for r in row.records if r.attended]
    sittings += [credit.sitting for credit in row.credits]
    sittings += [s for i in done.borrowed if (s := view.sitting(i))]
    days = [s.start.astimezone(s.zone).date() for s in sittings] or [done.completed_on or day]
    fixed = workshop.minutes if not workshop.variable else None
    return Wording(
        name=row.attendee.name,
        title={one: text(workshop.title, one) or workshop.id for one in languages},
        programme={one: text(programme.title, one) if programme else "" for one in languages},
        minutes=fixed or done.scheduled_minutes,
        first_day=min(days),
        last_day=max(days),
        school=school.name if school else "",
        place=school.place if school else "",
        facilitators=offering.facilitators,
        organisation=view.organisation.name,
        languages=languages,
        issued_on=day,
        verify_at=view.organisation.verify_at,
    )
