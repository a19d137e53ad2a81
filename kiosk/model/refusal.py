"""Who was turned away; kept on one laptop, and no fact: nothing follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """It never holds what anyone typed: a name that nobody here has may be a stranger's."""

    at: dt.datetime
    """The time that the check-in would have spoken of."""
    outcome: str
    """A value of ``rules.checkin.Outcome``."""
    attendee: str = ""
    """The id of whom it was about, where that is known."""
    session: str = ""
