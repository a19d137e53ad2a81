"""Rosters: a table of any kind, or TOML, to people and what they are registered for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from kiosk.errors import NotSo, Text
from kiosk.files import headings, sayings
from kiosk.files.cells import email, number, or_nothing, several, with_value, yes_or_no
from kiosk.files.choices import Choices, Tell, silent
from kiosk.files.forms import AttendeeForm
from kiosk.files.headings import Recognised
from kiosk.files.reading import NotThatFile, Parsed, Wrong, entry, read_toml
from kiosk.files.sayings import is_name, tidy
from kiosk.files.tables import Row, Table, read_table
from kiosk.model import ImportShape, RegistrationStatus
from kiosk.rules.names import clean, fold, name_key

T = TypeVar("T")

_LONGEST = 300
"""Characters of a name or any other word about a person."""


@dataclass(frozen=True, slots=True)
class Person:
    """A row of a roster; an empty field says nothing."""

    name: str
    member_number: str = ""
    local: str = ""
    email: str = ""
    language: str = ""
    positions: tuple[str, ...] = ()
    good_standing: bool | None = None
    registrations: tuple[tuple[str, RegistrationStatus], ...] = ()
    """Ids of offerings or names of workshops, and as what."""


@dataclass(slots=True)
class Roster(Parsed[Person]):
    """A roster that was read, with what it was taken for."""

    table: Table | None = None
    recognised: Recognised | None = None
    shape: ImportShape | None = None
    """What is to be kept for the next file like it."""


def read_attendees(path: Path, choices: Choices | None = None, tell: Tell = silent) -> Roster:
    """Read a roster.

    Raises:
        NotThatFile: it is not one, or what was said of its columns is not so.
    """
    choices = choices or Choices()
    if path.suffix.lower() == ".toml":
        return _read_toml(path, choices)
    table = read_table(path, partial(headings.score, "attendees"), choices.sheet)
    choices = choices.of_shape("attendees", table.headings)
    try:
        recognised = headings.recognise("attendees", table.headings, choices.columns)
    except NotSo as error:
        raise NotThatFile("{path}: {why}.", path=path, why=error.text) from None
    if not {"name", "last_name"} & set(recognised.fields):
        raise no_column(path, ("name", "last_name"), recognised)
    shape = choices.shape("attendees", table.headings, recognised)
    roster = Roster(table=table, recognised=recognised, shape=shape)
    reader = _Reader(recognised, choices.offering)
    for done, row in enumerate(table.rows):
        if done % 500 == 0:
            tell(done, len(table.rows))
        if row.wrong:
            roster.wrong.append(Wrong(row.where, row.wrong))
            continue
        try:
            person = reader.person(table, row)
        except _BadRow as bad:
            roster.wrong.append(bad.wrong)
            continue
        if person is None:
            roster.left_out += 1
        else:
            roster.entries.append((row.where, person))
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


class _BadRow(Exception):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__(str(wrong))
        self.wrong = wrong


class _Reader:
    """Reads the rows of one table."""

    def __init__(self, recognised: Recognised, offering: str) -> None:
        self._headings = recognised.fields
        self._offering = offering
        # Where there are orders, a row without a name is a buyer's.
        self._sold = any(
            column.field == "quantity"
            or bool(headings.ORDER & set(fold(column.heading).split()[:4]))
            for column in recognised.columns
        )

    def person(self, table: Table, row: Row) -> Person | None:
        """Who a row speaks of; ``None`` for a buyer who does not come.

        Raises:
            _BadRow: a cell cannot be meant so.
        """
        cells = table.by_heading(row)
        cell = partial(self._cell, row, cells)
        name = cell("name", sayings.in_order) or " ".join(
            filter(None, (cell("first_name", tidy), cell("last_name", tidy)))
        )
        if self._sold and (not is_name(name) or sayings.is_nobody(name)):
            return None
        if not name:
            raise _BadRow(Wrong(row.where, Text("it has no name")))
        if not is_name(name):
            field = "name" if cell("name", tidy) else "last_name"
            raise self._bad(row, cells, field, Text("“{text}” is not a name", text=name))
        if cell("quantity", _tickets) > 1:
            why = Text("it stands for several tickets; write each attendee in a row of their own")
            raise self._bad(row, cells, "quantity", why)
        status = cell("status", sayings.status)
        offerings = cell("offering", several) or [self._offering]
        return Person(
            name=name,
            member_number=cell("member_number", _number),
            local=cell("local", _local),
            email=cell("email", _email),
            language=cell("language", _language),
            positions=tuple(tidy(position) for position in cell("positions", several)),
            good_standing=cell("good_standing", _standing),
            registrations=tuple((tidy(o), status) for o in dict.fromkeys(offerings) if o),
        )

    def _cell(self, row: Row, cells: Mapping[str, str], field: str, read: Callable[[str], T]) -> T:
        said = ""
        named = self._headings.get(field)
        if named is None:
            return read("")
        for heading in named:
            # A form that branches asks the same thing in several places.
            other = cells.get(heading, "")
            if said and other and other != said:
                why = Text("its columns say “{one}” and “{other}”", one=said[:60], other=other[:60])
                raise _BadRow(Wrong(row.where, why, heading, other))
            said = said or other
        if len(said) > _LONGEST and field != "positions":
            why = Text("it is longer than {most} characters", most=_LONGEST)
            raise self._bad(row, cells, field, why)
        try:
            return read(with_value(said))
        except NotSo as error:
            raise self._bad(row, cells, field, error.text) from None

    def _bad(self, row: Row, cells: Mapping[str, str], field: str, why: Text) -> _BadRow:
        named = self._headings.get(field) or ["", ""]
        heading = next((h for h in named if cells.get(h)), named[0])
        return _BadRow(Wrong(row.where, why, heading, cells.get(heading, "")))


def _number(text: str) -> str:
    return number(or_nothing(tidy(text)))


def _local(text: str) -> str:
    said = or_nothing(tidy(text))
    return number(said) if said.endswith("0") and "." in said else said


def _email(text: str) -> str:
    return email(or_nothing(tidy(text)))


def _language(text: str) -> str:
    return sayings.language(or_nothing(text))


def _standing(text: str) -> bool | None:
    return yes_or_no(or_nothing(text))


def _tickets(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


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
            person = _person(entry(AttendeeForm, data), choices.offering)
            roster.entries.append((where, person))
        except NotSo as error:
            roster.wrong.append(Wrong(where, error.text))
    return roster


def _person(form: AttendeeForm, offering: str) -> Person:
    if not name_key(form.name):
        raise NotSo("“{text}” is not a name", text=clean(form.name))
    registered = [(r.offering, RegistrationStatus(r.status)) for r in form.registrations]
    if not registered and offering:
        registered = [(offering, RegistrationStatus.REGISTERED)]
    return Person(
        name=sayings.in_order(form.name),
        member_number=clean(form.member_number),
        local=clean(form.local),
        email=email(clean(form.email)),
        language=form.language,
        positions=tuple(clean(position) for position in form.positions),
        good_standing=form.good_standing,
        registrations=tuple(registered),
    )
