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
from screens.choose import Pick
from screens.drawing import cut
from screens.signs import stand_count, stand_sign


def key(line: Line) -> tuple[str, str]:
    """What a row is of, however often the rows are read again."""
    return line.row.attendee.id, line.row.offering.id


def heads(words: Words) -> tuple[str, ...]:
    """What stands above the cells."""
    return (
        words("Status"),
        words("Name"),
        words.context("head", "Local"),
        words("Workshop"),
        words("When"),
        words("Minutes"),
    )


def cells(line: Line, words: Words, today: dt.date, narrow: bool) -> list[str | Content]:
    """One row; ``narrow``: names and locals give way. Whole, they stand beside it."""
    done, person = line.row.completion, line.row.attendee
    name = _at_most(named(person, words), 18 if narrow else 26)
    local = _at_most(person.local, 10 if narrow else 12)
    when = words.date(line.began, today) if line.began else ""
    title = text(line.row.workshop.title, words.language)
    minutes = f"{done.minutes}/{done.scheduled_minutes}"
    return [stand_sign(line.stand, words), name, local, title, when, f"{minutes:>7}"]


def _at_most(text: str, width: int) -> str:
    return cut(text, width).rstrip()


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
