"""A completion granted or refused, whatever the rule says: with a reason, by name."""

from __future__ import annotations

from kiosk.desk import voiding
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused, UnknownOffering
from kiosk.model import Attendee, Offering, Ruling, Staff, Void
from kiosk.rules.rulings import standing_rulings


def decide(
    desk: Desk, attendee: str, offering: str, granted: bool, staff: Staff, reason: str
) -> Ruling:
    """Grant or refuse what someone has in an offering. The PIN of ``staff``, a facilitator
    or a rep, was checked by the caller.

    Raises:
        Refused: no reason; no such person or offering; or it was decided so before.
    """
    why = voiding.said(reason)
    with desk.store.change() as tx:
        if tx.get(Attendee, attendee) is None:
            raise Refused("This person is no longer there.")
        if tx.get(Offering, offering) is None:
            raise UnknownOffering("There is no offering {offering}.", offering=offering)
        known = standing_rulings(tx.person_facts("", attendee)).get(offering)
        if known and known.granted is granted:
            if granted:
                raise Refused("It is granted already.")
            raise Refused("It is refused already.")
        return tx.add(
            Ruling(
                time=desk.clock.now(),
                by=staff.id,
                attendee=attendee,
                offering=offering,
                granted=granted,
                reason=why,
            )
        )


def take_back(desk: Desk, attendee: str, offering: str, staff: Staff, reason: str) -> Void:
    """Let the rule decide again.

    Raises:
        Refused: no reason, or nothing was granted or refused.
    """
    why = voiding.said(reason)
    with desk.store.change() as tx:
        known = standing_rulings(tx.person_facts("", attendee)).get(offering)
        if known is None:
            raise Refused("Nothing was granted or refused here.")
        return voiding.void(tx, desk, "", attendee, known.id, staff, why)
