"""A file brought in with a look before it counts: read once, tried, then kept.

What was looked at is what comes in, even where the file changes meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from kiosk.desk.bringing import importing
from kiosk.desk.bringing.reporting import Report, number_of
from kiosk.desk.bringing.rosters import NONE_SAID, Answers, bring_attendees, none_said
from kiosk.desk.protocol import Desk
from kiosk.errors import Count, Refused, Text
from kiosk.files import rejected
from kiosk.files.attendees import Roster, read_attendees
from kiosk.files.calendars import Calendar, is_calendar, read_calendar
from kiosk.files.choices import ADDED, Choices, Known, Tell, silent
from kiosk.files.headings import Recognised
from kiosk.files.programmes import ProgrammeFile, read_programme
from kiosk.files.sessions import Timetable, read_sessions
from kiosk.files.tables import Table
from kiosk.model import Attendee, ImportShape, Offering, School, Workshop
from kiosk.rules.names import fold, number_key

_MOST_NAMES = 20
"""Names that are written otherwise, of which each is noted."""


class Kind(StrEnum):
    """What a file holds; the words of ``kiosk import``."""

    PROGRAMME = "programme"
    SESSIONS = "sessions"
    ATTENDEES = "attendees"


@dataclass(frozen=True, slots=True)
class Content:
    """A file that was read, whichever kind it is."""

    kind: Kind
    path: Path
    programme: ProgrammeFile | None = None
    sessions: Timetable | None = None
    attendees: Roster | None = None
    calendar: Calendar | None = None
    choices: Choices = field(default_factory=Choices)

    @property
    def table(self) -> Table | None:
        held = self.attendees or self.sessions
        return held.table if held is not None else None

    @property
    def recognised(self) -> Recognised | None:
        """What its columns were taken for, where it has columns."""
        held = self.sessions if self.sessions is not None else self.attendees
        return held.recognised if held is not None else None

    @property
    def doubtful_date(self) -> str:
        """A date that could be two days; nothing comes in before somebody says which."""
        return self.sessions.doubtful_date if self.sessions is not None else ""

    @property
    def notes(self) -> tuple[Text, ...]:
        """What whoever brings it in should know of it."""
        notes = []
        if self.table is not None and self.table.others:
            notes.append(
                Text(
                    "Only the sheet “{sheet}” is read, not {others}.",
                    sheet=self.table.layout.sheet,
                    others=", ".join(self.table.others[:10]),
                )
            )
        if self.says_no_offering:
            notes.append(NONE_SAID)
        return (*notes, *self._written_otherwise())

    def _written_otherwise(self) -> list[Text]:
        """The first of the names that came in capitals, or with a title or pronouns."""
        names = self.attendees.written_otherwise if self.attendees is not None else []
        notes = [
            Text(
                "{where}: “{before}” is written “{after}”",
                where=where,
                before=person.written,
                after=person.name,
            )
            for where, person in names[:_MOST_NAMES]
        ]
        if len(names) > _MOST_NAMES:
            rest = len(names) - _MOST_NAMES
            notes.append(Count("and {n} other name likewise", "and {n} other names likewise", rest))
        return notes

    @property
    def says_no_offering(self) -> bool:
        """Whether nobody in it is registered for anything."""
        return self.attendees is not None and none_said(self.attendees)


@dataclass(frozen=True, slots=True)
class Before:
    """What has to be known before a file is read."""

    zone: str
    """Of a school that names none."""
    shapes: dict[str, ImportShape]
    known: Known

    def choices(self, said: Choices) -> Choices:
        """What is said of a file, with what is known."""
        return replace(said, kept=self.shapes, known=self.known)


def before(desk: Desk) -> Before:
    """What the desk knows that reading a file needs."""
    view = desk.store
    workshops: dict[str, set[str]] = {}
    for workshop in view.all(Workshop):
        for name in (workshop.id, *workshop.title.values()):
            workshops.setdefault(fold(name), set()).add(workshop.id)
    people = view.all(Attendee)
    known = Known(
        workshops=workshops,
        schools={school.id: school for school in view.all(School)},
        offerings={offering.id: offering for offering in view.all(Offering)},
        numbers=frozenset(number_key(person.member_number) for person in people),
        locals=frozenset(map(fold, {person.local for person in people})) - {""},
    )
    return Before(view.organisation.zone, {s.id: s for s in view.all(ImportShape)}, known)


def read(
    kind: Kind,
    path: Path,
    default_zone: str,
    choices: Choices | None = None,
    tell: Tell = silent,
) -> Content:
    """Read a file; it needs no desk, and takes as long as its disk does.

    Raises:
        NotThatFile: it is not one of this kind.
    """
    said = choices or Choices()
    match kind:
        case Kind.PROGRAMME:
            return Content(kind, path, programme=read_programme(path))
        case Kind.SESSIONS if is_calendar(path):
            return Content(kind, path, calendar=read_calendar(path), choices=said)
        case Kind.SESSIONS:
            return Content(kind, path, sessions=read_sessions(path, default_zone, said, tell))
        case Kind.ATTENDEES:
            return Content(kind, path, attendees=read_attendees(path, said, tell))


def bring(
    desk: Desk,
    content: Content,
    dry_run: bool,
    answers: Answers | None = None,
    tell: Tell = silent,
) -> Report:
    """Bring in what was read, or say what would happen.

    Raises:
        Refused: a date of it could be two days.
    """
    source = content.path.name
    if content.doubtful_date:
        raise Refused(
            "{date} could be two days. Say whether the day or the month comes first.",
            date=content.doubtful_date,
        )
    if content.programme is not None:
        return importing.bring_programme(desk, content.programme, dry_run, source)
    if content.calendar is not None:
        from kiosk.desk.bringing.calendars import bring_calendar

        return bring_calendar(desk, content.calendar, content.choices, dry_run, source)
    if content.sessions is not None:
        return importing.bring_sessions(desk, content.sessions, dry_run, source, tell)
    people = content.attendees or Roster()
    return bring_attendees(desk, people, dry_run, answers, source, tell)


def left_behind(content: Content, report: Report) -> bytes:
    """The rows that do not come in, in the form of the file; mended, they can be brought in.

    Raises:
        Refused: the entries of a file cannot be told apart.
    """
    rows = {number_of(w.where) for w in report.wrong} | {q.row for q in report.questions}
    if content.table is not None:
        added = _with_ids(content, report, rows) if content.sessions is not None else None
        return rejected.rejected_rows(content.table, rows, added)
    if content.calendar is not None:
        return content.calendar.only(rows)
    entry = {Kind.PROGRAMME: "workshop", Kind.SESSIONS: "offering", Kind.ATTENDEES: "attendee"}
    return rejected.rejected_entries(content.path, entry[content.kind], rows)


def _with_ids(content: Content, report: Report, rows: set[int]) -> rejected.Added | None:
    """By row an id that no session has, so that a row that is mended is a session of its
    own; one that begins when a session does is that session, whatever its id."""
    timetable = content.sessions
    if timetable is None or timetable.recognised is None:
        return None
    taken = set(report.sessions)
    ids = {}
    for row in sorted(rows & timetable.places.keys()):
        offering, number = timetable.places[row]
        if not offering:
            continue
        while (free := f"{offering}-{number}") in taken:
            number += 1
        taken.add(free)
        ids[row] = free
    heading = next(iter(timetable.recognised.fields.get("session", ())), ADDED)
    return rejected.Added(heading, ids)
