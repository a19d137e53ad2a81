"""Who holds the lock between the windows of a laptop, for whoever waits for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The window that has the lock now."""

    window: str
    """The command that it runs: ``kiosk``, ``kiosk scan``."""
    process: int
    since: dt.datetime
    terminal: str = ""
    """Where it runs, as ``pts/3``; empty where there is none, or it is not known."""
    suspended: bool = False
    """It was stopped, and does nothing until somebody lets it go on."""


@dataclass(frozen=True, slots=True)
class LockWait:
    """A wait for the lock that takes long."""

    seconds: float
    holder: LockHolder | None = None
    """``None``: it is too early to say, or not known."""
