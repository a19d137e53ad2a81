"""A badge that is scanned while a dialog is open in front waits, and is never lost."""

from __future__ import annotations

import pytest
from textual import events

from screens.confirm import ConfirmScreen
from screens.kiosk import KioskScreen
from screens.sessions import SessionsScreen
from screens.walk_in import WhyForm
from tests.screens.scanning import (
    DIALOGS,
    MARIE,
    Open,
    choose,
    confirm,
    crowd,
    opened,
    owners,
    typed,
    why,
)
from tests.screens.showing import School, burst, check_ins, running, shows, top, until
from tests.screens.signing_in import facilitator

pytestmark = pytest.mark.asyncio

CASES = [(dialog, "\r") for dialog in DIALOGS] + [
    (why, end) for end in ("\t", "\n", "\r\n", "", "*\r", "#")
]


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


async def test_it_ends_while_a_letter_is_kept_back(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await opened(pilot, school, confirm)
        burst(app, "k")
        app.exit()
