"""A file brought in with a look before it counts: read once, tried, then kept.

What was looked at is what comes in, even where the file changes meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.desk import importing
from kiosk.desk.importing import Report
from kiosk.desk.protocol import Desk
from kiosk.files.attendees import Person, read_attendees
from kiosk.files.programmes import ProgrammeFile, read_programme
from kiosk.files.reading import Parsed
from kiosk.files.sessions import SessionFile, read_sessions


class Kind(StrEnum):
    """What a file holds; the words of ``kiosk import``."""

    PROGRAMME = "programme"
    SESSIONS = "sessions"
    ATTENDEES = "attendees"


@dataclass(frozen=True, slots=True)
class Content:
    """A file that was read, whichever kind it is."""

    programme: ProgrammeFile | None = None
    sessions: list[SessionFile] | None = None
    attendees: Parsed[Person] | None = None


def zone(desk: Desk) -> str:
    """The zone of a school that names none."""
    return desk.store.organisation.zone


def read(kind: Kind, path: Path, default_zone: str) -> Content:
    """Read a file; it needs no desk, and takes as long as its disk does.

    Raises:
        NotThatFile: it is not one of this kind.
    """
    match kind:
        case Kind.PROGRAMME:
            return Content(programme=read_programme(path))
        case Kind.SESSIONS:
            return Content(sessions=read_sessions(path, default_zone))
        case Kind.ATTENDEES:
            return Content(attendees=read_attendees(path))


def bring(desk: Desk, content: Content, dry_run: bool) -> Report:
    """Bring in what was read, or say what would happen."""
    if content.programme is not None:
        return importing.bring_programme(desk, content.programme, dry_run)
    if content.sessions is not None:
        return importing.bring_sessions(desk, content.sessions, dry_run)
    return importing.bring_attendees(desk, content.attendees or Parsed(), dry_run)
