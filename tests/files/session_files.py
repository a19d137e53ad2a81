"""A file of sessions, written and read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.files.sessions import SessionFile, read_sessions
from tests.building import TORONTO

Read = Callable[..., list[SessionFile]]

SCHOOL = '[school]\nid = "spring"\nname = "Spring"\n'
OFFERING = '[[offering]]\nid = "pp"\nworkshop = "parliamentary"\n'


def reader(folder: Path, suffix: str) -> Read:
    """Writes what it is given and reads it; with another ``suffix`` or ``zone`` where
    the test says so."""

    def read(content: str, suffix: str = suffix, zone: str = TORONTO) -> list[SessionFile]:
        path = folder / f"sessions{suffix}"
        path.write_text(content, encoding="utf-8")
        return read_sessions(path, zone)

    return read


def times(file: SessionFile) -> list[tuple[str, str, str]]:
    """Each session's id, start and end."""
    return [(s.id, s.start.isoformat(), s.end.isoformat()) for _, s in file.sessions.entries]
