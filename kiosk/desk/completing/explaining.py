"""Why a completion is as it is: the rule, and what each session says of the person."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.desk.completing.completions import Row, records_of
from kiosk.desk.protocol import Desk, View
from kiosk.model import CompletionRule, Offering, Programme, School, Staff, Workshop
from kiosk.rules import signing
from kiosk.rules.asked import Asked, asked
from kiosk.rules.session_record import SessionRecord


@dataclass(frozen=True, slots=True)
class Held:
    """One session, and who signed it."""

    record: SessionRecord
    signed_by: str
    """The names of who signed, with commas; empty while nobody has."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a completion rests on."""

    school: str
    rule: Asked
    sessions: tuple[Held, ...]


def grounds(desk: Desk, offering_id: str, attendee: str) -> Grounds:
    """What is known of a person in an offering, session by session."""
    view = desk.store
    offering = view.get(Offering, offering_id)
    school = offering and view.get(School, offering.school)
    workshop = offering and view.get(Workshop, offering.workshop)
    programme = workshop and view.get(Programme, workshop.programme)
    held = [
        Held(record, ", ".join(signers(view, record)))
        for record in records_of(view, offering_id, attendee)
    ]
    return Grounds(
        school=school.name if school else "",
        rule=asked(programme.completion if programme else CompletionRule()),
        sessions=tuple(held),
    )


def signers(view: View, record: SessionRecord) -> list[str]:
    """The names of who signed a session, in their order."""
    if record.closing is None:
        return []
    return [staff_name(view, i) for i in signing.signers(view.session_facts(record.sitting.id))]


def staff_name(view: View, staff_id: str) -> str:
    """Somebody's name; the id of whom nobody knows here."""
    known = view.get(Staff, staff_id)
    return known.name if known else staff_id


def decided_by(view: View, row: Row) -> list[str]:
    """The names of who decided on a completion: who granted or refused it, else who signed
    the sessions."""
    if row.ruling:
        return [staff_name(view, row.ruling.by)] if row.ruling.by else []
    found = [name for record in row.records for name in signers(view, record)]
    return list(dict.fromkeys(found))
