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
            part attended there stands in for that part here.
        parts: how many parts the workshop has, where it has any.
    """
    scheduled = sum(_length(record) for record in records)
    minutes = sum(r.line.minutes for r in records if r.line and r.closing)
    made_up = {r.sitting.session.part for r in elsewhere if r.attended and r.sitting.session.part}
    missing = tuple(
        r.sitting
        for r in records
        if r.closing and not r.attended and r.sitting.session.part not in made_up
    )
    unsigned = tuple(
        r.sitting for r in records if not r.closing and r.sitting.session.part not in made_up
    )
    attended = [r for r in (*records, *elsewhere) if r.attended]
    covered = {r.sitting.session.part for r in attended}
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


def _length(record: SessionRecord) -> int:
    """What a session counts in the denominator: as signed, else as scheduled."""
    return record.closing.minutes if record.closing else record.sitting.minutes
