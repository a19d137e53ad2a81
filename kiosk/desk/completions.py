"""Who completed what, over every offering, from the latest signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.desk import history
from kiosk.desk.protocol import View
from kiosk.desk.teaching import learners, teachers
from kiosk.model import (
    Attendee,
    CheckIn,
    Closing,
    CompletionRule,
    MakeUp,
    Offering,
    PersonFact,
    Programme,
    Ruling,
    SignedLine,
    Sitting,
    Void,
    Workshop,
)
from kiosk.rules import eligibility, makeup, schedule
from kiosk.rules.completion import (
    Completion,
    SessionRecord,
    complete,
    counted_once,
    standing_rulings,
)
from kiosk.rules.eligibility import Lack
from kiosk.rules.makeup import Credit


@dataclass(frozen=True, slots=True)
class Row:
    """One person and one offering."""

    attendee: Attendee
    workshop: Workshop
    offering: Offering
    completion: Completion
    rule: CompletionRule
    ruling: Ruling | None = None
    """Who granted or refused it, and why, where someone did."""
    lacks: tuple[Lack, ...] = ()
    """What of what the workshop asks for they do not have, now."""
    records: tuple[SessionRecord, ...] = ()
    """The sessions that it rests on, by time."""
    was_complete: bool = False
    """By what was signed before it was complete; by what is in force now it is not."""

    @property
    def credits(self) -> tuple[Credit, ...]:
        """What was made up in other sessions."""
        return tuple([credit for record in self.records for credit in record.credits])


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was not cancelled, with its signature and the lines under it."""

    sitting: Sitting
    closing: Closing | None
    lines: dict[str, SignedLine]

    def of(self, attendee: str) -> SessionRecord:
        return SessionRecord(self.sitting, self.closing, self.lines.get(attendee))


Records = dict[str, list[SessionRecord]]
"""One person's sessions of one workshop, by offering."""


class Ledger:
    """Reads completions workshop by workshop, each when it is first asked for and once."""

    def __init__(self, view: View, attendee: str | None = None) -> None:
        """
        Args:
            attendee: only of this person; of whom there are years of others, they are not
                looked at.
        """
        self._view = view
        self._attendee = attendee
        known = view.all(Offering) if attendee is None else _offerings_of(view, attendee)
        self._offerings: dict[str, list[Offering]] = {}
        for offering in known:
            self._offerings.setdefault(offering.workshop, []).append(offering)
        self._rows: dict[str, list[Row]] = {}
        self._complete: dict[str, set[str]] = {}
        self._spoken_of = frozenset(view.people_in(""))
        self._held: dict[str, list[Held]] = {}

    @property
    def workshops(self) -> list[str]:
        """Ids of those that are offered, each once."""
        return list(self._offerings)

    def completed(self, attendee: str, workshop: str) -> bool:
        """Whether they completed a workshop, or one that is equivalent to it."""
        return any(attendee in self._who(one) for one in equivalents(self._view, workshop))

    def _who(self, workshop: str) -> set[str]:
        if workshop not in self._complete:
            self._complete[workshop] = set()  # a workshop is no prerequisite of itself
            rows = self.rows(workshop)
            self._complete[workshop] = {r.attendee.id for r in rows if r.completion.complete}
        return self._complete[workshop]

    def lacks(self, attendee: Attendee, workshop: Workshop) -> tuple[Lack, ...]:
        """What they do not have of what a workshop asks for."""
        if not eligibility.asks(workshop):
            return ()
        person = attendee.id
        return tuple(
            eligibility.lacks(workshop, attendee, lambda needed: self.completed(person, needed))
        )

    def rows(self, workshop_id: str) -> list[Row]:
        """Everyone's rows of a workshop; a person's by offering."""
        if workshop_id not in self._rows:
            self._rows[workshop_id] = []
            self._rows[workshop_id] = list(self._read(workshop_id))
        return self._rows[workshop_id]

    def _read(self, workshop_id: str) -> Iterable[Row]:
        view = self._view
        workshop = view.get(Workshop, workshop_id)
        programme = workshop and view.get(Programme, workshop.programme)
        if not (workshop and programme):
            return
        offerings = {o.id: o for o in self._offerings.get(workshop_id, ())}
        cases: dict[str, Records] = {}
        for offering in offerings.values():
            held = self.held(offering)
            for person in self._people(offering, held):
                cases.setdefault(person, {})[offering.id] = [h.of(person) for h in held]
        for person, case in cases.items():
            attendee = view.get(Attendee, person)
            if attendee:
                yield from self._judge(attendee, workshop, programme, offerings, case)

    def _judge(
        self,
        attendee: Attendee,
        workshop: Workshop,
        programme: Programme,
        offerings: dict[str, Offering],
        case: Records,
    ) -> Iterable[Row]:
        facts: list[PersonFact] = []
        if attendee.id in self._spoken_of:
            facts = self._view.person_facts("", attendee.id)
        lacks = self.lacks(attendee, workshop)
        barring = any(lack.bars for lack in lacks)
        if facts:
            self._credit(attendee.id, facts, case)
        rule, parts = programme.completion, len(workshop.parts)
        rulings = standing_rulings(facts)
        found: dict[str, tuple[list[SessionRecord], Completion]] = {}
        for offering, records in case.items():
            others = [r for o, rs in case.items() if o != offering for r in rs]
            done = complete(
                records,
                rule,
                others if parts else (),
                parts,
                barred=barring and self._is_barred(attendee.id, records),
                ruling=rulings.get(offering),
            )
            found[offering] = records, done
        counted = counted_once(found) if len(found) > 1 else None
        for offering, (records, done) in found.items():
            yield Row(
                attendee,
                workshop,
                offerings[offering],
                counted[offering] if counted else done,
                rule,
                rulings.get(offering),
                lacks,
                tuple(records),
            )

    def _credit(
        self, attendee: str, facts: list[PersonFact], records: dict[str, list[SessionRecord]]
    ) -> None:
        """Put what was made up with the sessions that it is for."""
        approved = makeup.approvals(facts)
        if not approved:
            return
        missed = {
            record.sitting.id: record.length - record.minutes
            for found in records.values()
            for record in found
            if record.closing
        }
        sources = {source for approval in approved for source in approval.sources}
        there = {s: seen for s in sources if (seen := attended(self._view, s, attendee))}
        made = makeup.credits(approved, missed, there)
        for offering, found in records.items():
            records[offering] = [
                replace(record, credits=made.get(record.sitting.id, ())) for record in found
            ]

    def _is_barred(self, attendee: str, records: Iterable[SessionRecord]) -> bool:
        """Whether they were lacking when it was signed, and nobody let them in since."""
        signed = [r for r in records if r.closing and attendee in r.closing.lacking]
        return any(signed) and not any(
            was_passed(self._view, r.sitting.id, attendee) for r in records
        )

    def held(self, offering: Offering) -> list[Held]:
        """An offering's sessions that were not cancelled, by time."""
        if offering.id not in self._held:
            self._held[offering.id] = _held(self._view, offering)
        return self._held[offering.id]

    def _people(self, offering: Offering, held: list[Held]) -> Iterable[str]:
        there = [a for h in held for a, line in h.lines.items() if line.status.attended]
        if offering.facilitators:
            teach = teachers(self._view, offering, there)
            there = [a for a in there if a not in teach]
        found = dict.fromkeys([*learners(self._view, offering), *there])
        if self._attendee is None:
            return found
        return [self._attendee] if self._attendee in found else []


