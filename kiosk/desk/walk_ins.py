"""Staff welcome whoever is not on the list; and take back what should not stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.desk import door, editing
from kiosk.desk.door import Verdict
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Attendee, Sitting, Staff, Void
from kiosk.rules import attendance, schedule
from kiosk.rules.checkin import Outcome
from kiosk.rules.names import clean


def welcome(
    desk: Desk,
    session_id: str,
    staff: Staff,
    fields: Mapping[str, Any],
    code: str = "",
    reason: str = "",
) -> Verdict:
    """Add someone whom nobody knows, with one badge, and let them in.

    Args:
        fields: of the attendee: at least a name.
        code: of a blank badge, scanned; none: a code is made, to be printed.

    Raises:
        Refused: no name; they are known already; the badge is not blank; or the session
            is closed or cancelled. Nobody was added then.
    """
    sitting = desk.store.sitting(session_id)
    if sitting is None or sitting.cancelled:
        raise Refused("This session is cancelled.")
    if schedule.standing_closing(desk.store.session_facts(session_id)):
        raise Refused("This session is closed. Reopen it with a reason first.")
    attendee = editing.add_attendee(desk, code, **fields)
    return door.let_in(desk, attendee.id, session_id, staff, reason)


def take_back(desk: Desk, session_id: str, attendee_id: str, staff: Staff, reason: str) -> None:
    """Take back what was recorded last of someone's coming and going, with a reason; then
    they may check in again.

    Raises:
        Refused: nothing stands; no reason; or the session is closed.
    """
    said = clean(reason)
    if not said:
        raise Refused("Say why it is taken back: it stands in the record.")
    with desk.store.change() as tx:
        if schedule.standing_closing(tx.session_facts(session_id)):
            raise Refused("This session is closed. Reopen it with a reason first.")
        stands = attendance.standing(tx.person_facts(session_id, attendee_id))
        if stands.last is None:
            raise Refused("Nothing is recorded of them here that could be taken back.")
        tx.add(
            Void(
                time=desk.clock.now(),
                session=session_id,
                by=staff.id,
                attendee=attendee_id,
                voids=stands.last.id,
                reason=said,
            )
        )


_OUTCOMES = frozenset(outcome.value for outcome in Outcome)
"""What another version wrote may not be one of them."""


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A refusal, and whom it was about."""

    at: dt.datetime
    outcome: Outcome
    attendee: Attendee | None
    sitting: Sitting | None


def turned_away(desk: Desk, most: int = 200) -> list[TurnedAway]:
    """Who was turned away on this laptop, the latest first."""
    view = desk.store
    return [
        TurnedAway(
            one.at,
            Outcome(one.outcome),
            view.get(Attendee, one.attendee) if one.attendee else None,
            view.sitting(one.session) if one.session else None,
        )
        for one in desk.refusals.latest(most)
        if one.outcome in _OUTCOMES
    ]
