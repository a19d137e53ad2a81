"""What a report of a meeting says of one person: rows to the times they were there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kiosk.model import CheckIn, Departure, How, PersonFact, Void

Visit = tuple[dt.datetime, dt.datetime | None]
"""From when until when someone was in; ``None``: no departure."""


def devices(moves: Iterable[CheckIn | Departure]) -> list[Visit]:
    """A report's coming and going as visits: in as long as any device is. One join that
    two reports know, with two ends, is two devices: the later end counts."""
    visits: list[Visit] = []
    there = 0
    for move in sorted(moves, key=lambda move: (move.time, isinstance(move, Departure))):
        if isinstance(move, CheckIn):
            if not there:
                visits.append((move.time, None))
            there += 1
        elif there:
            there -= 1
            if not there:
                visits[-1] = (visits[-1][0], move.time)
    return as_one(visits)


def as_one(visits: Iterable[Visit]) -> list[Visit]:
    """Visits in time order, those that overlap as one."""
    found: list[Visit] = []
    for came, left in sorted(visits, key=lambda visit: visit[0]):
        before = found[-1] if found else None
        if before and before[1] is None:
            break
        if before and before[1] is not None and came <= before[1]:
            found[-1] = (before[0], None if left is None else max(before[1], left))
        else:
            found.append((came, left))
    return found


def new_moves(
    facts: Sequence[PersonFact], reported: Iterable[Visit]
) -> list[tuple[type[CheckIn | Departure], dt.datetime]]:
    """What a report adds to what earlier ones said of someone: both ends of each visit
    that does not lie within what is known already, so that no minute is lost. Where only
    the end of one was taken back, the end alone; where a report does not say the end, the
    beginning alone.
    """
    voided = {fact.voids for fact in facts if isinstance(fact, Void)}
    moves = [
        fact
        for fact in facts
        if isinstance(fact, CheckIn | Departure)
        and fact.how is How.REPORT
        and fact.id not in voided
    ]
    visits = devices(moves)
    open_from = visits[-1][0] if visits and visits[-1][1] is None else None
    joined = {move.time for move in moves if isinstance(move, CheckIn)}
    found: list[tuple[type[CheckIn | Departure], dt.datetime]] = []
    for came, left in reported:
        if left is None:
            if not any(a <= came and (b is None or came < b) for a, b in visits):
                found.append((CheckIn, came))
        elif open_from is not None and open_from <= came and came in joined:
            found.append((Departure, left))
            open_from = None
        elif not any(a <= came and b is not None and left <= b for a, b in visits):
            found += [(CheckIn, came), (Departure, left)]
    return found
