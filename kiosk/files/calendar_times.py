"""When an event of a calendar is held: its start and end on the wall clock, and each time that
its rule gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiosk.errors import NotSo
from kiosk.files.series import occurrences
from kiosk.files.zone_names import zone_named

if TYPE_CHECKING:
    import icalendar

_YEARS = 10
"""A rule is followed no longer than that."""
_LIMITED = re.compile(r"\b(COUNT|UNTIL)=", re.I)
_BY_THE_HOUR = re.compile(r"\bBY(HOUR|MINUTE|SECOND)=", re.I)
_UNTIL = re.compile(r";?\bUNTIL=([0-9TZ]+)", re.I)


class Never(NotSo):
    """A rule that no day fits."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when an event is held."""

    start: dt.datetime
    """On the wall clock of ``zone``, as ``end``."""
    end: dt.datetime
    zone: dt.tzinfo | None
    lasts: dt.timedelta | None
    """Its length, where that is what it says; ``None``: it says its end."""

    def at(self, begins: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
        """Start and end of another time of the same event, on its wall clock."""
        return begins, self.end if begins == self.start else begins + (self.end - self.start)


def wall(event: icalendar.Event, name: str) -> tuple[dt.datetime, dt.tzinfo | None]:
    """A time on its wall clock, and whose that is."""
    said = event.get(name)
    if said is None:
        raise NotSo("it has no {field}", field=name)
    if isinstance(said, list):
        raise NotSo("it has {field} twice", field=name)
    moment = getattr(said, "dt", None)
    if not isinstance(moment, dt.datetime):
        if isinstance(moment, dt.date):
            raise NotSo("it lasts whole days; a session has a time")
        raise NotSo("its {field} is no day with a time", field=name)
    moment = zoned(moment, said)
    return moment.replace(tzinfo=None), moment.tzinfo


def zoned(moment: dt.datetime, said: Any) -> dt.datetime:
    """A time in the zone that it names, where only another program knows it by that name.

    Raises:
        NotSo: nobody does.
    """
    named = said.params.get("TZID")
    if not named or moment.tzinfo is not None:
        return moment
    zone = zone_named(str(named))
    if zone is None:
        raise NotSo("“{name}” is not a time zone; one looks like America/Toronto", name=named)
    return moment.replace(tzinfo=zone)


def first_span(event: icalendar.Event) -> Span:
    """When an event is held first.

    Raises:
        NotSo: it does not say so.
    """
    start, tz = wall(event, "DTSTART")
    if event.get("DTEND") is None:
        duration = getattr(event.get("DURATION"), "dt", None)
        if not isinstance(duration, dt.timedelta):
            raise NotSo("it needs an end or hours, one of the two")
        return Span(start, start + duration, tz, duration)
    end, ends_in = wall(event, "DTEND")
    if tz and ends_in and ends_in != tz:
        end = on_clock(end.replace(tzinfo=ends_in), tz)
    return Span(start, end, tz, None)


def by_rule(rule: str, start: dt.datetime, tz: dt.tzinfo | None) -> Iterator[dt.datetime]:
    if not _LIMITED.search(rule):
        raise NotSo("“{rule}” goes on without an end; give it one", rule=rule[:80])
    if _BY_THE_HOUR.search(rule):
        raise NotSo(
            "“{rule}” is not a rule that repeats by the day, week, month or year", rule=rule[:80]
        )
    until = _UNTIL.search(rule)
    first = start.date()
    bound = dt.date(min(first.year + _YEARS, 9000), 12, 31)
    last = dt.datetime.combine(bound, dt.time.max)
    if until:
        last = min(last, _until(until[1], tz))
    days = occurrences(_UNTIL.sub("", rule).strip(";"), first, last.date())
    if not days:
        raise Never("“{rule}” is a rule that fits no day", rule=rule[:80])
    for day in days:
        begins = dt.datetime.combine(day, start.time())
        if begins <= last:
            yield begins


def _until(text: str, tz: dt.tzinfo | None) -> dt.datetime:
    if len(text) == 8:
        return dt.datetime.combine(dt.datetime.strptime(text, "%Y%m%d"), dt.time.max)  # noqa: DTZ007
    moment = dt.datetime.strptime(text[:15], "%Y%m%dT%H%M%S")  # noqa: DTZ007
    return on_clock(moment.replace(tzinfo=dt.UTC), tz) if text.endswith(("Z", "z")) else moment


def on_clock(moment: dt.datetime, tz: dt.tzinfo | None) -> dt.datetime:
    """A time on the wall clock of an event."""
    if moment.tzinfo is None or tz is None:
        return moment.replace(tzinfo=None)
    return moment.astimezone(tz).replace(tzinfo=None)


def stamp(moment: dt.date) -> str:
    """The same for the same time, whichever zone says it."""
    if isinstance(moment, dt.datetime) and moment.tzinfo:
        moment = moment.astimezone(dt.UTC)
    return moment.isoformat()


def listed(event: icalendar.Event, name: str) -> Iterator[dt.date]:
    """The days and times of a property that holds several of them."""
    said = event.get(name)
    for one in said if isinstance(said, list) else [said] if said is not None else []:
        for moment in one.dts:
            if isinstance(moment.dt, dt.datetime):
                yield zoned(moment.dt, one)
            elif isinstance(moment.dt, dt.date):
                yield moment.dt
            else:
                raise NotSo("its {field} is no day with a time", field=name)


def occurrence_at(
    named: dt.date, begins: Collection[dt.datetime], tz: dt.tzinfo | None
) -> dt.datetime | None:
    """Which time of an event a day or time names; ``None``: none, or it cannot be told.

    One without a zone is on the clock of the event. A day, and the midnight that Exchange
    writes for a day, is the one time of that day, where there is one only.

    Args:
        begins: on the wall clock of ``tz``.
    """
    if not isinstance(named, dt.datetime):
        return _only_on({named}, begins)
    at = on_clock(named, tz)
    if at in begins:
        return at
    midnights = {one.date() for one in (named, at) if one.time() == dt.time.min}
    return _only_on(midnights, begins) if midnights else None


def _only_on(days: Collection[dt.date], begins: Collection[dt.datetime]) -> dt.datetime | None:
    found = [one for one in begins if one.date() in days]
    return found[0] if len(found) == 1 else None


def shown(named: dt.date) -> str:
    """A day or time as a person reads it."""
    return f"{named:%Y-%m-%d %H:%M}" if isinstance(named, dt.datetime) else f"{named:%Y-%m-%d}"
