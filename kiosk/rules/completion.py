"""Who has completed a workshop: a rule over the signed rosters, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from kiosk.model import Closing, CompletionRule, PersonFact, Ruling, SignedLine, Sitting, Void
from kiosk.rules.makeup import Credit

ENOUGH = Fraction(9, 10)
"""Of the scheduled minutes, where a programme says nothing."""


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
class Asked:
    """What a rule asks for, with what it leaves unsaid filled in."""

    every_session: bool
    share: Fraction | None


@lru_cache(maxsize=256)
def asked(rule: CompletionRule) -> Asked:
    """A share as it was meant: 0.9 is nine tenths, exactly."""
    every, share = rule.every_session, rule.share
    if share is not None:
        return Asked(bool(every), Fraction(share).limit_denominator(1_000_000))
    return Asked(every is not False, None if every else ENOUGH)


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """What is known of one person in one session that was not cancelled."""

    sitting: Sitting
    closing: Closing | None
    """The signature in force."""
    line: SignedLine | None
    """The person's line under it."""
    credits: tuple[Credit, ...] = ()
    """What was made up for it in other sessions, with a facilitator's approval."""

    @property
    def attended(self) -> bool:
        return bool(self.line and self.line.status.attended)

    @property
    def touched(self) -> bool:
        """Attended, or made up for."""
        return self.attended or bool(self.credits)

    @property
    def minutes(self) -> int:
        """Signed minutes, with those made up."""
        signed = self.line.minutes if self.line and self.closing else 0
        return signed + sum(credit.minutes for credit in self.credits)

    @property
    def length(self) -> int:
        """What the session counts in the denominator: as signed, else as scheduled."""
        return self.closing.minutes if self.closing else self.sitting.minutes

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
    made_up = _made_up(records, elsewhere, parts, better) if elsewhere and here else {}
    counted = [r for r in records if r.part not in made_up]
    minutes = sum([r.minutes for r in counted])
    scheduled = sum([r.length for r in records])
    for part, record in made_up.items():
        room = _room(records, part)
        scheduled += 0 if room else record.length
        minutes += min(record.minutes, room or record.length)
    missing = tuple([r.sitting for r in counted if r.closing and not r.touched])
    unsigned = tuple([r.sitting for r in counted if not r.closing])
    attended = [r for r in counted if r.touched] + list(made_up.values())

    wanted = asked(rule)
    if ruling:
        reason = Reason.GRANTED if ruling.granted else Reason.REFUSED
    elif wrong := _wrong(records, wanted, unsigned, missing, attended, parts):
        reason = wrong
    elif not _enough(wanted.share, minutes, scheduled):
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
        missing=missing,
        unsigned=unsigned,
        completed_on=_day(attended, ruling) if done else None,
        borrowed=tuple(
            [r.sitting.id for r in made_up.values()]
            + [credit.source for r in records for credit in r.credits]
        ),
    )


def _enough(share: Fraction | None, minutes: int, scheduled: int) -> bool:
    return share is None or minutes * share.denominator >= share.numerator * scheduled


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


def _made_up(
    records: Sequence[SessionRecord],
    elsewhere: Sequence[SessionRecord],
    parts: int,
    better: bool,
) -> dict[int, SessionRecord]:
    """By part, where those that were not attended here were: where most of it was, and
    there the first time.

    Args:
        better: parts of which more was attended elsewhere than here count too.
    """
    here: dict[int | None, int] = {}
    for record in records:
        if record.touched:
            here[record.part] = here.get(record.part, 0) + record.minutes
    wanted = {record.part for record in records} | set(range(1, parts + 1))
    found: dict[int, SessionRecord] = {}
    for record in sorted(elsewhere, key=lambda r: r.sitting.start):
        part = record.part
        if not part or part not in wanted or not record.attended:
            continue
        room = _room(records, part) or record.length
        best = min(found[part].minutes, room) if part in found else here.get(part, -1)
        if min(record.minutes, room) > best and (better or part not in here):
            found[part] = record
    return found


def _room(records: Sequence[SessionRecord], part: int) -> int:
    """The minutes that a part has here; none where it is not held here."""
    return sum(record.length for record in records if record.part == part)


def standing_rulings(facts: Iterable[PersonFact]) -> dict[str, Ruling]:
    """What was granted or refused last, by offering; ``facts`` are those of a person as
    such."""
    known = list(facts)
    voided = {fact.voids for fact in known if isinstance(fact, Void)}
    return {f.offering: f for f in known if isinstance(f, Ruling) and f.id not in voided}


def counted_once(
    found: Mapping[str, tuple[Sequence[SessionRecord], Completion]],
) -> dict[str, Completion]:
    """One person's completions of one workshop, by offering: what was attended counts for
    one of them.

    A workshop completed again from beginning to end is recorded again. Where sessions of
    several offerings make one completion, it is the one of the offering in which the last
    of them was; where an offering completes by itself, nothing of it is lent.
    """
    counted = {offering: done for offering, (_, done) in found.items()}
    lent = [offering for offering, done in counted.items() if done.complete and done.borrowed]
    if not lent:
        return counted
    taken: set[str] = set()
    for records, done in found.values():
        if done.complete and not done.borrowed:
            taken |= _own(records)

    def came_true_late(offering: str) -> tuple[bool, dt.date, str]:
        records, done = found[offering]
        days = [r.sitting.start.astimezone(r.sitting.zone).date() for r in records if r.attended]
        on = done.completed_on or dt.date.max
        return max(days, default=dt.date.min) != on, on, offering

    for offering in sorted(lent, key=came_true_late):
        records, done = found[offering]
        uses = _own(records) | set(done.borrowed)
        if uses.isdisjoint(taken):
            taken |= uses
        else:
            counted[offering] = replace(
                done, complete=False, reason=Reason.COMPLETED_ELSEWHERE, completed_on=None
            )
    return counted


def _own(records: Iterable[SessionRecord]) -> set[str]:
    return {record.sitting.id for record in records if record.attended}
