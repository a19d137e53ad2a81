"""Whether someone is let in, where, and if not, why: the rules of the door.

:func:`decide` looks at one :class:`Situation` and gives one :class:`Decision`; for who has
nothing here today, :func:`walk_in` looks at what is open to everyone. They read no clock,
no file and no table, and change nothing.

**Precedence.** What is wrong with a badge or a name is said before anything is decided
here (see ``desk.door``). Then, of the sessions the person has anything to do with:

1. one that this kiosk serves, before one that it does not;
2. a registration that stands, today, before a place on a waiting list, before a
   cancelled one, before any other day;
3. one they are in or may enter now, before one whose door is open but not to them,
   before one still to open, before one that is over;
4. the session whose start is nearest.

Whoever is in a session that still runs is not let into another at the same time.

And of that session, the first that is so: they are in (and go out, where departures are
recorded, or are told since when they are in; who came less than a minute ago is told how
to leave); the session is cancelled; it is closed;
their registration was cancelled; they are on its waiting list and it has no free place;
they are too early; too late; they lack what its workshop asks for; their place was
released and it has no free one; else they are in. Who could now be checked in to several
sessions, and is in none of them, chooses. Who comes back is let in as long as it runs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.model import Registration, RegistrationStatus, Sitting
from kiosk.rules import schedule
from kiosk.rules.attendance import NOTHING, Standing
from kiosk.rules.eligibility import Lack
from kiosk.rules.repeats import is_unsure


class Outcome(StrEnum):
    CHECKED_IN = "checked_in"
    ALREADY_CHECKED_IN = "already_checked_in"
    CHECKED_OUT = "checked_out"
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
    SESSION_FULL = "session_full"
    REGISTRATION_CANCELLED = "registration_cancelled"
    WAITLISTED = "waitlisted"
    PREREQUISITE_MISSING = "prerequisite_missing"

    @property
    def is_in(self) -> bool:
        """Whether the person may walk on."""
        return self in (Outcome.CHECKED_IN, Outcome.ALREADY_CHECKED_IN)

    @property
    def is_refusal(self) -> bool:
        """Whether the person was turned away, or has to do something more."""
        return not self.is_in and self is not Outcome.CHECKED_OUT


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that a person has something to do with."""

    sitting: Sitting
    registration: Registration | None
    """``None``: they were checked in without one, or never."""
    standing: Standing = NOTHING
    closed: bool = False
    free: int | None = None
    """Places that nobody has, where :func:`counts_places`; ``None``: as many as come."""
    lacks: tuple[Lack, ...] = ()
    """What the workshop asks for and the person does not have."""

    @property
    def is_barred(self) -> bool:
        """Whether what they lack keeps them out."""
        return (
            bool(self.lacks)
            and any(lack.bars for lack in self.lacks)
            and not schedule.door(self.sitting).warns
        )


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a decision rests on."""

    now: dt.datetime
    """The time that the check-in speaks of."""
    candidates: Sequence[Candidate]
    served: frozenset[str] | None = None
    """Ids of the sessions this kiosk checks in to; ``None``: all."""
    live: bool = True
    """The person stands there; it is no paper list, and no file."""


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    sitting: Sitting | None = None
    first_at: dt.datetime | None = None
    """When someone already in, or going out, was first checked in."""
    choices: tuple[Sitting, ...] = ()
    """What there is to choose from, by time; under ``NOT_REGISTERED``, where they could
    come in all the same."""
    walk_in: bool = False
    is_unsure: bool = False
    """They may leave, and came only just now: they are told how, and stay in."""
    lacks: tuple[Lack, ...] = ()
    """Why a prerequisite is missing; or what is said to whom is let in all the same."""


def decide(situation: Situation) -> Decision:
    """What happens to someone known who stands at the door."""
    now = situation.now
    free = _without_overlaps(situation.candidates, now)
    served = free
    if situation.served is not None:
        served = [c for c in free if c.sitting.id in situation.served]
    if not served:
        return _elsewhere(free, now)
    best, outcome = served[0], judge(served[0], now)
    if len(served) > 1:
        judged = [(candidate, judge(candidate, now)) for candidate in served]
        best, outcome = min(judged, key=lambda pair: _rank(pair[0], pair[1], now))
        open_now = [c for c, judgement in judged if judgement is Outcome.CHECKED_IN]
        if outcome is Outcome.CHECKED_IN and len(open_now) > 1:
            return Decision(Outcome.CHOOSE_SESSION, choices=_by_time(open_now))
    if outcome is Outcome.ALREADY_CHECKED_IN and not schedule.in_day(best.sitting, now):
        return Decision(Outcome.NOT_REGISTERED)  # what they were in is over since another day
    if outcome is Outcome.CHECKED_OUT and situation.live and is_unsure(best.standing, now):
        return replace(_decision(Outcome.ALREADY_CHECKED_IN, best), is_unsure=True)
    return _decision(outcome, best)


def judge(candidate: Candidate, now: dt.datetime) -> Outcome:
    """The outcome for one session, taken by itself."""
    sitting, standing = candidate.sitting, candidate.standing
    door = schedule.door(sitting)
    if standing.is_in_at(now):
        leaves = door.departures and not candidate.closed and door.may_leave(now)
        return Outcome.CHECKED_OUT if leaves else Outcome.ALREADY_CHECKED_IN
    if sitting.cancelled:
        return Outcome.SESSION_CANCELLED
    if candidate.closed:
        return Outcome.SESSION_CLOSED
    registration = candidate.registration
    if registration is None and not standing.visits:
        return Outcome.NOT_REGISTERED
    if registration and registration.status is RegistrationStatus.CANCELLED:
        return Outcome.REGISTRATION_CANCELLED
    waits = bool(registration and registration.status is RegistrationStatus.WAITLISTED)
    if waits and not standing.visits and not candidate.free:
        return Outcome.WAITLISTED  # also where no capacity says how many there is room for
    if now < door.opens:
        return Outcome.TOO_EARLY
    if standing.visits:
        return Outcome.CHECKED_IN if now < sitting.end else Outcome.TOO_LATE
    if not door.is_open(now):
        return Outcome.TOO_LATE
    if candidate.is_barred:
        return Outcome.PREREQUISITE_MISSING
    if candidate.free is not None and candidate.free <= 0:
        return Outcome.SESSION_FULL
    return Outcome.CHECKED_IN


def counts_places(sitting: Sitting, registration: Registration | None, now: dt.datetime) -> bool:
    """Whether a person's way in depends on how many places are free: never for who is
    registered, until the places of those who have not come are released."""
    if sitting.offering.capacity is None:
        return False
    if registration and registration.status is RegistrationStatus.REGISTERED:
        return now > schedule.door(sitting).released
    return True


def free_places(
    capacity: int, registered: Iterable[str], came: Iterable[str], released: bool
) -> int:
    """Places that nobody has; fewer than none where more came than there is room for.

    Args:
        registered: attendees whose place is held until it is released.
        came: attendees with a check-in that stands, whether or not they left since.
    """
    taken = {*came} if released else {*came, *registered}
    return capacity - len(taken)


def walk_in(situation: Situation, known: Decision) -> Decision:
    """What happens to someone known who has nothing here today.

    At a kiosk of one room they stand at its door: the one session that takes them is
    theirs. A kiosk of the whole school offers what there is, and says why it asks.

    Args:
        situation: with the sessions that are open to everyone for candidates.
        known: what :func:`decide` says, where none of them can be had.
    """
    now = situation.now
    judged = [(c, _judge_walk_in(c, now)) for c in situation.candidates]
    welcome = [c for c, judgement in judged if judgement is Outcome.CHECKED_IN]
    if situation.served is None:
        if not welcome:
            return known
        return Decision(Outcome.NOT_REGISTERED, choices=_by_time(welcome), walk_in=True)
    if len(welcome) > 1:
        return Decision(Outcome.CHOOSE_SESSION, choices=_by_time(welcome), walk_in=True)
    if welcome:
        return Decision(
            Outcome.CHECKED_IN, welcome[0].sitting, walk_in=True, lacks=welcome[0].lacks
        )
    if len(judged) == 1:
        (candidate, judgement) = judged[0]
        return Decision(judgement, candidate.sitting, walk_in=True, lacks=candidate.lacks)
    return known


def may_walk_in(situation: Situation, decision: Decision) -> bool:
    """Whether a decision leaves room for a walk-in: nothing of today was found."""
    sitting = decision.sitting
    if decision.outcome is Outcome.NOT_REGISTERED:
        return True
    return (
        decision.outcome in (Outcome.TOO_EARLY, Outcome.TOO_LATE)
        and sitting is not None
        and not schedule.in_day(sitting, situation.now)
    )


def _judge_walk_in(candidate: Candidate, now: dt.datetime) -> Outcome:
    if candidate.is_barred:
        return Outcome.PREREQUISITE_MISSING
    if candidate.free is not None and candidate.free <= 0:
        return Outcome.SESSION_FULL
    return Outcome.CHECKED_IN


def _decision(outcome: Outcome, candidate: Candidate) -> Decision:
    registration = candidate.registration
    known_since = outcome in (Outcome.ALREADY_CHECKED_IN, Outcome.CHECKED_OUT)
    tells = outcome in (Outcome.CHECKED_IN, Outcome.PREREQUISITE_MISSING)
    return Decision(
        outcome,
        candidate.sitting,
        first_at=candidate.standing.first_at if known_since else None,
        walk_in=bool(registration and registration.walk_in),
        lacks=candidate.lacks if tells else (),
    )


def _by_time(candidates: Iterable[Candidate]) -> tuple[Sitting, ...]:
    return tuple(schedule.by_time(candidate.sitting for candidate in candidates))


def _rank(
    candidate: Candidate, outcome: Outcome, now: dt.datetime
) -> tuple[int, int, dt.timedelta, str]:
    """Smaller is nearer to what the person came for; see the precedence above."""
    sitting, registration = candidate.sitting, candidate.registration
    status = registration.status if registration else None
    if not schedule.in_day(sitting, now):
        group = 3
    elif candidate.standing.is_in_at(now) or status is RegistrationStatus.REGISTERED:
        group = 0
    else:
        group = 1 if status is RegistrationStatus.WAITLISTED else 2
    if now >= sitting.end:
        phase = 3
    elif not outcome.is_refusal:
        phase = 0
    elif now < schedule.door(sitting).opens:
        phase = 2
    else:
        phase = 1
    return group, phase, abs(sitting.start - now), sitting.id


def _without_overlaps(candidates: Sequence[Candidate], now: dt.datetime) -> Sequence[Candidate]:
    """Nobody who is in a session is also let into one at the same time."""
    if len(candidates) < 2:
        return candidates
    busy = [c.sitting for c in candidates if now < c.sitting.end and c.standing.is_in_at(now)]
    if not busy:
        return candidates
    return [
        c
        for c in candidates
        if c.standing.is_in_at(now)
        or not any(c.sitting.start < s.end and s.start < c.sitting.end for s in busy)
    ]


_EXPECTED = (
    Outcome.CHECKED_IN,
    Outcome.TOO_EARLY,
    Outcome.ALREADY_CHECKED_IN,
    Outcome.CHECKED_OUT,
)


def _elsewhere(candidates: Sequence[Candidate], now: dt.datetime) -> Decision:
    """Nothing here is theirs: say where they are expected today, if anywhere."""
    expected = [
        c
        for c in candidates
        if schedule.in_day(c.sitting, now) and judge(c, now) in _EXPECTED and now <= c.sitting.end
    ]
    if not expected:
        return Decision(Outcome.NOT_REGISTERED)
    best = min(expected, key=lambda c: _rank(c, judge(c, now), now))
    return Decision(Outcome.WRONG_SESSION, best.sitting)
