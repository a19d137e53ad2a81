"""What the store costs, beside the raw floor and stock TinyDB, in one run.

    python -m benchmarks.store                 # about two minutes
    python -m benchmarks.store --million       # and the opening of 1,000,000 check-ins

A check-in is the whole of it: a badge code looked up, the rule asked, one line written
and synced. The floor is an append of 150 bytes and fdatasync, measured in turns with
the check-ins, so that both see the same disk. Medians of all, and of the block of thirty
in which the processor was ours.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from tinydb import TinyDB

from benchmarks.years import NOW, Made, make
from kiosk.clock import Clock
from kiosk.desk import door
from kiosk.desk.protocol import Desk
from kiosk.model import Attendee, Badge
from kiosk.rules.checkin import Outcome
from store.disk import sync
from store.folder import open_pins, open_store
from store.lines import stamp
from store.store import Store

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = 450
BLOCKS = 15
READY = 3
"""Refreshes until what the door asks is made; the kiosk does one each half second."""


def microseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - begun) / 1000


def thousand_steps() -> None:
    """What of the processor is ours: the same work, whatever the store does."""
    done = 0
    for step in range(1000):
        done += step


class Floor:
    """What the disk takes at least: 150 bytes at the end of a file, and a sync."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "floor", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def __call__(self) -> None:
        os.write(self._fd, b"x" * 149 + b"\n")
        sync(self._fd)


class Door:
    """Check-ins at one size, and the floor in turns with them. All sizes are open at once
    and have their blocks in turns: when the machine is slow, it is so for each of them."""

    def __init__(self, made: Made) -> None:
        self.made = made
        self.store = open_store(made.path)
        for _ in range(READY):
            self.store.refresh()
        self._desk = Desk(self.store, open_pins(made.path), Clock(NOW))
        self._floor = Floor(made.path)
        self._codes = iter(made.codes)
        self.first = self._check_in(next(self._codes))
        """Microseconds of the first check-in after the folder was opened and refreshed."""
        self.took: list[list[float]] = []
        """Microseconds of check-ins, by block."""
        self.floor: list[list[float]] = []
        self._cpu = 0

    def block(self, rounds: int) -> None:
        took: list[float] = []
        floor: list[float] = []
        for code in islice(self._codes, rounds):
            begun = time.process_time_ns()
            floor.append(microseconds(self._floor))
            between = time.process_time_ns()
            took.append(self._check_in(code))
            self._cpu += time.process_time_ns() - between - (between - begun)
        self.took.append(took)
        self.floor.append(floor)

    def _check_in(self, code: str) -> float:
        begun = time.perf_counter_ns()
        verdict = door.scan(self._desk, code)
        took = (time.perf_counter_ns() - begun) / 1000
        assert verdict.outcome is Outcome.CHECKED_IN, verdict
        return took

    @property
    def check_in(self) -> float:
        """The median of all, in microseconds."""
        return statistics.median(chain.from_iterable(self.took))

    @property
    def least(self) -> float:
        """The median of all of the floor, in microseconds."""
        return statistics.median(chain.from_iterable(self.floor))

    @property
    def quietest(self) -> float:
        """Above the floor, in the block in which that was least."""
        medians = statistics.median
        return min(
            medians(one) - medians(floor) for one, floor in zip(self.took, self.floor, strict=True)
        )

    @property
    def cpu(self) -> float:
        """Microseconds of the processor for a check-in, above the floor's; the mean."""
        return self._cpu / 1000 / sum(map(len, self.took))


