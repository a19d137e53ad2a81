"""What one record of an import says, so that a person can look before it counts.

Names, dates and ids stand as they are; what is a word of ours is a text that any language
can say.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from kiosk.desk.protocol import View
from kiosk.errors import Count, Text
from kiosk.model import (
    AttendanceRule,
    Attendee,
    Award,
    Badge,
    BadgePrint,
    CompletionRule,
    DoorRule,
    ExportLayout,
    HoursBase,
    ImportShape,
    NoDeparture,
    Offering,
    Organisation,
    Programme,
    Record,
    Registration,
    RegistrationStatus,
    School,
    Session,
    Staff,
    Unmarked,
    Workshop,
    text,
)
from kiosk.rules.completion import asked


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is another than before."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record that is new, or changed."""

    table: str
    is_new: bool
    what: str
    changes: tuple[Change, ...] = ()


def item(view: View, record: Record, known: Record | None) -> Item:
    """Say what putting ``record`` in place of ``known`` would do; whom and what it names
    can be read in ``view``."""
    changes: tuple[Change, ...] = ()
    if known is not None:
        changes = tuple(_changes(record, known))
    elif isinstance(record, Registration) and record.status is not RegistrationStatus.REGISTERED:
        changes = (Change("status", "", _said(record.status)),)
    return Item(record.table, known is None, _what(view, record), changes)


def _changes(record: Record, known: Record) -> list[Change]:
    pairs = ((f.name, getattr(known, f.name), getattr(record, f.name)) for f in fields(record))
    return [Change(name, _said(old), _said(new)) for name, old, new in pairs if old != new]


def _what(view: View, record: Record) -> str:
    match record:
        case Programme() | Workshop():
            return f"{text(record.title, view.organisation.languages[0])} ({record.id})"
        case School() | Organisation() | Staff():
            return record.name
        case Offering():
            return ", ".join(filter(None, (record.id, record.workshop, record.room)))
        case Session():
            when = f"{record.start:%Y-%m-%d %H:%M}–{record.end:%H:%M}"
            return ", ".join(filter(None, (record.offering, when, record.room)))
        case Attendee():
            return ", ".join(filter(None, (record.name, record.member_number, record.local)))
        case Registration():
            person = view.get(Attendee, record.attendee)
            return f"{(person and person.name) or record.attendee} → {record.offering}"
        case Badge() | BadgePrint() | ImportShape() | ExportLayout():
            return record.id


def _said(value: Any) -> str:
    """A field's value as people write it."""
    match value:
        case None:
            return ""
        case bool():
            return _YES if value else _NO
        case dt.datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case Enum():
            return _ENUMS[value]
        case DoorRule():
            return _door(value)
        case CompletionRule():
            return _completion(value)
        case AttendanceRule():
            return _attendance(value)
        case dict():
            return " / ".join(str(v) for v in value.values())
        case tuple() | list():
            return ", ".join(_said(v) for v in value)
    return str(value)


_YES, _NO = Text("yes"), Text("no")

_ENUMS: dict[Enum, Text] = {
    RegistrationStatus.REGISTERED: Text("registered"),
    RegistrationStatus.WAITLISTED: Text("on the waiting list"),
    RegistrationStatus.CANCELLED: Text("registration cancelled"),
    Award.WORKSHOP: Text("a certificate for each workshop"),
    Award.PASSPORT: Text("a passport of several workshops"),
    Award.NONE: Text("no certificate"),
    Unmarked.ABSENT: Text("never seen is absent"),
    Unmarked.PRESENT: Text("never seen is present"),
    NoDeparture.STAYED: Text("no departure is present to the end"),
    NoDeparture.LEFT: Text("no departure counts no minutes"),
    HoursBase.HELD: Text("of the minutes that were held"),
    HoursBase.SCHEDULED: Text("of the minutes that were scheduled"),
}


def _completion(rule: CompletionRule) -> Text:
    wanted = asked(rule)
    said = [Text("every session")] if wanted.every_session else []
    if wanted.share is not None:
        percent = f"{float(wanted.share * 100):g}"
        said.append(Text("at least {percent} percent of the minutes", percent=percent))
    if rule.hours_base is not None:
        said.append(_ENUMS[rule.hours_base])
    return Text.listing(said)


def _attendance(rule: AttendanceRule) -> Text:
    return Text.listing([_ENUMS[rule.unmarked], _ENUMS[rule.no_departure]])


def _door(rule: DoorRule) -> Text:
    """What a rule says; what it leaves to the wider one is not said."""
    said: list[Text] = []
    if (n := rule.opens_before) is not None:
        said.append(Count("opens {n} minute before", "opens {n} minutes before", n))
    if (n := rule.grace) is not None:
        said.append(Count("late after {n} minute", "late after {n} minutes", n))
    if (n := rule.last_admission) is not None:
        said.append(Count("nobody in after {n} minute", "nobody in after {n} minutes", n))
    if (n := rule.places_held) is not None:
        said.append(Count("places kept {n} minute", "places kept {n} minutes", n))
    if (n := rule.signing_before) is not None:
        said.append(
            Count(
                "signed from {n} minute before the end", "signed from {n} minutes before the end", n
            )
        )
    for holds, yes, no in (
        (rule.walk_ins, Text("with walk-ins"), Text("without walk-ins")),
        (rule.departures, Text("departures recorded"), Text("departures not recorded")),
        (
            rule.prerequisites_warn,
            Text("prerequisites are a warning"),
            Text("prerequisites keep people out"),
        ),
    ):
        if holds is not None:
            said.append(yes if holds else no)
    return Text.listing(said)
