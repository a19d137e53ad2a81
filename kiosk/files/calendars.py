"""iCalendar files: each event with the times that its rule gives, on the wall clock.

A time without a zone is on the clock of whoever holds the session: that is known only when
it is known which offering it is, so it stays without one here.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.errors import NotSo, Text
from kiosk.files.calendar_times import (
    Never,
    Span,
    by_rule,
    first_span,
    listed,
    occurrence_at,
    on_clock,
    shown,
    stamp,
    zoned,
)
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
    lasts: dt.timedelta | None = None
    """Its length, where that is what it says; ``None``: its end stands on the wall clock."""
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
    found.entries, found.wrong = _Reading(path).read(events)
    return found


def _no_calendar(path: Path) -> NotThatFile:
    return NotThatFile("{path} is not a calendar (iCalendar).", path=path)


def _calendars(source: str) -> list[Any]:
    import icalendar

    # The library would know the zones of every file it has read, by their names.
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are for programmers; what matters is said below
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


def _uid(event: icalendar.Event) -> str:
    return str(event.get("UID") or "")[:500]


def _is_cancelled(event: icalendar.Event) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


@dataclass(slots=True)
class _Series:
    """An event with all times that it gives, on its wall clock."""

    event: icalendar.Event
    span: Span
    begins: set[dt.datetime]
    not_held: set[dt.datetime]
    moved: set[dt.datetime] = field(default_factory=set)
    """In place of these another event stands."""

    @property
    def repeats(self) -> bool:
        return self.event.get("RRULE") is not None or self.event.get("RDATE") is not None

    def occurrence(self, begins: dt.datetime) -> str:
        """By which one of its times is known, in every file that has it."""
        tz = self.span.zone
        return stamp(begins.replace(tzinfo=tz) if tz else begins)

    def events(self) -> Iterator[Event]:
        off = _is_cancelled(self.event)
        for begins in sorted(self.begins - self.moved):
            which = self.occurrence(begins) if self.repeats else ""
            yield _made(self.event, self.span, begins, which, off or begins in self.not_held)


def _made(
    event: icalendar.Event, span: Span, begins: dt.datetime, occurrence: str, off: bool
) -> Event:
    start, end = span.at(begins)
    return Event(
        _uid(event),
        occurrence,
        start,
        end,
        span.zone,
        lasts=span.lasts,
        summary=_summary(event),
        categories=tuple(_categories(event)),
        place=clean(str(event.get("LOCATION") or ""))[:300],
        invited=tuple(_invited(event)),
        cancelled=off,
    )


class _Reading:
    """All events of a calendar: those that repeat first, then what changes one of their
    times. Each line is applied, or said to be wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._series: dict[int, _Series] = {}
        self._by_uid: dict[str, list[_Series]] = {}
        self._changes: dict[int, Event] = {}
        self._wrong: list[tuple[int, Wrong]] = []
        self._times = self._never = 0

    def read(
        self, events: Sequence[icalendar.Event]
    ) -> tuple[list[tuple[str, Event]], list[Wrong]]:
        numbered = list(enumerate(events, 1))
        for number, event in numbered:
            if event.get("RECURRENCE-ID") is None:
                self._try(number, event, self._expand)
        for number, event in numbered:
            if event.get("RECURRENCE-ID") is not None:
                self._try(number, event, self._change)
        entries: list[tuple[str, Event]] = []
        for number, event in numbered:
            self._try(number, event, partial(self._enter, entries))
        return entries, [wrong for _, wrong in sorted(self._wrong, key=lambda one: one[0])]

    def _try(
        self, number: int, event: icalendar.Event, work: Callable[[int, icalendar.Event], None]
    ) -> None:
        try:
            work(number, event)
        except NotSo as error:
            self._tell(number, error.text, "SUMMARY", _summary(event))
            self._never += isinstance(error, Never)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
            self._tell(number, Text("it cannot be read"), "SUMMARY", _summary(event))
        if self._times > MOST_TIMES or self._never > _MOST_NEVER:
            raise NotThatFile(
                "{path} has events with more than {most} times together, or rules that fit no day.",
                path=self._path,
                most=MOST_TIMES,
            )

    def _tell(self, number: int, reason: Text, column: str, value: str) -> None:
        self._wrong.append((number, Wrong(_where(number), reason, column, value)))

    # ---- events by themselves, and those that repeat

    def _expand(self, number: int, event: icalendar.Event) -> None:
        span = first_span(event)
        series = _Series(event, span, _begins(event, span), set())
        for named in listed(event, "EXDATE"):
            begins = occurrence_at(named, series.begins, span.zone)
            if begins is None:
                reason = Text("the event is not held then, so nothing is taken out")
                self._tell(number, reason, "EXDATE", shown(named))
            else:
                series.not_held.add(begins)
        self._times += len(series.begins)
        self._series[number] = series
        self._by_uid.setdefault(_uid(event), []).append(series)

    # ---- what changes one time of an event

    def _change(self, number: int, event: icalendar.Event) -> None:
        said: Any = event["RECURRENCE-ID"]
        if isinstance(said, list):
            raise NotSo("it has {field} twice", field="RECURRENCE-ID")
        named = said.dt
        if not isinstance(named, dt.date):
            raise NotSo("its {field} is no day with a time", field="RECURRENCE-ID")
        if isinstance(named, dt.datetime):
            named = zoned(named, said)
        occurrence = self._occurrence(event, named)
        if str(said.params.get("RANGE", "")):
            raise NotSo("it moves all times that follow too; write them as an event of their own")
        span = first_span(event)
        off = _is_cancelled(event)
        which = occurrence or _alone(named, span)
        self._changes[number] = _made(event, span, span.start, which, off)
        self._times += 1

    def _occurrence(self, event: icalendar.Event, named: dt.date) -> str:
        """Of the event that it changes; empty where that one is not in this file.

        Raises:
            NotSo: it has no such time.
        """
        known = self._by_uid.get(_uid(event), [])
        for series in known:
            begins = occurrence_at(named, series.begins, series.span.zone)
            if begins is not None:
                series.moved.add(begins)
                return series.occurrence(begins)
        if known:
            raise NotSo(
                "the event that it changes is not held at {time}, which its RECURRENCE-ID names",
                time=shown(named),
            )
        return ""

    def _enter(self, entries: list[tuple[str, Event]], number: int, _: icalendar.Event) -> None:
        where = _where(number)
        if number in self._series:
            found = list(self._series[number].events())
            entries.extend((where, one) for one in found)
        elif number in self._changes:
            entries.append((where, self._changes[number]))


def _where(number: int) -> Text:
    return Text("event {number}", number=number)


def _begins(event: icalendar.Event, span: Span) -> set[dt.datetime]:
    rule = event.get("RRULE")
    begins = {span.start}
    for one in rule if isinstance(rule, list) else [rule] if rule is not None else []:
        begins |= set(by_rule(one.to_ical().decode(), span.start, span.zone))
    for at in listed(event, "RDATE"):
        if not isinstance(at, dt.datetime):
            raise NotSo("its {field} is no day with a time", field="RDATE")
        begins.add(on_clock(at, span.zone))
    return begins


def _alone(named: dt.date, span: Span) -> str:
    """Which time is changed of an event that is not in this file.

    Raises:
        NotSo: only that event could tell.
    """
    if not isinstance(named, dt.datetime):
        raise NotSo("the event that it changes is not in this file")
    return stamp(named if named.tzinfo or span.zone is None else named.replace(tzinfo=span.zone))


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
