"""What it costs to print badges: 1,000 of them, beside what cannot be done without.

    python -m benchmarks.badges [--badges 1000] [--offerings 8]

``badges`` sets sheets for people who are there already; ``kiosk badges`` is the command as a
representative waits for it, in a process of its own: it opens the folder, gives out the
codes, and remembers what was printed. Everyone takes so many workshops, under names of many
lengths and scripts, no two the same. The floor is typst setting the same names on as many
pages, with nothing else: no name is fitted, no line cut, no code drawn. Seconds on the clock
and of the processor, and the most memory a process ever had.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.files.paper.badges import Place, Printed, badges_pdf
from kiosk.files.paper.printing import HERE, pdf
from kiosk.model import (
    Attendee,
    Offering,
    Organisation,
    Programme,
    Registration,
    School,
    Session,
    Workshop,
)
from kiosk.rules.codes import new_code
from kiosk.words import words
from store.folder import create, open_store

NOW = dt.datetime(2026, 4, 10, 9, 0, tzinfo=dt.UTC)
FLOOR = """
#import "given.typ": data
#set document(title: "Names")
#set text(font: "Libertinus Serif", lang: "en")
#for sheet in data.names.chunks(8) { for name in sheet [#name #linebreak()]; pagebreak() }
"""
NAMES = (
    "Marie-Ève Tremblay",
    "Bo Li",
    "Maximiliana-Guadalupe Fernández de la Cruz y Martínez-Echeverría",
    "Σωκράτης Παπαδόπουλος",
    "Nguyễn Thị Hồng Nhung",
    "Jean-Philippe-Alexandre Bellefeuille-Desrosiers",
    "William Wong",
    "Людмила Шевченко",
)
TITLES = ("Parliamentary Procedures", "Financial Essentials for Officers", "Digital Organizing")
ROOMS = ("Room A", "Salle Édouard-Montpetit", "Auditorium of the Federation of Labour")


def named(number: int) -> str:
    return f"{NAMES[number % len(NAMES)]} {number}"


def badges(count: int, offerings: int) -> list[Printed]:
    places = tuple(
        Place(f"Apr {10 + n // 2} {9 + n % 2 * 4:02}:00", TITLES[n % 3], ROOMS[n % 3])
        for n in range(offerings)
    )
    return [
        Printed(new_code(), "Spring School", named(n), f"Local {n}", places) for n in range(count)
    ]


def make(path: Path, people: int, offerings: int) -> None:
    """A folder with a school at which everyone is registered for everything."""
    create(path)
    store = open_store(path)
    with store.change() as tx:
        tx.put(Organisation(name="Benchmark", zone="America/Toronto"))
        tx.put(School(id="spring", name="Spring School", zone="America/Toronto"))
        tx.put(Programme(id="programme", title={"en": "Programme"}))
        for n in range(offerings):
            key, start = f"course-{n}", NOW + dt.timedelta(hours=12 * n)
            tx.put(Workshop(id=key, programme="programme", title={"en": TITLES[n % 3]}))
            tx.put(Offering(id=key, school="spring", workshop=key, room=ROOMS[n % 3]))
            tx.put(Session(id=key, offering=key, start=start, end=start + dt.timedelta(hours=3)))
        for n in range(people):
            tx.put(Attendee(id=f"a-{n}", name=named(n), local=f"Local {n % 40}"))
            for place in range(offerings):
                course = f"course-{place}"
                key = Registration.id_for(f"a-{n}", course)
                tx.put(Registration(id=key, attendee=f"a-{n}", offering=course))
    store.close()


def command(path: Path) -> bytes:
    """``kiosk badges``, as the shell calls it."""
    out = path.parent / "badges.pdf"
    kiosk = [sys.executable, "-c", "from kiosk.commands import main; main()"]
    given = ["badges", "--data", str(path), "--school", "spring", "-o", str(out)]
    subprocess.run([*kiosk, *given], check=True, capture_output=True)
    return out.read_bytes()


def used() -> float:
    """Seconds of the processor, of this process and of those it waited for."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def measured(what: str, make: Callable[[], bytes]) -> None:
    wall, busy = time.perf_counter(), used()
    size = len(make())
    wall, busy = time.perf_counter() - wall, used() - busy
    print(f"{what}: {wall:.2f} s, {busy:.2f} s of the processor, {size // 1000} kB", flush=True)


def memory(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--badges", type=int, default=1_000)
    parser.add_argument("--offerings", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school"
        make(path, given.badges, given.offerings)
        # Before the others: a process begins with the memory of the one that starts it.
        measured(f"kiosk badges, of {given.badges}", lambda: command(path))
        print(f"at most {memory(resource.RUSAGE_CHILDREN)} MB of memory")
        some = badges(given.badges, given.offerings)
        (Path(folder) / "given.typ").write_bytes((HERE / "given.typ").read_bytes())
        floor = Path(folder) / "floor.typ"
        floor.write_text(FLOOR, encoding="utf-8")
        names = {"names": [badge.name for badge in some]}
        measured(f"{given.badges} names, the floor", lambda: pdf(floor, names, made=NOW))
        measured(
            f"{given.badges} badges", lambda: badges_pdf(some, "Union", words("en"), NOW).content
        )
        print(f"at most {memory(resource.RUSAGE_SELF)} MB of memory")


if __name__ == "__main__":
    main()
