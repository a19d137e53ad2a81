"""Forgetting a person: what is personal goes, what was counted stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.desk.identity import identify
from kiosk.desk.protocol import Desk, View
from kiosk.errors import NotCertain, Refused
from kiosk.model import CERTIFICATES, Attendee, Forgotten, Staff


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What was done, and what is still to do by hand."""

    attendee: str
    """The id under which their attendance goes on being counted."""
    lines: int
    """Out of how many lines of the journal something was taken."""
    sessions: int
    """In how many sessions something is recorded of them, as before."""
    staff: tuple[str, ...]
    """Ids of their entries on the staff, which keep their name."""
    files: tuple[str, ...]
    """Files of the data folder that may still hold something, and cannot be written over."""


def find(view: View, text: str) -> Attendee:
    """Who is meant by an id, a member number, a whole name or a badge code.

    Raises:
        Refused: nobody, or it is not certain who.
    """
    attendee = view.get(Attendee, text) or identify(view, text).attendee
    if attendee is None:
        raise NotCertain("It is not certain who “{text}” is.", text=text)
    return attendee


def forget(desk: Desk, attendee_id: str) -> Forgetting:
    """Record that someone is forgotten, revoke their badges, and take what is personal of
    them out of this laptop's files. Asked for again, it finishes what was left.

    Raises:
        Refused: there is no such attendee.
        NotRecorded: the disk does not take it.
    """
    store = desk.store
    known_by: set[str] = set()
    with store.change() as tx:
        attendee = tx.get(Attendee, attendee_id)
        if attendee is None:
            raise Refused("There is no attendee {id}.", id=attendee_id)
        if attendee_id not in store.forgotten:
            known_by = {attendee.name, attendee.member_number, attendee.email}
            for badge in tx.badges_of(attendee_id):
                tx.put(replace(badge, revoked=True))
            tx.add(Forgotten(time=desk.clock.now(), attendee=attendee_id))
    return Forgetting(
        attendee=attendee_id,
        lines=store.scrub(),
        sessions=sum(one != CERTIFICATES for one in store.sessions_with(attendee_id)),
        staff=tuple(staff.id for staff in store.all(Staff) if staff.attendee == attendee_id),
        files=tuple(store.leftovers({attendee_id, *known_by})),
    )
