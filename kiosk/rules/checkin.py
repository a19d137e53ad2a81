"""Whether someone is let in, where, and if not, why: the rules of the door.

:func:`decide` looks at one :class:`Situation` and gives one :class:`Decision`. It reads no
clock, no file and no table, and changes nothing.

**Precedence.** What is wrong with a badge or a name is said before anything is decided
here (see ``desk.door``). Then, of the sessions the person has anything to do with:

1. one that this kiosk serves, before one that it does not;
2. a registration that stands, today, before a place on a waiting list, before a
   cancelled one, before any other day;
3. one they are in or may enter now, before one whose door is open but not to them,
   before one still to open, before one that is over;
4. the session whose start is nearest.

Whoever is in a session that still runs is not let into another at the same time.

And of that session: already in; session cancelled; session closed; registration
cancelled; waitlisted; too early; too late; else they are in. Someone who could now be
checked in to several sessions, and is in none of them, chooses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model import Registration, RegistrationStatus, Sitting
from kiosk.rules import schedule
from kiosk.rules.attendance import NOTHING, Standing


class Outcome(StrEnum):
    CHECKED_IN = "checked_in"
    ALREADY_CHECKED_IN = "already_checked_in"
    UNKNOWN_CODE = "unknown_code"
    UNASSIGNED_CODE = "unassigned_code"
    REVOKED_CODE = "revoked_code"
    UNKNOWN_NAME = "unknown_name"
    AMBIGUOUS_NAME = "ambiguous_name"
    NOT_REGISTERED = "not_registered"
    WRONG_SESSION = "wrong_session"
    CHOOSE_SESSION = "choose_session"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    SESSION_CLOSED = "session_closed"
    SESSION_CANCELLED = "session_cancelled"
    REGISTRATION_CANCELLED = "registration_cancelled"
    WAITLISTED = "waitlisted"

    @property
    def is_in(self) -> bool:
        """Whether the person may walk on."""
        return self in (Outcome.CHECKED_IN, Outcome.ALREADY_CHECKED_IN)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that a person has something to do with."""

    sitting: Sitting
    registration: Registration | None
    """``None``: they were checked in without one."""
    standing: Standing = NOTHING
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a decision rests on."""

    now: dt.datetime
    """The time that the check-in speaks of."""
    candidates: Sequence[Candidate]
    served: frozenset[str] | None = None
    """Ids of the sessions this kiosk checks in to; ``None``: all."""


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    sitting: Sitting | None = None
    first_at: dt.datetime | None = None
    """When someone already in was first checked in."""
    choices: tuple[Sitting, ...] = ()
    """What there is to choose from, by time."""
    walk_in: bool = False


def decide(situation: Situation) -> Decision:
    """What happens to someone known who stands at the door."""
    now = situation.now
    free = _without_overlaps(situation.candidates, now)
    served = [c for c in free if _is_served(c, situation)]
    if not served:
        return _elsewhere(free, now)
    judged = [(candidate, judge(candidate, now)) for candidate in served]
    best, outcome = judged[0]
    if len(judged) > 1:
        best, outcome = min(judged, key=lambda pair: _rank(pair[0], pair[1], now))
    if outcome is Outcome.CHECKED_IN:
        open_now = [c for c, judgement in judged if judgement is Outcome.CHECKED_IN]
        if len(open_now) > 1:
            choices = schedule.by_time(c.sitting for c in open_now)
            return Decision(Outcome.CHOOSE_SESSION, choices=tuple(choices))
    return _decision(outcome, best)


def judge(candidate: Candidate, now: dt.datetime) -> Outcome:
    """The outcome for one session, taken by itself."""
    if candidate.standing.is_in:
        return Outcome.ALREADY_CHECKED_IN
    if candidate.sitting.cancelled:
        return Outcome.SESSION_CANCELLED
    if candidate.closed:
        return Outcome.SESSION_CLOSED
    match candidate.registration and candidate.registration.status:
        case RegistrationStatus.CANCELLED:
            return Outcome.REGISTRATION_CANCELLED
        case RegistrationStatus.WAITLISTED:
            return Outcome.WAITLISTED
        case None:
            return Outcome.NOT_REGISTERED
    door = schedule.door(candidate.sitting)
    if now < door.opens:
        return Outcome.TOO_EARLY
    return Outcome.CHECKED_IN if door.is_open(now) else Outcome.TOO_LATE


def _decision(outcome: Outcome, candidate: Candidate) -> Decision:
    registration = candidate.registration
    return Decision(
        outcome,
        candidate.sitting,
        first_at=candidate.standing.first_at if outcome is Outcome.ALREADY_CHECKED_IN else None,
        walk_in=bool(registration and registration.walk_in),
    )


def _is_served(candidate: Candidate, situation: Situation) -> bool:
    return situation.served is None or candidate.sitting.id in situation.served


def _rank(
    candidate: Candidate, outcome: Outcome, now: dt.datetime
) -> tuple[int, int, dt.timedelta, str]:
    """Smaller is nearer to what the person came for; see the precedence above."""
    sitting, registration = candidate.sitting, candidate.registration
    status = registration.status if registration else None
    if not schedule.in_day(sitting, now):
        group = 3
    elif candidate.standing.is_in or status is RegistrationStatus.REGISTERED:
        group = 0
    else:
        group = 1 if status is RegistrationStatus.WAITLISTED else 2
    if now >= sitting.end:
        phase = 3
    elif outcome.is_in:
        phase = 0
    elif now < schedule.door(sitting).opens:
        phase = 2
    else:
        phase = 1
    return group, phase, abs(sitting.start - now), sitting.id


def _without_overlaps(candidates: Sequence[Candidate], now: dt.datetime) -> list[Candidate]:
    """Nobody who is in a session is also let into one at the same time."""
    busy = [c.sitting for c in candidates if c.standing.is_in and now < c.sitting.end]
    if not busy:
        return list(candidates)
    return [
        c
        for c in candidates
        if c.standing.is_in
        or not any(c.sitting.start < s.end and s.start < c.sitting.end for s in busy)
    ]


def _elsewhere(candidates: Sequence[Candidate], now: dt.datetime) -> Decision:
    """Nothing here is theirs: say where they are expected today, if anywhere."""
    expected = [
        c
        for c in candidates
        if schedule.in_day(c.sitting, now)
        and judge(c, now) in (Outcome.CHECKED_IN, Outcome.TOO_EARLY, Outcome.ALREADY_CHECKED_IN)
        and now <= c.sitting.end
    ]
    if not expected:
        return Decision(Outcome.NOT_REGISTERED)
    best = min(expected, key=lambda c: _rank(c, judge(c, now), now))
    return Decision(Outcome.WRONG_SESSION, best.sitting)
