"""A badge that is scanned while something is open in front waits, and is never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

import screens.pin
from kiosk.app import KioskApp
from kiosk.desk import editing
from kiosk.model import Staff
from kiosk.words import words
from screens.badge_lookup import BadgeLookup
from screens.badges import BadgeScreen
from screens.choose import ChooseScreen
from screens.closing import ClosingScreen
from screens.confirm import ConfirmScreen
from screens.forms import Field, Form
from screens.kiosk import KioskScreen
from screens.pin import PinScreen
from screens.reason import ReasonScreen
from screens.roster import RosterScreen
from screens.sessions import SessionsScreen
from screens.setup import SetupScreen
from screens.walk_in import WalkInForm, WhyForm
from tests.screens.setting_up import open_setup
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, top, until
from tests.screens.signing_in import facilitator, open_roster, sign_in

pytestmark = pytest.mark.asyncio

MARIE = "Marie-Ève Tremblay"
EN = words("en")

Open = Callable[[Staff], Screen[object]]


def choose(staff: Staff) -> Screen[object]:
    return ChooseScreen("Who?", lambda typed: [], "A name")  # type: ignore[return-value]


def confirm(staff: Staff) -> Screen[object]:
    return ConfirmScreen("Sure?", "It is gone.", "Yes")  # type: ignore[return-value]


def reason(staff: Staff) -> Screen[object]:
    return ReasonScreen(staff, "Reopen", "Why?")  # type: ignore[return-value]


def why(staff: Staff) -> Screen[object]:
    return WhyForm(EN, "Take it back?")  # type: ignore[return-value]


def walk_in(staff: Staff) -> Screen[object]:
    return WalkInForm(EN, staff, "s", "Zora")  # type: ignore[return-value]


def choices(staff: Staff) -> Screen[object]:
    fields = (Field("one", "One", "a", choices=(("a", "A"), ("b", "B"))),)
    return Form("Which?", fields)  # type: ignore[return-value]


def pin(staff: Staff) -> Screen[object]:
    return PinScreen([staff])  # type: ignore[return-value]


DIALOGS: list[Open] = [choose, confirm, reason, why, walk_in, choices, pin]
CASES = [(dialog, "\r") for dialog in DIALOGS] + [(why, end) for end in ("\t", "\n", "\r\n", "")]


def owners(school: School, codes: list[str]) -> list[str | None]:
    return [school.store.badges(code)[0].attendee for code in codes]


def crowd(school: School) -> list[str]:
    codes = list(dict.fromkeys(school.codes("parliamentary") + school.codes("financial")))
    return codes[:30]


async def opened(pilot: Pilot[object], school: School, dialog: Open) -> KioskApp:
    """Staff at the list of sessions, and a dialog in front of it."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await sign_in(pilot)
    app.push_screen(dialog(facilitator(school)))
    await until(pilot, lambda: not isinstance(app.screen, SessionsScreen))
    await pilot.pause()
    return app


def typed(app: KioskApp) -> list[str]:
    return [field.value for field in app.screen.query(Input)]


# ---- in front of the staff's screens


@pytest.mark.parametrize(("dialog", "end"), CASES)
async def test_thirty_scans_at_a_dialog_wait_and_are_decided_in_order(
    school: School, dialog: Open, end: str
) -> None:
    codes = crowd(school)
    assert len(codes) == 30
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, dialog)
        before, screen = typed(app), app.screen
        burst(app, "".join(code + end for code in codes))
        await shows(pilot, "30 badges wait until this closes.")
        assert app.screen is screen, "nothing was answered"
        assert typed(app) == before, "nothing was typed"
        assert not check_ins(school)
        await pilot.press("escape")
        await until(pilot, lambda: len(check_ins(school)) == 30)
        assert not app.scans.waiting
    facts = sorted(check_ins(school), key=lambda fact: fact.order)
    assert [fact.attendee for fact in facts] == owners(school, codes)


async def test_whose_badge_waits_is_said_to_staff(school: School) -> None:
    code = school.code(school.person(MARIE))
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, why)
        burst(app, code + "\r")
        await shows(pilot, f"{MARIE}'s badge waits until this closes.")
        await pilot.press("escape")
        await top(pilot, SessionsScreen)
        await until(pilot, lambda: len(check_ins(school)) == 1)
        await shows(pilot, f"{MARIE}: ")


async def test_what_is_half_typed_stays(school: School) -> None:
    codes = crowd(school)[:3]
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, why)
        burst(app, "left ")
        for code in codes:
            burst(app, code.lower() + "\r")
            burst(app, "early "[codes.index(code) * 2 :][:2])
        await until(pilot, lambda: len(app.scans.waiting) == 3)
        await until(pilot, lambda: typed(app) == ["left early "])


