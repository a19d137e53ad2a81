"""Why a completion is as it is: the rule, and what each session says of the person."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.desk.completions import records_of
from kiosk.desk.protocol import Desk
from kiosk.model import CompletionRule, Offering, Programme, School, Staff, Workshop
from kiosk.rules.completion import SessionRecord


@dataclass(frozen=True, slots=True)
class Held:
    """One session, and who signed it."""

    record: SessionRecord
    signed_by: str
    """A name; empty while nobody has signed."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a completion rests on."""

    school: str
    rule: CompletionRule
    sessions: tuple[Held, ...]


def grounds(desk: Desk, offering_id: str, attendee: str) -> Grounds:
    """What is known of a person in an offering, session by session."""
    view = desk.store
    offering = view.get(Offering, offering_id)
    school = offering and view.get(School, offering.school)
    workshop = offering and view.get(Workshop, offering.workshop)
    programme = workshop and view.get(Programme, workshop.programme)
    held = []
    for record in records_of(view, offering_id, attendee):
        by = record.closing.by if record.closing else None
        signer = view.get(Staff, by) if by else None
        held.append(Held(record, signer.name if signer else by or ""))
    return Grounds(
        school=school.name if school else "",
        rule=programme.completion if programme else CompletionRule(),
        sessions=tuple(held),
    )
