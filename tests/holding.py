"""Sessions of the small school that people come to and that are signed."""

from __future__ import annotations

from typing import Any

from kiosk.desk import closing, door
from kiosk.desk.completing.completions import Row, completions
from kiosk.desk.protocol import Desk
from kiosk.model import Offering, Registration, Staff
from tests.building import StillClock, session

STARTS = {
    "pp-1": "2026-04-10 09:00",
    "pp-2": "2026-04-10 13:00",
    "pp-3": "2026-04-11 09:00",
    "fin-1": "2026-04-10 09:00",
    "again-1": "2026-05-10 09:00",
    "again-2": "2026-05-10 13:00",
    "again-3": "2026-05-11 09:00",
}


def staff(desk: Desk, staff_id: str = "fay") -> Staff:
    found = desk.store.get(Staff, staff_id)
    assert found is not None
    return found


def second_facilitator(desk: Desk) -> Staff:
    with desk.store.change() as tx:
        tx.put(Staff(id="max", name="Max Ode"))
    return staff(desk, "max")


def came(desk: Desk, clock: StillClock, which: str, *numbers: str, at: str = "") -> None:
    """People check in: at the start, or at another time of that day."""
    start = STARTS[which]
    clock.set(f"{start[:10]} {at}" if at else start)
    for number in numbers:
        assert door.scan(desk, number, served=frozenset({which})).outcome.is_in


def held(desk: Desk, clock: StillClock, which: str, *numbers: str) -> None:
    """A session that these come to, and that Fay signs."""
    came(desk, clock, which, *numbers)
    closing.close(desk, which, staff(desk))


def row(desk: Desk, attendee: str, offering: str = "pp") -> Row:
    (found,) = [
        r for r in completions(desk.store) if (r.attendee.id, r.offering.id) == (attendee, offering)
    ]
    return found


def offer_again(desk: Desk, *people: str, **fields: Any) -> None:
    """The same course a month later, as ``again``, with a third session of three hours."""
    workshop = fields.pop("workshop", "parliamentary")
    with desk.store.change() as tx:
        tx.put(Offering(id="again", school="spring", workshop=workshop, **fields))
        for name in ("again-1", "again-2", "again-3"):
            start = STARTS[name]
            end = f"{start[:10]} {int(start[11:13]) + 3:02}:00"
            tx.put(session(name, start, end, offering="again"))
        for person in people:
            tx.put(
                Registration(
                    id=Registration.id_for(person, "again"), attendee=person, offering="again"
                )
            )
