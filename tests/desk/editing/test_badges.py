"""Tying, revoking and replacing a badge by hand."""

from __future__ import annotations

import pytest

from kiosk.desk import door, editing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Badge
from kiosk.rules.checkin import Outcome
from tests.building import CODES


def test_blank_badges_are_tied_to_someone(desk: Desk) -> None:
    blank, other = editing.blank_badges(desk, 2)
    assert door.scan(desk, blank.code).outcome is Outcome.UNASSIGNED_CODE
    assert editing.assign_badge(desk, blank.code.lower(), "1001").attendee == "ana"
    assert door.scan(desk, blank.code).outcome is Outcome.CHECKED_IN
    assert door.scan(desk, CODES["ana"]).outcome is Outcome.ALREADY_CHECKED_IN
    assert door.scan(desk, other.code).outcome is Outcome.UNASSIGNED_CODE
    # Twice is once.
    assert editing.assign_badge(desk, blank.code, "ana").id == blank.id


def test_a_badge_is_revoked_for_good(desk: Desk) -> None:
    editing.revoke_badge(desk, CODES["ana"])
    assert door.scan(desk, CODES["ana"]).outcome is Outcome.REVOKED_CODE
    with pytest.raises(Refused, match="revoked"):
        editing.assign_badge(desk, CODES["ana"], "ana")


def test_a_badge_is_replaced(desk: Desk) -> None:
    made = editing.replace_badge(desk, "1001")
    assert door.scan(desk, CODES["ana"]).outcome is Outcome.REVOKED_CODE
    assert door.scan(desk, made.code).outcome is Outcome.CHECKED_IN
    assert [b.revoked for b in desk.store.badges_of("ana")] == [True, False]


def test_what_cannot_be_done_with_a_badge(desk: Desk) -> None:
    before = desk.store.all(Badge)
    for code, person, said in (
        ("nonsense", "ana", "not one of our badge codes"),
        ("KJKCCCCCCCCCCCCCCCCCB", "ana", "not one of our badge codes"),
        (CODES["ana"], "ben", "somebody else's"),
        (CODES["revoked"], "ben", "revoked"),
        (CODES["blank"], "nobody", "Nobody is found"),
    ):
        with pytest.raises(Refused, match=said):
            editing.assign_badge(desk, code, person)
    with pytest.raises(Refused, match="not one of our badge codes"):
        editing.revoke_badge(desk, "nonsense")
    assert desk.store.all(Badge) == before
