"""What it costs to print badges: sheets of 1,000, beside what cannot be done without.

    python -m benchmarks.badges [--badges 1000]

The floor is typst setting the same names on as many pages, with nothing else: no name is
fitted, no line cut, no code drawn. Seconds on the clock and of the processor, and the most
memory the process ever had.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.files.paper.badges import Place, Printed, badges_pdf
from kiosk.files.paper.printing import HERE, pdf
from kiosk.rules.codes import new_code
from kiosk.words import words

NOW = dt.datetime(2026, 4, 10, 9, 0, tzinfo=dt.UTC)
FLOOR = """
#import "given.typ": data
#set document(title: "Names")
#set text(font: "Libertinus Serif", lang: "en")
#for sheet in data.names.chunks(8) { for name in sheet [#name #linebreak()]; pagebreak() }
"""


def badges(count: int) -> list[Printed]:
    """Everyone takes two workshops; no two names are the same."""
    places = (
        Place("Apr 10 09:00", "Parliamentary Procedures", "Room A"),
        Place("Apr 10 13:00", "Financial Essentials for Officers", "Salle Édouard-Montpetit"),
    )
    return [
        Printed(new_code(), "Spring School", f"Marie-Ève Tremblay {n}", f"Local {n}", places)
        for n in range(count)
    ]


def measured(what: str, make: Callable[[], bytes]) -> None:
    wall, used = time.perf_counter(), time.process_time()
    size = len(make())
    wall, used = time.perf_counter() - wall, time.process_time() - used
    print(f"{what}: {wall:.2f} s, {used:.2f} s of the processor, {size // 1000} kB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--badges", type=int, default=1_000)
    count = parser.parse_args().badges
    some = badges(count)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "given.typ").write_bytes((HERE / "given.typ").read_bytes())
        floor = Path(folder) / "floor.typ"
        floor.write_text(FLOOR, encoding="utf-8")
        names = {"names": [badge.name for badge in some]}
        measured(f"{count} names, the floor", lambda: pdf(floor, names, made=NOW))
        measured(f"{count} badges", lambda: badges_pdf(some, "Test Union", words("en"), NOW))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"at most {most} MB of memory")


if __name__ == "__main__":
    main()
