"""A facilitator's marks on one person or on many, with a reason where they say otherwise than
what was recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Refused
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    CheckIn,
    Departure,
    How,
    Mark,
    Sitting,
    Staff,
    Void,
)
from kiosk.rules import attendance, schedule
from kiosk.rules.names import clean

PRESENT = AttendanceStatus.PRESENT


def contradicted(
    desk: Desk, session_id: str, people: Sequence[str], status: AttendanceStatus
) -> list[Attendee]:
    """Of whom something else was recorded than what the mark would say: by a badge, a
    number, a name or a report. What staff entered themselves they may correct without a
    word, and the same mark again, which takes it back, contradicts nothing."""
    view = desk.store
    sitting = view.sitting(session_id)
    if sitting is None:
        return []
    marked = [one for one in people if _contradicts(view, sitting, one, status, len(people) == 1)]
    return [found for one in marked if (found := view.get(Attendee, one))]


def mark(
    desk: Desk,
    session_id: str,
    people: Sequence[str],
    status: AttendanceStatus,
    staff: Staff,
    reason: str = "",
) -> int:
    """Mark people, all in one change. Of one person, the same mark again takes it back; of
    several, who has it already keeps it.

    Someone marked present who was never seen is checked in by staff: now, or at the start
    of a session that is over.

    Returns of how many something was recorded.

    Raises:
        Refused: person or session is not there, it is closed, or the reason is missing
            that a mark against the record needs.
    """
    why = clean(reason)
    with desk.store.change() as tx:
        sitting = tx.sitting(session_id)
        if sitting is None or any(tx.get(Attendee, one) is None for one in people):
            raise Refused("That person or session is no longer there.")
        if schedule.standing_closing(tx.session_facts(session_id)):
            raise Refused("This session is closed. Reopen it with a reason first.")
        again = len(people) == 1
        if not why and (found := _first_contradicted(tx, sitting, people, status)):
            raise Refused(
                "Something else is recorded of {name}: say why they are marked so.",
                name=found.name,
            )
        pen = _Pen(tx, sitting, staff, desk.clock.now(), why)
        return sum(pen.mark(one, status, again) for one in people)


def _first_contradicted(
    view: View, sitting: Sitting, people: Sequence[str], status: AttendanceStatus
) -> Attendee | None:
    again = len(people) == 1
    one = next((p for p in people if _contradicts(view, sitting, p, status, again)), None)
    return view.get(Attendee, one) if one else None


def _contradicts(
    view: View, sitting: Sitting, attendee: str, status: AttendanceStatus, again: bool
) -> bool:
    facts = view.person_facts(sitting.id, attendee)
    stands = attendance.standing(facts)
    if not stands.visits or _recorded(stands, sitting) is status:
        return False
    if again and stands.mark and stands.mark.status is status:
        return False
    voided = {fact.voids for fact in facts if isinstance(fact, Void)}
    return any(
        fact.how is not How.STAFF
        for fact in facts
        if isinstance(fact, CheckIn | Departure) and fact.id not in voided
    )


def _recorded(stands: attendance.Standing, sitting: Sitting) -> AttendanceStatus:
    """What presence says by itself; who has come is present while no minute has passed."""
    unmarked = attendance.Standing(stands.visits, stands.last_check_in, None, stands.last)
    grace = schedule.door(sitting).grace
    said = attendance.status(unmarked, sitting.start, sitting.end, grace)
    return PRESENT if said is AttendanceStatus.ABSENT and stands.is_in else said


class _Pen:
    """Writes the marks of one change."""

    def __init__(
        self, tx: Change, sitting: Sitting, staff: Staff, now: dt.datetime, reason: str
    ) -> None:
        self._tx, self._sitting, self._staff = tx, sitting, staff
        self._now, self._reason = now, reason

    def mark(self, attendee: str, status: AttendanceStatus, again: bool) -> bool:
        """Whether anything was recorded."""
        stands = attendance.standing(self._tx.person_facts(self._sitting.id, attendee))
        if stands.mark:
            if stands.mark.status is status and not again:
                return False
            self._void(attendee, stands.mark.id)
            if stands.mark.status is status:
                return True
        if status is not PRESENT or (stands.visits and self._is_otherwise(stands)):
            self._say(attendee, status)
        elif stands.last_check_in is None or not stands.visits:
            self._came(attendee)
        elif again and not stands.mark and stands.last_check_in.how is How.STAFF:
            self._void(attendee, stands.last_check_in.id)
        else:
            return bool(stands.mark)
        return True

    def _is_otherwise(self, stands: attendance.Standing) -> bool:
        """Presence says late or left early, and not by the staff's own entry, which the
        same key takes back."""
        last = stands.last_check_in
        own = last is not None and last.how is How.STAFF and not stands.mark
        return not own and _recorded(stands, self._sitting) is not PRESENT

    def _came(self, attendee: str) -> None:
        sitting = self._sitting
        time = self._now if self._now < sitting.end else sitting.start
        self._tx.add(
            CheckIn(
                time=time,
                session=sitting.id,
                by=self._staff.id,
                attendee=attendee,
                how=How.STAFF,
            )
        )

    def _say(self, attendee: str, status: AttendanceStatus) -> None:
        self._tx.add(
            Mark(
                time=self._now,
                session=self._sitting.id,
                by=self._staff.id,
                attendee=attendee,
                status=status,
                reason=self._reason,
            )
        )

    def _void(self, attendee: str, fact_id: str) -> None:
        self._tx.add(
            Void(
                time=self._now,
                session=self._sitting.id,
                by=self._staff.id,
                attendee=attendee,
                voids=fact_id,
                reason=self._reason,
            )
        )
