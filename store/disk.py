"""What differs between operating systems: syncing a file and its folder, and locks."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

if sys.platform == "darwin":

    def sync(fd: int) -> None:
        """Wait until the file's bytes are on the medium, past the drive's cache."""
        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.ENOTTY, errno.EINVAL):
                raise
            os.fsync(fd)  # a network share knows no other

elif sys.platform == "win32":

    def sync(fd: int) -> None:
        """Wait until the file's bytes are on the medium."""
        os.fsync(fd)

else:

    def sync(fd: int) -> None:
        """Wait until the file's bytes, and its length, are on the medium."""
        os.fdatasync(fd)


BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


if sys.platform == "win32":

    def _pread(fd: int, count: int, offset: int) -> bytes:
        os.lseek(fd, offset, os.SEEK_SET)
        return os.read(fd, count)

    def write_over(fd: int, content: bytes, offset: int = 0) -> None:
        """Write over the bytes of a file that stand at an offset."""
        os.lseek(fd, offset, os.SEEK_SET)
        write_all(fd, content)

else:

    def _pread(fd: int, count: int, offset: int) -> bytes:
        return os.pread(fd, count, offset)

    def write_over(fd: int, content: bytes, offset: int = 0) -> None:
        """Write over the bytes of a file that stand at an offset."""
        written = os.pwrite(fd, content, offset)
        while written < len(content):
            written += os.pwrite(fd, content[written:], offset + written)


def read_at(fd: int, start: int, end: int) -> bytes:
    """The bytes of an open file from one offset to another, or to its end."""
    data = _pread(fd, end - start, start)
    while len(data) < end - start and (
        more := _pread(fd, end - start - len(data), start + len(data))
    ):
        data += more
    return data


def write_all(fd: int, content: bytes) -> None:
    """Write all of it; the system may take less at a time."""
    written = os.write(fd, content)
    while written < len(content):
        written += os.write(fd, content[written:])


def sync_folder(folder: Path) -> None:
    """Wait until new and renamed entries are on the medium (Windows does so itself)."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that it is either the old one or the new one, whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, mode)
    try:
        try:
            write_all(fd, content)
            sync(fd)
        finally:
            os.close(fd)
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            os.unlink(beside)
        raise
    sync_folder(path.parent)


class FileLock:
    """An exclusive lock between processes, on a file of its own that is never removed.

    The system gives it up when a process dies, so there is no stale lock.

    Raises:
        OSError: the file cannot be opened for writing.
    """

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, 0o644)

    if sys.platform == "win32":

        def take(self) -> None:
            """Wait for the lock, however long another window has it."""
            import portalocker

            while True:
                try:
                    portalocker.lock(self._fd, portalocker.LockFlags.EXCLUSIVE)
                    return
                except portalocker.AlreadyLocked:  # Windows gives up after ten seconds
                    continue

        def give_back(self) -> None:
            import portalocker

            portalocker.unlock(self._fd)

    else:

        def take(self) -> None:
            """Wait for the lock, however long another window has it."""
            fcntl.flock(self._fd, fcntl.LOCK_EX)

        def give_back(self) -> None:
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Take the lock, and give it back at the end."""
        self.take()
        try:
            yield
        finally:
            self.give_back()

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1


def is_empty(path: Path) -> bool:
    """Whether a folder is missing or has nothing in it."""
    try:
        return not any(path.iterdir())
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return False
