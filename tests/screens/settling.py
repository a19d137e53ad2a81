"""When the app has nothing left to do: known from its event loop, not guessed from the
processor's load.

Textual's pilot waits after each key until the process looks idle, for a fiftieth of a
second at least, and for a second at most: that is slow where the machine is quick, and too
short where it is busy. Here an app is settled when its loop has no callback that is due,
no work on another thread, and nothing to draw. Timers that are not due yet count for
nothing: a test that needs one waits for what it brings.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from weakref import WeakKeyDictionary

import textual.app
import textual.pilot
from textual.app import App

SECONDS = 30.0
"""More than any machine needs; what takes longer has come to a standstill."""


class Settling:
    """Counts what the loop has given to other threads, and waits for the rest."""

    def __init__(self, app: App[Any], keeps_back: Callable[[], bool] = lambda: False) -> None:
        """``keeps_back``: whether a key is kept until it is clear that it is a hand's."""
        self._app = app
        self._keeps_back = keeps_back
        self._loop = asyncio.get_running_loop()
        self._away: set[asyncio.Future[Any]] = set()

    async def drawn(self) -> None:
        """Wait until the loop has nothing that is due and the screen is painted; other
        threads may still be at work."""
        deadline = time.monotonic() + SECONDS
        while True:
            await asyncio.sleep(0)
            assert time.monotonic() < deadline, "The app does not come to rest"
            if not self._loop._ready and not self._paint():  # type: ignore[attr-defined]
                return

    async def settled(self, *_: float) -> None:
        """Wait for that, and for the other threads; and until a key that is kept back is
        given on, for a hand looks before it types on."""
        deadline = time.monotonic() + SECONDS
        await self.drawn()
        while self._away or self._keeps_back():
            assert time.monotonic() < deadline, f"Work on a thread that does not end: {self._away}"
            if self._away:
                await asyncio.wait(self._away, timeout=1, return_when=asyncio.FIRST_COMPLETED)
            else:
                await asyncio.sleep(0.002)
            await self.drawn()

    def _paint(self) -> bool:
        """Draw what is to be drawn; whether there was anything."""
        app = self._app
        if not app._running or app._batch_count or not app._screen_stack:
            return False
        screen = app.screen
        if not (
            screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._dirty_widgets
            or screen._callbacks
        ):
            return False
        screen._on_timer_update()
        return True

    def _counted(
        self, run: Callable[..., asyncio.Future[Any]]
    ) -> Callable[..., asyncio.Future[Any]]:
        def counted(
            executor: Executor | None, work: Callable[..., Any], *args: Any
        ) -> asyncio.Future[Any]:
            future = run(executor, work, *args)
            self._away.add(future)
            future.add_done_callback(self._away.discard)
            return future

        return counted

    @classmethod
    def of(cls, app: App[Any]) -> Settling | None:
        """That which is in place for an app."""
        return _IN_PLACE.get(app)

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Let the pilot wait so."""
        counted = self._counted(self._loop.run_in_executor)
        with (
            patch.object(self._loop, "run_in_executor", counted),
            patch.object(textual.app, "wait_for_idle", self.settled),
            patch.object(textual.pilot, "wait_for_idle", self.settled),
        ):
            _IN_PLACE[self._app] = self
            yield


_IN_PLACE: WeakKeyDictionary[App[Any], Settling] = WeakKeyDictionary()
