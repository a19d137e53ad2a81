"""Why what was complete once is not any more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kiosk.rules.completion import Completion


class Why(StrEnum):
    """What took a completion below its rule."""

    REOPENED = "reopened"
    """A session is open again, and nobody has signed it since."""
    SIGNED_ANEW = "signed_anew"
    TAKEN_BACK = "taken_back"
    """What was made up or granted was taken back."""
    REFUSED = "refused"
    MADE_UP_ELSEWHERE = "made_up_elsewhere"
    """Minutes that made up for something here count for something else."""
    SCHEDULE_CHANGED = "schedule_changed"
    """A session or its offering was cancelled."""
    RULE_CHANGED = "rule_changed"
    """The programme asks for something else, or the workshop has other parts."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Flag:
    """A completion that was so by what was known before, and by what is known now is not."""

    why: Why
    of: str
    """The id of what was changed: a session, an offering, a workshop, a programme, or the
    fact that was taken back."""
    at: dt.datetime | None
    """When that was recorded, by the machine's clock."""
    by: str
    """The id of who did it; empty where it is not known: a file that was brought in."""
    reason: str
    """What was said of it; empty where nothing was."""
    was: Completion
    """What it was until then."""
