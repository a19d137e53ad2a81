"""How far something has come, on a terminal, once it takes longer than a second."""

from __future__ import annotations

import sys
import time

_PATIENCE = 1.0
"""Seconds before anything is said."""
_EVERY = 0.2


class Progress:
    """Writes over its own line of standard error; off a terminal it says nothing."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._said_at = 0.0
        self._shown = False
        self._on = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._on or now - self._began < _PATIENCE:
            return
        if done < total and now - self._said_at < _EVERY:
            return
        self._said_at, self._shown = now, True
        percent = 100 * done // max(total, 1)
        sys.stderr.write(f"\r{self._what}: {percent} %\x1b[K")
        sys.stderr.flush()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves no line behind."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
