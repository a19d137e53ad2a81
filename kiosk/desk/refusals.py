"""Who was turned away at the door, and why: for staff, on this laptop only.

It stands outside the journal, in a file that rotates.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from kiosk.model.refusal import Refusal


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
