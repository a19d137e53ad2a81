"""A data folder as it stands: what is read keeps up with what other windows, laptops and
programs do to the files."""

from __future__ import annotations

import threading

from kiosk.garbage import no_collection
from store.disk import FileLock
from store.documents import Version
from store.errors import NotWritable, unwritable
from store.journal import Journal
from store.lines import Puts
from store.merged import missing
from store.problems import Problem
from store.reading import Reader
from store.redaction import FACTS, forgets


class Follower(Reader):
    """One data folder, open and read. Not for several threads at once: one thread owns it."""

    def __init__(self, journal: Journal, lock: FileLock | None) -> None:
        """Read all of a folder.

        Args:
            lock: ``None`` where nothing can be written.

        Raises:
            NotReadable: the system cannot read it.
        """
        super().__init__()
        self.kiosk = journal.own.kiosk
        self.read_only = lock is None
        """Nothing can be recorded here."""
        self.has_written = False
        """Whether a line was written here, or is being written."""
        self._journal = journal
        self._lock = lock
        self._mutex = threading.RLock()
        self._changing = False
        self._lost: Puts = {}  # what only memory still has
        self._noted: list[Problem] = []
        with no_collection():
            self._load(journal.blocks(sure=self.read_only))
        if journal.doubtful:
            self._look_closer()

    # ---- what was found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong, or worth knowing, since the folder was opened."""
        return (*self._noted, *self._journal.problems)

    @property
    def damaged(self) -> int:
        """How many places were found that someone should look at: see ``kiosk check``."""
        return sum(1 for problem in self.problems if not problem.notice)

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

    # ---- keeping up

    def refresh(self) -> bool:
        """Apply what other windows and laptops wrote; says whether there was any.

        The first few times, what the door looks people up in is made as well: who asks
        for this before anyone scans, as the kiosk does, makes nobody wait for it.

        Raises:
            NotReadable: the system cannot read it.
        """
        before = self.revision
        with self._mutex:
            if self._changing:
                return False
            if self._journal.own.is_as_read():
                self._apply(sure=self.read_only)
                again = self._journal.doubtful
            else:
                again = True
            if again:
                self._look_closer()
            if not self._indexes.is_ready:
                with no_collection():
                    self._indexes.make_next()
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

    def _take_lock(self) -> FileLock:
        if self._lock is None:
            raise NotWritable(
                "This data folder cannot be written, it can only be read: nothing is recorded. "
                "Copy it to a disk that can be written, or ask for the right to."
            )
        if self._changing:
            raise RuntimeError("a change is open already")
        try:
            self._lock.take()
        except OSError as error:
            raise unwritable(error) from error
        return self._lock

    def _catch_up(self) -> None:
        """Under the lock: read this laptop's journal to its end, make what was read true
        of the disk, and write again what only memory has."""
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
            self._rescue()

    def _start_over(self) -> None:
        """The file is not what was read: read all of it again, and keep what only memory
        still has. The next change writes that first."""
        held, seen = self.tables, self._journal.own.numbers.next_n - 1
        self._noted = [p for p in self.problems if p.kind not in ("gap", "lost")]
        self._journal.close()
        self._journal = Journal(self._journal.folder, self.kiosk)
        self._load(self._journal.blocks())
        numbers = self._journal.own.numbers
        numbers.given = max(numbers.given, seen)  # told or not: facts have their ids of it
        self._lost = missing(held, self.tables)
        count = sum(len(docs) for docs in self._lost.values())
        detail = "another program changed it under the running kiosk"
        if count:
            detail += f"; {count} documents that it no longer holds are written again"
        self._noted.append(Problem("replaced", "journal", 0, detail))

    def _rescue(self) -> None:
        version = self._journal.next_version()
        self._write(version, self._lost)
        for table, docs in self._lost.items():
            for doc_id, doc in docs.items():
                self.tables.put(table, doc_id, doc, version)
        self._lost = {}

    def _write(self, version: Version, put: Puts) -> None:
        """Write one line and wait until it is on the disk."""
        self.has_written = True  # before it is: whoever stops it then cannot know
        self._journal.own.append(version[0], put)
        for fact_id, doc in put.get(FACTS, {}).items():
            if attendee := forgets(doc):
                self.tables.forget(attendee, fact_id)

    def close(self) -> None:
        self._journal.close()
        if self._lock:
            self._lock.close()
