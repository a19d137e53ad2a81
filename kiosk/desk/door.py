"""Checking in: what was scanned or typed becomes a person, a decision, a fact.

Each function is one transaction: the situation is read, the rule decides on it, and what
comes of it is recorded, under one lock. Nothing turns green before it is on the disk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kiosk.desk import situations
from kiosk.desk.identity import identify
from kiosk.desk.protocol import Change, Desk
from kiosk.errors import Refused
from kiosk.model import (
    Attendee,
    CheckIn,
    Departure,
    How,
    Registration,
    RegistrationStatus,
    Sitting,
    Staff,
    Void,
    Workshop,
)
from kiosk.model.refusal import Refusal
from kiosk.rules import attendance, checkin, schedule
from kiosk.rules.checkin import Candidate, Decision, Outcome
from kiosk.rules.eligibility import Lack
from kiosk.rules.names import clean


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one scan or one name, for whoever tells the person."""

    outcome: Outcome
    at: dt.datetime
    """The time the check-in speaks of."""
    attendee: Attendee | None = None
    sitting: Sitting | None = None
    first_at: dt.datetime | None = None
    choices: tuple[Sitting, ...] = ()
    namesakes: tuple[Attendee, ...] = ()
    """Whom an ambiguous name may mean."""
    walk_in: bool = False
    lacks: tuple[Lack, ...] = ()
    """What the person lacks for the workshop, kept out by it or not."""
    needed: tuple[Workshop, ...] = ()
    """The workshops among it."""
    fact: CheckIn | Departure | None = None
    """What was recorded, if anything was."""
    again: bool = False
    """They were here before, and went."""
    is_unsure: bool = False
    """They came only just now, and are told how to leave."""
    before: Registration | None = None
    """Their registration, where it was changed with the check-in, as it was."""
    after: Registration | None = None
    """The same, as it is now; ``None``: it was not touched."""


def scan(
    desk: Desk,
    typed: str,
    *,
    served: frozenset[str] | None = None,
    at: dt.datetime | None = None,
    by: Staff | None = None,
    live: bool = True,
) -> Verdict:
    """Check in whoever a text stands for; or out, where departures are recorded.

    Args:
        typed: a badge code, a member number or a whole name.
        served: ids of the sessions that this kiosk checks in to; ``None``: all.
        at: the time that the check-in speaks of, where it is entered afterwards.
        by: who enters it, from paper.
        live: the person stands there; it is no file that is read.

    Raises:
        NotRecorded: the disk did not take it; nobody was checked in.
    """
    now = at or desk.clock.now()
    with desk.store.change() as tx:
        found = identify(tx, typed)
        if found.attendee is None:
            outcome = found.wrong or Outcome.UNKNOWN_NAME
            verdict = Verdict(outcome, now, namesakes=found.namesakes)
        else:
            door = _Door(
                tx,
                desk,
                found.attendee,
                found.how,
                now,
                by,
                at is not None,
                live=live and at is None,
            )
            verdict = door.admit(served)
    return _noted(desk, verdict)


def check_in(
    desk: Desk,
    attendee_id: str,
    *,
    served: frozenset[str] | None = None,
    how: How = How.NAME,
    by: Staff | None = None,
) -> Verdict:
    """Check in someone who was chosen from a list; ``served`` may be the one session
    that they chose."""
    now = desk.clock.now()
    with desk.store.change() as tx:
        attendee = tx.get(Attendee, attendee_id)
        if attendee is None:
            return Verdict(Outcome.UNKNOWN_NAME, now)
        verdict = _Door(tx, desk, attendee, how, now, by).admit(served)
    return _noted(desk, verdict)


