"""iCalendar files: each event with the times that its rule gives, on the wall clock.

A time without a zone is on the clock of whoever holds the session: that is known only when
it is known which offering it is, so it stays without one here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.errors import NotSo, Text
from kiosk.files.calendar_times import Never, by_rule, length, listed, on_clock, stamp, wall
from kiosk.files.delimited import decoded
from kiosk.files.reading import ARCHIVE, NotThatFile, Parsed, Wrong, read_bytes
from kiosk.rules.names import clean

if TYPE_CHECKING:
    import icalendar

ENDINGS = (".ics", ".ical")
MOST_EVENTS = 5_000
MOST_TIMES = 20_000
"""Of all events together."""
_MOST_NEVER = 20
"""Rules that fit no day; to know it of one takes a third of a second."""
LARGEST_CALENDAR = 10 * 1024 * 1024
"""Bytes; reading takes about a second for each MB."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Someone whom an event names."""

    email: str
    name: str
    answer: str
    """The PARTSTAT, in capitals."""


@dataclass(frozen=True, slots=True)
class Event:
    """One time that an event is held, or is not held any more."""

    uid: str
    occurrence: str
    """Which time of a rule it is, by when it was to begin; empty without a rule."""
    start: dt.datetime
    """On the wall clock of ``zone``."""
    end: dt.datetime
    zone: dt.tzinfo | None
    """``None``: whoever holds it has it on their own clock."""
    summary: str = ""
    categories: tuple[str, ...] = ()
    place: str = ""
    invited: tuple[Invited, ...] = ()
    cancelled: bool = False


@dataclass(slots=True)
class Calendar(Parsed[Event]):
    """What a calendar holds."""

    source: str = field(default="", repr=False)

    def only(self, numbers: Collection[int]) -> bytes:
        """The calendar with some only of its events, by their numbers."""
        found = _calendars(self.source)
        kept = {id(e) for number, e in enumerate(_events(found), 1) if number in numbers}
        for calendar in found:
            calendar.subcomponents = [
                c for c in calendar.subcomponents if c.name != "VEVENT" or id(c) in kept
            ]
        return b"".join(calendar.to_ical() for calendar in found)


def is_calendar(path: Path) -> bool:
    """Whether a file is one, by its name."""
    return path.suffix.lower() in ENDINGS


def read_calendar(path: Path) -> Calendar:
    """Read a calendar.

    Raises:
        NotThatFile: it is none, or goes beyond what one may hold.
    """
    content = read_bytes(path, LARGEST_CALENDAR)
    if content.startswith(ARCHIVE):
        raise _no_calendar(path)
    source = decoded(path, content)
    said = source.upper()
    if said.count("BEGIN:VEVENT") > MOST_EVENTS:
        raise NotThatFile("{path} has more than {most} events.", path=path, most=MOST_EVENTS)
    if said.count("BEGIN:VCALENDAR") > said.count("END:VCALENDAR"):
        raise NotThatFile("{path} is not a calendar (iCalendar), or not all of one.", path=path)
    try:
        # A calendar is one, but some programs write one after another.
        calendars = _calendars(source)
        events = list(_events(calendars))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        raise _no_calendar(path) from None
    if not calendars or any(calendar.name != "VCALENDAR" for calendar in calendars):
        raise _no_calendar(path)
    found = Calendar(source=source)
    moved = {key for event in events if (key := _moved(event))}
    never = 0
    for number, event in enumerate(events, 1):
        where = Text("event {number}", number=number)
        try:
            found.entries.extend((where, one) for one in _times(event, moved))
        except NotSo as error:
            found.wrong.append(Wrong(where, error.text, "SUMMARY", _summary(event)))
            never += isinstance(error, Never)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
            why = Text("it cannot be read")
            found.wrong.append(Wrong(where, why, "SUMMARY", _summary(event)))
        if len(found.entries) > MOST_TIMES or never > _MOST_NEVER:
            raise NotThatFile(
                "{path} has events with more than {most} times together, or rules that fit no day.",
                path=path,
                most=MOST_TIMES,
            )
    return found


