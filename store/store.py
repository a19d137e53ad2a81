"""The store: one transaction, ``change()``, over what can be read.

``change()`` takes the lock between all windows on the folder, applies what others
wrote, and yields this store. What is put or added is seen at once; on leaving, it is
written as one line and synced; on an exception nothing of it remains.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any, TypeVar

from kiosk.model import Fact, Record
from store import scrub
from store.disk import FileLock
from store.documents import Version
from store.errors import unrecorded
from store.following import Follower
from store.journal import Journal
from store.lines import REMOVED, Json, Puts, to_json
from store.past import Written, by_line
from store.redaction import FACTS
from store.tables import JournalDB, JournalStorage
from store.written import recorded, written

F = TypeVar("F", bound=Fact)


class Store(Follower):
    """A data folder that is read and written."""

    def __init__(self, journal: Journal, lock: FileLock | None) -> None:
        super().__init__(journal, lock)
        self.db = JournalDB(self, storage=JournalStorage)
        """TinyDB on this folder."""
        self._change = _Change(self)
        self._pending: Puts = {}
        self._undo: list[Callable[[], None]] = []
        self._version: Version = ("", self.kiosk, 0)  # of the line to be written
        self._ids = 0
        if not self.read_only and set(self.forgotten) - scrub.done(journal.folder):
            self.scrub()

    # ---- the transaction

    def change(self) -> AbstractContextManager[Store]:
        """One change: all of it is on the disk when this ends, or nothing.

        Raises:
            NotWritable: the folder can only be read.
            NotRecorded: the disk did not take it; nothing of it is in force.
        """
        return self._change

    def _begin(self) -> None:
        self._mutex.acquire()
        try:
            lock = self._take_lock()
            try:
                self._catch_up()
                self._version = self._journal.next_version()
            except BaseException:
                lock.give_back()
                raise
        except BaseException:
            self._mutex.release()
            raise
        self._changing, self._ids = True, 0

    def _end(self, keep: bool) -> None:
        try:
            try:
                if keep and self._pending:
                    keep = False
                    self._write(self._version, self._pending)
                    keep = True
            finally:
                if not keep:
                    for undo in reversed(self._undo):
                        undo()
                self._pending, self._undo, self._changing = {}, [], False
                if self._lock:
                    self._lock.give_back()
        finally:
            self._mutex.release()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """The open change, or one of its own."""
        if self._changing:
            yield
        else:
            with self.change():
                yield

    def set(self, table: str, doc_id: str, doc: Mapping[str, Any] | None) -> None:
        """Put a document into the open change; ``None`` removes.

        Raises:
            ValueError: a fact would be overwritten.
        """
        if table == FACTS and doc is None:
            raise ValueError("a fact is never overwritten")
        self._set(table, doc_id, REMOVED if doc is None else to_json(doc))

    def _set(self, table: str, doc_id: str, doc: Json) -> None:
        if not self._changing:
            raise RuntimeError("no change is open")
        if table == FACTS and doc_id in self.tables.facts.held:
            raise ValueError("a fact is never overwritten")
        self._undo.append(self.tables.put(table, doc_id, doc, self._version))
        self._pending.setdefault(table, {})[doc_id] = doc

    def new_id(self) -> str:
        """An id that no other document of any kiosk has."""
        if not self._changing:
            raise RuntimeError("no change is open")
        self._ids += 1
        first = f"{self.kiosk}-{self._version[2]}"
        return first if self._ids == 1 else f"{first}-{self._ids}"

    def put(self, record: Record) -> None:
        """Add a record, or put it in place of the one with its id. The same record
        again writes nothing."""
        if self.get(type(record), record.id) != record:
            self._set(record.table, record.id, written(record))

    def add(self, fact: F) -> F:
        """Record a fact; what is returned has its id and the time it was entered."""
        entered = dt.datetime.fromisoformat(self._version[0])
        fact = recorded(fact, self.new_id(), entered)
        self._set(FACTS, fact.id, written(fact))
        return fact

    # ---- forgetting

    @property
    def forgotten(self) -> Mapping[str, str]:
        """By attendee who is forgotten, the fact that says so."""
        return self.tables.forgotten

    def scrub(self) -> int:
        """Take what is personal of the forgotten out of every line on this laptop; returns
        out of how many. Asked for again, it finishes what was interrupted.

        Raises:
            NotWritable, NotRecorded: the disk does not take it.
        """
        with self._mutex:
            lock = self._take_lock()
            try:
                self._catch_up()
                return scrub.scrub(self._journal.folder, self.forgotten)
            except OSError as error:
                raise unrecorded(error) from error
            finally:
                lock.give_back()

    def past(self) -> Iterator[list[Written]]:
        """What each line of every kiosk said, as :func:`store.past.by_line`."""
        return by_line(self._journal.folder, self.kiosk)

    def leftovers(self, needles: Collection[str]) -> list[str]:
        """Files of the folder that hold a text where nothing can be taken out."""
        return scrub.leftovers(self._journal.folder, needles)


class _Change(AbstractContextManager[Store]):
    """What ``with store.change():`` enters and leaves."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __enter__(self) -> Store:
        self._store._begin()
        return self._store

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._store._end(keep=kind is None)
