"""A roster's rows as they are drawn, and which of them are selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from textual.content import Content

from kiosk.desk.roster import Roster, RosterRow, Seen
from kiosk.rules.names import fold
from kiosk.wording import named
from kiosk.words import Words
from screens.signs import how_word, sign

NOTED = "✎"
"""Stands behind the name of whom there is a note."""
CHOSEN = "▸"
"""Stands before the name of who is selected."""


def heads(words: Words) -> tuple[str, ...]:
    """What stands above the cells."""
    return (
        words("Status"),
        words("Name"),
        words.context("head", "Local"),
        words("Time"),
        words("By"),
    )


def cells(
    found: Roster,
    row: RosterRow,
    words: Words,
    flashes: bool,
    is_chosen: bool,
    is_noted: bool,
) -> tuple[Content, ...]:
    """One person."""
    at = words.time(row.at.astimezone(found.sitting.zone)) if row.at else ""
    said = named(row.attendee, words)
    name = Content(f"{CHOSEN} {said}" if is_chosen else said)
    if is_noted:
        name = Content.assemble(name, (f" {NOTED}", "$accent"))
    if flashes:
        name = name.stylize("reverse bold")
    elif is_chosen:
        name = name.stylize("bold")
    how = how_word(row.how, words)
    rest = map(Content, (row.attendee.local, at, how))
    return sign(row.seen, words), name, *rest


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
