"""What a signature would say of everybody, and of whom a facilitator is asked first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.desk import roster
from kiosk.desk.closing import expected
from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Roster, RosterRow, Seen
from kiosk.model import NoDeparture, SignedLine
from kiosk.rules import attendance, schedule


@dataclass(frozen=True, slots=True)
class Sheet:
    """A session as it stands before it is signed."""

    roster: Roster
    lines: Mapping[str, SignedLine]
    """What would be signed of each, by attendee, as long as nobody says otherwise."""
    unclear: tuple[RosterRow, ...]
    """Who was never seen; and who came, where the programme makes nothing of a visit
    without a departure; and who came only after it had ended. By name."""
    assumed: int
    """How many are taken to have stayed to the end, because no departure is recorded."""
    signable: dt.datetime
    """Before then it is signed only with the time at which it ended."""


def read(desk: Desk, session_id: str, ended: dt.datetime | None = None) -> Sheet:
    """
    Args:
        ended: when it ended, where that was before its scheduled end.

    Raises:
        Refused: there is no such session.
    """
    view = desk.store
    found = roster.read(desk, session_id)
    sitting, rule = found.sitting, found.sitting.programme.attendance
    lines = attendance.roster(
        expected(view, sitting),
        {one: view.person_facts(session_id, one) for one in view.people_in(session_id)},
        sitting.start,
        ended or sitting.end,
        schedule.door(sitting).grace,
        rule,
    )
    asked = {row.attendee.id for row in found.rows if row.seen is Seen.EXPECTED}
    if rule.no_departure is NoDeparture.LEFT:
        asked |= {row.attendee.id for row in found.rows if _never_went(desk, session_id, row)}
    if ended:
        asked |= {row.attendee.id for row in found.rows if row.at and row.at >= ended}
    return Sheet(
        found,
        {line.attendee: line for line in lines},
        tuple(row for row in found.rows if row.attendee.id in asked),
        sum(line.assumed and line.attendee not in asked for line in lines),
        sitting.end - schedule.door(sitting).signing_before,
    )


def _never_went(desk: Desk, session_id: str, row: RosterRow) -> bool:
    stands = attendance.standing(desk.store.person_facts(session_id, row.attendee.id))
    return stands.is_in and not stands.mark
