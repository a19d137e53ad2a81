"""Taking back what was decided of a person: a void, with a reason; nothing is erased."""

from __future__ import annotations

from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Refused, Text
from kiosk.model import PersonFact, Staff, Void
from kiosk.rules.names import clean

NO_REASON = Text("Say why: it stands in the record.")


def said(reason: str) -> str:
    """A reason as it is kept.

    Raises:
        Refused: there is none.
    """
    if not (cleaned := clean(reason)):
        raise Refused.of(NO_REASON)
    return cleaned


def standing(view: View, session: str, attendee: str) -> list[PersonFact]:
    """What was recorded of a person in a session, or without one as such, and was not
    taken back, in order."""
    facts = view.person_facts(session, attendee)
    voided = {fact.voids for fact in facts if isinstance(fact, Void)}
    return [f for f in facts if f.id not in voided and not isinstance(f, Void)]


def take_back(
    desk: Desk, session: str, attendee: str, fact_id: str, staff: Staff, reason: str
) -> Void:
    """Take one of these back.

    Raises:
        Refused: it does not stand, or no reason.
    """
    why = said(reason)
    with desk.store.change() as tx:
        return void(tx, desk, session, attendee, fact_id, staff, why)


def void(
    tx: Change, desk: Desk, session: str, attendee: str, fact_id: str, staff: Staff, reason: str
) -> Void:
    """As :func:`take_back`, in an open change.

    Raises:
        Refused: it does not stand.
    """
    if fact_id not in {fact.id for fact in standing(tx, session, attendee)}:
        raise Refused("That does not stand any more: it was taken back before.")
    return tx.add(
        Void(
            time=desk.clock.now(),
            session=session,
            by=staff.id,
            attendee=attendee,
            voids=fact_id,
            reason=reason,
        )
    )
