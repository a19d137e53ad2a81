"""``<kiosk>.last``: the highest number that anyone was told of.

It tells of lines that went missing from the end. It is written after each sync and not
synced itself, so that it costs little: it can lag behind the lines, and never run ahead.
"""

from __future__ import annotations

import os
from pathlib import Path

from store.disk import BINARY, write_over


class Told:
    """One such file. What goes wrong with it is passed over: the lines are what counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd = -1

    def read(self) -> int:
        """The number; 0 if there is none."""
        try:
            return int(self._path.read_bytes())
        except (OSError, ValueError):
            return 0

    def tell(self, n: int) -> None:
        try:
            if self._fd < 0:
                self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT | BINARY, 0o600)
            write_over(self._fd, b"%019d\n" % n)
        except OSError:
            return

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1
