"""One kiosk's lines: ``<kiosk>-<segment>.jsonl``, numbered and read forward.

A segment is only ever written at its end. The next one begins where a sync failed:
what the system then did with the bytes is not known, and asking again on the same
descriptor may lie. The lines in doubt stand in the new one once more, with the same
numbers and bytes; the same line twice is harmless.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from store.disk import BINARY, read_at, sync, sync_folder, write_all, write_whole
from store.errors import READ_ONLY, NotReadable, NotRecorded, refused
from store.lines import Damaged, Json, Line, encode, holds, parse
from store.numbering import Numbering
from store.problems import Problem
from store.segments import segment_of, segments
from store.told import Told

CHUNK = 1 << 20
"""Bytes that are read at a time."""


class Sequence:
    """The segments of one kiosk. Writing is for who holds the lock and has read to the end."""

    def __init__(self, folder: Path, kiosk: str) -> None:
        self.folder = folder
        self.kiosk = kiosk
        self.numbers = Numbering()
        self.doubtful = False
        """Reading stopped before something that only the lock's holder can judge."""
        self._segment = 0
        self._fd = -1
        self._offset = 0  # up to here the segment was read
        self._synced = 0  # up to here it is known to be on the disk
        self._entered = False  # the segment's name is known to be on the disk
        self._tainted = False  # a sync of it failed
        self._tail = b""  # the last line that was read or written
        self._doubt = b""  # lines of which it is open whether they are on the disk
        self._told = Told(folder / f"{kiosk}.last")
        self._inode = self._device = 0
        self._take(-1, 0)

    def _path(self, segment: int) -> str:
        return f"{self.folder}{os.sep}{self.kiosk}-{segment:04}.jsonl"

    @property
    def problems(self) -> list[Problem]:
        """What was found so far, and which numbers are missing as of now."""
        return self.numbers.problems(self._file, self._offset)

    def _report(self, kind: str, detail: str, offset: int, notice: bool = False) -> None:
        self.numbers.found.append(Problem(kind, self._file, offset, detail, notice))

    # ---- reading

    def read(self, sure: bool = True) -> Iterator[Line]:
        """Every whole line that was not read before; one without its end is left.

        Args:
            sure: the lock is held, or nobody writes: what fails its checksum is damaged.
                Otherwise reading stops there, and ``doubtful`` is set.

        Raises:
            NotReadable: the system cannot read it.
        """
        self.doubtful = False
        try:
            if not self._segment:
                self._begin()
            while True:
                if self._fd >= 0:
                    yield from self._read_segment(sure)
                fd, segment = (-1, 0) if self.doubtful else self._open_next()
                if fd < 0:
                    break
                if self._fd >= 0:
                    # Once the next one is there, nothing more is written to this one.
                    yield from self._read_segment(sure)
                    self._leave()
                self._take(fd, segment)
                self._look_ahead()
        except OSError as error:
            raise self._unreadable(error) from error

    def _begin(self) -> None:
        """Find the first segment, and the number that was given last."""
        self.numbers.given = self._told.read()
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Name the segment that follows; one may be missing in between."""
        later = [
            name for name in segments(self.folder, self.kiosk) if segment_of(name) > self._segment
        ]
        if later:
            self._next = str(self.folder / later[0])

    def _open_next(self) -> tuple[int, int]:
        for flags in (os.O_RDWR | os.O_APPEND, os.O_RDONLY):
            try:
                fd = os.open(self._next, flags | BINARY)
            except FileNotFoundError:
                break
            except OSError as error:
                if flags == os.O_RDONLY or error.errno not in READ_ONLY:
                    raise
            else:
                return fd, segment_of(os.path.basename(self._next))
        return -1, 0

    def _take(self, fd: int, segment: int) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd, self._segment, self._offset, self._synced = fd, segment, 0, 0
        self._entered = self._tainted = False
        self._tail = b""
        self._named = self._path(segment)
        self._file = f"journal/{os.path.basename(self._named)}" if segment else "journal"
        self._next = self._path(segment + 1)
        if fd >= 0:
            opened = os.fstat(fd)
            self._inode, self._device = opened.st_ino, opened.st_dev

    def _leave(self) -> None:
        size = os.fstat(self._fd).st_size
        if size > self._offset:
            detail = f"{size - self._offset} bytes of a line that stands again in the next file"
            self._report("torn", detail, self._offset, notice=True)

    def _read_segment(self, sure: bool) -> Iterator[Line]:
        size = os.fstat(self._fd).st_size
        chunk = CHUNK
        while self._offset < size and not self.doubtful:
            data = read_at(self._fd, self._offset, min(size, self._offset + chunk))
            whole = data.rfind(b"\n")
            if whole < 0:
                if self._offset + len(data) >= size:
                    return
                chunk *= 2
                continue
            tail = None
            for raw in data[:whole].split(b"\n"):
                try:
                    crc, line = parse(raw)
                except Damaged as error:
                    if not sure:
                        self.doubtful = True
                        break
                    if b"\0" in raw and self._offset + len(raw) + 1 == size:
                        size = self._offset  # not every sector of it was written: it is torn
                        break
                    self._report("damaged", f"{len(raw)} bytes: {error}", self._offset)
                    self.numbers.spoil(len(raw))
                    admitted = False
                else:
                    line.kiosk = self.kiosk
                    admitted = self.numbers.admit(line, crc, self._file, self._offset)
                self._offset += len(raw) + 1
                tail = raw
                if admitted:
                    yield line
            if tail is not None:
                self._tail = tail + b"\n"

    def rest(self) -> tuple[str, int, int] | None:
        """File, offset and length of what stands after the last whole line, if anything."""
        length = os.fstat(self._fd).st_size - self._offset if self._fd >= 0 else 0
        return (self._file, self._offset, length) if length > 0 else None

    # ---- writing, under the lock and after reading to the end

    def is_as_read(self, up_to_date: bool = False) -> bool:
        """Whether the file that was read still stands under its name, and still ends, as
        far as it was read, with the line that was read last.

        Args:
            up_to_date: ask, besides, whether all there is was read and is on the disk.

        Raises:
            NotReadable: the system cannot say.
        """
        if self._fd < 0:
            return not up_to_date
        try:
            return self._stands(up_to_date)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._unreadable(error) from error

    def _stands(self, up_to_date: bool) -> bool:
        found, offset = os.stat(self._named), self._offset
        if found.st_ino != self._inode or found.st_dev != self._device or found.st_size < offset:
            return False
        tail = read_at(self._fd, offset - len(self._tail), offset)
        if tail != self._tail:
            if not _is_redacted(tail):
                return False
            self._tail = tail
        return not up_to_date or (
            found.st_size == offset == self._synced
            and not self._doubt
            and not os.access(self._next, os.F_OK)
        )

    def _unreadable(self, error: OSError) -> NotReadable:
        return NotReadable(f"{self._file} cannot be read: {error.strerror or error}.")

    def settle(self) -> bool:
        """Make what was read true of the disk, and set a torn last line aside.

        Returns whether there is something new to read afterwards.

        Raises:
            NotRecorded: the disk does not take it.
        """
        try:
            if self._doubt:
                self._write_doubt()
                return True
            if self._fd < 0:
                return False
            size = os.fstat(self._fd).st_size
            if size == self._offset == self._synced:
                return False
            again = False
            if size > self._offset:
                again = self._set_aside(read_at(self._fd, self._offset, size))
            try:
                self._sync()
            except OSError:
                self._doubt = read_at(self._fd, self._synced, self._offset)
                self._write_doubt()
                return True
        except OSError as error:
            raise NotRecorded(refused(error)) from error
        self._synced = self._offset
        return again

    def _sync(self) -> None:
        """Raises OSError once and for all: this segment is not written to again."""
        try:
            if not self._entered:
                sync_folder(self.folder)
                self._entered = True
            sync(self._fd)
        except OSError as error:
            self._tainted = True
            self._report("disk", f"a sync failed: {error.strerror}", self._offset)
            raise

    def _set_aside(self, rest: bytes) -> bool:
        """Take what stands after the last line end away; write it again if it is a whole
        line that only lost its end."""
        whole = next((part for part in (rest, rest[:-1]) if holds(part)), b"")
        if not whole:
            torn = self.folder / "torn"
            if not torn.exists():
                torn.mkdir()
                sync_folder(self.folder)
            name, count = f"{self.kiosk}-{self._segment:04}-{self._offset}", 1
            while (torn / f"{name}-{count}.bin").exists():
                count += 1
            write_whole(torn / f"{name}-{count}.bin", rest)
        os.ftruncate(self._fd, self._offset)
        if whole:
            write_all(self._fd, whole + b"\n")
            self._report("mended", "the last line had no end", self._offset, notice=True)
        else:
            self._report("torn", f"{len(rest)} bytes set aside", self._offset, notice=True)
        return bool(whole)

    def append(self, at: str, put: Mapping[str, Mapping[str, Json]], room: int = 0) -> None:
        """Write the next line and wait until it is on the disk.

        Args:
            at: later than ``last_at``.
            room: spaces to leave in it, see :data:`store.lines.ROOM`.

        Raises:
            NotRecorded: it could not be written. The file is as it was; or, if even
                that is not known, the line is written again before any other.
        """
        raw = encode(self.numbers.next_n, at, put, room=room)
        try:
            if self._fd < 0:
                self._next_segment()
            self._write(raw)
            try:
                self._sync()
            except OSError:
                self._doubt = raw
                self._write_doubt()
        except OSError as error:
            maybe = " Whether it was recorded is not certain: try again." if self._doubt else ""
            raise NotRecorded(refused(error) + maybe) from error
        self._offset += len(raw)
        self._synced = self._offset
        self._tail = raw
        self._told.tell(self.numbers.wrote(at, int(raw[8:16], 16), self._file, self._offset))

    def _write(self, raw: bytes) -> None:
        """Write at the end, or take back what was written of it."""
        try:
            write_all(self._fd, raw)
        except OSError:
            with suppress(OSError):  # else the next settle() finds the torn end
                os.ftruncate(self._fd, self._offset)
            raise

    def _write_doubt(self) -> None:
        if self._tainted:
            self._next_segment()
        self._write(self._doubt)
        self._sync()
        self._doubt = b""

    def _next_segment(self) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL | BINARY
        self._take(os.open(self._next, flags, 0o644), self._segment + 1)

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1
        self._told.close()


def _is_redacted(tail: bytes) -> bool:
    """Whether this is a line that was written over, because someone was forgotten."""
    try:
        return bool(parse(tail[:-1])[1].forgets)
    except Damaged:
        return False
