"""When a session's door is open, which sessions make up a day, and what state each is in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model import Closing, DoorRule, Reopening, SessionFact, Sitting

DEFAULT_DOOR = DoorRule(
    opens_before=30,
    grace=15,
    places_held=15,
    walk_ins=False,
    departures=False,
    prerequisites_warn=False,
    signing_before=15,
)

LEAVES_WITHIN = dt.timedelta(minutes=30)
"""So long after the end a scan still says that someone goes; later it says nothing."""


class SessionState(StrEnum):
    UPCOMING = "upcoming"
    """The door is not open yet."""
    OPEN = "open"
    """Open for check-in."""
    RUNNING = "running"
    """It runs, and the last admission is past."""
    ENDED = "ended"
    """Over, and nobody has signed."""
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Door:
    """When people are let in, and whom else; all times in UTC, both ends included, but
    never the very end of the session: nothing is left of it then."""

    opens: dt.datetime
    closes: dt.datetime
    ends: dt.datetime
    grace: dt.timedelta
    released: dt.datetime
    """Until then the place of someone registered is kept for them."""
    walk_ins: bool
    """A known attendee may add themselves."""
    departures: bool
    """Who is in goes out with the next scan."""
    warns: bool
    """What someone lacks for the workshop is said, and they are let in all the same."""
    signing_before: dt.timedelta
    """So long before its end the session may be signed."""

    def is_open(self, now: dt.datetime) -> bool:
        return self.opens <= now <= self.closes and now < self.ends

    def may_leave(self, now: dt.datetime) -> bool:
        """Whether a scan says that someone goes."""
        return now <= self.ends + LEAVES_WITHIN


def door(sitting: Sitting) -> Door:
    """The narrowest rule that says something wins: session, offering, programme."""
    known: Door | None = sitting.derived.get("door")
    if known is None:
        rules = (sitting.session.door, sitting.offering.door, sitting.programme.door)
        start, end = sitting.start.astimezone(dt.UTC), sitting.end.astimezone(dt.UTC)
        known = sitting.derived["door"] = _door(start, end, rules)
    return known


def _door(start: dt.datetime, end: dt.datetime, rules: tuple[DoorRule, ...]) -> Door:
    def rule(name: str) -> int | None:
        for level in (*rules, DEFAULT_DOOR):
            value: int | None = getattr(level, name)
            if value is not None:
                return value
        return None

    def minutes(name: str) -> dt.timedelta:
        return dt.timedelta(minutes=rule(name) or 0)

    last = rule("last_admission")
    return Door(
        opens=start - minutes("opens_before"),
        closes=end if last is None else min(end, start + dt.timedelta(minutes=last)),
        ends=end,
        grace=minutes("grace"),
        released=start + minutes("places_held"),
        walk_ins=bool(rule("walk_ins")),
        departures=bool(rule("departures")),
        warns=bool(rule("prerequisites_warn")),
        signing_before=minutes("signing_before"),
    )


def standing_closing(facts: Sequence[SessionFact]) -> Closing | None:
    """The signature in force: the latest, unless the session was reopened after it.

    ``facts`` are the session's, in their order.
    """
    closing = None
    for fact in facts:
        if isinstance(fact, Closing):
            closing = fact
        elif isinstance(fact, Reopening):
            closing = None
    return closing


def state(sitting: Sitting, closed: bool, now: dt.datetime) -> SessionState:
    """What a session is at a time."""
    if sitting.cancelled:
        return SessionState.CANCELLED
    if closed:
        return SessionState.CLOSED
    opening = door(sitting)
    if now < opening.opens:
        return SessionState.UPCOMING
    if opening.is_open(now):
        return SessionState.OPEN
    return SessionState.RUNNING if now < sitting.end else SessionState.ENDED


def is_on(sitting: Sitting, day: dt.date) -> bool:
    """Whether a session starts on a day of its own zone."""
    return sitting.start.astimezone(sitting.zone).date() == day


def day_of(sitting: Sitting) -> tuple[dt.datetime, dt.datetime]:
    """The day of its own zone on which a session starts: its first moment and that of the
    day after, in UTC. It may have 23 or 25 hours."""
    known: tuple[dt.datetime, dt.datetime] | None = sitting.derived.get("day")
    if known is None:
        zone, day = sitting.zone, sitting.start.astimezone(sitting.zone).date()
        first, last = (
            dt.datetime.combine(one, dt.time(), zone).astimezone(dt.UTC)
            for one in (day, day + dt.timedelta(days=1))
        )
        known = sitting.derived["day"] = first, last
    return known


def in_day(sitting: Sitting, now: dt.datetime) -> bool:
    """Whether a session is one of the day's: it starts today in its zone, still runs,
    or is open for check-in."""
    about = door(sitting)
    if about.opens <= now < about.ends:
        return True
    first, last = day_of(sitting)
    return first <= now < last


def past_from(sitting: Sitting) -> dt.datetime:
    """From then on a session is over and none of the day's; in UTC."""
    return max(door(sitting).ends, day_of(sitting)[1])


def by_time(sittings: Iterable[Sitting]) -> list[Sitting]:
    """In the order in which a board shows them."""
    return sorted(sittings, key=lambda s: (s.start, s.end, s.room, s.id))


def checked_end(start: dt.datetime, end: dt.datetime) -> dt.datetime:
    """The end, if a session can have it.

    Raises:
        ValueError: it is not after the start, or more than a day later.
    """
    if end <= start:
        raise ValueError("it ends before it starts")
    if end - start > dt.timedelta(hours=24):
        raise ValueError("it is longer than a day: write each sitting as a session")
    return end
