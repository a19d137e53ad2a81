"""Indexes for what the door needs, kept as each document changes.

TinyDB's own queries read a whole table; these find by one step whatever the size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

import msgspec

from kiosk.rules.names import name_key, number_key
from store.lines import Json

Docs = Callable[[], Iterable[tuple[str, Any]]]


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


class Index:
    """Ids of one table's documents by a key derived from them, oldest first.

    Most keys have one document: its id stands alone."""

    def __init__(self, key: Callable[[Any], str | None]) -> None:
        self._key = key
        self._ids: dict[str, str | dict[str, None]] = {}

    def update(self, doc_id: str, old: Any | None, new: Any | None) -> None:
        """Take note that a document changed; ``None`` is one that is not there."""
        gone = None if old is None else self._key(old)
        come = None if new is None else self._key(new)
        if gone == come:
            return
        if gone:
            left = {i: None for i in self.find(gone) if i != doc_id}
            if left:
                self._ids[gone] = left
            else:
                del self._ids[gone]
        if come:
            self._add(come, doc_id)

    def _add(self, key: str, doc_id: str) -> None:
        known = self._ids.get(key)
        if known is None:
            self._ids[key] = doc_id
        elif isinstance(known, str):
            self._ids[key] = {known: None, doc_id: None}
        else:
            known[doc_id] = None

    def fill(self, docs: Iterable[tuple[str, Any]]) -> None:
        """Take in a whole table."""
        key_of, add = self._key, self._add
        for doc_id, doc in docs:
            key = key_of(doc)
            if key:
                add(key, doc_id)

    def find(self, key: str) -> tuple[str, ...]:
        found = self._ids.get(key, ())
        return (found,) if isinstance(found, str) else tuple(found)


class LateIndex(Index):
    """An index that the door can do without: filled when it is first asked."""

    def __init__(self, key: Callable[[Any], str | None], docs: Docs) -> None:
        super().__init__(key)
        self._docs: Docs | None = docs

    def update(self, doc_id: str, old: Any | None, new: Any | None) -> None:
        if self._docs is None:
            super().update(doc_id, old, new)

    def fill(self, docs: Iterable[tuple[str, Any]]) -> None:
        pass

    def find(self, key: str) -> tuple[str, ...]:
        if self._docs is not None:
            docs, self._docs = self._docs, None
            super().fill(docs())
        return super().find(key)


class RegistrationIndex:
    """By attendee, the ids of their registrations with the offering of each, oldest first:
    of someone's years of registrations, only today's need to be parsed."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, str]] = {}
        self._names: dict[str, str] = {}

    def update(self, doc_id: str, old: _Registration | None, new: _Registration | None) -> None:
        """Take note that a registration changed; ``None`` is one that is not there."""
        if old is not None and (new is None or new.attendee != old.attendee):
            self._of.get(old.attendee, {}).pop(doc_id, None)
        if new is not None:
            self.fill([(doc_id, new)])

    def fill(self, docs: Iterable[tuple[str, _Registration]]) -> None:
        """Take in many registrations."""
        of, names = self._of, self._names
        for doc_id, registration in docs:
            if not registration.attendee:
                continue
            offering = names.setdefault(registration.offering, registration.offering)
            known = of.get(registration.attendee)
            if known is None:
                of[registration.attendee] = {doc_id: offering}
            else:
                known[doc_id] = offering

    def find(self, attendee: str) -> Mapping[str, str]:
        return self._of.get(attendee, {})


