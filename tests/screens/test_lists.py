"""Lists that are no tables: to choose from, the day of the public screen, a field of many."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.content import Content

from kiosk.app import KioskApp
from kiosk.words import words
from screens import offered
from screens.choice import Choice
from screens.choose import ChooseScreen, Pick, among, told_apart
from screens.drawing import hours
from screens.kiosk import KioskScreen
from tests.screens.crowding import TITLES, add_alike
from tests.screens.setting_up import REP
from tests.screens.showing import School, running, shows, text_of, top, until

pytestmark = pytest.mark.asyncio


async def test_lines_that_read_the_same_say_what_they_stand_for() -> None:
    lines = [Pick("a-1", Content("Elections")), Pick("a-2", Content("Elections"))]
    lines.append(Pick("b", Content("Grievances")))
    read = [line.label.plain for line in told_apart(lines)]
    assert read == ["Elections   a-1", "Elections   a-2", "Grievances"]
    assert [line.value for line in told_apart(lines)] == ["a-1", "a-2", "b"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_can_be_chosen_is_never_cut(school: School, size: tuple[int, int]) -> None:
    rooms = "Salle de conférence Wilfrid-Laurier, aile"
    lines = [Pick(w, Content(f"{TITLES[0]}   {rooms} {w}   Demo Regional School")) for w in "AB"]
    async with running(school.app(), size) as pilot:
        app = pilot.app
        assert isinstance(app, KioskApp)
        app.go_to("sessions", school.staff(REP))
        app.push_screen(ChooseScreen("Which?", among(lines)))
        await top(pilot, ChooseScreen)
        await shows(pilot, "Building Stronger")
        for width in (120, 60, 80, size[0]):
            await pilot.resize_terminal(width, size[1])
            await until(pilot, lambda w=width: app.screen.size.width == w)  # type: ignore[misc]
            seen = " ".join(text_of(app).replace("│", " ").replace("▐", " ").split())
            assert all(" ".join(line.label.plain.split()) in seen for line in lines), seen


class Fields(App[None]):
    CSS = "#box { width: 30; height: 1; } Choice { width: 1fr; height: 1; }"

    def compose(self) -> ComposeResult:
        options = [(str(n), f"Nov 23   {TITLES[n % 2]}   Room {n // 2}") for n in range(8)]
        with Container(id="box"):
            yield Choice("Offering", options, "0")


async def test_a_field_of_many_shows_which_it_is() -> None:
    read = set()
    async with Fields().run_test(size=(100, 5)) as pilot:
        choice = pilot.app.query_one(Choice)
        for number in range(8):
            choice.value = str(number)
            await until(pilot, lambda: "▾" in text_of(pilot.app))
            await pilot.pause()
            read.add(text_of(pilot.app).strip())
        box = pilot.app.query_one("#box")
        box.styles.width = 90
        await until(pilot, lambda: f"{TITLES[1]}   Room 3" in text_of(pilot.app))
    assert len(read) == 8


@pytest.mark.parametrize("language", ["en", "fr", "es"])
async def test_the_day_of_the_public_screen(school: School, language: str) -> None:
    add_alike(school)
    async with running(school.app(), (80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, KioskApp)
        app.speak(language)
        for size in ((60, 20), (80, 24), (100, 30), (120, 40)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda wide=size[0]: app.screen.size.width == wide)  # type: ignore[misc]
            day = app.screen.query_one("#day")
            await until(pilot, lambda d=day: d.size.height > 2)  # type: ignore[misc]
            await pilot.pause()
            region = day.region
            lines = [
                line[region.x : region.right].rstrip()
                for line in text_of(app).splitlines()[region.y : region.bottom]
            ]
            rows = [line for line in lines if "–" in line]
            assert len(rows) > 4
            assert len(set(rows)) == len(rows), "\n".join(rows)
            for row in app.snapshot.sessions[: len(rows) - 1]:
                assert any(hours(row.sitting, app.words) in line for line in rows)


async def test_facilitators_give_up_their_room_before_a_title_does(school: School) -> None:
    async with running(school.app(), (120, 40)) as pilot:
        title = "Digital Organizing: Leveraging Technology for Collective Action"
        await shows(pilot, title)
        assert "Owen Clarke" not in text_of(pilot.app)
        await pilot.resize_terminal(160, 50)
        await shows(pilot, title, "Owen Clarke")


async def test_matches_on_the_public_screen_keep_what_tells_them_apart(school: School) -> None:
    add_alike(school)
    async with running(school.app(), (60, 20)) as pilot:
        assert isinstance(pilot.app.screen, KioskScreen)
        await pilot.press(*"marie-chris")
        await shows(pilot, "Enter: that's me")
        found = [line.strip() for line in text_of(pilot.app).splitlines() if "Local 1" in line]
        assert len(found) == len(set(found)) == 3
        assert "example" not in text_of(pilot.app)  # nothing that is not for everybody's eyes


async def test_sessions_to_choose_say_who_holds_them_where_nothing_else_differs(
    school: School,
) -> None:
    add_alike(school)
    sittings = [school.store.sitting(f"alike-{n}-0") for n in (1, 2, 3)]
    lines = offered.sessions([s for s in sittings if s], False, words("en"))
    read = [line.plain for line in lines]
    for line, last in zip(read, ("1", "Alex Morin", "Rosa Delgado"), strict=True):
        assert line.endswith(last)
    assert len(set(read)) == 3
