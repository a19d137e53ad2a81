"""A badge: blank, tied to somebody, revoked or replaced."""

from __future__ import annotations

from dataclasses import replace

from kiosk.desk.bringing.importing import new_badge
from kiosk.desk.editing.people import find_attendee
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused
from kiosk.model import Badge
from kiosk.rules import codes


def blank_badges(desk: Desk, count: int) -> list[Badge]:
    """Codes for badges that are tied to someone at the door."""
    with desk.store.change() as tx:
        return [new_badge(tx, None) for _ in range(count)]


def _badge(view: View, text: str) -> Badge:
    code = codes.last_in(text)
    found = view.badges(code) if code else []
    if not found:
        raise Refused("That is not one of our badge codes.")
    return found[0]


def assign_badge(desk: Desk, code: str, person: str) -> Badge:
    """Tie a blank badge to a person.

    Raises:
        Refused: it is revoked or another person's, or nobody is meant.
    """
    with desk.store.change() as tx:
        badge, attendee = _badge(tx, code), find_attendee(tx, person)
        if badge.revoked:
            raise Refused("This badge is revoked; take another.")
        if badge.attendee not in (None, attendee.id):
            raise Refused("This badge is somebody else's.")
        badge = replace(badge, attendee=attendee.id)
        tx.put(badge)
        return badge


def revoke_badge(desk: Desk, code: str) -> Badge:
    """Make a badge invalid, for good.

    Raises:
        Refused: it is not a badge of ours.
    """
    with desk.store.change() as tx:
        badge = replace(_badge(tx, code), revoked=True)
        tx.put(badge)
        return badge


def replace_badge(desk: Desk, person: str) -> Badge:
    """Revoke every badge of a person and give them a new one."""
    with desk.store.change() as tx:
        attendee = find_attendee(tx, person)
        for badge in tx.badges_of(attendee.id):
            if not badge.revoked:
                tx.put(replace(badge, revoked=True))
        return new_badge(tx, attendee.id)


def revoke_badges(desk: Desk, person: str) -> int:
    """Make every badge of a person invalid, for good; returns how many there were."""
    with desk.store.change() as tx:
        valid = [b for b in tx.badges_of(find_attendee(tx, person).id) if not b.revoked]
        for badge in valid:
            tx.put(replace(badge, revoked=True))
        return len(valid)