def lookups(store: Store, made: Made) -> tuple[float, float]:
    """Median microseconds to a badge's person, and to a member number's."""
    codes = islice(made.codes, 0, None, max(1, len(made.codes) // 500))
    numbers = islice(made.numbers, 0, None, max(1, len(made.numbers) // 500))

    def badge_holder(code: str) -> Attendee | None:
        return store.get(Attendee, store.badges(code)[0].attendee or "")

    def numbered(number: str) -> Attendee:
        return store.attendees_numbered(number)[0]

    by_code = [microseconds(partial(badge_holder, code)) for code in codes]
    by_number = [microseconds(partial(numbered, number)) for number in numbers]
    return statistics.median(by_code), statistics.median(by_number)


def refreshes(made: Made, rounds: int = 200) -> float:
    """Median microseconds of a second window's refresh after one new line. A folder to
    which files were added just now is looked at more closely; that is waited out."""
    one, other = open_store(made.path), open_store(made.path)
    with one.change() as tx:  # the first line may begin a file
        tx.put(Badge(id="x", code="x"))
    time.sleep(2.5)
    for _ in range(READY):
        other.refresh()
    took = []
    for number in range(rounds):
        with one.change() as tx:
            tx.put(Badge(id=f"x-{number}", code=str(number)))
        took.append(microseconds(other.refresh))
    assert other.get(Badge, f"x-{rounds - 1}")
    one.close()
    other.close()
    return statistics.median(took)


OPENER = """
import pathlib, resource, sys, time
from store.folder import open_store

def peak():
    try:
        status = pathlib.Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except OSError:  # not Linux, where the other figure may be that of whoever started this
        bytes_ = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / bytes_

begun = time.perf_counter()
store = open_store(pathlib.Path(sys.argv[1]))
opened, memory = time.perf_counter(), peak()
for _ in range(READY):
    store.refresh()
print(opened - begun, time.perf_counter() - opened, memory)
"""


@dataclass(frozen=True)
class Opened:
    """Of a process of its own."""

    seconds: float
    ready: float
    """Seconds more until nobody has to wait for an index."""
    memory: float
    """Peak, in MB, when it was open."""


def opening(made: Made) -> Opened:
    """Once."""
    code = OPENER.replace("READY", str(READY))
    command = [sys.executable, "-c", code, str(made.path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return Opened(*map(float, said))


def stock(path: Path, check_ins: int) -> float:
    """Median microseconds of one insert with stock TinyDB, which syncs nothing."""
    doc = {"time": stamp(NOW), "session": "spring-1", "attendee": "a-17", "how": "badge"}
    content = {"facts": {str(n): doc for n in range(1, check_ins + 1)}}
    path.write_text(json.dumps(content))
    with TinyDB(path) as db:
        facts = db.table("facts")
        facts.insert(doc)
        return statistics.median(
            microseconds(lambda: facts.insert(doc)) for _ in range(3 if check_ins > 10_000 else 10)
        )


def rows(folder: Path, sizes: tuple[int, ...], steps: list[float]) -> Iterator[list[str]]:
    """A row of the table for each size.

    Args:
        steps: takes how long a thousand steps of Python took, at each block.
    """
    doors = [Door(make(folder / str(size), size, ROUNDS + 1)) for size in sizes]
    gc.collect()
    opened: list[list[Opened]] = [[] for _ in doors]
    for number in range(BLOCKS):
        for at in doors:
            steps.append(microseconds(thousand_steps))
            at.block(ROUNDS // BLOCKS)
        # Something else between, so that the blocks see more than one moment.
        place = number % len(doors)
        opened[place].append(opening(doors[place].made))
    for size, at, times in zip(sizes, doors, opened, strict=True):
        by_code, by_number = lookups(at.store, at.made)
        at.store.close()
        yield [
            f"{size:,}",
            f"{at.least:.0f}",
            f"{at.check_in:.0f}",
            f"{at.check_in - at.least:+.0f}",
            f"{at.quietest:+.0f}",
            f"{at.cpu:+.0f}",
            f"{at.first:.0f}",
            f"{by_code:.1f}",
            f"{by_number:.1f}",
            f"{refreshes(at.made):.0f}",
            f"{statistics.median(one.seconds for one in times):.2f}",
            f"{statistics.median(one.ready for one in times):.2f}",
            f"{max(one.memory for one in times):.0f}",
            f"{stock(folder / f'{size}.json', size):,.0f}" if size <= 100_000 else "-",
        ]


HEAD = (
    "check-ins", "floor µs", "check-in µs", "above", "quietest", "CPU above", "first µs",
    "by code µs", "by number µs", "refresh µs", "open s", "ready s", "open MB",
    "stock insert µs",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--million", action="store_true", help="open 1,000,000 check-ins too")
    parser.add_argument("--folder", type=Path, help="where to work; the disk to be measured")
    asked = parser.parse_args()
    sizes = (*SIZES, 1_000_000) if asked.million else SIZES
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        print("| " + " | ".join(HEAD) + " |")
        print("|" + "---:|" * len(HEAD))
        steps: list[float] = []
        for row in rows(Path(folder), sizes, steps):
            print("| " + " | ".join(row) + " |", flush=True)
    print(
        f"A thousand steps of Python, beside each block: {statistics.median(steps):.0f} µs, "
        f"{min(steps):.0f} at the quickest."
    )


if __name__ == "__main__":
    main()
