"""More people than the demo has, in its session that is open now; and who types how much."""

from __future__ import annotations

from textual.pilot import Pilot

from kiosk.model import Attendee, CheckIn, How, Registration
from tests.screens.showing import School


def crowd(school: School, count: int, seen: int) -> str:
    """Register people until there are ``count``; the first ``seen`` of the new ones have
    come. The id of the session."""
    session = next(i for i in school.store.tables.live["sessions"] if "now" in i)
    offering = school.store.sitting(session).offering.id  # type: ignore[union-attr]
    known = len(school.store.registrations_in(offering))
    with school.desk.store.change() as tx:
        for number in range(count - known):
            person = f"crowd-{number}"
            tx.put(Attendee(id=person, name=f"Crowd N{number:03}", local="Local 9"))
            key = Registration.id_for(person, offering)
            tx.put(Registration(id=key, attendee=person, offering=offering))
            if number < seen:
                tx.add(
                    CheckIn(
                        time=school.clock.now(),
                        session=session,
                        attendee=person,
                        how=How.BADGE,
                    )
                )
    return session


class Typist:
    """Presses keys, and counts them."""

    def __init__(self, pilot: Pilot[object]) -> None:
        self.pilot = pilot
        self.count = 0

    async def press(self, *keys: str) -> None:
        self.count += len(keys)
        await self.pilot.press(*keys)
