"""Every table of the staff's, full of what is easily taken for something else, in three
sizes and three languages."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from kiosk.app import KioskApp
from kiosk.desk import door
from screens.closing import ClosingScreen
from screens.completions import CompletionsScreen
from screens.history import HistoryScreen
from screens.present import PresentScreen
from screens.roster import RosterScreen
from screens.sessions import SessionsScreen
from screens.staff import StaffScreen
from screens.table import Table
from screens.turned_away import TurnedAwayScreen
from tests.screens.completing import REP
from tests.screens.crowding import ALIKE, add_alike
from tests.screens.showing import School, running, text_of, top, until

pytestmark = pytest.mark.asyncio

SIZES = ((80, 24), (100, 30), (120, 40))
SECOND = dt.timedelta(seconds=1)


def turn_away(school: School) -> None:
    """Two whose names are the same, and somebody unknown, three times in a minute."""
    school.keep_refusals()
    started = school.clock.moment
    for second in range(3):
        school.clock.moment = started + second * SECOND
        door.scan(school.desk, "zzyzx nobody")
        for person, *_ in ALIKE[:2]:
            door.check_in(school.desk, person, served=frozenset({"alike-1-2"}))
    school.clock.moment = started


Open = Callable[[KioskApp, School], None]


def on_top(make: Callable[[School], StaffScreen]) -> Open:
    def opened(app: KioskApp, school: School) -> None:
        app.go_to("sessions", school.staff(REP))
        app.push_screen(make(school))

    return opened


SCREENS: dict[type[StaffScreen], Open] = {
    SessionsScreen: lambda app, school: app.go_to("sessions", school.staff(REP)),
    CompletionsScreen: lambda app, school: app.go_to("completions", school.staff(REP)),
    RosterScreen: on_top(lambda school: RosterScreen(school.staff(REP), "alike-1-0")),
    ClosingScreen: on_top(lambda school: ClosingScreen(school.staff(REP), "alike-2-0")),
    PresentScreen: on_top(lambda school: PresentScreen(school.staff(REP))),
    TurnedAwayScreen: on_top(lambda school: TurnedAwayScreen(school.staff(REP))),
    HistoryScreen: on_top(
        lambda school: HistoryScreen(school.staff(REP), school.person(ALIKE[-2][1]))
    ),
}


def check(app: KioskApp, language: str) -> None:
    """No two rows read the same, and nothing is cut beside room that is not used."""
    table = app.screen.query_one(Table)
    lines, room = table.lines, table.room
    where = f"{type(app.screen).__name__} {app.size.width} {language}"
    drawn = [lines.line(place, room).plain.rstrip() for place in range(len(lines.rows))]
    same = [said for said, times in Counter(drawn).items() if times > 1]
    assert not same, f"{where}:\n" + "\n".join(same)
    assert max(map(cell_len, drawn)) <= room, where
    fit = lines.fit(room)
    cut = [
        cell.whole.plain
        for row in fit.rows
        for place, wide in zip(fit.places, fit.widths, strict=True)
        for cell in [row.cells[place]]
        if cell.width > wide
    ]
    for at, (place, wide) in enumerate(zip(fit.places, fit.widths, strict=True)):
        # Of the column, without the room behind it.
        used = max(
            cell_len(lines.columns[place].head), *(row.cells[place].width for row in fit.rows)
        )
        assert not cut or wide <= used, f"{where}: column {at} has room, and {cut[0]} is cut"
    if len(fit.places) < len(lines.columns):
        assert lines.least > room, f"{where}: a column went for which there is room"
    # What is seen is this, and nothing else.
    seen = text_of(app).splitlines()
    top = max(round(table.scroll_y), 0)
    high = table.size.height - (1 if table.show_header else 0)
    for said in drawn[top : top + high]:
        assert any(said in line for line in seen), f"{where}: {said}\n{text_of(app)}"


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("kind", SCREENS, ids=lambda kind: kind.__name__)
async def test_no_two_rows_read_the_same(
    school: School, kind: type[StaffScreen], language: str
) -> None:
    turned = kind is TurnedAwayScreen
    add_alike(school)
    if turned:
        turn_away(school)
    app = school.app()
    async with running(app, (80, 24)) as pilot:
        app.speak(language)
        SCREENS[kind](app, school)
        await top(pilot, kind)
        table = app.screen.query_one(Table)
        await until(pilot, lambda: len(table.lines.rows) > 1, what="rows")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await until(pilot, lambda wide=size[0]: app.screen.size.width == wide)  # type: ignore[misc]
            await pilot.pause()
            check(app, language)
