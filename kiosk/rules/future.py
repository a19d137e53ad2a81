"""What speaks of a time that has not come."""

from __future__ import annotations

import datetime as dt

GRACE = dt.timedelta(minutes=1)
"""Two clocks that are right differ by so much."""


def is_future(time: dt.datetime, now: dt.datetime) -> bool:
    """Whether a time has not come yet; two clocks may differ by a minute.

    >>> noon = dt.datetime(2026, 4, 10, 12, tzinfo=dt.UTC)
    >>> is_future(noon + dt.timedelta(seconds=60), noon)
    False
    >>> is_future(noon + dt.timedelta(seconds=61), noon)
    True
    """
    return time > now + GRACE
