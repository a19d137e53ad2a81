"""The store as whoever uses it sees it: attendees who were merged are one person.

Nothing of what was recorded is changed. The badge, the name and the number of a walk-in
find the person they turned out to be; what was recorded of either is read as the person's;
taking the merge back parts them again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar, cast

from kiosk.model import (
    Attendee,
    Badge,
    Closing,
    Fact,
    Forgotten,
    Merge,
    Organisation,
    PersonFact,
    Record,
    Registration,
    SessionFact,
)
from kiosk.rules import merging

if TYPE_CHECKING:
    from kiosk.desk.protocol import Change, Document, Problem, Store

R = TypeVar("R", bound=Record)
F = TypeVar("F", bound=Fact)


def together(store: Store) -> Store:
    """A store, with those who were merged as one."""
    if isinstance(store, Together):
        return cast("Store", store)
    return cast("Store", Together(store))


class Together:
    """What a merge says nothing about is the store's own."""

    def __init__(self, store: Store) -> None:
        self.apart = store
        """As it was recorded."""
        self._tx = cast("Change", store)  # a store is its own change
        # A ``__getattr__`` would do, and make everything else that is asked of this slower.
        self.sitting, self.sittings_of = store.sitting, store.sittings_of
        self.sessions_of, self.timetable = store.sessions_of, store.timetable
        self.latest, self.refresh = store.latest, store.refresh
        self.past, self.live, self.version = store.past, store.live, store.version
        self.scrub, self.leftovers = store.scrub, store.leftovers
        self._open = _Open(self)
        self._looked_at = -1
        self._read_at: tuple[int, int] = (-1, -1)
        self._changed_at = 0
        self._person: dict[str, str] = {}
        self._others: dict[str, list[str]] = {}
        self._lent: dict[str, list[str]] = {}
        self._signed: dict[str, Closing] = {}

    @property
    def organisation(self) -> Organisation:
        return self.apart.organisation

    @property
    def read_only(self) -> bool:
        return self.apart.read_only

    @property
    def problems(self) -> Sequence[Problem]:
        return self.apart.problems

    @property
    def revision(self) -> int:
        return self.apart.revision

    @property
    def forgotten(self) -> Mapping[str, str]:
        return self.apart.forgotten

    # ---- who is who

    @property
    def person(self) -> dict[str, str]:
        """By attendee who was merged, the person they are."""
        revision = self.apart.revision
        if revision == self._looked_at:
            return self._person
        self._looked_at = revision
        revisions = self.apart.revisions
        at = revisions.get(Fact.table, 0), revisions.get(Registration.table, 0)
        if at != self._read_at:
            self._read_at = at
            self._read()
        return self._person

    def _read(self) -> None:
        apart = self.apart
        merged = apart.people_in("")
        if not merged and not self._person:
            return
        merges = [
            merge
            for attendee in merged
            for merge in merging.standing_merges(apart.person_facts("", attendee))
        ]
        person = merging.roots(merges) if merges else {}
        if person != self._person:
            self._person, self._signed = person, {}
            self._changed_at = apart.revision
            others = defaultdict(list)
            for attendee, who in person.items():
                others[who].append(attendee)
            self._others = dict(others)
        lent = defaultdict(list)
        for attendee, who in person.items():
            for key, offering in apart.registered(attendee).items():
                lent[Registration.id_for(who, offering)].append(key)
        self._lent = dict(lent)

    def _group(self, attendee: str) -> list[str]:
        """Everyone who is this person, the person first."""
        who = self.person.get(attendee, attendee)
        return [who, *self._others.get(who, ())]

    @property
    def revisions(self) -> Mapping[str, int]:
        """A merge changes who there is."""
        known, _ = self.apart.revisions, self.person
        if not self._changed_at:
            return known
        return {**known, Attendee.table: max(known.get(Attendee.table, 0), self._changed_at)}

    # ---- reading

    def get(self, kind: type[R], record_id: str) -> R | None:
        apart = self.apart
        if not self.person:
            return apart.get(kind, record_id)
        if kind is Attendee:
            return apart.get(kind, self._person.get(record_id, record_id))
        found = apart.get(kind, record_id)
        if isinstance(found, Badge):
            return cast(R, self._badge(found))
        if kind is not Registration:
            return found
        own = cast("Registration | None", found)
        if own and own.attendee in self._person:
            return self.get(kind, Registration.id_for(self._person[own.attendee], own.offering))
        return cast("R | None", self._registration(record_id, own))

    def _registration(self, key: str, own: Registration | None) -> Registration | None:
        for lent in self._lent.get(key, ()):
            other = self.apart.get(Registration, lent)
            if other is not None:
                mine = replace(other, id=key, attendee=self._person[other.attendee])
                own = merging.stronger(own, mine) if own else mine
        return own

    def _badge(self, badge: Badge) -> Badge:
        who = self._person.get(badge.attendee or "")
        return replace(badge, attendee=who) if who else badge

    def all(self, kind: type[R]) -> list[R]:
        found = self.apart.all(kind)
        if not self.person:
            return found
        if kind is Attendee:
            return [one for one in found if one.id not in self._person]
        if kind is Badge:
            return [cast(R, self._badge(cast(Badge, one))) for one in found]
        if kind is Registration:
            return cast("list[R]", self._registrations(cast("list[Registration]", found)))
        return found

    def _registrations(self, found: Iterable[Registration]) -> list[Registration]:
        """Each person's once for each offering."""
        by_key: dict[str, Registration] = {}
        for one in found:
            who = self._person.get(one.attendee)
            if who:
                one = replace(one, id=Registration.id_for(who, one.offering), attendee=who)
            known = by_key.get(one.id)
            by_key[one.id] = merging.stronger(known, one) if known else one
        return list(by_key.values())

    def badges(self, code: str) -> list[Badge]:
        found = self.apart.badges(code)
        return [self._badge(badge) for badge in found] if self.person else found

    def badges_of(self, attendee: str) -> list[Badge]:
        if not self.person:
            return self.apart.badges_of(attendee)
        group = self._group(attendee)
        return [self._badge(badge) for one in group for badge in self.apart.badges_of(one)]

    def _people(self, found: list[Attendee]) -> list[Attendee]:
        if not self.person:
            return found
        ids = dict.fromkeys(self._person.get(one.id, one.id) for one in found)
        return [one for i in ids if (one := self.apart.get(Attendee, i))]

    def attendees_numbered(self, key: str) -> list[Attendee]:
        return self._people(self.apart.attendees_numbered(key))

    def attendees_named(self, key: str) -> list[Attendee]:
        return self._people(self.apart.attendees_named(key))

    def attendees_at(self, email_key: str) -> list[Attendee]:
        return self._people(self.apart.attendees_at(email_key))

    def registrations_of(self, attendee: str) -> list[Registration]:
        if not self.person:
            return self.apart.registrations_of(attendee)
        group = self._group(attendee)
        return self._registrations(r for one in group for r in self.apart.registrations_of(one))

    def registered(self, attendee: str) -> Mapping[str, str]:
        if not self.person or len(group := self._group(attendee)) == 1:
            return self.apart.registered(attendee)
        offerings = [o for one in group for o in self.apart.registered(one).values()]
        return {Registration.id_for(group[0], offering): offering for offering in offerings}

    def registrations_in(self, offering: str) -> list[Registration]:
        found = self.apart.registrations_in(offering)
        return self._registrations(found) if self.person else found

    def person_facts(self, session: str, attendee: str) -> list[PersonFact]:
        if not self.person or len(group := self._group(attendee)) == 1:
            return self.apart.person_facts(session, attendee)
        found = [fact for one in group for fact in self.apart.person_facts(session, one)]
        theirs = [
            fact
            if isinstance(fact, Merge) or fact.attendee == group[0]
            else replace(fact, attendee=group[0])
            for fact in found
        ]
        return sorted(theirs, key=lambda fact: fact.order)

    def session_facts(self, session: str) -> list[SessionFact]:
        found = self.apart.session_facts(session)
        if not self.person:
            return found
        return [self._resolved(fact) if isinstance(fact, Closing) else fact for fact in found]

    def _resolved(self, closing: Closing) -> Closing:
        known = self._signed.get(closing.id)
        if known is None:
            known = self._signed[closing.id] = merging.resolved(closing, self._person)
        return known

    def people_in(self, session: str) -> list[str]:
        found = self.apart.people_in(session)
        if not self.person:
            return found
        return list(dict.fromkeys(self._person.get(one, one) for one in found))

    def sessions_with(self, attendee: str) -> tuple[str, ...]:
        if not self.person:
            return self.apart.sessions_with(attendee)
        group = self._group(attendee)
        return tuple(dict.fromkeys(s for one in group for s in self.apart.sessions_with(one)))

    # ---- writing

    def change(self) -> AbstractContextManager[Together]:
        return self._open

    def put(self, record: Record) -> None:
        """What is put of the person is so of whoever was merged with them, as far as it
        would show; a walk-in's badge stays the walk-in's."""
        if self.person and isinstance(record, Registration):
            for lent in self._lent.get(record.id, ()):
                other = self.apart.get(Registration, lent)
                if other and merging.stronger(record, other) is other:
                    self._tx.put(replace(other, status=record.status))
        if self.person and isinstance(record, Badge):
            known = self.apart.get(Badge, record.id)
            if known and self._person.get(known.attendee or "") == record.attendee:
                record = replace(record, attendee=known.attendee)
        self._tx.put(record)

    def new_id(self) -> str:
        return self._tx.new_id()

    def set(self, table: str, doc_id: str, doc: Document | None) -> None:
        self._tx.set(table, doc_id, doc)

    def add(self, fact: F) -> F:
        """Who is forgotten is so under every id."""
        if isinstance(fact, Forgotten) and self.person:
            for other in self._others.get(fact.attendee, ()):
                self._tx.add(replace(fact, attendee=other))
        return self._tx.add(fact)


class _Open(AbstractContextManager[Together]):
    """The store's change, with what it yields seen as one too."""

    def __init__(self, store: Together) -> None:
        self._store = store
        self._change = store.apart.change()

    def __enter__(self) -> Together:
        self._change.__enter__()
        return self._store

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        return self._change.__exit__(kind, error, trace)
