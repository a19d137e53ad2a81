"""What differs between operating systems: syncing a file and its folder, and locks."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

    def sync(fd: int) -> None:
        """Wait until the file's bytes are on the medium, past the drive's cache."""
        fcntl.fcntl(fd, fcntl.F_FULLFSYNC)

elif sys.platform == "win32":

    def sync(fd: int) -> None:
        """Wait until the file's bytes are on the medium."""
        os.fsync(fd)

else:

    def sync(fd: int) -> None:
        """Wait until the file's bytes, and its length, are on the medium."""
        os.fdatasync(fd)


BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


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
            view = memoryview(content)
            while view:
                view = view[os.write(fd, view) :]
            os.fsync(fd)
        finally:
            os.close(fd)
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


class FileLock:
    """An exclusive lock between processes, on a file of its own that is never removed.

    The system gives it up when a process dies, so there is no stale lock.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b")

    @contextmanager
    def held(self) -> Iterator[None]:
        import portalocker

        portalocker.lock(self._file, portalocker.LockFlags.EXCLUSIVE)
        try:
            yield
        finally:
            portalocker.unlock(self._file)

    def close(self) -> None:
        self._file.close()
