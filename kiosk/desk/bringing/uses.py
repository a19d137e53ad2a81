"""How what an import made or changed may be used since: what a document names, and how that
is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.desk.protocol import Document, View
from kiosk.errors import Text
from kiosk.model import (
    Attendee,
    Badge,
    BadgePrint,
    Offering,
    Programme,
    Registration,
    School,
    Session,
    Staff,
    Workshop,
)

Key = tuple[str, str]
"""Table and id."""

_REFERS = {
    "programme": Programme.table,
    "workshop": Workshop.table,
    "prerequisites": Workshop.table,
    "equivalents": Workshop.table,
    "school": School.table,
    "offering": Offering.table,
    "session": Session.table,
    "missed": Session.table,
    "sources": Session.table,
    "attendee": Attendee.table,
    "into": Attendee.table,
    "lacking": Attendee.table,
}
"""By field, the table of what it names; other fields hold words of people, and a position
may well be called as a programme is."""
_WORDING = "says"
"""What a certificate says, in words only."""


def referred(key: Key, doc: Document) -> Iterator[Key]:
    """What a document names."""
    if key[0] == BadgePrint.table:
        yield Badge.table, key[1]
    yield from _inside(doc, "")


def _inside(value: object, field: str) -> Iterator[Key]:
    match value:
        case str():
            if field in _REFERS:
                yield _REFERS[field], value
        case Mapping():
            for name, inside in value.items():
                if name != _WORDING:
                    yield from _inside(inside, name)
        case list() | tuple():
            for inside in value:
                yield from _inside(inside, field)


def use(view: View, by: Key, doc: Document, key: Key, after: Document | None) -> Text:
    """How a document uses what an import made or changed, as a person says it."""
    what = named(view, key, after)
    if by[0] != "facts":
        return _use_by(view, by, doc, what)
    kinds = {
        "check_in": Text("{what} was checked in", what=what),
        "closing": Text("{what} was signed", what=what),
        "certificate": Text("a certificate was issued to {what}", what=what),
        "merge": Text("{what} was merged with somebody", what=what),
        "forgotten": Text("{what} was forgotten", what=what),
    }
    return kinds.get(str(doc.get("kind"))) or Text("something was recorded of {what}", what=what)


def _use_by(view: View, by: Key, doc: Document, what: str) -> Text:
    """What another document does with one that an import made."""
    match by[0]:
        case Registration.table:
            return Text("{registration} was made", registration=named(view, by, doc))
        case BadgePrint.table:
            return Text("{what} was printed", what=what)
        case Badge.table:
            return Text("{what} has another badge", what=what)
        case Staff.table:
            return Text("{what} is on the staff", what=what)
    return Text("{what} is named by {id}", what=what, id=by[1])


def named(view: View, key: Key, doc: Document | None) -> str:
    """What a person calls it: a name where it has one."""
    said = doc or {}
    table, doc_id = key
    if table in (Badge.table, Registration.table):
        person = view.get(Attendee, str(said.get("attendee") or ""))
        name = person.name if person else doc_id
        if table == Badge.table:
            return Text("the badge of {name}", name=name)
        offering = str(said.get("offering", ""))
        return Text("the registration of {name} for {offering}", name=name, offering=offering)
    if table in (Attendee.table, Offering.table, Session.table):
        return str(said.get("name") or doc_id)
    return doc_id
