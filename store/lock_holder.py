"""Who holds a lock, in a file beside it: ``lock.holder``.

The holder writes itself there once it has the lock, and takes that back before it gives the
lock up; neither is synced, so that it costs a check-in nothing that could be measured. What
stands there after a crash is of a process that is gone, and a process that was given its
number since began later: neither is told as the holder.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.model.locking import LockHolder
from store.lock_waits import window

_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_LENGTH = 128
"""Bytes that are written each time, so that nothing of a longer entry is left."""
_TOLERANCE = 2.0
"""Seconds by which the system's time of a process's begin may be off."""


class _Entry(msgspec.Struct):
    process: int
    window: str
    since: float


_decode = msgspec.json.Decoder(_Entry).decode


def holder_path(lock: Path) -> Path:
    """The file beside a lock.

    >>> holder_path(Path("lock")).name
    'lock.holder'
    """
    return lock.with_suffix(".holder")


class HolderFile:
    """Written by whoever has the lock. What goes wrong with it is passed over: who waits is
    then told that the holder is not known."""

    def __init__(self, lock: Path, write_over: Callable[[int, bytes], None]) -> None:
        """``write_over``: writes over the first bytes of an open file."""
        self._write_over = write_over
        self._path = holder_path(lock)
        self._fd = -1
        self._head = b""

    def note(self) -> None:
        """This process has the lock from now on."""
        try:
            if self._fd < 0:
                self._open()
            self._write_over(self._fd, (b"%s%.3f}" % (self._head, time.time())).ljust(_LENGTH))
        except OSError:
            self.clear()

    def clear(self) -> None:
        """It is about to give the lock up."""
        try:
            if self._fd >= 0:
                self._write_over(self._fd, b" ")
        except OSError:
            return

    def _open(self) -> None:
        self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o600)
        name = msgspec.json.encode(window())
        self._head = b'{"process":%d,"window":%s,"since":' % (os.getpid(), name)

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1


def read_holder(lock: Path) -> LockHolder | None:
    """Who holds a lock that somebody waits for; ``None`` where that cannot be said."""
    try:
        with holder_path(lock).open("rb") as file:
            entry = _decode(file.read(_LENGTH))
        since = dt.datetime.fromtimestamp(entry.since, dt.UTC)
    except (OSError, msgspec.MsgspecError, ValueError, OverflowError):
        return None
    return _alive(entry, since)


def _alive(entry: _Entry, since: dt.datetime) -> LockHolder | None:
    """The holder, unless that process is gone and another has its number."""
    import psutil

    try:
        process = psutil.Process(entry.process)
        with process.oneshot():
            if process.create_time() > entry.since + _TOLERANCE:
                return None
            suspended = process.status() in (psutil.STATUS_STOPPED, psutil.STATUS_TRACING_STOP)
    except (psutil.Error, ValueError):
        return None
    return LockHolder(entry.window, entry.process, since, _terminal(process), suspended)


def _terminal(process: object) -> str:
    """Where it runs; Windows does not say."""
    import psutil

    try:
        terminal: str | None = process.terminal()  # type: ignore[attr-defined]
    except (psutil.Error, AttributeError, OSError):
        return ""
    return (terminal or "").removeprefix("/dev/")
