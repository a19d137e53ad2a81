"""Completions as rows of a table, and what they can be narrowed to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from textual.content import Content

from kiosk.desk.completing.overview import Line, Stand
from kiosk.model import text
from kiosk.rules.names import fold
from kiosk.wording import named
from kiosk.words import Words
from screens.abbreviation import number_cell
from screens.choose import Pick
from screens.columns import WHOLE, RowMark, TableColumn, TableRow, make_row
from screens.drawing import person_marks
from screens.signs import stand_count, stand_sign

_WORKSHOP = 3
"""The column in which it stands which of two offerings it is."""


def key(line: Line) -> tuple[str, str]:
    """What a row is of, however often the rows are read again."""
    return line.row.attendee.id, line.row.offering.id


def columns(words: Words) -> tuple[TableColumn, ...]:
    """What gives way stands, whole, beside the row under the cursor."""
    return (
        TableColumn(words("Status"), least=WHOLE),
        TableColumn(words("Name"), weight=3, least=16, takes_mark=True),
        TableColumn(words.context("head", "Local"), weight=2, least=10, priority=2),
        TableColumn(words("Workshop"), weight=4, least=18, takes_rest=True),
        TableColumn(words("When"), least=WHOLE, priority=1),
        TableColumn(words("Minutes"), least=WHOLE),
    )


def drawn(line: Line, words: Words, today: dt.date) -> TableRow:
    """One row."""
    done, person, offering = line.row.completion, line.row.attendee, line.row.offering
    when = words.date(line.began, today) if line.began else ""
    title = text(line.row.workshop.title, words.language)
    minutes = f"{done.minutes}/{done.base_minutes}"
    local = f"  {person.local}" if person.local else ""
    who = [RowMark(one) for one in (local, *person_marks(person))]
    where = [
        RowMark(f"  {one}" if one else "", _WORKSHOP)
        for one in (when, offering.room, line.school, offering.id)
    ]
    return make_row(
        stand_sign(line.stand, words),
        named(person, words),
        number_cell(person.local),
        title,
        when,
        f"{minutes:>7}",
        marks=(*who, *where),
    )


def counts(lines: Iterable[Line], words: Words) -> str:
    """How many stand how."""
    each = Counter(line.stand for line in lines)
    return ", ".join(stand_count(stand, each[stand], words) for stand in Stand)


def offered(lines: Iterable[Line], words: Words, today: dt.date) -> list[Pick]:
    """Every workshop (``w`` and its id) by title; under one that is offered several times,
    each offering (``o``)."""
    held: dict[str, dict[str, str]] = {}
    titles: dict[str, str] = {}
    for line in lines:
        row = line.row
        title = titles.setdefault(row.workshop.id, text(row.workshop.title, words.language))
        when = words.date(line.began, today) if line.began else ""
        said = "   ".join(filter(None, (title, when, row.offering.room, line.school)))
        held.setdefault(row.workshop.id, {})[row.offering.id] = said
    found = []
    for workshop in sorted(titles, key=lambda w: fold(titles[w])):
        found.append(Pick(f"w {workshop}", Content(titles[workshop])))
        if len(held[workshop]) > 1:
            found += [Pick(f"o {o}", Content(said)) for o, said in held[workshop].items()]
    return found
