"""What is personal in a document, and the document without it.

Personal is all that an attendee's document says, and what someone typed about a person
in a fact: the reason of a void or a mark. Who was where and when stays, under an id that
says nothing, so that no count changes.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

import msgspec

from store.lines import REMOVED, ROOM, Json, to_json

ATTENDEES = "attendees"
FACTS = "facts"
TYPED = b'"reason":'
"""In a fact that may hold something that someone typed."""

FORGOTTEN = b'"kind":"forgotten"'
"""In a fact that asks to forget someone."""

NOBODY: Json = b'{"name":""}'
"""What is left of an attendee's document."""

_decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


class _Who(msgspec.Struct):
    attendee: str = ""


_who = msgspec.json.Decoder(_Who).decode


def forgets(doc: Json) -> str:
    """The attendee whom a fact asks to forget; nothing for any other fact."""
    return _who(doc).attendee if FORGOTTEN in doc else ""


def is_typed(doc: Json) -> bool:
    """Whether a fact may hold something that someone typed."""
    return TYPED in doc


def room_in(put: Mapping[str, Mapping[str, Json]]) -> int:
    """Bytes to keep free in a line, so that forgetting someone can be written over it."""
    personal = len(put.get(ATTENDEES, ()))
    for doc in put.get(FACTS, {}).values():
        personal += TYPED in doc
    return personal * ROOM


def without(forgotten: Container[str], table: str, doc_id: str, doc: Json) -> Json:
    """A document without what is personal of those who are forgotten."""
    if table == ATTENDEES:
        return NOBODY if doc_id in forgotten and doc != REMOVED else doc
    if table != FACTS or not is_typed(doc):
        return doc
    fields = _decode(doc)
    if _who(doc).attendee not in forgotten:
        return doc
    return to_json({name: raw for name, raw in fields.items() if name != "reason"})
