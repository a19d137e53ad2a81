"""What is taken home: which rows, in which order, under which columns.

Each kind of table says what it has in a module beside this
(``completions`` and so on); here is what they share, and which there are.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter, itemgetter
from typing import Any

from kiosk.desk.protocol import View
from kiosk.errors import Refused
from kiosk.files.exports import About, Column, Kind, Row, Table, Value
from kiosk.model import Attendee, Offering, Programme, School, Workshop
from kiosk.rules.local import by_local, local_key
from kiosk.rules.names import clean, fold
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for; what is empty says nothing. Ids, or what people call it;
    positions are compared as names are, without regard to case or accents, and locals by
    what they mean."""

    programme: str = ""
    workshop: str = ""
    school: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    """The last day."""
    local: str = ""
    position: str = ""
    status: str = ""
    person: str = ""
    """The id of one attendee."""

    def is_of(self, attendee: Attendee) -> bool:
        return (
            self.person in ("", attendee.id)
            and (not self.local or local_key(self.local) == local_key(attendee.local))
            and (not self.position or fold(self.position) in map(fold, attendee.positions))
        )

    def is_in(self, offering: Offering, workshop: Workshop) -> bool:
        return (
            self.school in ("", offering.school)
            and self.workshop in ("", workshop.id)
            and self.programme in ("", workshop.programme)
        )

    def is_on(self, day: dt.date | None) -> bool:
        """Whether a day is in the span that is asked for; no day is in none."""
        if self.starts is None and self.ends is None:
            return True
        return day is not None and (
            (self.starts is None or self.starts <= day) and (self.ends is None or day <= self.ends)
        )

    def said(self, words: Words) -> list[tuple[str, Value]]:
        """What was asked for, for whoever reads the table later."""
        named = (
            (words("Programme"), self.programme),
            (words("Workshop"), self.workshop),
            (words("School"), self.school),
            (words("From"), self.starts),
            (words("To"), self.ends),
            (words("Local"), self.local),
            (words("Position"), self.position),
            (words("Status"), self.status),
        )
        return [(label, value) for label, value in named if value]


