"""Make the pictures of the README from the running app.

    python docs/make_pictures.py

A demo school is made in a temporary folder at a fixed time, and each screen is driven to
the state that is pictured. The pictures are SVG and need no font from elsewhere.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.clock import Clock
from kiosk.desk import demo, door
from kiosk.desk.protocol import Desk
from kiosk.desk.thread import DeskThread
from kiosk.model import Attendee, Offering, Registration
from store.folder import create, open_pins, open_store
from store.store import Store

PICTURES = Path(__file__).parent / "pictures"
NOW = dt.datetime(2026, 11, 23, 8, 43, tzinfo=ZoneInfo("America/Toronto"))
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


class StoppedClock(Clock):
    """The same moment in every picture."""

    def now(self) -> dt.datetime:
        return NOW.astimezone(dt.UTC)


def code_of(store: Store, name: str) -> str:
    """The badge code of someone in the sample."""
    person = next(a for a in store.all(Attendee) if a.name == name)
    return store.badges_of(person.id)[0].code


async def quiet(pilot: Pilot[object], store: Store) -> None:
    """Nobody stands there."""


async def matching(pilot: Pilot[object], store: Store) -> None:
    """Someone types their name."""
    await pilot.press(*"tremb")


async def accepted(pilot: Pilot[object], store: Store) -> None:
    """Someone scanned their badge."""
    await pilot.press(*code_of(store, "Morag MacDonald-Fraser"))


async def roster(pilot: Pilot[object], store: Store) -> None:
    """A facilitator looks over who is there."""
    await pilot.press("f10")
    await pilot.pause(0.3)
    await pilot.press(*demo.FACILITATOR[1], "enter")
    await pilot.pause(0.6)
    await pilot.press("enter")
    await pilot.pause(0.3)
    await pilot.press("down", "l")


async def closing(pilot: Pilot[object], store: Store) -> None:
    """The three steps of closing."""
    await roster(pilot, store)
    await pilot.pause(0.3)
    await pilot.press("c")


SHOTS: dict[str, tuple[tuple[int, int], Callable[[Pilot[object], Store], Awaitable[None]]]] = {
    "quiet": ((80, 24), quiet),
    "matching": ((80, 24), matching),
    "accepted": ((80, 24), accepted),
    "accepted-large": ((120, 40), accepted),
    "roster": ((100, 30), roster),
    "closing": ((100, 30), closing),
}


def make_school(path: Path) -> tuple[Store, Desk]:
    """The demo at its time, with half of one session already in."""
    create(path, demo=True)
    store = open_store(path)
    desk = Desk(store, open_pins(path), StoppedClock())
    demo.make(desk)
    offering = next(o.id for o in store.all(Offering) if "-now-" in o.id)
    there = [r.attendee for r in store.all(Registration) if r.offering == offering][:9]
    for attendee in there:
        person = store.get(Attendee, attendee)
        if person and person.name != "Morag MacDonald-Fraser":
            door.check_in(desk, attendee)
    return store, desk


async def picture(name: str, folder: Path) -> None:
    """One screen, driven and saved."""
    size, drive = SHOTS[name]
    store, desk = make_school(folder / name)
    thread = DeskThread(lambda: desk)
    app = KioskApp(thread)
    async with app.run_test(size=size) as pilot:
        while not app.snapshot.is_open:
            await pilot.pause(0.02)
        await drive(pilot, store)  # type: ignore[arg-type]
        await pilot.pause(0.6)
        svg = _FONTS.sub("", app.export_screenshot(title="Session kiosk"))
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")
    thread.close()
    store.close()


def main() -> None:
    """Make them all, or those that are named."""
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or SHOTS:
            asyncio.run(picture(name, Path(folder)))
            print(PICTURES / f"{name}.svg")


if __name__ == "__main__":
    main()
