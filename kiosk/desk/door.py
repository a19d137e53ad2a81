"""Checking in: what was scanned or typed becomes a person, a decision, a fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.desk.protocol import Change, Desk, View
from kiosk.model import Attendee, Badge, CheckIn, How, Registration, Sitting, Void
from kiosk.rules import attendance, codes, names, schedule
from kiosk.rules.checkin import Candidate, Outcome, Situation, decide

LONGEST_INPUT = 200
"""Characters; nobody's name or code is longer, and nothing longer is looked at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one scan or one name, for whoever tells the person."""

    outcome: Outcome
    at: dt.datetime
    """The time the check-in speaks of."""
    attendee: Attendee | None = None
    sitting: Sitting | None = None
    first_at: dt.datetime | None = None
    choices: tuple[Sitting, ...] = ()
    namesakes: tuple[Attendee, ...] = ()
    """Whom an ambiguous name may mean."""
    walk_in: bool = False
    fact: CheckIn | None = None
    """What was recorded, if anything was."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who a text stands for; or what is wrong with it."""

    attendee: Attendee | None = None
    how: How = How.NAME
    wrong: Outcome | None = None
    namesakes: tuple[Attendee, ...] = ()


def identify(view: View, typed: str) -> Found:
    """Find who a badge code, a member number or a whole name stands for, in this order."""
    if len(typed) > LONGEST_INPUT:
        return Found(wrong=Outcome.UNKNOWN_NAME)
    code = codes.recognise(typed)
    if code:
        return _by_badge(view, view.badges(code))
    if codes.resembles(typed):
        return Found(how=How.BADGE, wrong=Outcome.UNKNOWN_CODE)
    wanted = names.clean(typed)
    number = names.number_key(wanted)
    for how, people in (
        (How.NUMBER, view.attendees_numbered(number) if number else []),
        (How.NAME, view.attendees_named(key) if (key := names.name_key(wanted)) else []),
    ):
        if len(people) == 1:
            return Found(people[0], how)
        if people:
            return Found(how=how, wrong=Outcome.AMBIGUOUS_NAME, namesakes=tuple(people))
    return Found(wrong=Outcome.UNKNOWN_NAME)


def _by_badge(view: View, badges: list[Badge]) -> Found:
    if not badges:
        return Found(how=How.BADGE, wrong=Outcome.UNKNOWN_CODE)
    badge = badges[0]
    if badge.revoked:
        return Found(how=How.BADGE, wrong=Outcome.REVOKED_CODE)
    attendee = view.get(Attendee, badge.attendee) if badge.attendee else None
    if attendee is None:
        return Found(how=How.BADGE, wrong=Outcome.UNASSIGNED_CODE)
    return Found(attendee, How.BADGE)


LONG_OVER = dt.timedelta(hours=25)
"""A session that ended so long ago is not of today, in any zone and on any day of the year."""


def candidates(
    view: View, attendee: str, wanted: Callable[[Sitting], bool] = lambda sitting: True
) -> Iterator[Candidate]:
    """Every session the person is registered for, or was ever recorded in; only those
    that are wanted."""
    seen = set()
    for registration, offering in view.registered(attendee).items():
        for sitting in view.sittings_of(offering):
            seen.add(sitting.id)
            if wanted(sitting):
                yield _candidate(view, sitting, attendee, view.get(Registration, registration))
    for session_id in view.sessions_with(attendee):
        found = None if session_id in seen else view.sitting(session_id)
        if found and wanted(found):
            yield _candidate(view, found, attendee, None)


def _situation(
    view: View, attendee: str, now: dt.datetime, served: frozenset[str] | None
) -> Situation:
    """What is decided on. What is over, and not of today, is looked at only by who has
    nothing here today: years of it make nobody wait."""
    long_ago = now - LONG_OVER

    def matters(sitting: Sitting) -> bool:
        end = sitting.end
        return end > long_ago and (end > now or schedule.in_day(sitting, now))

    found = tuple(candidates(view, attendee, matters))
    for candidate in found:
        sitting = candidate.sitting
        if (served is None or sitting.id in served) and schedule.in_day(sitting, now):
            return Situation(now, found, served)
    return Situation(now, tuple(candidates(view, attendee)), served)


def _candidate(
    view: View, sitting: Sitting, attendee: str, registration: Registration | None
) -> Candidate:
    stands = attendance.standing(view.person_facts(sitting.id, attendee))
    closed = schedule.standing_closing(view.session_facts(sitting.id)) is not None
    return Candidate(sitting, registration, stands, closed)


def scan(
    desk: Desk,
    typed: str,
    *,
    served: frozenset[str] | None = None,
    at: dt.datetime | None = None,
) -> Verdict:
    """Check in whoever a text stands for.

    Args:
        typed: a badge code, a member number or a whole name.
        served: ids of the sessions that this kiosk checks in to; ``None``: all.
        at: the time that the check-in speaks of, where it is entered afterwards.

    Raises:
        NotRecorded: the disk did not take it; nobody was checked in.
    """
    now = at or desk.clock.now()
    with desk.store.change() as tx:
        found = identify(tx, typed)
        if found.attendee is None:
            return Verdict(found.wrong or Outcome.UNKNOWN_NAME, now, namesakes=found.namesakes)
        return _admit(tx, found.attendee, found.how, now, served, backdated=at is not None)


def check_in(
    desk: Desk,
    attendee_id: str,
    *,
    served: frozenset[str] | None = None,
    how: How = How.NAME,
) -> Verdict:
    """Check in someone who was chosen from a list; ``served`` may be the one session
    that they chose."""
    now = desk.clock.now()
    with desk.store.change() as tx:
        attendee = tx.get(Attendee, attendee_id)
        if attendee is None:
            return Verdict(Outcome.UNKNOWN_NAME, now)
        return _admit(tx, attendee, how, now, served)


def _admit(
    tx: Change,
    attendee: Attendee,
    how: How,
    now: dt.datetime,
    served: frozenset[str] | None,
    backdated: bool = False,
) -> Verdict:
    decision = decide(_situation(tx, attendee.id, now, served))
    sitting, first_at = decision.sitting, decision.first_at
    earlier = backdated and first_at is not None and now < first_at
    fact = None
    if sitting and (earlier or decision.outcome is Outcome.CHECKED_IN):
        fact = tx.add(CheckIn(time=now, session=sitting.id, attendee=attendee.id, how=how))
    return Verdict(
        decision.outcome,
        now,
        attendee,
        sitting,
        first_at=now if earlier else first_at,
        choices=decision.choices,
        walk_in=decision.walk_in,
        fact=fact,
    )


def undo(desk: Desk, fact: CheckIn, reason: str = "") -> bool:
    """Take a check-in back, as its own person may while its verdict shows.

    Returns whether it still stood: one that was taken back before, or under a session
    that was closed since, is left as it is.
    """
    with desk.store.change() as tx:
        stands = attendance.standing(tx.person_facts(fact.session, fact.attendee))
        closed = schedule.standing_closing(tx.session_facts(fact.session))
        if closed or stands.last_check_in is None or stands.last_check_in.id != fact.id:
            return False
        tx.add(
            Void(
                time=desk.clock.now(),
                session=fact.session,
                attendee=fact.attendee,
                voids=fact.id,
                reason=reason,
            )
        )
        return True
