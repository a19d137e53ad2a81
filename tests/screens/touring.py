"""Round all screens, with a stop at everything that can be seen on them.

Each tour drives the running app and yields the name of each stop, settled and painted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import DataTable, OptionList

from kiosk.app import KioskApp
from kiosk.desk import closing, demo, door
from screens.closed import ClosedScreen
from screens.closing import ClosingScreen
from screens.host import DayChanged
from screens.import_file import ImportScreen
from screens.import_preview import PreviewScreen
from screens.kiosk import KioskScreen
from screens.people import PeopleScreen
from screens.pin import PinScreen
from screens.present import PresentScreen
from screens.roster import RosterScreen
from screens.sessions import SessionsScreen
from screens.setup import SetupScreen
from screens.turned_away import TurnedAwayScreen
from screens.verdict import Shown
from tests.screens.showing import School, burst, shows, text_of, top, until

Stops = AsyncIterator[str]
MARIE = "Marie-Ève Tremblay"

VERDICTS = (
    Shown("ok", "✓", "Welcome, Marie-Ève", "Parliamentary Procedures", "Room A", "starts 09:00"),
    Shown("already", "✓", "Already checked in, Marie-Ève", "Conflict Resolution", "Room C", ""),
    Shown("already", "→", "Goodbye, Marie-Ève", "Conflict Resolution", "", "Scan again then."),
    Shown("wait", "◔", "Marie-Ève", "You are registered for Room B.", "", "It starts at 13:00."),
    Shown("no", "✗", "", "We cannot find this name.", "", "Please see staff at the desk."),
)
"""One of each kind, beside those that the tour meets by itself."""


async def kiosk_tour(pilot: Pilot[object], app: KioskApp, school: School) -> Stops:
    """What a visitor can see."""
    screen = app.screen
    assert isinstance(screen, KioskScreen)
    await shows(pilot, "Now and next", "Parliamentary", "08:43")
    yield "quiet"
    await pilot.hover("#larger")
    await pilot.pause()
    yield "the mouse on a key"
    burst(app, "tremb")
    await shows(pilot, "Gisèle Tremblay", "Enter: that's me")
    yield "matches"
    await pilot.hover("#choices", offset=(12, 2))
    await pilot.pause()
    yield "the mouse on a match"
    burst(app, "\r")
    await shows(pilot, "Is this you?")
    yield "is this you"
    sittings = tuple(row.sitting for row in app.snapshot.sessions[:3])
    screen.below.choose(school.person(MARIE), sittings, walks_in=True)
    await shows(pilot, "Aucune de celles-ci")
    yield "which session"
    await pilot.press("f1")
    await shows(pilot, "Hold your badge")
    yield "help"
    await pilot.press("escape")
    for larger in (False, True):
        app.larger = larger
        size = "large " if larger else ""
        for lines in VERDICTS:
            screen.panel.show(lines, "Not you? Press Backspace now to undo.")
            await pilot.pause()
            yield f"{size}{lines.kind} {lines.sign}"
        screen.panel.hide()
        burst(app, "zzyzx\r")
        await until(pilot, lambda: screen.panel.is_shown, what="a refusal")
        yield f"{size}not found"
    screen.panel.hide()
    app.larger = False
    whole = app.snapshot
    app.snapshot = replace(whole, read_only=True)
    app.screen.post_message(DayChanged(app.snapshot))
    await shows(pilot, "This laptop cannot check anyone in now.")
    yield "cannot check in"
    app.snapshot = replace(whole, sessions=())
    app.screen.post_message(DayChanged(app.snapshot))
    await shows(pilot, "There are no sessions today.")
    yield "no sessions"
    app.snapshot = whole
    await pilot.press("f10")
    await top(pilot, PinScreen)
    await shows(pilot, "Who are you?")
    yield "PIN"
    await pilot.press("9", "9", "9", "9")
    yield "digits"
    await pilot.press("enter")
    await shows(pilot, "That PIN is not right.")
    yield "wrong PIN"
    await pilot.press("escape")
    await top(pilot, KioskScreen)
    whole_size = app.size
    await pilot.resize_terminal(59, 19)
    await shows(pilot, "Please make this window larger")
    yield "too small"
    await pilot.resize_terminal(*whole_size)


def morning(school: School) -> None:
    """Nine came, one more to the wrong door, and yesterday is signed."""
    for code in school.codes("-now-0830")[:9]:
        door.scan(school.desk, code)
    here = frozenset({school.session("now-0830-1")})
    door.scan(school.desk, school.codes("parliamentary")[0], served=here)
    closing.close(school.desk, school.session("team-1"), school.staff(demo.FACILITATOR[0]))


async def staff_tour(pilot: Pilot[object], app: KioskApp, school: School) -> Stops:
    """What a facilitator can see, after :func:`morning`."""
    app.go_to("setup", school.staff(demo.FACILITATOR[0]))
    await top(pilot, SetupScreen)
    await shows(pilot, "Set-up is for representatives")
    yield "not a rep"
    app.go_to("sessions", school.staff(demo.FACILITATOR[0]))
    await top(pilot, SessionsScreen)
    await shows(pilot, "Today", "Parliamentary")
    yield "sessions"
    await pilot.hover(DataTable, offset=(10, 3))
    await pilot.pause()
    yield "the mouse on a session"
    await pilot.hover(".place", offset=(2, 0))
    await pilot.pause()
    yield "the mouse on a place"
    app.snapshot = replace(app.snapshot, damages=2)
    app.screen.post_message(DayChanged(app.snapshot))
    await shows(pilot, "places in the data folder are damaged")
    yield "alarm"
    await pilot.press("h")
    await top(pilot, PresentScreen)
    await pilot.pause()
    yield "who is here"
    await pilot.press("escape")
    await top(pilot, SessionsScreen)
    await pilot.press("r")
    await top(pilot, TurnedAwayScreen)
    await pilot.pause()
    yield "turned away"
    await pilot.press("escape")
    await top(pilot, SessionsScreen)
    app.push_screen(RosterScreen(school.staff(demo.FACILITATOR[0]), school.session("now-0830-1")))
    await top(pilot, RosterScreen)
    await shows(pilot, "✓ in", "○ expected")
    yield "roster"
    app.screen.query_one(DataTable).move_cursor(row=0)  # three whom the door has not seen
    await pilot.press("l", "down", "e", "down", "x")
    await until(pilot, lambda: all(s in text_of(app) for s in "◔–✗"), what="the marks")
    yield "marks"
    await pilot.press("c")
    await top(pilot, ClosingScreen)
    await shows(pilot, "never seen")
    yield "closing"
    await pilot.press("l", "e", "x")
    await until(pilot, lambda: "◔" in text_of(app) and "✗" in text_of(app))
    yield "answers"
    await pilot.press("9", "9", "9", "9", "enter")
    await shows(pilot, "That PIN is not right.")
    yield "wrong signature"
    await pilot.press(*demo.FACILITATOR[1], "enter")
    await top(pilot, ClosedScreen)
    await shows(pilot, "✓  Closed")
    yield "closed"


async def rep_tour(pilot: Pilot[object], app: KioskApp, school: School, file: Path) -> Stops:
    """What a rep can see besides, after :func:`morning`; ``file`` is a roster with a fault."""
    rep = school.staff(demo.REP[0])
    app.go_to("completions", rep)
    await shows(pilot, "✓ complete", "… unsigned")
    yield "completions"
    await pilot.press("tab")
    await pilot.pause()
    yield "a filter"
    await pilot.press("tab")
    await pilot.pause()
    yield "another filter"
    await pilot.press("f7")
    await shows(pilot, "✓ complete")
    await pilot.press("e")
    await shows(pilot, "Esc")
    yield "export"
    await pilot.press("escape")
    app.go_to("people", rep)
    await top(pilot, PeopleScreen)
    burst(app, "marie-eve")
    await shows(pilot, "✓ valid")
    yield "people"
    await pilot.press("enter", "b")
    await shows(pilot, "Esc")
    yield "badges of someone"
    await pilot.press("escape")
    for task in range(1, 8):
        app.go_to("setup", rep)
        await top(pilot, SetupScreen)
        await shows(pilot, "Bring in a file")
        if task == 1:
            yield "set-up"
            await pilot.hover("#tasks", offset=(10, 3))
            await pilot.pause()
            yield "the mouse on a task"
        app.screen.query_one("#tasks", OptionList).highlighted = task
        await pilot.press("enter")
        await shows(pilot, "Esc")
        yield f"task {task}"
        if task == 3:
            await pilot.press("ctrl+s")
            await shows(pilot, "name")
            yield "a form with an error"
        elif task in (1, 2, 7):
            await pilot.press("enter")
            await shows(pilot, "Ctrl+S")
            yield f"form {task}"
            for number in range(6 if task == 7 else 0):
                await pilot.press("tab")
                await pilot.pause()
                yield f"form {task}, field {number}"
        else:
            burst(app, "zzyzx")
            await shows(pilot, "zzyzx")
            yield f"task {task}, nothing fits"
    app.go_to("setup", rep)
    await shows(pilot, "Bring in a file")
    await pilot.press("enter")
    await top(pilot, ImportScreen)
    yield "which file"
    await pilot.press("tab")
    await pilot.pause()
    yield "what it holds"
    app.push_screen(PreviewScreen(rep, "attendees", file, lambda said, wrong: None))  # type: ignore[arg-type]
    await until(pilot, lambda: "Nothing is changed yet" in text_of(app), what="a preview")
    yield "preview"
