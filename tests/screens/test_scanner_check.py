"""The set-up card is scanned, and the screen says what is so and what to change."""

from __future__ import annotations

import string

import pytest
from textual import events
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.widgets import Button

from kiosk.app import KioskApp
from kiosk.rules import scanner
from kiosk.rules.layouts import Layout, typed
from kiosk.rules.scanner import CARD, Advice, Report, report
from kiosk.words import LANGUAGES, words
from screens.scanner_check import ScannerCheck
from screens.scanner_words import found, layout_name
from screens.setup import SetupScreen
from screens.themes import THEMES
from tests.screens.contrast import too_faint
from tests.screens.setting_up import FACILITATOR, MARIE, REP, open_setup
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, top, until

EN = words("en")
AZERTY = "".join(char or "¤" for char in typed(CARD, Layout.US, Layout.FRENCH))


def said(arrived: str, pace: float = 0.0) -> str:
    """All that is said of what arrived, as one text."""
    told = found(report(arrived, pace), arrived, EN)
    return "\n".join((told.head, *(line for pair in told.advice for line in pair)))


# ---- in words


@pytest.mark.parametrize(
    ("arrived", "texts"),
    [
        (CARD + "\r", ["Scanner and laptop agree. There is nothing to change."]),
        (
            AZERTY + "\r",
            [
                "Badges are read. 1 thing could be better:",
                "the laptop is set to “French (France), AZERTY”",
                "Digits come as other signs",
                "Set the scanner to “French (France), AZERTY”",
                "set the laptop to “English (United States)” instead",
            ],
        ),
        (
            CARD.translate(str.maketrans("0123456789AMOPQSWXYZ", "9876543210ZYXWSQPOMA")) + "\r",
            ["are set to different keyboards: “0123456789AMOPQ…”", "Set the scanner to"],
        ),
        (CARD.swapcase() + "\r", ["Caps Lock is on.", "Press Caps Lock once."]),
        (CARD.upper() + "\r", ["makes every letter a capital.", "leave letters as they are"]),
        (CARD.lower() + "\r", ["makes every letter a small one.", "leave letters as they are"]),
        ("\r" + CARD, ["sends Enter before the code instead of after", "and Enter after"]),
        ("]Q1" + CARD + "\r", ["sends “]Q1” before the code", "send nothing before"]),
        (
            CARD + "#7\r",
            ["Badges are not read right.", "sends “#7” after the code", "taken for a name"],
        ),
        (CARD * 2 + "\r", ["The code came more than once.", "once for each press"]),
        (CARD, ["sends nothing after the code", "Badges need nothing."]),
        (CARD[:-3], ["3 characters are missing", "a hand's width away"]),
        (CARD[:20], ["The card was not read whole."]),
        (CARD[:30] + CARD[31:] + "\r", ["1 character was lost on the way.", "straight into"]),
        (CARD[:30] + "55" + CARD[30:] + "\r", ["2 characters came that are not on the card."]),
        ("Tremblay\r", ["That is not the set-up card.", "This came: “Tremblay”.", "further away"]),
        ("\r", ["That is not the set-up card.", "Only Enter came."]),
    ],
)
def test_what_is_said(arrived: str, texts: list[str]) -> None:
    for text in texts:
        assert text in said(arrived)


@pytest.mark.parametrize(("pace", "seconds"), [(0.06, "1 second."), (0.2, "4 seconds.")])
def test_slow_is_said_in_what_a_badge_takes(pace: float, seconds: str) -> None:
    assert f"a badge takes about {seconds}" in said(CARD + "\r", pace)
    assert "pause between characters" in said(CARD + "\r", pace)


def test_a_badge_instead_of_the_card_is_said_to_be_one(school: School) -> None:
    code = school.code(school.person(MARIE))
    told = said(code + "\r")
    assert "That is a badge, and it was read right." in told
    assert "Nobody was checked in by it." in told
    assert code not in told


@pytest.mark.parametrize("advice", Advice)
def test_every_advice_has_its_sentence_and_what_to_do(advice: Advice) -> None:
    one = Report(True, (advice,), Layout.US, Layout.GERMAN, "b", "a", "w", 3, 0.1)
    told = found(one, "x", EN)
    ((so, do),) = told.advice
    assert so.endswith(".")
    assert do.endswith(".")
    others = (
        found(Report(True, (a,), Layout.US, Layout.US), "x", EN) for a in Advice if a != advice
    )
    assert so not in [other.advice[0][0] for other in others]


