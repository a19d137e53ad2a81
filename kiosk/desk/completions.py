"""Who completed what, over every offering, from the latest signatures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kiosk.desk.protocol import View
from kiosk.model import (
    Attendee,
    Closing,
    Offering,
    Programme,
    RegistrationStatus,
    SignedLine,
    Sitting,
    Workshop,
)
from kiosk.rules import schedule
from kiosk.rules.completion import Completion, SessionRecord, complete


@dataclass(frozen=True, slots=True)
class Row:
    """One person and one offering."""

    attendee: Attendee
    workshop: Workshop
    offering: Offering
    completion: Completion


@dataclass(frozen=True, slots=True)
class _Held:
    """A session that was not cancelled, with its signature and the lines under it."""

    sitting: Sitting
    closing: Closing | None
    lines: dict[str, SignedLine]

    def of(self, attendee: str) -> SessionRecord:
        return SessionRecord(self.sitting, self.closing, self.lines.get(attendee))


def completions(view: View) -> list[Row]:
    """Everyone who is registered in an offering or stands in a signed roster of it, by
    offering and name. Waitlisted and cancelled people who never came are left out."""
    mine: dict[tuple[str, str], dict[str, list[SessionRecord]]] = defaultdict(dict)
    offerings = {offering.id: offering for offering in view.all(Offering)}
    for offering in offerings.values():
        held = _held(view, offering)
        for attendee in _people(view, offering, held):
            mine[offering.workshop, attendee][offering.id] = [h.of(attendee) for h in held]
    rows = []
    for (workshop_id, attendee_id), by_offering in mine.items():
        person = view.get(Attendee, attendee_id)
        workshop = view.get(Workshop, workshop_id)
        programme = workshop and view.get(Programme, workshop.programme)
        if not (person and workshop and programme):
            continue
        for offering_id, records in by_offering.items():
            elsewhere = [r for o, found in by_offering.items() if o != offering_id for r in found]
            done = complete(records, programme.completion, elsewhere, len(workshop.parts))
            rows.append(Row(person, workshop, offerings[offering_id], done))
    return sorted(rows, key=lambda r: (r.offering.id, r.attendee.name, r.attendee.id))


def _held(view: View, offering: Offering) -> list[_Held]:
    held = []
    for session in view.sessions_of(offering.id):
        sitting = view.sitting(session.id)
        if sitting and not sitting.cancelled:
            closing = schedule.standing_closing(view.session_facts(session.id))
            lines = {line.attendee: line for line in closing.roster} if closing else {}
            held.append(_Held(sitting, closing, lines))
    return held


def _people(view: View, offering: Offering, held: list[_Held]) -> list[str]:
    expected = [
        r.attendee
        for r in view.registrations_in(offering.id)
        if r.status is RegistrationStatus.REGISTERED
    ]
    there = [a for h in held for a, line in h.lines.items() if line.status.attended]
    return list(dict.fromkeys([*expected, *there]))
