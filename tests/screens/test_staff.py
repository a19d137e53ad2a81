"""What staff do: sign in, look over a roster, close a session, open it again."""

from __future__ import annotations

import datetime as dt

import pytest
from textual.pilot import Pilot

import screens.staff
from kiosk.app import KioskApp
from kiosk.desk import closing, door, roster
from kiosk.desk.completions import completions
from kiosk.desk.roster import Seen
from kiosk.model import Registration, RegistrationStatus, Staff
from kiosk.rules.schedule import standing_closing
from screens.closing import ClosedScreen, ClosingScreen
from screens.kiosk import KioskScreen
from screens.pin import PinScreen
from screens.roster import RosterScreen
from screens.sessions import SessionsScreen
from tests.screens.showing import School, burst, running, shows, text_of, until

pytestmark = pytest.mark.asyncio


async def sign_in(pilot: Pilot[object], pin: str = "2468") -> None:
    """As the facilitator, from the kiosk."""
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(pilot.app.screen, PinScreen))
    await pilot.press("enter", *pin, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, SessionsScreen))
    await shows(pilot, "Today")


async def open_roster(pilot: Pilot[object], title: str) -> RosterScreen:
    """Of the first session with this title, by keyboard."""
    await shows(pilot, title)
    lines = [line for line in text_of(pilot.app).splitlines() if "–" in line]
    place = next(index for index, line in enumerate(lines) if title in line)
    await pilot.press(*["up"] * len(lines), *["down"] * place, "enter")  # from the top
    await until(pilot, lambda: isinstance(pilot.app.screen, RosterScreen))
    await shows(pilot, "Status")
    assert isinstance(pilot.app.screen, RosterScreen)
    return pilot.app.screen


def facilitator(school: School) -> Staff:
    return closing.staff_named(school.store, "Alex Morin")


async def test_a_wrong_pin_opens_nothing_and_says_so(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, PinScreen))
        await pilot.press("enter", *"9999", "enter")
        await shows(pilot, "That PIN is not right.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, KioskScreen))


async def test_staff_leave_after_two_idle_minutes(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        monkeypatch.setattr(screens.staff, "IDLE_SECONDS", 0.1)
        await pilot.press("down")
        await until(pilot, lambda: isinstance(app.screen, KioskScreen))


async def test_f10_signs_out_from_anywhere(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, KioskScreen))
        assert len(app.screen_stack) == 1


async def test_yesterdays_unclosed_session_is_listed_and_other_days_can_be_seen(
    school: School,
) -> None:
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await shows(pilot, "Sun, Nov 22", "Leading as a Team", "not closed")
        await pilot.press("right")
        await shows(pilot, "Tue, Nov 24", "How Bargaining Works")
        await pilot.press("right")
        await shows(pilot, "No sessions on this day.")
        await pilot.press("t")
        await shows(pilot, "Today, Mon, Nov 23")


async def test_marks_by_key_are_recorded_and_taken_back(school: School) -> None:
    app = school.app()
    session = next(i for i in school.store.tables.live["sessions"] if "now" in i)

    def seen() -> Seen:
        return roster.read(school.desk, session).rows[0].seen

    async with running(app) as pilot:
        await sign_in(pilot)
        screen = await open_roster(pilot, "Duty of Fair")
        for key, expected in (
            ("l", Seen.LATE),
            ("e", Seen.EXCUSED),
            ("x", Seen.ABSENT),
            ("x", Seen.EXPECTED),
            ("space", Seen.PRESENT),
            ("space", Seen.EXPECTED),
        ):
            await pilot.press(key)
            await until(pilot, lambda wanted=expected: seen() is wanted, what=f"{key}: {expected}")  # type: ignore[misc]
            await until(pilot, lambda wanted=expected: screen._rows[0].seen is wanted)  # type: ignore[misc]


async def test_a_row_can_be_marked_by_mouse_alone(school: School) -> None:
    app = school.app()
    session = next(i for i in school.store.tables.live["sessions"] if "now" in i)
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.click("Table", offset=(20, 3))
        late = next(key for key in app.screen.query("FooterKey") if "Late" in str(key.render()))
        await pilot.click(late)
        await until(pilot, lambda: roster.read(school.desk, session).rows[2].seen is Seen.LATE)


async def test_a_scan_works_on_the_roster_and_marks_nobody(school: School) -> None:
    app = school.app()
    person = school.person("Marie-Ève Tremblay")
    session = next(i for i in school.store.tables.live["sessions"] if "now" in i)
    async with running(app) as pilot:
        await sign_in(pilot)
        screen = await open_roster(pilot, "Duty of Fair")
        burst(app, school.code(person).lower() + "\r")
        await shows(pilot, "Marie-Ève Tremblay: Welcome")
        await until(pilot, lambda: screen._flash == person.id)
    found = roster.read(school.desk, session)
    assert found.count(Seen.PRESENT) == 1
    assert not any(row.marked for row in found.rows)


async def test_the_roster_is_live(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await shows(pilot, "○ 16 expected")
        door.scan(school.desk, school.code(school.person("Marie-Ève Tremblay")))
        await shows(pilot, "○ 15 expected", "✓ 1 present")


async def test_find_narrows_the_roster_without_accents(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.press("slash", *"eve")
        await until(pilot, lambda: "Dominique" not in text_of(app))
        await shows(pilot, "Marie-Ève Tremblay")
        await pilot.press("escape")
        await shows(pilot, "Dominique Roy")


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
    school: School,
) -> None:
    session = thirty(school)
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ClosingScreen))
        await shows(pilot, "1  3 people were never seen", "✓  27 present")
        await pilot.press("l", "e")
        await shows(pilot, "◔ late", "– excused", "✗   1 absent")
        await pilot.press("enter", *"2468", "enter")
        await until(pilot, lambda: isinstance(app.screen, ClosedScreen))
        await shows(pilot, "27 present", "1 late", "1 excused", "1 absent")
        await shows(pilot, "28 have completed the workshop", "Signed by Alex Morin")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SessionsScreen))
        await shows(pilot, "closed")
    signed = standing_closing(school.store.session_facts(session))
    assert signed is not None
    assert signed.by == facilitator(school).id
    assert sorted(line.status.value for line in signed.roster)[:2] == ["absent", "excused"]
    assert len(signed.roster) == 30
    done = [r for r in completions(school.store) if r.completion.complete]
    assert len(done) == 28