def test_every_keyboard_has_its_name() -> None:
    for language in LANGUAGES:
        names = [layout_name(layout, words(language)) for layout in Layout]
        assert len(set(names)) == len(names) == len(Layout)


def test_what_is_not_the_card_is_shown_harmless_and_not_all_of_it() -> None:
    told = said("[@click=app.quit]" + "x" * 500 + "\x1b[2J\r")
    assert "This came: “[@click=app.qui…”." in told


# ---- on the screen


async def check(pilot: Pilot[object], school: School, who: str = FACILITATOR) -> KioskApp:
    """From Set-up, by keyboard."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await open_setup(pilot, school, who)
    await shows(pilot, "Check the scanner")
    await pilot.press("end", "up", "enter")
    await top(pilot, ScannerCheck)
    await shows(pilot, "Scan the set-up card now.")
    return app


async def judged(pilot: Pilot[object], *texts: str) -> None:
    await until(pilot, lambda: "One moment" not in text_of(pilot.app))
    shown = " ".join(text_of(pilot.app).replace("│", " ").split())
    for text in texts:
        assert text in shown


async def scan(pilot: Pilot[object], arrived: str, *texts: str) -> None:
    """All at once, as a scanner types; and wait for what is said."""
    burst(pilot.app, arrived)
    await shows(pilot, "One moment…")
    await judged(pilot, *texts)


@pytest.mark.asyncio
@pytest.mark.parametrize("who", [FACILITATOR, REP])
async def test_staff_of_both_roles_check_the_scanner(school: School, who: str) -> None:
    async with running(school.app()) as pilot:
        app = await check(pilot, school, who)
        await scan(pilot, CARD + "\r", "✓ Scanner and laptop agree.")
        await pilot.press("escape")
        await top(pilot, SetupScreen)
        assert app.screen.focused, "the list of what can be done has the keys again"


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
async def test_each_scan_of_the_card_judges_anew(school: School, size: tuple[int, int]) -> None:
    async with running(school.app(), size) as pilot:
        await check(pilot, school)
        await scan(
            pilot, AZERTY + "\r", "the laptop is set to “French (France), AZERTY”", "instead."
        )
        await scan(pilot, CARD.swapcase() + "\t", "Caps Lock is on.", "Press Caps Lock once.")
        assert "AZERTY" not in text_of(pilot.app)
        await scan(pilot, CARD[:40] + "\r", "characters are missing", "another cable or socket.")
        await scan(pilot, (CARD + "\n") * 2, "The code came more than once.")
        await scan(pilot, CARD, "sends nothing after the code")
        await scan(pilot, "]C1" + CARD + "\r\n", "sends “]C1” before the code")
        await scan(pilot, CARD + "\r", "✓ Scanner and laptop agree.")


@pytest.mark.asyncio
async def test_what_has_no_room_is_scrolled_to(school: School) -> None:
    async with running(school.app(), (60, 20)) as pilot:
        await check(pilot, school)
        await scan(pilot, AZERTY.swapcase() * 2, "4 things could be better", "instead.")
        await shows(pilot, "↑ ↓ more")
        assert "The code came more than once." not in text_of(pilot.app)
        body = pilot.app.screen.query_one("#dialog-body", VerticalScroll)
        await pilot.press(*["down"] * 30)
        await until(pilot, lambda: body.scroll_y == body.max_scroll_y > 0)
        await shows(pilot, "The scanner sends nothing after the code.")
        await scan(pilot, CARD + "\r", "✓ Scanner and laptop agree.")
        assert "↑ ↓ more" not in text_of(pilot.app)


@pytest.mark.asyncio
async def test_a_badge_is_read_here_and_checks_nobody_in(school: School) -> None:
    code = school.code(school.person(MARIE))
    async with running(school.app()) as pilot:
        await check(pilot, school)
        await scan(pilot, code + "\r", "✓ That is a badge, and it was read right.")
        await pilot.press("escape")
        await top(pilot, SetupScreen)
        await pilot.press("enter")
        await top(pilot, ScannerCheck)
        await shows(pilot, "waiting for a scan")
        assert MARIE not in text_of(pilot.app)
        assert not check_ins(school)


@pytest.mark.asyncio
async def test_nothing_that_a_scanner_can_type_does_anything_else(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await check(pilot, school)
        stack, spoken, theme = list(app.screen_stack), app.language, app.theme
        lines = store_lines(school)
        for end in ("\r", "\t", "\n", "\r\n", "\r\r\r"):
            await scan(
                pilot, string.printable.strip() + "é?´" + end, "This came: “0123456789abcde…”."
            )
            assert app.screen_stack == stack
            assert app.screen.focused is None
        assert (app.language, app.theme, app.larger) == (spoken, theme, False)
        assert store_lines(school) == lines


def store_lines(school: School) -> int:
    """How many changes the folder holds."""
    return sum(path.read_bytes().count(b"\n") for path in sorted(school.path.rglob("*.jsonl")))


@pytest.mark.asyncio
async def test_its_pace_is_that_of_its_letters(school: School) -> None:
    """By when they arrived, not by when the screen came to them; and Enter may be late."""
    async with running(school.app()) as pilot:
        app = await check(pilot, school)
        began = events.Key("k", "k").time
        for place, char in enumerate(CARD + "\r"):
            key = events.Key("enter", None) if char == "\r" else events.Key(char, char)
            key.time = began + place * 0.1
            app.post_message(key)
        await shows(pilot, "One moment…")
        await judged(pilot, "The scanner is slow: a badge takes about 2 seconds.")
        await scan(pilot, CARD + "\r", "✓ Scanner and laptop agree.")


@pytest.mark.asyncio
async def test_a_terminal_may_send_a_scan_in_one_piece(school: School) -> None:
    async with running(school.app()) as pilot:
        app = await check(pilot, school)
        app.post_message(events.Paste(CARD + "\r"))
        await shows(pilot, "One moment…")
        await judged(pilot, "✓ Scanner and laptop agree.")


@pytest.mark.asyncio
async def test_it_is_not_over_before_the_scanner_has_paused(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second half that comes within the pause belongs to the first."""
    moment = [100.0]
    monkeypatch.setattr("screens.scanner_check.monotonic", lambda: moment[0])
    monkeypatch.setattr("screens.scanner_check._PAUSE", 0.02)
    judgements: list[str] = []
    judge = scanner.report

    def counted(arrived: str, pace: float) -> Report:
        judgements.append(arrived)
        return judge(arrived, pace)

    monkeypatch.setattr("screens.scanner_check.scanner.report", counted)
    async with running(school.app()) as pilot:
        app = await check(pilot, school)
        screen = app.screen
        assert isinstance(screen, ScannerCheck)
        burst(app, CARD[:40])
        await shows(pilot, "One moment…")
        first = screen._ending
        await until(pilot, lambda: screen._ending is not first, what="looked whether it is over")
        burst(app, CARD[40:] + "\r")
        await until(pilot, lambda: screen._arrived.endswith("\r"))
        assert not judgements
        moment[0] += 0.03
        await judged(pilot, "✓ Scanner and laptop agree.")
        assert judgements == [CARD + "\r"]


