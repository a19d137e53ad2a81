"""Adding or changing one thing by hand: a session, a person, a registration, a badge,
someone on the staff."""

from kiosk.desk.editing.badges import (
    assign_badge,
    blank_badges,
    replace_badge,
    revoke_badge,
    revoke_badges,
)
from kiosk.desk.editing.people import add_attendee, change_attendee, find_attendee, register
from kiosk.desk.editing.sessions import set_offering, set_session
from kiosk.desk.editing.staff import check_pin, set_organisation, set_staff

__all__ = [
    "add_attendee",
    "assign_badge",
    "blank_badges",
    "change_attendee",
    "check_pin",
    "find_attendee",
    "register",
    "replace_badge",
    "revoke_badge",
    "revoke_badges",
    "set_offering",
    "set_organisation",
    "set_session",
    "set_staff",
]
