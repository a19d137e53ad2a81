"""Sessions as a table of any kind: one row a session.

A workshop and a school may be named by their ids or by what they are called. What a row
leaves out stays as it is known: only in TOML does leaving out mean that there is none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kiosk.clock import DAY, ends_day
from kiosk.errors import NotSo, Text
from kiosk.files import heading_keys, headings, moments, sayings
from kiosk.files.attendees import no_column
from kiosk.files.cells import several, whole_number, with_value, yes_or_no
from kiosk.files.choices import Choices, Tell, silent
from kiosk.files.forms import OfferingForm, SchoolForm, SessionForm
from kiosk.files.headings import Recognised
from kiosk.files.reading import Misfit, NotThatFile, Wrong, entry
from kiosk.files.sessions import (
    SessionFile,
    Timetable,
    dated,
    offering_of,
    school_of,
    session_of,
)
from kiosk.files.tables import Row, Table, read_table
from kiosk.model import School
from kiosk.rules.names import fold

T = TypeVar("T")

_DATES = ("date", "start", "end")
_ID = re.compile(r"[a-z0-9-]+")
_COLUMNS: dict[Any, dict[str, str]] = {
    SchoolForm: {"id": "school", "name": "school_name", "place": "place", "zone": "zone"},
    OfferingForm: {"id": "offering"},
    SessionForm: {"id": "session"},
}
"""By form, the columns of its fields, where they are called otherwise."""


class _BadCell(Exception):
    """What a cell says cannot be meant."""

    def __init__(self, field: str, why: Text) -> None:
        super().__init__(why)
        self.field, self.why = field, why


def read_session_table(
    path: Path, default_zone: str, choices: Choices, tell: Tell = silent
) -> Timetable:
    """Read the sessions of a table.

    Raises:
        NotThatFile: it is no such table, or what was said of its columns is not so.
    """
    table = read_table(path, partial(headings.score, "sessions"), choices.sheet)
    choices = choices.of_shape("sessions", table.headings)
    try:
        recognised = headings.recognise("sessions", table.headings, choices.columns)
    except NotSo as error:
        raise NotThatFile("{path}: {why}.", path=path, why=error.text) from None
    for needed in _needed(choices):
        if needed not in recognised.fields:
            raise no_column(path, (needed,), recognised)
    found = Timetable()
    found.table, found.recognised = table, recognised
    found.shape = choices.shape("sessions", table.headings, recognised)
    if choices.day_first is None:
        try:
            choices = replace(choices, day_first=moments.is_day_first(_dates(table, recognised)))
        except moments.Ambiguous as doubt:
            found.doubtful_date = doubt.text
            return found
    reader = _Reader(choices, default_zone)
    wrong: list[Wrong] = []
    unread = [
        c.heading for c in recognised.columns if not c.field and c.heading not in choices.said
    ]
    for done, each in enumerate(table.rows):
        if done % 200 == 0:
            tell(done, len(table.rows))
        row = _with_state(table, each, unread)
        cells = _by_field(table, row, recognised)
        try:
            reader.read(row, cells)
        except _BadCell as bad:
            heading = recognised.fields.get(bad.field, [""])[0]
            wrong.append(Wrong(row.where, bad.why, heading, cells.get(bad.field, "")))
        except NotSo as error:
            wrong.append(Wrong(row.where, error.text))
    found.places = reader.places
    files = reader.files
    if wrong:
        nowhere = SessionFile(School(id="", name="", zone=default_zone))
        first = next(iter(files.values()), None) or files.setdefault("", nowhere)
        first.sessions.wrong.extend(wrong)
    found.extend(dated(file) for file in files.values())
    return found


def _needed(choices: Choices) -> Iterator[str]:
    """The columns without which no row says enough."""
    yield from ("start", "end")
    if not choices.offering:
        yield "workshop"
        if not choices.school:
            yield "school"


def _with_state(table: Table, row: Row, unread: Sequence[str]) -> Row:
    """A row; wrong, where a column that is not read says that it is not held."""
    cells = table.by_heading(row)
    for heading in unread:
        said = cells.get(heading, "")
        if said and sayings.is_not_held(said, heading_keys.is_cancelled(heading)):
            why = Text(
                "“{column}” says “{text}”: take the row out, or say that the column is not used",
                column=heading[:60],
                text=said[:60],
            )
            return replace(row, wrong=row.wrong or why)
    return row


def _by_field(table: Table, row: Row, recognised: Recognised) -> dict[str, str]:
    cells = table.by_heading(row)
    return {
        field: next((cells[h] for h in named if cells.get(h)), "")
        for field, named in recognised.fields.items()
    }


def _dates(table: Table, recognised: Recognised) -> Iterator[str]:
    for row in table.rows:
        if not row.wrong:
            cells = _by_field(table, row, recognised)
            yield from (cells.get(field, "") for field in _DATES)


class _Reader:
    """Reads the rows of one table, one after another."""

    def __init__(self, choices: Choices, default_zone: str) -> None:
        self._choices, self._zone = choices, default_zone
        self._known = choices.known
        self._counted: dict[str, int] = {}
        self.files: dict[str, SessionFile] = {}
        self.places: dict[int, tuple[str, int]] = {}

    def read(self, row: Row, cells: dict[str, str]) -> None:
        """Add one session, and its school and offering where they are new; or nothing.

        Raises:
            _BadCell: what a cell says cannot be meant.
            NotSo: nor can the whole row.
        """
        offering = cells.get("offering", "") or self._choices.offering
        try:
            if not offering and "offering" not in cells:
                offering = self._offering_of(cells)
        finally:
            # A wrong row counts too: when it is mended, the others keep their numbers.
            number = self._counted[offering] = self._counted.get(offering, 0) + 1
            self.places[row.number] = offering, number
        if row.wrong:
            raise NotSo.of(row.wrong)
        for field in cells:
            _read(cells, field, with_value)
        self._add(row.where, cells, offering, number)

    def _offering_of(self, cells: Mapping[str, str]) -> str:
        """The offering of a row that names none: the one that is held of its workshop in its
        school, or a new one."""
        school, workshop = self._school(cells), self._workshop(cells)
        held = [
            offering.id
            for offering in self._known.offerings.values()
            if (offering.school, offering.workshop) == (school, workshop) and not offering.cancelled
        ]
        if len(held) > 1:
            why = Text("it may be {workshops}; give its id", workshops=", ".join(sorted(held)[:5]))
            raise _BadCell("workshop", why)
        return held[0] if held else f"{school}-{workshop}"[:80]

    def _add(self, where: str, cells: dict[str, str], offering_id: str, number: int) -> None:
        held = self._known.offerings.get(offering_id)
        school = self._school_of(cells, held.school if held else "")
        found = self.files.get(school.id) or SessionFile(school)
        form = self._offering_form(cells, offering_id, held.workshop if held else "")
        before = found.by_id.get(form.id)
        if before and before.workshop != form.workshop:
            why = Text("{offering} is given two workshops", offering=form.id)
            raise _BadCell("workshop", why)
        offering = before or offering_of(form, found.school)
        if held and held.zone and not cells.get("zone"):
            offering = replace(offering, zone=held.zone)
        session = self._session(found, cells, offering, number)
        self.files[school.id] = found
        found.unsaid.setdefault(
            school.id, _unsaid(cells, school_name="name", place="place", zone="zone") | {"ours"}
        )
        found.unsaid[session.id] = _unsaid(cells, room="room", part="part") | {"door"}
        found.counted[offering.id] = self._counted[offering_id]
        if before is None:
            found.unsaid[offering.id] = _unsaid(
                cells,
                room="room",
                online="online",
                capacity="capacity",
                facilitators="facilitators",
            ) | {"door", "zone"}
            found.add_offering(where, offering)
        found.add_session(where, session)

    # ---- what a row names

    def _workshop(self, cells: Mapping[str, str], held: str = "") -> str:
        """The id of its workshop."""
        said = cells.get("workshop", "") or held
        found = sorted(self._known.workshops.get(fold(said), ()))
        if said in found or not found:
            if not _ID.fullmatch(said) and said:
                why = Text(
                    "there is no workshop {workshop}; import its programme first",
                    workshop=said[:80],
                )
                raise _BadCell("workshop", why)
            return said
        if len(found) > 1:
            why = Text("it may be {workshops}; give its id", workshops=", ".join(found[:5]))
            raise _BadCell("workshop", why)
        return found[0]

    def _school(self, cells: Mapping[str, str], held: str = "") -> str:
        """The id of its school."""
        said = cells.get("school", "") or held or self._choices.school
        if said in self._known.schools:
            return said
        named = [s.id for s in self._known.schools.values() if fold(s.name) == fold(said)]
        return named[0] if len(named) == 1 else said

    def _school_of(self, cells: Mapping[str, str], held: str) -> School:
        school = self._school(cells, held)
        known = self._known.schools.get(school)
        data = {
            "id": school,
            "name": cells.get("school_name", "")
            or (known.name if known else self._choices.new_school or school),
            "place": cells.get("place", ""),
            "zone": cells.get("zone", "") or (known.zone if known else ""),
        }
        return _fitting(SchoolForm, lambda: school_of(entry(SchoolForm, data), self._zone))

    def _offering_form(self, cells: dict[str, str], offering: str, held: str) -> OfferingForm:
        data: dict[str, Any] = {
            "id": offering,
            "workshop": self._workshop(cells, held),
            "room": cells.get("room", ""),
            "online": _read(cells, "online", yes_or_no) or False,
            "facilitators": several(cells.get("facilitators", "")),
        }
        if cells.get("capacity"):
            data["capacity"] = _read(cells, "capacity", whole_number)
        return _fitting(OfferingForm, lambda: entry(OfferingForm, data))

    def _session(
        self, found: SessionFile, cells: dict[str, str], offering: Any, number: int
    ) -> Any:
        data: dict[str, Any] = {
            "start": self._moment(cells, "start"),
            "end": self._moment(cells, "end"),
            "room": cells.get("room") or None,
            "id": cells.get("session") or None,
        }
        if cells.get("part"):
            data["part"] = _read(cells, "part", whole_number)
        return _fitting(
            SessionForm, lambda: session_of(found, entry(SessionForm, data), offering, number)
        )

    def _moment(self, cells: dict[str, str], field: str) -> dt.datetime:
        """A time; where the day has a column of its own, only the hour stands here."""
        first = self._choices.day_first
        if not cells.get("date", ""):
            return _read(cells, field, partial(moments.moment, day_first=first))
        day = _read(cells, "date", partial(moments.day, day_first=first))
        if ends_day(cells.get(field, "")):
            return dt.datetime.combine(day + DAY, dt.time())
        return dt.datetime.combine(day, _read(cells, field, moments.time_of_day))


def _unsaid(cells: Mapping[str, str], **fields: str) -> frozenset[str]:
    """The fields whose columns say nothing."""
    return frozenset(field for column, field in fields.items() if not cells.get(column))


def _fitting(form: Any, make: Callable[[], T]) -> T:
    """What a form makes of a row; what does not fit is told by its column."""
    try:
        return make()
    except Misfit as misfit:
        field = misfit.field.partition("[")[0]
        raise _BadCell(_COLUMNS[form].get(field, field), misfit.why) from None


def _read(cells: Mapping[str, str], field: str, read: Callable[[str], T]) -> T:
    try:
        return read(cells.get(field, ""))
    except NotSo as error:
        raise _BadCell(field, error.text) from None