def let_in(
    desk: Desk,
    attendee_id: str,
    session_id: str,
    staff: Staff,
    reason: str = "",
    at: dt.datetime | None = None,
) -> Verdict:
    """Staff check someone in whom the door need not take: a walk-in, a full room, a
    workshop that has to come first.

    Returns the refusal, and records nothing, where the door would turn the person away
    and no reason was given. Who is early or not registered needs none.

    Args:
        at: when they came, where it is entered afterwards.

    Raises:
        Refused: person or session are not there; or the session is closed or cancelled.
    """
    now, said = at or desk.clock.now(), clean(reason)
    with desk.store.change() as tx:
        attendee, sitting = tx.get(Attendee, attendee_id), tx.sitting(session_id)
        if attendee is None or sitting is None:
            raise Refused("That person or session is no longer there.")
        if sitting.cancelled:
            raise Refused("This session is cancelled.")
        if schedule.standing_closing(tx.session_facts(session_id)):
            raise Refused("This session is closed. Reopen it with a reason first.")
        door = _Door(tx, desk, attendee, How.STAFF, now, staff, backdated=at is not None)
        return door.let_in(sitting, said)


def undo(desk: Desk, verdict: Verdict, reason: str = "", by: Staff | None = None) -> bool:
    """Take back what a verdict recorded, as its own person may while it shows; a
    registration that was made or changed with it is as it was.

    Returns whether it still stood: one that was taken back before, or under a session
    that was closed since, is left as it is.
    """
    fact = verdict.fact
    if fact is None:
        return False
    with desk.store.change() as tx:
        stands = attendance.standing(tx.person_facts(fact.session, fact.attendee))
        closed = schedule.standing_closing(tx.session_facts(fact.session))
        if closed or stands.last is None or stands.last.id != fact.id:
            return False
        tx.add(
            Void(
                time=desk.clock.now(),
                session=fact.session,
                attendee=fact.attendee,
                voids=fact.id,
                by=by.id if by else None,
                reason=reason,
            )
        )
        after = verdict.after
        if after and tx.get(Registration, after.id) == after:
            gone = replace(after, status=RegistrationStatus.CANCELLED)
            tx.put(verdict.before or gone)
        return True


def _noted(desk: Desk, verdict: Verdict) -> Verdict:
    """Keep for staff that someone was turned away; once the lock is given back."""
    if verdict.outcome.is_refusal:
        desk.refusals.note(
            Refusal(
                verdict.at,
                verdict.outcome.value,
                verdict.attendee.id if verdict.attendee else "",
                verdict.sitting.id if verdict.sitting else "",
            )
        )
    return verdict


