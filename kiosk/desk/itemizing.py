"""What one record of an import says, so that a person can look before it counts.

Only data stands here: names, dates, ids. The words around it are the screen's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from kiosk.desk.protocol import View
from kiosk.model import (
    Attendee,
    Badge,
    Offering,
    Organisation,
    Programme,
    Record,
    Registration,
    RegistrationStatus,
    School,
    Session,
    Staff,
    Workshop,
    text,
)


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
        changes = (Change("status", "", record.status.value),)
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
            return f"{person.name if person else record.attendee} → {record.offering}"
        case Badge():
            return record.id


def _said(value: Any) -> str:
    """A field's value as people write it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dt.datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case Enum():
            return str(value.value)
        case dict():
            return " / ".join(str(v) for v in value.values())
        case tuple() | list():
            return ", ".join(_said(v) for v in value)
    return str(value)
