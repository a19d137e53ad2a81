"""The store: one transaction, ``change()``, and what can be read.

``change()`` takes the lock between all windows on the folder, applies what others
wrote, and yields this store. What is put or added is seen at once; on leaving, it is
written as one line and synced; on an exception nothing of it remains.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar, cast

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
from store.disk import FileLock
from store.indexes import Indexes
from store.journal import Journal, Problem
from store.lines import Doc, Puts, stamp
from store.records import to_doc, to_fact, to_record
from store.tables import FACTS, Document, JournalDB, JournalStorage, Tables

R = TypeVar("R", bound=Record)
F = TypeVar("F", bound=Fact)


class Store:
    """One data folder, open. Not for several threads at once: one thread owns it."""

    def __init__(self, journal: Journal, lock: FileLock, kiosk: str) -> None:
        self.kiosk = kiosk
        self.revision = 0
        """Rises with every document that changes, whoever changed it."""
        self.revisions: dict[str, int] = {}
        """The same, by table."""
        self._journal = journal
        self._lock = lock
        self._mutex = threading.RLock()
        self._indexes = Indexes()
        self._records: dict[tuple[str, str], Record] = {}
        self._sittings: dict[str, Sitting] = {}
        self.tables = Tables(self._changed)
        self.db = JournalDB(self, storage=JournalStorage)
        """TinyDB on this folder."""
        self._facts = self.db.table(FACTS)
        self._pending: Puts | None = None
        self._undo: list[Callable[[], None]] = []
        self._version = ("", kiosk, 0)
        self._ids = 0

    # ---- the transaction

    @contextmanager
    def change(self) -> Iterator[Store]:
        """One change: all of it is on the disk when this ends, or nothing.

        Raises:
            NotRecorded: the disk did not take it; nothing of it is in force.
        """
        with self._mutex:
            if self._pending is not None:
                raise RuntimeError("a change is open already")
            with self._lock.held():
                self._catch_up()
                at = max(stamp(dt.datetime.now(dt.UTC)), self._journal.last_at)
                self._version = (at, self.kiosk, self._journal.own.last_n + 1)
                self._pending, self._undo, self._ids = {}, [], 0
                try:
                    yield self
                    if self._pending:
                        self._journal.append(at, self._pending)
                except BaseException:
                    for undo in reversed(self._undo):
                        undo()
                    raise
                finally:
                    self._pending, self._undo = None, []

    def _catch_up(self) -> None:
        """Read this laptop's journal to its end and make what was read true of the disk."""
        again = True
        while again:
            for line in self._journal.read():
                self.tables.apply(line)
            again = self._journal.own.settle()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """The open change, or one of its own."""
        if self._pending is not None:
            yield
        else:
            with self.change():
                yield

    def refresh(self) -> bool:
        """Apply what other windows and laptops wrote; says whether there was any."""
        before = self.revision
        with self._mutex:
            for line in self._journal.read():
                self.tables.apply(line)
            for line in self._journal.read_others():
                self.tables.apply(line)
        return self.revision != before

    def set(self, table: str, doc_id: str, doc: Doc | None) -> None:
        """Put a document into the open change; ``None`` removes."""
        if self._pending is None:
            raise RuntimeError("no change is open")
        if table == FACTS and (doc is None or doc_id in self.tables.live[FACTS]):
            raise ValueError("a fact is never overwritten")
        self._undo.append(self.tables.set(table, doc_id, doc, self._version))
        self._pending.setdefault(table, {})[doc_id] = doc

    def new_id(self) -> str:
        """An id that no other document of any kiosk has."""
        self._ids += 1
        first = f"{self.kiosk}-{self._version[2]}"
        return first if self._ids == 1 else f"{first}-{self._ids}"

    def put(self, record: Record) -> None:
        """Add a record, or put it in place of the one with its id. The same record
        again writes nothing."""
        if self.get(type(record), record.id) != record:
            self.set(record.table, record.id, to_doc(record))

    def add(self, fact: F) -> F:
        """Record a fact; what is returned has its id and the time it was entered."""
        entered = dt.datetime.fromisoformat(self._version[0])
        fact = replace(fact, id=self.new_id(), entered=entered)
        self._facts.insert(Document(to_doc(fact), cast(int, fact.id)))
        return fact

    # ---- reading

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._journal.problems)

    @property
    def organisation(self) -> Organisation:
        found = self.get(Organisation, "organisation")
        return found or Organisation(name="", zone="UTC")

    def get(self, kind: type[R], record_id: str) -> R | None:
        key = (kind.table, record_id)
        record = self._records.get(key)
        if record is None:
            doc = self.tables.live.get(kind.table, {}).get(record_id)
            if doc is None:
                return None
            record = self._records[key] = to_record(kind.table, record_id, doc)
        return cast(R, record)

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind, oldest first."""
        return self._these(kind, tuple(self.tables.live.get(kind.table, ())))

    def _these(self, kind: type[R], ids: tuple[str, ...]) -> list[R]:
        return [record for i in ids if (record := self.get(kind, i))]

    def badges(self, code: str) -> list[Badge]:
        return self._these(Badge, self._indexes.badge_by_code.find(code))

    def badges_of(self, attendee: str) -> list[Badge]:
        return self._these(Badge, self._indexes.badge_by_attendee.find(attendee))

    def attendees_numbered(self, key: str) -> list[Attendee]:
        return self._these(Attendee, self._indexes.attendee_by_number.find(key))

    def attendees_named(self, key: str) -> list[Attendee]:
        return self._these(Attendee, self._indexes.attendee_by_name.find(key))

    def attendees_at(self, email_key: str) -> list[Attendee]:
        return self._these(Attendee, self._indexes.attendee_by_email.find(email_key))

    def registrations_of(self, attendee: str) -> list[Registration]:
        return self._these(Registration, self._indexes.registration_by_attendee.find(attendee))

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
        return cast(list[PersonFact], self._read_facts(self._indexes.facts.find(session, attendee)))

    def session_facts(self, session: str) -> list[SessionFact]:
        """Closings and reopenings, in the order of the facts."""
        return cast(list[SessionFact], self._read_facts(self._indexes.facts.find(session, "")))

    def people_in(self, session: str) -> list[str]:
        """Attendees of whom anything was recorded in a session."""
        return [attendee for attendee in self._indexes.facts.people(session) if attendee]

    def sessions_with(self, attendee: str) -> tuple[str, ...]:
        """Sessions in which anything was recorded of a person."""
        return self._indexes.facts.sessions_of(attendee)

    def _read_facts(self, ids: list[str]) -> list[Fact]:
        live = self.tables.live[FACTS]
        facts = [fact for i in ids if (fact := to_fact(i, live[i]))]
        if len(facts) > 1:
            facts.sort(key=lambda fact: fact.order)
        return facts

    # ---- keeping up

    def _changed(self, table: str, doc_id: str, old: Doc | None, new: Doc | None) -> None:
        self.revision += 1
        self.revisions[table] = self.revision
        self._indexes.update(table, doc_id, old, new)
        if table != FACTS:
            self._records.pop((table, doc_id), None)
            if table in _JOINED:
                self._sittings.clear()

    def close(self) -> None:
        self._journal.close()
        self._lock.close()


_JOINED = frozenset({"sessions", "offerings", "workshops", "programmes", "schools"})