@dataclass(slots=True)
class _Door:
    """One person at the door, in an open change."""

    tx: Change
    desk: Desk
    attendee: Attendee
    how: How
    now: dt.datetime
    by: Staff | None = None
    backdated: bool = False
    live: bool = True

    def admit(self, served: frozenset[str] | None) -> Verdict:
        """Let the rules decide, and record what they say."""
        tx, now = self.tx, self.now
        situation = situations.situation(tx, self.desk, self.attendee, now, served, self.live)
        decision = checkin.decide(situation)
        if checkin.may_walk_in(situation, decision):
            offered = situations.walk_ins(tx, self.desk, self.attendee, now, served)
            decision = checkin.walk_in(offered, decision)
            situation = offered
        sitting = decision.sitting
        if sitting and decision.outcome is Outcome.CHECKED_IN:
            found = next(c for c in situation.candidates if c.sitting is sitting)
            return self._in(found, decision)
        if sitting and decision.outcome is Outcome.CHECKED_OUT:
            who = self.by.id if self.by else None
            gone = Departure(
                time=now, session=sitting.id, attendee=self.attendee.id, how=self.how, by=who
            )
            return self._verdict(decision, fact=tx.add(gone))
        if sitting and decision.first_at and self._is_earlier(sitting, decision.first_at):
            return self._verdict(replace(decision, first_at=now), fact=self._check_in(sitting))
        return self._verdict(decision)

    def _is_earlier(self, sitting: Sitting, first_at: dt.datetime) -> bool:
        """A paper list knows of an earlier arrival than was recorded."""
        return self.backdated and schedule.door(sitting).opens <= self.now < first_at

    def let_in(self, sitting: Sitting, reason: str) -> Verdict:
        """By staff, whatever the rules say; with a reason where they say no."""
        known = self.tx.get(
            Registration, Registration.id_for(self.attendee.id, sitting.offering.id)
        )
        found = situations.candidate(
            self.tx, self.desk.counts, sitting, self.attendee, known, self.now
        )
        outcome = checkin.judge(found, self.now)
        decision = Decision(outcome, sitting, lacks=found.lacks)
        if outcome in (Outcome.ALREADY_CHECKED_IN, Outcome.CHECKED_OUT):
            first_at = found.standing.first_at
            already = Decision(Outcome.ALREADY_CHECKED_IN, sitting, first_at=first_at)
            if first_at and self._is_earlier(sitting, first_at):
                checked_in = self._check_in(sitting, reason)
                return self._verdict(replace(already, first_at=self.now), fact=checked_in)
            return self._verdict(already)
        if outcome is Outcome.NOT_REGISTERED and found.is_barred:
            decision = replace(decision, outcome=Outcome.PREREQUISITE_MISSING)
        elif outcome is Outcome.NOT_REGISTERED and found.free is not None and found.free <= 0:
            decision = replace(decision, outcome=Outcome.SESSION_FULL)
        willing = (Outcome.CHECKED_IN, Outcome.NOT_REGISTERED, Outcome.TOO_EARLY)
        if decision.outcome not in willing and not reason:
            return self._verdict(decision)
        return self._in(found, replace(decision, outcome=Outcome.CHECKED_IN), reason)

    def _in(self, found: Candidate, decision: Decision, reason: str = "") -> Verdict:
        """Check in, and give a registration to who has none that stands."""
        tx, sitting, before = self.tx, found.sitting, found.registration
        after = None
        if before is None:
            key = Registration.id_for(self.attendee.id, sitting.offering.id)
            before = tx.get(Registration, key)  # not if it is of a walk-in taken back
        if before is None or (before.walk_in and before.status is RegistrationStatus.CANCELLED):
            key = Registration.id_for(self.attendee.id, sitting.offering.id)
            after = Registration(
                id=key, attendee=self.attendee.id, offering=sitting.offering.id, walk_in=True
            )
            before = None
        elif before.status is not RegistrationStatus.REGISTERED:
            after = replace(before, status=RegistrationStatus.REGISTERED)
        if after:
            tx.put(after)
        return self._verdict(
            decision,
            fact=self._check_in(sitting, reason),
            again=bool(found.standing.visits),
            walk_in=decision.walk_in or bool(after and after.walk_in),
            before=before if after else None,
            after=after,
        )

    def _check_in(self, sitting: Sitting, reason: str = "") -> CheckIn:
        return self.tx.add(
            CheckIn(
                time=self.now,
                session=sitting.id,
                attendee=self.attendee.id,
                how=self.how,
                by=self.by.id if self.by else None,
                reason=reason,
            )
        )

    def _workshops(self, lacks: Iterable[Lack]) -> tuple[Workshop, ...]:
        found = (self.tx.get(Workshop, lack.workshop) for lack in lacks)
        return tuple(workshop for workshop in found if workshop)

    def _verdict(
        self,
        decision: Decision,
        *,
        fact: CheckIn | Departure | None = None,
        again: bool = False,
        walk_in: bool = False,
        before: Registration | None = None,
        after: Registration | None = None,
    ) -> Verdict:
        lacks = decision.lacks
        return Verdict(
            decision.outcome,
            self.now,
            self.attendee,
            decision.sitting,
            decision.first_at,
            choices=decision.choices,
            walk_in=walk_in or decision.walk_in,
            lacks=lacks,
            needed=self._workshops(lacks) if lacks else (),
            fact=fact,
            again=again,
            is_unsure=decision.is_unsure,
            before=before,
            after=after,
        )
