"""What the store costs, beside the raw floor and stock TinyDB, in one run.

    python -m benchmarks.store                 # about two minutes
    python -m benchmarks.store --million       # and the opening of 1,000,000 check-ins

A check-in is the whole of it: a badge code looked up, the rule asked, one line written
and synced. The floor is an append of 150 bytes and fdatasync, measured in turns with
the check-ins, so that both see the same disk.
"""

from __future__ import annotations

import argparse
import datetime as dt
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
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from tinydb import TinyDB

from kiosk.clock import Clock
from kiosk.desk import door
from kiosk.desk.protocol import Desk
from kiosk.model import (
    Attendee,
    Badge,
    Offering,
    Organisation,
    Programme,
    Registration,
    School,
    Session,
    Workshop,
)
from kiosk.rules.checkin import Outcome
from kiosk.rules.codes import new_code
from store.disk import sync
from store.folder import create, marker, open_pins, open_store
from store.lines import encode, stamp
from store.store import Store
from store.written import written

SIZES = (100, 1_000, 10_000, 100_000)
PAST = 5
"""Sessions that each person was in before, at every size."""
ROSTER = 500
"""People in one file that was imported."""
ROUNDS = 400
READY = 3
"""Refreshes until what the door asks is made; the kiosk does one each half second."""
NOW = dt.datetime(2026, 4, 10, 9, 0, tzinfo=ZoneInfo("America/Toronto"))


@dataclass(frozen=True)
class Made:
    """A data folder and whom it knows."""

    path: Path
    codes: list[str]
    numbers: list[str]


def make(path: Path, check_ins: int, waiting: int) -> Made:
    """A folder with so many check-ins, ``PAST`` a person, and so many people more than
    that at the door of a session that is open."""
    create(path)
    kiosk = marker(path).kiosk
    known = max(check_ins // PAST, 1)
    people = max(known, waiting)
    codes = [new_code() for _ in range(people)]
    lines = [b""]
    clock = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)

    def line(put: dict[str, dict[str, bytes]]) -> None:
        nonlocal clock
        clock += dt.timedelta(seconds=7)
        lines.append(encode(len(lines), stamp(clock), put))

    day = dt.timedelta(days=1)
    sessions = [
        Session(
            id=f"spring-{number}",
            offering=f"o-{number}",
            start=NOW - number * day,
            end=NOW - number * day + dt.timedelta(hours=3),
        )
        for number in range(PAST + 1)
    ]
    offerings = {
        s.offering: Offering(id=s.offering, school="spring", workshop="pp", room="Room A")
        for s in sessions
    }
    line(
        {
            "organisation": {
                "organisation": written(Organisation(name="Union", zone="America/Toronto"))
            },
            "programmes": {"let": written(Programme(id="let", title={"en": "Training"}))},
            "workshops": {"pp": written(Workshop(id="pp", programme="let", title={"en": "Rules"}))},
            "schools": {"spring": written(School(id="spring", name="S", zone="America/Toronto"))},
            "offerings": {i: written(offering) for i, offering in offerings.items()},
            "sessions": {s.id: written(s) for s in sessions},
        }
    )
    for first in range(0, people, ROSTER):
        put: dict[str, dict[str, bytes]] = {"attendees": {}, "badges": {}, "registrations": {}}
        for number in range(first, min(first + ROSTER, people)):
            attendee = Attendee(
                id=f"a-{number}", name=f"Person {number}", member_number=f"{number:07}"
            )
            badge = Badge(id=f"b-{number}", code=codes[number], attendee=attendee.id)
            put["attendees"][attendee.id] = written(attendee)
            put["badges"][badge.id] = written(badge)
            for session in sessions if number < known else sessions[:1]:
                registration = Registration(
                    id=Registration.id_for(attendee.id, session.offering),
                    attendee=attendee.id,
                    offering=session.offering,
                )
                put["registrations"][registration.id] = written(registration)
        line(put)
    for number in range(check_ins):
        session = sessions[1 + number // known % PAST]
        fact_id = f"{kiosk}-{len(lines)}"
        fact = b'{"time":"%b","entered":"%b","session":"%b","attendee":"a-%d","how":"badge",' % (
            stamp(session.start).encode(),
            stamp(clock).encode(),
            session.id.encode(),
            number % known,
        )
        line({"facts": {fact_id: fact + b'"kind":"check_in"}'}})
    (path / "journal" / f"{kiosk}-0001.jsonl").write_bytes(b"".join(lines))
    return Made(path, codes, [f"{number:07}" for number in range(people)])


def microseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - begun) / 1000


