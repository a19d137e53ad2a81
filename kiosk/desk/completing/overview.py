"""Completions with where and when they were held, ready to be searched and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.desk.completing.completions import Row, completions, workshops_held
from kiosk.desk.protocol import Desk, View
from kiosk.model import Offering, School
from kiosk.rules.completion import Stand as Stand
from kiosk.rules.names import fold


@dataclass(frozen=True, slots=True)
class Line:
    """One person and one offering, as a list shows them."""

    row: Row
    school: str
    began: dt.date | None
    """The day of the offering's first session that is held, in its own zone."""
    words: str
    """Everything it can be found by: folded, each word with a space before it."""
    stand: Stand


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are asked for; what is empty says nothing."""

    typed: str = ""
    stand: Stand | None = None
    workshop: str | None = None
    offering: str | None = None


def of_workshop(desk: Desk, workshop: str) -> list[Line]:
    """The lines of a workshop. Asked for one workshop after another, the thread that owns
    the store takes a scan in between."""
    return _lines(desk.store, completions(desk.store, workshop=workshop))


def of_attendee(desk: Desk, attendee: str) -> list[Line]:
    """The lines of a person."""
    return _lines(desk.store, completions(desk.store, attendee=attendee))


def _lines(view: View, rows: list[Row]) -> list[Line]:
    places: dict[str, tuple[str, dt.date | None]] = {}
    lines = []
    for row in rows:
        if row.offering.id not in places:
            school = view.get(School, row.offering.school)
            places[row.offering.id] = school.name if school else "", began(view, row.offering)
        name, day = places[row.offering.id]
        person, workshop = row.attendee, row.workshop
        said = (person.name, person.local, person.member_number, workshop.id, row.offering.id)
        all_said = (*said, *workshop.title.values())
        folded = f" {fold(' '.join(all_said))}"
        lines.append(Line(row, name, day, folded, row.completion.stand))
    return lines


def began(view: View, offering: Offering) -> dt.date | None:
    """The day of its first session that is held, in its own zone."""
    held = (view.sitting(session.id) for session in view.sessions_of(offering.id))
    days = [s.start.astimezone(s.zone).date() for s in held if s and not s.cancelled]
    return min(days, default=None)


def workshops(desk: Desk) -> list[str]:
    """Ids of the workshops that can be asked for."""
    return workshops_held(desk.store)


def by_name(lines: Iterable[Line]) -> list[Line]:
    """In the order of names; one person's in the order in which they were held."""

    def order(line: Line) -> tuple[str, str, dt.date]:
        person = line.row.attendee
        return fold(person.name), person.id, line.began or dt.date.max

    return sorted(lines, key=order)


def narrowed(lines: Iterable[Line], wanted: Wanted) -> list[Line]:
    """The lines that are wanted; each word typed begins a word of the line."""
    words = [f" {word}" for word in fold(wanted.typed).split()]
    return [
        line
        for line in lines
        if wanted.stand in (None, line.stand)
        and wanted.workshop in (None, line.row.workshop.id)
        and wanted.offering in (None, line.row.offering.id)
        and all(word in line.words for word in words)
    ]
