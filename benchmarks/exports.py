"""What it costs to take home 100,000 completions, as each kind of file.

    python -m benchmarks.exports [--people 5000] [--offerings 20]

Everyone completes every one of as many workshops. Each kind is written by ``kiosk export
completions``, as a rep waits for it: with starting, opening the folder and reading; and once
more as CSV, sorted by two columns. The floor is ``csv.writer`` writing the same rows, which
are there already, and nothing else. Seconds on the clock and of the processor (these do not
count what other programs take meanwhile), and the most memory that the command ever had.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kiosk.clock import Clock
from kiosk.desk.protocol import Desk
from kiosk.desk.taking import tables
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    Closing,
    Offering,
    Organisation,
    Programme,
    Registration,
    School,
    Session,
    SignedLine,
    Workshop,
)
from kiosk.rules.attendance import roster_hash
from kiosk.words import words
from store.folder import create, open_pins, open_store

START = dt.datetime(2026, 4, 10, 9, tzinfo=dt.UTC)
KINDS = ("csv", "csv sorted", "jsonl", "xlsx")


def make(path: Path, people: int, offerings: int) -> None:
    """A school at which everyone is in every session to its end, and every one is signed."""
    create(path)
    store = open_store(path)
    ids = [f"a-{n:06}" for n in range(people)]
    with store.change() as tx:
        tx.put(Organisation(name="Benchmark", zone="America/Toronto"))
        tx.put(School(id="school", name="School", zone="America/Toronto"))
        tx.put(Programme(id="programme", title={"en": "Programme"}))
        for n, person in enumerate(ids):
            number, local = str(10_000 + n), f"Local {n % 40}"
            tx.put(Attendee(id=person, name=f"Person {n}", member_number=number, local=local))
    there = tuple(
        SignedLine(attendee=person, status=AttendanceStatus.PRESENT, minutes=180) for person in ids
    )
    for n in range(offerings):
        course, begins = f"course-{n}", START + dt.timedelta(days=n)
        ends = begins + dt.timedelta(hours=3)
        with store.change() as tx:
            tx.put(Workshop(id=course, programme="programme", title={"en": f"Course {n}"}))
            tx.put(Offering(id=course, school="school", workshop=course, room="Hall"))
            tx.put(Session(id=course, offering=course, start=begins, end=ends))
            for person in ids:
                key = Registration.id_for(person, course)
                tx.put(Registration(id=key, attendee=person, offering=course))
            digest = roster_hash(course, 180, there)
            tx.add(
                Closing(time=ends, session=course, by="s-1", minutes=180, roster=there, hash=digest)
            )
    store.close()


def floor(path: Path, out: Path) -> None:
    store = open_store(path)
    desk = Desk(store, open_pins(path), Clock(START))
    table = tables.take(desk, "completions", words("en"))
    store.close()
    began, busy = time.perf_counter(), time.process_time()
    said = io.StringIO(newline="")
    writer = csv.writer(said)
    writer.writerow([column.heading for column in table.columns])
    writer.writerows(table.rows)
    out.write_bytes(said.getvalue().encode())
    took, used = time.perf_counter() - began, time.process_time() - busy
    print(f"| floor | {took:.2f} | {used:.2f} | | {out.stat().st_size / 1e6:.1f} |", flush=True)


def one(path: Path, kind: str) -> None:
    """Write one file, and say what it took. The command is started from here, for a process
    begins with the memory of the one that starts it."""
    out = path.parent / f"out.{kind.partition(' ')[0]}"
    kiosk = [sys.executable, "-c", "from kiosk.commands import main; main()"]
    given = ["export", "completions", "--data", str(path), "-o", str(out)]
    if kind.endswith("sorted"):
        given += ["--sort", "local,-name"]
    began = time.perf_counter()
    subprocess.run([*kiosk, *given], check=True, capture_output=True)
    took = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"| {kind} | {took:.2f} | {used.ru_utime + used.ru_stime:.2f} "
        f"| {used.ru_maxrss / 1024:.0f} | {out.stat().st_size / 1e6:.1f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--offerings", type=int, default=20)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(Path(given.one[0]), given.one[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school"
        make(path, given.people, given.offerings)
        print("| as | s | s of the processor | MB of memory | MB of file |")
        print("|---|---:|---:|---:|---:|")
        floor(path, Path(folder) / "floor.csv")
        for kind in KINDS:
            command = [sys.executable, "-m", "benchmarks.exports", "--one", str(path), kind]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
