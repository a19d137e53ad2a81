"""A roster's rows as they are drawn, and which of them are selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from textual.content import Content

from kiosk.desk.roster import Roster, RosterRow, Seen
from kiosk.rules.names import fold
from kiosk.wording import named
from kiosk.words import Words
from screens.abbreviation import make_cell, number_cell
from screens.columns import WHOLE, TableColumn, TableRow, make_row
from screens.drawing import person_marks
from screens.signs import how_word, sign

NOTED = "✎"
"""Stands behind the name of whom there is a note."""
CHOSEN = "▸"
"""Stands before the name of who is selected."""


def columns(words: Words) -> tuple[TableColumn, ...]:
    """How someone was checked in gives way first."""
    return (
        TableColumn(words("Status"), least=WHOLE),
        TableColumn(words("Name"), least=18, takes_rest=True, takes_mark=True),
        TableColumn(words.context("head", "Local"), least=10),
        TableColumn(words("Time"), least=WHOLE),
        TableColumn(words("By"), least=WHOLE, priority=1),
    )


def cells(
    found: Roster,
    row: RosterRow,
    words: Words,
    flashes: bool,
    is_chosen: bool,
    is_noted: bool,
) -> TableRow:
    """One person."""
    at = words.time(row.at.astimezone(found.sitting.zone)) if row.at else ""
    said = named(row.attendee, words)
    style = "reverse bold" if flashes else "bold" if is_chosen else ""
    name = make_cell(Content.styled(f"{CHOSEN} {said}" if is_chosen else said, style))
    if is_noted:
        name = name.marked(Content.styled(f" {NOTED}", f"$accent {style}"))
    local, how = number_cell(row.attendee.local), how_word(row.how, words)
    marks = person_marks(row.attendee)
    return make_row(sign(row.seen, words), name, local, at, how, marks=marks)


def fitting(rows: Iterable[RosterRow], typed: str) -> list[RosterRow]:
    """Whose name or number has every word that was typed."""
    wanted = fold(typed).split()

    def fits(row: RosterRow) -> bool:
        name = fold(f"{row.attendee.name} {row.attendee.member_number}")
        return all(word in name for word in wanted)

    return [row for row in rows if fits(row)]


def with_rest(rows: Sequence[RosterRow], chosen: Set[str]) -> set[str]:
    """Who is selected once everybody who was not seen or marked yet is; nobody of them,
    where all of them are already."""
    rest = {row.attendee.id for row in rows if row.seen is Seen.EXPECTED}
    return set(chosen) - rest if rest <= chosen else {*chosen, *rest}