def _no_calendar(path: Path) -> NotThatFile:
    return NotThatFile("{path} is not a calendar (iCalendar).", path=path)


def _calendars(source: str) -> list[Any]:
    import icalendar

    # The library would know the zones of every file it has read, by their names.
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]
    found: list[Any] = icalendar.Calendar.from_ical(source, multiple=True)
    return found


def _events(calendars: Iterable[Any]) -> Iterator[icalendar.Event]:
    for calendar in calendars:
        yield from (c for c in calendar.subcomponents if c.name == "VEVENT")


def _summary(event: icalendar.Event) -> str:
    """By which a person knows an event; many have no more of a name."""
    try:
        return clean(str(event.get("SUMMARY") or ""))[:300]
    except (ValueError, TypeError, AttributeError):
        return ""


def _moved(event: icalendar.Event) -> tuple[str, str] | None:
    """Which time of which event this one stands in place of."""
    try:
        at = event.get("RECURRENCE-ID")
        return (_uid(event), stamp(at.dt)) if at is not None else None
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None


def _uid(event: icalendar.Event) -> str:
    return str(event.get("UID") or "")[:500]


def _times(event: icalendar.Event, moved: set[tuple[str, str]]) -> list[Event]:
    """Each time an event is held.

    Raises:
        NotSo: it has no times that can be meant.
    """
    start, tz = wall(event, "DTSTART")
    lasts = length(event, start, tz)
    uid = _uid(event)
    own = _moved(event)
    if own and str(event.get("RECURRENCE-ID").params.get("RANGE", "")):
        raise NotSo("it moves all times that follow too; write them as an event of their own")
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    said: dict[str, Any] = {
        "zone": tz,
        "summary": _summary(event),
        "categories": tuple(_categories(event)),
        "place": clean(str(event.get("LOCATION") or ""))[:300],
        "invited": tuple(_invited(event)),
    }

    def one(begins: dt.datetime, occurrence: str, off: bool) -> Event:
        return Event(uid, occurrence, begins, begins + lasts, cancelled=off, **said)

    if own:
        return [one(start, own[1], cancelled)]
    rule = event.get("RRULE")
    if rule is None and event.get("RDATE") is None:
        return [one(start, "", cancelled)]
    rules = rule if isinstance(rule, list) else [rule] if rule is not None else []
    every = {start}
    for text in (r.to_ical().decode() for r in rules):
        every |= set(by_rule(text, start, tz))
    every |= {on_clock(at, tz) for at in listed(event, "RDATE")}
    not_held = {on_clock(at, tz) for at in listed(event, "EXDATE")}
    made = []
    for begins in sorted(every | (not_held & every)):
        occurrence = stamp(begins.replace(tzinfo=tz) if tz else begins)
        if (uid, occurrence) not in moved:
            made.append(one(begins, occurrence, cancelled or begins in not_held))
    return made


def _categories(event: icalendar.Event) -> Iterator[str]:
    said = event.get("CATEGORIES")
    for one in said if isinstance(said, list) else [said] if said is not None else []:
        yield from (clean(str(name))[:300] for name in one.cats)


def _invited(event: icalendar.Event) -> Iterable[Invited]:
    said = event.get("ATTENDEE")
    for one in said if isinstance(said, list) else [said] if said is not None else []:
        params = one.params
        if str(params.get("ROLE", "")).upper() in ("CHAIR", "NON-PARTICIPANT"):
            continue
        if str(params.get("CUTYPE", "INDIVIDUAL")).upper() in ("ROOM", "RESOURCE", "GROUP"):
            continue
        address = re.sub(r"^mailto:", "", str(one), flags=re.I)
        answer = str(params.get("PARTSTAT", "NEEDS-ACTION")).upper()
        yield Invited(clean(address)[:300], clean(str(params.get("CN", "")))[:300], answer)
