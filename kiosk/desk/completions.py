"""Who completed what, over every offering, from the latest signatures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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


def completions(view: View, workshop: str | None = None, attendee: str | None = None) -> list[Row]:
    """Everyone who is registered in an offering or stands in a signed roster of it, by
    offering and name. Waitlisted and cancelled people who never came are left out.

    Args:
        workshop: only of this one; what counts never reaches beyond a workshop.
        attendee: only of this person.
    """
    mine: dict[tuple[str, str], dict[str, list[SessionRecord]]] = defaultdict(dict)
    known = view.all(Offering) if attendee is None else _offerings_of(view, attendee)
    offerings = {o.id: o for o in known if workshop in (None, o.workshop)}
    for offering in offerings.values():
        held = _held(view, offering)
        for person_id in _people(view, offering, held):
            if attendee in (None, person_id):
                mine[offering.workshop, person_id][offering.id] = [h.of(person_id) for h in held]
    rows = []
    for (workshop_id, attendee_id), by_offering in mine.items():
        person = view.get(Attendee, attendee_id)
        held_workshop = view.get(Workshop, workshop_id)
        programme = held_workshop and view.get(Programme, held_workshop.programme)
        if not (person and held_workshop and programme):
            continue
        for offering_id, records in by_offering.items():
            elsewhere = [r for o, found in by_offering.items() if o != offering_id for r in found]
            done = complete(records, programme.completion, elsewhere, len(held_workshop.parts))
            rows.append(Row(person, held_workshop, offerings[offering_id], done))
    return sorted(rows, key=lambda r: (r.offering.id, r.attendee.name, r.attendee.id))


def has_completed(view: View, attendee: str, workshop: str) -> bool:
    """Whether a person completed a workshop, or one that is equivalent to it."""
    wanted = view.get(Workshop, workshop)
    same = {workshop, *(wanted.equivalents if wanted else ())}
    same.update(w.id for w in view.all(Workshop) if workshop in w.equivalents)
    return any(
        row.completion.complete
        for one in sorted(same)
        for row in completions(view, workshop=one, attendee=attendee)
    )


def workshops_held(view: View) -> list[str]:
    """Ids of the workshops that are offered anywhere, each once."""
    return list(dict.fromkeys(offering.workshop for offering in view.all(Offering)))


def records_of(view: View, offering_id: str, attendee: str) -> list[SessionRecord]:
    """What a person's completion in an offering rests on: its sessions, by time."""
    offering = view.get(Offering, offering_id)
    return [held.of(attendee) for held in _held(view, offering)] if offering else []


def _offerings_of(view: View, attendee: str) -> Iterable[Offering]:
    """The offerings in which a person can stand at all."""
    ids = {r.offering: None for r in view.registrations_of(attendee)}
    for session_id in view.sessions_with(attendee):
        if sitting := view.sitting(session_id):
            ids[sitting.offering.id] = None
    return [offering for i in ids if (offering := view.get(Offering, i))]


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
