"""What a decision at the door rests on, read for one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kiosk.desk.counts import Counts
from kiosk.desk.protocol import Desk, View
from kiosk.model import Attendee, Registration, RegistrationStatus, Sitting
from kiosk.rules import attendance, checkin, eligibility, schedule
from kiosk.rules.attendance import Standing
from kiosk.rules.checkin import Candidate, Situation
from kiosk.rules.eligibility import Lack


def situation(
    tx: View,
    desk: Desk,
    attendee: Attendee,
    now: dt.datetime,
    served: frozenset[str] | None,
    live: bool = True,
) -> Situation:
    """What is decided on. What is over, and not of today, is looked at only by who has
    nothing here today: years of it make nobody wait.

    Args:
        tx: the desk's store, in an open change.
        live: the person stands there.
    """
    coming = desk.coming.at(tx, now)
    found = _among(tx, desk.counts, attendee, now, coming.by_offering, coming.by_id)
    for one in found:
        sitting = one.sitting
        if (served is None or sitting.id in served) and schedule.in_day(sitting, now):
            return Situation(now, found, served, live)
    return Situation(now, candidates(tx, desk.counts, attendee, now), served, live)


def candidates(view: View, counts: Counts, attendee: Attendee, now: dt.datetime) -> list[Candidate]:
    """Every session the person is registered for, or was ever recorded in."""
    offerings = {o: view.sittings_of(o) for o in view.registered(attendee.id).values()}
    recorded = {i: s for i in view.sessions_with(attendee.id) if (s := view.sitting(i))}
    return _among(view, counts, attendee, now, offerings, recorded)


def _among(
    view: View,
    counts: Counts,
    attendee: Attendee,
    now: dt.datetime,
    by_offering: Mapping[str, Sequence[Sitting]],
    by_id: Mapping[str, Sitting],
) -> list[Candidate]:
    """Of some sessions those that the person has anything to do with."""
    found: list[Candidate] = []
    for registration_id, offering in view.registered(attendee.id).items():
        if offering in by_offering:
            registration = _counted(view.get(Registration, registration_id))
            found += [
                candidate(view, counts, sitting, attendee, registration, now)
                for sitting in by_offering[offering]
            ]
    recorded = [i for i in view.sessions_with(attendee.id) if i in by_id]
    if recorded:
        seen = {one.sitting.id for one in found}
        found += [
            candidate(view, counts, by_id[i], attendee, None, now)
            for i in recorded
            if i not in seen
        ]
    return found


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
    tx: View,
    desk: Desk,
    attendee: Attendee,
    now: dt.datetime,
    served: frozenset[str] | None,
) -> Situation:
    """The sessions that would take someone who is not registered, now."""
    busy = [s for i in tx.sessions_with(attendee.id) if (s := _is_in(tx, i, attendee.id, now))]
    found = []
    for sitting in desk.coming.at(tx, now).by_id.values():
        if sitting.cancelled or not (served is None or sitting.id in served):
            continue
        door = schedule.door(sitting)
        if not (door.walk_ins and door.is_open(now)) or any(
            sitting.start < other.end and other.start < sitting.end for other in busy
        ):
            continue
        registration = tx.get(Registration, Registration.id_for(attendee.id, sitting.offering.id))
        if _counted(registration) is None:
            found.append(candidate(tx, desk.counts, sitting, attendee, None, now))
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
            from kiosk.desk.completing.completions import has_completed  # few workshops ask

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
