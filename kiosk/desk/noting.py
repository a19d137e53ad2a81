"""Notes of staff about someone in a session."""

from __future__ import annotations

from kiosk.desk import voiding
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused
from kiosk.model import Attendee, Note, Staff
from kiosk.rules.names import clean


def note(desk: Desk, session: str, attendee: str, staff: Staff, text: str) -> Note:
    """Write something down; also of a closed session, whose roster it does not touch.

    Raises:
        Refused: it is empty, or person or session are not there.
    """
    said = clean(text)
    if not said:
        raise Refused("The note is empty.")
    with desk.store.change() as tx:
        if tx.sitting(session) is None or tx.get(Attendee, attendee) is None:
            raise Refused("That person or session is no longer there.")
        return tx.add(
            Note(
                time=desk.clock.now(),
                session=session,
                by=staff.id,
                attendee=attendee,
                reason=said,
            )
        )


def notes(view: View, session: str, attendee: str) -> list[Note]:
    """Those that were not taken back, oldest first."""
    found = voiding.standing(view, session, attendee)
    return [fact for fact in found if isinstance(fact, Note)]
