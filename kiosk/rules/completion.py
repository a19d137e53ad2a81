"""Who has completed a workshop: a rule over the signed rosters, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model import Closing, CompletionRule, SignedLine, Sitting


class Reason(StrEnum):
    """Why a workshop counts as completed, or does not yet, or does not."""

    ALL_SESSIONS = "all_sessions"
    SHARE_OF_MINUTES = "share_of_minutes"
    MISSING_SESSIONS = "missing_sessions"
    MISSING_PARTS = "missing_parts"
    TOO_FEW_MINUTES = "too_few_minutes"
    NOT_ALL_CLOSED = "not_all_closed"
    NO_SESSIONS = "no_sessions"


class Stand(StrEnum):
    """What a completion is, as far as anyone can say now."""

    COMPLETE = "complete"
    MISSED = "missed"
    """All is signed, and it was not enough."""
    UNSIGNED = "unsigned"
    """A session is not closed yet, or there is none."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """What is known of one person in one session that was not cancelled."""

    sitting: Sitting
    closing: Closing | None
    """The signature in force."""
    line: SignedLine | None
    """The person's line under it."""

    @property
    def attended(self) -> bool:
        return bool(self.line and self.line.status.attended)

    @property
    def part(self) -> int | None:
        return self.sitting.session.part


@dataclass(frozen=True, slots=True)
class Completion:
    """Whether a person completed a workshop in an offering, and what that rests on."""

    complete: bool
    reason: Reason
    minutes: int
    scheduled_minutes: int
    missing: tuple[Sitting, ...]
    """Closed sessions in which they were not."""
    unsigned: tuple[Sitting, ...]
    """Sessions that nobody has closed yet."""
    completed_on: dt.date | None
    """The day, in the session's zone, on which the last session they needed began."""

    @property
    def stand(self) -> Stand:
        if self.complete:
            return Stand.COMPLETE
        if self.reason in (Reason.NOT_ALL_CLOSED, Reason.NO_SESSIONS):
            return Stand.UNSIGNED
        return Stand.MISSED


def complete(
    records: Sequence[SessionRecord],
    rule: CompletionRule,
    elsewhere: Sequence[SessionRecord] = (),
    parts: int = 0,
) -> Completion:
    """Apply the rule to the sessions of one offering, in time order.

    Args:
        records: the person's sessions in this offering, without cancelled ones.
        elsewhere: the person's sessions of the same workshop in other offerings; a
            part attended there stands in for that part here, the first time it was,
            for whoever attended anything here.
        parts: how many parts the workshop has, where it has any.
    """
    scheduled = sum(_length(record) for record in records)
    here = [record for record in records if record.attended]
    made_up = _made_up(records, elsewhere, parts) if here else {}
    minutes = sum(r.line.minutes for r in records if r.line and r.closing)
    minutes += sum(_counted(part, record, records) for part, record in made_up.items())
    missing = tuple(
        r.sitting for r in records if r.closing and not r.attended and r.part not in made_up
    )
    unsigned = tuple(r.sitting for r in records if not r.closing and r.part not in made_up)
    attended = [*here, *made_up.values()]
    covered = {record.part for record in attended}
    enough = rule.share is not None and minutes >= rule.share * scheduled - 1e-9

    if not records:
        reason = Reason.NO_SESSIONS
    elif unsigned:
        reason = Reason.NOT_ALL_CLOSED
    elif not attended:
        reason = Reason.MISSING_SESSIONS
    elif not set(range(1, parts + 1)) <= covered:
        reason = Reason.MISSING_PARTS
    elif rule.share is not None:
        reason = Reason.SHARE_OF_MINUTES if enough else Reason.TOO_FEW_MINUTES
    else:
        reason = Reason.MISSING_SESSIONS if missing else Reason.ALL_SESSIONS
    done = reason in (Reason.ALL_SESSIONS, Reason.SHARE_OF_MINUTES)
    last = max((r.sitting for r in attended), key=lambda s: s.start, default=None)
    return Completion(
        complete=done,
        reason=reason,
        minutes=minutes,
        scheduled_minutes=scheduled,
        missing=missing,
        unsigned=unsigned,
        completed_on=last.start.astimezone(last.zone).date() if done and last else None,
    )


def _made_up(
    records: Sequence[SessionRecord], elsewhere: Sequence[SessionRecord], parts: int
) -> dict[int, SessionRecord]:
    """By part, where those that were not attended here were attended first."""
    here = {record.part for record in records if record.attended}
    wanted = {record.part for record in records if not record.attended}
    wanted |= set(range(1, parts + 1)) - here
    found: dict[int, SessionRecord] = {}
    for record in sorted(elsewhere, key=lambda r: r.sitting.start):
        if record.part and record.part in wanted and record.attended:
            found.setdefault(record.part, record)
    return found


def _counted(part: int, record: SessionRecord, records: Sequence[SessionRecord]) -> int:
    """The minutes of a part made up elsewhere: no more than it would have had here."""
    room = sum(_length(r) for r in records if r.part == part and not r.attended)
    return min(record.line.minutes if record.line else 0, room)


def _length(record: SessionRecord) -> int:
    """What a session counts in the denominator: as signed, else as scheduled."""
    return record.closing.minutes if record.closing else record.sitting.minutes
