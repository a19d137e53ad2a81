"""Bringing in what a file holds: matched with what is known, in one change.

Programmes and sessions are here; people are in :mod:`kiosk.desk.rosters`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kiosk.desk.badge_codes import ensure_badge, new_badge
from kiosk.desk.matching import match, merged
from kiosk.desk.protocol import Change, Desk
from kiosk.desk.reporting import Report, bring
from kiosk.desk.rosters import bring_attendees
from kiosk.errors import Count, Text
from kiosk.files.choices import Tell, silent
from kiosk.files.programmes import ProgrammeFile
from kiosk.files.reading import Wrong
from kiosk.files.sessions import SessionFile, Timetable
from kiosk.model import Offering, School, Session, Workshop
from kiosk.rules import schedule

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


def bring_sessions(
    desk: Desk,
    files: Iterable[SessionFile],
    dry_run: bool = False,
    source: str = "",
    tell: Tell = silent,
) -> Report:
    """Bring in schools, offerings and sessions; their workshops must be known."""

    def work(tx: Change, report: Report) -> None:
        if isinstance(files, Timetable) and files.shape and not dry_run:
            tx.put(files.shape)
        for file in files:
            report.wrong.extend(file.wrong)
            if file.offerings.entries:
                report.put(tx, keeping_dates(tx, file.school))
            refused = {
                offering.id
                for where, offering in file.offerings.entries
                if not _offering(tx, report, where, offering)
            }
            for done, (where, session) in enumerate(file.sessions.entries):
                if done % 200 == 0:
                    tell(done, len(file.sessions.entries))
                put_session(tx, report, where, session, session.offering in refused)

    return bring(desk, work, dry_run, source)


def keeping_dates(tx: Change, school: School) -> School:
    """A file that holds only some of a school's sessions does not shorten the school."""
    known = tx.get(School, school.id)
    if known is None or school.starts is None or school.ends is None:
        return school
    return replace(
        school,
        starts=min(school.starts, known.starts or school.starts),
        ends=max(school.ends, known.ends or school.ends),
    )


def _offering(tx: Change, report: Report, where: str, offering: Offering) -> bool:
    """Bring in an offering; says whether it came in."""
    if tx.get(Workshop, offering.workshop) is None:
        why = Text(
            "there is no workshop {workshop}; import its programme first",
            workshop=offering.workshop,
        )
        report.wrong.append(Wrong(where, why))
        return False
    known = tx.get(Offering, offering.id)
    if known and (known.school, known.workshop) != (offering.school, offering.workshop):
        why = Text(
            "{id} is {workshop} at {school} already",
            id=offering.id,
            workshop=known.workshop,
            school=known.school,
        )
        report.wrong.append(Wrong(where, why))
        return False
    report.put(tx, replace(offering, cancelled=known.cancelled if known else False))
    return True


def put_session(tx: Change, report: Report, where: str, session: Session, refused: bool) -> None:
    """Bring in a session, unless what it belongs to is not so."""
    offering = None if refused else tx.get(Offering, session.offering)
    workshop = tx.get(Workshop, offering.workshop) if offering else None
    known = tx.get(Session, session.id)
    wanted = replace(session, cancelled=known.cancelled if known else False)
    if workshop is None:
        if not any(w.where == where.rsplit(", session", 1)[0] for w in report.wrong):
            why = Text("its offering {offering} did not come in", offering=session.offering)
            report.wrong.append(Wrong(where, why))
    elif known and known.offering != session.offering:
        why = Text("{id} is a session of {other}", id=session.id, other=known.offering)
        report.wrong.append(Wrong(where, why))
    elif session.part and session.part > len(workshop.parts):
        parts = Count("{n} part", "{n} parts", len(workshop.parts))
        why = Text("{id} has {parts}, not {part}", id=workshop.id, parts=parts, part=session.part)
        report.wrong.append(Wrong(where, why))
    elif known not in (None, wanted) and schedule.standing_closing(tx.session_facts(session.id)):
        why = Text("{id} is closed; reopen it before it is changed", id=session.id)
        report.wrong.append(Wrong(where, why))
    else:
        report.put(tx, wanted)