async def test_a_wrong_pin_signs_nothing_and_keeps_the_answers(school: School) -> None:
    session = thirty(school)
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ClosingScreen))
        await shows(pilot, "1  3 people were never seen")
        await pilot.press("l", "enter", *"1111", "enter")
        await shows(pilot, "That PIN is not right.", "◔ late")
        assert standing_closing(school.store.session_facts(session)) is None
        assert not any(row.marked for row in roster.read(school.desk, session).rows)


async def test_a_session_that_has_not_started_is_not_closed(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Conflict Resolution")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ClosingScreen))
        await shows(pilot, "were never seen")
        await pilot.press("enter", *"2468", "enter")
        await shows(pilot, "This session has not started")


async def test_a_scan_while_closing_checks_in_and_answers_nothing(school: School) -> None:
    session = thirty(school)
    unclear = roster.read(school.desk, session).rows[1].attendee
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ClosingScreen))
        await shows(pilot, "1  3 people were never seen")
        burst(app, school.code(unclear).lower() + "\r")
        await shows(pilot, "1  2 people were never seen", "✓  28 present")
        assert app.screen._answers == {}  # type: ignore[attr-defined]


async def test_two_who_close_at_once_sign_once(school: School) -> None:
    session = thirty(school)
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ClosingScreen))
        await shows(pilot, "were never seen")
        closing.close(school.desk, session, facilitator(school))
        await pilot.press("s", *"2468", "enter")
        await shows(pilot, "This session is closed already")
    assert len(school.store.session_facts(session)) == 1


async def test_a_closed_session_is_opened_again_with_a_reason(school: School) -> None:
    session = thirty(school)
    closing.close(school.desk, session, facilitator(school))
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
    assert standing_closing(school.store.session_facts(session)) is None
    reasons = [getattr(f, "reason", "") for f in school.store.session_facts(session)]
    assert reasons == ["", "Bus"]


async def test_someone_whose_term_is_over_does_not_get_in(school: School) -> None:
    staff = facilitator(school)
    with school.store.change() as tx:
        tx.put(Staff(id=staff.id, name=staff.name, roles=staff.roles, ends=dt.date(2026, 11, 22)))
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, PinScreen))
        await pilot.press("enter", *"2468", "enter")
        await shows(pilot, "term ended")


async def test_keys_of_two_screens_in_one_burst_do_no_harm(school: School) -> None:
    """Escape and Enter many times over dismiss a screen once."""
    app: KioskApp = school.app()
    async with running(app) as pilot:
        for _ in range(5):
            await pilot.press("f10", "escape", "escape", "f10", "f10", "escape")
        await until(pilot, lambda: isinstance(app.screen, KioskScreen))
        await shows(pilot, "Now and next")