def check(view: View, wanted: Wanted) -> Wanted:
    """What is asked for, if there is such a thing.

    Raises:
        Refused: there is no such programme, workshop or school.
    """
    if wanted.programme and view.get(Programme, wanted.programme) is None:
        raise Refused("There is no programme {programme}.", programme=wanted.programme)
    if wanted.workshop and view.get(Workshop, wanted.workshop) is None:
        raise Refused("There is no workshop {workshop}.", workshop=wanted.workshop)
    if wanted.school and view.get(School, wanted.school) is None:
        raise Refused("There is no school {school}.", school=wanted.school)
    if wanted.starts and wanted.ends and wanted.ends < wanted.starts:
        raise Refused("The last day is before the first.")
    return wanted


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of table: what its rows are made of, and every column it can have."""

    name: str
    columns: dict[str, tuple[Kind, str | Callable[[Any], Value]]]
    """By field; how a row has it: the path of an attribute, or something that finds it."""
    usual: tuple[str, ...]
    """The fields of a file for which nobody said others."""
    statuses: tuple[str, ...]
    """What ``status`` can ask for."""
    counted: tuple[str, ...] = ()
    """Fields by which the summary counts rows."""

    def of(self, name: str) -> Callable[[Any], Value]:
        """What finds a field in a row."""
        found = self.columns[name][1]
        return attrgetter(found) if isinstance(found, str) else found

    def column(self, name: str, heading: str = "") -> Column:
        """One of its columns.

        Raises:
            Refused: it has none of this name.
        """
        if name not in self.columns:
            raise Refused(
                "There is no column {column}. There are: {columns}.",
                column=name,
                columns=list(self.columns),
            )
        return Column(name, heading or name, self.columns[name][0])


Layout = Sequence[tuple[str, str]]
"""Fields and their headings."""


def parse_columns(text: str) -> list[tuple[str, str]]:
    """What ``member_number=No,name=Nom`` says: fields and their headings. A heading with a
    comma stands in quotes, as in a CSV file. Each is one line that is safe to show.

    Raises:
        Refused: it says nothing.
    """
    found = []
    try:
        parts = next(csv.reader([clean(text)], skipinitialspace=True), [])
    except csv.Error:  # one part is longer than a file could have it
        parts = []
    for part in parts:
        name, _, heading = part.partition("=")
        if name.strip():
            found.append((name.strip(), heading.strip() or name.strip()))
    if not found:
        raise Refused("No column is named.")
    return found


def columns_of(source: Source, layout: Layout) -> tuple[Column, ...]:
    """The columns of a layout.

    Raises:
        Refused: one is not there, or two have the same heading.
    """
    columns = tuple(source.column(name, heading) for name, heading in layout)
    twice = [h for h, n in Counter(column.heading for column in columns).items() if n > 1]
    if twice:
        raise Refused("Two columns are called {heading}.", heading=twice[0])
    return columns


def parse_sort(source: Source, text: str) -> list[tuple[str, bool]]:
    """What ``local,-completed_on`` says: fields, and whether the highest comes first.

    Raises:
        Refused: a field is not there.
    """
    found = []
    for part in text.split(","):
        name = part.strip()
        if name:
            found.append((source.column(name.removeprefix("-")).field, name.startswith("-")))
    return found


def table(
    source: Source,
    rows: Iterable[Any],
    columns: Sequence[Column],
    sort: Sequence[tuple[str, bool]],
    about: About,
    summed: bool = False,
) -> Table:
    """The rows under these columns, sorted; those that say nothing of what they are sorted
    by come last.

    Args:
        summed: with how many rows there are of what, for a workbook.
    """
    found = list(rows)
    for name, down in reversed(sort):
        found = _sorted(found, source.of(name), down)
    counts = tuple(
        (about.heads.get(name, name), _counted(name, map(source.of(name), found)))
        for name in (source.counted if summed else ())
    )
    facts = (*about.facts, (about.heads.get("", "Rows"), len(found)))
    return Table(
        tuple(columns), _cells(source, columns, found), replace(about, facts=facts, counts=counts)
    )


def _cells(source: Source, columns: Sequence[Column], found: Sequence[Any]) -> list[Row]:
    paths = [source.columns[column.field][1] for column in columns]
    plain = [path for path in paths if isinstance(path, str)]
    if len(plain) == len(paths) > 1:
        return list(map(attrgetter(*plain), found))  # a third of the time
    getters = [source.of(column.field) for column in columns]
    return [[of(row) for of in getters] for row in found]


def _counted(name: str, values: Iterable[Value]) -> tuple[tuple[str, int], ...]:
    """How many there are of each, by name; of locals by what they mean."""
    each = Counter(str(value or "") for value in values)
    if name == "local":
        each = by_local(each)
    return tuple(sorted(each.items(), key=lambda pair: fold(pair[0])))


def _sorted(rows: Sequence[Any], of: Callable[[Any], Value], down: bool) -> list[Any]:
    keys: dict[Value, Any] = {}
    known, empty = [], []
    for row in rows:
        value = of(row)
        if value is None or value == "":
            empty.append(row)
            continue
        if value not in keys:
            keys[value] = _key(value)
        known.append((keys[value], row))
    known.sort(key=itemgetter(0), reverse=down)
    return [row for _, row in known] + empty


def _key(value: Value) -> Any:
    """As people sort: without regard to case and accents, and the numbers in a text by what
    they are worth, so that Local 79 comes before Local 503."""
    if not isinstance(value, str):
        return value
    return [
        _worth(part) if place % 2 else part for place, part in enumerate(_NUMBER.split(fold(value)))
    ]


def _worth(digits: str) -> tuple[int, str]:
    """Sorts as the number does, however long it is."""
    bare = digits.lstrip("0")
    return len(bare), bare


_NUMBER = re.compile(r"([0-9]+)")
