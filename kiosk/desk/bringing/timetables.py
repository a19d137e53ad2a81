"""Bringing in schools, offerings and sessions.

A session is found again by when it begins, so that a file with other rows in another order,
or with some of them only, moves nobody's attendance to another time of day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from kiosk.desk.bringing.reporting import Moved, Report, bring
from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Count, Text
from kiosk.files.choices import Tell, silent
from kiosk.files.reading import Wrong
from kiosk.files.sessions import SessionFile, Timetable
from kiosk.model import Offering, School, Session, Workshop, text
from kiosk.rules import schedule

R = TypeVar("R", School, Offering, Session)


def bring_sessions(
    desk: Desk,
    files: Iterable[SessionFile],
    dry_run: bool = False,
    source: str = "",
    tell: Tell = silent,
) -> Report:
    """Bring in schools, offerings and sessions; their workshops must be known."""

    def work(tx: Change, report: Report) -> None:
        columns: dict[str, str] = {}
        if isinstance(files, Timetable):
            if files.shape and not dry_run:
                tx.put(files.shape)
            if files.recognised:
                columns = {field: named[0] for field, named in files.recognised.fields.items()}
        now = desk.clock.now()
        for file in files:
            report.wrong.extend(file.wrong)
            _bring(tx, report, file, columns, now, tell)
        if isinstance(files, Timetable):
            offerings = {offering for offering, _ in files.places.values()}
            report.sessions = frozenset(s.id for o in offerings for s in tx.sessions_of(o))

    return bring(desk, work, dry_run, source)


def _bring(
    tx: Change,
    report: Report,
    file: SessionFile,
    columns: Mapping[str, str],
    now: dt.datetime,
    tell: Tell,
) -> None:
    """Bring in one school; ``columns``: of a table, the headings by their fields."""
    coming: list[Offering] = []
    refused: dict[str, str] = {}
    ids = placed(tx, file, now)
    sessions = [
        (where, session.id, replace(session, id=ids.get(session.id, session.id)))
        for where, session in file.sessions.entries
    ]
    # Each row of a table is an offering's only for its session's sake.
    sat = {
        session.offering
        for _, _, session in sessions
        if not _misplaced(tx, session, file.by_id.get(session.offering))
    }
    for where, offering in file.offerings.entries:
        if wrong := _unfit(tx, where, offering, columns.get("workshop", "")):
            report.wrong.append(wrong)
            refused[offering.id] = where
        elif not columns or offering.id in sat:
            coming.append(offering)
    if coming:
        report.put(tx, _kept(tx, keeping_dates(tx, file.school), file))
    there = {session.id for _, _, session in sessions}
    own_rooms: dict[str, tuple[str, str]] = {}
    for offering in coming:
        known = tx.get(Offering, offering.id)
        again = replace(offering, cancelled=known.cancelled if known else False)
        wanted = _kept(tx, again, file)
        # The rooms of a table are its rows', and its other sessions stay where they are.
        others = any(s.id not in there for s in tx.sessions_of(offering.id)) if columns else False
        if known and others and wanted.room != known.room:
            own_rooms[offering.id] = wanted.room, known.room
            wanted = replace(wanted, room=known.room)
        report.put(tx, wanted)
    for done, (where, said_of, session) in enumerate(sessions):
        if done % 200 == 0:
            tell(done, len(sessions))
        if session.offering in refused:
            # What is wrong with an offering is told once; each row of a table stays out.
            if columns and where != refused[session.offering]:
                why = Text("its offering {offering} did not come in", offering=session.offering)
                report.wrong.append(Wrong(where, why))
            continue
        coming_in = _kept(tx, session, file, said_of)
        if session.offering in own_rooms and "room" not in file.unsaid.get(said_of, ()):
            coming_in = _in_own_room(coming_in, *own_rooms[session.offering])
        put_session(tx, report, where, coming_in, file.by_id.get(session.offering), columns)


def _in_own_room(session: Session, usual: str, known: str) -> Session:
    """A session whose offering is usually in one room by its file, and in another as known."""
    room = usual if session.room is None else session.room
    return replace(session, room=None if room == known else room)


def _kept(tx: Change, record: R, file: SessionFile, said_of: str = "") -> R:
    """A record with what is known where the file says nothing.

    Args:
        said_of: the id by which the file knows it, where that is another.
    """
    unsaid = file.unsaid.get(said_of or record.id)
    known = tx.get(type(record), record.id) if unsaid else None
    if known is None:
        return record
    fields = {field: getattr(known, field) for field in unsaid or ()}
    return replace(record, **fields)


def placed(view: View, file: SessionFile, now: dt.datetime) -> dict[str, str]:
    """Which sessions those of a file are whose ids nobody knows, by the ids that they have
    in it: the one that begins then. Of those that say no id, in a file that has as many as
    are known, else the one with that number, which was moved; else a new one. One that has
    begun, or at which somebody was checked in, stays on its day."""
    ids: dict[str, str] = {}
    for offering in file.by_id:
        here = [s for _, s in file.sessions.entries if s.offering == offering]
        known = {s.id: s for s in view.sessions_of(offering)}
        open_ = [s for s in here if s.id in file.numbered or s.id not in known]
        taken = {s.id for s in here} - {s.id for s in open_}
        by_start = {s.start: s.id for s in known.values() if s.id not in taken}
        for session in open_:
            if found := by_start.pop(session.start, None):
                ids[session.id] = found
                taken.add(found)
        is_whole = file.counted[offering] == len(known)
        for session in open_:
            if session.id in ids or session.id not in file.numbered:
                continue
            new, before = session.id, known.get(session.id)
            is_moved = before is not None and is_whole and _moves(view, before, session, now)
            if new in taken or (before and not is_moved):
                new = _free(offering, known, taken)
            ids[session.id] = new
            taken.add(new)
    return ids


def _moves(view: View, known: Session, session: Session, now: dt.datetime) -> bool:
    """Whether a session may be the one that is known, at another time. Of one that was
    signed it is said that it cannot be."""
    if _on_one_day(known, session) or schedule.standing_closing(view.session_facts(known.id)):
        return True
    return known.start > now and not view.people_in(known.id)


def _on_one_day(known: Session, session: Session) -> bool:
    return session.start.astimezone(known.start.tzinfo).date() == known.start.date()


def _free(offering: str, known: Mapping[str, Session], taken: set[str]) -> str:
    number = 1
    while (free := f"{offering}-{number}") in known or free in taken:
        number += 1
    return free


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


def _unfit(tx: Change, where: str, offering: Offering, column: str) -> Wrong | None:
    """Why an offering cannot come in; ``column`` is over its workshop."""
    if tx.get(Workshop, offering.workshop) is None:
        why = Text(
            "there is no workshop {workshop}; import its programme first",
            workshop=offering.workshop,
        )
        return Wrong(where, why, column, offering.workshop if column else "")
    known = tx.get(Offering, offering.id)
    if known and (known.school, known.workshop) != (offering.school, offering.workshop):
        why = Text(
            "{id} is {workshop} at {school} already",
            id=offering.id,
            workshop=known.workshop,
            school=known.school,
        )
        return Wrong(where, why)
    return None


def _misplaced(
    view: View, session: Session, offering: Offering | None
) -> tuple[str, str, Text] | None:
    """Why a session cannot be one of its offering's: the field that says so, what it says,
    and the reason."""
    known = view.get(Session, session.id)
    if known and known.offering != session.offering:
        why = Text("{id} is a session of {other}", id=session.id, other=known.offering)
        return "session", session.id, why
    if known is None and any(s.start == session.start for s in view.sessions_of(session.offering)):
        why = Text("a session of {offering} begins then already", offering=session.offering)
        return "start", f"{session.start:%Y-%m-%d %H:%M}", why
    if known and not _on_one_day(known, session) and view.people_in(known.id):
        why = Text(
            "somebody was checked in at {id}, so it stays on its day; another session has "
            "another id",
            id=session.id,
        )
        return "start", f"{session.start:%Y-%m-%d %H:%M}", why
    workshop = view.get(Workshop, offering.workshop) if offering else None
    if workshop and session.part and session.part > len(workshop.parts):
        parts = Count("{n} part", "{n} parts", len(workshop.parts))
        why = Text("{id} has {parts}, not {part}", id=workshop.id, parts=parts, part=session.part)
        return "part", str(session.part), why
    return None


def put_session(
    tx: Change,
    report: Report,
    where: str,
    session: Session,
    offering: Offering | None,
    columns: Mapping[str, str],
) -> None:
    """Bring in a session of an offering, unless that is not so; ``columns``: of a table, the
    headings by their fields."""
    known = tx.get(Session, session.id)
    wanted = replace(session, cancelled=known.cancelled if known else False)
    if wrong := _misplaced(tx, session, offering):
        field, value, why = wrong
        column = columns.get(field, "")
        report.wrong.append(Wrong(where, why, column, value if column else ""))
    elif tx.get(Offering, session.offering) is None:
        why = Text("its offering {offering} did not come in", offering=session.offering)
        report.wrong.append(Wrong(where, why))
    elif known not in (None, wanted) and schedule.standing_closing(tx.session_facts(session.id)):
        why = Text("{id} is closed; reopen it before it is changed", id=session.id)
        report.wrong.append(Wrong(where, why))
    else:
        if known and known.start != wanted.start:
            title = _title(tx, wanted)
            report.moved.append(Moved(wanted.id, title, known.start, wanted.start))
        report.put(tx, wanted)


def _title(view: View, session: Session) -> str:
    """What its workshop is called."""
    offering = view.get(Offering, session.offering)
    workshop = view.get(Workshop, offering.workshop) if offering else None
    if workshop is None:
        return session.offering
    return text(workshop.title, view.organisation.languages[0])
