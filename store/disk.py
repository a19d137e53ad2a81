"""What differs between operating systems: syncing a file and its folder, and locks."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.lock_holder import HolderFile
from store.lock_waits import waiting

if sys.platform != "win32":
    import fcntl

PAUSE = 0.005
"""Seconds after which Windows is asked again."""
PATIENCE = 2.0
"""Seconds after which what Windows refuses is believed."""

_NOT_KNOWN = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY})
"""What a system says that does not know a way of syncing."""

if sys.platform == "darwin":

    def sync(fd: int) -> None:
        """Wait until the file's bytes are on the medium, past the drive's cache."""
        os.fsync(fd)  # a network share may take the other for done, and send nothing
        try:
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _NOT_KNOWN:
                raise

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


def identity(fd: int, path: str) -> tuple[int, int]:
    """What tells an open file from any other that takes its name: inode and device, as
    ``os.stat`` of the name gives them. Windows may give others for a descriptor, but lets
    nobody take the name while the file is open."""
    found = os.stat(path) if sys.platform == "win32" else os.fstat(fd)
    return found.st_ino, found.st_dev


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


if sys.platform == "win32":

    def sync_folder(folder: Path) -> None:
        """New and renamed entries: Windows sees to them itself."""

else:

    def sync_folder(folder: Path) -> None:
        """Wait until new and renamed entries are on the medium."""
        fd = os.open(folder, os.O_RDONLY)
        try:
            if sys.platform == "darwin":
                sync(fd)
            else:
                os.fsync(fd)
        except OSError as error:  # some file systems sync no folders
            if error.errno not in _NOT_KNOWN:
                raise
        finally:
            os.close(fd)


if sys.platform == "win32":

    def _replace(source: Path, target: Path) -> None:
        """Rename over another file. Windows refuses while somebody reads that one, which
        nobody does for long."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                os.replace(source, target)
                return
            except PermissionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(PAUSE)

else:

    def _replace(source: Path, target: Path) -> None:
        os.replace(source, target)


def write_whole(path: Path, content: bytes, mode: int = 0o600) -> None:
    """Write a file so that it is either the old one or the new one, whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, mode)
    try:
        try:
            write_all(fd, content)
            sync(fd)
        finally:
            os.close(fd)
        _replace(beside, path)
    except OSError:
        with suppress(OSError):
            os.unlink(beside)
        raise
    sync_folder(path.parent)


class FileLock:
    """An exclusive lock between processes, on a file of its own that is never removed.

    The system gives it up when a process dies, so there is no stale lock.

    Args:
        names_holder: who has it stands in a file beside it, for those who wait.

    Raises:
        OSError: the file cannot be opened for writing.
    """

    def __init__(self, path: Path, names_holder: bool = False) -> None:
        self._fd = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, 0o600)
        self._path = path
        self._holder = HolderFile(path, write_over) if names_holder else None

    def take(self) -> None:
        """Wait for the lock, however long another window has it."""
        if not self._take_if_free():
            with waiting(self._path):
                self._wait()
        try:
            if self._holder:
                self._holder.note()
        except BaseException:  # whoever is stopped just then does not keep the lock
            self._give_up()
            raise

    def give_back(self) -> None:
        try:
            if self._holder:
                self._holder.clear()
        finally:
            self._give_up()

    if sys.platform == "win32":

        def _take_if_free(self) -> bool:
            import portalocker

            flags = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
            try:
                portalocker.lock(self._fd, flags)
            except portalocker.AlreadyLocked:
                return False
            except portalocker.LockException as error:
                raise OSError(errno.ENOLCK, str(error)) from error
            return True

        def _wait(self) -> None:
            """Windows itself would look only once a second whether it is free."""
            time.sleep(PAUSE)
            while not self._take_if_free():
                time.sleep(PAUSE)

        def _give_up(self) -> None:
            import portalocker

            try:
                portalocker.unlock(self._fd)
            except portalocker.LockException as error:
                raise OSError(errno.ENOLCK, str(error)) from error

    else:

        def _take_if_free(self) -> bool:
            try:
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        def _wait(self) -> None:
            fcntl.flock(self._fd, fcntl.LOCK_EX)

        def _give_up(self) -> None:
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
        if self._holder:
            self._holder.close()


def is_empty(path: Path) -> bool:
    """Whether a folder is missing or has nothing in it."""
    try:
        return not any(path.iterdir())
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return False
