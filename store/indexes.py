"""Indexes for what the door needs, kept as each document changes.

TinyDB's own queries read a whole table; these find by one step whatever the size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from kiosk.rules.names import name_key, number_key
from store.lines import Json

Decode = Callable[[Json], Any]
Docs = Callable[[], Mapping[str, Json]]


class _Person(msgspec.Struct, gc=False):
    name: str = ""
    member_number: str = ""
    email: str = ""


class _Badge(msgspec.Struct, gc=False):
    code: str = ""
    attendee: str | None = None


class _Registration(msgspec.Struct, gc=False):
    attendee: str = ""
    offering: str = ""


class _Session(msgspec.Struct, gc=False):
    offering: str = ""


class _Fact(msgspec.Struct, gc=False):
    session: str = ""
    attendee: str = ""


_fact = msgspec.json.Decoder(_Fact).decode


class Index:
    """Ids of one table's documents by a key derived from them, oldest first."""

    def __init__(self, kind: type[msgspec.Struct], key: Callable[[Any], str | None]) -> None:
        self._decode = msgspec.json.Decoder(kind).decode
        self._key = key
        self._ids: dict[str, dict[str, None]] = {}

    def key(self, doc: Json | None) -> str | None:
        """The key of a document; nothing if it has none or is not one of this table's."""
        if doc is None:
            return None
        try:
            return self._key(self._decode(doc))
        except msgspec.MsgspecError:
            return None

    def update(self, doc_id: str, old: Json | None, new: Json | None) -> None:
        gone, come = self.key(old), self.key(new)
        if gone == come:
            return
        if gone:
            ids = self._ids[gone]
            ids.pop(doc_id, None)
            if not ids:
                del self._ids[gone]
        if come:
            self._ids.setdefault(come, {})[doc_id] = None

    def find(self, key: str) -> tuple[str, ...]:
        return tuple(self._ids.get(key, ()))


class LateIndex(Index):
    """An index whose keys take long to derive: made when it is first asked."""

    def __init__(
        self, kind: type[msgspec.Struct], key: Callable[[Any], str | None], docs: Docs
    ) -> None:
        super().__init__(kind, key)
        self._docs = docs
        self._made = False

    def update(self, doc_id: str, old: Json | None, new: Json | None) -> None:
        if self._made:
            super().update(doc_id, old, new)

    def find(self, key: str) -> tuple[str, ...]:
        if not self._made:
            self._made = True
            for doc_id, doc in self._docs().items():
                super().update(doc_id, None, doc)
        return super().find(key)


class FactIndex:
    """Ids of facts by session and then attendee; ``""`` for the session itself.

    Most people have one fact in a session: its id stands alone, without a list."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, dict[str, str | list[str]]] = defaultdict(dict)
        self._of: defaultdict[str, list[str]] = defaultdict(list)
        self._names: dict[str, str] = {}

    def update(self, doc_id: str, old: Json | None, new: Json | None) -> None:
        if old is not None:
            if new is not None:
                return  # a fact keeps its place, whatever is forgotten of it
            self._remove(doc_id, old)
        if new is None:
            return
        try:
            fact = _fact(new)
        except msgspec.MsgspecError:
            return
        names = self._names
        session = names.setdefault(fact.session, fact.session)
        attendee = names.setdefault(fact.attendee, fact.attendee)
        people = self._ids[session]
        known = people.get(attendee)
        if known is None:
            people[attendee] = doc_id
            if session and attendee:
                self._of[attendee].append(session)
        elif isinstance(known, str):
            people[attendee] = [known, doc_id]
        else:
            known.append(doc_id)

    def _remove(self, doc_id: str, old: Json) -> None:
        try:
            fact = _fact(old)
        except msgspec.MsgspecError:
            return
        people = self._ids[fact.session]
        left = [i for i in self.find(fact.session, fact.attendee) if i != doc_id]
        if left:
            people[fact.attendee] = left
            return
        del people[fact.attendee]
        if fact.session in self._of[fact.attendee]:
            self._of[fact.attendee].remove(fact.session)

    def find(self, session: str, attendee: str) -> Iterable[str]:
        people = self._ids.get(session)
        found = people.get(attendee, ()) if people else ()
        return (found,) if isinstance(found, str) else found

    def people(self, session: str) -> list[str]:
        """Attendees of whom anything was ever recorded in a session."""
        return [attendee for attendee in self._ids.get(session, ()) if attendee]

    def sessions_of(self, attendee: str) -> tuple[str, ...]:
        """Sessions in which anything was ever recorded of this person."""
        return tuple(self._of.get(attendee, ()))


class Indexes:
    """Every index; :meth:`update` is told of each document that changes."""

    def __init__(self, live: Callable[[str], Mapping[str, Json]]) -> None:
        def people() -> Mapping[str, Json]:
            return live("attendees")

        self.badge_by_code = Index(_Badge, lambda badge: badge.code)
        self.badge_by_attendee = Index(_Badge, lambda badge: badge.attendee)
        self.attendee_by_number = LateIndex(_Person, lambda p: number_key(p.member_number), people)
        self.attendee_by_name = LateIndex(_Person, lambda p: name_key(p.name), people)
        self.attendee_by_email = LateIndex(_Person, lambda p: p.email.casefold(), people)
        self.registration_by_attendee = Index(_Registration, lambda r: r.attendee)
        self.registration_by_offering = Index(_Registration, lambda r: r.offering)
        self.session_by_offering = Index(_Session, lambda session: session.offering)
        self.facts = FactIndex()
        self._by_table: dict[str, tuple[Index | FactIndex, ...]] = {
            "badges": (self.badge_by_code, self.badge_by_attendee),
            "attendees": (self.attendee_by_number, self.attendee_by_name, self.attendee_by_email),
            "registrations": (self.registration_by_attendee, self.registration_by_offering),
            "sessions": (self.session_by_offering,),
            "facts": (self.facts,),
        }

    def update(self, table: str, doc_id: str, old: Json | None, new: Json | None) -> None:
        for index in self._by_table.get(table, ()):
            index.update(doc_id, old, new)