async def test_a_name_with_the_letters_of_a_badge_is_typed_by_hand(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, choose)
        for letters in ("kjell k", "k", "jKj", "kjk", " kjkb"):
            burst(app, letters)
        await until(pilot, lambda: typed(app) == ["kjell kkjKjkjk kjkb"])
        assert not app.scans.waiting


async def test_a_torn_badge_is_text(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, why)
        burst(app, crowd(school)[0][:12])
        await until(pilot, lambda: typed(app) == [crowd(school)[0][:12]])
        burst(app, crowd(school)[1])
        await until(pilot, lambda: app.scans.waiting == [crowd(school)[1]])
        assert typed(app) == [crowd(school)[0][:12]]


async def test_the_same_code_twice_at_once_is_one_scan(school: School) -> None:
    code, other = crowd(school)[:2]
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, why)
        burst(app, f"{code}\r{code}\r{other}\r{other}\r")
        await until(pilot, lambda: app.scans.waiting == [code, other])


async def test_enter_in_front_of_a_scan_answers_nothing_once_it_was_seen_to_come_so(
    school: School,
) -> None:
    """The first scan of the day shows it, at the kiosk; from then on an Enter waits."""
    first, *codes = crowd(school)[:4]
    app = school.app()
    async with running(app) as pilot:
        burst(app, "marie-eve tremblay\r")
        await shows(pilot, "Is this you?")
        burst(app, "\r" + first)
        await until(pilot, lambda: len(check_ins(school)) == 1)
        assert [fact.attendee for fact in check_ins(school)] == owners(school, [first])
        await opened(pilot, school, confirm)
        burst(app, "".join("\r" + code for code in codes))
        await until(pilot, lambda: app.scans.waiting == codes)
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("escape")
        await top(pilot, SessionsScreen)
        await until(pilot, lambda: len(check_ins(school)) == 4)


async def test_what_a_terminal_tells_of_shift_does_not_tear_a_scan(school: School) -> None:
    (code,) = crowd(school)[:1]
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, why)
        for letter in code:
            app.post_message(events.Key("left_shift", None))
            app.post_message(events.Key(letter, letter))
        await until(pilot, lambda: app.scans.waiting == [code])
        assert typed(app) == [""]


async def test_codes_that_are_pasted_wait_too(school: School) -> None:
    codes = crowd(school)[:3]
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, why)
        app.post_message(events.Paste("\n".join(codes)))
        await until(pilot, lambda: app.scans.waiting == codes)
        app.post_message(events.Paste("left early"))
        await until(pilot, lambda: typed(app) == ["left early"])


async def test_one_dialog_on_another_keeps_them_waiting(school: School) -> None:
    codes = crowd(school)[:2]
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, why)
        app.push_screen(confirm(facilitator(school)))
        await top(pilot, ConfirmScreen)
        burst(app, codes[0])
        await until(pilot, lambda: len(app.scans.waiting) == 1)
        await pilot.press("escape")
        await top(pilot, WhyForm)
        await shows(pilot, "badge waits until this closes.")
        burst(app, codes[1])
        await shows(pilot, "2 badges wait")
        await pilot.press("escape")
        await until(pilot, lambda: len(check_ins(school)) == 2)
    facts = sorted(check_ins(school), key=lambda fact: fact.order)
    assert [fact.attendee for fact in facts] == owners(school, codes)


async def test_when_nobody_comes_back_the_kiosk_decides(school: School) -> None:
    codes = crowd(school)[:3]
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, why)
        burst(app, "".join(codes))
        await until(pilot, lambda: len(app.scans.waiting) == 3)
        app.sign_out()
        await top(pilot, KioskScreen)
        await until(pilot, lambda: len(check_ins(school)) == 3)
        await shows(pilot, "✓")


# ---- fields of the staff's screens


async def test_the_roster_s_field_is_not_typed_into(school: School) -> None:
    codes = school.codes("parliamentary")[:5]
    async with running(school.app()) as pilot:
        await sign_in(pilot)
        roster = await open_roster(pilot, "Parliamentary Procedures")
        await pilot.press("slash")
        await until(pilot, lambda: roster.find.has_focus)
        burst(pilot.app, "tre")  # type: ignore[arg-type]
        burst(pilot.app, "".join(code + "\r" for code in codes))  # type: ignore[arg-type]
        await until(pilot, lambda: len(check_ins(school)) == 5)
        assert roster.find.value == "tre"
        assert isinstance(pilot.app.screen, RosterScreen)


