"""What was complete by what was known before, and is not by what is known now.

A completion may have been taken home, and a certificate issued for it: a correction that
takes it below its rule is pointed out, and withdraws nothing by itself. It may be a
signature, a decision, another schedule or another rule of the programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kiosk.desk.completing.before import Event, Moment, Timeline
from kiosk.desk.completing.flags import Flag, Why
from kiosk.desk.completing.held import Row
from kiosk.desk.completing.ledger import own_times, seen_in
from kiosk.desk.completing.versions import Order, order_of
from kiosk.desk.protocol import View
from kiosk.model import Closing, MakeUp, PersonFact, Reopening, Ruling, SignedLine, Void
from kiosk.rules import makeup, schedule
from kiosk.rules.completion import Completion, Reason, complete
from kiosk.rules.rulings import standing_rulings
from kiosk.rules.session_record import SessionRecord


def flagged(view: View, rows: Sequence[Row]) -> list[Row]:
    """The rows of one workshop; those that were complete before say so, and why not now."""
    open_ = {
        row.attendee.id
        for row in rows
        if not row.completion.complete and row.completion.reason is not Reason.COMPLETED_ELSEWHERE
    }
    if not open_:
        return list(rows)
    past = _Past(view, rows)
    if not past.changed:  # as nearly always
        open_ &= past.spoken_of
    if not open_:
        return list(rows)
    offerings: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.attendee.id in open_:
            offerings[row.attendee.id].append(row.offering.id)
    found = []
    for row in rows:
        was = row.attendee.id in open_ and past.flag(row, offerings[row.attendee.id])
        found.append(replace(row, flag=was) if was else row)
    return found


class _Past:
    """What is read of the past of one workshop, each thing once."""

    def __init__(self, view: View, rows: Sequence[Row]) -> None:
        self._view = view
        self._timeline = Timeline(view, rows[0].workshop, {row.offering.id for row in rows})
        self._lines: dict[str, dict[str, SignedLine]] = {}
        self._alike: dict[tuple[object, ...], Flag | None] = {}
        self.changed = self._timeline.changed
        self.spoken_of = frozenset(view.people_in(""))

    def flag(self, row: Row, offerings: Sequence[str]) -> Flag | None:
        """Whether a row that is not complete was so once.

        Args:
            offerings: every one of this workshop in which the person has a row.
        """
        if row.completion.complete or row.completion.reason is Reason.COMPLETED_ELSEWHERE:
            return None
        person = row.attendee.id
        own: list[PersonFact] = []
        if person in self.spoken_of:
            facts = self._view.person_facts("", person)
            own = [fact for fact in facts if isinstance(fact, MakeUp | Ruling | Void)]
        moments = self._timeline.moments(offerings)
        lines = [
            self._line(m.event.what, person)
            for m in moments
            if m.event and isinstance(m.event.what, Closing)
        ]
        if own:
            return self._found(row, offerings, moments, own)
        if not any(line and line.status.attended for line in lines):
            return None
        said = tuple([(x.minutes, x.status.attended) if x else None for x in lines])
        key = row.offering.id, tuple(offerings), said, self._lacking(row, moments)
        if key not in self._alike:
            self._alike[key] = self._found(row, offerings, moments, own)
        return self._alike[key]

    def _lacking(self, row: Row, moments: Iterable[Moment]) -> tuple[object, ...]:
        if row.completion.reason is not Reason.REQUIREMENTS_MISSING:
            return ()
        closings = (m.event.what for m in moments if m.event)
        person = row.attendee.id
        return tuple(isinstance(c, Closing) and person in c.lacking for c in closings)

    def _found(
        self,
        row: Row,
        offerings: Sequence[str],
        moments: Sequence[Moment],
        own: Sequence[PersonFact],
    ) -> Flag | None:
        """Judge after each event in turn as it would have been then: the last one after
        which it was complete, and what came next."""
        steps: list[tuple[Order, Moment | None, PersonFact | None]] = []
        steps += [(moment.order, moment, None) for moment in moments]
        steps += [(order_of(fact), None, fact) for fact in own]
        steps.sort(key=lambda step: step[0])
        known: list[PersonFact] = []
        now: Moment | None = None
        was: Completion | None = None
        last = -1
        for number, (_, moment, fact) in enumerate(steps):
            if fact:
                known.append(fact)
            now = moment or now
            done = self._judge(row, now, known) if now else None
            if done and done.complete:
                was, last = done, number
        if was is None:
            return None
        later: list[Event] = []
        for order, moment, fact in steps[last + 1 :]:
            if fact:
                later.append(Event(order, fact, ""))
            elif moment and moment.event:
                later.append(moment.event)
        return _flag(was, later)

    def _judge(self, row: Row, then: Moment, own: Sequence[PersonFact]) -> Completion | None:
        rule = then.rule
        if rule is None:
            return None
        if not own and not then.parts and not then.is_signed(row.offering.id):
            return None
        person = row.attendee.id
        records = {
            offering: [SessionRecord(s, signed, self._line(signed, person)) for s, signed in held]
            for offering, held in then.held.items()
        }
        if approved := makeup.approvals(own):
            self._credit(approved, records, person)
        here = records.get(row.offering.id, [])
        lacking = any(r.closing and person in r.closing.lacking for r in here)
        return complete(
            here,
            rule,
            [r for o, found in records.items() if o != row.offering.id for r in found],
            then.parts,
            barred=lacking and row.completion.reason is Reason.REQUIREMENTS_MISSING,
            ruling=standing_rulings(own).get(row.offering.id),
        )

    def _line(self, closing: object, person: str) -> SignedLine | None:
        if not isinstance(closing, Closing):
            return None
        if closing.id not in self._lines:
            self._lines[closing.id] = {line.attendee: line for line in closing.roster}
        return self._lines[closing.id].get(person)

    def _credit(
        self,
        approved: Sequence[MakeUp],
        records: dict[str, list[SessionRecord]],
        person: str,
    ) -> None:
        known = [r for found in records.values() for r in found]
        missed = {r.sitting.id: r.length - r.minutes for r in known if r.closing}
        signed: Mapping[str, Closing | None] = {r.sitting.id: r.closing for r in known}
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


def _flag(was: Completion, later: Sequence[Event]) -> Flag:
    """Why it is not complete any more: the first thing that came later; of a session that
    was opened again, what became of it then."""
    if not later:
        return Flag(Why.OTHER, "", None, "", "", was)
    event = later[0]
    if isinstance(event.what, Reopening):
        closed = event.what.session
        after = [one for one in later[1:] if one.of == closed and one.why is not Why.REOPENED]
        event = after[-1] if after else event
    return Flag(event.why, event.of, event.order[0], event.by, event.reason, was)
