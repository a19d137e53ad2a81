"""What can be read of a data folder: records, found by what the door needs.

Records are made when they are first asked for, and kept until their document changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kiosk.model import (
    Attendee,
    Badge,
    Fact,
    Offering,
    Organisation,
    PersonFact,
    Programme,
    Record,
    Registration,
    School,
    Session,
    SessionFact,
    Sitting,
    Workshop,
)
from kiosk.rules.names import bare_number, number_key
from store.documents import Documents, Version
from store.indexes import Indexes
from store.lines import Json, Line
from store.merged import Merged
from store.records import to_fact, to_record
from store.redaction import FACTS

R = TypeVar("R", bound=Record)

_NOTHING = Documents()
_JOINED = frozenset({"sessions", "offerings", "workshops", "programmes", "schools"})


@dataclass(frozen=True, slots=True)
class Latest:
    """What changed since somebody asked last; they ask again with this one."""

    log: list[tuple[str, str, str]]
    upto: int
    changes: Sequence[tuple[str, str, str]] | None
    """Table and id of each document; of a fact, its session and attendee in place of the
    id. ``None``: all documents were read anew, and any may have changed."""


class Reader:
    """The documents in force, as records. Every list is oldest first unless said otherwise."""

    def __init__(self) -> None:
        self.revision = 0
        """Rises with every document that changes, whoever changed it."""
        self.revisions: dict[str, int] = {}
        """The same, by table."""
        self._start()

    def _start(self) -> None:
        self.tables = Merged(self._changed)
        self._indexes = Indexes(lambda table: self._documents(table).held)
        self._records: defaultdict[str, dict[str, Record]] = defaultdict(dict)
        self._sittings: dict[str, Sitting] = {}
        self._sittings_of: dict[str, tuple[Sitting, ...]] = {}
        self._timetable: tuple[Sitting, ...] | None = None
        self._signed: dict[str, Fact | None] = {}

    def _changed(self, table: str, doc_id: str, old: Json | None, new: Json | None) -> None:
        self.revision += 1
        self.revisions[table] = self.revision
        self._indexes.update(table, doc_id, old, new)
        if table == FACTS:
            self._signed.pop(doc_id, None)
            return
        self._records[table].pop(doc_id, None)
        if table in _JOINED:
            self._sittings.clear()
            self._sittings_of.clear()
            self._timetable = None

    def _load(self, blocks: Iterable[list[Line]]) -> None:
        """Begin with what all lines say."""
        self._start()
        self.tables.load(blocks)
        for table, docs in self.tables.live.items():
            self.revision += len(docs)
            self.revisions[table] = self.revision

    def live(self, table: str) -> Mapping[str, Json]:
        """The documents of a table that are in force."""
        return self._documents(table)

    def version(self, table: str, doc_id: str) -> Version | None:
        """The line that a document, or its removal, comes from; ``None`` for facts."""
        return self.tables.version(table, doc_id)

    def _documents(self, table: str) -> Documents:
        return self.tables.live.get(table, _NOTHING)

    @property
    def organisation(self) -> Organisation:
        found = self.get(Organisation, "organisation")
        return found or Organisation(name="", zone="UTC")

    def get(self, kind: type[R], record_id: str) -> R | None:
        table = kind.table
        records = self._records[table]
        record = records.get(record_id)
        if record is None:
            docs = self.tables.live.get(table)
            doc = None if docs is None else docs.held.get(record_id)
            if doc is None:
                return None
            record = records[record_id] = to_record(table, record_id, bytes(doc))
        return record  # type: ignore[return-value]

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind."""
        return self._these(kind, tuple(self.live(kind.table)))

    def _these(self, kind: type[R], ids: Iterable[str]) -> list[R]:
        return [record for i in ids if (record := self.get(kind, i)) is not None]

    def badges(self, code: str) -> list[Badge]:
        return self._these(Badge, self._indexes.badge_by_code.find(code))

    def badges_of(self, attendee: str) -> list[Badge]:
        return self._these(Badge, self._indexes.badge_by_attendee.find(attendee))

    def attendees_numbered(self, key: str) -> list[Attendee]:
        """Who has a member number; where nobody has, who has it but for the zeros in front:
        spreadsheets take them away, and nobody types them."""
        alike = self._these(Attendee, self._indexes.attendee_by_number.find(bare_number(key)))
        return [a for a in alike if number_key(a.member_number) == key] or alike

    def attendees_named(self, key: str) -> list[Attendee]:
        return self._these(Attendee, self._indexes.attendee_by_name.find(key))

    def attendees_at(self, email_key: str) -> list[Attendee]:
        return self._these(Attendee, self._indexes.attendee_by_email.find(email_key))

    def registrations_of(self, attendee: str) -> list[Registration]:
        return self._these(Registration, self._indexes.registration_by_attendee.find(attendee))

    def registered(self, attendee: str) -> Mapping[str, str]:
        """Ids of a person's registrations, with the offering of each."""
        return self._indexes.registration_by_attendee.find(attendee)

    def registrations_in(self, offering: str) -> list[Registration]:
        return self._these(Registration, self._indexes.registration_by_offering.find(offering))

    def sessions_of(self, offering: str) -> list[Session]:
        """The sessions of an offering by their start."""
        found = self._these(Session, self._indexes.session_by_offering.find(offering))
        return sorted(found, key=lambda session: (session.start, session.id))

    def sitting(self, session_id: str) -> Sitting | None:
        """A session with what it stands in; ``None`` if any of that is missing."""
        found = self._sittings.get(session_id)
        if found is None:
            found = self._join(session_id)
            if found:
                self._sittings[session_id] = found
        return found

    def sittings_of(self, offering: str) -> tuple[Sitting, ...]:
        """The sessions of an offering with what they stand in, by their start."""
        found = self._sittings_of.get(offering)
        if found is None:
            sittings = (self.sitting(session.id) for session in self.sessions_of(offering))
            found = self._sittings_of[offering] = tuple(s for s in sittings if s)
        return found

    def timetable(self) -> tuple[Sitting, ...]:
        """Every session with what it stands in; the same tuple until any of that changes."""
        if self._timetable is None:
            sittings = (self.sitting(session_id) for session_id in tuple(self.live(Session.table)))
            self._timetable = tuple(s for s in sittings if s)
        return self._timetable

    def _join(self, session_id: str) -> Sitting | None:
        session = self.get(Session, session_id)
        offering = session and self.get(Offering, session.offering)
        workshop = offering and self.get(Workshop, offering.workshop)
        programme = workshop and self.get(Programme, workshop.programme)
        school = offering and self.get(School, offering.school)
        if not (session and offering and workshop and programme and school):
            return None
        held = [s.id for s in self.sessions_of(offering.id) if not s.cancelled or s == session]
        count = len(held) - (session.cancelled and len(held) > 1)
        return Sitting(
            session, offering, workshop, programme, school, held.index(session_id) + 1, count
        )

    def person_facts(self, session: str, attendee: str) -> list[PersonFact]:
        """What was recorded of a person in a session, in the order of the facts."""
        ids = self._indexes.facts.find(session, attendee)
        if not ids:
            return []
        return _in_order([self._fact(i) for i in ids])  # type: ignore[return-value]

    def session_facts(self, session: str) -> list[SessionFact]:
        """Closings and reopenings, in the order of the facts."""
        ids = self._indexes.facts.find(session, "")
        if not ids:
            return []
        return _in_order([self._kept(i) for i in ids])  # type: ignore[return-value]

    def people_in(self, session: str) -> list[str]:
        """Attendees of whom anything was recorded in a session."""
        return self._indexes.facts.people(session)

    def latest(self, since: Latest | None) -> Latest:
        """What changed since the last time somebody asked; see :class:`Latest`."""
        log = self._indexes.log
        if log is None:
            log = self._indexes.log = []
        known = since is not None and since.log is log
        return Latest(log, len(log), log[since.upto :] if since and known else None)

    def sessions_with(self, attendee: str) -> tuple[str, ...]:
        """Sessions in which anything was recorded of a person."""
        return self._indexes.facts.sessions_of(attendee)

    def _fact(self, fact_id: str) -> Fact | None:
        return to_fact(fact_id, self.tables.facts[fact_id])

    def _kept(self, fact_id: str) -> Fact | None:
        """As :meth:`_fact`; a closing holds a whole roster and is asked for at each scan."""
        if fact_id not in self._signed:
            self._signed[fact_id] = self._fact(fact_id)
        return self._signed[fact_id]


def _in_order(found: Iterable[Fact | None]) -> list[Fact]:
    facts = [fact for fact in found if fact is not None]
    if len(facts) > 1:
        facts.sort(key=lambda fact: fact.order)
    return facts
