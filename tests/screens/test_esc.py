"""Esc closes what was opened last, and only that; nobody loses anything, or is signed out,
without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

import screens.kiosk
from kiosk.app import KioskApp
from kiosk.desk import closing, demo
from kiosk.desk.bringing.brought import Kind
from kiosk.model import Workshop
from screens.closing import ClosingScreen
from screens.completions import CompletionsScreen
from screens.confirm import ConfirmScreen
from screens.import_preview import PreviewScreen
from screens.kiosk import KioskScreen
from screens.people import PeopleScreen
from screens.reason import ReasonScreen
from screens.roster import RosterScreen
from screens.sessions import SessionsScreen
from screens.setup import SetupScreen
from screens.staff import StaffScreen
from screens.verdict import Shown
from tests.screens.completing import open_completions
from tests.screens.setting_up import MARIE, open_setup
from tests.screens.showing import School, burst, running, shows, text_of, top, until

pytestmark = pytest.mark.asyncio

REP = demo.REP[0]


def app_of(pilot: Pilot[object]) -> KioskApp:
    assert isinstance(pilot.app, KioskApp)
    return pilot.app


def press_all(app: KioskApp, *keys: str) -> None:
    """All at once, as a hand that is in a hurry or a terminal that lags."""
    from textual import events

    for key in keys:
        app.post_message(events.Key(key, "?" if key == "question_mark" else None))


async def open_roster(pilot: Pilot[object], school: School) -> RosterScreen:
    app = app_of(pilot)
    app.go_to("sessions", school.staff(REP))
    app.push_screen(RosterScreen(school.staff(REP), school.session("now-0830-1")))
    await top(pilot, RosterScreen)
    await shows(pilot, "○ expected", MARIE)
    assert isinstance(app.screen, RosterScreen)
    return app.screen


async def open_closing(pilot: Pilot[object], school: School) -> ClosingScreen:
    await open_roster(pilot, school)
    await pilot.press("c")
    await top(pilot, ClosingScreen)
    await shows(pilot, "never seen")
    assert isinstance(pilot.app.screen, ClosingScreen)
    return pilot.app.screen


def said(pilot: Pilot[object]) -> str:
    """The line above the footer."""
    return str(pilot.app.screen.query_one("#said").render())


# ---- the keys that ? says


@pytest.mark.parametrize("place", ["sessions", "people", "completions"])
async def test_esc_closes_the_keys_and_stays(school: School, place: str) -> None:
    async with running(school.app()) as pilot:
        app_of(pilot).go_to(place, school.staff(REP))
        await until(pilot, lambda: isinstance(pilot.app.screen, StaffScreen))
        screen = pilot.app.screen
        screen.set_focus(None)
        await pilot.press("question_mark")
        await until(pilot, lambda: bool(said(pilot)), what="the other keys")
        await pilot.press("escape")
        await until(pilot, lambda: not said(pilot))
        assert pilot.app.screen is screen


async def test_in_one_burst_too_and_the_next_one_goes_back(school: School) -> None:
    async with running(school.app()) as pilot:
        roster = await open_roster(pilot, school)
        press_all(app_of(pilot), "question_mark", "escape")
        await pilot.pause()
        assert pilot.app.screen is roster
        assert not said(pilot)
        press_all(app_of(pilot), "question_mark", "escape", "escape")
        await top(pilot, SessionsScreen)


async def test_the_key_that_opened_it_closes_it(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_roster(pilot, school)
        await pilot.press("question_mark")
        await until(pilot, lambda: bool(said(pilot)))
        await pilot.press("question_mark")
        await until(pilot, lambda: not said(pilot))


async def test_what_is_said_in_its_place_is_not_what_it_opened(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_roster(pilot, school)
        await pilot.press("question_mark", "s")
        await shows(pilot, "1 person selected")
        await pilot.press("escape")  # the selection: the keys are gone
        await until(pilot, lambda: not said(pilot))
        await pilot.press("escape")
        await top(pilot, SessionsScreen)


# ---- signing out


@pytest.mark.parametrize("key", ["escape", "f10"])
@pytest.mark.parametrize("place", ["sessions", "people", "completions", "setup"])
async def test_whoever_is_signed_out_is_told_so(school: School, key: str, place: str) -> None:
    async with running(school.app()) as pilot:
        app_of(pilot).go_to(place, school.staff(REP))
        await until(pilot, lambda: isinstance(pilot.app.screen, StaffScreen))
        await pilot.press(key)
        await top(pilot, KioskScreen)
        await shows(pilot, "You are signed out.")
        await pilot.press("t")
        await until(pilot, lambda: "signed out" not in text_of(pilot.app))


async def test_it_is_not_said_for_ever(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(school.app()) as pilot:
        app_of(pilot).go_to("setup", school.staff(REP))
        await top(pilot, SetupScreen)
        monkeypatch.setattr(screens.kiosk, "NOTICE_SECONDS", 0.05)
        await pilot.press("escape")
        await top(pilot, KioskScreen)
        await until(pilot, lambda: "signed out" not in text_of(pilot.app))


@pytest.mark.parametrize(("key", "name"), [("escape", "Esc"), ("f10", "F10"), ("f6", "F6")])
async def test_what_is_not_signed_is_not_lost_with_the_first_key(
    school: School, key: str, name: str
) -> None:
    async with running(school.app()) as pilot:
        page = await open_closing(pilot, school)
        await pilot.press("l")
        await shows(pilot, "◔ late")
        await pilot.press(key)
        await shows(pilot, f"This is not signed. {name} again leaves without signing.")
        assert pilot.app.screen is page
        await pilot.press("down", key)  # something else came between: it is said again
        await shows(pilot, f"This is not signed. {name} again leaves without signing.")
        assert pilot.app.screen is page
        await pilot.press(key)
        await until(pilot, lambda: pilot.app.screen is not page)


async def test_one_key_does_not_confirm_another(school: School) -> None:
    async with running(school.app()) as pilot:
        page = await open_closing(pilot, school)
        await pilot.press("l")
        await shows(pilot, "◔ late")
        await pilot.press("escape")
        await shows(pilot, "Esc again leaves")
        await pilot.press("f10")
        await shows(pilot, "F10 again leaves")
        assert pilot.app.screen is page


async def test_minutes_that_were_typed_are_not_lost_either(school: School) -> None:
    sitting = school.store.sitting(school.session("now-0830-1"))
    assert sitting
    with school.desk.store.change() as tx:
        known = sitting.workshop
        tx.put(Workshop(id=known.id, programme=known.programme, title=known.title, variable=True))
    async with running(school.app()) as pilot:
        page = await open_closing(pilot, school)
        page.set_focus(page.minutes)
        await pilot.press("9", "0")
        await until(pilot, lambda: page.minutes.value == "90")
        await pilot.press("escape")
        await shows(pilot, "This is not signed.")
        assert pilot.app.screen is page


# ---- what is open on a screen


async def test_of_a_selection_and_a_search_the_later_goes_first(school: School) -> None:
    async with running(school.app()) as pilot:
        roster = await open_roster(pilot, school)
        await pilot.press("slash", *"tremblay", "enter", "s")
        await shows(pilot, "1 person selected")
        await pilot.press("escape")
        await until(pilot, lambda: not roster.table.chosen)
        assert roster.find.display
        await pilot.press("escape")
        await until(pilot, lambda: not roster.find.display)
        assert pilot.app.screen is roster
        await pilot.press("s", "slash", "a")
        await until(pilot, lambda: roster.find.value == "a")
        await pilot.press("escape")
        await until(pilot, lambda: not roster.find.display)
        assert roster.table.chosen
        press_all(app_of(pilot), "escape", "escape")
        await top(pilot, SessionsScreen)


async def test_filters_go_one_by_one_the_last_first(signed: School) -> None:
    async with running(signed.app()) as pilot:
        screen = await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        await pilot.press("s")
        await shows(pilot, "Status: complete")
        await pilot.press("slash", *"roy")
        await until(pilot, lambda: screen.filters.find.value == "roy")
        await pilot.press("escape")
        await until(pilot, lambda: not screen.find.value)
        await shows(pilot, "Status: complete")
        await pilot.press("escape")
        await shows(pilot, "Status: all", "24 complete, 6 incomplete")
        assert isinstance(pilot.app.screen, CompletionsScreen)
        await pilot.press("escape")
        await top(pilot, KioskScreen)


async def test_letters_typed_just_now_go_before_the_screen(signed: School) -> None:
    async with running(signed.app()) as pilot:
        screen = await open_completions(pilot, signed)
        await shows(pilot, "24 complete")
        await pilot.press("slash")
        burst(app_of(pilot), "zo")
        press_all(app_of(pilot), "escape")
        await until(pilot, lambda: not screen.find.value)
        await shows(pilot, "24 complete, 6 incomplete")
        assert pilot.app.screen is screen


async def test_people_go_back_step_by_step(school: School) -> None:
    async with running(school.app()) as pilot:
        app_of(pilot).go_to("people", school.staff(REP))
        await top(pilot, PeopleScreen)
        screen = pilot.app.screen
        assert isinstance(screen, PeopleScreen)
        await pilot.press(*"marie-eve", "enter")
        await until(pilot, lambda: screen._card is not None)
        await until(pilot, lambda: screen.focused is screen.found)
        await pilot.press("escape")
        assert screen.focused is screen.find
        await pilot.press("escape")
        await until(pilot, lambda: not screen.find.value)
        await pilot.press("escape")
        await until(pilot, lambda: screen._card is None)
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await top(pilot, KioskScreen)


# ---- what is open in front


async def test_of_two_dialogs_the_one_in_front_goes(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = await open_setup(pilot, school)
        app, first = app_of(pilot), ConfirmScreen("One?", "one", "Yes")
        app.push_screen(first)
        app.push_screen(ConfirmScreen("Two?", "two", "Yes"))
        await shows(pilot, "Two?")
        press_all(app, "escape")
        await until(pilot, lambda: app.screen is first)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)


async def test_a_reason_that_was_typed_is_not_lost_with_the_first(school: School) -> None:
    answers: list[str | None] = []
    async with running(school.app()) as pilot:
        await open_setup(pilot, school)
        dialog = ReasonScreen(school.staff(REP), "Reopen?", "Why?")
        app_of(pilot).push_screen(dialog, answers.append)
        await top(pilot, ReasonScreen)
        await pilot.press("x", "escape")
        await shows(pilot, "This is not saved. Esc again leaves without saving.")
        await pilot.press("y", "escape")  # another one: it is said again
        await pilot.pause()
        assert pilot.app.screen is dialog
        await pilot.press("escape")
        await top(pilot, SetupScreen)
    assert answers == [None]


async def test_what_was_said_of_a_file_is_not_lost_with_the_first(
    school: School, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,local,extra\nZora Neale,Local 1,x\n", encoding="utf-8")
    async with running(school.app()) as pilot:
        setup = await open_setup(pilot, school)
        page = PreviewScreen(school.staff(REP), Kind.ATTENDEES, file, lambda said, wrong: None)
        app_of(pilot).push_screen(page)
        await shows(pilot, "Enter brings it in")
        await pilot.press("c")
        await shows(pilot, "Which column is to be changed?")
        await pilot.press(*"extra", "enter")
        await shows(pilot, "What “extra” is")
        await pilot.press(*"email", "enter")
        await until(pilot, lambda: bool(page._choices.columns))
        await until(pilot, lambda: pilot.app.screen is page)
        await pilot.press("escape")
        await shows(pilot, "Esc again leaves without bringing it in.")
        assert pilot.app.screen is page
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is setup)


async def test_a_file_of_which_nothing_was_said_is_left_at_once(
    school: School, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,local\nZora Neale,Local 1\n", encoding="utf-8")
    async with running(school.app()) as pilot:
        setup = await open_setup(pilot, school)
        page = PreviewScreen(school.staff(REP), Kind.ATTENDEES, file, lambda said, wrong: None)
        app_of(pilot).push_screen(page)
        await shows(pilot, "Enter brings it in")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is setup)


# ---- the public screen


async def test_a_verdict_goes_before_what_the_next_visitor_typed(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, KioskScreen)
        await pilot.press(*"tremb")
        await shows(pilot, "Enter: that's me")
        screen.panel.show(Shown("ok", "✓", "Welcome, Ana", "Elections", "", ""))
        await shows(pilot, "Welcome, Ana")
        await pilot.press("escape")
        await until(pilot, lambda: not screen.panel.is_shown)
        assert screen.field.value == "tremb"
        await pilot.press("escape")
        await until(pilot, lambda: not screen.field.value)
        await shows(pilot, "Now and next")


async def test_closed_sessions_are_left_to_the_list(school: School) -> None:
    """The page of what was signed has nothing to lose."""
    closing.close(school.desk, school.session("team-1"), school.staff(demo.FACILITATOR[0]))
    async with running(school.app()) as pilot:
        app = app_of(pilot)
        app.go_to("sessions", school.staff(REP))
        app.push_screen(RosterScreen(school.staff(REP), school.session("team-1")))
        await shows(pilot, "✗ absent")
        press_all(app, "question_mark", "escape", "escape")
        await top(pilot, SessionsScreen)
        screen: Screen[object] = app.screen
        assert isinstance(screen, SessionsScreen)
