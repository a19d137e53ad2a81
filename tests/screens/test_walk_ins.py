"""Staff let in who is not on the list, at the roster; and take back what should not stand."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from kiosk.desk import editing
from kiosk.model import Attendee, CheckIn, Registration, RegistrationStatus, Session, Void
from kiosk.rules import attendance
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, until

pytestmark = pytest.mark.asyncio


async def roster(pilot: Pilot[object]) -> None:
    """Sign in and open the roster of the first session of the day."""
    await pilot.press("f10")
    await shows(pilot, "Who are you?")
    await pilot.press("enter", *"2468", "enter")
    await shows(pilot, "Today")
    await pilot.press("enter")
    await shows(pilot, "Walk-in", "Status")


def add(school: School, name: str) -> Attendee:
    return editing.add_attendee(school.desk, name=name, local="Local 9", member_number="77")


async def test_somebody_known_is_found_and_let_in(school: School) -> None:
    person = add(school, "Zoe Quill")
    async with running(school.app()) as pilot:
        await roster(pilot)
        await pilot.press("w")
        await shows(pilot, "Who comes in?")
        await pilot.press(*"zoe q")
        await shows(pilot, "Zoe Quill")
        await pilot.press("enter")
        await shows(pilot, "Zoe Quill: Welcome, Zoe")
    (fact,) = check_ins(school)
    assert (fact.attendee, fact.how) == (person.id, "staff")
    assert fact.by


async def test_somebody_new_is_added_with_a_blank_badge(school: School) -> None:
    (badge,) = editing.blank_badges(school.desk, 1)
    async with running(school.app()) as pilot:
        await roster(pilot)
        await pilot.press("w")
        await shows(pilot, "Who comes in?")
        await pilot.press(*"Quentin Xu")
        await shows(pilot, "Somebody new: Quentin Xu")
        await pilot.press("enter")
        await shows(pilot, "scan a blank one")
        await pilot.press("tab", *"Local 12", "tab", "tab", "tab")
        burst(pilot.app, badge.code)
        await pilot.press("ctrl+s")
        await shows(pilot, "Quentin Xu: Welcome, Quentin")
        person = school.person("Quentin Xu")
        assert person.local == "Local 12"
        assert school.store.badges(badge.code)[0].attendee == person.id
        assert [fact.attendee for fact in check_ins(school)] == [person.id]


async def test_a_badge_that_is_not_blank_adds_nobody(school: School) -> None:
    known = school.code(school.person("Marie-Ève Tremblay"))
    async with running(school.app()) as pilot:
        await roster(pilot)
        await pilot.press("w")
        await shows(pilot, "Who comes in?")
        await pilot.press(*"Quentin Xu", "enter")
        await shows(pilot, "scan a blank one")
        await pilot.press("tab", "tab", "tab", "tab")
        burst(pilot.app, known)
        await pilot.press("ctrl+s")
        await shows(pilot, "This badge is somebody else's.")
    assert not [a for a in school.store.all(Attendee) if a.name == "Quentin Xu"]


async def test_whom_the_door_turned_away_is_let_in_with_a_reason(school: School) -> None:
    person = add(school, "Zoe Quill")
    async with running(school.app()) as pilot:
        await roster(pilot)
        (first,) = (s for s in school.store.all(Session) if s.id == pilot.app.screen.session_id)  # type: ignore[attr-defined]
        with school.store.change() as tx:
            tx.put(
                Registration(
                    id=Registration.id_for(person.id, first.offering),
                    attendee=person.id,
                    offering=first.offering,
                    status=RegistrationStatus.CANCELLED,
                )
            )
        burst(pilot.app, school.code(person))
        await shows(pilot, "Your registration for", "lets them in all the same.")
        await pilot.press("w")
        await shows(pilot, "Let Zoe Quill in?", "Why?")
        await pilot.press("ctrl+s")
        await shows(pilot, "Say why first.")
        await pilot.press(*"Her local sent her", "ctrl+s")
        await shows(pilot, "Zoe Quill: Welcome, Zoe")
    (fact,) = check_ins(school)
    assert fact.reason == "Her local sent her"


async def test_a_check_in_is_taken_back_with_a_reason_and_comes_again(school: School) -> None:
    async with running(school.app()) as pilot:
        await roster(pilot)
        session = pilot.app.screen.session_id  # type: ignore[attr-defined]
        await pilot.press("space")
        await until(pilot, lambda: len(check_ins(school)) == 1)
        person = check_ins(school)[0].attendee
        await pilot.press("u")
        await shows(pilot, "Take back")
        await pilot.press(*"wrong row", "ctrl+s")
        await shows(pilot, "Taken back. They may check in again.")
        facts = school.store.person_facts(session, person)
        came, taken_back = facts
        assert isinstance(came, CheckIn)
        assert isinstance(taken_back, Void)
        assert taken_back.reason == "wrong row"
        await pilot.press("space")
        await until(
            pilot,
            lambda: attendance.standing(school.store.person_facts(session, person)).is_in,
        )


async def test_paper_is_entered_with_the_time_it_says(school: School) -> None:
    school.clock.moment = school.clock.moment.replace(hour=11)
    async with running(school.app()) as pilot:
        await roster(pilot)
        await pilot.press("t")
        await shows(pilot, "When did")
        await pilot.press("ctrl+a", "ctrl+k", *"8h52", "ctrl+s")
        await until(pilot, lambda: len(check_ins(school)) == 1)
    (fact,) = check_ins(school)
    assert f"{fact.time.astimezone(school.clock.moment.tzinfo):%H:%M}" == "08:52"
    assert fact.reason == "entered from paper"


async def test_who_was_turned_away_is_told_to_staff_without_what_was_typed(school: School) -> None:
    school.keep_refusals()
    async with running(school.app()) as pilot:
        burst(pilot.app, "somebody nobody knows\r")
        await shows(pilot, "We cannot find this name.")
        await pilot.press("f10")
        await shows(pilot, "Who are you?")
        await pilot.press("enter", *"2468", "enter")
        await shows(pilot, "Today")
        await pilot.press("r")
        await shows(pilot, "Turned away at this laptop", "somebody", "We cannot find this name.")
        assert "nobody knows" not in text_of(pilot.app)
        await pilot.press("escape")
        await shows(pilot, "Today")
