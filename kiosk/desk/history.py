"""What was complete by what was signed before, and is not by what is in force now.

A completion may have been taken home, and a certificate issued for it: a correction that
takes it below its rule is pointed out, and withdraws nothing by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kiosk.desk.held import Row
from kiosk.desk.ledger import own_times, seen_in
from kiosk.desk.protocol import View
from kiosk.model import Closing, Fact, MakeUp, PersonFact, Ruling, SignedLine, Sitting, Void
from kiosk.rules import makeup, schedule
from kiosk.rules.completion import Reason, complete
from kiosk.rules.rulings import standing_rulings
from kiosk.rules.session_record import SessionRecord

_Sittings = dict[str, list[Sitting]]
"""The sessions of each offering that were not cancelled."""


def flagged(view: View, rows: Sequence[Row]) -> list[Row]:
    """The rows of one workshop; those that were complete before say so."""
    past = _Past(view)
    open_ = {row.attendee.id for row in rows if not row.completion.complete}
    revised = [past.is_revised(offering) for offering in {row.offering.id for row in rows}]
    if not any(revised):  # as nearly always
        open_ &= past.spoken_of
    if not open_:
        return list(rows)
    by_person: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.attendee.id in open_:
            by_person[row.attendee.id].append(row)
    return [
        replace(row, was_complete=True)
        if row.attendee.id in open_ and past.knows(row, by_person[row.attendee.id])
        else row
        for row in rows
    ]


class _Past:
    """What is read of the past, each session once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._sittings: _Sittings = {}
        self._revised: dict[str, bool] = {}
        self._lines: dict[str, dict[str, SignedLine]] = {}
        self.spoken_of = frozenset(view.people_in(""))

    def knows(self, row: Row, all_of_them: Sequence[Row]) -> bool:
        """Whether a row that is not complete was so once."""
        if row.completion.complete or row.completion.reason is Reason.COMPLETED_ELSEWHERE:
            return False
        offerings = [one.offering.id for one in all_of_them]
        own: list[PersonFact] = []
        if row.attendee.id in self.spoken_of:
            own = self._view.person_facts("", row.attendee.id)
        if not own and not any(self._revised[offering] for offering in offerings):
            return False
        facts: list[Fact] = [*own]
        for offering in offerings:
            for sitting in self._sittings[offering]:
                facts += self._view.session_facts(sitting.id)
        facts.sort(key=lambda fact: fact.order)
        return any(
            self._was_complete(row, offerings, facts[: number + 1])
            for number, fact in enumerate(facts)
            if isinstance(fact, Closing | MakeUp | Ruling)
        )

    def is_revised(self, offering: str) -> bool:
        """Whether anything was signed more than once, or reopened."""
        if offering not in self._revised:
            held = [s for s in self._view.sittings_of(offering) if not s.cancelled]
            self._sittings[offering] = held
            self._revised[offering] = any(
                len(self._view.session_facts(sitting.id)) > 1 for sitting in held
            )
        return self._revised[offering]

    def _was_complete(self, row: Row, offerings: Iterable[str], known: Sequence[Fact]) -> bool:
        """Judge as it would have been when no more than these facts were known."""
        person, workshop = row.attendee.id, row.workshop
        signed = {
            fact.session: schedule.standing_closing([f for f in known if f.session == fact.session])  # type: ignore[misc]
            for fact in known
            if isinstance(fact, Closing)
        }
        own = [fact for fact in known if isinstance(fact, MakeUp | Ruling | Void)]
        records = {o: self._records(o, person, signed) for o in offerings}
        if approved := makeup.approvals(own):
            self._credit(approved, records, signed, person)
        here = records[row.offering.id]
        lacking = any(r.closing and person in r.closing.lacking for r in here)
        done = complete(
            here,
            row.rule,
            [r for o, found in records.items() if o != row.offering.id for r in found],
            len(workshop.parts),
            barred=lacking and row.completion.reason is Reason.REQUIREMENTS_MISSING,
            ruling=standing_rulings(own).get(row.offering.id),
        )
        return done.complete

    def _records(
        self, offering: str, person: str, signed: Mapping[str, Closing | None]
    ) -> list[SessionRecord]:
        found = []
        for sitting in self._sittings[offering]:
            closing = signed.get(sitting.id)
            found.append(SessionRecord(sitting, closing, self._line(closing, person)))
        return found

    def _line(self, closing: Closing | None, person: str) -> SignedLine | None:
        if closing is None:
            return None
        if closing.id not in self._lines:
            self._lines[closing.id] = {line.attendee: line for line in closing.roster}
        return self._lines[closing.id].get(person)

    def _credit(
        self,
        approved: Sequence[MakeUp],
        records: dict[str, list[SessionRecord]],
        signed: Mapping[str, Closing | None],
        person: str,
    ) -> None:
        missed = {
            r.sitting.id: r.length - r.minutes
            for found in records.values()
            for r in found
            if r.closing
        }
        there = {}
        for source in {source for approval in approved for source in approval.sources}:
            sitting = self._view.sitting(source)
            closing = signed.get(source) or schedule.standing_closing(
                self._view.session_facts(source)
            )
            line = self._line(closing, person)
            if sitting and closing and line and line.status.attended:
                there[source] = seen_in(self._view, sitting, closing, line)
        own = own_times(self._view, approved, person)
        made = makeup.credits(approved, missed, there, own)
        for offering, found in records.items():
            records[offering] = [replace(r, credits=made.get(r.sitting.id, ())) for r in found]
