"""Why a completion is as it is, in words."""

from __future__ import annotations

import datetime as dt

from kiosk.desk import closing, door, editing
from kiosk.desk.completing import explaining, makeup, overview
from kiosk.desk.protocol import Desk
from kiosk.model import Offering, RegistrationStatus, Workshop
from kiosk.rules.completion import Reason
from kiosk.words import words
from screens.grounds import why
from tests.building import StillClock, session
from tests.holding import held, offer_again, staff

TODAY = dt.date(2026, 4, 11)


def said(desk: Desk, attendee: str, offering: str) -> list[str]:
    (line,) = (
        line for line in overview.of_attendee(desk, attendee) if line.row.offering.id == offering
    )
    grounds = explaining.grounds(desk, offering, attendee)
    return why(line, grounds, words("en"), TODAY).plain.splitlines()


def test_what_was_made_up_says_where_and_how_much(desk: Desk, clock: StillClock) -> None:
    held(desk, clock, "pp-1", "1001", "1002")
    held(desk, clock, "pp-2", "1001")
    held(desk, clock, "pp-3", "1001", "1002")
    (missed,) = (line for line in said(desk, "ben", "pp") if "13:00" in line)
    assert missed.startswith("✗")
    assert "absent  signed by" in missed
    offer_again(desk, "ben", room="Room E")
    held(desk, clock, "again-1", "1002")
    makeup.approve(desk, "ben", "pp-2", ["again-1"], staff(desk), "came in May")
    (made,) = (line for line in said(desk, "ben", "pp") if "13:00" in line)
    assert made.startswith("✓")
    assert "absent, 180 minutes made up: Sun, May 10  09:00–12:00  Room E" in made


def test_a_part_done_in_another_offering_is_not_shown_as_missed(
    desk: Desk, clock: StillClock
) -> None:
    """A course of two parts: the first in one offering, the second in another."""
    parts = ({"en": "Part 1"}, {"en": "Part 2"})
    with desk.store.change() as tx:
        tx.put(Workshop(id="two", programme="let", title={"en": "Two Parts"}, parts=parts))
        for offering, day in (("spring-two", "2026-04-10"), ("summer-two", "2026-05-10")):
            tx.put(Offering(id=offering, school="spring", workshop="two", room="Room T"))
            for part, hours in ((1, ("09:00", "12:00")), (2, ("13:00", "16:00"))):
                start, end = (f"{day} {hour}" for hour in hours)
                tx.put(session(f"{offering}-{part}", start, end, offering=offering, part=part))
    for offering in ("spring-two", "summer-two"):
        editing.register(desk, "ben", offering, RegistrationStatus.REGISTERED)
    for name, start, comes in (
        ("spring-two-1", "2026-04-10 09:00", True),
        ("spring-two-2", "2026-04-10 13:00", False),
        ("summer-two-1", "2026-05-10 09:00", False),
        ("summer-two-2", "2026-05-10 13:00", True),
    ):
        clock.set(start)
        if comes:
            assert door.scan(desk, "1002", served=frozenset({name})).outcome.is_in
        closing.close(desk, name, staff(desk))
    rows = {x.row.offering.id: x.row.completion for x in overview.of_attendee(desk, "ben")}
    assert rows["spring-two"].reason is Reason.COMPLETED_ELSEWHERE
    first, second = (line for line in said(desk, "ben", "spring-two") if "signed by" in line)
    assert first.startswith("✓")
    assert second.startswith("✓")
    assert "absent, done in another offering" in second
