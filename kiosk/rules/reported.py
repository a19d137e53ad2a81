"""What a report of a meeting says of one person: rows to the times they were there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

Interval = tuple[dt.datetime, dt.datetime]


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


def touches(interval: Interval, start: dt.datetime, end: dt.datetime) -> bool:
    """Whether any of an interval falls into a session."""
    return interval[0] < end and start < interval[1]
