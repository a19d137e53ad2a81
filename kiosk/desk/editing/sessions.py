"""A session or an offering."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Count, NotSo, Refused, UnknownOffering, UnknownSession
from kiosk.files.cells import session_end
from kiosk.model import Offering, School, Session, Workshop
from kiosk.rules import schedule

_ID = re.compile(r"[a-z0-9-]{1,80}")


def set_session(desk: Desk, session_id: str | None, **fields: Any) -> Session:
    """Add a session (without an id; ``offering``, ``start`` and ``end`` are needed) or
    change what is given of one: ``start``, ``end``, ``room``, ``cancelled``, and ``door``,
    a mapping of what is changed of its rule.

    Raises:
        Refused: it cannot be so.
    """
    door = fields.pop("door", {})
    with desk.store.change() as tx:
        if session_id is None:
            session = _new_session(tx, fields)
        else:
            known = tx.get(Session, session_id)
            if known is None:
                raise UnknownSession("There is no session {session}.", session=session_id)
            if schedule.standing_closing(tx.session_facts(session_id)):
                raise Refused("This session is closed. Reopen it with a reason first.")
            session = replace(known, **fields)
        session = replace(session, door=replace(session.door, **door))
        try:
            session_end(session.start, session.end)
        except NotSo as error:
            raise Refused("The session cannot be so: {why}.", why=error.text) from None
        if session.part is not None:
            _check_part(tx, session.offering, session.part)
        tx.put(session)
        return session


def _check_part(view: View, offering_id: str, part: int) -> None:
    offering = view.get(Offering, offering_id)
    workshop = view.get(Workshop, offering.workshop) if offering else None
    if part < 1:
        raise Refused("A workshop's parts are counted from 1.")
    if workshop and part > len(workshop.parts):
        parts = Count("{n} part", "{n} parts", len(workshop.parts))
        raise Refused("{id} has {parts}, not {part}.", id=workshop.id, parts=parts, part=part)


def _new_session(tx: Change, fields: dict[str, Any]) -> Session:
    offering = tx.get(Offering, str(fields.get("offering")))
    if offering is None:
        raise UnknownOffering("A new session needs the id of its offering.")
    if not fields.get("start") or not fields.get("end"):
        raise Refused("A new session needs a start and an end.")
    number = 1 + len(tx.sessions_of(offering.id))
    while tx.get(Session, f"{offering.id}-{number}"):
        number += 1
    return Session(id=f"{offering.id}-{number}", **fields)


def set_offering(desk: Desk, offering_id: str, **fields: Any) -> Offering:
    """Change what is given of an offering, or add one (``school`` and ``workshop`` are
    needed). ``door`` is a mapping of what is changed of its rule.

    Raises:
        Refused: it cannot be so.
    """
    if not _ID.fullmatch(offering_id):
        raise Refused("An offering's id is of lower-case letters, digits and hyphens.")
    door = fields.pop("door", {})
    with desk.store.change() as tx:
        known = tx.get(Offering, offering_id)
        school, workshop = fields.get("school"), fields.get("workshop")
        if known is None and not school:
            raise Refused("A new offering needs the id of its school.")
        if known is None and not workshop:
            raise Refused("A new offering needs the id of its workshop.")
        if school and tx.get(School, school) is None:
            raise Refused("There is no school {school}.", school=school)
        if workshop and tx.get(Workshop, workshop) is None:
            raise Refused("There is no workshop {workshop}.", workshop=workshop)
        if known and workshop not in (None, known.workshop) and tx.sessions_of(offering_id):
            raise Refused(
                "{offering} has sessions of {workshop}: add an offering of its own for another "
                "workshop.",
                offering=offering_id,
                workshop=known.workshop,
            )
        offering = replace(known, **fields) if known else Offering(id=offering_id, **fields)
        offering = replace(offering, door=replace(offering.door, **door))
        tx.put(offering)
        return offering
