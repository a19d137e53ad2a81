"""Rosters: a table of any kind, or TOML, to people and what they are registered for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import cast

from kiosk.errors import NotSo, Text
from kiosk.files import headings
from kiosk.files.cells import email
from kiosk.files.choices import Choices, Tell, silent
from kiosk.files.forms import AttendeeForm
from kiosk.files.headings import Recognised
from kiosk.files.reading import NotThatFile, Parsed, Wrong, entry, read_toml
from kiosk.files.roster_rows import BadRow, ColumnDoubt, Person, RosterReader
from kiosk.files.spoken_names import read_name
from kiosk.files.tables import Table, read_table
from kiosk.model import ImportShape, RegistrationStatus
from kiosk.rules.columns import SAMPLE
from kiosk.rules.names import clean, name_key

__all__ = ["ColumnDoubt", "NoColumn", "Person", "Roster", "no_column", "read_attendees"]

_NEWER = frozenset(("attending", "cancelled", "cross"))
"""Fields of columns that earlier versions kept as not used, because they knew none such."""


@dataclass(slots=True)
class Roster(Parsed[Person]):
    """A roster that was read, with what it was taken for."""

    table: Table | None = None
    recognised: Recognised | None = None
    shape: ImportShape | None = None
    """What is to be kept for the next file like it."""
    doubts: dict[int, ColumnDoubt] = field(default_factory=dict)
    """By the number of the row."""

    @property
    def written_otherwise(self) -> list[tuple[str, Person]]:
        """The entries whose names came in capitals, or with a title or pronouns."""
        return [(where, person) for where, person in self.entries if person.written]


def read_attendees(path: Path, choices: Choices | None = None, tell: Tell = silent) -> Roster:
    """Read a roster.

    Raises:
        NotThatFile: it is not one, or what was said of its columns is not so.
    """
    choices = choices or Choices()
    if path.suffix.lower() == ".toml":
        return _read_toml(path, choices)
    known = choices.known.vocabulary()
    score = partial(headings.score, "attendees")
    join = partial(headings.join, "attendees", vocabulary=known)
    table = read_table(path, score, choices.sheet, join)
    choices = choices.of_shape("attendees", table.headings)
    samples = table.samples(SAMPLE)
    recognise = partial(
        headings.recognise, "attendees", table.headings, samples=samples, vocabulary=known
    )
    try:
        if unsaid := choices.unsaid():
            now = recognise(said=choices.without(unsaid).columns)
            choices = choices.without([c.heading for c in now.columns if c.field in _NEWER])
        recognised = recognise(said=choices.columns)
    except NotSo as error:
        raise NotThatFile("{path}: {why}.", path=path, why=error.text) from None
    if not {"name", "last_name"} & set(recognised.fields):
        raise no_column(path, ("name", "last_name"), recognised)
    shape = choices.shape("attendees", table.headings, recognised)
    roster = Roster(table=table, recognised=recognised, shape=shape)
    reader = RosterReader(table, recognised, choices, known)
    for done, row in enumerate(table.rows):
        if done % 500 == 0:
            tell(done, len(table.rows))
        if row.wrong:
            roster.wrong.append(Wrong(row.where, row.wrong))
            continue
        try:
            person, doubt = reader.read(table, row)
        except BadRow as bad:
            roster.wrong.append(bad.wrong)
            continue
        if person is None:
            roster.left_out += 1
            continue
        roster.entries.append((row.where, person))
        if doubt is not None:
            roster.doubts[row.number] = doubt
    return roster


class NoColumn(NotThatFile):
    """A table lacks what it needs; it may be there under a heading that nobody knows."""

    @property
    def field(self) -> str:
        """What is needed."""
        return str(self.text.values["field"])

    @property
    def recognised(self) -> Recognised:
        return cast(Recognised, self.text.values["recognised"])


def no_column(path: Path, needed: Sequence[str], recognised: Recognised) -> NoColumn:
    """The error of a table in which none of the fields is that are needed."""
    one, *others = needed
    header = ", ".join(column.heading for column in recognised.columns)
    return NoColumn(
        "{path} has no column {column}; its first row says: {header}.",
        path=path,
        column=Text("“{column}” or “{other}”", column=one, other=others[0])
        if others
        else Text("“{column}”", column=one),
        header=header[:200] or Text("nothing"),
        field=one,
        recognised=recognised,
    )


# ---- TOML


def _read_toml(path: Path, choices: Choices) -> Roster:
    content = read_toml(path)
    entries = content.get("attendee")
    if not isinstance(entries, list) or set(content) != {"attendee"}:
        raise NotThatFile(
            "{path} has no [[attendee]], or more than that: it is not a roster.", path=path
        )
    roster = Roster()
    for at, data in enumerate(entries, 1):
        where = Text("attendee {number}", number=at)
        try:
            person = _person(entry(AttendeeForm, data), choices)
            roster.entries.append((where, person))
        except NotSo as error:
            roster.wrong.append(Wrong(where, error.text))
    return roster


def _person(form: AttendeeForm, choices: Choices) -> Person:
    if not name_key(form.name):
        raise NotSo("“{text}” is not a name", text=clean(form.name))
    registered = [(r.offering, RegistrationStatus(r.status)) for r in form.registrations]
    if not registered and choices.offering:
        registered = [(choices.offering, RegistrationStatus.REGISTERED)]
    spoken = read_name(form.name, choices.names_as_written)
    return Person(
        name=spoken.name,
        member_number=clean(form.member_number),
        local=clean(form.local),
        email=email(clean(form.email)),
        language=form.language,
        positions=tuple(clean(position) for position in form.positions),
        good_standing=form.good_standing,
        registrations=tuple(registered),
        written=spoken.written,
    )
