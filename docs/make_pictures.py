"""Make the pictures of the README from the running app.

    python docs/make_pictures.py                     # all of them, into docs/pictures
    python docs/make_pictures.py roster closing      # these
    python docs/make_pictures.py --to FOLDER         # somewhere else, to look at first

A demo school is made in a temporary folder, its clock stands still, and each screen is
driven to the state that is pictured; a state that does not come ends the script and says
what stood on the screen instead. The pictures are SVG and need no font from elsewhere.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

from textual.pilot import Pilot
from textual.widgets import Input

from kiosk.app import KioskApp
from kiosk.clock import Clock
from kiosk.desk import closing, demo, door
from kiosk.desk.protocol import Desk
from kiosk.desk.thread import DeskThread
from kiosk.model import Attendee, Offering, Sitting, Staff
from kiosk.rules.codes import ALPHABET, PREFIX, check_letters
from screens.host import Ended
from store.folder import create, open_pins, open_store
from store.store import Store

PICTURES = Path(__file__).parent / "pictures"
NOW = dt.datetime(2026, 11, 23, 8, 43, tzinfo=ZoneInfo("America/Toronto"))
SECONDS = 20.0
"""A state that takes longer to come does not come."""
SMALL, WIDE, LARGE = (80, 24), (120, 30), (120, 40)
"""Columns and lines: a small terminal, one with room for what stands beside, a large one."""

VISITOR = "Angus MacLeod"
"""Their session begins at nine."""
MEMBER = "Marie-Ève Tremblay"
OPEN, ENDED = "-now-0830-1", "-team-1"
"""How the ids of the session that is open now, and of yesterday's, end."""

_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


# ---- the school


class StoppedClock(Clock):
    """Stands where it is put."""

    moment = NOW

    def now(self) -> dt.datetime:
        return self.moment.astimezone(dt.UTC)


class School:
    """The demo at its time, in a folder."""

    def __init__(self, path: Path) -> None:
        create(path, demo=True)
        self.store: Store = open_store(path)
        self.clock = StoppedClock()
        self.desk = Desk(self.store, open_pins(path), self.clock)
        demo.make(self.desk)
        self._give_codes()
        self._arrive()

    def _give_codes(self) -> None:
        """Codes that are the same each time: their last letters stand in a picture."""
        people = sorted(self.store.all(Attendee), key=lambda person: person.name)
        with self.store.change() as tx:
            for number, person in enumerate(people):
                high, low = divmod(number, len(ALPHABET))
                payload = (ALPHABET[high] + ALPHABET[low]) * 8
                (badge,) = tx.badges_of(person.id)
                tx.put(replace(badge, code=PREFIX + payload + check_letters(payload)))

    def _arrive(self) -> None:
        """Two of three come to the session that is open, one every other minute."""
        offering = self.sitting(OPEN).offering.id
        ids = {r.attendee for r in self.store.registrations_in(offering)}
        names = sorted(a.name for a in self.store.all(Attendee) if a.id in ids)
        coming = [name for number, name in enumerate(names) if number % 3]
        for number, name in enumerate(coming):
            self.clock.moment = NOW - dt.timedelta(minutes=2 * (len(coming) - number))
            door.scan(self.desk, self.code(name))
        self.clock.moment = NOW

    def sitting(self, ending: str) -> Sitting:
        """Of the session whose id ends so."""
        offerings = (offering.id for offering in self.store.all(Offering))
        sittings = (s for offering in offerings for s in self.store.sittings_of(offering))
        (found,) = (sitting for sitting in sittings if sitting.id.endswith(ending))
        return found

    def code(self, name: str) -> str:
        (person,) = (a for a in self.store.all(Attendee) if a.name == name)
        return self.store.badges_of(person.id)[0].code

    def staff(self, name: str) -> Staff:
        return closing.staff_named(self.store, name)

    def sign(self, ending: str) -> None:
        """The facilitator closes a session."""
        closing.close(self.desk, self.sitting(ending).id, self.staff(demo.FACILITATOR[0]))


# ---- the screen


