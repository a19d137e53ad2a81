"""The staff's table: right in the first frame in which it is seen, and after each resize."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import DataTable, Static

from screens.abbreviation import make_cell
from screens.columns import WHOLE, TableColumn, TableRow, make_row
from screens.completions import CompletionsScreen
from screens.confirm import ConfirmScreen
from screens.history import HistoryScreen
from screens.host import Host
from screens.kiosk import KioskScreen
from screens.layout import SizedScreen
from screens.roster import RosterScreen
from screens.sessions import SessionsScreen
from screens.table import Table
from tests.screens.completing import REP
from tests.screens.showing import School, running, shows, text_of, top, until

pytestmark = pytest.mark.asyncio

COLUMNS = (
    TableColumn("When", least=WHOLE),
    TableColumn("Workshop", takes_rest=True),
    TableColumn("Minutes", least=WHOLE, priority=1),
)


def sessions(count: int = 3) -> list[TableRow]:
    title = "Parliamentary Procedures"
    return [
        make_row(
            "09:00",
            make_cell(f"{title}, session {n} of {count}", title, f" {n} of {count}"),
            "180/180",
        )
        for n in range(1, count + 1)
    ]


class Tables(App[None]):
    """A table, filled before anything was laid out."""

    def compose(self) -> ComposeResult:
        yield Table()

    def on_mount(self) -> None:
        self.table.fill(COLUMNS, sessions())

    @property
    def table(self) -> Table:
        return self.screen_stack[0].query_one(Table)


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every frame that is painted, as text."""
    painted: list[str] = []
    paint = Screen._compositor_refresh

    def kept(screen: Screen[object]) -> None:
        if screen.is_current:
            strips = screen._compositor.render_strips()
            painted.append("\n".join(strip.text for strip in strips))
        paint(screen)

    monkeypatch.setattr(Screen, "_compositor_refresh", kept)
    return painted


async def test_the_first_frame_is_right(frames: list[str]) -> None:
    async with Tables().run_test(size=(80, 10)) as pilot:
        await until(pilot, lambda: any("Parliamentary" in frame for frame in frames))
    seen = [frame for frame in frames if "Parliamentary" in frame]
    assert all("Minutes" in frame and "…" not in frame for frame in seen)


@pytest.mark.parametrize("way", [(120, 40, 120), (40, 120, 40), (30, 31, 80, 30)])
async def test_every_frame_is_right_for_its_own_width(
    way: Sequence[int], frames: list[str]
) -> None:
    async with Tables().run_test(size=(way[0], 10)) as pilot:
        app = pilot.app
        assert isinstance(app, Tables)
        for width in way[1:]:
            await pilot.resize_terminal(width, 10)
            await until(pilot, lambda wide=width: app.screen.size.width == wide)  # type: ignore[misc]
        await until(pilot, lambda: len(frames[-1].splitlines()[0]) == way[-1])
        lines = app.table.lines
        for frame in (frame for frame in frames if "Parl" in frame):
            head, first, *_ = frame.splitlines()
            room = len(head) - 2 - app.table.styles.scrollbar_size_vertical
            assert head.strip() == lines.head(room).plain.strip()
            assert first.strip() == lines.line(0, room).plain.strip()


@pytest.mark.parametrize("opaque", [True, False])
async def test_a_table_beneath_others_is_right_when_it_comes_back(
    opaque: bool, frames: list[str]
) -> None:
    class Front(Screen[None]):
        DEFAULT_CSS = f"Front {{ background: black {'100%' if opaque else '0%'}; }}"

        def compose(self) -> ComposeResult:
            yield Static("in front")

    async with Tables().run_test(size=(120, 10)) as pilot:
        app = pilot.app
        await until(pilot, lambda: "session 1 of 3" in text_of(app))
        await app.push_screen(Front())
        await app.push_screen(Front())
        await until(pilot, lambda: "in front" in text_of(app))
        await pilot.resize_terminal(40, 10)
        await until(pilot, lambda: app.screen.size.width == 40)
        frames.clear()
        app.pop_screen()
        app.pop_screen()
        await until(pilot, lambda: any("Parliam" in frame for frame in frames))
        for frame in (frame for frame in frames if "Parliam" in frame):
            assert all(f"… {n} of 3" in frame for n in (1, 2, 3))


