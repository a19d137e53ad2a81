"""The time that facts speak of.

``KIOSK_NOW`` starts the program's idea of now at a time, and it ticks from there: for
rehearsals and tests. Nothing that guards against misuse (PINs, debounce, idle) reads it,
and the journal keeps the machine's own time beside it.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.errors import NotSo


class BadTime(NotSo):
    """A text is not a time that can be meant."""


def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name.

    Raises:
        BadTime: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadTime(
            "“{name}” is not a time zone; one looks like America/Toronto", name=name
        ) from None


def fixed(moment: dt.datetime, tz: dt.tzinfo) -> dt.datetime:
    """The same moment with the offset that a zone has then, and keeps: adding to it and
    taking from it is real time, also over a change of the clocks."""
    local = moment.astimezone(tz)
    return local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()))


def aware(moment: dt.datetime, tz: dt.tzinfo) -> dt.datetime:
    """A time with its offset; one without is the wall clock of ``tz``, and of two that
    are the same the earlier.

    Raises:
        BadTime: the clocks jump over it, or its year cannot be meant.
    """
    if not 1970 <= moment.year <= 9000:
        raise BadTime("{time} is not in a year that can be meant", time=moment.isoformat())
    if moment.tzinfo:
        return moment
    local = fixed(moment.replace(tzinfo=tz), tz)
    if local.astimezone(dt.UTC).astimezone(tz).replace(tzinfo=None) != moment:
        raise BadTime(
            "{time} does not exist in {zone}: the clocks jump over it",
            time=f"{moment:%Y-%m-%d %H:%M}",
            zone=tz,
        )
    return local


DAY = dt.timedelta(days=1)
_ISO_END = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]24:00(?::00(?:\.0+)?)?([+-]\d{2}:?\d{2}|Z)?\Z")
_DAY_END = re.compile(r"24 ?[:.hH] ?(?:00(?::00)?)?\Z")


def ends_day(text: str) -> bool:
    """Whether a time of day is 24:00, which ends a day as ISO 8601 writes it: it is the
    midnight of the next one.

    >>> ends_day("24:00"), ends_day("24 h"), ends_day("24:01")
    (True, True, False)
    """
    return bool(_DAY_END.match(text.strip()))


def parse_time(text: str, tz: dt.tzinfo) -> dt.datetime:
    """An ISO 8601 time; without an offset it is the wall clock of ``tz``.

    Raises:
        BadTime: it is no such time.
    """
    try:
        if end := _ISO_END.match(text.strip()):
            moment = dt.datetime.fromisoformat(f"{end[1]}T00:00{end[2] or ''}") + DAY
        else:
            moment = dt.datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):
        raise BadTime(
            "“{text}” is not a time; one looks like {example}",
            text=text,
            example="2026-11-23T09:00",
        ) from None
    return aware(moment, tz)


_HOUR = re.compile(r"(\d{1,2}) ?[:.hH] ?(\d{2})?\Z")


def parse_hour(text: str) -> dt.time | None:
    """A time of day: ``9:00``, ``9.00``, ``9h``, ``9 h 30``; ``None``: it is none.

    >>> parse_hour("9 h 30"), parse_hour("nine"), parse_hour("25:00")
    (datetime.time(9, 30), None, None)
    """
    found = _HOUR.match(text.strip())
    hour, minute = (int(part or 0) for part in found.groups()) if found else (24, 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def parse_day(text: str) -> dt.date:
    """A day, as ISO 8601 writes it.

    Raises:
        BadTime: it is none.
    """
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise BadTime(
            "“{text}” is not a day; one looks like {example}", text=text, example="2026-11-23"
        ) from None


class Clock:
    """Now, real or rehearsed."""

    def __init__(self, start: dt.datetime | None = None) -> None:
        self._start = start and start.astimezone(dt.UTC)
        self._began = time.monotonic()

    @classmethod
    def from_environment(cls, tz: dt.tzinfo) -> Clock:
        """The clock that ``KIOSK_NOW`` asks for.

        Raises:
            BadTime: it holds something else than a time.
        """
        asked = os.environ.get("KIOSK_NOW", "")
        return cls(parse_time(asked, tz) if asked else None)

    @property
    def rehearsing(self) -> bool:
        return self._start is not None

    def now(self) -> dt.datetime:
        """An aware time, in UTC."""
        if self._start is None:
            return dt.datetime.now(dt.UTC)
        ticked = dt.timedelta(seconds=time.monotonic() - self._began)
        return self._start + ticked
