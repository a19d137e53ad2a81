"""A verdict fills its panel: all of it is there, and large where large letters are asked for."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from screens.kiosk import KioskScreen
from screens.letters import SIGNS, capitals, lettered
from screens.verdict import Shown
from screens.verdict_layout import arranged
from tests.screens.showing import School, burst, running, shows, text_of, until

UNDO = "Not you? Press Backspace now to undo."
SHORT = Shown("ok", "✓", "Welcome, Morag", "Duty of Fair Representation", "Room D", "started 08:30")
REFUSED = Shown("no", "✗", "", "We cannot find this name.", "", "Please see staff at the desk.")
LONG = Shown(
    "already",
    "✓",
    "Présence déjà notée, Christopher-Alexandre",
    "Organisation numérique : tirer parti de la technologie pour mobiliser, séance 1 sur 2",
    "Salle polyvalente du deuxième étage",
    "depuis 08 h 43   Il vous manque encore un atelier : Procédures d’assemblée.",
)
WORDY = Shown(
    "wait",
    "◔",
    "Đặng Thị Hồng",
    "You are registered for Financial Essentials, session 1 of 2. It starts at 13:00 in Room B.",
    "",
    "Check-in opens at 12:30. Please come back then.",
)
NORMAL = {(60, 20): (46, 10), (80, 24): (66, 10), (120, 40): (94, 14)}
LARGER = {(60, 20): (52, 17), (80, 24): (72, 21), (120, 40): (102, 35)}


@pytest.mark.parametrize("shown", [SHORT, REFUSED, LONG, WORDY], ids=lambda s: s.kind)
@pytest.mark.parametrize("size", list(NORMAL), ids=str)
@pytest.mark.parametrize("larger", [False, True], ids=["as it is", "larger"])
def test_nothing_is_cut(shown: Shown, size: tuple[int, int], larger: bool) -> None:
    width, height = (LARGER if larger else NORMAL)[size]
    lines = arranged(shown, UNDO, width, height, larger).plain.split("\n")
    assert len(lines) <= height
    assert max(map(cell_len, lines)) <= width
    indent = 12 if larger else 0  # of the sign
    body, room = [line[indent:] for line in lines], width - indent
    for text in (shown.head, shown.what, shown.then):
        assert is_there(text, body, lettered(text, room) if larger else ())
    assert is_there(UNDO, lines, lettered(UNDO, width) if larger else ())
    where = shown.where
    drawn = [capitals(where, room, 6), capitals(where, room, 3), lettered(where, room)]
    assert is_there(where, body, *drawn) or is_there(" ".join(where.upper()), body)


def is_there(text: str, lines: list[str], *drawn: tuple[str, ...]) -> bool:
    """Whether the whole of a text stands in some lines, written or drawn."""
    written = " ".join(text.split()) in " ".join(" ".join(lines).split())
    all_of_it = "\n".join(line.rstrip() for line in lines)
    return written or any(
        large and "\n".join(line.rstrip() for line in large) in all_of_it for large in drawn
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize("shown", [SHORT, REFUSED], ids=lambda s: s.kind)
def test_larger_is_really_large(shown: Shown, size: tuple[int, int]) -> None:
    width, height = LARGER[size]
    lines = arranged(shown, UNDO, width, height, True).plain.split("\n")
    first = [line[:9].rstrip() for line in lines[:4]]
    assert first == [line.rstrip() for line in SIGNS[shown.sign]]
    drawn = [line for line in lines if set(line) & set("█▀▄▌▐▖▗▘▙▚▛▜▝▞▟╗╝")]
    assert len(drawn) >= (14 if shown.where else 8)
    small = arranged(shown, UNDO, *NORMAL[size], False).plain.split("\n")
    assert len([line for line in small if line.strip()]) < len(
        [line for line in lines if line.strip()]
    )


def test_letters_keep_their_accents_and_their_case() -> None:
    assert lettered("é", 10) != lettered("e", 10)
    assert lettered("E", 10) != lettered("e", 10)
    assert len(lettered("Marie-Ève", 80)) == 4
    assert len(lettered("Welcome, Morag", 40)) == 8, "two rows, between the words"
    assert lettered("Đặng", 80) == (), "a letter that cannot be drawn: written as it is"
    assert lettered("Representation", 20) == (), "a word that would be broken"


@pytest.mark.asyncio
async def test_f2_enlarges_the_verdict_that_is_shown_and_it_goes_as_ever(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        screen = app.screen
        assert isinstance(screen, KioskScreen)
        burst(app, school.code(school.person("Marie-Ève Tremblay")))
        await shows(pilot, "✓  Bienvenue, Marie-Ève")
        await pilot.press("f2")
        await until(pilot, lambda: SIGNS["✓"][0].strip() in text_of(app), what="a large sign")
        assert screen.panel.region.height == 23
        assert "F2 Larger" in text_of(app), "the keys stay in sight"
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: screen.panel.region.height == 39)
        await pilot.press("f2")
        await shows(pilot, "✓  Bienvenue, Marie-Ève")
        burst(app, "jo")
        await until(pilot, lambda: not screen.panel.is_shown)
        await shows(pilot, "Joaquín de los Santos")
