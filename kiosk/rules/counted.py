"""What was attended counts for one completion, however many offerings it could serve."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kiosk.rules.completion import Completion, Reason
from kiosk.rules.session_record import SessionRecord


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
