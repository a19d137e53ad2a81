"""Sessions as a table of any kind: one row a session."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kiosk.errors import NotSo, Text
from kiosk.files import headings, moments
from kiosk.files.attendees import no_column
from kiosk.files.cells import several, whole_number, with_value, yes_or_no
from kiosk.files.choices import Choices, Tell, silent
from kiosk.files.forms import OfferingForm, SchoolForm, SessionForm
from kiosk.files.headings import Recognised
from kiosk.files.reading import NotThatFile, Wrong, entry
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

T = TypeVar("T")

_NEEDED = ("offering", "workshop", "start", "end", "school")
_DATES = ("date", "start", "end")


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
    table = read_table(path, partial(headings.score, "sessions"))
    choices = choices.of_shape("sessions", table.headings)
    try:
        recognised = headings.recognise("sessions", table.headings, choices.columns)
    except NotSo as error:
        raise NotThatFile("{path}: {why}.", path=path, why=error.text) from None
    for needed in _NEEDED:
        if needed not in recognised.fields:
            raise no_column(path, needed, "", table.headings)
    found = Timetable()
    found.table, found.recognised = table, recognised
    found.shape = choices.shape("sessions", table.headings, recognised)
    day_first = choices.day_first
    if day_first is None:
        try:
            day_first = moments.is_day_first(_dates(table, recognised))
        except moments.Ambiguous as doubt:
            found.doubtful_date = doubt.text
            return found
    files: dict[str, SessionFile] = {}
    wrong: list[Wrong] = []
    numbers: Counter[str] = Counter()
    for done, row in enumerate(table.rows):
        if done % 200 == 0:
            tell(done, len(table.rows))
        cells = _by_field(table, row, recognised)
        # A wrong row counts too: when it is mended, the others keep their numbers.
        numbers[cells.get("offering", "")] += 1
        if row.wrong:
            wrong.append(Wrong(row.where, row.wrong))
            continue
        try:
            number = numbers[cells.get("offering", "")]
            _add_row(files, row.where, cells, number, default_zone, day_first)
        except _BadCell as bad:
            heading = recognised.fields.get(bad.field, [""])[0]
            wrong.append(Wrong(row.where, bad.why, heading, cells.get(bad.field, "")))
        except NotSo as error:
            wrong.append(Wrong(row.where, error.text))
    if wrong:
        nowhere = SessionFile(School(id="", name="", zone=default_zone))
        first = next(iter(files.values()), None) or files.setdefault("", nowhere)
        first.sessions.wrong.extend(wrong)
    found.extend(dated(file) for file in files.values())
    return found


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


def _add_row(
    files: dict[str, SessionFile],
    where: str,
    row: dict[str, str],
    number: int,
    default_zone: str,
    day_first: bool | None,
) -> None:
    """Add one session, and its school and offering where they are new; or nothing."""
    for field in row:
        _read(row, field, with_value)
    school = school_of(entry(SchoolForm, _school(row)), default_zone)
    found = files.get(school.id) or SessionFile(school)
    form = entry(OfferingForm, _offering(row))
    known = found.by_id.get(form.id)
    if known and known.workshop != form.workshop:
        raise NotSo("{offering} is given two workshops", offering=form.id)
    offering = known or offering_of(form, found.school)
    session = session_of(found, entry(SessionForm, _session(row, day_first)), offering, number)
    files[school.id] = found
    if known is None:
        found.add_offering(where, offering)
    found.add_session(where, session)


def _school(row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.get("school", ""),
        "name": row.get("school_name") or row.get("school", ""),
        "place": row.get("place", ""),
        "zone": row.get("zone", ""),
    }


def _offering(row: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": row.get("offering", ""),
        "workshop": row.get("workshop", ""),
        "room": row.get("room", ""),
        "online": _read(row, "online", yes_or_no) or False,
        "facilitators": several(row.get("facilitators", "")),
    }
    if row.get("capacity"):
        data["capacity"] = _read(row, "capacity", whole_number)
    return data


def _session(row: dict[str, str], day_first: bool | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "start": _moment(row, "start", day_first),
        "end": _moment(row, "end", day_first),
        "room": row.get("room") or None,
        "id": row.get("session") or None,
    }
    if row.get("part"):
        data["part"] = _read(row, "part", whole_number)
    return data


def _moment(row: dict[str, str], field: str, day_first: bool | None) -> dt.datetime:
    """A time; where the day has a column of its own, only the hour stands here."""
    said = row.get("date", "")
    if not said:
        return _read(row, field, partial(moments.moment, day_first=day_first))
    day = _read(row, "date", partial(moments.day, day_first=day_first))
    return dt.datetime.combine(day, _read(row, field, moments.time_of_day))


def _read(row: dict[str, str], field: str, read: Callable[[str], T]) -> T:
    try:
        return read(row.get(field, ""))
    except NotSo as error:
        raise _BadCell(field, error.text) from None
