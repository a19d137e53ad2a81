"""F4 goes to the next colours for who stands there; the kiosk's own come back."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

import screens.kiosk
from kiosk.app import KioskApp
from kiosk.desk import demo
from kiosk.words import LANGUAGES
from screens.kiosk import KioskScreen
from screens.sessions import SessionsScreen
from screens.themes import THEMES
from tests.screens.showing import School, burst, running, shows, text_of, top, until

pytestmark = pytest.mark.asyncio

MARIE = "Marie-Ève Tremblay"


def painted(app: KioskApp) -> list[tuple[str, str]]:
    """Every cell with its colours."""
    strips = app.screen._compositor.render_strips()
    styled = ((segment.text, segment.style) for strip in strips for segment in strip)
    return [
        (letter, f"{style.color} on {style.bgcolor} {style.bold}")
        for text, style in styled
        if style
        for letter in text
    ]


async def test_f4_goes_round_and_a_click_does_as_well(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        assert app.theme == "dark"
        for theme in ("contrast", "light", "dark"):
            await pilot.press("f4")
            assert app.theme == theme
        await pilot.click("#contrast")
        assert app.theme == "contrast"


@pytest.mark.parametrize("theme", list(THEMES))
async def test_what_is_on_the_screen_is_painted_anew(school: School, theme: str) -> None:
    async def look(app: KioskApp, pilot: Pilot[object]) -> None:
        await shows(pilot, "Now and next", "Parliamentary")
        burst(app, "tremb")
        await shows(pilot, "Gisèle Tremblay", "Enter: that's me")
        app.screen.query_one("#field").cursor_blink = False  # type: ignore[attr-defined]

    app = school.app(theme=theme)
    async with running(app) as pilot:
        await look(app, pilot)
        expected = painted(app)
    other = next(name for name in THEMES if name != theme)
    app = school.app(theme=other)
    async with running(app) as pilot:
        await look(app, pilot)
        assert painted(app) != expected
        while app.theme != theme:
            await pilot.press("f4")
        await until(pilot, lambda: painted(app) == expected, what=theme)


async def test_it_keeps_a_verdict_and_what_is_typed(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, school.code(school.person(MARIE)))
        await shows(pilot, "Bienvenue, Marie-Ève")
        await pilot.press("f4")
        await shows(pilot, "Bienvenue, Marie-Ève")
        burst(app, "trem")
        await shows(pilot, "Gisèle Tremblay")
        await pilot.press("f4")
        await shows(pilot, "Gisèle Tremblay")
        assert app.screen.query_one("#field").value == "trem"  # type: ignore[attr-defined]


@pytest.mark.parametrize("own", list(THEMES))
async def test_when_nobody_is_there_the_kiosks_own_comes_back(
    school: School, monkeypatch: pytest.MonkeyPatch, own: str
) -> None:
    monkeypatch.setattr(screens.kiosk, "IDLE_SECONDS", 0.3)
    app = school.app(theme=own)
    seen: list[str] = []
    async with running(app) as pilot:
        app.watch(app, "theme", lambda theme: seen.append(theme))  # a built-in cannot watch
        await pilot.press("f4")
        await until(pilot, lambda: seen[0] == seen[-1] == own and len(seen) == 3)
        assert seen[1] != own


async def test_staff_keep_what_they_chose_until_they_sign_out(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("f3", "f4")
        language = app.language
        assert language != app.snapshot.languages[0]
        app.go_to("sessions", school.staff(demo.REP[0]))
        await top(pilot, SessionsScreen)
        kiosk = app.screen_stack[0]
        assert isinstance(kiosk, KioskScreen)
        kiosk._idle()  # as its timer does, twenty seconds after they left it
        await pilot.pause()
        assert (app.theme, app.language) == ("contrast", language)
        await pilot.press("f10")
        await top(pilot, KioskScreen)
        assert (app.theme, app.language) == ("dark", app.snapshot.languages[0])


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_footer_holds_every_key(
    school: School, size: tuple[int, int], language: str
) -> None:
    app = school.app()
    async with running(app, size) as pilot:
        app.speak(language)
        await pilot.pause()
        keys = list(app.screen.query("#foot .key"))
        assert len(keys) == len(LANGUAGES) + 4
        for before, key in zip([None, *keys], keys, strict=False):
            assert key.region.right <= size[0] - 1
            assert key.region.width == key.content_size.width == len(str(key.render()))
            assert before is None or key.region.x > before.region.right
        foot = text_of(app).splitlines()[-1]
        assert all(str(key.render()) in foot for key in keys)


async def test_without_colours_nothing_has_one(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = school.app(theme="light")
    async with running(app) as pilot:
        await shows(pilot, "Now and next")
        assert not app.screen.query_one("#contrast").display, "there is nothing to change"
        burst(app, "tremb")
        await shows(pilot, "Gisèle Tremblay")
        await pilot.press("f4")
        strips = app.screen._compositor.render_strips()
        styles = [segment.style for strip in strips for segment in strip if segment.style]
        colors = {color for s in styles for color in (s.color, s.bgcolor) if color}
        assert all(color.is_default for color in colors)
        reversed_ = [s.text for strip in strips for s in strip if s.style and s.style.reverse]
        assert any("Gisèle Tremblay" in text for text in reversed_), "what is chosen is said"
