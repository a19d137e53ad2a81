"""The append-only journals of a data folder: lines, numbering, sync to disk.

Each kiosk has a sequence of its own, ``<kiosk>-<segment>.jsonl`` under ``journal/``.
Several windows on one laptop share one sequence, under the lock that the caller
holds; what other laptops wrote lies beside it and is only read.

What was damaged is kept and reported in :attr:`Journal.problems`, never dropped in
silence. What a crash left unfinished at the end was never acknowledged: it is put
into ``journal/torn/`` before the next line is written.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from store.disk import BINARY, sync, sync_folder, write_whole
from store.errors import NotRecorded
from store.lines import Damaged, Line, Puts, checksum, decode, encode


@dataclass(frozen=True, slots=True)
class Problem:
    """Something found wrong, or worth knowing, in a journal."""

    kind: str
    """``torn``, ``damaged``, ``gap``, ``conflict`` or ``shrunk``."""
    file: str
    offset: int
    detail: str
    notice: bool = False
    """Nothing was lost that anyone was told."""


class Sequence:
    """The segments of one kiosk, read forward."""

    def __init__(self, folder: Path, kiosk: str, problems: list[Problem]) -> None:
        self.folder = folder
        self.kiosk = kiosk
        self.last_n = 0
        self.last_at = ""
        self._problems = problems
        self._crcs = array("Q")  # by n - 1; 0: not seen
        self._segment = 0
        self._fd = -1
        self._offset = 0
        """Up to here the segment was read."""
        self._synced = 0
        """Up to here it is known to be on the disk."""
        self._doubt = b""
        """Lines of which a failed sync left it open whether they are on the disk."""

    @property
    def path(self) -> Path:
        return self._path(self._segment)

    def _path(self, segment: int) -> Path:
        return self.folder / f"{self.kiosk}-{segment:04}.jsonl"

    def _problem(self, kind: str, detail: str, offset: int, notice: bool = False) -> None:
        self._problems.append(Problem(kind, self.path.name, offset, detail, notice))

    # ---- reading

    def read(self) -> Iterator[Line]:
        """Every whole line that was not read before; one without its end is left."""
        while True:
            if self._fd >= 0:
                yield from self._read_segment()
            try:
                fd = os.open(self._path(self._segment + 1), os.O_RDWR | os.O_APPEND | BINARY)
            except FileNotFoundError:
                return
            except PermissionError:
                fd = os.open(self._path(self._segment + 1), os.O_RDONLY | BINARY)
            self._take(fd, self._segment + 1)

    def _take(self, fd: int, segment: int) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd, self._segment, self._offset, self._synced = fd, segment, 0, 0

    def _read_segment(self) -> Iterator[Line]:
        size = os.fstat(self._fd).st_size
        if size == self._offset:
            return
        if size < self._offset:
            self._problem("shrunk", f"{self._offset - size} bytes are gone", size)
            raise NotRecorded(
                f"{self.path.name} was cut short by another program. "
                "Close the kiosk, run “kiosk check”, and restore what it names."
            )
        data = self._bytes(self._offset, size)
        whole = data.rfind(b"\n") + 1
        at = self._offset
        for raw in data[:whole].split(b"\n")[:-1]:
            line = self._admit(raw, at)
            at += len(raw) + 1
            if line:
                yield line
        self._offset += whole

    def _admit(self, raw: bytes, offset: int) -> Line | None:
        try:
            crc = checksum(raw) + 1
            line = decode(self.kiosk, raw)
            if line.n < 1:
                raise Damaged(f"its number is {line.n}")
        except Damaged as error:
            self._problem("damaged", f"a line of {len(raw)} bytes: {error}", offset)
            return None
        n = line.n
        seen = self._crcs[n - 1] if 0 < n <= len(self._crcs) else 0
        if seen:
            if seen != crc:
                self._problem("conflict", f"a second, other line {n}", offset)
            return None
        if n > self.last_n + 1:
            missing = f"{self.last_n + 1}" + (f" to {n - 1}" if n > self.last_n + 2 else "")
            self._problem("gap", f"line {missing} is missing before line {n}", offset)
            self._crcs.extend([0] * (n - 1 - len(self._crcs)))
        self._note(n, crc, line.at)
        return line

    def _note(self, n: int, crc: int, at: str) -> None:
        if n > len(self._crcs):
            self._crcs.append(crc)
            self.last_n = n
        else:
            self._crcs[n - 1] = crc
        self.last_at = max(self.last_at, at)

    # ---- writing, under the lock and after reading to the end

    def settle(self) -> bool:
        """Make what was read true of the disk, and set a torn last line aside.

        Returns whether there is something new to read afterwards.

        Raises:
            NotRecorded: the disk does not take it.
        """
        if self._doubt:
            self._write_doubt()
            return True
        if self._fd < 0:
            return False
        size = os.fstat(self._fd).st_size
        if size > self._offset:
            self._set_aside(self._bytes(self._offset, size))
        elif self._synced == self._offset:
            return False
        try:
            sync(self._fd)
        except OSError:
            self._doubt = self._bytes(self._synced, self._offset)
            self._write_doubt()
            return True
        self._synced = self._offset
        return False

    def _bytes(self, start: int, end: int) -> bytes:
        os.lseek(self._fd, start, os.SEEK_SET)
        data = bytearray()
        while chunk := os.read(self._fd, end - start - len(data)):
            data += chunk
        return bytes(data)

    def _set_aside(self, rest: bytes) -> None:
        torn = self.folder / "torn"
        try:
            if not torn.exists():
                torn.mkdir()
                sync_folder(self.folder)
            write_whole(torn / f"{self.path.stem}-{self._offset}.bin", rest)
            os.ftruncate(self._fd, self._offset)
        except OSError as error:
            raise NotRecorded(_refused(error)) from error
        self._problem("torn", f"{len(rest)} bytes set aside", self._offset, notice=True)

    def append(self, at: str, put: Puts) -> Line:
        """Write the next line and wait until it is on the disk.

        Raises:
            NotRecorded: it could not be written. The file is as it was; or, if even
                that is not known, the line is written again before any other.
        """
        n = self.last_n + 1
        raw = encode(n, at, put)
        try:
            if self._fd < 0:
                self._next_segment()
            self._write(raw)
        except OSError as error:
            self._take_back()
            raise NotRecorded(_refused(error)) from error
        try:
            sync(self._fd)
        except OSError:
            # What the system did with the pages is not known, and asking again on this
            # descriptor may lie. The same line goes into a new file; twice is harmless.
            self._doubt = raw
            self._write_doubt()
        self._offset += len(raw)
        self._synced = self._offset
        self._note(n, int(raw[8:16], 16) + 1, at)
        return Line(self.kiosk, n, at, put)

    def _write(self, raw: bytes) -> None:
        written = 0
        while written < len(raw):
            written += os.write(self._fd, raw[written:])

    def _take_back(self) -> None:
        if self._fd < 0:
            return
        with suppress(OSError):  # else the next settle() finds the torn end
            os.ftruncate(self._fd, self._offset)

    def _write_doubt(self) -> None:
        try:
            self._next_segment()
            self._write(self._doubt)
            sync(self._fd)
        except OSError as error:
            raise NotRecorded(
                f"{_refused(error)} Whether the last one was recorded is not certain: try again."
            ) from error
        self._doubt = b""

    def _next_segment(self) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | BINARY
        fd = os.open(self._path(self._segment + 1), flags, 0o644)
        self._take(fd, self._segment + 1)
        sync_folder(self.folder)

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


def _refused(error: OSError) -> str:
    return f"The disk does not take it: {error.strerror or error}."


class Journal:
    """The sequences of every kiosk in one folder; ``own`` is the one written to."""

    def __init__(self, folder: Path, kiosk: str) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.own = Sequence(folder, kiosk, self.problems)
        self._others: dict[str, Sequence] = {}

    @property
    def last_at(self) -> str:
        return max([self.own.last_at, *(other.last_at for other in self._others.values())])

    def read(self) -> Iterator[Line]:
        """New lines of this kiosk."""
        return self.own.read()

    def read_others(self) -> Iterator[Line]:
        """New lines of other laptops."""
        for path in sorted(self.folder.glob("*-0001.jsonl")):
            kiosk = path.name.rsplit("-", 1)[0]
            if kiosk != self.own.kiosk and kiosk not in self._others:
                self._others[kiosk] = Sequence(self.folder, kiosk, self.problems)
        for other in self._others.values():
            yield from other.read()

    def append(self, at: str, put: Puts) -> Line:
        return self.own.append(at, put)

    def close(self) -> None:
        for sequence in (self.own, *self._others.values()):
            sequence.close()
