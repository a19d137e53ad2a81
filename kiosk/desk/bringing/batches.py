"""Imports that can be taken back.

An import is one line of the journal, and says in it what it was. Taking it back puts each
document as it stood before, in one line of its own; what anybody used since stays, and
then nothing is taken back at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from kiosk.desk.bringing.uses import Key, named, referred, use
from kiosk.desk.protocol import Change, Desk, Document, View, Written
from kiosk.errors import Count, Refused, Text
from kiosk.model import (
    Attendee,
    Badge,
    ImportShape,
    Registration,
    Session,
)

TABLE = "imports"
"""One document for each import; no record, because nothing follows from it."""

_BESIDE = (TABLE, Badge.table, ImportShape.table)
"""Tables of what an import makes beside what it counts: nobody's file holds these."""


@dataclass(frozen=True, slots=True)
class Batch:
    """An import, as it can be taken back."""

    id: str
    """Of its line: the kiosk and the line's number."""
    at: dt.datetime
    source: str
    """The name of the file."""
    added: int
    changed: int
    undone: bool = False


class _Note(msgspec.Struct):
    """What stands in the journal."""

    at: dt.datetime
    source: str = ""
    added: int = 0
    changed: int = 0
    undone: bool = False


_note = msgspec.json.Decoder(_Note).decode


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back did, counted as the import counted it."""

    removed: int
    restored: int


def note(tx: Change, at: dt.datetime, source: str, added: int, changed: int) -> str:
    """Say in the open change that it is an import; returns by what it can be taken back."""
    batch = "-".join(tx.new_id().split("-")[:2])
    when = at.astimezone(dt.UTC).isoformat(timespec="seconds")
    said = {"at": when, "source": source, "added": added, "changed": changed}
    tx.set(TABLE, batch, said)
    return batch


def batches(desk: Desk) -> list[Batch]:
    """Every import, the latest first."""
    found = []
    for batch, doc in desk.store.live(TABLE).items():
        said = _note(doc)
        found.append(Batch(batch, said.at, said.source, said.added, said.changed, said.undone))
    return sorted(found, key=lambda b: (b.at, int(b.id.rpartition("-")[2])), reverse=True)


def undo(desk: Desk, batch: str, dry_run: bool = False) -> Undone:
    """Take an import back: what it made goes, what it changed is as before.

    Raises:
        Refused: there is no such import, it was taken back before, or something of it
            was used since; the text says what.
    """
    with desk.store.change() as tx:
        lines = list(desk.store.past())
        line, since = _line(lines, batch)
        in_the_way = list(_used(tx, line, since, [x for x in lines if x is not line]))
        in_the_way += _forgotten(desk.store.forgotten, tx, line)
        if in_the_way:
            shown = in_the_way[:10]
            more = len(in_the_way) - len(shown)
            if more:
                shown.append(Count("and {n} more", "and {n} more", more))
            raise Refused(
                "The import {batch} cannot be taken back, for what was done since: {what}.",
                batch=batch,
                what=_semicolons(shown),
            )
        counted = [one for one in line if one.table not in _BESIDE]
        removed = sum(1 for one in counted if one.before is None)
        undone = Undone(removed, restored=len(counted) - removed)
        if not dry_run:
            _set_back(tx, line)
        return undone


def _semicolons(texts: Sequence[Text]) -> Text:
    said = texts[0]
    for text in texts[1:]:
        said = Text("{one}; {other}", one=said, other=text)
    return said


def _set_back(tx: Change, line: Sequence[Written]) -> None:
    for one in line:
        if one.table == TABLE:
            tx.set(TABLE, one.id, {**(one.after or {}), "undone": True})
        else:
            tx.set(one.table, one.id, one.before)


def _line(
    lines: Sequence[Sequence[Written]], batch: str
) -> tuple[Sequence[Written], Sequence[Sequence[Written]]]:
    """The line of an import, and those that came after it."""
    said = [x for line in lines for x in line if x.table == TABLE and x.id == batch]
    if not said:
        raise Refused("There is no import {batch}.", batch=batch)
    if said[-1].after is None or said[-1].after.get("undone"):
        raise Refused("The import {batch} was taken back already.", batch=batch)
    at = next(i for i, line in enumerate(lines) if any(x is said[0] for x in line))
    return lines[at], lines[at + 1 :]


def _used(
    view: View,
    line: Sequence[Written],
    since: Sequence[Sequence[Written]],
    others: Iterable[Sequence[Written]],
) -> Iterator[Text]:
    """What was done with what an import made, or to what it changed."""
    touched = {(x.table, x.id): x for x in line if x.table not in (TABLE, ImportShape.table)}
    made = {key for key, x in touched.items() if x.before is None}
    later = {(x.table, x.id): x.after for past in since for x in past if x.table != "facts"}
    for key, one in touched.items():
        if key in later and later[key] != one.after:
            yield Text("{what} was changed", what=named(view, key, one.after))
    standing: dict[Key, Document | None] = {}
    for past in others:
        for x in past:
            standing[x.table, x.id] = x.after
    told: set[Key] = set()
    for key, doc in standing.items():
        if key in touched or doc is None or key[0] in (TABLE, ImportShape.table):
            continue
        of = next((one for one in referred(key, doc) if one in made), None)
        if of is not None and of not in told:
            told.add(of)
            yield use(view, key, doc, of, touched[of].after)
    yield from _moved(view, touched, since)


def _forgotten(gone: Mapping[str, str], view: View, line: Sequence[Written]) -> list[Text]:
    """Whoever was changed and asked since to be forgotten is not brought back."""
    people = [x for x in line if x.table == Attendee.table and x.before is not None]
    return [
        Text("{what} was forgotten", what=named(view, (x.table, x.id), x.after))
        for x in people
        if x.id in gone
    ]


def _moved(
    view: View, touched: Mapping[Key, Written], since: Iterable[Sequence[Written]]
) -> Iterator[Text]:
    """Sessions and registrations that were changed, and at whose door somebody was since."""
    changed = {key: x for key, x in touched.items() if x.before is not None}
    sessions = {key[1] for key in changed if key[0] == Session.table}
    people = {
        (str(x.after["attendee"]), str(x.after["offering"])): key
        for key, x in changed.items()
        if key[0] == Registration.table and x.after
    }
    if not sessions and not people:
        return
    told: set[Key] = set()
    for past in since:
        for x in past:
            if x.table != "facts" or x.after is None:
                continue
            at = str(x.after.get("session", ""))
            held = view.get(Session, at) if people and at else None
            keys = [(Session.table, at)] if at in sessions else []
            if held:  # at the door, or in the roster that was signed
                said = [x.after, *x.after.get("roster", ())]
                there = {(str(one.get("attendee", "")), held.offering) for one in said}
                keys += [people[pair] for pair in there & people.keys()]
            for key in keys:
                if key not in told:
                    told.add(key)
                    yield use(view, ("facts", x.id), x.after, key, changed[key].after)
