"""What a programme, an offering or a session may settle for itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRule:
    """When the door is open, and to whom; times in minutes. What is ``None`` comes from
    the wider rule."""

    opens_before: int | None = None
    """Check-in opens this long before the start."""
    grace: int | None = None
    """Who arrives later than this after the start is late; who leaves more than
    this before the end left early."""
    last_admission: int | None = None
    """Check-in ends this long after the start; by default at the session's end."""
    places_held: int | None = None
    """The place of someone registered who has not come is kept this long after the
    start; only where there is a capacity."""
    walk_ins: bool | None = None
    """Whether an attendee who is not registered may add themselves."""
    departures: bool | None = None
    """Whether who is in goes out with the next scan; else that says they are in."""
    prerequisites_warn: bool | None = None
    """What someone lacks for the workshop is said, and keeps nobody out."""
    signing_before: int | None = None
    """The session may be signed this long before its end; earlier only with the time at
    which it ended."""


class HoursBase(StrEnum):
    """What a share of the minutes is a share of, where a session ended early."""

    HELD = "held"
    """Of the minutes that were held."""
    SCHEDULED = "scheduled"
    """Of the minutes that were scheduled, so that what was not held is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionRule:
    """When a workshop counts as completed. Without a word: every session attended, and 90
    percent of the minutes; see ``rules.completion.asked``."""

    share: float | None = None
    """The share of the scheduled minutes (0 < share <= 1) that is enough; said alone, a
    whole session may be missed."""
    every_session: bool | None = None
    """Every session must have been attended; said alone, for however long."""
    hours_base: HoursBase | None = None
    """Without a word what was held: nobody is behind because a facilitator ended early."""


class Unmarked(StrEnum):
    """What someone expected becomes who was never seen, when a session is closed."""

    ABSENT = "absent"
    PRESENT = "present"
    """From start to end, assumed."""


class NoDeparture(StrEnum):
    """What someone becomes who came, and of whom no departure was recorded."""

    STAYED = "stayed"
    """Present to the end, assumed."""
    LEFT = "left"
    """Of that visit no minute counts, until a facilitator says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceRule:
    """What is made of what nobody recorded."""

    unmarked: Unmarked = Unmarked.ABSENT
    no_departure: NoDeparture = NoDeparture.STAYED
