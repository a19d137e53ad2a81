"""Days and hours as people type them."""

from __future__ import annotations

import datetime as dt
import re

from kiosk.clock import DAY, ends_day, parse_hour

_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})\Z")


def day(typed: str) -> dt.date:
    """A day: ``2026-11-23``.

    Raises:
        ValueError: it is none.
    """
    found = _DAY.match(typed.strip())
    if not found:
        raise ValueError(typed)
    return dt.date(*(int(part) for part in found.groups()))


def hour(typed: str) -> dt.time:
    """A time of day: ``9:00``, ``9.00``, ``9h``, ``9 h 30``.

    Raises:
        ValueError: it is none.
    """
    found = parse_hour(typed)
    if found is None:
        raise ValueError(typed)
    return found


def moment(typed: str, on: dt.date) -> dt.datetime:
    """A wall-clock time: of a day that stands beside it, or with a day of its own.

    Raises:
        ValueError: it is none.
    """
    date, _, rest = typed.strip().rpartition(" ")
    if date and _DAY.match(date):
        on, typed = day(date), rest
    if ends_day(typed):
        return dt.datetime.combine(on + DAY, dt.time())
    return dt.datetime.combine(on, hour(typed))
