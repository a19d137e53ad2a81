"""The waits of this process for a lock that another window holds.

Whoever shows screens asks how long it has been; a command has itself told, for its own
thread stands still meanwhile.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kiosk.rules import lock_waits as rules

if TYPE_CHECKING:  # nothing of it is needed before somebody waits
    from kiosk.model.locking import LockHolder, LockWait

Listener: TypeAlias = "Callable[[LockWait | None], None]"
"""Is told of a long wait at each of its stages, and with ``None`` once it is over."""


class _Waits:
    """Of one process, which may wait in several threads."""

    def __init__(self) -> None:
        self.since: dict[int, tuple[float, Path]] = {}
        """When each thread began, by the monotonic clock, and for which lock."""
        self.listener: Listener | None = None
        self.window = "kiosk"


_waits = _Waits()


def name_window(name: str) -> None:
    """What this process is called where others wait for it: its command."""
    _waits.window = name[:60]


def window() -> str:
    """The same, for the file beside the lock."""
    return _waits.window


def seconds() -> float:
    """For how long this process has waited; zero where it does not."""
    began = [began for began, _ in _waits.since.copy().values()]
    return time.monotonic() - min(began) if began else 0.0


def holder() -> LockHolder | None:
    """Who holds what is waited for longest, where that can be said."""
    waits = sorted(_waits.since.copy().values())
    return _holder(waits[0][1]) if waits else None


def _holder(lock: Path) -> LockHolder | None:
    from store.lock_holder import read_holder  # nobody waits, nearly always

    return read_holder(lock)


@contextmanager
def listening(listener: Listener | None) -> Iterator[None]:
    """Have long waits told to somebody, or to nobody, in here."""
    before, _waits.listener = _waits.listener, listener
    try:
        yield
    finally:
        _waits.listener = before


@contextmanager
def waiting(lock: Path) -> Iterator[None]:
    """This thread waits for a lock in here."""
    thread, began = threading.get_ident(), time.monotonic()
    _waits.since[thread] = began, lock
    over = threading.Event()
    if _waits.listener:
        watch = threading.Thread(
            target=_watch, args=(lock, began, over, _waits.listener), daemon=True
        )
        watch.start()
    try:
        yield
    finally:
        del _waits.since[thread]
        over.set()


def _watch(lock: Path, began: float, over: threading.Event, listener: Listener) -> None:
    from kiosk.model.locking import LockWait

    said = False
    for after in (rules.SAID_AFTER, rules.HOLDER_AFTER):
        if over.wait(began + after - time.monotonic()):
            break
        said, is_long = True, after >= rules.HOLDER_AFTER
        listener(LockWait(time.monotonic() - began, _holder(lock) if is_long else None))
    if said:
        over.wait()
        listener(None)
