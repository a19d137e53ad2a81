"""Staff welcome whoever is not on the list."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, door, editing, walk_ins
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Attendee, Badge, Staff
from tests.building import CODES, StillClock
from tests.holding import staff


@pytest.fixture
def fay(desk: Desk) -> Staff:
    return staff(desk)


def test_a_blank_badge_is_the_only_one_a_walk_in_has(desk: Desk, fay: Staff) -> None:
    before = len(desk.store.all(Badge))
    verdict = walk_ins.welcome(desk, "fin-1", fay, {"name": "Wim Moss"}, CODES["blank"])
    assert verdict.attendee is not None
    assert verdict.outcome.is_in
    (badge,) = desk.store.badges_of(verdict.attendee.id)
    assert (badge.code, badge.revoked) == (CODES["blank"], False)
    assert len(desk.store.all(Badge)) == before, "and no code was made besides"
    assert door.scan(desk, CODES["blank"]).attendee == verdict.attendee


def test_without_a_badge_one_code_is_made(desk: Desk, fay: Staff) -> None:
    verdict = walk_ins.welcome(desk, "fin-1", fay, {"name": "Wim Moss"})
    assert verdict.attendee is not None
    assert len(desk.store.badges_of(verdict.attendee.id)) == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("KJKBBBBBBBBBBBBBBBBBB", "not one of ours"),
        ("nothing", "not one of ours"),
        (CODES["revoked"], "revoked"),
        (CODES["ana"], "somebody else's"),
    ],
)
def test_a_badge_that_cannot_be_theirs_adds_nobody(
    desk: Desk, fay: Staff, code: str, said: str
) -> None:
    before = desk.store.all(Attendee), desk.store.all(Badge)
    with pytest.raises(Refused, match=said):
        walk_ins.welcome(desk, "fin-1", fay, {"name": "Wim Moss"}, code)
    assert (desk.store.all(Attendee), desk.store.all(Badge)) == before


def test_nobody_is_added_to_what_is_closed_or_cancelled(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    before = desk.store.all(Attendee)
    closing.close(desk, "fin-1", fay)
    with pytest.raises(Refused, match="closed"):
        walk_ins.welcome(desk, "fin-1", fay, {"name": "Wim Moss"}, CODES["blank"])
    editing.set_session(desk, "pp-1", cancelled=True)
    for session in ("pp-1", "nothing"):
        with pytest.raises(Refused, match="cancelled"):
            walk_ins.welcome(desk, session, fay, {"name": "Wim Moss"}, CODES["blank"])
    assert desk.store.all(Attendee) == before
