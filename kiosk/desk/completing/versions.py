"""How programmes, workshops, offerings and sessions were at earlier times.

They are told by the lines that put them. Those are read only where something was changed
after it mattered, and once, until something is changed again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from kiosk.desk.protocol import Document, View
from kiosk.model import Fact, Offering, Programme, Session, Workshop

Order = tuple[dt.datetime, str, int, int]
"""Sorts facts and lines of all kiosks: when entered, kiosk, number of the line, place in
it; a document of a line comes before its facts."""

TABLES = (Programme.table, Workshop.table, Offering.table, Session.table)

Key = tuple[str, str]
"""Table and id."""


@dataclass(frozen=True, slots=True)
class Version:
    """A document as one line put it."""

    order: Order
    key: Key
    doc: Document | None
    """``None``: it was removed."""


def order_of(fact: Fact) -> Order:
    """Where a recorded fact stands among everything."""
    kiosk, n, *place = fact.id.split("-")
    entered = fact.entered or fact.time
    return entered, kiosk, int(n), int(place[0]) if place else 1


def changed_after(view: View, keys: Iterable[Key], moment: Order) -> bool:
    """Whether any of these documents was put after a time."""
    version = view.version
    return any(found and _order(*found) > moment for key in keys if (found := version(*key)))


def all_versions(view: View) -> Mapping[Key, Sequence[Version]]:
    """Every version of every such document, oldest first."""
    seen = tuple(view.revisions.get(table, 0) for table in TABLES)
    known = _KNOWN.get(view)
    if known is None or known[0] != seen:
        known = _KNOWN[view] = seen, _read(view)
    return known[1]


def _read(view: View) -> dict[Key, list[Version]]:
    found: dict[Key, list[Version]] = {}
    for line in view.past():
        for one in line:
            if one.table in TABLES:
                key = one.table, one.id
                version = Version(_order(one.at, one.kiosk, one.n), key, one.after)
                found.setdefault(key, []).append(version)
    return found


def _order(at: str, kiosk: str, n: int) -> Order:
    return dt.datetime.fromisoformat(at), kiosk, n, 0


_KNOWN: WeakKeyDictionary[View, tuple[tuple[int, ...], dict[Key, list[Version]]]] = (
    WeakKeyDictionary()
)
"""By store, what was read, and at which revisions of the tables."""
