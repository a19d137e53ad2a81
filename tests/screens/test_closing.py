"""Closing a session, from the roster to the signature; and opening it again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from kiosk.desk import closing, door, roster
from kiosk.desk.completing.completions import completions
from kiosk.model import Registration, RegistrationStatus
from kiosk.rules.schedule import standing_closing
from screens.closed import ClosedScreen
from screens.closing import ClosingScreen
from screens.reason import ReasonScreen
from screens.sessions import SessionsScreen
from tests.screens.showing import School, burst, running, shows, text_of, until
from tests.screens.signing_in import facilitator, open_roster, sign_in

pytestmark = pytest.mark.asyncio

Page = Callable[..., AbstractAsyncContextManager[Pilot[object]]]


@pytest.fixture
def page(school: School) -> Page:
    """The closing page of a session, opened by keyboard by its facilitator."""

    @asynccontextmanager
    async def opened(title: str = "Duty of Fair") -> AsyncIterator[Pilot[object]]:
        async with running(school.app()) as pilot:
            await sign_in(pilot)
            await open_roster(pilot, title)
            await pilot.press("c")
            await until(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await shows(pilot, "were never seen")
            yield pilot

    return opened


@pytest.fixture
def thirty(school: School) -> str:
    """The session that is open now, with thirty people registered; 27 have come."""
    session = next(i for i in school.store.tables.live["sessions"] if "now" in i)
    offering = school.store.sitting(session).offering.id  # type: ignore[union-attr]
    with school.store.change() as tx:
        for code in school.codes("parliamentary")[:14]:
            attendee = tx.badges(code)[0].attendee
            assert attendee
            for registration in tx.registrations_of(attendee):
                tx.put(
                    Registration(
                        id=registration.id,
                        attendee=attendee,
                        offering=registration.offering,
                        status=RegistrationStatus.CANCELLED,
                    )
                )
            tx.put(
                Registration(
                    id=Registration.id_for(attendee, offering),
                    attendee=attendee,
                    offering=offering,
                )
            )
    people = roster.read(school.desk, session).rows
    assert len(people) == 30
    for row in people[3:]:
        assert door.check_in(school.desk, row.attendee.id).outcome.is_in
    return session


async def test_a_session_of_thirty_is_closed_by_keyboard_from_pin_to_signature(
    school: School, thirty: str, page: Page
) -> None:
    async with page() as pilot:
        await shows(pilot, "1  3 people were never seen", "✓  27 present")
        await pilot.press("l", "e")
        await shows(pilot, "◔ late", "– excused", "✗   1 absent")
        await pilot.press("enter", *"2468", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosedScreen))
        await shows(pilot, "27 present, 1 late, 1 excused, 1 absent")
        await shows(pilot, "28 have completed the workshop", "Signed by Alex Morin")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
        await shows(pilot, "closed")
    signed = standing_closing(school.store.session_facts(thirty))
    assert signed is not None
    assert signed.by == facilitator(school).id
    assert sorted(line.status.value for line in signed.roster)[:2] == ["absent", "excused"]
    assert len(signed.roster) == 30
    done = [r for r in completions(school.store) if r.completion.complete]
    assert len(done) == 28


async def test_a_wrong_pin_signs_nothing_and_keeps_the_answers(
    school: School, thirty: str, page: Page
) -> None:
    async with page() as pilot:
        await pilot.press("l", "enter", *"1111", "enter")
        await shows(pilot, "That PIN is not right.", "◔ late")
        assert standing_closing(school.store.session_facts(thirty)) is None
        assert not any(row.marked for row in roster.read(school.desk, thirty).rows)


async def test_an_enter_before_the_pin_signs_nothing_however_fast_the_digits_follow(
    school: School, thirty: str, page: Page
) -> None:
    async with page() as pilot:
        burst(pilot.app, "\r2468")
        await shows(pilot, "● ● ● ●", "Type your PIN, then Enter.")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosedScreen))
    assert standing_closing(school.store.session_facts(thirty)) is not None


async def test_what_is_typed_in_one_go_is_taken_in_its_order(
    school: School, thirty: str, page: Page
) -> None:
    async with page() as pilot:
        burst(pilot.app, "lex\r2468\r")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosedScreen))
        await shows(pilot, "27 present, 1 late, 1 excused, 1 absent")
    signed = standing_closing(school.store.session_facts(thirty))
    assert signed is not None
    marks = sorted(line.status.value for line in signed.roster if line.status.value != "present")
    assert marks == ["absent", "excused", "late"]


async def test_where_nobody_knows_how_long_it_is_the_minutes_are_asked_for(
    school: School, thirty: str, page: Page
) -> None:
    """And what is typed behind them in one go is the PIN, not more minutes."""
    with school.store.change() as tx:
        sitting = tx.sitting(thirty)
        assert sitting is not None
        tx.put(replace(sitting.workshop, variable=True))
    async with page() as pilot:
        await shows(pilot, "How many minutes was it?")
        await pilot.press("enter")
        await shows(pilot, "Say how many minutes it was.")
        burst(pilot.app, "95\r2468")
        await shows(pilot, "95", "● ● ● ●", "Type your PIN, then Enter.")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ClosedScreen))
    signed = standing_closing(school.store.session_facts(thirty))
    assert signed is not None
    assert signed.minutes == 95


async def test_a_session_that_has_not_started_is_not_closed(page: Page) -> None:
    async with page("Conflict Resolution") as pilot:
        await pilot.press("enter", *"2468", "enter")
        await shows(pilot, "This session has not started: it begins Mon, Nov 23 at 13:00.")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Cette séance n’a pas commencé : elle débute le lun. 23 nov. à 13 h 00."),
        ("es", "Esta sesión no ha empezado: empieza el lun, 23 nov a las 13:00."),
    ],
)
async def test_a_refusal_is_said_in_the_language_of_the_screen(
    school: School, language: str, said: str
) -> None:
    app = school.app()
    session = school.session("conflict-1")
    async with running(app) as pilot:
        app.speak(language)
        await sign_in(pilot)
        app.push_screen(ClosingScreen(facilitator(school), session))
        await until(
            pilot, lambda: isinstance(app.screen, ClosingScreen) and bool(app.screen._unclear)
        )
        await pilot.press("enter", *"2468", "enter")
        await until(pilot, lambda: said in " ".join(text_of(app).split()), what=said)


async def test_a_scan_while_closing_checks_in_and_answers_nothing(
    school: School, thirty: str, page: Page
) -> None:
    unclear = roster.read(school.desk, thirty).rows[1].attendee
    async with page() as pilot:
        burst(pilot.app, school.code(unclear).lower() + "\r")
        await shows(pilot, "1  2 people were never seen", "✓  28 present")
        assert pilot.app.screen._answers == {}  # type: ignore[attr-defined]


async def test_two_who_close_at_once_sign_once(school: School, thirty: str, page: Page) -> None:
    async with page() as pilot:
        closing.close(school.desk, thirty, facilitator(school))
        await pilot.press(*"2468", "enter")
        await shows(pilot, "This session is closed already")
    assert len(school.store.session_facts(thirty)) == 1


# ---- opening it again


async def test_a_closed_session_is_opened_again_with_a_reason(school: School, thirty: str) -> None:
    closing.close(school.desk, thirty, facilitator(school))
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await shows(pilot, "Reopen")
        assert "Late" not in text_of(app).splitlines()[-1]
        await pilot.press("o")
        await shows(pilot, "Why? It stands in the record.")
        await pilot.press("enter", *"2468", "enter")
        await shows(pilot, "Say why first.")
        await pilot.press(*"Bus", "enter", *"2468", "enter")
        await shows(pilot, "Reopened.")
    assert standing_closing(school.store.session_facts(thirty)) is None
    reasons = [getattr(f, "reason", "") for f in school.store.session_facts(thirty)]
    assert reasons == ["", "Bus"]


async def test_no_digit_of_a_pin_lands_in_the_reason_however_fast_it_is_typed(
    school: School, thirty: str
) -> None:
    closing.close(school.desk, thirty, facilitator(school))
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, ReasonScreen))
        burst(app, "Bus was late\r2468\r")
        await shows(pilot, "Reopened.")
    reasons = [getattr(f, "reason", "") for f in school.store.session_facts(thirty)]
    assert reasons == ["", "Bus was late"]


async def test_nobody_is_signed_out_while_typing_a_reason(school: School, thirty: str) -> None:
    closing.close(school.desk, thirty, facilitator(school))
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        beneath = await open_roster(pilot, "Duty of Fair")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, ReasonScreen))
        before = beneath._idle_timer
        assert before is not None
        await pilot.press("B")
        await until(pilot, lambda: beneath._idle_timer is not before, what="the time begins anew")


async def test_a_wrong_pin_opens_nothing_and_keeps_the_reason(school: School, thirty: str) -> None:
    closing.close(school.desk, thirty, facilitator(school))
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, ReasonScreen))
        await pilot.press(*"Bus", "enter", *"1111", "enter")
        await shows(pilot, "That PIN is not right.", "Bus")
        await pilot.press("escape")
        await shows(pilot, "This is not saved. Esc again leaves without saving.")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ReasonScreen))
    assert standing_closing(school.store.session_facts(thirty)) is not None
