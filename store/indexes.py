"""Indexes for what the door needs, kept as each document changes.

TinyDB's own queries read a whole table; these find by one step whatever the size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

import msgspec
from msgspec import Raw

from kiosk.rules.names import bare_number, name_key, number_key
from store.lines import Json

_AT_ONCE = 10_000
"""Documents that are parsed at a time."""


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
    """Ids of facts by attendee and session; ``""`` for a session itself. Most people have
    one fact in a session: its id stands alone, without a list."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, str | list[str]]] = {}
        self._people: dict[str, list[str]] = {}
        self._names: dict[str, str] = {}

    def update(self, doc_id: str, old: _Fact | None, new: _Fact | None) -> None:
        """Take note of a fact; one that is there keeps its place, whatever is forgotten
        of it."""
        if old is None and new is not None:
            self.fill(((doc_id, new),))
        elif old is not None and new is None:
            self._remove(doc_id, old)

    def fill(self, docs: Iterable[tuple[str, _Fact]]) -> None:
        """Take in many facts."""
        all_of, all_people, names = self._of, self._people, self._names
        for doc_id, fact in docs:
            session, attendee = fact.session, fact.attendee
            of = all_of.get(attendee)
            if of is None:
                of = all_of[attendee] = {}
            known = of.get(session)
            if known is None:
                people = all_people.get(session)
                if people is None:
                    people = all_people[session] = []
                    names[session] = session
                of[names[session]] = doc_id
                people.append(attendee)
            elif isinstance(known, str):
                of[session] = [known, doc_id]
            else:
                known.append(doc_id)

    def _remove(self, doc_id: str, fact: _Fact) -> None:
        of = self._of[fact.attendee]
        left = [i for i in self.find(fact.session, fact.attendee) if i != doc_id]
        if left:
            of[fact.session] = left
        else:
            del of[fact.session]
            self._people[fact.session].remove(fact.attendee)

    def find(self, session: str, attendee: str) -> Iterable[str]:
        of = self._of.get(attendee)
        found = of.get(session, ()) if of else ()
        return (found,) if isinstance(found, str) else found

    def people(self, session: str) -> list[str]:
        """Attendees of whom anything was ever recorded in a session."""
        return [attendee for attendee in self._people.get(session, ()) if attendee]

    def sessions_of(self, attendee: str) -> tuple[str, ...]:
        """Sessions in which anything was ever recorded of this person."""
        return tuple(filter(None, self._of.get(attendee, ())))


class _Parser:
    """Takes out of a table's documents what its indexes look at."""

    def __init__(self, kind: type[msgspec.Struct]) -> None:
        self._one = msgspec.json.Decoder(kind).decode
        self._many = msgspec.json.Decoder(list[kind]).decode  # type: ignore[valid-type]
        self._nothing = kind()

    def one(self, doc: Json | None) -> Any:
        if doc is None:
            return None
        try:
            return self._one(doc)
        except (msgspec.MsgspecError, UnicodeDecodeError):  # found by its id only
            return self._nothing

    def many(self, docs: Mapping[str, Json | Raw]) -> Iterator[tuple[str, Any]]:
        items = iter(docs.items())
        while some := dict(islice(items, _AT_ONCE)):
            try:
                every = self._many(b"[%b]" % b",".join(some.values()))
            except (msgspec.MsgspecError, UnicodeDecodeError):
                every = [self.one(bytes(doc)) for doc in some.values()]
            yield from zip(some, every, strict=True)


_PARSERS = {
    "badges": _Parser(_Badge),
    "attendees": _Parser(_Person),
    "registrations": _Parser(_Registration),
    "sessions": _Parser(_Session),
    "facts": _Parser(_Fact),
}

_DOOR = (
    ("badge_by_code", "registration_by_attendee", "session_by_offering", "facts"),
    ("attendee_by_number",),
    ("attendee_by_name",),
)
"""What the door asks, in steps: for a scan, for a number, for a name."""

AnyIndex = TypeVar("AnyIndex", Index, RegistrationIndex, FactIndex)


class Indexes:
    """Every index. Each is made when it is first asked; from then on :meth:`update` keeps
    it, told of each document that changes."""

    def __init__(self, live: Callable[[str], Mapping[str, Json | Raw]]) -> None:
        self._live = live
        self._made: dict[str, list[Index | RegistrationIndex | FactIndex]] = {}
        self._ready = 0  # steps of _DOOR
        self.log: list[tuple[str, str, str]] | None = None
        """Table and id of each document that changed, oldest first; of a fact, the session
        and the attendee in place of its id. Kept from when it is first asked for."""

    def _make(self, table: str, index: AnyIndex) -> AnyIndex:
        index.fill(_PARSERS[table].many(self._live(table)))
        self._made.setdefault(table, []).append(index)
        return index

    @property
    def is_ready(self) -> bool:
        """All that the door asks were made."""
        return self._ready == len(_DOOR)

    def make_next(self) -> None:
        """Make the next of those that the door asks."""
        for name in _DOOR[self._ready]:
            getattr(self, name)
        self._ready += 1

    def update(self, table: str, doc_id: str, old: Json | None, new: Json | None) -> None:
        if self.log is not None:
            self._note(self.log, table, doc_id, new or old)
        made = self._made.get(table)
        if made:
            parse = _PARSERS[table].one
            was, now = parse(old), parse(new)
            for index in made:
                index.update(doc_id, was, now)

    def _note(
        self, log: list[tuple[str, str, str]], table: str, doc_id: str, doc: Json | None
    ) -> None:
        if table == "facts":
            fact = _PARSERS[table].one(doc) or _Fact()
            log.append((table, fact.session, fact.attendee))
        else:
            log.append((table, doc_id, ""))

    @cached_property
    def badge_by_code(self) -> Index:
        return self._make("badges", Index(attrgetter("code")))

    @cached_property
    def badge_by_attendee(self) -> Index:
        return self._make("badges", Index(attrgetter("attendee")))

    @cached_property
    def attendee_by_number(self) -> Index:
        """By what is left of a number without the zeros in front."""
        return self._make(
            "attendees", Index(lambda person: bare_number(number_key(person.member_number)))
        )

    @cached_property
    def attendee_by_name(self) -> Index:
        return self._make("attendees", Index(lambda person: name_key(person.name)))

    @cached_property
    def attendee_by_email(self) -> Index:
        return self._make("attendees", Index(lambda person: person.email.casefold()))

    @cached_property
    def registration_by_attendee(self) -> RegistrationIndex:
        return self._make("registrations", RegistrationIndex())

    @cached_property
    def registration_by_offering(self) -> Index:
        return self._make("registrations", Index(attrgetter("offering")))

    @cached_property
    def session_by_offering(self) -> Index:
        return self._make("sessions", Index(attrgetter("offering")))

    @cached_property
    def facts(self) -> FactIndex:
        return self._make("facts", FactIndex())
