"""Session files: TOML, a series by a rule, or CSV, to a school, offerings and sessions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.clock import aware, fixed, zone
from kiosk.errors import NotSo, Text
from kiosk.files.cells import moment, session_end, several, whole_number, yes_or_no
from kiosk.files.forms import OfferingForm, SchoolForm, SeriesForm, SessionForm
from kiosk.files.reading import NotThatFile, Parsed, Wrong, entry, read_csv, read_toml
from kiosk.files.series import expand
from kiosk.model import Offering, School, Session
from kiosk.rules.names import clean


@dataclass(slots=True)
class SessionFile:
    school: School
    offerings: Parsed[Offering] = field(default_factory=Parsed)
    sessions: Parsed[Session] = field(default_factory=Parsed)

    @property
    def wrong(self) -> list[Wrong]:
        return [*self.offerings.wrong, *self.sessions.wrong]


def read_sessions(path: Path, default_zone: str) -> list[SessionFile]:
    """Read the schools of a file; a TOML file has one.

    Args:
        default_zone: the zone of a school that names none.

    Raises:
        NotThatFile: it is not such a file.
    """
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return _read_table(path, default_zone)
    content = read_toml(path)
    if not isinstance(content.get("school"), dict):
        raise NotThatFile("{path} has no [school]: it is not a file of sessions.", path=path)
    unknown = set(content) - {"school", "offering", "series"}
    if unknown:
        raise NotThatFile(
            "{path} has [{table}], which a file of sessions does not.",
            path=path,
            table=min(unknown),
        )
    try:
        school = _school(entry(SchoolForm, content["school"]), default_zone)
    except NotSo as error:
        raise NotThatFile("{path}, [school]: {why}.", path=path, why=error.text) from None
    found = SessionFile(school)
    entries = content.get("offering", [])
    if not isinstance(entries, list):
        raise NotThatFile("{path}: offerings stand under [[offering]], in two brackets.", path=path)
    for number, data in enumerate(entries, 1):
        _add_offering(found, Text("offering {number}", number=number), data)
    if "series" in content:
        try:
            for data in expand(entry(SeriesForm, content["series"])):
                _add_offering(found, Text("series, {offering}", offering=data["id"]), data)
        except NotSo as error:
            raise NotThatFile("{path}, [series]: {why}.", path=path, why=error.text) from None
    return [_dated(found)]


def _dated(found: SessionFile) -> SessionFile:
    """A school that says no dates has those of its sessions."""
    zoned = zone(found.school.zone)
    days = [s.start.astimezone(zoned).date() for _, s in found.sessions.entries]
    if days:
        found.school = replace(
            found.school,
            starts=found.school.starts or min(days),
            ends=found.school.ends or max(days),
        )
    return found


def _school(form: SchoolForm, default_zone: str) -> School:
    if not clean(form.name):
        raise NotSo("its name is empty")
    zone(form.zone or default_zone)
    return School(
        id=form.id,
        name=clean(form.name),
        place=clean(form.place),
        zone=form.zone or default_zone,
        starts=form.starts,
        ends=form.ends,
        ours=tuple(form.ours),
    )


def _add_offering(found: SessionFile, where: str, data: object) -> None:
    try:
        form = entry(OfferingForm, data)
        if any(o.id == form.id for _, o in found.offerings.entries):
            raise NotSo("{id} stands in this file before", id=form.id)
        offering = _offering(form, found.school)
    except NotSo as error:
        found.offerings.wrong.append(Wrong(where, error.text))
        return
    found.offerings.entries.append((where, offering))
    for number, session in enumerate(form.sessions, 1):
        place = Text("{where}, session {number}", where=where, number=number)
        try:
            made = _session(found, entry(SessionForm, session), offering, number)
            found.sessions.entries.append((place, made))
        except NotSo as error:
            found.sessions.wrong.append(Wrong(place, error.text))


def _offering(form: OfferingForm, school: School) -> Offering:
    zone(form.zone or school.zone)
    return Offering(
        id=form.id,
        school=school.id,
        workshop=form.workshop,
        room=clean(form.room),
        online=form.online,
        facilitators=tuple(clean(name) for name in form.facilitators),
        capacity=form.capacity,
        zone=form.zone,
        door=form.door.rule(),
    )


def _session(file: SessionFile, form: SessionForm, offering: Offering, number: int) -> Session:
    session_id = form.id or f"{offering.id}-{number}"
    if any(s.id == session_id for _, s in file.sessions.entries):
        raise NotSo("the id {id} stands in this file before", id=session_id)
    tz = zone(offering.zone or file.school.zone)
    start = aware(form.start, tz)
    if (form.end is None) == (form.hours is None):
        raise NotSo("it needs an end or hours, one of the two")
    if form.end is not None:
        end = aware(form.end, tz)
    else:
        end = start + dt.timedelta(hours=form.hours or 0)
    room = None if form.room is None else clean(form.room)
    return Session(
        id=session_id,
        offering=offering.id,
        start=fixed(start, tz),
        end=fixed(session_end(start, end), tz),
        room=None if room == offering.room else room,
        part=form.part,
        door=form.door.rule(),
    )


# ---- CSV

_NEEDED = ("offering", "workshop", "start", "end", "school")


def _read_table(path: Path, default_zone: str) -> list[SessionFile]:
    files: dict[str, SessionFile] = {}
    wrong: list[Wrong] = []
    numbers: Counter[str] = Counter()
    for where, row in read_csv(path, _NEEDED):
        # A wrong row counts too: when it is mended, the others keep their numbers.
        numbers[row.get("offering", "")] += 1
        if "" in row:
            wrong.append(Wrong(where, row[""]))
            continue
        try:
            _add_row(files, where, row, numbers[row.get("offering", "")], default_zone)
        except NotSo as error:
            wrong.append(Wrong(where, error.text))
    if wrong:
        nowhere = SessionFile(School(id="", name="", zone=default_zone))
        first = next(iter(files.values()), None) or files.setdefault("", nowhere)
        first.sessions.wrong.extend(wrong)
    return [_dated(found) for found in files.values()]


def _add_row(
    files: dict[str, SessionFile], where: str, row: dict[str, str], number: int, default_zone: str
) -> None:
    """Add one session, and its school and offering where they are new; or nothing."""
    school = _school(entry(SchoolForm, _school_of(row)), default_zone)
    found = files.get(school.id) or SessionFile(school)
    form = entry(OfferingForm, _offering_of(row))
    known = next((o for _, o in found.offerings.entries if o.id == form.id), None)
    if known and known.workshop != form.workshop:
        raise NotSo("{offering} is given two workshops", offering=form.id)
    offering = known or _offering(form, found.school)
    session = _session(found, entry(SessionForm, _session_of(row)), offering, number)
    files[school.id] = found
    if known is None:
        found.offerings.entries.append((where, offering))
    found.sessions.entries.append((where, session))


def _school_of(row: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.get("school", ""),
        "name": row.get("school_name") or row.get("school", ""),
        "place": row.get("place", ""),
        "zone": row.get("zone", ""),
    }


def _offering_of(row: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": row.get("offering", ""),
        "workshop": row.get("workshop", ""),
        "room": row.get("room", ""),
        "online": yes_or_no(row.get("online", "")) or False,
        "facilitators": several(row.get("facilitators", "")),
    }
    if capacity := row.get("capacity"):
        data["capacity"] = whole_number(capacity)
    return data


def _session_of(row: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "start": moment(row.get("start", "")),
        "end": moment(row.get("end", "")),
        "room": row.get("room") or None,
        "id": row.get("session") or None,
    }
    if part := row.get("part"):
        data["part"] = whole_number(part)
    return data
