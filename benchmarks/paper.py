"""What it costs to print: sign-in sheets and the list of who is here.

    python -m benchmarks.paper

Each paper is made seven times, for other people each time, because typst remembers what it
has set before; the median is shown, as time on the wall and on the processors.
"""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import time
from collections.abc import Callable

from kiosk.files.paper.present import Here, RoomList, present_pdf
from kiosk.files.paper.signin import Expected, Sheet, signin_pdf
from kiosk.model import Offering, Programme, School, Session, Sitting, Workshop
from kiosk.words import words

NOW = dt.datetime(2026, 4, 10, 9, 0, tzinfo=dt.timezone(-dt.timedelta(hours=4)))
ROUNDS = 7


def sitting(number: int) -> Sitting:
    return Sitting(
        Session(id=f"s-{number}", offering="o", start=NOW, end=NOW + dt.timedelta(hours=3)),
        Offering(id="o", school="school", workshop="w", room="Room A", facilitators=("Fay Ito",)),
        Workshop(id="w", programme="p", title={"en": "Parliamentary Procedures"}),
        Programme(id="p", title={"en": "Local Executive Training"}),
        School(id="school", name="Spring School", zone="America/Toronto"),
        number,
        10,
    )


def expected(start: int, count: int) -> tuple[Expected, ...]:
    """People whose numbers begin at one: no two calls give the same."""
    return tuple(
        Expected(f"Marie-Ève Tremblay-{n}", f"Local {n}") for n in range(start, start + count)
    )


def signin(turn: int, sessions: int, people: int) -> bytes:
    start = 100_000 * turn
    sheets = [
        Sheet("Test Union", sitting(s), expected(start + s * people, people))
        for s in range(sessions)
    ]
    return signin_pdf(sheets, words("en"), NOW).content


def present(turn: int, people: int) -> bytes:
    here = tuple(Here(p.name, p.local, NOW) for p in expected(100_000 * turn, people))
    return present_pdf(
        "Test Union", [RoomList("Room A", (sitting(1),), here)], 0, words("en"), NOW
    ).content


def processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(make: Callable[[int], bytes]) -> tuple[float, float, int]:
    """Milliseconds on the wall and on the processor, and kilobytes."""
    size = len(make(0))
    rounds = []
    for turn in range(1, ROUNDS + 1):
        wall, used = time.perf_counter(), processor()
        make(turn)
        rounds.append((time.perf_counter() - wall, processor() - used))
    walls, useds = zip(*rounds, strict=True)
    return 1000 * statistics.median(walls), 1000 * statistics.median(useds), size // 1000


PAPERS: dict[str, Callable[[int], bytes]] = {
    "sign-in, 1 session of 40": lambda turn: signin(turn, 1, 40),
    "sign-in, 10 sessions of 40": lambda turn: signin(turn, 10, 40),
    "sign-in, 1 session of 200": lambda turn: signin(turn, 1, 200),
    "who is here, 200": lambda turn: present(turn, 200),
}


def main() -> None:
    print("| paper | wall ms | processor ms | kB |")
    print("|---|---:|---:|---:|")
    for name, make in PAPERS.items():
        wall, used, size = measured(make)
        print(f"| {name} | {wall:.0f} | {used:.0f} | {size} |", flush=True)


if __name__ == "__main__":
    main()
