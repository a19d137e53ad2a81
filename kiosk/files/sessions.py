"""Session files: TOML, a series by a rule, or a table, to a school, offerings and sessions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.clock import aware, fixed, zone
from kiosk.errors import NotSo, Text
from kiosk.files.cells import session_end
from kiosk.files.choices import Choices, Tell, silent
from kiosk.files.forms import OfferingForm, SchoolForm, SeriesForm, SessionForm
from kiosk.files.headings import Recognised
from kiosk.files.moments import LAST_YEAR
from kiosk.files.reading import Misfit, NotThatFile, Parsed, Wrong, entry, read_toml
from kiosk.files.series import expand
from kiosk.files.tables import Table
from kiosk.model import ImportShape, Offering, School, Session
from kiosk.rules.names import clean


@dataclass(slots=True)
class SessionFile:
    school: School
    offerings: Parsed[Offering] = field(default_factory=Parsed)
    sessions: Parsed[Session] = field(default_factory=Parsed)
    by_id: dict[str, Offering] = field(default_factory=dict, repr=False, compare=False)
    """The offerings that came in."""
    taken: set[str] = field(default_factory=set, repr=False, compare=False)
    """The ids of the sessions that came in."""
    begins: set[tuple[str, dt.datetime]] = field(default_factory=set, repr=False, compare=False)
    """By offering, when its sessions begin: no two of one can at once."""
    numbered: set[str] = field(default_factory=set, compare=False)
    """Sessions that have their id by their place in the file; ``desk.timetables`` finds
    which of those that are known they are."""
    counted: Counter[str] = field(default_factory=Counter, compare=False)
    """By offering, how many sessions stand in the file, wrong ones too."""
    unsaid: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)
    """By id of a school, an offering or a session, the fields of which the file says
    nothing: they stay as they are known."""

    def add_offering(self, where: str, offering: Offering) -> None:
        self.offerings.entries.append((where, offering))
        self.by_id[offering.id] = offering

    def add_session(self, where: str, session: Session) -> None:
        self.sessions.entries.append((where, session))
        self.taken.add(session.id)
        self.begins.add((session.offering, session.start))

    @property
    def wrong(self) -> list[Wrong]:
        return [*self.offerings.wrong, *self.sessions.wrong]


class Timetable(list[SessionFile]):
    """The schools of a file, and what it was taken for."""

    places: Mapping[int, tuple[str, int]]
    """By row, the offering that its session is of and its place among those; of wrong rows
    too."""

    table: Table | None = None
    recognised: Recognised | None = None
    shape: ImportShape | None = None
    """What is to be kept for the next file like it."""
    doubtful_date: str = ""
    """A date that could be two days: nothing is read until somebody says which."""

    def __init__(self, files: Iterable[SessionFile] = ()) -> None:
        super().__init__(files)
        self.places = {}


def read_sessions(
    path: Path, default_zone: str, choices: Choices | None = None, tell: Tell = silent
) -> Timetable:
    """Read the schools of a file; a TOML file has one.

    Args:
        default_zone: the zone of a school that names none.

    Raises:
        NotThatFile: it is not such a file.
    """
    if path.suffix.lower() != ".toml":
        from kiosk.files.session_tables import read_session_table

        return read_session_table(path, default_zone, choices or Choices(), tell)
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
        school = school_of(entry(SchoolForm, content["school"]), default_zone)
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
    return Timetable([dated(found)])


def dated(found: SessionFile) -> SessionFile:
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


def school_of(form: SchoolForm, default_zone: str) -> School:
    if not clean(form.name):
        raise Misfit("{where}: {why}", where="name", why=Text("it is empty"))
    try:
        zone(form.zone or default_zone)
    except NotSo as error:
        raise Misfit("{where}: {why}", where="zone", why=error.text) from None
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
        if form.id in found.by_id:
            raise NotSo("{id} stands in this file before", id=form.id)
        offering = offering_of(form, found.school)
    except NotSo as error:
        found.offerings.wrong.append(Wrong(where, error.text))
        return
    found.add_offering(where, offering)
    found.counted[offering.id] = len(form.sessions)
    for number, session in enumerate(form.sessions, 1):
        place = Text("{where}, session {number}", where=where, number=number)
        try:
            made = session_of(found, entry(SessionForm, session), offering, number)
            found.add_session(place, made)
        except NotSo as error:
            found.sessions.wrong.append(Wrong(place, error.text))


def offering_of(form: OfferingForm, school: School) -> Offering:
    try:
        zone(form.zone or school.zone)
    except NotSo as error:
        raise Misfit("{where}: {why}", where="zone", why=error.text) from None
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


def session_of(file: SessionFile, form: SessionForm, offering: Offering, number: int) -> Session:
    session_id = form.id or f"{offering.id}-{number}"
    if session_id in file.taken:
        raise Misfit(
            "{where}: {why}",
            where="id",
            why=Text("the id {id} stands in this file before", id=session_id),
        )
    tz = zone(offering.zone or file.school.zone)
    start = _on_clock("start", form.start, tz)
    if (form.end is None) == (form.hours is None):
        raise NotSo("it needs an end or hours, one of the two")
    if form.end is not None:
        end = _on_clock("end", form.end, tz)
    else:
        end = start + dt.timedelta(hours=form.hours or 0)
    try:
        start, end = fixed(start, tz), fixed(session_end(start, end), tz)
    except NotSo as error:
        raise Misfit("{where}: {why}", where="end", why=error.text) from None
    if (offering.id, start) in file.begins:
        why = Text("a session of {offering} begins then in this file before", offering=offering.id)
        raise Misfit("{where}: {why}", where="start", why=why)
    room = None if form.room is None else clean(form.room)
    if not form.id:
        file.numbered.add(session_id)
    return Session(
        id=session_id,
        offering=offering.id,
        start=start,
        end=end,
        room=None if room == offering.room else room,
        part=form.part,
        door=form.door.rule(),
    )


def _on_clock(field: str, moment: dt.datetime, tz: dt.tzinfo) -> dt.datetime:
    if moment.year > LAST_YEAR:
        why = Text("it is in the year {year}; is the century right?", year=moment.year)
        raise Misfit("{where}: {why}", where=field, why=why)
    try:
        return aware(moment, tz)
    except NotSo as error:
        raise Misfit("{where}: {why}", where=field, why=error.text) from None
