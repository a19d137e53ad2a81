"""Presence in minutes, the status that follows from it, and the roster as signed.

Everything here is a fold over facts in their order; what was recorded is never changed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kiosk.model import (
    AttendanceRule,
    AttendanceStatus,
    CheckIn,
    Departure,
    How,
    Mark,
    NoDeparture,
    PersonFact,
    Rounding,
    SignedLine,
    Unmarked,
    Void,
)
from kiosk.rules import intervals, reported
from kiosk.rules.intervals import MINUTE, Interval
from kiosk.rules.reported import Visit as Visit


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
    time; a departure of someone who is not in says nothing. Of a report, which knows each
    device by itself, they are there as long as one is; what it and the door say counts
    once. A mark stands until one that speaks of a later time. In which order the facts
    were entered changes none of it, except which of them an undo takes back.
    """
    if not facts:
        return NOTHING
    voided = {fact.voids for fact in facts if isinstance(fact, Void)}
    moves: list[CheckIn | Departure] = []
    joined: list[CheckIn | Departure] = []
    check_in: CheckIn | None = None
    mark: Mark | None = None
    last: CheckIn | Departure | None = None
    for fact in facts:
        if fact.id in voided:
            continue
        if isinstance(fact, CheckIn):
            check_in = last = fact
            (joined if fact.how is How.REPORT else moves).append(fact)
        elif isinstance(fact, Departure):
            last = fact
            (joined if fact.how is How.REPORT else moves).append(fact)
        elif isinstance(fact, Mark) and (
            mark is None or (fact.time, fact.order) >= (mark.time, mark.order)
        ):
            mark = fact
    visits = _visits(moves)
    if joined and (said := reported.devices(joined)):
        visits = _both(visits, said) if visits else said
    return Standing(tuple(visits), check_in, mark, last)


def _visits(moves: list[CheckIn | Departure]) -> list[Visit]:
    """Coming and going as visits. Of what speaks of one moment, a coming and a going undo
    each other: what is left over says whether they are in."""
    moves.sort(key=lambda move: move.time)
    visits: list[Visit] = []
    for time, there in groupby(moves, key=lambda move: move.time):
        balance = sum(1 if isinstance(move, CheckIn) else -1 for move in there)
        is_in = bool(visits) and visits[-1][1] is None
        if not is_in and balance >= 0:
            visits.append((time, None if balance else time))
        elif is_in and balance < 0:
            visits[-1] = (visits[-1][0], time)
    return visits


def _both(seen: list[Visit], said: list[Visit]) -> list[Visit]:
    """What the door saw and what a report says. Where the door saw nobody go, the report
    may have: what was recorded goes before what is assumed."""
    came, left = seen[-1]
    gone = said[-1][1]
    if left is None and gone is not None and gone > came:
        seen = [*seen[:-1], (came, gone)]
    return reported.as_one([*seen, *said])


@dataclass(frozen=True, slots=True)
class Presence:
    """Whole minutes within a session."""

    minutes: int
    assumed: bool
    """The end is assumed: no departure was recorded."""


def presence(
    what: Standing,
    start: dt.datetime,
    end: dt.datetime,
    stayed: bool = True,
    rounding: Rounding = Rounding.SUM,
) -> Presence:
    """Whole minutes between start and end.

    The seconds of all visits are added up first and rounded once. What is left over a
    whole minute counts as one only where the visits come to it as the clock shows them,
    in hours and minutes: from 09:00:20 to 10:00:40 are 60 minutes, from 09:00:40 to
    10:00:20 too. So nobody has more minutes than passed by the clock, and many short
    visits come to what they add up to. Early arrival counts from the start.

    Args:
        stayed: no departure is presence to the end; else of that visit nothing counts.
        rounding: how an earlier version counted, to read what it signed.
    """
    visits = _within(what, start, end)
    there = times(what, start, end, stayed, rounding)
    minutes = intervals.minutes(there)
    if rounding is Rounding.SUM and sum(map(_length, there), _NO_TIME) > minutes * MINUTE:
        shown = times(what, start, end, stayed, Rounding.CLOCK)
        minutes += intervals.minutes(shown) > minutes
    return Presence(minutes, bool(visits) and visits[-1][1] is None)


_NO_TIME = dt.timedelta()


def _length(interval: Interval) -> dt.timedelta:
    return interval[1] - interval[0]


