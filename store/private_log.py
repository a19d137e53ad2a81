"""A log that only its owner reads."""

from __future__ import annotations

from logging.handlers import RotatingFileHandler
from typing import Any

from store.access import open_private


class PrivateLog(RotatingFileHandler):
    """A rotating file for its owner only, also the one that is begun when it is full."""

    def _open(self) -> Any:
        path, mode, encoding = self.baseFilename, self.mode, self.encoding
        return open(path, mode, encoding=encoding, opener=open_private)
