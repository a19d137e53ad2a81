"""What staff do: sign in, go through the days, look over a roster, mark who is there."""

from __future__ import annotations

import datetime as dt

import pytest

import screens.staff
from kiosk.app import KioskApp
from kiosk.desk import door, roster
from kiosk.desk.roster import Seen
from kiosk.model import Staff
from screens.kiosk import KioskScreen
from screens.pin import PinScreen
from tests.screens.showing import School, burst, running, shows, text_of, until
from tests.screens.signing_in import facilitator, open_roster, sign_in

pytestmark = pytest.mark.asyncio


async def test_a_wrong_pin_opens_nothing_and_says_so(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, PinScreen))
        await pilot.press("enter", *"9999", "enter")
        await shows(pilot, "That PIN is not right.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, KioskScreen))


@pytest.mark.parametrize(
    ("language", "keys"),
    [
        ("en", ("esc Back", "space Here", "l Late", "c Close")),
        ("fr", ("esc Retour", "espace Présence", "l Retard", "c Fermer")),
        ("es", ("esc Volver", "espacio Presente", "l Retraso", "c Cerrar")),
    ],
)
async def test_the_keys_are_said_in_the_language_and_change_with_it(
    school: School, language: str, keys: tuple[str, ...]
) -> None:
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await open_roster(pilot, "Duty of Fair")
        app.speak(language)
        await shows(pilot, *keys)
        app.speak("en")
        await shows(pilot, "space Here", "l Late")


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
            await until(pilot, lambda wanted=expected: screen.table.rows_shown[0].seen is wanted)  # type: ignore[misc]


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


async def test_a_scan_works_on_the_roster_and_marks_nobody(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens.roster, "FLASH_SECONDS", 60.0)  # a busy machine draws late
    app = school.app()
    person = school.person("Marie-Ève Tremblay")
    session = next(i for i in school.store.tables.live["sessions"] if "now" in i)
    async with running(app) as pilot:
        await sign_in(pilot)
        screen = await open_roster(pilot, "Duty of Fair")
        burst(app, school.code(person).lower() + "\r")
        await shows(pilot, "Marie-Ève Tremblay: Welcome")
        await until(pilot, lambda: screen.table.flashing == person.id)
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
