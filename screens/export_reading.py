"""What the export screen reads of each kind of table: a part at a time, so that the door
never waits for all of it; then all is narrowed and sorted without the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.desk.completing.completions import Row
from kiosk.desk.protocol import Desk
from kiosk.desk.taking import attendance, attendees, completions
from kiosk.desk.taking.completions import Held
from kiosk.desk.taking.source import Layout, Source, Wanted
from kiosk.files import exports
from kiosk.files.exports import Table
from screens.columns import TableColumn, TableLines, make_row

PREVIEWED = 3
"""Rows that are shown before they are written."""
_LEAST = 14
"""Cells that a column keeps, before the last columns go."""
_ROWS, _PEOPLE = 2_000, 300
"""So many are looked at before a scan is taken in between."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One kind of table."""

    source: Source
    usual: Layout
    parts: Callable[[Desk], Sequence[Any]]
    """What is read one after the other."""
    read: Callable[[Desk, Any, str], list[Any]]
    """A part of it, with titles in a language."""
    narrowed: Callable[[Iterable[Any], Wanted], Iterator[Any]]


def readings(rows: Sequence[Row]) -> dict[str, Reading]:
    """By name; of completions, these rows."""
    held: dict[str, Held] = {}

    def completed(desk: Desk, part: Sequence[Row], language: str) -> list[Any]:
        return completions.of_rows(desk, part, language, held)

    def known(desk: Desk, part: Any, language: str) -> list[Any]:
        return attendees.of_people(desk, part)

    return {
        "completions": Reading(
            completions.SOURCE,
            [(field, field) for field in completions.SHOWN],
            lambda desk: _in_parts(rows, _ROWS),
            completed,
            completions.narrowed,
        ),
        "attendance": Reading(
            attendance.SOURCE,
            [(field, field) for field in attendance.SOURCE.usual],
            attendance.sittings,
            attendance.of_session,
            attendance.narrowed,
        ),
        "attendees": Reading(
            attendees.SOURCE,
            [(field, field) for field in attendees.SOURCE.usual],
            lambda desk: _in_parts(attendees.people(desk), _PEOPLE),
            known,
            attendees.narrowed,
        ),
    }


def _in_parts(everything: Sequence[Any], count: int) -> list[Sequence[Any]]:
    return [everything[at : at + count] for at in range(0, len(everything), count)]


def typed(layout: Layout) -> str:
    """Columns as they are typed; a heading with a comma in quotes."""
    parts = [field if field == head else f"{field}={head}" for field, head in layout]
    return ", ".join('"' + p.replace('"', '""') + '"' if "," in p else p for p in parts)


def preview_lines(made: Table) -> TableLines:
    """The header and the first rows, in columns; the last columns are not seen where there is
    no room for them."""
    rows = [[str(exports.plain(value)) for value in row] for row in made.rows[:PREVIEWED]]
    heads = [column.heading for column in made.columns]
    columns = [TableColumn(least=_LEAST, priority=-place) for place in range(len(heads))]
    return TableLines(columns, [make_row(*line) for line in (heads, *rows)])
