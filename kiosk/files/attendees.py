"""Rosters: a table of any kind, or TOML, to people and what they are registered for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
from kiosk.files.spoken_names import SpokenName, join_name, read_name
from kiosk.files.tables import Row, Table, read_table
from kiosk.model import ImportShape, RegistrationStatus
from kiosk.rules.columns import SAMPLE, Vocabulary, is_words, may_name, names_within
from kiosk.rules.names import clean, fold, name_key
from kiosk.rules.registration_words import State, Unregistered, may_take_back

T = TypeVar("T")

_NEWER = frozenset(("attending", "cancelled", "cross"))
"""Fields of columns that earlier versions kept as not used, because they knew none such."""
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
    written: str = field(default="", compare=False)
    """The name as the file has it, where it is written otherwise: in capitals, with a title."""


@dataclass(frozen=True, slots=True)
class ColumnDoubt:
    """Why a row that can be read does not come in before somebody says what is meant."""

    reason: Text
    column: str = ""
    """The heading of the column of which it has to be said what it is; without one it is
    enough to say who is meant."""
    field: str = ""
    """What the column may be."""


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
    reader = _Reader(table, recognised, choices, known)
    for done, row in enumerate(table.rows):
        if done % 500 == 0:
            tell(done, len(table.rows))
        if row.wrong:
            roster.wrong.append(Wrong(row.where, row.wrong))
            continue
        try:
            person, doubt = reader.read(table, row)
        except _BadRow as bad:
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


class _BadRow(Exception):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__(str(wrong))
        self.wrong = wrong


class _Reader:
    """Reads the rows of one table."""

    def __init__(
        self, table: Table, recognised: Recognised, choices: Choices, known: Vocabulary
    ) -> None:
        self._headings = recognised.fields
        self._offering = choices.offering
        self._as_written = choices.names_as_written
        self._known = known
        self._crosses = [c for c in recognised.columns if c.field == "cross"]
        unused = [
            (at, c.heading)
            for at, c in enumerate(recognised.columns)
            if c.heading and not c.field and c.heading not in choices.said
        ]
        asks = "offering" not in self._headings and not self._crosses
        self._notes: list[str] = []
        """Headings of what is not used, and may say that somebody does not come."""
        self._mentions: list[tuple[str, bool]] = []
        """Headings of what may name a workshop, and whether they ask for one."""
        for at, heading in unused:
            said = "\n".join([row.cells[at] for row in table.rows if at < len(row.cells)])
            if may_take_back(said):
                self._notes.append(heading)
            is_asked = asks and headings.speaks_of_workshops(heading)
            if not headings.speaks_of_past(heading) and (is_asked or may_name(said, known)):
                self._mentions.append((heading, is_asked))
        # Where there are orders, a row without a name is a buyer's.
        self._sold = any(
            column.field == "quantity"
            or bool(headings.ORDER & set(fold(column.heading).split()[:4]))
            for column in recognised.columns
        )
        self._is_answered = self._any(table, self._headings.get("attending", ()), bool)
        self._is_ranked = self._any(table, [c.heading for c in self._crosses], _is_rank)

    def _any(self, table: Table, named: Sequence[str], is_such: Callable[[str], object]) -> bool:
        """Whether a cell of some columns is such, in a row of a person."""
        if not named:
            return False
        names = [h for f in ("name", "last_name", "first_name") for h in self._headings.get(f, ())]
        for row in table.rows:
            cells = table.by_heading(row)
            name = next((cells[h] for h in names if cells.get(h)), "")
            if name and is_name(name) and any(is_such(cells.get(h, "")) for h in named):
                return True
        return False

    def read(self, table: Table, row: Row) -> tuple[Person | None, ColumnDoubt | None]:
        """Who a row speaks of, and what is not clear of it; nobody where it is a buyer who
        does not come, or somebody who was invited and never registered.

        Raises:
            _BadRow: a cell cannot be meant so.
        """
        cells = table.by_heading(row)
        cell = partial(self._cell, row, cells)
        spoken = self._name(cell)
        name = spoken.name
        if self._sold and (not is_name(name) or sayings.is_nobody(name)):
            return None, None
        if not name:
            raise _BadRow(Wrong(row.where, Text("it has no name")))
        if not is_name(name):
            field = "name" if cell("name", tidy) else "last_name"
            raise self._bad(row, cells, field, Text("“{text}” is not a name", text=name))
        if cell("quantity", _tickets) > 1:
            why = Text("it stands for several tickets; write each attendee in a row of their own")
            raise self._bad(row, cells, "quantity", why)
        status = self._status(row, cells)
        if status is Unregistered.INVITED:
            return None, None
        registrations = self._registrations(row, cells, status)
        person = Person(
            name=name,
            member_number=cell("member_number", _number),
            local=cell("local", _local),
            email=cell("email", _email),
            language=cell("language", _language),
            positions=tuple(tidy(position) for position in self._all(row, cells, "positions")),
            good_standing=cell("good_standing", _standing),
            registrations=registrations,
            written=spoken.written,
        )
        return person, self._doubt(cells, status, bool(registrations))

    # ---- as what, and for what

    def _status(self, row: Row, cells: Mapping[str, str]) -> State:
        """As what a row registers, by all of its columns that say something of it."""
        said = self._cell(row, cells, "status", sayings.status)
        for heading in self._headings.get("cancelled", ()):
            if self._read(row, cells, heading, sayings.cancelled):
                return RegistrationStatus.CANCELLED
        for heading in self._headings.get("attending", ()):
            answer = self._read(row, cells, heading, sayings.attending)
            if answer is None and self._is_answered:
                why = Text("it says neither yes nor no, where others do")
                raise _BadRow(Wrong(row.where, why, heading))
            if answer is None:
                continue
            if "status" in self._headings and answer is not said:
                other = self._headings["status"][0]
                why = Text(
                    "its columns say “{one}” and “{other}”",
                    one=cells.get(other, "")[:60],
                    other=cells.get(heading, "")[:60],
                )
                raise _BadRow(Wrong(row.where, why, heading, cells.get(heading, "")))
            said = answer
        return said

    def _registrations(
        self, row: Row, cells: Mapping[str, str], status: State
    ) -> tuple[tuple[str, RegistrationStatus], ...]:
        """What a row registers for, and as what."""
        as_what = RegistrationStatus(status)
        found = {tidy(o): as_what for o in self._all(row, cells, "offering")}
        for column in self._crosses:
            title = column.workshop
            if fold(said := cells.get(column.heading, "")) in self._known.workshops:
                title = said  # a survey writes the title in place of a cross
            state = self._read(row, cells, column.heading, partial(self._cross, title))
            if isinstance(state, RegistrationStatus):
                is_plain = as_what is RegistrationStatus.REGISTERED
                found.setdefault(tidy(title), state if is_plain else as_what)
        if not found and self._offering:
            found[self._offering] = as_what
        return tuple((offering, state) for offering, state in found.items() if offering)

    def _cross(self, title: str, text: str) -> State | None:
        if self._is_ranked and text.isdecimal() and text != "0":
            raise NotSo("“{text}” may be the first choice of several, and no cross", text=text[:60])
        return sayings.cross(text, title)

    # ---- what is not clear

    def _doubt(
        self, cells: Mapping[str, str], status: State, is_registered: bool
    ) -> ColumnDoubt | None:
        """What a row says that no column is known to mean."""
        for heading in self._notes:
            said = cells.get(heading, "")
            if said and sayings.takes_back(said, status):
                why = Text(
                    "“{column}” says “{text}”, and is not used", column=heading[:60], text=said[:60]
                )
                return ColumnDoubt(why, heading, "status")
        if is_registered or status is not RegistrationStatus.REGISTERED:
            return None
        for heading, asks in self._mentions:
            said = cells.get(heading, "")
            if said and (names_within(said, self._known) or (asks and is_words(or_nothing(said)))):
                why = Text(
                    "it registers for nothing, and “{column}” says “{text}”",
                    column=heading[:60],
                    text=said[:60],
                )
                return ColumnDoubt(why, heading, "offering")
        if self._crosses:
            return ColumnDoubt(Text("there is no cross in its row: it registers for nothing"))
        return None

    # ---- cells

    def _all(self, row: Row, cells: Mapping[str, str], field: str) -> list[str]:
        """Everything that the columns of a field name, each once."""
        found: dict[str, None] = {}
        for heading in self._headings.get(field, ()):
            found.update(dict.fromkeys(self._read(row, cells, heading, several)))
        return list(found)

    def _read(
        self, row: Row, cells: Mapping[str, str], heading: str, read: Callable[[str], T]
    ) -> T:
        """What the cell under one heading says."""
        said = cells.get(heading, "")
        try:
            return read(with_value(said))
        except NotSo as error:
            raise _BadRow(Wrong(row.where, error.text, heading, said)) from None

    def _name(self, cell: Callable[[str, Callable[[str], str]], str]) -> SpokenName:
        if whole := cell("name", tidy):
            return read_name(whole, self._as_written)
        return join_name(cell("first_name", tidy), cell("last_name", tidy), self._as_written)

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
        if len(said) > _LONGEST:
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


def _is_rank(text: str) -> bool:
    """Whether a number in place of a cross can be no cross."""
    return text.isdecimal() and len(text) < 4 and int(text) > 1


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
