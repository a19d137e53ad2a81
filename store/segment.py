"""One file of a journal: read forward in whole lines, and written only at its end.

Writing is for who holds the lock and has read to the end.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from store.access import make_folder
from store.disk import BINARY, identity, read_at, sync, sync_folder, write_all, write_whole
from store.errors import READ_ONLY
from store.lines import Damaged, holds, parse
from store.segments import segment_of

CHUNK = 1 << 20
"""Bytes that are read at a time."""


class Segment:
    """An open file, and how far it was read."""

    def __init__(self, folder: Path, name: str, fd: int) -> None:
        self.number = segment_of(name)
        self.file = f"journal/{name}"
        self.offset = 0
        """Up to here it was read."""
        self.synced = 0
        """Up to here it is known to be on the disk."""
        self.failed = False
        """A sync of it failed: it is not written to again."""
        self.tail = b""
        """The last line that was read or written."""
        self._folder = folder
        self._path = f"{folder}{os.sep}{name}"
        self._fd = fd
        self._entered = False  # its name is known to be on the disk
        self._inode, self._device = identity(fd, self._path)

    @property
    def size(self) -> int:
        return os.fstat(self._fd).st_size

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1

    # ---- reading

    def blocks(self) -> Iterator[bytes]:
        """Whole lines from ``offset`` on, about a megabyte at a time, without the last line
        end. Who takes one moves ``offset``."""
        size, chunk = self.size, CHUNK
        while self.offset < size:
            data = read_at(self._fd, self.offset, min(size, self.offset + chunk))
            whole = data.rfind(b"\n")
            if whole >= 0:
                yield data[:whole]
            elif self.offset + len(data) >= size:
                return
            else:
                chunk *= 2

    def read(self, start: int, end: int) -> bytes:
        return read_at(self._fd, start, end)

    def stands(self, up_to_date: bool) -> bool:
        """Whether the file that was read still stands under its name, and still ends, as
        far as it was read, with the line that was read last.

        Args:
            up_to_date: ask, besides, whether all of it was read and is on the disk.
        """
        found, offset = os.stat(self._path), self.offset
        size = found.st_size
        if found.st_ino != self._inode or found.st_dev != self._device or size < offset:
            return False
        tail = read_at(self._fd, offset - len(self.tail), offset)
        if tail != self.tail:
            if not _is_redacted(tail):
                return False
            self.tail = tail
        return not up_to_date or size == offset == self.synced

    # ---- writing

    def write(self, raw: bytes) -> None:
        """Write at the end, or take back what was written of it."""
        try:
            write_all(self._fd, raw)
        except OSError:
            with suppress(OSError):  # else the next settle() finds the torn end
                os.ftruncate(self._fd, self.offset)
            raise

    def sync(self) -> None:
        """Wait until what was written is on the disk, and the file's name.

        Raises:
            OSError: once and for all; see ``failed``.
        """
        try:
            if not self._entered:
                sync_folder(self._folder)
                self._entered = True
            sync(self._fd)
        except OSError:
            self.failed = True
            raise

    def set_aside(self, rest: bytes, name: str) -> bool:
        """Take what stands after the last line end away; write it again if it is a whole
        line that only lost its end, and say whether it was."""
        whole = next((part for part in (rest, rest[:-1]) if holds(part)), b"")
        if not whole:
            torn = self._folder / "torn"
            if not torn.exists():
                make_folder(torn)
                sync_folder(self._folder)
            count = 1
            while (torn / f"{name}-{count}.bin").exists():
                count += 1
            write_whole(torn / f"{name}-{count}.bin", rest)
        os.ftruncate(self._fd, self.offset)
        if whole:
            write_all(self._fd, whole + b"\n")
        return bool(whole)


def find(folder: Path, name: str) -> Segment | None:
    """A file that is there, open to be written where that may be; else ``None``."""
    for flags in (os.O_RDWR | os.O_APPEND, os.O_RDONLY):
        try:
            return _open(folder, name, flags)
        except FileNotFoundError:
            break
        except OSError as error:
            if flags == os.O_RDONLY or error.errno not in READ_ONLY:
                raise
    return None


def make(folder: Path, name: str) -> Segment:
    """A new file."""
    return _open(folder, name, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL)


def _open(folder: Path, name: str, flags: int) -> Segment:
    fd = os.open(f"{folder}{os.sep}{name}", flags | BINARY, 0o600)
    try:
        return Segment(folder, name, fd)
    except OSError:
        os.close(fd)
        raise


def _is_redacted(tail: bytes) -> bool:
    """Whether this is a line that was written over, because someone was forgotten."""
    try:
        return bool(parse(tail[:-1])[1].forgets)
    except Damaged:
        return False
