"""The door of a large school, in a real terminal.

    python -m benchmarks.door [--people 100000] [--check-ins 100000] [--scans 200]

From a scan's last key to the painted verdict; twenty scans a second for a minute, and how
many of them are on the disk; first paint, with the data loading behind it, against an empty
Textual app in the same run; and the most memory that was held.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks import crowd
from benchmarks.terminals import Terminal, terminal
from benchmarks.visitor import EMPTY, KIOSK, READY, row
from kiosk.model import CheckIn
from store.folder import open_store

A_SECOND = 20
STARTS = 5


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--check-ins", type=int, default=100_000)
    parser.add_argument("--scans", type=int, default=200)
    parser.add_argument("--burst", type=int, default=60, help="Seconds of twenty scans each.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school"
        desk, people = crowd.make(path, given.people, given.check_ins)
        desk.store.apart.close()  # type: ignore[attr-defined]
        print(f"{given.people} people, {given.check_ins} check-ins{'':<10} median      p99  (ms)")
        first_paints(path)
        with terminal(KIOSK, "--data", str(path)) as kiosk:
            kiosk.wait_for(READY)
            opened = kiosk.wait_for(b"Hall ", seconds=120)
            print(f"{'opened, with the day on the screen':<44} {(opened - kiosk.began) * 1e3:8.1f}")
            row("last key of a scan to its painted verdict", scans(kiosk, people[: given.scans]))
            late = people[given.scans : given.scans + given.burst * A_SECOND]
            burst(kiosk, late)
            memory = kiosk.peak_memory() / 2**20
        store = open_store(path)
        recorded = {
            fact.attendee
            for session in range(crowd.ROOMS)
            for person in store.people_in(f"crowd-{session}-0")
            for fact in store.person_facts(f"crowd-{session}-0", person)
            if isinstance(fact, CheckIn)
        }
        store.close()
        sent = given.scans + len(late)
        print(f"{'of so many scans':<44} {sent:8}")
        print(f"{'so many are on the disk':<44} {len(recorded):8}")
        print(f"{'most memory (MB)':<44} {memory:8.0f}")


def first_paints(path: Path) -> None:
    """First paint, and how much later than an empty app's."""
    empty, kiosk = [], []
    for _ in range(STARTS):
        with terminal(EMPTY) as app:
            empty.append(app.wait_for(READY) - app.began)
        with terminal(KIOSK, "--data", str(path)) as app:
            kiosk.append(app.wait_for(READY) - app.began)
    row("first paint, an empty Textual app", empty)
    row("first paint, the kiosk", kiosk)


def scans(kiosk: Terminal, people: list[tuple[str, str]]) -> list[float]:
    """Seconds from each scan to the name in its verdict."""
    times = []
    for code, name in people:
        sent = kiosk.send(code + "\r")
        times.append(kiosk.wait_for(name.encode()) - sent)
        kiosk.read_for(0.05)
    return times


def burst(kiosk: Terminal, people: list[tuple[str, str]]) -> None:
    """Twenty scans a second, whatever the kiosk says meanwhile."""
    began = time.perf_counter()
    for n, (code, _) in enumerate(people):
        kiosk.send(code + "\r")
        due = began + (n + 1) / A_SECOND
        kiosk.read_for(max(due - time.perf_counter(), 0.001))
    kiosk.read_for(5)


if __name__ == "__main__":
    main()