def completions(view: View, workshop: str | None = None, attendee: str | None = None) -> list[Row]:
    """Everyone who is registered in an offering or stands in a signed roster of it, by
    offering and name. Waitlisted and cancelled people who never came are left out, and
    those who teach it.

    Args:
        workshop: only of this one; what counts never reaches beyond a workshop.
        attendee: only of this person.
    """
    ledger = Ledger(view, attendee)
    wanted = ledger.workshops if workshop is None else [workshop]
    rows = [row for one in wanted for row in history.flagged(view, ledger.rows(one))]
    return sorted(rows, key=lambda r: (r.offering.id, r.attendee.name, r.attendee.id))


def has_completed(view: View, attendee: str, workshop: str) -> bool:
    """Whether a person completed a workshop, or one that is equivalent to it."""
    return Ledger(view, attendee).completed(attendee, workshop)


def equivalents(view: View, workshop: str) -> list[str]:
    """Ids of a workshop and of those that say the same, whichever of them names the other."""
    wanted = view.get(Workshop, workshop)
    same = {workshop, *(wanted.equivalents if wanted else ())}
    same.update(w.id for w in view.all(Workshop) if workshop in w.equivalents)
    return sorted(same)


def workshops_held(view: View) -> list[str]:
    """Ids of the workshops that are offered anywhere, each once."""
    return list(dict.fromkeys(offering.workshop for offering in view.all(Offering)))


def records_of(view: View, offering_id: str, attendee: str) -> list[SessionRecord]:
    """What a person's completion in an offering rests on: its sessions, by time."""
    offering = view.get(Offering, offering_id)
    if offering is None:
        return []
    ledger = Ledger(view, attendee)
    for row in ledger.rows(offering.workshop):
        if row.offering.id == offering_id:
            return list(row.records)
    return [held.of(attendee) for held in ledger.held(offering)]


def standing_make_ups(view: View, attendee: str) -> list[MakeUp]:
    """What a facilitator approved of a person, and stands."""
    return makeup.approvals(view.person_facts("", attendee))


def attended(view: View, session: str, attendee: str) -> makeup.Attended | None:
    """What was signed of a person who was in a closed session."""
    sitting = view.sitting(session)
    closing = schedule.standing_closing(view.session_facts(session))
    if sitting is None or sitting.cancelled or closing is None:
        return None
    line = next((line for line in closing.roster if line.attendee == attendee), None)
    if line is None or not line.status.attended:
        return None
    return makeup.Attended(sitting, line.minutes)


def was_passed(view: View, session: str, attendee: str) -> bool:
    """Whether staff let someone in with a reason, and that stands."""
    facts = view.person_facts(session, attendee)
    voided = {fact.voids for fact in facts if isinstance(fact, Void)}
    return any(
        isinstance(fact, CheckIn) and fact.by and fact.reason and fact.id not in voided
        for fact in facts
    )


def _offerings_of(view: View, attendee: str) -> Iterable[Offering]:
    """The offerings in which a person can stand at all."""
    ids = {r.offering: None for r in view.registrations_of(attendee)}
    for session_id in view.sessions_with(attendee):
        if sitting := view.sitting(session_id):
            ids[sitting.offering.id] = None
    return [offering for i in ids if (offering := view.get(Offering, i))]


def _held(view: View, offering: Offering) -> list[Held]:
    held = []
    for sitting in view.sittings_of(offering.id):
        if not sitting.cancelled:
            closing = schedule.standing_closing(view.session_facts(sitting.id))
            lines = {line.attendee: line for line in closing.roster} if closing else {}
            held.append(Held(sitting, closing, lines))
    return held
