"""A facilitator approves that what was missed was made up in another session."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.desk import voiding
from kiosk.desk.completing.ledger import attended, equivalents, own_times, standing_make_ups
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused, UnknownSession
from kiosk.model import Attendee, MakeUp, Offering, Role, Sitting, Staff
from kiosk.rules import makeup, schedule
from kiosk.rules.intervals import Interval
from kiosk.rules.session_record import SessionRecord


def possible(view: View, attendee: str, missed: str) -> list[makeup.Attended]:
    """Closed sessions that someone attended, and that can stand in for one they missed:
    of the same workshop or an equivalent one, in another offering; by time.

    Raises:
        UnknownSession: there is no such session.
    """
    sitting = _known(view, missed)
    same = equivalents(view, sitting.workshop.id)
    found = []
    for session in view.sessions_with(attendee):
        other = view.sitting(session)
        if other and _fits(other, sitting, same) and (seen := attended(view, session, attendee)):
            found.append(seen)
    return sorted(found, key=lambda one: one.sitting.start)


def approve(
    desk: Desk, attendee: str, missed: str, sources: Sequence[str], staff: Staff, reason: str
) -> MakeUp:
    """Let minutes of other sessions count for one that was missed, up to what was missed.

    Args:
        sources: ids of sessions, or of offerings: then every session of it that they
            attended.

    Raises:
        Refused: not by this person; no reason; a session is not closed, or not of this
            workshop or an equivalent one; nothing was missed, or nothing is left to
            count.
    """
    why = voiding.said(reason)
    if Role.FACILITATOR not in staff.roles:
        raise Refused("{name} is not a facilitator; a facilitator approves.", name=staff.name)
    with desk.store.change() as tx:
        if tx.get(Attendee, attendee) is None:
            raise Refused("This person is no longer there.")
        sitting = _known(tx, missed)
        if sitting.cancelled:
            raise Refused("This session is cancelled; nothing of it is missed.")
        closing = schedule.standing_closing(tx.session_facts(missed))
        if closing is None:
            raise Refused("Close this session first: then it is known what was missed.")
        line = next((x for x in closing.roster if x.attendee == attendee), None)
        lacking = SessionRecord(sitting, closing, line).lacking
        if lacking <= 0:
            raise Refused("Nothing of this session was missed.")
        wanted = [s for source in sources for s in _sessions(tx, source, attendee)]
        there = {s: _source(tx, s, sitting, attendee) for s in dict.fromkeys(wanted)}
        made = MakeUp(
            time=desk.clock.now(),
            by=staff.id,
            attendee=attendee,
            missed=missed,
            sources=tuple(there),
            reason=why,
        )
        before = standing_make_ups(tx, attendee)
        for one in before:
            for source in one.sources:
                if source not in there and (seen := attended(tx, source, attendee)):
                    there[source] = seen
        open_ = {one.missed: _missed(tx, one.missed, attendee) for one in (*before, made)}
        own = own_times(tx, (*before, made), attendee)
        if not _adds(before, made, open_, there, own):
            raise Refused("Nothing is left to count: these minutes count for something already.")
        return tx.add(made)


def _adds(
    before: Sequence[MakeUp],
    made: MakeUp,
    missed: dict[str, int],
    there: dict[str, makeup.Attended],
    own: Sequence[Interval],
) -> bool:
    def minutes(approved: Sequence[MakeUp]) -> int:
        found = makeup.credits(approved, missed, there, own)
        return sum(credit.minutes for credits in found.values() for credit in credits)

    return minutes([*before, made]) > minutes(before)


def _missed(view: View, session: str, attendee: str) -> int:
    closing = schedule.standing_closing(view.session_facts(session))
    sitting = view.sitting(session)
    if closing is None or sitting is None:
        return 0
    line = next((x for x in closing.roster if x.attendee == attendee), None)
    return SessionRecord(sitting, closing, line).lacking


def _sessions(view: View, source: str, attendee: str) -> list[str]:
    if view.sitting(source) or view.get(Offering, source) is None:
        return [source]
    held = (s.id for s in view.sittings_of(source))
    return [session for session in held if attended(view, session, attendee)] or [source]


def _source(view: View, session: str, missed: Sitting, attendee: str) -> makeup.Attended:
    if view.get(Offering, session) and not view.sitting(session):
        raise Refused("Nothing of {offering} is signed of them.", offering=session)
    sitting = _known(view, session)
    if sitting.offering.id == missed.offering.id:
        raise Refused("{session} is part of the same course and counts there.", session=session)
    if not _fits(sitting, missed, equivalents(view, missed.workshop.id)):
        raise Refused(
            "{session} is of another workshop, which is not an equivalent one.", session=session
        )
    seen = attended(view, session, attendee)
    if seen is None:
        raise Refused("Nothing of {session} is signed of them.", session=session)
    return seen


def _fits(sitting: Sitting, missed: Sitting, same: Sequence[str]) -> bool:
    return sitting.workshop.id in same and sitting.offering.id != missed.offering.id


def _known(view: View, session: str) -> Sitting:
    sitting = view.sitting(session)
    if sitting is None:
        raise UnknownSession("There is no session {session}.", session=session)
    return sitting
