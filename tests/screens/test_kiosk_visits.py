"""Walk-ins, departures, full rooms, a kiosk for one room: as a visitor meets them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kiosk.desk.demo import NOW_WORKSHOP
from kiosk.desk.serving import Serving
from kiosk.model import (
    Attendee,
    DoorRule,
    Offering,
    Registration,
    RegistrationStatus,
    Session,
    Workshop,
)
from kiosk.words import words
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, until

pytestmark = pytest.mark.asyncio


def now_open(school: School) -> str:
    """The session that the demo keeps open."""
    sittings = (school.store.sitting(one.id) for one in school.store.all(Session))
    (found,) = (s.id for s in sittings if s and s.workshop.id == NOW_WORKSHOP)
    return found


def set_door(school: School, session: str, **rule: object) -> None:
    with school.store.change() as tx:
        known = tx.get(Session, session)
        assert known is not None
        tx.put(replace(known, door=DoorRule(**rule)))  # type: ignore[arg-type]


def newcomer(school: School, language: str = "") -> Attendee:
    """Someone whom the school knows and who is registered for nothing."""
    person = Attendee(
        id="newcomer", name="Zoe Quill", member_number="77", local="Local 9", language=language
    )
    with school.store.change() as tx:
        tx.put(person)
    return person


async def test_who_is_not_registered_is_told_so(school: School) -> None:
    newcomer(school)
    app = school.app()
    async with running(app) as pilot:
        burst(app, "77\r")
        await shows(pilot, "You are not registered for a session here.", "Please see staff")
    assert not check_ins(school)


@pytest.mark.parametrize(
    ("language", "asked", "welcome"),
    [
        ("en", "Zoe: you are not registered today. You may join:", "Welcome, Zoe"),
        ("fr", "Zoe", "Bienvenue, Zoe"),
        ("es", "Zoe", "¡Hola, Zoe!"),
    ],
)
async def test_a_walk_in_is_offered_what_there_is(
    school: School, language: str, asked: str, welcome: str
) -> None:
    newcomer(school, language)
    set_door(school, school.session("parliamentary-1"), walk_ins=True)
    app = school.app()
    async with running(app) as pilot:
        burst(app, "77\r")
        await shows(pilot, asked, "Room A")
        await pilot.press("enter")
        await shows(pilot, welcome)
    assert [fact.attendee for fact in check_ins(school)] == ["newcomer"]


async def test_none_of_these_is_an_answer(school: School) -> None:
    newcomer(school)
    set_door(school, school.session("parliamentary-1"), walk_ins=True)
    app = school.app()
    async with running(app) as pilot:
        burst(app, "77\r")
        await shows(pilot, "None of these")
        await pilot.press("down", "enter")
        await shows(pilot, "Now and next")
    assert not check_ins(school)


async def test_a_walk_in_is_taken_back_and_comes_again(school: School) -> None:
    newcomer(school)
    set_door(school, school.session("parliamentary-1"), walk_ins=True)
    app = school.app()
    async with running(app) as pilot:
        for _ in range(2):
            burst(app, "77\r")
            await shows(pilot, "You may join:")
            await pilot.press("enter")
            await shows(pilot, "Welcome, Zoe")
            await pilot.press("backspace")
            await shows(pilot, "Taken back")


async def test_out_and_in_again(school: School) -> None:
    set_door(school, now_open(school), departures=True)
    person = school.person("Marie-Ève Tremblay")
    app = school.app()
    async with running(app) as pilot:
        burst(app, person.member_number + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")
        fr = words("fr")
        for message in ("Goodbye, {name}", "Welcome back, {name}"):
            school.clock.moment += dt.timedelta(minutes=1)
            burst(app, person.member_number + "\r")
            await shows(pilot, fr(message, name="Marie-Ève"))


async def test_who_scans_again_within_a_minute_is_told_how_to_leave(school: School) -> None:
    set_door(school, now_open(school), departures=True)
    person = school.person("Marie-Ève Tremblay")
    fr = words("fr")
    async with running(school.app()) as pilot:
        burst(pilot.app, school.code(person) + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")
        school.clock.moment += dt.timedelta(seconds=59)
        burst(pilot.app, person.member_number + "\r")
        await shows(
            pilot,
            fr("You are checked in, {name}", name="Marie-Ève"),
            fr("To leave, scan again in a minute."),
        )
        assert len(check_ins(school)) == 1
        school.clock.moment += dt.timedelta(seconds=1)
        burst(pilot.app, person.member_number + "\r")
        await shows(pilot, fr("Goodbye, {name}", name="Marie-Ève"))


async def test_a_full_room_sends_the_late_to_staff(school: School) -> None:
    session = school.store.get(Session, school.session("parliamentary-1"))
    assert session is not None
    with school.store.change() as tx:
        offering = tx.get(Offering, session.offering)
        assert offering is not None
        tx.put(replace(offering, capacity=1, door=DoorRule(places_held=0, opens_before=60)))
    first, second = school.codes("parliamentary")[:2]
    school.clock.moment = session.start.replace(minute=5)
    app = school.app()
    async with running(app) as pilot:
        burst(app, first + "\r")
        await until(pilot, lambda: len(check_ins(school)) == 1)
        burst(app, second + "\r")
        await until(pilot, lambda: "◔" in text_of(app))
    assert len(check_ins(school)) == 1


async def test_what_a_workshop_asks_for_is_said(school: School) -> None:
    session = school.store.get(Session, now_open(school))
    assert session is not None
    with school.store.change() as tx:
        offering = tx.get(Offering, session.offering)
        assert offering is not None
        workshop = tx.get(Workshop, offering.workshop)
        needed = next(w for w in tx.all(Workshop) if w.id != offering.workshop)
        assert workshop is not None
        tx.put(replace(workshop, prerequisites=(needed.id,)))
    app = school.app()
    async with running(app) as pilot:
        burst(app, school.code(school.person("Marie-Ève Tremblay")))
        await shows(pilot, "✗  Marie-Ève")
    assert not check_ins(school)


async def test_a_kiosk_for_one_room_shows_and_takes_that_room_only(school: School) -> None:
    app = school.app(serving=Serving(room="room b"))
    async with running(app) as pilot:
        await shows(pilot, "Financial Essentials")
        assert "Parliamentary" not in text_of(app)
        burst(app, school.code(school.person("Marie-Ève Tremblay")))
        await shows(pilot, "Marie-Ève", "Salle" if "Salle" in text_of(app) else "Room D")
    assert not check_ins(school)


async def test_a_waiting_list_moves_up_where_there_is_a_place(school: School) -> None:
    person = newcomer(school)
    offering = school.store.get(Session, school.session("parliamentary-1"))
    assert offering is not None
    with school.store.change() as tx:
        tx.put(
            Registration(
                id=Registration.id_for(person.id, offering.offering),
                attendee=person.id,
                offering=offering.offering,
                status=RegistrationStatus.WAITLISTED,
            )
        )
    app = school.app()
    async with running(app) as pilot:
        burst(app, "77\r")
        await shows(pilot, "Welcome, Zoe", "Parliamentary Procedures")