async def test_what_stands_in_it_changes_without_losing_the_place() -> None:
    async with Tables().run_test(size=(80, 10)) as pilot:
        app = pilot.app
        assert isinstance(app, Tables)
        table = app.table
        await until(pilot, lambda: table.row_count == 3)
        table.fill(COLUMNS, sessions(30))
        table.move_cursor(row=20)
        await until(pilot, lambda: "21 of 30" in text_of(app))
        scrolled = table.scroll_y
        table.fill(COLUMNS, [*sessions(30)[:20], make_row("9:00", "Elections", ""), *sessions(9)])
        await until(pilot, lambda: "Elections" in text_of(app))
        assert (table.cursor_row, table.scroll_y) == (20, scrolled)
        table.fill(COLUMNS, sessions(2))
        await until(pilot, lambda: "2 of 2" in text_of(app) and "Elections" not in text_of(app))
        assert table.cursor_row == 1
        table.fill(COLUMNS, [])
        await until(pilot, lambda: "2 of 2" not in text_of(app))
        table.fill(COLUMNS, sessions(1))
        await until(pilot, lambda: "1 of 1" in text_of(app))


async def test_filling_tells_what_is_under_the_cursor_now() -> None:
    class Telling(Tables):
        told: list[int] = []  # noqa: RUF012 - one app a test

        def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
            self.told.append(event.cursor_row)

    async with Telling().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Telling)
        await until(pilot, lambda: bool(app.told))
        known = len(app.told)
        app.table.fill(COLUMNS, sessions(1))
        await until(pilot, lambda: len(app.told) > known)


async def test_thousands_of_rows_cost_no_more_than_those_that_are_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Tables().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, Tables)
        drawn: set[int] = set()
        line = type(app.table.lines).line

        def counted(lines: object, place: int, width: int) -> object:
            drawn.add(place)
            return line(lines, place, width)  # type: ignore[arg-type]

        monkeypatch.setattr(type(app.table.lines), "line", counted)
        app.table.fill(COLUMNS, sessions(2_000))
        for width in (60, 100, 80):
            await pilot.resize_terminal(width, 24)
            await until(pilot, lambda: "1 of 2000" in text_of(app))
        assert len(drawn) <= 24


# ---- the screens


async def open_places(pilot: Pilot[object], school: School, place: str) -> Host:
    app = pilot.app
    assert isinstance(app, Host)
    app.go_to(place, school.staff(REP))
    return app


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_minutes_are_never_cut_from_the_first_frame_on(
    signed: School, size: tuple[int, int], frames: list[str]
) -> None:
    async with running(signed.app(), size) as pilot:
        await open_places(pilot, signed, "completions")
        await shows(pilot, "180/180", "24 complete")
        await until(pilot, lambda: any("180/180" in frame for frame in frames))
        assert isinstance(pilot.app.screen, CompletionsScreen)
    for frame in (frame for frame in frames if "180/180" in frame):
        assert "Minutes" in frame
        beside = "│" in frame.splitlines()[6]
        assert beside == (size[0] == 120)


async def test_a_screen_knows_its_room_in_every_frame(school: School, frames: list[str]) -> None:
    """Also one that was beneath a dialog, or beneath another screen, when it changed."""

    def of(kind: type[SizedScreen[None]]) -> SizedScreen[None]:
        return next(one for one in pilot.app.screen_stack if isinstance(one, kind))

    async with running(school.app(), (120, 40)) as pilot:
        app = await open_places(pilot, school, "sessions")
        await shows(pilot, "Parliamentary Procedures, session 1 of 3")
        staff = school.staff(REP)
        app.push_screen(RosterScreen(staff, school.session("now-0830-1")))
        await top(pilot, RosterScreen)
        await shows(pilot, "expected")
        app.push_screen(HistoryScreen(staff, school.person("Marie-Ève Tremblay")))
        await top(pilot, HistoryScreen)
        app.push_screen(ConfirmScreen("Sure?", "It is gone.", "Yes"))
        await top(pilot, ConfirmScreen)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen.size.width == 80)
        for back in (HistoryScreen, RosterScreen, SessionsScreen, KioskScreen):
            frames.clear()
            await pilot.press("escape")
            await top(pilot, back)
            await until(pilot, lambda: bool(frames))
            assert not of(back).has_class("-roomy")
            assert all(len(line) == 80 for frame in frames for line in frame.splitlines())
        await shows(pilot, "Now and next")


async def test_the_public_screen_is_laid_out_anew_with_what_is_typed(
    school: School, frames: list[str]
) -> None:
    async with running(school.app(), (120, 40)) as pilot:
        await shows(pilot, "Now and next", "Français")
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: pilot.app.screen.size.width == 60)
        await shows(pilot, "EN FR ES")
        for frame in (frame for frame in frames if len(frame.splitlines()[0]) == 60):
            assert "─" * 58 in frame
            assert "Français" not in frame
        await pilot.press(*"tremb")
        await shows(pilot, "Marie-Ève Tremblay")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: pilot.app.screen.size.width == 120)
        await shows(pilot, "Marie-Ève Tremblay              Local 1000", "Français")
