"""The rows of a roster: who each speaks of, what it registers for, and what is not clear."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TypeVar

from kiosk.errors import NotSo, Text
from kiosk.files import heading_keys, headings, sayings
from kiosk.files.cells import email, number, or_nothing, several, with_value, yes_or_no
from kiosk.files.choices import Choices
from kiosk.files.headings import Recognised
from kiosk.files.reading import Wrong
from kiosk.files.sayings import is_name, tidy
from kiosk.files.spoken_names import SpokenName, join_name, read_name
from kiosk.files.tables import Row, Table
from kiosk.model import RegistrationStatus
from kiosk.rules.columns import Vocabulary, is_words, may_name, names_within
from kiosk.rules.names import fold, may_be_one_name, name_key, whole_name
from kiosk.rules.notes import is_note, may_have_note
from kiosk.rules.registration_words import State, Unregistered, may_take_back, read_state

T = TypeVar("T")

_NAMES = ("name", "last_name", "first_name")
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
    """What the column may be; empty where no field has such cells."""


_NO_PERSON = Text("it may be a note or a title, and nobody’s name")


class BadRow(Exception):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__(str(wrong))
        self.wrong = wrong


class RosterReader:
    """Reads the rows of one table."""

    def __init__(
        self, table: Table, recognised: Recognised, choices: Choices, known: Vocabulary
    ) -> None:
        self._headings = recognised.fields
        self._offering = choices.offering
        self._as_written = choices.names_as_written
        self._known = known
        self._name_headings = [h for f in _NAMES for h in self._headings.get(f, ())]
        self._has_parts = not {"first_name", "last_name", "second_last_name"}.isdisjoint(
            self._headings
        )
        """Whether a name stands in several columns."""
        accounts = [c for c in recognised.columns if c.is_account]
        self._account = next((c.heading for c in accounts if c.field == "email"), "")
        """The heading over the address of whoever filled in a form."""
        self._account_names = [c.heading for c in accounts if not c.field]
        self._shared = self._shared_addresses(table)
        self._crosses = [c for c in recognised.columns if c.field == "cross"]
        unused = [
            c.heading
            for c in recognised.columns
            if c.heading and not c.field and c.heading not in choices.said
        ]
        asks = "offering" not in self._headings and not self._crosses
        self._notes: list[tuple[str, bool]] = []
        """Headings of what is not used, and may say that somebody does not come; and whether
        each cell of it is a state."""
        self._mentions: list[tuple[str, bool]] = []
        """Headings of what may name a workshop, and whether they ask for one."""
        for heading in unused:
            cells = self._column(table, heading)
            said = "\n".join(cells)
            if may_take_back(said):
                is_state = all(read_state(cell) is not None for cell in {*cells} - {""})
                self._notes.append((heading, is_state))
            is_asked = asks and heading_keys.speaks_of_workshops(heading)
            if not heading_keys.speaks_of_past(heading) and (is_asked or may_name(said, known)):
                self._mentions.append((heading, is_asked))
        filled = [_filled(row) for row in table.rows]
        self._is_wide = sum(map(bool, table.headings)) > 1
        begins_wide = len(table.headings) > 2 and bool(filled) and filled[0] > 1
        self._is_full = begins_wide and 4 * filled.count(1) <= 3 * len(filled)
        """Whether it is no list of names with little else."""
        self._section = ""
        """The title that stands over the rows at hand, where it says what becomes of them."""
        self._below_nothing = frozenset(
            row.number for before, row in pairwise(table.rows) if _is_apart(before, row)
        )
        """The numbers of the rows that stand under an empty line."""
        lines = (cell for h in self._name_headings for cell in self._column(table, h))
        self._has_notes = may_have_note("\n".join(lines))
        # Where there are orders, a row without a name is a buyer's.
        self._sold = any(
            column.field == "quantity"
            or bool(headings.ORDER & set(fold(column.heading).split()[:4]))
            for column in recognised.columns
        )
        self._is_answered = self._any(table, self._headings.get("attending", ()), bool)
        self._is_ranked = self._any(table, [c.heading for c in self._crosses], _is_rank)

    @staticmethod
    def _column(table: Table, heading: str) -> list[str]:
        """All cells under a heading."""
        at = table.headings.index(heading)
        return [row.cells[at] for row in table.rows if at < len(row.cells)]

    def _any(self, table: Table, named: Sequence[str], is_such: Callable[[str], object]) -> bool:
        """Whether a cell of some columns is such, in a row of a person."""
        if not named:
            return False
        for row in table.rows:
            cells = table.by_heading(row)
            name = next((cells[h] for h in self._name_headings if cells.get(h)), "")
            if name and is_name(name) and any(is_such(cells.get(h, "")) for h in named):
                return True
        return False

    def read(self, table: Table, row: Row) -> tuple[Person | None, ColumnDoubt | None]:
        """Who a row speaks of, and what is not clear of it; nobody where it is a buyer who
        does not come, or somebody who was invited and never registered.

        Raises:
            BadRow: a cell cannot be meant so.
        """
        cells = table.by_heading(row)
        cell = partial(self._cell, row, cells)
        spoken = self._name(row, cells)
        name = spoken.name
        if self._sold and (not is_name(name) or sayings.is_nobody(name)):
            return None, None
        if not name:
            raise BadRow(Wrong(row.where, Text("it has no name")))
        if not is_name(name) or sayings.is_anonymous(name):
            field = "name" if cell("name", tidy) else "last_name"
            raise self._bad(row, cells, field, Text("“{text}” is not a name", text=name))
        if cell("quantity", _tickets) > 1:
            why = Text("it stands for several tickets; write each attendee in a row of their own")
            raise self._bad(row, cells, "quantity", why)
        is_alone = _filled(row) == 1
        if is_alone and self._begins_section(spoken.written or name):
            return Person(name), ColumnDoubt(_NO_PERSON)
        status = self._status(row, cells)
        if self._section and not any(cells.get(h) for h in self._headings.get("status", ())):
            why = Text(
                "it stands under “{title}”: write its state in a column", title=self._section
            )
            raise BadRow(Wrong(row.where, why))
        if status is Unregistered.INVITED:
            return None, None
        registrations = self._registrations(row, cells, status)
        person = Person(
            name=name,
            member_number=cell("member_number", _number),
            local=cell("local", _local),
            email=cell("email", _email) if self._is_theirs(cells, name) else "",
            language=cell("language", _language),
            positions=tuple(tidy(position) for position in self._all(row, cells, "positions")),
            good_standing=cell("good_standing", _standing),
            registrations=registrations,
            written=spoken.written,
        )
        is_odd = is_alone and (
            self._is_full or (self._is_wide and row.number in self._below_nothing)
        )
        doubt = self._doubt(cells, status, bool(registrations))
        is_noted = self._has_notes and is_note(spoken.written or name)
        if is_noted or (is_odd and doubt is None):
            return person, ColumnDoubt(_NO_PERSON)
        return person, doubt

    def _begins_section(self, text: str) -> bool:
        """Whether a line is the title of those that follow; it says what becomes of them, or
        that they are registered as others."""
        state = read_state(text.strip(" :*-–—"))
        if state is None or not (self._is_wide or text.endswith(":")):
            return False
        self._section = "" if state is RegistrationStatus.REGISTERED else text[:60]
        return True

    def _name(self, row: Row, cells: Mapping[str, str]) -> SpokenName:
        """The name of a row, by all of its columns that say something of it."""
        whole = self._whole(row, cells)
        if not self._has_parts:
            return whole
        cell = partial(self._cell, row, cells)
        given = cell("first_name", tidy)
        family = f"{cell('last_name', tidy)} {cell('second_last_name', tidy)}".strip()
        name, parts = whole_name(whole.name, given, family), f"{given} {family}".strip()
        if name is None:
            why = Text(
                "its columns say “{one}” and “{other}”", one=whole.name[:60], other=parts[:60]
            )
            raise self._bad(row, cells, "name", why)
        if name == whole.name:
            return whole
        if name == parts:
            return join_name(given, family, self._as_written)
        return read_name(name, self._as_written)

    def _whole(self, row: Row, cells: Mapping[str, str]) -> SpokenName:
        """The fullest name of all columns of whole names."""
        found = SpokenName("")
        for heading in self._headings.get("name", ()):
            said = self._read(row, cells, heading, tidy)
            if len(said) > _LONGEST:
                why = Text("it is longer than {most} characters", most=_LONGEST)
                raise BadRow(Wrong(row.where, why, heading, said))
            other = read_name(said, self._as_written)
            if found.name and other.name and not may_be_one_name(found.name, other.name):
                why = Text(
                    "its columns say “{one}” and “{other}”", one=found.name, other=other.name
                )
                raise BadRow(Wrong(row.where, why, heading, said))
            if not found.name or len(name_key(other.name)) > len(name_key(found.name)):
                found = other
        return found

    def _is_theirs(self, cells: Mapping[str, str], name: str) -> bool:
        """Whether the account that filled in a form, where the address is that one's, is of
        the person in the row."""
        if not self._account:
            return True
        said = cells.get(self._account, "")
        if sayings.is_anonymous(said) or said.casefold() in self._shared:
            return False
        account = " ".join(filter(None, (cells.get(h, "") for h in self._account_names)))
        is_known = bool(fold(account)) and not sayings.is_anonymous(account)
        return not is_known or may_be_one_name(account, name)

    def _shared_addresses(self, table: Table) -> frozenset[str]:
        """The addresses of the account under which several people were filled in."""
        names: dict[str, str] = {}
        shared = set()
        for row in table.rows if self._account else ():
            cells = table.by_heading(row)
            said = cells.get(self._account, "").casefold()
            key = name_key(" ".join(cells.get(h, "") for h in self._name_headings))
            if said and key and names.setdefault(said, key) != key:
                shared.add(said)
        return frozenset(shared)

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
                raise BadRow(Wrong(row.where, why, heading))
            if answer is None:
                continue
            other = next((h for h in self._headings.get("status", ()) if cells.get(h)), "")
            if other and answer is not said:
                why = Text(
                    "its columns say “{one}” and “{other}”",
                    one=cells.get(other, "")[:60],
                    other=cells.get(heading, "")[:60],
                )
                raise BadRow(Wrong(row.where, why, heading, cells.get(heading, "")))
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
        for heading, is_state in self._notes:
            said = cells.get(heading, "")
            if said and sayings.takes_back(said, status):
                why = Text(
                    "“{column}” says “{text}”, and is not used", column=heading[:60], text=said[:60]
                )
                return ColumnDoubt(why, heading, "status" if is_state else "")
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
        named = self._headings.get(field, ())
        if len(named) == 1:
            return self._read(row, cells, named[0], several)
        found: dict[str, None] = {}
        for heading in named:
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
            raise BadRow(Wrong(row.where, error.text, heading, said)) from None

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
                raise BadRow(Wrong(row.where, why, heading, other))
            said = said or other
        if len(said) > _LONGEST:
            why = Text("it is longer than {most} characters", most=_LONGEST)
            raise self._bad(row, cells, field, why)
        try:
            return read(with_value(said))
        except NotSo as error:
            raise self._bad(row, cells, field, error.text) from None

    def _bad(self, row: Row, cells: Mapping[str, str], field: str, why: Text) -> BadRow:
        named = self._headings.get(field) or ["", ""]
        heading = next((h for h in named if cells.get(h)), named[0])
        return BadRow(Wrong(row.where, why, heading, cells.get(heading, "")))


def _filled(row: Row) -> int:
    """How many cells of a row say something."""
    return len(row.cells) - row.cells.count("")


def _is_apart(before: Row, row: Row) -> bool:
    """Whether an empty line stands between two rows; a cell may have several lines."""
    gap = row.number - before.number - 1
    return gap > 0 and gap > sum(cell.count("\n") for cell in before.cells)


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
