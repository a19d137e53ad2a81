"""Presence in minutes, the status that follows from it, and the roster as signed.

Everything here is a fold over facts in their order; what was recorded is never changed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.model import (
    AttendanceStatus,
    CheckIn,
    Departure,
    Mark,
    PersonFact,
    SignedLine,
    Void,
)

_MINUTE = dt.timedelta(minutes=1)

Visit = tuple[dt.datetime, dt.datetime | None]
"""From when until when someone was in; ``None``: no departure."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a person in a session."""

    visits: tuple[Visit, ...] = ()
    """In time order."""
    last_check_in: CheckIn | None = None
    """The check-in that was entered last and stands: the one an undo takes back."""
    mark: Mark | None = None
    last: CheckIn | Departure | None = None
    """What was entered last of their coming and going, and stands."""

    @property
    def first_at(self) -> dt.datetime | None:
        return self.visits[0][0] if self.visits else None

    @property
    def is_in(self) -> bool:
        """Checked in, and no departure since."""
        return bool(self.visits) and self.visits[-1][1] is None

    def is_in_at(self, moment: dt.datetime) -> bool:
        """Whether they are in at a time, which may be long ago: a paper list is entered
        afterwards. Who came first at a later time counts as in: they were not turned
        away."""
        visits = self.visits
        if not visits:
            return False
        if moment < visits[0][0]:
            return True
        return any(came <= moment and (left is None or moment < left) for came, left in visits)


NOTHING = Standing()


def standing(facts: Sequence[PersonFact]) -> Standing:
    """Fold the facts of one person in one session, given in their order.

    A void takes one fact out; a second check-in while in adds nothing but an earlier
    time; a departure of someone who is not in says nothing.
    """
    if not facts:
        return NOTHING
    voided = {fact.voids for fact in facts if isinstance(fact, Void)}
    kept = [fact for fact in facts if fact.id not in voided]
    moves = sorted(
        (fact for fact in kept if isinstance(fact, CheckIn | Departure)),
        key=lambda fact: fact.time,
    )
    visits: list[Visit] = []
    for move in moves:
        is_in = bool(visits) and visits[-1][1] is None
        if isinstance(move, CheckIn) and not is_in:
            visits.append((move.time, None))
        elif isinstance(move, Departure) and is_in:
            visits[-1] = (visits[-1][0], move.time)
    check_in: CheckIn | None = None
    mark: Mark | None = None
    last: CheckIn | Departure | None = None
    for fact in kept:
        if isinstance(fact, Mark):
            mark = fact
        elif isinstance(fact, CheckIn):
            check_in = last = fact
        elif isinstance(fact, Departure):
            last = fact
    return Standing(tuple(visits), check_in, mark, last)


@dataclass(frozen=True, slots=True)
class Presence:
    """Whole minutes within a session."""

    minutes: int
    assumed: bool
    """The end is assumed: no departure was recorded."""


def presence(what: Standing, start: dt.datetime, end: dt.datetime) -> Presence:
    """Minutes between start and end; a minute that was begun counts, as on a paper list.

    Early arrival counts from the start, no departure is presence to the end.
    """
    seen, total = start, dt.timedelta()
    visits = _within(what, start, end)
    for arrived, left in visits:
        begin = max(_floor(arrived), seen)
        until = min(end, end if left is None else _ceil(left))
        if until > begin:
            total += until - begin
            seen = until
    return Presence(int(total / _MINUTE), bool(visits) and visits[-1][1] is None)


def _within(what: Standing, start: dt.datetime, end: dt.datetime) -> list[Visit]:
    """The visits of which any minute falls into the session: who was there before it
    and comes back is as late as who comes for the first time."""
    return [
        (arrived, left)
        for arrived, left in what.visits
        if max(_floor(arrived), start) < min(end, end if left is None else _ceil(left))
    ]


def _floor(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)


def _ceil(moment: dt.datetime) -> dt.datetime:
    floor = _floor(moment)
    return floor if floor == moment else floor + _MINUTE


def status(
    what: Standing, start: dt.datetime, end: dt.datetime, grace: dt.timedelta
) -> AttendanceStatus:
    """A facilitator's mark, else what presence says; late goes before left early."""
    if what.mark:
        return what.mark.status
    visits = _within(what, start, end)
    if not visits:
        return AttendanceStatus.ABSENT
    if _floor(visits[0][0]) > start + grace:
        return AttendanceStatus.LATE
    left = visits[-1][1]
    if left is not None and _ceil(left) < end - grace:
        return AttendanceStatus.LEFT_EARLY
    return AttendanceStatus.PRESENT


def signed_line(
    attendee: str,
    what: Standing,
    start: dt.datetime,
    end: dt.datetime,
    grace: dt.timedelta,
) -> SignedLine:
    """What a closing says of one person.

    A mark that says someone attended of whom no presence was recorded is presence from
    start to end, assumed; a mark that says they did not is no minutes.
    """
    marked = status(what, start, end, grace)
    counted = presence(what, start, end)
    if not marked.attended:
        counted = Presence(0, False)
    elif not counted.minutes:
        counted = Presence(int((end - start) / _MINUTE), True)
    return SignedLine(
        attendee=attendee, status=marked, minutes=counted.minutes, assumed=counted.assumed
    )


def roster(
    expected: Iterable[str],
    facts: Mapping[str, Sequence[PersonFact]],
    start: dt.datetime,
    end: dt.datetime,
    grace: dt.timedelta,
) -> tuple[SignedLine, ...]:
    """Everyone expected, and everyone else who has a presence or a mark, by id."""
    stands = {attendee: standing(found) for attendee, found in facts.items()}
    there = {a for a, what in stands.items() if what.visits or what.mark}
    return tuple(
        signed_line(attendee, stands.get(attendee, NOTHING), start, end, grace)
        for attendee in sorted({*expected, *there})
    )


def roster_hash(session: str, minutes: int, lines: Iterable[SignedLine]) -> str:
    """SHA-256, in hexadecimal, of the roster as canonical JSON: a signature under it
    can be told from one under any other."""
    content = [
        session,
        minutes,
        sorted([line.attendee, line.status.value, line.minutes, line.assumed] for line in lines),
    ]
    canonical = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
