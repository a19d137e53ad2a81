"""Finding people by name: how often, how fast, and what it takes.

    python -m benchmarks.names                  # about two minutes
    python -m benchmarks.names --each 50        # fewer queries

People have generated names of many places (``tests/naming``). What they type to find
themselves is of sixteen kinds; each text is typed letter by letter, and every keystroke is
measured. Someone counts as found only where they are among the eight that are shown, at
the end of what they typed: at first, after the rest of their name, after the last three
digits of their member number. "Expected": at first, where they and 300 others are
registered for what is open now, as nearly everybody at the door is.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kiosk.model import Attendee
from kiosk.rules.search import PUBLIC_MATCHES, STAFF_MATCHES, Directory
from tests.naming.people import people
from tests.naming.queries import BEYOND, KINDS, Query, queries

SIZES = (10_000, 100_000)
EXPECTED = 300
CHANGES = 600
"""Walk-ins of a long day, one after the other."""


def resident() -> float:
    """Memory in use, in MB; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0.0
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def alongside(work: Callable[[], Directory]) -> tuple[Directory, float, float]:
    """Does the work on a thread of its own; says how long it took and the longest that
    this thread, which only wants to go on, was kept waiting (both in ms)."""
    made: list[Directory] = []
    thread = threading.Thread(target=lambda: made.append(work()))
    longest = 0.0
    began = last = time.perf_counter()
    thread.start()
    while thread.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return made[0], (time.perf_counter() - began) * 1000, longest * 1000


def hits(directory: Directory, asked: list[Query], known: list[Attendee]) -> dict[str, list[int]]:
    """By kind: found at first, after more letters, after digits, and at first if expected."""
    rng = random.Random(1)
    waiting = {attendee.id for attendee in rng.sample(known, EXPECTED)}
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for query in asked:
        wanted = query.person.attendee.id
        *letters, _ = query.texts
        shown = [wanted in {a.id for a in directory.find(text)} for text in query.texts]
        row = found[query.kind]
        row[0] += shown[0]
        row[1] += any(shown[: len(letters)])
        row[2] += any(shown)
        expected = directory.find(query.texts[0], expected=waiting | {wanted})
        row[3] += wanted in {a.id for a in expected}
    return found


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds, by the clock and of this thread's own work; they differ where others
    use the machine."""

    clock: float
    work: float
    text: str = ""


def timed(call: Callable[[], object], text: str = "") -> Took:
    began, worked = time.perf_counter(), time.thread_time()
    call()
    work, clock = time.thread_time() - worked, time.perf_counter() - began
    return Took(clock * 1000, work * 1000, text)


def keystrokes(directory: Directory, asked: list[Query], limit: int) -> list[Took]:
    """Each letter of each query's longest text, and the end of the shorter ones."""
    typed = [
        text
        for query in asked
        for text in (
            *query.texts[:-1],
            *(query.texts[-1][:upto] for upto in range(1, len(query.texts[-1]) + 1)),
        )
    ]
    return [timed(partial(directory.find, text, limit), text) for text in typed]


def changes(directory: Directory, known: list[Attendee]) -> tuple[Directory, list[Took]]:
    """One person after the other is added or mended; each makes a directory."""
    rng = random.Random(2)
    took = []
    for number in range(CHANGES):
        person = rng.choice(known)
        if number % 2:
            person = replace(person, id=f"walk-in-{number}")
        person = replace(person, local="Local 1")
        took.append(timed(partial(directory.changed, [person])))
        directory = directory.changed([person])
    return directory, took


def said(what: str, took: list[Took]) -> None:
    clock, work = sorted(t.clock for t in took), sorted(t.work for t in took)
    tail = int(len(took) * 0.99)
    print(
        f"  {what:<31}{len(took):>7,} times   median {statistics.median(clock):5.2f}"
        f"   99th {clock[tail]:5.2f}   longest {clock[-1]:6.2f} ms"
        f"   (its own work: 99th {work[tail]:5.2f}, longest {work[-1]:6.2f})"
    )


def run(size: int, each: int) -> None:
    everyone = people(size)
    known = [person.attendee for person in everyone]
    asked = queries(everyone, each)
    gc.collect()
    before = resident()
    directory, took, kept = alongside(lambda: Directory(known))
    gc.collect()
    print(f"\n{size:,} people")
    print(
        f"  made in {took / 1000:.2f} s, another thread waiting {kept:.0f} ms at the most;"
        f" {resident() - before:.0f} MB"
    )
    found = hits(directory, asked, known)
    print(f"\n  found among the first {PUBLIC_MATCHES}, of {each} (%)")
    print(f"  {'':<28}{'at first':>10}{'letters':>10}{'digits':>10}{'expected':>10}")
    for kind in (*KINDS, *BEYOND):
        note = "" if kind in KINDS else "   (beyond the sixteen)"
        print(f"  {kind:<28}" + "".join(f"{100 * n / each:10.1f}" for n in found[kind]) + note)
    total = [sum(found[kind][column] for kind in KINDS) for column in range(4)]
    share = "".join(f"{100 * n / (each * len(KINDS)):10.1f}" for n in total)
    print(f"  {'all sixteen':<28}{share}\n")
    strokes = keystrokes(directory, asked, PUBLIC_MATCHES)
    said("a keystroke, at the kiosk", strokes)
    slowest = sorted(strokes, key=lambda took: took.work)[-3:]
    print("    most work: " + ", ".join(f"{took.text!r} {took.work:.1f}" for took in slowest))
    some = asked[:: max(len(asked) // 300, 1)]
    said("a keystroke, for staff", keystrokes(directory, some, STAFF_MATCHES))
    later, made = changes(directory, known)
    said("a change of one person", made)
    said(f"a keystroke after {CHANGES} changes", keystrokes(later, some, PUBLIC_MATCHES))
    said("everyone compared with before", [timed(lambda: later.renewed(known)) for _ in range(5)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--each", type=int, default=200, help="queries of each kind")
    parser.add_argument("--size", type=int, action="append", help="instead of 10,000 and 100,000")
    chosen = parser.parse_args()
    for size in chosen.size or SIZES:
        run(size, chosen.each)


if __name__ == "__main__":
    main()
