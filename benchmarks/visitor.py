"""How long a visitor waits: first paint, and from a scan's last key to the painted verdict.

    python -m benchmarks.visitor [--people 10000] [--scans 100]

First paint is measured on whole processes in a pty, against an empty Textual app in the
same run. The verdict is measured in a process without a terminal, from the posting of the
last key to the frame that holds the verdict. Medians and 99th percentiles, in milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from textual import events

from benchmarks.terminals import terminal
from kiosk.app import KioskApp
from kiosk.clock import Clock
from kiosk.desk import demo
from kiosk.desk.bringing import importing
from kiosk.desk.protocol import Desk
from kiosk.desk.thread import DeskThread
from kiosk.files.attendees import Person
from kiosk.files.reading import Parsed
from kiosk.model import Attendee, Badge, Offering, RegistrationStatus
from store.folder import create, open_pins, open_store

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("ready: " + "Scan your badge")
Empty().run()
"""
KIOSK = "from kiosk.commands import main; main()"
READY = b"Scan your badge"


def make_school(path: Path, people: int) -> tuple[Desk, list[str]]:
    """A demo school with so many more people in the session that is open now; the codes
    of those people."""
    create(path, demo=True)
    store = open_store(path)
    desk = Desk(store, open_pins(path), Clock())
    demo.make(desk)
    offering = next(o.id for o in store.all(Offering) if "-now-" in o.id)
    crowd = [
        Person(
            name=f"{chr(65 + n % 26)}{'aeiou'[n % 5]}rtha{n % 311} Crowd{n}",
            member_number=str(9_000_000 + n),
            local=f"Local {n % 40}",
            registrations=((offering, RegistrationStatus.REGISTERED),),
        )
        for n in range(people)
    ]
    importing.bring_attendees(desk, Parsed([(str(n), p) for n, p in enumerate(crowd)], []))
    codes = [
        badge.code
        for badge in store.all(Badge)
        if (a := store.get(Attendee, badge.attendee or "")) and "Crowd" in a.name
    ]
    return desk, codes


def first_paint(program: str, *arguments: str) -> float:
    """Seconds from the start of a process to the first frame that says what to do."""
    with terminal(program, *arguments) as opened:
        return opened.wait_for(READY) - opened.began


async def verdicts(app: KioskApp, codes: list[str]) -> list[float]:
    """Seconds from the last key of each scan to its painted verdict."""
    times: list[float] = []
    async with app.run_test(size=(80, 24)) as pilot:
        panel = app.screen.query_one("VerdictPanel")
        await pilot.pause()
        while not app.snapshot.is_open:
            await pilot.pause()
        painted = asyncio.Event()
        show = panel.show  # type: ignore[attr-defined]

        def shown(*args: object) -> None:
            show(*args)
            app.screen.call_after_refresh(painted.set)

        panel.show = shown  # type: ignore[attr-defined]
        for code in codes:
            for letter in code[:-1]:
                app.post_message(events.Key(letter, letter))
            await pilot.pause()
            panel.hide()  # type: ignore[attr-defined]
            await pilot.pause()
            painted.clear()
            began = time.perf_counter()
            app.post_message(events.Key(code[-1], code[-1]))
            await asyncio.wait_for(painted.wait(), 20)
            times.append(time.perf_counter() - began)
    return times


def row(what: str, seconds: list[float]) -> None:
    """One line of the table."""
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"{what:<44} {statistics.median(ordered) * 1e3:8.1f} {last * 1e3:8.1f}")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--scans", type=int, default=100)
    parser.add_argument("--starts", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school"
        desk, codes = make_school(path, given.people)
        print(f"{given.people} people{'':<33} median      p99  (ms)")
        empty, kiosk = [], []
        for _ in range(given.starts):
            empty.append(first_paint(EMPTY))
            kiosk.append(first_paint(KIOSK, "--data", str(path)))
        row("first paint, an empty Textual app", empty)
        row("first paint, the kiosk", kiosk)
        row("the difference, pair by pair", [k - e for k, e in zip(kiosk, empty, strict=True)])
        thread = DeskThread(lambda: desk)
        row(
            "last key of a scan to its painted verdict",
            asyncio.run(verdicts(KioskApp(thread), codes[: given.scans])),
        )
        thread.close()
        desk.store.apart.close()  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
