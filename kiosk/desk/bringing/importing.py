"""Bringing in what a file holds: matched with what is known, in one change.

Programmes are here; sessions are in :mod:`kiosk.desk.bringing.timetables`, people in
:mod:`kiosk.desk.bringing.rosters`.
"""

from __future__ import annotations

from kiosk.desk.badge_codes import ensure_badge, new_badge
from kiosk.desk.bringing.matching import match, merged
from kiosk.desk.bringing.reporting import Report, bring
from kiosk.desk.bringing.rosters import bring_attendees
from kiosk.desk.bringing.timetables import bring_sessions
from kiosk.desk.protocol import Change, Desk
from kiosk.errors import Text
from kiosk.files.programmes import ProgrammeFile
from kiosk.files.reading import Wrong
from kiosk.model import Workshop

__all__ = [
    "Report",
    "bring_attendees",
    "bring_programme",
    "bring_sessions",
    "ensure_badge",
    "match",
    "merged",
    "new_badge",
]


def bring_programme(
    desk: Desk, file: ProgrammeFile, dry_run: bool = False, source: str = ""
) -> Report:
    """Bring in a programme and its workshops; one a workshop names must be known."""

    def work(tx: Change, report: Report) -> None:
        report.wrong.extend(file.workshops.wrong)
        report.put(tx, file.programme)
        here = {workshop.id for _, workshop in file.workshops.entries}
        for where, workshop in file.workshops.entries:
            held = tx.get(Workshop, workshop.id)
            named = (*workshop.prerequisites, *workshop.equivalents)
            unknown = [w for w in named if w not in here and tx.get(Workshop, w) is None]
            if held and held.programme != workshop.programme:
                why = Text("{id} belongs to {other}", id=workshop.id, other=held.programme)
                report.wrong.append(Wrong(where, why))
            elif unknown:
                why = Text("it names {workshop}, which is no workshop", workshop=unknown[0])
                report.wrong.append(Wrong(where, why))
            else:
                report.put(tx, workshop)

    return bring(desk, work, dry_run, source)
