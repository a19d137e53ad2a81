"""How full each room of a day is, and was, over time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.desk.day import Listed
from kiosk.desk.protocol import Desk
from kiosk.rules import attendance, schedule


@dataclass(frozen=True, slots=True)
class Filling:
    """One session: how many were in its room, from its door's opening on."""

    row: Listed
    counts: tuple[int, ...]
    """People in at the end of each of equal steps of time until the session's end; as many
    as are past by now, the last one now."""
    whole: int
    """For how many there is room, else how many are registered."""

    @property
    def now(self) -> int:
        return self.counts[-1] if self.counts else 0


def fillings(desk: Desk, rows: Sequence[Listed], steps: int) -> list[Filling]:
    """Of the sessions that are held and whose door has opened, in the order of ``rows``.

    Args:
        steps: how many make up the time from the door's opening to the session's end.
    """
    view, now = desk.store, desk.clock.now()
    found = []
    for row in rows:
        sitting = row.sitting
        opens = schedule.door(sitting).opens
        if sitting.cancelled or now < opens:
            continue
        stands = (
            attendance.standing(view.person_facts(sitting.id, one))
            for one in view.people_in(sitting.id)
        )
        visits = [visit for stand in stands for visit in stand.visits]
        times = _times(opens, sitting.end, now, steps)
        whole = sitting.offering.capacity or row.registered
        found.append(Filling(row, counted(visits, times), whole))
    return found


def _times(opens: dt.datetime, end: dt.datetime, now: dt.datetime, steps: int) -> list[dt.datetime]:
    step = (end - opens) / steps
    times = [opens + step * number for number in range(1, steps + 1)]
    past = [time for time in times if time <= now]
    return past if now >= end else [*past, now]


def counted(visits: Iterable[attendance.Visit], times: Sequence[dt.datetime]) -> tuple[int, ...]:
    """How many are in at each of some times, which are in order; without a departure,
    until the end."""
    moves: list[tuple[dt.datetime, int]] = []
    for came, left in visits:
        moves.append((came, 1))
        if left is not None:
            moves.append((left, -1))
    moves.sort()
    found, inside, place = [], 0, 0
    for time in times:
        while place < len(moves) and moves[place][0] <= time:
            inside += moves[place][1]
            place += 1
        found.append(inside)
    return tuple(found)
