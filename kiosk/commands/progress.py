"""How far something has come, on a terminal, once it takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time

_PATIENCE = 1.0
"""Seconds before anything is said."""
_EVERY = 0.2


class Progress:
    """Writes over its own line of standard error; off a terminal it says nothing.

    Before it is told how far it is, which some readers of files cannot tell, it says only
    that it is at work.
    """

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = time.monotonic()
        self._said_at = 0.0
        self._shown = self._left = False
        self._lock = threading.Lock()
        self._on = sys.stderr.isatty()
        self._begin = threading.Timer(_PATIENCE, self._say, ["…"])
        self._begin.daemon = True

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._on or now - self._began < _PATIENCE:
            return
        if done < total and now - self._said_at < _EVERY:
            return
        self._said_at = now
        self._say(f": {100 * done // max(total, 1)} %")

    def _say(self, how_far: str) -> None:
        with self._lock:
            if not self._left:
                self._shown = True
                sys.stderr.write(f"\r{self._what}{how_far}\x1b[K")
                sys.stderr.flush()

    def __enter__(self) -> Progress:
        if self._on:
            self._begin.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Leaves no line behind."""
        self._begin.cancel()
        with self._lock:
            self._left = True
            if self._shown:
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()
