"""The one thread that works the store, first in first out.

Screens hold frozen records only and ask here; a slow disk makes an answer wait, and the
screen stays alive.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from kiosk.desk.protocol import Desk
    from kiosk.model.locking import LockHolder

P = ParamSpec("P")
T = TypeVar("T")


class LockWaits(Protocol):
    """How long the thread has waited for another window, as any thread may ask."""

    def seconds(self) -> float:
        """Zero where it does not wait."""
        ...

    def holder(self) -> LockHolder | None:
        """Who holds what it waits for; looks at a file."""
        ...


class NoWaits:
    """Of a desk that nobody else works on."""

    def seconds(self) -> float:
        return 0.0

    def holder(self) -> LockHolder | None:
        return None


class DeskThread:
    """Runs what is asked of a desk, one after the other; opening it is the first of it."""

    def __init__(self, opener: Callable[[], Desk], waits: LockWaits | None = None) -> None:
        self._opener = opener
        self.waits: LockWaits = waits or NoWaits()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self.desk: Desk | None = None
        """``None`` until it is open."""

    async def open(self) -> Desk:
        """Open the desk, on the thread.

        Raises:
            ForPeople: it cannot be opened.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._opened)

    def _opened(self) -> Desk:
        if self.desk is None:
            self.desk = self._opener()
        return self.desk

    async def do(
        self, work: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do ``work(desk, …)`` when everything asked before is done."""

        def call() -> T:
            return work(self._opened(), *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    def close(self) -> None:
        """Wait for what was asked, and stop."""
        self._pool.shutdown(wait=True)
