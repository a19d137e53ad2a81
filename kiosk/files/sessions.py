"""Session files: TOML, a series by a rule, or CSV, to a school, offerings and sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.clock import localize, zone
from kiosk.files.forms import OfferingForm, SchoolForm, SeriesForm, SessionForm
from kiosk.files.reading import NotThatFile, Parsed, Wrong, entry, read_csv, read_toml
from kiosk.model import Offering, School, Session
from kiosk.rules.names import clean
from kiosk.rules.schedule import checked_end

_MOST_DATES = 500


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
        raise NotThatFile(f"{path} has no [school]: it is not a file of sessions.")
    unknown = set(content) - {"school", "offering", "series"}
    if unknown:
        raise NotThatFile(f"{path} has [{min(unknown)}], which a file of sessions does not.")
    try:
        form = entry(SchoolForm, content["school"])
        zone(form.zone or default_zone)
    except ValueError as error:
        raise NotThatFile(f"{path}, [school]: {error}.") from None
    school = School(
        id=form.id,
        name=clean(form.name),
        place=clean(form.place),
        zone=form.zone or default_zone,
        starts=form.starts,
        ends=form.ends,
        ours=tuple(form.ours),
    )
    found = SessionFile(school)
    entries = content.get("offering", [])
    if not isinstance(entries, list):
        raise NotThatFile(f"{path}: offerings stand under [[offering]], in two brackets.")
    for number, data in enumerate(entries, 1):
        _add_offering(found, f"offering {number}", data)
    if "series" in content:
        try:
            for data in _expand(entry(SeriesForm, content["series"])):
                _add_offering(found, f"series, {data['id']}", data)
        except ValueError as error:
            raise NotThatFile(f"{path}, [series]: {error}.") from None
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


def _add_offering(found: SessionFile, where: str, data: object) -> None:
    try:
        form = entry(OfferingForm, data)
        if any(o.id == form.id for _, o in found.offerings.entries):
            raise ValueError(f"{form.id} stands in this file before")
        zone(form.zone or found.school.zone)
    except ValueError as error:
        found.offerings.wrong.append(Wrong(where, str(error)))
        return
    offering = Offering(
        id=form.id,
        school=found.school.id,
        workshop=form.workshop,
        room=clean(form.room),
        online=form.online,
        facilitators=tuple(clean(name) for name in form.facilitators),
        capacity=form.capacity,
        zone=form.zone,
        door=form.door.rule(),
    )
    found.offerings.entries.append((where, offering))
    for number, session in enumerate(form.sessions, 1):
        place = f"{where}, session {number}"
        try:
            made = _session(entry(SessionForm, session), offering, found.school, number)
            if any(s.id == made.id for _, s in found.sessions.entries):
                raise ValueError(f"the id {made.id} stands in this file before")
            found.sessions.entries.append((place, made))
        except ValueError as error:
            found.sessions.wrong.append(Wrong(place, str(error)))


def _session(form: SessionForm, offering: Offering, school: School, number: int) -> Session:
    tz = zone(offering.zone or school.zone)
    start = form.start if form.start.tzinfo else localize(form.start, tz)
    if (form.end is None) == (form.hours is None):
        raise ValueError("it needs an end or hours, one of the two")
    if form.end is not None:
        end = form.end if form.end.tzinfo else localize(form.end, tz)
    else:
        end = start.astimezone(dt.UTC) + dt.timedelta(hours=form.hours or 0)
    return Session(
        id=form.id or f"{offering.id}-{number}",
        offering=offering.id,
        start=start.astimezone(tz),
        end=checked_end(start, end).astimezone(tz),
        room=None if form.room is None else clean(form.room),
        part=form.part,
        door=form.door.rule(),
    )


def _expand(form: SeriesForm) -> Iterator[dict[str, Any]]:
    """The offerings of a series, one for each offering its courses name, in order."""
    dates = occurrences(form.rule, form.from_, form.until)
    if len(dates) != len(form.courses):
        days = ", ".join(str(day) for day in dates[:12]) or "none"
        raise ValueError(
            f"the rule gives {len(dates)} dates ({days}) and there are {len(form.courses)} courses"
        )
    offerings: dict[str, dict[str, Any]] = {}
    for day, course in zip(dates, form.courses, strict=True):
        offering = offerings.setdefault(
            course.offering,
            {
                "id": course.offering,
                "workshop": course.workshop,
                "room": form.room,
                "online": form.online,
                "facilitators": form.facilitators,
                "capacity": form.capacity,
                "sessions": [],
            },
        )
        if offering["workshop"] != course.workshop:
            raise ValueError(f"{course.offering} is given two workshops")
        offering["sessions"].append(
            {
                "start": dt.datetime.combine(day, form.start),
                "hours": form.hours,
                "part": course.part,
            }
        )
    yield from offerings.values()


def occurrences(rule: str, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days a rule gives between two days, both included.

    Raises:
        ValueError: it is no RRULE, or gives more than 500 days.
    """
    from dateutil.rrule import rrulestr

    # Days are expanded without a zone and given their wall clock afterwards: that is
    # what keeps 6 PM at 6 PM across a change of the clocks.
    begin = dt.datetime.combine(first, dt.time())
    try:
        rule_set = rrulestr(rule, dtstart=begin)
        found = []
        for moment in rule_set.xafter(begin, count=_MOST_DATES + 1, inc=True):
            if moment.date() > last:
                break
            found.append(moment.date())
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"“{rule}” is not a rule: {error}") from None
    if len(found) > _MOST_DATES:
        raise ValueError(f"the rule gives more than {_MOST_DATES} dates")
    return found


