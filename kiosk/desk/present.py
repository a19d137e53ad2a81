"""Who is here now, by room: for an evacuation, and for whoever looks for somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.desk.protocol import Desk, View
from kiosk.model import AttendanceStatus, Attendee, Sitting
from kiosk.rules import attendance, schedule
from kiosk.rules.names import fold


@dataclass(frozen=True, slots=True)
class Here:
    """Someone who checked in and did not go."""

    attendee: Attendee
    sitting: Sitting
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a school with the people in it."""

    name: str
    """As its first session writes it; empty where none is named."""
    people: tuple[Here, ...]
    """By name."""

    @property
    def sittings(self) -> list[Sitting]:
        """The sessions that they came for."""
        return schedule.by_time({here.sitting.id: here.sitting for here in self.people}.values())


@dataclass(frozen=True, slots=True)
class Present:
    at: dt.datetime
    rooms: tuple[Room, ...]
    """Where anybody is, by name."""
    online: tuple[Here, ...]
    """At a session online: in none of the rooms. By name."""

    @property
    def count(self) -> int:
        """People in the rooms."""
        return sum(len(room.people) for room in self.rooms)


def present(desk: Desk) -> Present:
    """Everyone who is checked in to a session that runs or whose door is open, and did not
    go since; each once, where they checked in last.

    Also of a session that was cancelled, or signed before its end: who came for it is
    not known to have gone. A facilitator who marked someone absent, excused or gone early,
    after they came, is believed.
    """
    view, now = desk.store, desk.clock.now()
    latest: dict[str, Here] = {}
    for here in _checked_in(view, now):
        known = latest.get(here.attendee.id)
        if known is None or known.since < here.since:
            latest[here.attendee.id] = here
    people = sorted(latest.values(), key=lambda h: (fold(h.attendee.name), h.attendee.id))
    rooms: dict[tuple[str, str], list[Here]] = {}
    for here in people:
        if not here.sitting.offering.online:
            key = fold(here.sitting.room), here.sitting.school.id
            rooms.setdefault(key, []).append(here)
    named = [_room(found, rooms) for _, found in sorted(rooms.items())]
    online = [here for here in people if here.sitting.offering.online]
    return Present(now, tuple(named), tuple(online))


def _checked_in(view: View, now: dt.datetime) -> Iterator[Here]:
    for sitting in view.timetable():
        if not schedule.door(sitting).opens <= now < sitting.end:
            continue
        for attendee_id in view.people_in(sitting.id):
            attendee = view.get(Attendee, attendee_id)
            stands = attendance.standing(view.person_facts(sitting.id, attendee_id))
            if attendee and stands.is_in and not _marked_gone(stands):
                yield Here(attendee, sitting, stands.visits[-1][0])


def _marked_gone(stands: attendance.Standing) -> bool:
    mark, last = stands.mark, stands.last
    if mark is None or last is None or mark.order < last.order:
        return False
    return mark.status not in (AttendanceStatus.PRESENT, AttendanceStatus.LATE)


def _room(people: list[Here], rooms: dict[tuple[str, str], list[Here]]) -> Room:
    """With its school, where rooms of several schools are in use."""
    first = min(people, key=lambda here: here.since).sitting
    several = len({school for _, school in rooms}) > 1
    name = f"{first.room} · {first.school.name}" if several and first.room else first.room
    return Room(name, tuple(people))
