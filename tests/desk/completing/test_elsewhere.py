"""Where somebody can be moved, and where they can have made something up."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, editing
from kiosk.desk.completing import elsewhere
from kiosk.desk.protocol import Desk
from kiosk.errors import UnknownSession
from tests.building import StillClock
from tests.holding import held, offer_again, staff


def test_the_same_workshop_today_then_the_day_then_the_workshop_s_other_days(
    desk: Desk, clock: StillClock
) -> None:
    clock.set("2026-04-10 10:00")
    editing.set_session(desk, "open-1", cancelled=True)
    closing.close(desk, "fin-1", staff(desk))
    found = elsewhere.targets(desk, "pp-1")
    assert [(one.sitting.id, one.closed) for one in found] == [
        ("pp-2", False),
        ("fin-1", True),
        ("pp-3", False),
    ]
    with pytest.raises(UnknownSession):
        elsewhere.targets(desk, "no-such")


def test_what_was_missed_and_where_it_can_have_been_made_up(desk: Desk, clock: StillClock) -> None:
    assert elsewhere.missed(desk, "pp-2", "ben", 0).minutes == 0  # nobody has signed it
    held(desk, clock, "pp-2", "1001")
    offer_again(desk, "ben")
    held(desk, clock, "again-1", "1002")
    found = elsewhere.missed(desk, "pp-2", "ben", 0)
    assert found.minutes == 180
    assert [(s.sitting.id, s.minutes) for s in found.sources] == [("again-1", 180)]
    assert elsewhere.missed(desk, "pp-2", "ben", 170).minutes == 10
    assert elsewhere.missed(desk, "pp-2", "ana", 0).minutes == 0
    assert elsewhere.missed(desk, "pp-2", "ana", 0).sources == ()