@pytest.mark.asyncio
async def test_a_key_that_is_held_down_is_not_kept_for_ever(school: School) -> None:
    async with running(school.app()) as pilot:
        await check(pilot, school)
        await scan(pilot, "x" * 3000, "This came: “xxxxxxxxxxxxxxx…”.")
        await scan(pilot, CARD + "\r", "✓ Scanner and laptop agree.")


@pytest.mark.asyncio
async def test_by_mouse_one_goes_back_too(school: School) -> None:
    async with running(school.app()) as pilot:
        await check(pilot, school)
        await pilot.click("#dialog-title")
        assert pilot.app.screen.focused is None
        await pilot.click("#press-back")
        await top(pilot, SetupScreen)


@pytest.mark.asyncio
async def test_nothing_can_be_given_the_focus(school: School) -> None:
    async with running(school.app()) as pilot:
        await check(pilot, school)
        await pilot.press("shift+tab")
        assert pilot.app.screen.focused is None
        assert not pilot.app.screen.query(Button).first().can_focus


@pytest.mark.asyncio
@pytest.mark.parametrize("theme", list(THEMES))
async def test_it_can_be_read(school: School, theme: str) -> None:
    least = 7.0 if theme == "contrast" else 4.5
    async with running(school.app(theme=theme)) as pilot:
        await check(pilot, school)
        assert not too_faint(pilot.app, least)
        await scan(pilot, CARD + "#7\r", "✗ Badges are not read right.")
        assert not too_faint(pilot.app, least)
        await scan(pilot, CARD + "\r", "✓ Scanner and laptop agree.")
        assert not too_faint(pilot.app, least)
