"""A system whose calls can fail, one at a time, or stop for good."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHANGING = (
    "open",
    "write",
    "pwrite",
    "ftruncate",
    "fsync",
    "fdatasync",
    "replace",
    "rename",
    "mkdir",
    "unlink",
)
"""The calls that change something on a disk, or wait for it; and what opens a file."""

READING = ("pread", "read", "fstat", "stat", "listdir", "access", "lseek", "close")


class Crash(BaseException):
    """The process is gone: nothing of it runs any more."""


Fault = Callable[[str, Callable[..., Any], tuple[Any, ...]], Any]
"""What happens in place of a call, given its name, the real one and its arguments."""


def crash_before(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    raise Crash


def crash_after(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    real(*args)
    raise Crash


def crash_half_way(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """Half of what was to be written is."""
    if name in ("write", "pwrite"):
        real(args[0], args[1][: len(args[1]) // 2], *args[2:])
    raise Crash


def no_space(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def input_output_error(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def half_then_no_space(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """The system takes half, and then says that the disk is full."""
    if name in ("write", "pwrite"):
        real(args[0], args[1][: len(args[1]) // 2], *args[2:])
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def done_and_denied(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """It was done, and an error is reported all the same."""
    real(*args)
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def short(name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """A write takes a third, without an error."""
    if name in ("write", "pwrite"):
        return real(args[0], args[1][: max(1, len(args[1]) // 3)], *args[2:])
    return real(*args)


class System:
    """Counts the calls, and lets the one whose turn it is fail."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.calls: list[str] = []
        self._at = -1
        self._fault: Fault | None = None
        self._dead = False

    @contextmanager
    def failing(self, at: int = -1, fault: Fault | None = None) -> Iterator[None]:
        """Count calls from now on; the one numbered ``at``, from 0, fails. After a crash,
        every later one does."""
        self.calls, self._at, self._fault, self._dead = [], at, fault, False
        with pytest.MonkeyPatch.context() as patch:
            for name in self.names:
                patch.setattr(os, name, self._call(name, getattr(os, name)))
            try:
                yield
            finally:
                self._fault = None

    def _call(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if self._dead:
                raise Crash
            number = len(self.calls)
            self.calls.append(name)
            if self._fault is None or number != self._at:
                return real(*args, **kwargs)
            try:
                return self._fault(name, lambda *a: real(*a, **kwargs), args)
            except Crash:
                self._dead = True
                raise

        return call