class Floor:
    """What the disk takes at least: 150 bytes at the end of a file, and a sync."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "floor", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def __call__(self) -> None:
        os.write(self._fd, b"x" * 149 + b"\n")
        sync(self._fd)


@dataclass(frozen=True)
class Took:
    """Microseconds."""

    first: float
    """The first check-in after the folder was opened and refreshed."""
    check_in: float
    floor: float
    cpu: float
    """Of a check-in, above the floor's."""


def check_ins(store: Store, made: Made, rounds: int) -> Took:
    """Medians of check-ins and of the floor, in turns; the CPU is a mean."""
    desk = Desk(store, open_pins(made.path), Clock(NOW))
    floor = Floor(made.path)
    took, raw, cpu = [], [], 0
    first = microseconds(lambda: _check_in(desk, made.codes[0]))
    for code in islice(made.codes, 1, rounds):
        begun = time.process_time_ns()
        raw.append(microseconds(floor))
        between = time.process_time_ns()
        took.append(microseconds(lambda code=code: _check_in(desk, code)))
        cpu += time.process_time_ns() - between - (between - begun)
    return Took(first, statistics.median(took), statistics.median(raw), cpu / 1000 / len(took))


def _check_in(desk: Desk, code: str) -> None:
    verdict = door.scan(desk, code)
    assert verdict.outcome is Outcome.CHECKED_IN, verdict


def lookups(store: Store, made: Made) -> tuple[float, float]:
    """Median microseconds to a badge's person, and to a member number's."""
    codes = islice(made.codes, 0, None, max(1, len(made.codes) // 500))
    numbers = islice(made.numbers, 0, None, max(1, len(made.numbers) // 500))
    by_code = [
        microseconds(lambda c=c: store.get(Attendee, store.badges(c)[0].attendee)) for c in codes
    ]
    by_number = [microseconds(lambda n=n: store.attendees_numbered(n)[0]) for n in numbers]
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


def opening(made: Made, times: int) -> Opened:
    """The median of so many."""
    code = OPENER.replace("READY", str(READY))
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(made.path)], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(times)
    ]
    return Opened(*(statistics.median(float(one[figure]) for one in said) for figure in range(3)))


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


def rows(folder: Path, sizes: tuple[int, ...]) -> Iterator[list[str]]:
    for size in sizes:
        made = make(folder / str(size), size, ROUNDS)
        opened = opening(made, 3)
        store = open_store(made.path)
        for _ in range(READY):
            store.refresh()
        gc.collect()
        took = check_ins(store, made, ROUNDS)
        by_code, by_number = lookups(store, made)
        store.close()
        yield [
            f"{size:,}",
            f"{took.floor:.0f}",
            f"{took.check_in:.0f}",
            f"{took.check_in - took.floor:+.0f}",
            f"{took.cpu:+.0f}",
            f"{took.first:.0f}",
            f"{by_code:.1f}",
            f"{by_number:.1f}",
            f"{refreshes(made):.0f}",
            f"{opened.seconds:.2f}",
            f"{opened.ready:.2f}",
            f"{opened.memory:.0f}",
            f"{stock(folder / f'{size}.json', size):,.0f}" if size <= 100_000 else "-",
        ]


HEAD = (
    "check-ins", "floor µs", "check-in µs", "above", "CPU above", "first µs", "by code µs",
    "by number µs", "refresh µs", "open s", "ready s", "open MB", "stock insert µs",
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
        for row in rows(Path(folder), sizes):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
