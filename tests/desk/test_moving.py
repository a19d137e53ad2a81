"""Somebody was in another room; and what staff note of people."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, door, editing, moving, noting, voiding
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import AttendanceStatus, RegistrationStatus, Staff, Void
from kiosk.rules import attendance
from tests.building import StillClock, at
from tests.holding import staff


@pytest.fixture
def fay(desk: Desk) -> Staff:
    return staff(desk)


def test_moved_at_the_same_time_with_history_kept(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    clock.set("2026-04-10 09:10")
    came = door.scan(desk, "1001").fact
    clock.set("2026-04-10 10:30")
    (made,) = moving.move(desk, "ana", "pp-1", "fin-1", fay, "was in Room B")
    assert (made.time, made.by, made.session) == (at("2026-04-10 09:10"), "fay", "fin-1")
    first, back = desk.store.person_facts("pp-1", "ana")
    assert first == came
    assert isinstance(back, Void)
    assert (back.voids, back.reason) == (first.id, "was in Room B")
    assert attendance.standing([first, back]).visits == ()
    (place,) = [r for r in desk.store.registrations_of("ana") if r.offering == "fin"]
    assert (place.status, place.walk_in) == (RegistrationStatus.REGISTERED, True)
    minutes = {x.attendee: x.minutes for x in closing.close(desk, "fin-1", fay).roster}
    assert minutes["ana"] == 170


def test_a_departure_goes_along(desk: Desk, clock: StillClock, fay: Staff) -> None:
    editing.set_offering(desk, "pp", door={"departures": True})
    for time in ("09:00", "10:00"):
        clock.set(f"2026-04-10 {time}")
        door.scan(desk, "1001")
    moving.move(desk, "ana", "pp-1", "fin-1", fay, "was in Room B")
    stands = attendance.standing(desk.store.person_facts("fin-1", "ana"))
    assert stands.visits == ((at("2026-04-10 09:00"), at("2026-04-10 10:00")),)


def test_what_cannot_be_moved(desk: Desk, clock: StillClock, fay: Staff) -> None:
    def refused(source: str, target: str, said: str, reason: str = "why") -> None:
        with pytest.raises(Refused, match=said):
            moving.move(desk, "ben", source, target, fay, reason)

    refused("pp-1", "fin-1", "Nothing is recorded")
    door.let_in(desk, "ben", "pp-1", fay)
    refused("pp-1", "pp-1", "in this session already")
    refused("pp-1", "nothing", "no session nothing")
    refused("pp-1", "fin-1", "Say why", reason="")
    door.let_in(desk, "ben", "fin-1", fay)
    refused("pp-1", "fin-1", "fin-1 already")
    editing.set_session(desk, "pp-2", cancelled=True)
    refused("pp-1", "pp-2", "cancelled")
    closing.close(desk, "fin-1", fay)
    refused("pp-1", "fin-1", "is closed")


def test_a_note_changes_nothing_and_can_be_taken_back(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    door.scan(desk, "1001")
    signed = closing.close(desk, "pp-1", fay)
    noted = noting.note(desk, "pp-1", "ana", fay, " needs a\x1b ramp ")
    assert [n.reason for n in noting.notes(desk.store, "pp-1", "ana")] == ["needs a ramp"]
    assert closing.changed_since_signed(desk.store, "pp-1") == ()
    assert attendance.standing(desk.store.person_facts("pp-1", "ana")).mark is None
    voiding.take_back(desk, "pp-1", "ana", noted.id, fay, "wrong person")
    assert noting.notes(desk.store, "pp-1", "ana") == []
    with pytest.raises(Refused, match="empty"):
        noting.note(desk, "pp-1", "ana", fay, " ")
    with pytest.raises(Refused, match="no longer there"):
        noting.note(desk, "pp-1", "nobody", fay, "x")
    assert signed.roster[0].status is AttendanceStatus.PRESENT