# ---- CSV

_NEEDED = ("offering", "workshop", "start", "end", "school")


def _read_table(path: Path, default_zone: str) -> list[SessionFile]:
    files: dict[str, SessionFile] = {}
    numbers: dict[str, int] = {}
    for where, row in read_csv(path, _NEEDED):
        school_id = row.get("school", "")
        try:
            if "" in row:
                raise ValueError(row[""])
            school = entry(
                SchoolForm,
                {
                    "id": school_id,
                    "name": row.get("school_name") or school_id,
                    "place": row.get("place", ""),
                    "zone": row.get("zone") or default_zone,
                },
            )
            zone(school.zone)
            found = files.get(school_id) or SessionFile(
                School(id=school.id, name=school.name, place=school.place, zone=school.zone)
            )
            offering = row.get("offering", "")
            session = entry(SessionForm, _session_of(row))
            if not any(o.id == offering for _, o in found.offerings.entries):
                before = len(found.offerings.wrong)
                _add_offering(found, where, _offering_of(row))
                if len(found.offerings.wrong) > before:
                    files[school_id] = found
                    continue
            held = next(o for _, o in found.offerings.entries if o.id == offering)
            if held.workshop != row.get("workshop"):
                raise ValueError(f"{offering} is given two workshops")
            numbers[offering] = numbers.get(offering, 0) + 1
            made = _session(session, held, found.school, numbers[offering])
            if any(s.id == made.id for _, s in found.sessions.entries):
                raise ValueError(f"the id {made.id} stands in this file before")
            found.sessions.entries.append((where, made))
            files[school_id] = found
        except ValueError as error:
            target = files.get(school_id) or next(iter(files.values()), None)
            if target is None:
                target = files[""] = SessionFile(School(id="", name="", zone=default_zone))
            target.sessions.wrong.append(Wrong(where, str(error)))
    return [_dated(found) for found in files.values()]


def _offering_of(row: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": row.get("offering", ""),
        "workshop": row.get("workshop", ""),
        "room": row.get("room", ""),
        "online": yes_or_no(row.get("online", "")) or False,
        "facilitators": [n.strip() for n in row.get("facilitators", "").split(";") if n.strip()],
    }
    if capacity := row.get("capacity"):
        data["capacity"] = whole_number(capacity)
    return data


def _session_of(row: dict[str, str]) -> dict[str, Any]:
    data: dict[str, Any] = {"start": _moment(row.get("start", "")), "room": row.get("room", "")}
    data["end"] = _moment(row.get("end", ""))
    if session := row.get("session"):
        data["id"] = session
    if part := row.get("part"):
        data["part"] = whole_number(part)
    return data


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a time; one looks like 2026-04-10 09:00") from None


def whole_number(text: str) -> int:
    """A whole number in a cell.

    Raises:
        ValueError: it is none.
    """
    if not text.isascii() or not text.isdigit():
        raise ValueError(f"“{text}” is not a whole number")
    return int(text)


_YES = {"yes", "y", "true", "1", "oui", "o", "vrai", "sí", "si", "s", "verdadero"}
_NO = {"no", "n", "false", "0", "non", "faux", "falso"}


def yes_or_no(text: str) -> bool | None:
    """What a cell says; ``None`` if it is empty.

    Raises:
        ValueError: it says something else.
    """
    said = text.strip().casefold()
    if not said:
        return None
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ValueError(f"“{text}” is neither yes nor no")
