"""What a programme, an offering or a session may settle for itself."""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionRule:
    """When a workshop counts as completed."""

    share: float | None = None
    """The share of the scheduled minutes (0 < share <= 1) that is enough. ``None``:
    every session must have been attended."""
