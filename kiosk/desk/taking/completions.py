"""Completions as they are taken home: a row for each person and offering."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.desk.completing import explaining
from kiosk.desk.completing.completions import Row, completions
from kiosk.desk.protocol import Desk, View
from kiosk.desk.taking.source import Source, Wanted
from kiosk.files.exports import Kind, Value
from kiosk.model import Programme, School, text
from kiosk.rules import signing
from kiosk.rules.completion import Stand
from kiosk.rules.names import fold

EVERYONE = "all"
"""The status that asks for everyone, complete or not."""


@dataclass(frozen=True, slots=True)
class Held:
    """What all rows of an offering share."""

    programme: str
    school: str
    title: str
    section: str
    first: dt.date | None
    last: dt.date | None
    signed_by: str


class Line(NamedTuple):
    """There may be very many: a tuple is made in a third of the time."""

    row: Row
    held: Held
    decided_by: str
    """Who granted or refused it, else who signed the sessions."""


def lines(desk: Desk, wanted: Wanted, language: str) -> Iterator[Line]:
    """Those who completed, unless a status asks for others; by offering and name. The span
    is of the day of completion; of who did not complete, of the last day it was held."""
    rows = completions(desk.store)
    if not wanted.status:
        rows = [row for row in rows if row.completion.complete]
    return narrowed(of_rows(desk, by_name(rows), language, {}), wanted)


def by_name(rows: Iterable[Row]) -> list[Row]:
    """By offering, and as people sort names: É beside E."""
    names: dict[str, str] = {}

    def order(row: Row) -> tuple[str, str, str]:
        person = row.attendee
        if person.id not in names:
            names[person.id] = fold(person.name)
        return row.offering.id, names[person.id], person.id

    return sorted(rows, key=order)


def of_rows(desk: Desk, rows: Iterable[Row], language: str, held: dict[str, Held]) -> list[Line]:
    """What a table is made of, of rows that were read before.

    Args:
        held: what is known of offerings already, by id; more is added to it.
    """
    view, found = desk.store, []
    for row in rows:
        if row.offering.id not in held:
            held[row.offering.id] = _held(view, row, language)
        here = held[row.offering.id]
        found.append(Line(row, here, _decided(view, row, here)))
    return found


def narrowed(lines: Iterable[Line], wanted: Wanted) -> Iterator[Line]:
    """Those that are asked for; needs nothing but the lines."""
    if wanted in (Wanted(), Wanted(status=EVERYONE)):
        yield from lines
        return
    for line in lines:
        row = line.row
        if (
            wanted.status in ("", EVERYONE, row.completion.stand.value)
            and wanted.is_in(row.offering, row.workshop)
            and wanted.is_of(row.attendee)
            and wanted.is_on(row.completion.completed_on or line.held.last)
        ):
            yield line


def _held(view: View, row: Row, language: str) -> Held:
    programme = view.get(Programme, row.workshop.programme)
    school = view.get(School, row.offering.school)
    signed = (
        explaining.staff_name(view, who)
        for h in row.held
        if h.closing
        for who in signing.signers(view.session_facts(h.sitting.id))
    )
    days = [h.sitting.start.astimezone(h.sitting.zone).date() for h in row.held]
    return Held(
        text(programme.title, language) if programme else "",
        school.name if school else "",
        text(row.workshop.title, language),
        text(row.workshop.section, language),
        min(days, default=None),
        max(days, default=None),
        "; ".join(dict.fromkeys(signed)),
    )


def _decided(view: View, row: Row, held: Held) -> str:
    if row.ruling is None:
        return held.signed_by
    return explaining.staff_name(view, row.ruling.by) if row.ruling.by else ""


def _hours(line: Line) -> Value:
    return round(line.row.completion.minutes / 60, 2)


SOURCE = Source(
    "completions",
    {
        "member_number": (Kind.TEXT, "row.attendee.member_number"),
        "name": (Kind.TEXT, "row.attendee.name"),
        "local": (Kind.TEXT, "row.attendee.local"),
        "workshop": (Kind.TEXT, "row.workshop.id"),
        "offering": (Kind.TEXT, "row.offering.id"),
        "completed_on": (Kind.DATE, "row.completion.completed_on"),
        "title": (Kind.TEXT, "held.title"),
        "minutes": (Kind.NUMBER, "row.completion.minutes"),
        "scheduled_minutes": (Kind.NUMBER, "row.completion.scheduled_minutes"),
        "held_minutes": (Kind.NUMBER, "row.completion.held_minutes"),
        "complete": (Kind.TEXT, lambda x: "yes" if x.row.completion.complete else "no"),
        "reason": (Kind.TEXT, "row.completion.reason.value"),
        "missing_sessions": (
            Kind.TEXT,
            lambda x: ";".join(sitting.id for sitting in x.row.completion.missing),
        ),
        "unsigned_sessions": (
            Kind.TEXT,
            lambda x: ";".join(sitting.id for sitting in x.row.completion.unsigned),
        ),
        "status": (Kind.TEXT, "row.completion.stand.value"),
        "hours": (Kind.NUMBER, _hours),
        "held_from": (Kind.DATE, "held.first"),
        "held_to": (Kind.DATE, "held.last"),
        "programme": (Kind.TEXT, "row.workshop.programme"),
        "programme_title": (Kind.TEXT, "held.programme"),
        "section": (Kind.TEXT, "held.section"),
        "school": (Kind.TEXT, "row.offering.school"),
        "school_name": (Kind.TEXT, "held.school"),
        "room": (Kind.TEXT, "row.offering.room"),
        "facilitators": (Kind.TEXT, lambda x: "; ".join(x.row.offering.facilitators)),
        "email": (Kind.TEXT, "row.attendee.email"),
        "language": (Kind.TEXT, "row.attendee.language"),
        "positions": (Kind.TEXT, lambda x: "; ".join(x.row.attendee.positions)),
        "attendee": (Kind.TEXT, "row.attendee.id"),
        "decided_by": (Kind.TEXT, "decided_by"),
    },
    usual=(
        "member_number",
        "name",
        "local",
        "workshop",
        "offering",
        "completed_on",
        "title",
        "minutes",
        "scheduled_minutes",
    ),
    statuses=(EVERYONE, *(stand.value for stand in Stand)),
    counted=("title", "local"),
)
SHOWN = (*SOURCE.usual, "complete", "reason", "missing_sessions", "unsigned_sessions")
"""The fields where people who did not complete stand among those who did."""
