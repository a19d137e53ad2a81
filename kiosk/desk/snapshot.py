"""What every screen shows of the day.

It is there before the data folder is, and so needs nothing of what reads one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from kiosk.desk.day import Listed
    from kiosk.rules.search import Directory


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The day as it stood at a time."""

    revision: int
    at: dt.datetime
    title: str
    """The day's school, or the organisation where there is none or several."""
    languages: tuple[str, ...]
    zone: ZoneInfo
    """The zone of the day's first session, else the organisation's."""
    sessions: tuple[Listed, ...]
    directory: Directory | None
    """``None`` until the data folder has been read."""
    expected: frozenset[str] = frozenset()
    """Ids of who is registered for a session that is open now: whom a name most likely
    means. Empty where they are too many to be of any help."""
    read_only: bool = False
    """Nothing can be recorded in this data folder."""
    served: frozenset[str] | None = None
    """Ids of the sessions, of any day, that this kiosk checks in to; ``None``: all."""
    damages: int = 0
    """Places in it that are damaged; ``kiosk check`` says what to do about each."""

    @classmethod
    def opening(cls) -> Snapshot:
        """What is shown until the data folder has been read."""
        now = dt.datetime.now(dt.UTC)
        return cls(-1, now, "", ("en",), ZoneInfo("UTC"), (), None)

    @property
    def is_open(self) -> bool:
        return self.revision >= 0