@dataclass
class Stage:
    """The running app, and the school it stands in."""

    school: School
    app: KioskApp
    pilot: Pilot[Ended]

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def go_to(self, place: str, name: str) -> None:
        """One of the staff's places, signed in."""
        self.app.go_to(place, self.school.staff(name))
        await self.shows(name)

    async def shows(self, *texts: str) -> None:
        """Wait until all of these stand on the screen.

        Raises:
            TimeoutError: they do not; with what stands there.
        """
        await self._until(lambda: all(text in self.text() for text in texts), ", ".join(texts))

    async def settles(self) -> None:
        """Wait until what was recorded is drawn, and nothing changes any more."""
        for field in self.app.screen.query(Input):
            field.cursor_blink = False
        store = self.school.store
        await self._until(lambda: self.app.snapshot.revision == store.revision, "all recorded")
        before = None
        while before != (now := self.text()):
            before = now
            await self.pilot.pause()

    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def _until(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + SECONDS
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(f"It did not come to this: {what}\n{self.text()}")
            await self.pilot.pause()
            await asyncio.sleep(0.01)

    def save(self, path: Path) -> None:
        svg = _FONTS.sub("", self.app.export_screenshot(title="Session kiosk"))
        path.write_text(svg, encoding="utf-8")


# ---- what is pictured


async def quiet(stage: Stage) -> None:
    """Nobody stands there."""
    await stage.shows("Now and next")


async def matching(stage: Stage) -> None:
    """Someone types their name."""
    await stage.press(*"tremb")
    await stage.shows(MEMBER, "that's me")


async def accepted(stage: Stage) -> None:
    """Someone scanned their badge."""
    await stage.press(*stage.school.code(VISITOR))
    await stage.shows("✓", VISITOR.split()[0])


async def sessions(stage: Stage) -> None:
    """The day's sessions, and what was left unclosed."""
    await stage.go_to("sessions", demo.FACILITATOR[0])
    await stage.shows("Today", "not closed")


async def roster(stage: Stage) -> None:
    """A facilitator looks over who is there."""
    await sessions(stage)
    await stage.press("enter")
    await stage.shows("✓ in", "○ expected")
    await stage.press("l")
    await stage.shows("◔ late")


async def signing(stage: Stage) -> None:
    """The three steps of closing."""
    await roster(stage)
    await stage.press("c")
    await stage.shows("never seen")


async def people(stage: Stage) -> None:
    """The card of a member."""
    await stage.go_to("people", demo.FACILITATOR[0])
    await stage.press(*"eve tremb")
    await stage.shows(MEMBER, "Workshops")
    await stage.press("enter")
    await stage.shows("Name and details")


async def completions(stage: Stage) -> None:
    """Who completed what, and why."""
    stage.school.sign(ENDED)
    await stage.go_to("completions", demo.REP[0])
    await stage.shows("✓ complete")
    await stage.press(*["down"] * 4)
    await stage.shows("180 of 180 minutes")


async def setup(stage: Stage) -> None:
    """What a rep brings in or changes."""
    await stage.go_to("setup", demo.REP[0])
    await stage.shows("Bring in a file")


Drive = Callable[[Stage], Awaitable[None]]

SHOTS: dict[str, tuple[tuple[int, int], Drive]] = {
    "quiet": (SMALL, quiet),
    "matching": (SMALL, matching),
    "accepted": (SMALL, accepted),
    "accepted-large": (LARGE, accepted),
    "sessions": (WIDE, sessions),
    "roster": (WIDE, roster),
    "closing": (WIDE, signing),
    "people": (WIDE, people),
    "completions": (WIDE, completions),
    "setup": (WIDE, setup),
}


async def picture(name: str, path: Path, to: Path) -> None:
    """One screen, driven and saved."""
    size, drive = SHOTS[name]
    school = School(path)
    thread = DeskThread(lambda: school.desk)
    app = KioskApp(thread)
    try:
        async with app.run_test(size=size) as pilot:
            await asyncio.wait_for(app.opened.wait(), SECONDS)
            stage = Stage(school, app, pilot)
            await drive(stage)
            await stage.settles()
            stage.save(to / f"{name}.svg")
    finally:
        thread.close()
        school.store.close()


def main() -> None:
    """Make them all, or those that are named."""
    parser = argparse.ArgumentParser(description="Make the pictures of the README.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(SHOTS)}")
    parser.add_argument("--to", type=Path, default=PICTURES, metavar="FOLDER")
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if name not in SHOTS]:
        parser.error(f"no such picture: {', '.join(unknown)}")
    asked.to.mkdir(parents=True, exist_ok=True)
    for name in asked.names or SHOTS:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(picture(name, Path(folder) / "school", asked.to))
        print(asked.to / f"{name}.svg")


if __name__ == "__main__":
    main()
