"""Who was turned away at the door, and why: for staff, on this laptop only.

It stands outside the journal and never holds what anyone typed: a name that nobody here
has may be a stranger's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kiosk.rules.checkin import Outcome


@dataclass(frozen=True, slots=True)
class Refusal:
    at: dt.datetime
    """The time that the check-in would have spoken of."""
    outcome: Outcome
    attendee: str = ""
    """The id of whom it was about, where that is known."""
    session: str = ""


class RefusalLog(Protocol):
    def note(self, refusal: Refusal) -> None:
        """Write one down. A log that cannot be written holds nobody up at the door."""

    def latest(self, most: int) -> Sequence[Refusal]:
        """The latest, the last one first."""


class NoLog:
    """Keeps nothing: where a data folder can only be read, and in tests."""

    def note(self, refusal: Refusal) -> None:
        """Let it go."""

    def latest(self, most: int) -> Sequence[Refusal]:
        return ()
