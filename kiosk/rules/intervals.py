"""Times from when until when: as one, without others, and so many minutes of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

Interval = tuple[dt.datetime, dt.datetime]

MINUTE = dt.timedelta(minutes=1)


def together(intervals: Iterable[Interval]) -> list[Interval]:
    """Intervals in time order, overlapping and touching ones as one: two devices at once,
    a rejoin in the same minute.

    >>> nine = dt.datetime(2026, 4, 10, 9)
    >>> hour = dt.timedelta(hours=1)
    >>> len(together([(nine, nine + 2 * hour), (nine + hour, nine + 3 * hour)]))
    1
    """
    found: list[Interval] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def without(intervals: Iterable[Interval], others: Iterable[Interval]) -> list[Interval]:
    """What is left of intervals outside of the others, in time order.

    >>> nine = dt.datetime(2026, 4, 10, 9)
    >>> hour = dt.timedelta(hours=1)
    >>> [(a.hour, b.hour) for a, b in without([(nine, nine + 3 * hour)],
    ...                                       [(nine + hour, nine + 2 * hour)])]
    [(9, 10), (11, 12)]
    """
    taken = together(others)
    found: list[Interval] = []
    for start, end in together(intervals):
        for gone, back in taken:
            if back <= start or end <= gone:
                continue
            if start < gone:
                found.append((start, gone))
            start = max(start, back)
        if start < end:
            found.append((start, end))
    return found


def minutes(intervals: Iterable[Interval]) -> int:
    """Whole minutes of intervals that do not overlap."""
    return sum((end - start for start, end in intervals), dt.timedelta()) // MINUTE


def first(intervals: Iterable[Interval], most: int) -> list[Interval]:
    """The first so many minutes of intervals in time order."""
    found, left = [], most * MINUTE
    for start, end in intervals:
        until = min(end, start + left)
        if until > start:
            found.append((start, until))
            left -= until - start
    return found


def touches(interval: Interval, start: dt.datetime, end: dt.datetime) -> bool:
    """Whether any of an interval falls into a session."""
    return interval[0] < end and start < interval[1]
