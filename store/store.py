"""The store: one transaction, ``change()``, over what can be read.

``change()`` takes the lock between all windows on the folder, applies what others
wrote, and yields this store. What is put or added is seen at once; on leaving, it is
written as one line and synced; on an exception nothing of it remains.
"""

from __future__ import annotations

import datetime as dt
import gc
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from kiosk.model import Fact, Record
from store import scrub
from store.disk import FileLock
from store.errors import NotRecorded, NotWritable, refused
from store.journal import Journal
from store.lines import REMOVED, ROOM, Doc, Json, to_json
from store.merged import missing
from store.problems import Problem
from store.reading import Reader
from store.records import to_doc
from store.redaction import FACTS, forgets, is_personal
from store.tables import JournalDB, JournalStorage

F = TypeVar("F", bound=Fact)
Puts = dict[str, dict[str, Json]]


class Store(Reader):
    """One data folder, open. Not for several threads at once: one thread owns it."""

    def __init__(self, journal: Journal, lock: FileLock | None, kiosk: str) -> None:
        """Read all of a folder.

        Args:
            lock: ``None`` where nothing can be written.

        Raises:
            NotReadable: the system cannot read it.
        """
        super().__init__()
        self.kiosk = kiosk
        self.read_only = lock is None
        self._journal = journal
        self._lock = lock
        self._mutex = threading.RLock()
        self.db = JournalDB(self, storage=JournalStorage)
        """TinyDB on this folder."""
        self._pending: Puts | None = None
        self._undo: list[Callable[[], None]] = []
        self._version = ("", kiosk, 0)
        self._ids = 0
        self._lost: Puts = {}
        self._noted: list[Problem] = []
        with _no_collection():
            self._load(journal.read(sure=self.read_only))
        if journal.doubtful:
            self._look_closer()
        if not self.read_only and set(self.forgotten) - scrub.done(journal.folder):
            self.scrub()

    # ---- the transaction

    @contextmanager
    def change(self) -> Iterator[Store]:
        """One change: all of it is on the disk when this ends, or nothing.

        Raises:
            NotWritable: the folder can only be read.
            NotRecorded: the disk did not take it; nothing of it is in force.
        """
        with self._mutex:
            lock = self._take_lock()
            try:
                self._catch_up()
                self._begin()
                try:
                    yield self
                    if self._pending:
                        self._write(self._pending)
                except BaseException:
                    for undo in reversed(self._undo):
                        undo()
                    raise
                finally:
                    self._pending, self._undo = None, []
            finally:
                lock.give_back()

    def _take_lock(self) -> FileLock:
        if self._lock is None:
            raise NotWritable(
                "This data folder cannot be written, it can only be read: nothing is recorded. "
                "Copy it to a disk that can be written, or ask for the right to."
            )
        if self._pending is not None:
            raise RuntimeError("a change is open already")
        try:
            self._lock.take()
        except OSError as error:
            raise NotWritable(refused(error)) from error
        return self._lock

    def _begin(self) -> None:
        numbers = self._journal.own.numbers
        self._version = (numbers.time(self._journal.last_at), self.kiosk, numbers.next_n)
        self._pending, self._undo, self._ids = {}, [], 0

    def _write(self, put: Puts) -> None:
        personal = 0
        for table, docs in put.items():
            personal += sum([is_personal(table, doc) for doc in docs.values()])
        self._journal.own.append(self._version[0], put, personal * ROOM)
        for fact_id, doc in put.get(FACTS, {}).items():
            if attendee := forgets(doc):
                self.tables.forget(attendee, fact_id)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """The open change, or one of its own."""
        if self._pending is not None:
            yield
        else:
            with self.change():
                yield

    def set(self, table: str, doc_id: str, doc: Doc | None) -> None:
        """Put a document into the open change; ``None`` removes.

        Raises:
            ValueError: a fact would be overwritten.
        """
        if self._pending is None:
            raise RuntimeError("no change is open")
        if table == FACTS and (doc is None or doc_id in self.tables.facts):
            raise ValueError("a fact is never overwritten")
        json = REMOVED if doc is None else to_json(doc)
        self._undo.append(self.tables.put(table, doc_id, json, self._version))
        self._pending.setdefault(table, {})[doc_id] = json

    def new_id(self) -> str:
        """An id that no other document of any kiosk has."""
        if self._pending is None:
            raise RuntimeError("no change is open")
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
        self.set(FACTS, fact.id, to_doc(fact))
        return fact

    # ---- keeping up

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong, or worth knowing, since the folder was opened."""
        return (*self._noted, *self._journal.problems)

    @property
    def size(self) -> tuple[int, int]:
        """How many kiosks wrote lines, and how many lines."""
        counts = [len(sequence.numbers) for sequence in self._journal.sequences]
        return sum(1 for count in counts if count), sum(counts)

    @property
    def last_at(self) -> str:
        """The time of the last line of any kiosk."""
        return self._journal.last_at

    def rests(self) -> list[tuple[str, int, int]]:
        """File, offset and length of each end that is no whole line."""
        return [rest for sequence in self._journal.sequences if (rest := sequence.rest())]

    def refresh(self) -> bool:
        """Apply what other windows and laptops wrote; says whether there was any.

        Raises:
            NotReadable: the system cannot read it.
        """
        before = self.revision
        with self._mutex:
            if self._pending is not None:
                return False
            if self._journal.own.is_as_read():
                self._apply(sure=self.read_only)
                again = self._journal.doubtful
            else:
                again = True
            if again:
                self._look_closer()
        return self.revision != before

    def _apply(self, sure: bool = True) -> None:
        apply = self.tables.apply
        for line in self._journal.read(sure):
            apply(line)

    def _look_closer(self) -> None:
        """Judge under the lock what without it may be somebody's work in progress."""
        if self.read_only:
            self._start_over()
            return
        lock = self._take_lock()
        try:
            if not self._journal.own.is_as_read():
                self._start_over()
            self._apply()
        finally:
            lock.give_back()

    def _catch_up(self) -> None:
        """Read this laptop's journal to its end and make what was read true of the disk."""
        own = self._journal.own
        if own.is_as_read(up_to_date=True) and not self._lost:
            return
        if not own.is_as_read():
            self._start_over()
            own = self._journal.own
        apply, again = self.tables.apply, True
        while again:
            for line in own.read():
                apply(line)
            again = own.settle()
        if self._lost:
            self._begin()
            put, self._pending = self._lost, None
            self._write(put)
            for table, docs in put.items():
                for doc_id, doc in docs.items():
                    self.tables.put(table, doc_id, doc, self._version)
            self._lost = {}

    def _start_over(self) -> None:
        """The file is not what was read: read all of it again, and keep what only memory
        still has. The next change writes that first."""
        held, given = self.tables, self._journal.own.numbers.given
        self._noted = [p for p in self.problems if p.kind not in ("gap", "lost")]
        self._journal.close()
        self._journal = Journal(self._journal.folder, self.kiosk)
        self._load(self._journal.read())
        numbers = self._journal.own.numbers
        numbers.given = max(numbers.given, given)
        self._lost = missing(held, self.tables)
        count = sum(len(docs) for docs in self._lost.values())
        detail = "another program changed it under the running kiosk"
        if count:
            detail += f"; {count} documents that it no longer holds are written again"
        self._noted.append(Problem("replaced", "journal", 0, detail))

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
                raise NotRecorded(refused(error)) from error
            finally:
                lock.give_back()

    def leftovers(self, needles: Collection[str]) -> list[str]:
        """Files of the folder that hold a text where nothing can be taken out."""
        return scrub.leftovers(self._journal.folder, needles)

    def close(self) -> None:
        self._journal.close()
        if self._lock:
            self._lock.close()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Python's search for garbage rings, which a large folder would set off often, rests."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
