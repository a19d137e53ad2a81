"""Completions as they are worked out: workshop by workshop, from the latest signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kiosk.desk.completing.held import NOTHING, Credits, Held, Row, held_in, records_in
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
    SignedLine,
    Sitting,
    Void,
    Workshop,
)
from kiosk.rules import attendance, eligibility, makeup, schedule
from kiosk.rules.completion import Completion, complete
from kiosk.rules.counted import counted_once
from kiosk.rules.eligibility import Lack
from kiosk.rules.intervals import Interval
from kiosk.rules.rulings import standing_rulings
from kiosk.rules.session_record import SessionRecord


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
        self._held: dict[str, tuple[Held, ...]] = {}
        self._people: dict[str, Attendee | None] = {}

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
        alike: dict[tuple[str, tuple[int | None, ...]], Completion] = {}
        plain = not (workshop.parts or eligibility.asks(workshop))
        rule, of = programme.completion, self._attendee_of
        singular: dict[str, list[Offering]] = {}
        for offering in self._offerings.get(workshop_id, ()):
            held = self.held(offering)
            said = [h.said.get for h in held]
            for person in self._taking(offering, held):
                if not plain or person in self._spoken_of:
                    singular.setdefault(person, []).append(offering)
                    continue
                key = offering.id, tuple([minutes(person) for minutes in said])
                done = alike.get(key)
                if done is None:
                    done = alike[key] = complete(records_in(held, person), rule)
                if attendee := of(person):
                    yield Row(attendee, workshop, offering, done, rule, held, NOTHING)
        for person, offerings in singular.items():
            if attendee := of(person):
                yield from self._judge(attendee, workshop, rule, offerings)

    def _attendee_of(self, person: str) -> Attendee | None:
        if person not in self._people:
            self._people[person] = self._view.get(Attendee, person)
        return self._people[person]

    def _judge(
        self,
        attendee: Attendee,
        workshop: Workshop,
        rule: CompletionRule,
        offerings: Iterable[Offering],
    ) -> Iterable[Row]:
        """The rows of someone for whom more counts than what was signed in each."""
        facts: list[PersonFact] = []
        if attendee.id in self._spoken_of:
            facts = self._view.person_facts("", attendee.id)
        by_id = {offering.id: offering for offering in offerings}
        records = {o: records_in(self.held(by_id[o]), attendee.id) for o in by_id}
        made_up = self._credits(attendee.id, facts, records)
        if made_up:
            records = {o: records_in(self.held(by_id[o]), attendee.id, made_up) for o in by_id}
        lacks = self.lacks(attendee, workshop)
        barring = any(lack.bars for lack in lacks)
        rulings, parts = standing_rulings(facts), len(workshop.parts)
        found: dict[str, tuple[list[SessionRecord], Completion]] = {}
        for offering, here in records.items():
            done = complete(
                here,
                rule,
                [r for o, there in records.items() if o != offering for r in there],
                parts,
                barred=barring and self._is_barred(attendee.id, here),
                ruling=rulings.get(offering),
            )
            found[offering] = here, done
        for offering, done in counted_once(found).items():
            yield Row(
                attendee,
                workshop,
                by_id[offering],
                done,
                rule,
                self.held(by_id[offering]),
                made_up,
                rulings.get(offering),
                lacks,
            )

    def _credits(
        self, attendee: str, facts: list[PersonFact], records: dict[str, list[SessionRecord]]
    ) -> Credits:
        approved = makeup.approvals(facts)
        if not approved:
            return NOTHING
        missed = {
            record.sitting.id: record.length - record.minutes
            for found in records.values()
            for record in found
            if record.closing
        }
        sources = {source for approval in approved for source in approval.sources}
        there = {s: seen for s in sources if (seen := attended(self._view, s, attendee))}
        own = own_times(self._view, approved, attendee)
        return makeup.credits(approved, missed, there, own)

    def _is_barred(self, attendee: str, records: Iterable[SessionRecord]) -> bool:
        """Whether they were lacking when it was signed, and nobody let them in since."""
        signed = [r for r in records if r.closing and attendee in r.closing.lacking]
        return any(signed) and not any(
            was_passed(self._view, r.sitting.id, attendee) for r in records
        )

    def held(self, offering: Offering) -> tuple[Held, ...]:
        """An offering's sessions that were not cancelled, by time."""
        if offering.id not in self._held:
            self._held[offering.id] = held_in(self._view, offering)
        return self._held[offering.id]

    def _taking(self, offering: Offering, held: Iterable[Held]) -> Iterable[str]:
        """Whoever is expected, or was there and does not teach it."""
        found = dict.fromkeys(learners(self._view, offering))
        there = [a for h in held for a, minutes in h.said.items() if minutes >= 0]
        if offering.facilitators:
            teach = teachers(self._view, offering, there)
            there = [a for a in there if a not in teach]
        found.update(dict.fromkeys(there))
        if self._attendee is None:
            return found
        return [self._attendee] if self._attendee in found else []


def equivalents(view: View, workshop: str) -> list[str]:
    """Ids of a workshop and of those that say the same, whichever of them names the other."""
    wanted = view.get(Workshop, workshop)
    same = {workshop, *(wanted.equivalents if wanted else ())}
    same.update(w.id for w in view.all(Workshop) if workshop in w.equivalents)
    return sorted(same)


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
    return seen_in(view, sitting, closing, line)


def seen_in(view: View, sitting: Sitting, closing: Closing, line: SignedLine) -> makeup.Attended:
    """What was signed of a person, and when they were there, as far as it is known."""
    stands = attendance.standing(view.person_facts(sitting.id, line.attendee))
    end = sitting.start + dt.timedelta(minutes=closing.minutes)
    when = attendance.times_signed(line, stands, sitting.start, end)
    return makeup.Attended(sitting, line.minutes, when)


def own_times(view: View, approved: Iterable[MakeUp], attendee: str) -> list[Interval]:
    """When a person was in the sessions that they missed in part."""
    seen = (attended(view, one.missed, attendee) for one in approved)
    return [time for there in seen if there for time in there.times]


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
