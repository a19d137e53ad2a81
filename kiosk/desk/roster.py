"""A session's roster: who is expected, who is in, and what a facilitator marks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from kiosk.desk.closing import expected
from kiosk.desk.protocol import Change, Desk
from kiosk.errors import Refused, UnknownSession
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    CheckIn,
    Closing,
    How,
    Mark,
    RegistrationStatus,
    SignedLine,
    Sitting,
    Staff,
    Void,
)
from kiosk.rules import attendance, schedule
from kiosk.rules.names import fold


class Seen(StrEnum):
    """How someone stands in a session while it is open; then as it is signed."""

    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    ABSENT = "absent"
    WAITLISTED = "waitlisted"


@dataclass(frozen=True, slots=True)
class RosterRow:
    attendee: Attendee
    seen: Seen
    at: dt.datetime | None
    """When they were first checked in."""
    how: How | None
    marked: bool
    """A facilitator's mark stands."""
    signs: SignedLine | None
    """What closing would sign of them now, or has signed; ``None`` for who is waitlisted
    and was not there."""

    @property
    def minutes(self) -> int:
        return self.signs.minutes if self.signs else 0


@dataclass(frozen=True, slots=True)
class Roster:
    sitting: Sitting
    state: schedule.SessionState
    rows: tuple[RosterRow, ...]
    """By name."""
    closing: Closing | None
    """The signature in force."""
    signed_by: str = ""

    def count(self, seen: Seen) -> int:
        return sum(row.seen is seen for row in self.rows)


def read(desk: Desk, session_id: str) -> Roster:
    """Everyone who is registered or waitlisted, or of whom something stands.

    What is shown is what closing signs; only until the session is over, who is in stands
    as such, and who was not seen yet is expected.

    Raises:
        Refused: there is no such session.
    """
    view, now = desk.store, desk.clock.now()
    sitting = view.sitting(session_id)
    if sitting is None:
        raise UnknownSession("There is no session {session}.", session=session_id)
    closing = schedule.standing_closing(view.session_facts(session_id))
    signed = {line.attendee: line for line in closing.roster} if closing else {}
    waiting = {
        r.attendee
        for r in view.registrations_in(sitting.offering.id)
        if r.status is RegistrationStatus.WAITLISTED
    }
    registered = set(expected(view, sitting))
    grace, rule = schedule.door(sitting).grace, sitting.programme.attendance
    end = (closing and closing.ended) or sitting.end
    rows = []
    for attendee_id in {*registered, *waiting, *view.people_in(session_id), *signed}:
        attendee = view.get(Attendee, attendee_id)
        stands = attendance.standing(view.person_facts(session_id, attendee_id))
        known = attendee_id in registered or stands.visits or stands.mark or attendee_id in signed
        if attendee is None or not (known or attendee_id in waiting):
            continue
        line = signed.get(attendee_id)
        nothing = not stands.visits and not stands.mark
        if line is None and known and not (closing and nothing):
            line = attendance.signed_line(attendee_id, stands, sitting.start, end, grace, rule)
        if line is None or (nothing and not closing):
            unseen = Seen.ABSENT if closing else Seen.EXPECTED
            seen = unseen if known else Seen.WAITLISTED
        elif closing or stands.mark or now >= sitting.end:
            seen = Seen(line.status.value)
        else:
            seen = _now(stands, sitting)
        how = stands.last_check_in.how if stands.last_check_in else None
        rows.append(RosterRow(attendee, seen, stands.first_at, how, bool(stands.mark), line))
    rows.sort(key=lambda row: (fold(row.attendee.name), row.attendee.id))
    signer = view.get(Staff, closing.by) if closing and closing.by else None
    state = schedule.state(sitting, closing is not None, now)
    return Roster(sitting, state, tuple(rows), closing, signer.name if signer else "")


def _now(stands: attendance.Standing, sitting: Sitting) -> Seen:
    """How someone stands whom the door saw, while the session is not over: whoever is in
    may still go out, and whoever came and went before it may come back."""
    grace = schedule.door(sitting).grace
    found = attendance.status(stands, sitting.start, sitting.end, grace)
    return Seen.EXPECTED if found is AttendanceStatus.ABSENT else Seen(found.value)


def mark(
    desk: Desk, session_id: str, attendee_id: str, status: AttendanceStatus, staff: Staff
) -> bool:
    """Mark someone; the same mark again takes it back.

    Someone marked present who was never seen is checked in by staff: now, or at the
    start of a session that is over.

    Returns whether the mark stands now.

    Raises:
        Refused: there is no such session, or it is closed.
    """
    with desk.store.change() as tx:
        sitting = tx.sitting(session_id)
        if sitting is None or tx.get(Attendee, attendee_id) is None:
            raise Refused("That person or session is no longer there.")
        if schedule.standing_closing(tx.session_facts(session_id)):
            raise Refused("This session is closed. Reopen it with a reason first.")
        return _mark(tx, sitting, attendee_id, status, staff, desk.clock.now())


def _mark(
    tx: Change,
    sitting: Sitting,
    attendee: str,
    status: AttendanceStatus,
    staff: Staff,
    now: dt.datetime,
) -> bool:
    stands = attendance.standing(tx.person_facts(sitting.id, attendee))

    def void(fact_id: str) -> None:
        tx.add(Void(time=now, session=sitting.id, by=staff.id, attendee=attendee, voids=fact_id))

    if stands.mark:
        void(stands.mark.id)
        if stands.mark.status is status:
            return False
        if status is AttendanceStatus.PRESENT and stands.visits:
            return True
    if status is not AttendanceStatus.PRESENT:
        tx.add(Mark(time=now, session=sitting.id, by=staff.id, attendee=attendee, status=status))
        return True
    last = stands.last_check_in
    if last is None:
        time = now if now < sitting.end else sitting.start
        tx.add(
            CheckIn(time=time, session=sitting.id, by=staff.id, attendee=attendee, how=How.STAFF)
        )
        return True
    if last.how is How.STAFF:
        void(last.id)
        return False
    return True
