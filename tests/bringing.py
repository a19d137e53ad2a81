"""Bringing in what a test writes, and what there is afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import kiosk
from kiosk.desk.bringing import importing
from kiosk.desk.bringing.importing import Report
from kiosk.desk.bringing.rosters import Answers
from kiosk.desk.protocol import Desk
from kiosk.files.attendees import read_attendees
from kiosk.files.programmes import read_programme
from kiosk.files.sessions import read_sessions
from kiosk.model import (
    Attendee,
    Badge,
    Offering,
    Programme,
    Registration,
    School,
    Session,
    Workshop,
)

SAMPLE = Path(kiosk.__file__ or "").parent / "sample"
TABLES = (Programme, Workshop, School, Offering, Session, Attendee, Registration, Badge)


def state(desk: Desk) -> dict[str, list[Any]]:
    """Everything there is."""
    return {
        kind.table: sorted(desk.store.all(kind), key=lambda record: record.id) for kind in TABLES
    }


def counts(report: Report) -> tuple[int, int, int, list[str]]:
    unclear = [*report.wrong, *report.questions]
    return report.added, report.changed, report.unchanged, [str(row) for row in unclear]


class Files:
    """Brings in what a test writes."""

    def __init__(self, folder: Path, desk: Desk) -> None:
        self.folder, self.desk = folder, desk

    def programme(self, content: str, dry_run: bool = False) -> Report:
        path = self.folder / "programme.toml"
        path.write_text(content, encoding="utf-8")
        return importing.bring_programme(self.desk, read_programme(path), dry_run)

    def sessions(self, content: str, suffix: str = ".toml", dry_run: bool = False) -> Report:
        path = self.folder / f"sessions{suffix}"
        path.write_text(content, encoding="utf-8")
        return importing.bring_sessions(
            self.desk, read_sessions(path, self.desk.store.organisation.zone), dry_run
        )

    def attendees(
        self,
        content: str,
        suffix: str = ".csv",
        dry_run: bool = False,
        answers: Answers | None = None,
    ) -> Report:
        path = self.folder / f"roster{suffix}"
        path.write_text(content, encoding="utf-8")
        return importing.bring_attendees(self.desk, read_attendees(path), dry_run, answers)


def written(desk: Desk) -> int:
    """How much stands in the journals, in bytes."""
    folder = desk.store.apart._journal.folder  # type: ignore[attr-defined]
    return sum(path.stat().st_size for path in folder.glob("*.jsonl"))
