"""What a board or a list shows of sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.clock import zone
from kiosk.desk.protocol import Desk, View
from kiosk.model import Sitting
from kiosk.rules import schedule

Keep = Callable[[Sitting], bool]
"""Says which sessions are wanted."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A session with its numbers."""

    sitting: Sitting
    state: schedule.SessionState
    registered: int
    """Registered, without the waitlisted and the cancelled."""
    checked_in: int
    """People with a check-in that stands."""


def listed(desk: Desk, sitting: Sitting, now: dt.datetime) -> Listed:
    view, counts = desk.store, desk.counts
    return Listed(
        sitting,
        _state(view, sitting, now),
        len(counts.registered(view, sitting.offering.id)),
        len(counts.came(view, sitting.id)),
    )


def _state(view: View, sitting: Sitting, now: dt.datetime) -> schedule.SessionState:
    closed = schedule.standing_closing(view.session_facts(sitting.id)) is not None
    return schedule.state(sitting, closed, now)


def sessions(desk: Desk, keep: Keep | None = None) -> list[Listed]:
    """The day's sessions, or those that ``keep`` says, by time."""
    now = desk.clock.now()
    wanted = keep or (lambda sitting: schedule.in_day(sitting, now))
    shown = schedule.by_time(filter(wanted, desk.store.timetable()))
    return [listed(desk, sitting, now) for sitting in shown]


@dataclass(frozen=True, slots=True)
class DayList:
    """What staff see of a day."""

    day: dt.date
    rows: tuple[Listed, ...]
    unclosed: tuple[Listed, ...]
    """Sessions of earlier days that are over and nobody signed, the latest first."""


def of_day(desk: Desk, wanted: dt.date | None = None) -> DayList:
    """The sessions that start on a day of their own zone (by default today, with those
    that still run), and what was left unclosed before."""
    view, now = desk.store, desk.clock.now()
    everything = view.timetable()
    today = now.astimezone(zone(view.organisation.zone)).date()
    day = wanted or today
    shown = [s for s in everything if schedule.is_on(s, day)]
    if day == today:
        shown += [s for s in everything if schedule.in_day(s, now) and s not in shown]
    left = [
        s
        for s in reversed(schedule.by_time(everything))
        if s.end < now
        and s not in shown
        and s.start.astimezone(s.zone).date() < today
        and _state(view, s, now) is schedule.SessionState.ENDED
    ]
    return DayList(
        day,
        tuple(listed(desk, s, now) for s in schedule.by_time(shown)),
        tuple(listed(desk, s, now) for s in left),
    )