async def test_nor_the_pin_of_who_signs(school: School) -> None:
    codes = school.codes("parliamentary")[:5]
    app = school.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        page = ClosingScreen(facilitator(school), school.session("parliamentary-1"))
        app.push_screen(page)
        await shows(pilot, "were never seen")
        burst(app, "2")
        burst(app, "".join(code + "\r" for code in codes))
        await until(pilot, lambda: len(check_ins(school)) == 5)
        assert page.pin.digits == "2"
        assert app.screen is page


async def test_at_set_up_a_scan_checks_in(school: School) -> None:
    code = school.code(school.person(MARIE))
    app = school.app()
    async with running(app) as pilot:
        await open_setup(pilot, school)
        burst(app, code + "\r")
        await shows(pilot, f"{MARIE}: ")
        assert isinstance(app.screen, SetupScreen)
    assert len(check_ins(school)) == 1


# ---- what waits for a badge gets it


@pytest.mark.parametrize("on_a_button", [False, True])
async def test_who_looks_a_badge_up_gets_it(school: School, on_a_button: bool) -> None:
    code = school.code(school.person(MARIE))
    app = school.app()
    async with running(app) as pilot:
        setup = await open_setup(pilot, school)
        app.push_screen(BadgeLookup(setup.find_people))
        await top(pilot, BadgeLookup)
        if on_a_button:
            app.screen.query_one("#press-back").focus()
            await pilot.pause()
        burst(app, code + "\r")
        await shows(pilot, f"Valid. It is {MARIE}'s.")
        assert isinstance(app.screen, BadgeLookup)
        assert not app.scans.waiting
    assert not check_ins(school)


async def test_who_ties_a_badge_gets_it(school: School) -> None:
    (blank,) = editing.blank_badges(school.desk, 1)
    app = school.app()
    async with running(app) as pilot:
        await open_setup(pilot, school)
        app.push_screen(BadgeScreen(EN, school.person(MARIE)))
        await top(pilot, BadgeScreen)
        burst(app, blank.code + "\r")
        await until(pilot, lambda: bool(school.store.badges(blank.code)[0].attendee))
    assert school.store.badges(blank.code)[0].attendee == school.person(MARIE).id


async def test_the_field_for_a_blank_badge_gets_it_and_no_other_field(school: School) -> None:
    blank, other = editing.blank_badges(school.desk, 2)
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, walk_in)
        form = app.screen
        assert isinstance(form, WalkInForm)
        burst(app, other.code + "\r")
        await until(pilot, lambda: app.scans.waiting == [other.code])
        form.control("badge").focus()
        await pilot.pause()
        burst(app, blank.code + "\r")
        await until(pilot, lambda: form.values()["badge"] == blank.code)
        assert form.values()["name"] == "Zora"
        assert app.scans.waiting == [other.code]


# ---- the PIN, in front of the kiosk


async def test_scans_at_the_pin_are_the_kiosk_s_when_it_closes(school: School) -> None:
    codes = crowd(school)[:4]
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await top(pilot, PinScreen)
        burst(app, "24")
        burst(app, "".join(code + "\r" for code in codes))
        await shows(pilot, "4 badges wait", "● ●")
        assert isinstance(app.screen, PinScreen)
        await pilot.press("escape")
        await until(pilot, lambda: len(check_ins(school)) == 4)
        await shows(pilot, "✓")


async def test_whose_badge_waits_is_not_said_at_the_pin(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await top(pilot, PinScreen)
        burst(app, school.code(school.person(MARIE)))
        await shows(pilot, "1 badge waits until this closes.")
        assert "Marie" not in text_of(app)


async def test_a_pin_that_nobody_types_makes_way_for_who_waits(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens.pin, "WAITED_FOR_SECONDS", 0.1)
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await top(pilot, PinScreen)
        burst(app, school.code(school.person(MARIE)))
        await shows(pilot, "Bienvenue, Marie-Ève")
    assert len(check_ins(school)) == 1


async def test_a_right_pin_with_scans_behind_it_signs_in_and_they_are_decided(
    school: School,
) -> None:
    codes = crowd(school)[:2]
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f10")
        await top(pilot, PinScreen)
        burst(app, codes[0] + "\r2468" + codes[1] + "\r\r")
        await top(pilot, SessionsScreen)
        await until(pilot, lambda: len(check_ins(school)) == 2)


async def test_it_ends_while_a_letter_is_kept_back(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, confirm)
        burst(app, "k")
        app.exit()
