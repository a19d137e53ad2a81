"""How long an import takes, and how much memory, beside Python's own reading of the file.

    python -m benchmarks.imports [--people 10000]

Each row is a process of its own, from its start to its end: the whole of ``kiosk import
attendees`` on a folder with a school of the demo, against a floor, the ``csv`` module (or,
for XLSX, the reader of workbooks) going over the same file. The processor's time is beside
the clock's, which on a busy machine says more of the others.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

HEAD = ("member_number", "name", "local", "email", "offering", "status")
FLOOR = "import csv, sys; list(csv.reader(open(sys.argv[1], newline='', encoding='utf-8')))"
BOOK = (
    "import sys, python_calamine as c; "
    "list(c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows())"
)
KIOSK = "from kiosk.commands import main; main()"


def rows(people: int, offering: str, local: int = 0) -> list[tuple[str, ...]]:
    """A roster; another ``local`` is a newer one, in which everybody moved."""
    return [
        (
            str(900_000 + n),
            f"{chr(65 + n % 26)}{'aeiou'[n % 5]}rthe {'TLR'[n % 3]}émblay-{n % 997}",
            f"Local {(n + local) % 40}",
            f"person{n}@example.org",
            offering,
            "Attending",
        )
        for n in range(people)
    ]


def write_csv(path: Path, table: list[tuple[str, ...]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEAD, *table])
    return path


def write_xlsx(path: Path, table: list[tuple[str, ...]]) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEAD, *table]):
            sheet.write_row(number, 0, row)
    return path


def run(program: str, *arguments: str | Path, data: Path) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor, and the most memory in MB."""
    nowhere = subprocess.DEVNULL
    command = [sys.executable, "-c", program, *map(str, arguments)]
    environment = {**os.environ, "KIOSK_DATA": str(data)}
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=nowhere, stderr=nowhere)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"it failed: {' '.join(map(str, arguments))}")
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def show(what: str, measured: tuple[float, float, float], limit: str = "") -> None:
    took, processor, memory = measured
    print(f"{what:<44} {took:8.2f} {processor:8.2f} {memory:8.0f}   {limit}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    people = parser.parse_args().people
    folder = Path(tempfile.mkdtemp(prefix="kiosk-imports-"))
    try:
        measure(folder, people)
    finally:
        shutil.rmtree(folder)


def measure(folder: Path, people: int) -> None:
    from kiosk.model import Offering
    from store.folder import open_store

    empty = folder / "empty"
    run(KIOSK, "demo", "--no-open", data=empty)
    store = open_store(empty)
    offering = store.all(Offering)[0].id
    store.close()
    roster = write_csv(folder / "roster.csv", rows(people, offering))
    newer = write_csv(folder / "newer.csv", rows(people, offering, local=1))
    book = write_xlsx(folder / "roster.xlsx", rows(people, offering))
    data, other = folder / "data", folder / "other"
    shutil.copytree(empty, data)
    shutil.copytree(empty, other)
    print(f"{people} people in one file\n{'':<44} {'seconds':>8} {'of cpu':>8} {'MB':>8}")
    command = ("import", "attendees")
    show("floor: the csv module", run(FLOOR, roster, data=data))
    show("a dry run", run(KIOSK, *command, roster, "--dry-run", data=data))
    show("everybody new", run(KIOSK, *command, roster, data=data), "at most 3 s, 500 MB")
    show("the same file again", run(KIOSK, *command, roster, data=data))
    show("a newer one: everybody changed", run(KIOSK, *command, newer, data=data))
    show("floor: the reader of workbooks", run(BOOK, book, data=other))
    show("the same as XLSX, everybody new", run(KIOSK, *command, book, data=other))
    batch = store_batch(other)
    show("taken back", run(KIOSK, "import", "--undo", batch, data=other))


def store_batch(data: Path) -> str:
    """By what the latest import can be taken back."""
    from kiosk.clock import Clock
    from kiosk.desk.bringing import batches
    from kiosk.desk.protocol import Desk
    from store.folder import open_pins, open_store

    store = open_store(data)
    try:
        return batches.batches(Desk(store, open_pins(data), Clock()))[0].id
    finally:
        store.close()


if __name__ == "__main__":
    main()
