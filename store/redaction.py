"""What is personal in a document, and the document without it.

Personal is all that an attendee's document says, what someone typed about a person in a
fact (the reason of a void or a mark), and what a certificate says and its signed copy. Who
was where and when stays, under an id that says nothing, so that no count changes; and of a
certificate its number, its code and that there is one.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

import msgspec

from store.lines import REMOVED, ROOM, Json, to_json

ATTENDEES = "attendees"
FACTS = "facts"
PERSONAL = ("reason", "says", "credential")
"""What goes from a fact about someone who is forgotten."""

FORGOTTEN = b'"kind":"forgotten"'
"""In a fact that asks to forget someone."""

NOBODY: Json = b'{"name":""}'
"""What is left of an attendee's document."""

_FIELDS = tuple(f'"{name}":'.encode() for name in PERSONAL)
_decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class _Who(msgspec.Struct):
    attendee: str = ""


_who = msgspec.json.Decoder(_Who).decode


def forgets(doc: Json) -> str:
    """The attendee whom a fact asks to forget; nothing for any other fact."""
    return _who(doc).attendee if doc.find(FORGOTTEN) >= 0 else ""


def is_personal(docs: bytes) -> bool:
    """Whether a fact, or any of several, may hold something personal."""
    for field in _FIELDS:  # noqa: SIM110 - half the time of any(); each scan asks twice
        if docs.find(field) >= 0:  # "in" would first ask whether the field is a number
            return True
    return False


def room_in(put: Mapping[str, Mapping[str, Json]]) -> int:
    """Bytes to keep free in a line, so that forgetting someone can be written over it."""
    personal = len(put.get(ATTENDEES, ()))
    for doc in put.get(FACTS, {}).values():
        personal += is_personal(doc)
    return personal * ROOM


def without(forgotten: Container[str], table: str, doc_id: str, doc: Json) -> Json:
    """A document without what is personal of those who are forgotten."""
    if table == ATTENDEES:
        return NOBODY if doc_id in forgotten and doc != REMOVED else doc
    if table != FACTS or not is_personal(doc):
        return doc
    fields = _decode(doc)
    if _who(doc).attendee not in forgotten:
        return doc
    return to_json({name: raw for name, raw in fields.items() if name not in PERSONAL})
