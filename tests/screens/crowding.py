"""More people than the demo has, in its session that is open now; and who types how much."""

from __future__ import annotations

import datetime as dt

from textual.pilot import Pilot

from kiosk.model import (
    Attendee,
    CheckIn,
    How,
    Offering,
    Programme,
    Registration,
    Session,
    Workshop,
)
from kiosk.model import School as SchoolRecord
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


ALIKE = (
    ("jean-1", "Jean Tremblay", "Local 503", "1000417", ""),
    ("jean-2", "Jean Tremblay", "Local 503", "1000418", ""),
    ("jean-3", "Jean Tremblay", "Local 503", "2000417", ""),
    ("jean-4", "Jean Tremblay", "Local 503", "", "jean@tremblay.example"),
    ("jean-5", "Jean Tremblay", "Local 503", "", ""),
    ("jean-6", "Jean Tremblay", "Section locale des employées de soutien 1108", "", ""),
    ("jean-7", "Jean Tremblay", "Section locale des employées de soutien 1109", "", ""),
    ("long-1", "Marie-Christine Beauchamp-Desrosiers de la Durantaye", "Local 1", "31", ""),
    ("long-2", "Marie-Christine Beauchamp-Desrosiers de la Durantaye-Roy", "Local 1", "32", ""),
    ("long-3", "Marie-Christine Beauchamp-Desrochers de la Durantaye", "Local 1", "33", ""),
)
"""Ids, names, locals, numbers and addresses of people who are easily taken for each other."""

TITLES = (
    "Building Stronger Locals Together: Organizing for Power, Level 1",
    "Building Stronger Locals Together: Organizing for Power, Level 2",
)


def add_alike(school: School) -> None:
    """Sessions and people who differ in what is cut first, all of them checked in. The
    sessions: two workshops whose titles differ in their last letter, and one that is held
    twice at one time in one room, each in three sessions."""
    store, now = school.desk.store, school.clock.now()
    programme, spring = store.all(Programme)[0].id, store.all(SchoolRecord)[0].id
    start = now - dt.timedelta(minutes=10)
    held = [("alike-1", TITLES[0], "Alex Morin"), ("alike-2", TITLES[1], "Alex Morin")]
    held.append(("alike-3", TITLES[1], "Rosa Delgado"))
    with store.change() as tx:
        for person, name, local, number, email in ALIKE:
            tx.put(Attendee(id=person, name=name, local=local, member_number=number, email=email))
        for offering, title, guide in held:
            workshop = Workshop(
                id=f"workshop-{title[-1]}", programme=programme, title={"en": title}
            )
            tx.put(workshop)
            tx.put(
                Offering(
                    id=offering,
                    school=spring,
                    workshop=workshop.id,
                    room="Salle de conférence Laurier 1",
                    facilitators=(guide,),
                )
            )
            for day in range(3):
                begins = start + dt.timedelta(days=day)
                tx.put(
                    Session(
                        id=f"{offering}-{day}",
                        offering=offering,
                        start=begins,
                        end=begins + dt.timedelta(hours=3),
                    )
                )
            for person, *_ in ALIKE:
                key = Registration.id_for(person, offering)
                tx.put(Registration(id=key, attendee=person, offering=offering))
        for person, *_ in ALIKE[:-1]:  # one of them never comes
            for offering, *_ in held[: 1 if person == "jean-5" else 3]:
                tx.add(CheckIn(time=now, session=f"{offering}-0", attendee=person, how=How.BADGE))
