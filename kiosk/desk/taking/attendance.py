"""Attendance as it is taken home: a row for each person and session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kiosk.desk import roster
from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Roster, RosterRow, Seen
from kiosk.desk.taking.source import Source, Wanted
from kiosk.files.exports import Kind
from kiosk.model import Session, Sitting
from kiosk.rules import schedule


@dataclass(frozen=True, slots=True)
class Line:
    row: RosterRow
    roster: Roster
    title: str
    walk_in: bool

    @property
    def sitting(self) -> Sitting:
        return self.roster.sitting

    @property
    def held_minutes(self) -> int:
        """As signed; what is not signed, as it is scheduled."""
        closing = self.roster.closing
        return closing.minutes if closing else self.sitting.minutes

    def local(self, moment: dt.datetime | None) -> dt.datetime | None:
        """On the wall clock of where the session is held."""
        return moment.astimezone(self.sitting.zone) if moment else None


def lines(desk: Desk, wanted: Wanted, language: str) -> Iterator[Line]:
    """Everyone who is expected or was there, by session and name; who only waits for a
    place, where a status asks for them. The span is of the session's day, where it is held."""
    for sitting in sittings(desk):
        if _is_held(sitting, wanted):
            yield from narrowed(of_session(desk, sitting, language), wanted)


def sittings(desk: Desk) -> list[Sitting]:
    """Every session that was not cancelled, by time."""
    known = (desk.store.sitting(session.id) for session in desk.store.all(Session))
    return schedule.by_time(s for s in known if s and not s.cancelled)


def of_session(desk: Desk, sitting: Sitting, language: str) -> list[Line]:
    """Everyone on its roster, whoever is asked for."""
    read, title = roster.read(desk, sitting.id), sitting.title(language)
    walked = {r.attendee for r in desk.store.registrations_in(sitting.offering.id) if r.walk_in}
    return [Line(row, read, title, row.attendee.id in walked) for row in read.rows]


def narrowed(lines: Iterable[Line], wanted: Wanted) -> Iterator[Line]:
    """Those that are asked for; needs nothing but the lines."""
    for line in lines:
        seen = line.row.seen
        is_asked = seen.value == wanted.status if wanted.status else seen is not Seen.WAITLISTED
        if is_asked and wanted.is_of(line.row.attendee) and _is_held(line.sitting, wanted):
            yield line


def _is_held(sitting: Sitting, wanted: Wanted) -> bool:
    day = sitting.start.astimezone(sitting.zone).date()
    return wanted.is_in(sitting.offering, sitting.workshop) and wanted.is_on(day)


SOURCE = Source(
    "attendance",
    {
        "member_number": (Kind.TEXT, "row.attendee.member_number"),
        "name": (Kind.TEXT, "row.attendee.name"),
        "local": (Kind.TEXT, "row.attendee.local"),
        "workshop": (Kind.TEXT, "sitting.workshop.id"),
        "offering": (Kind.TEXT, "sitting.offering.id"),
        "session": (Kind.TEXT, "sitting.id"),
        "title": (Kind.TEXT, "title"),
        "start": (Kind.TIME, lambda x: x.local(x.sitting.start)),
        "end": (Kind.TIME, lambda x: x.local(x.sitting.end)),
        "room": (Kind.TEXT, "sitting.room"),
        "status": (Kind.TEXT, "row.seen.value"),
        "minutes": (Kind.NUMBER, "row.minutes"),
        "scheduled_minutes": (Kind.NUMBER, "sitting.minutes"),
        "ended": (Kind.TIME, lambda x: x.local(x.roster.closing and x.roster.closing.ended)),
        "held_minutes": (Kind.NUMBER, "held_minutes"),
        "checked_in": (Kind.TIME, lambda x: x.local(x.row.at)),
        "how": (Kind.TEXT, lambda x: x.row.how.value if x.row.how else ""),
        "signed": (Kind.TEXT, lambda x: "yes" if x.roster.closing else "no"),
        "signed_by": (Kind.TEXT, "roster.signed_by"),
        "day": (Kind.DATE, lambda x: x.local(x.sitting.start).date()),
        "number": (Kind.NUMBER, "sitting.number"),
        "marked": (Kind.TEXT, lambda x: "yes" if x.row.marked else "no"),
        "walk_in": (Kind.TEXT, lambda x: "yes" if x.walk_in else "no"),
        "programme": (Kind.TEXT, "sitting.programme.id"),
        "school": (Kind.TEXT, "sitting.school.id"),
        "school_name": (Kind.TEXT, "sitting.school.name"),
        "facilitators": (Kind.TEXT, lambda x: "; ".join(x.sitting.offering.facilitators)),
        "email": (Kind.TEXT, "row.attendee.email"),
        "positions": (Kind.TEXT, lambda x: "; ".join(x.row.attendee.positions)),
        "attendee": (Kind.TEXT, "row.attendee.id"),
    },
    usual=(
        "member_number",
        "name",
        "local",
        "workshop",
        "offering",
        "session",
        "title",
        "start",
        "end",
        "room",
        "status",
        "minutes",
        "scheduled_minutes",
        "checked_in",
        "how",
        "signed",
        "signed_by",
    ),
    statuses=tuple(seen.value for seen in Seen),
    counted=("title", "status", "local"),
)
