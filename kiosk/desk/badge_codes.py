"""A badge for whoever has none."""

from __future__ import annotations

from kiosk.desk.protocol import Change
from kiosk.model import Badge
from kiosk.rules import codes


def ensure_badge(tx: Change, attendee: str) -> Badge:
    """The badge in force of a person; a new one if they have none."""
    for badge in tx.badges_of(attendee):
        if not badge.revoked:
            return badge
    return new_badge(tx, attendee)


def new_badge(tx: Change, attendee: str | None) -> Badge:
    """A badge with a new code, tied to a person or to nobody yet."""
    code = codes.new_code()
    while tx.badges(code):
        code = codes.new_code()
    badge = Badge(id=f"b-{tx.new_id()}", code=code, attendee=attendee)
    tx.put(badge)
    return badge
