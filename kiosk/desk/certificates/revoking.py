"""A certificate is revoked: the record stays, and says since when and why."""

from __future__ import annotations

from kiosk.desk.certificates import standing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Revocation, Role, Staff
from kiosk.rules.names import clean


def revoke(desk: Desk, number: str, staff: Staff, reason: str) -> Revocation:
    """Revoke a certificate. The PIN of ``staff`` was checked by the caller.

    Raises:
        Refused: there is none of this number, it is revoked, no reason, or not by this
            person.
    """
    why = clean(reason)
    if Role.REP not in staff.roles:
        raise Refused("{name} is not a representative; a representative revokes.", name=staff.name)
    with desk.store.change() as tx:
        found = standing.known(tx, number)
        if found.revoked:
            raise Refused(
                "Certificate {number} is revoked already.", number=found.certificate.number
            )
        if not why:
            raise Refused("Say why it is revoked: it stands in the record.")
        return tx.add(
            Revocation(
                time=desk.clock.now(),
                by=staff.id,
                attendee=found.certificate.attendee,
                number=found.certificate.number,
                reason=why,
            )
        )
