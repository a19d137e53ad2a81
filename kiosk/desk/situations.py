"""What a decision at the door rests on, read for one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kiosk.desk.counts import Counts
from kiosk.desk.protocol import View
from kiosk.model import Attendee, Registration, RegistrationStatus, Session, Sitting
from kiosk.rules import attendance, checkin, eligibility, schedule
from kiosk.rules.attendance import Standing
from kiosk.rules.checkin import Candidate, Situation
from kiosk.rules.eligibility import Lack

LONG_OVER = dt.timedelta(hours=25)
"""A session that ended so long ago is not of today, in any zone and on any day of the year."""


def situation(
    view: View,
    counts: Counts,
    attendee: Attendee,
    now: dt.datetime,
    served: frozenset[str] | None,
) -> Situation:
    """What is decided on. What is over, and not of today, is looked at only by who has
    nothing here today: years of it make nobody wait."""
    found = tuple(candidates(view, counts, attendee, now, since=now - LONG_OVER))
    for candidate in found:
        sitting = candidate.sitting
        if (served is None or sitting.id in served) and schedule.in_day(sitting, now):
            return Situation(now, found, served)
    return Situation(now, tuple(candidates(view, counts, attendee, now)), served)


def candidates(
    view: View,
    counts: Counts,
    attendee: Attendee,
    now: dt.datetime,
    since: dt.datetime | None = None,
) -> Iterator[Candidate]:
    """Every session the person is registered for, or was ever recorded in; with
    ``since``, what is over only where it is of today, and ended after that."""

    def is_past(sitting: Sitting) -> bool:
        end = sitting.session.end
        return (
            since is not None and end <= now and (end <= since or not schedule.in_day(sitting, now))
        )

    seen = set()
    for registration_id, offering in view.registered(attendee.id).items():
        registration: Registration | None = None
        for sitting in view.sittings_of(offering):
            seen.add(sitting.session.id)
            if not is_past(sitting):
                registration = registration or view.get(Registration, registration_id)
                yield candidate(view, counts, sitting, attendee, _counted(registration), now)
    for session_id in view.sessions_with(attendee.id):
        found = None if session_id in seen else view.sitting(session_id)
        if found and not is_past(found):
            yield candidate(view, counts, found, attendee, None, now)


def _counted(registration: Registration | None) -> Registration | None:
    """A walk-in that was taken back leaves no registration: they may come again."""
    if (
        registration
        and registration.walk_in
        and registration.status is RegistrationStatus.CANCELLED
    ):
        return None
    return registration


def walk_ins(
    view: View,
    counts: Counts,
    attendee: Attendee,
    now: dt.datetime,
    served: frozenset[str] | None,
) -> Situation:
    """The sessions that would take someone who is not registered, now."""
    busy = [s for i in view.sessions_with(attendee.id) if (s := _is_in(view, i, attendee.id, now))]
    found = []
    for session in view.all(Session):
        sitting = view.sitting(session.id)
        if sitting is None or sitting.cancelled or not (served is None or sitting.id in served):
            continue
        door = schedule.door(sitting)
        if not (door.walk_ins and door.is_open(now)) or any(
            sitting.start < other.end and other.start < sitting.end for other in busy
        ):
            continue
        registration = view.get(Registration, Registration.id_for(attendee.id, sitting.offering.id))
        if _counted(registration) is None:
            found.append(candidate(view, counts, sitting, attendee, None, now))
    return Situation(now, [c for c in found if not c.closed], served)


def _is_in(view: View, session_id: str, attendee: str, now: dt.datetime) -> Sitting | None:
    sitting = view.sitting(session_id)
    if sitting is None or sitting.end <= now:
        return None
    return sitting if _standing(view, session_id, attendee).is_in_at(now) else None


def candidate(
    view: View,
    counts: Counts,
    sitting: Sitting,
    attendee: Attendee,
    registration: Registration | None,
    now: dt.datetime,
) -> Candidate:
    """One session as it stands to a person. Places are counted, and what a workshop asks
    for looked up, only where the way in depends on it."""
    stands = _standing(view, sitting.id, attendee.id)
    closed = schedule.standing_closing(view.session_facts(sitting.id)) is not None
    free: int | None = None
    lacks: tuple[Lack, ...] = ()
    if not stands.visits and not closed and schedule.door(sitting).is_open(now):
        if checkin.counts_places(sitting, registration, now):
            free = places(view, counts, sitting, now)
        if eligibility.asks(sitting.workshop):
            from kiosk.desk.completions import has_completed  # few workshops ask

            lacks = tuple(
                eligibility.lacks(
                    sitting.workshop, attendee, lambda w: has_completed(view, attendee.id, w)
                )
            )
    return Candidate(sitting, registration, stands, closed, free, lacks)


def places(view: View, counts: Counts, sitting: Sitting, now: dt.datetime) -> int | None:
    """Places of a session that nobody has; ``None``: as many as come."""
    if sitting.offering.capacity is None:
        return None
    return checkin.free_places(
        sitting.offering.capacity,
        counts.registered(view, sitting.offering.id),
        counts.came(view, sitting.id),
        released=now > schedule.door(sitting).released,
    )


def _standing(view: View, session_id: str, attendee: str) -> Standing:
    return attendance.standing(view.person_facts(session_id, attendee))
