"""Who has completed a workshop: a rule over the signed rosters, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model import CompletionRule, HoursBase, Ruling, Sitting
from kiosk.rules.asked import Asked
from kiosk.rules.asked import asked as asked
from kiosk.rules.parts import done_elsewhere, length_here
from kiosk.rules.session_record import SessionRecord


class Reason(StrEnum):
    """Why a workshop counts as completed, or does not yet, or does not."""

    ALL_SESSIONS = "all_sessions"
    SHARE_OF_MINUTES = "share_of_minutes"
    GRANTED = "granted"
    REFUSED = "refused"
    MISSING_SESSIONS = "missing_sessions"
    MISSING_PARTS = "missing_parts"
    TOO_FEW_MINUTES = "too_few_minutes"
    REQUIREMENTS_MISSING = "requirements_missing"
    """What the workshop asks for was lacking when it was signed, and still is."""
    COMPLETED_ELSEWHERE = "completed_elsewhere"
    """What was attended here is part of the completion in another offering."""
    NOT_ALL_CLOSED = "not_all_closed"
    NO_SESSIONS = "no_sessions"


DONE = (Reason.ALL_SESSIONS, Reason.SHARE_OF_MINUTES, Reason.GRANTED)


class Stand(StrEnum):
    """What a completion is, as far as anyone can say now."""

    COMPLETE = "complete"
    MISSED = "missed"
    """All is signed, and it was not enough."""
    UNSIGNED = "unsigned"
    """A session is not closed yet, or there is none."""


@dataclass(frozen=True, slots=True)
class Completion:
    """Whether a person completed a workshop in an offering, and what that rests on."""

    complete: bool
    reason: Reason
    minutes: int
    """The minutes attended, with those that were made up."""
    scheduled_minutes: int
    held_minutes: int
    """Fewer than scheduled where sessions ended early."""
    base_minutes: int
    """The minutes that the rule asks for a share of: those held, or those scheduled."""
    missing: tuple[Sitting, ...]
    """Closed sessions in which they were not."""
    unsigned: tuple[Sitting, ...]
    """Sessions that nobody has closed yet."""
    completed_on: dt.date | None
    """The day, in the session's zone, on which the last session they needed began; where
    it was granted to someone who attended none, the day of that."""
    borrowed: tuple[str, ...] = ()
    """Ids of the sessions of other offerings that it rests on."""

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
    *,
    barred: bool = False,
    ruling: Ruling | None = None,
) -> Completion:
    """Apply the rule to the sessions of one offering, in time order.

    Args:
        records: the person's sessions in this offering, without cancelled ones.
        elsewhere: the person's sessions of the same workshop in other offerings; a
            part attended there stands in for that part here, for whoever attended
            anything here.
        parts: how many parts the workshop has, where it has any.
        barred: they lack something for the workshop that keeps from completing it.
        ruling: someone's word on it, which goes before the rule.
    """
    done = _complete(records, rule, elsewhere, parts, barred, ruling, better=False)
    if parts and done.reason in (Reason.TOO_FEW_MINUTES, Reason.MISSING_SESSIONS):
        other = _complete(records, rule, elsewhere, parts, barred, ruling, better=True)
        return other if other.complete else done
    return done


def _complete(
    records: Sequence[SessionRecord],
    rule: CompletionRule,
    elsewhere: Sequence[SessionRecord],
    parts: int,
    barred: bool,
    ruling: Ruling | None,
    better: bool,
) -> Completion:
    here = [record for record in records if record.touched]
    made_up = done_elsewhere(records, elsewhere, parts, better) if elsewhere and here else {}
    counted = [r for r in records if r.part not in made_up]
    minutes = sum([r.minutes for r in counted])
    scheduled = sum([r.scheduled for r in records])
    held = sum([r.held for r in records])
    for part, done_there in made_up.items():
        length = length_here(records, part)
        if not length:
            scheduled += done_there.length
            held += done_there.length
        minutes += min(done_there.minutes, length or done_there.length)
    instead = [record for found in made_up.values() for record in found.records]
    missing = tuple([r.sitting for r in counted if r.closing and not r.touched])
    unsigned = tuple([r.sitting for r in counted if not r.closing])
    attended = [r for r in counted if r.touched] + instead

    wanted = asked(rule)
    base = scheduled if rule.hours_base is HoursBase.SCHEDULED else held
    if ruling:
        reason = Reason.GRANTED if ruling.granted else Reason.REFUSED
    elif wrong := _wrong(records, wanted, unsigned, missing, attended, parts):
        reason = wrong
    elif not wanted.enough(minutes, base):
        reason = Reason.TOO_FEW_MINUTES
    elif barred:
        reason = Reason.REQUIREMENTS_MISSING
    else:
        reason = Reason.ALL_SESSIONS if wanted.every_session else Reason.SHARE_OF_MINUTES
    done = reason in DONE
    return Completion(
        complete=done,
        reason=reason,
        minutes=minutes,
        scheduled_minutes=scheduled,
        held_minutes=held,
        base_minutes=base,
        missing=missing,
        unsigned=unsigned,
        completed_on=_day(attended, ruling) if done else None,
        borrowed=tuple(
            [r.sitting.id for r in instead]
            + [credit.source for r in records for credit in r.credits]
        ),
    )


def _wrong(
    records: Sequence[SessionRecord],
    wanted: Asked,
    unsigned: Sequence[Sitting],
    missing: Sequence[Sitting],
    attended: Sequence[SessionRecord],
    parts: int,
) -> Reason | None:
    """What is wrong, minutes aside; ``None``: nothing."""
    if not records:
        return Reason.NO_SESSIONS
    if unsigned:
        return Reason.NOT_ALL_CLOSED
    if not attended:
        return Reason.MISSING_SESSIONS
    if parts and not set(range(1, parts + 1)) <= {record.part for record in attended}:
        return Reason.MISSING_PARTS
    if wanted.every_session and missing:
        return Reason.MISSING_SESSIONS
    return None


def _day(attended: Sequence[SessionRecord], ruling: Ruling | None) -> dt.date | None:
    sittings = [record.sitting for record in attended]
    for record in attended:
        sittings += [credit.sitting for credit in record.credits]
    last = max(sittings, key=lambda s: s.start, default=None)
    if last:
        return last.start.astimezone(last.zone).date()
    return ruling.time.date() if ruling else None
