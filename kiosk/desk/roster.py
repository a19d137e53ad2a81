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
    minutes: int


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
    grace = schedule.door(sitting).grace
    rows = []
    for attendee_id in {*registered, *waiting, *view.people_in(session_id), *signed}:
        attendee = view.get(Attendee, attendee_id)
        stands = attendance.standing(view.person_facts(session_id, attendee_id))
        known = attendee_id in registered or stands.visits or stands.mark or attendee_id in signed
        if attendee is None or not (known or attendee_id in waiting):
            continue
        line = attendance.signed_line(attendee_id, stands, sitting.start, sitting.end, grace)
        if attendee_id in signed:
            line = signed[attendee_id]
        seen = Seen(line.status.value)
        if not closing and not stands.visits and not stands.mark:
            seen = Seen.WAITLISTED if attendee_id in waiting else Seen.EXPECTED
        elif not closing and stands.visits and seen is Seen.ABSENT and not stands.mark:
            seen = Seen.PRESENT  # checked in, and no minute of the session is past yet
        how = stands.last_check_in.how if stands.last_check_in else None
        rows.append(
            RosterRow(attendee, seen, stands.first_at, how, bool(stands.mark), line.minutes)
        )
    rows.sort(key=lambda row: (fold(row.attendee.name), row.attendee.id))
    signer = view.get(Staff, closing.by) if closing and closing.by else None
    state = schedule.state(sitting, closing is not None, now)
    return Roster(sitting, state, tuple(rows), closing, signer.name if signer else "")


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
