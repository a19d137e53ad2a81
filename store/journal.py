"""The journal of a data folder: the sequences of every kiosk in it.

Several windows on one laptop write one sequence, under the lock that the caller holds;
what other laptops wrote lies beside it and is only read. What was damaged is kept and
reported in :attr:`Journal.problems`, never dropped in silence. What a crash left
unfinished at the end was never acknowledged: it is put into ``journal/torn/`` before the
next line is written.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from store.documents import Version
from store.errors import unreadable
from store.lines import Line
from store.problems import Problem
from store.segments import kiosks
from store.sequence import Sequence

_TICK = 2 * 10**9
"""Nanoseconds within which some file systems give two changes of a folder one time."""


_STALE = 10 * 10**9
"""Nanoseconds after which a folder is looked at again in any case: not every file system
says when a file was added to it."""


class Journal:
    """The sequences of one folder; ``own`` is the one written to."""

    def __init__(self, folder: Path, kiosk: str) -> None:
        self.folder = folder
        self.own = Sequence(folder, kiosk)
        self._others: dict[str, Sequence] = {}
        self._listed = self._list_again = 0

    @property
    def sequences(self) -> tuple[Sequence, ...]:
        return (self.own, *self._others.values())

    @property
    def problems(self) -> list[Problem]:
        """What was found in all of them, as of now."""
        return [problem for sequence in self.sequences for problem in sequence.problems]

    @property
    def last_at(self) -> str:
        """The latest time of any line that was read."""
        if not self._others:
            return self.own.numbers.last_at
        return max(sequence.numbers.last_at for sequence in self.sequences)

    def next_version(self) -> Version:
        """What the next line of this laptop is: later than any that was read."""
        numbers = self.own.numbers
        return numbers.time(self.last_at), self.own.kiosk, numbers.next_n

    @property
    def doubtful(self) -> bool:
        """Reading stopped before something that only the lock's holder can judge."""
        return any(sequence.doubtful for sequence in self.sequences)

    def read(self, sure: bool = True) -> Iterator[Line]:
        """New lines of every kiosk; ``sure`` as for :meth:`Sequence.read`.

        Raises:
            NotReadable: the system cannot read them.
        """
        for lines in self.blocks(sure):
            yield from lines

    def blocks(self, sure: bool = True) -> Iterator[list[Line]]:
        """The same, many at a time."""
        self._list()
        for sequence in self.sequences:
            yield from sequence.blocks(sure)

    def _list(self) -> None:
        """Find the kiosks of which there is a first line now."""
        try:
            changed, now = os.stat(self.folder).st_mtime_ns, time.time_ns()
            if changed == self._listed and now < self._list_again:
                return
            # A folder that was changed just now is looked at again.
            self._listed = changed if now - changed > _TICK else 0
            self._list_again = now + _STALE
            known = kiosks(self.folder)
        except OSError as error:
            raise unreadable(self.folder, error) from error
        for kiosk in known:
            if kiosk != self.own.kiosk and kiosk not in self._others:
                self._others[kiosk] = Sequence(self.folder, kiosk)

    def close(self) -> None:
        for sequence in self.sequences:
            sequence.close()
