"""The one thread that works the store, first in first out.

Screens hold frozen records only and ask here; a slow disk makes an answer wait, and the
screen stays alive.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from kiosk.desk.protocol import Desk

P = ParamSpec("P")
T = TypeVar("T")


class DeskThread:
    """Runs what is asked of a desk, one after the other."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def do(
        self, work: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do ``work(desk, …)`` when everything asked before is done."""
        call = partial(work, self.desk, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    def close(self) -> None:
        """Wait for what was asked, and stop."""
        self._pool.shutdown(wait=True)
