"""Who completed what, over every offering, from the latest signatures."""

from __future__ import annotations

from kiosk.desk.completing import history
from kiosk.desk.completing.held import Row as Row
from kiosk.desk.completing.held import records_in
from kiosk.desk.completing.ledger import Ledger
from kiosk.desk.protocol import View
from kiosk.garbage import no_collection
from kiosk.model import Offering
from kiosk.rules.session_record import SessionRecord


def completions(view: View, workshop: str | None = None, attendee: str | None = None) -> list[Row]:
    """Everyone who is registered in an offering or stands in a signed roster of it, by
    offering and name. Waitlisted and cancelled people who never came are left out, and
    those who teach it.

    Args:
        workshop: only of this one; what counts never reaches beyond a workshop.
        attendee: only of this person.
    """
    with no_collection():
        ledger = Ledger(view, attendee)
        wanted = ledger.workshops if workshop is None else [workshop]
        rows = [row for one in wanted for row in history.flagged(view, ledger.rows(one))]
        return sorted(rows, key=lambda r: (r.offering.id, r.attendee.name, r.attendee.id))


def has_completed(view: View, attendee: str, workshop: str) -> bool:
    """Whether a person completed a workshop, or one that is equivalent to it."""
    return Ledger(view, attendee).completed(attendee, workshop)


def workshops_held(view: View) -> list[str]:
    """Ids of the workshops that are offered anywhere, each once."""
    return list(dict.fromkeys(offering.workshop for offering in view.all(Offering)))


def records_of(view: View, offering_id: str, attendee: str) -> list[SessionRecord]:
    """What a person's completion in an offering rests on: its sessions, by time."""
    offering = view.get(Offering, offering_id)
    if offering is None:
        return []
    ledger = Ledger(view, attendee)
    for row in ledger.rows(offering.workshop):
        if row.offering.id == offering_id:
            return row.records
    return records_in(ledger.held(offering), attendee)