class FactIndex:
    """Ids of facts by session and then attendee; ``""`` for the session itself.

    Most people have one fact in a session: its id stands alone, without a list."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, dict[str, str | list[str]]] = defaultdict(dict)
        self._of: defaultdict[str, list[str]] = defaultdict(list)
        self._names: dict[str, str] = {}

    def update(self, doc_id: str, old: _Fact | None, new: _Fact | None) -> None:
        """Take note of a fact; one that is there keeps its place, whatever is forgotten
        of it."""
        if old is None and new is not None:
            self.fill([(doc_id, new)])
        elif old is not None and new is None:
            self._remove(doc_id, old)

    def fill(self, docs: Iterable[tuple[str, _Fact]]) -> None:
        """Take in many facts."""
        ids, of, names = self._ids, self._of, self._names
        for doc_id, fact in docs:
            session = names.setdefault(fact.session, fact.session)
            attendee = names.setdefault(fact.attendee, fact.attendee)
            people = ids[session]
            known = people.get(attendee)
            if known is None:
                people[attendee] = doc_id
                if session and attendee:
                    of[attendee].append(session)
            elif isinstance(known, str):
                people[attendee] = [known, doc_id]
            else:
                known.append(doc_id)

    def _remove(self, doc_id: str, fact: _Fact) -> None:
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


class _Table:
    """The indexes of one table, and what they look at in its documents."""

    def __init__(
        self, kind: type[msgspec.Struct], *indexes: Index | RegistrationIndex | FactIndex
    ) -> None:
        self._decode = msgspec.json.Decoder(kind).decode
        self._nothing = kind()
        self._indexes = indexes

    def _parse(self, doc: Json) -> Any:
        try:
            return self._decode(doc)
        except (msgspec.MsgspecError, UnicodeDecodeError):  # found by its id only
            return self._nothing

    def update(self, doc_id: str, old: Json | None, new: Json | None) -> None:
        was = None if old is None else self._parse(old)
        now = None if new is None else self._parse(new)
        for index in self._indexes:
            index.update(doc_id, was, now)

    def parsed(self, docs: Mapping[str, Json]) -> list[tuple[str, Any]]:
        parse = self._parse
        return [(doc_id, parse(doc)) for doc_id, doc in docs.items()]

    def fill(self, docs: Mapping[str, Json]) -> None:
        if all(isinstance(index, LateIndex) for index in self._indexes):
            return
        parsed = self.parsed(docs)
        for index in self._indexes:
            index.fill(parsed)


class Indexes:
    """Every index; :meth:`update` is told of each document that changes."""

    def __init__(self, live: Callable[[str], Mapping[str, Json]]) -> None:
        def registered() -> Iterable[tuple[str, Any]]:
            return self._tables["registrations"].parsed(live("registrations"))

        def people() -> Iterable[tuple[str, Any]]:
            return self._tables["attendees"].parsed(live("attendees"))

        self.badge_by_code = Index(attrgetter("code"))
        self.badge_by_attendee = Index(attrgetter("attendee"))
        self.attendee_by_number = LateIndex(lambda p: number_key(p.member_number), people)
        self.attendee_by_name = LateIndex(lambda p: name_key(p.name), people)
        self.attendee_by_email = LateIndex(lambda p: p.email.casefold(), people)
        self.registration_by_attendee = RegistrationIndex()
        self.registration_by_offering = LateIndex(attrgetter("offering"), registered)
        self.session_by_offering = Index(attrgetter("offering"))
        self.facts = FactIndex()
        self._tables = {
            "badges": _Table(_Badge, self.badge_by_code, self.badge_by_attendee),
            "attendees": _Table(
                _Person, self.attendee_by_number, self.attendee_by_name, self.attendee_by_email
            ),
            "registrations": _Table(
                _Registration, self.registration_by_attendee, self.registration_by_offering
            ),
            "sessions": _Table(_Session, self.session_by_offering),
            "facts": _Table(_Fact, self.facts),
        }

    def update(self, table: str, doc_id: str, old: Json | None, new: Json | None) -> None:
        if table in self._tables:
            self._tables[table].update(doc_id, old, new)

    def fill(self, live: Mapping[str, Mapping[str, Json]]) -> None:
        """Take in all documents of a folder."""
        for table, docs in live.items():
            if table in self._tables:
                self._tables[table].fill(docs)
