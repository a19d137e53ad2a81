"""Signatures under a session: which are in force, and what differs between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from kiosk.model import AttendanceStatus, Closing, Reopening, SessionFact, SignedLine, Sitting
from kiosk.rules import schedule
from kiosk.rules.intervals import MINUTE


class Fault(Enum):
    """Why a session cannot be signed with an end."""

    NOT_OVER = "not over"
    """Its scheduled end is still to come. ``time``: from then on it may be signed."""
    TOO_SHORT = "too short"
    """So many minutes have not passed since the start. ``time``: then they will have."""
    FUTURE = "future"
    BEFORE_START = "before start"
    AFTER_END = "after end"


class WrongEnd(Exception):
    """A session cannot have ended then."""

    def __init__(self, fault: Fault, time: dt.datetime) -> None:
        super().__init__(fault.value)
        self.fault, self.time = fault, time


def end(
    sitting: Sitting, now: dt.datetime, minutes: int | None, ended: dt.datetime | None
) -> dt.datetime:
    """When a session that is signed now ended, to the minute.

    Without a word that is its scheduled end, from the programme's ``signing_before`` on;
    earlier somebody has to say that it ended.

    Args:
        minutes: how long it was, where the workshop's length is variable.
        ended: when it ended, where that was before its scheduled end. A minute's grace is
            given for clocks that differ.

    Raises:
        WrongEnd: it cannot have ended then, or is not over.
    """
    start, scheduled = sitting.start, sitting.end
    before = schedule.door(sitting).signing_before
    if ended is not None:
        shown = ended.replace(second=0, microsecond=0)
        if shown <= start:
            raise WrongEnd(Fault.BEFORE_START, shown)
        if shown > scheduled and not sitting.workshop.variable:
            raise WrongEnd(Fault.AFTER_END, shown)
        if shown > now + MINUTE:
            raise WrongEnd(Fault.FUTURE, shown)
        return shown
    if minutes is not None and sitting.workshop.variable:
        found = start + minutes * MINUTE
        if now < found - before:
            raise WrongEnd(Fault.TOO_SHORT, found - before)
        return found
    if now < scheduled - before:
        raise WrongEnd(Fault.NOT_OVER, scheduled - before)
    return scheduled


@dataclass(frozen=True, slots=True)
class Difference:
    """One person in two rosters."""

    attendee: str
    before: SignedLine | None
    """``None``: not in the earlier one."""
    after: SignedLine | None

    @property
    def matters(self) -> bool:
        """Whether anyone's attendance is another; who only came onto the list, or went
        from it, was absent before and after."""
        return _said(self.before) != _said(self.after)


_NOWHERE = (AttendanceStatus.ABSENT, 0)


def _said(line: SignedLine | None) -> tuple[AttendanceStatus, int]:
    return (line.status, line.minutes) if line else _NOWHERE


def differences(
    earlier: Iterable[SignedLine], later: Iterable[SignedLine]
) -> tuple[Difference, ...]:
    """Each person who is not the same in both, by id."""
    before = {line.attendee: line for line in earlier}
    after = {line.attendee: line for line in later}
    return tuple(
        Difference(attendee, before.get(attendee), after.get(attendee))
        for attendee in sorted({*before, *after})
        if before.get(attendee) != after.get(attendee)
    )


def signatures(facts: Sequence[SessionFact]) -> list[Closing]:
    """The signatures since a session was last reopened, in their order: the latest is in
    force, and those before it with the same roster were given together with it."""
    found: list[Closing] = []
    for fact in facts:
        if isinstance(fact, Closing):
            found.append(fact)
        elif isinstance(fact, Reopening):
            found = []
    return found


def signers(facts: Sequence[SessionFact]) -> list[str]:
    """Ids of the staff who signed the roster in force, each once, in their order."""
    standing = signatures(facts)
    same = [one.by for one in standing if one.hash == standing[-1].hash and one.by]
    return list(dict.fromkeys(same))


@dataclass(frozen=True, slots=True)
class Revision:
    """A signature, and what it says otherwise than the one before it."""

    signature: Closing
    reopened: Reopening | None
    """What opened the session again before it; ``None`` for the first, and where another
    laptop signed without knowing."""
    differences: tuple[Difference, ...]


def revisions(facts: Sequence[SessionFact]) -> list[Revision]:
    """Every signature there ever was under a session, in their order."""
    found: list[Revision] = []
    reopened: Reopening | None = None
    for fact in facts:
        if isinstance(fact, Reopening):
            reopened = fact
        if not isinstance(fact, Closing):
            continue
        before = found[-1].signature.roster if found else fact.roster
        found.append(Revision(fact, reopened, differences(before, fact.roster)))
        reopened = None
    return found