def times(
    what: Standing,
    start: dt.datetime,
    end: dt.datetime,
    stayed: bool = True,
    rounding: Rounding = Rounding.SUM,
) -> list[Interval]:
    """When they were in; to the second, or in whole minutes."""
    seen, found = start, []
    begun, ended = _ENDS[rounding]
    for arrived, left in _within(what, start, end):
        begin = max(begun(arrived), seen)
        until = min(end, (end if stayed else begin) if left is None else ended(left))
        if until > begin:
            found.append((begin, until))
            seen = until
    return found


def times_signed(
    line: SignedLine,
    what: Standing,
    start: dt.datetime,
    end: dt.datetime,
    rounding: Rounding = Rounding.SUM,
) -> tuple[Interval, ...]:
    """When they were in, of the minutes that were signed; nothing where what stands now
    comes to other minutes than were signed."""
    exact = (Rounding.CLOCK, Rounding.SUM) if rounding is Rounding.SUM else (rounding,)
    for stayed in (True, False):
        for ends in exact:
            there = times(what, start, end, stayed, ends)
            if intervals.minutes(there) == line.minutes:
                return tuple(there)
    return ()


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
    return floor if floor == moment else floor + MINUTE


def _same(moment: dt.datetime) -> dt.datetime:
    return moment


_ENDS: dict[Rounding, tuple[Callable[[dt.datetime], dt.datetime], ...]] = {
    Rounding.VISIT: (_floor, _ceil),
    Rounding.CLOCK: (_floor, _floor),
    Rounding.SUM: (_same, _same),
}
"""What of an arrival counts, and what of a departure."""


def status(
    what: Standing,
    start: dt.datetime,
    end: dt.datetime,
    grace: dt.timedelta,
    stayed: bool = True,
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
    if not stayed if left is None else _ceil(left) < end - grace:
        return AttendanceStatus.LEFT_EARLY
    return AttendanceStatus.PRESENT


DEFAULT = AttendanceRule()


def signed_line(
    attendee: str,
    what: Standing,
    start: dt.datetime,
    end: dt.datetime,
    grace: dt.timedelta,
    rule: AttendanceRule = DEFAULT,
    rounding: Rounding = Rounding.SUM,
) -> SignedLine:
    """What a closing says of one person.

    A mark that says someone attended of whom no presence was recorded is presence from
    start to end, assumed; one of whom no departure was recorded stayed. A mark that says
    they did not attend is no minutes. Of whom nothing stands the rule says what they are:
    only who is expected is asked about.
    """
    whole = int((end - start) / MINUTE)
    if not what.visits and not what.mark and rule.unmarked is Unmarked.PRESENT:
        return SignedLine(
            attendee=attendee, status=AttendanceStatus.PRESENT, minutes=whole, assumed=True
        )
    said = what.mark and what.mark.status
    stayed = rule.no_departure is NoDeparture.STAYED or bool(said and said.attended)
    marked = status(what, start, end, grace, stayed)
    counted = presence(what, start, end, stayed, rounding)
    if not marked.attended:
        counted = Presence(0, False)
    elif said and not times(what, start, end, stayed, rounding):
        counted = Presence(whole, True)
    return SignedLine(
        attendee=attendee, status=marked, minutes=counted.minutes, assumed=counted.assumed
    )


def roster(
    expected: Iterable[str],
    facts: Mapping[str, Sequence[PersonFact]],
    start: dt.datetime,
    end: dt.datetime,
    grace: dt.timedelta,
    rule: AttendanceRule = DEFAULT,
    rounding: Rounding = Rounding.SUM,
) -> tuple[SignedLine, ...]:
    """Everyone expected, and everyone else who has a presence or a mark, by id. Who was
    expected and never seen is what the rule says."""
    stands = {attendee: standing(found) for attendee, found in facts.items()}
    there = {a for a, what in stands.items() if what.visits or what.mark}
    return tuple(
        signed_line(attendee, stands.get(attendee, NOTHING), start, end, grace, rule, rounding)
        for attendee in sorted({*expected, *there})
    )


def roster_hash(
    session: str,
    minutes: int,
    lines: Iterable[SignedLine],
    ended: dt.datetime | None = None,
) -> str:
    """SHA-256, in hexadecimal, of the roster as canonical JSON: a signature under it
    can be told from one under any other. Of a session that ended early, also of when."""
    content: list[object] = [
        session,
        minutes,
        sorted([line.attendee, line.status.value, line.minutes, line.assumed] for line in lines),
    ]
    if ended is not None:
        content.append(ended.astimezone(dt.UTC).isoformat())
    canonical = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
