"""What a thousand certificates cost: issued, in one file, and as a file for each.

    python -m benchmarks.certificates [HOW_MANY]

Beside each stands a floor: an empty archival page set by the same typesetter, in one file
and in as many. Each line is measured in a process of its own, on a data folder on the disk
with a signed session of so many people; its memory is the most that this process ever held.
"""

from __future__ import annotations

import datetime as dt
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import png

from kiosk.clock import Clock
from kiosk.desk import editing
from kiosk.desk.certificates import issuing, making, papers, standing
from kiosk.desk.completing.completions import completions
from kiosk.desk.protocol import Desk
from kiosk.files.certificates.papers import Look, file_stem
from kiosk.files.certificates.pictures import slug_of
from kiosk.files.paper.printing import HERE, pdf
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    Certificate,
    Closing,
    Offering,
    Programme,
    Role,
    School,
    Session,
    SignedLine,
    Staff,
    Wording,
    Workshop,
)
from store import folder as folders
from store.folder import open_pins, open_store
from store.vault import Vault

NOW = dt.datetime(2026, 4, 12, 12, 0, tzinfo=dt.UTC)
START = NOW - dt.timedelta(days=2)
EMPTY = """
#import "given.typ": data
#set document(title: "Empty")
#set text(lang: "en")
#for page in range(data.pages) { if page > 0 { pagebreak() } + [#page] }
"""


def a_desk(path: Path) -> Desk:
    return Desk(open_store(path), open_pins(path), Clock(NOW), vault=Vault(path))


def a_school(path: Path, people: int) -> Staff:
    """A session that so many attended, signed; returns the rep."""
    folders.create(path)
    desk = a_desk(path)
    editing.set_organisation(desk, "Test Union", "America/Toronto", ("en", "fr"))
    rep = Staff(id="rep", name="Rae Diaz", roles=(Role.REP,))
    with desk.store.change() as tx:
        for record in (
            rep,
            Programme(id="let", title={"en": "Local Executive Training", "fr": "Formation"}),
            Workshop(id="w", programme="let", title={"en": "Parliamentary Procedures"}),
            School(id="school", name="Spring School", zone="America/Toronto", place="Toronto"),
            Offering(id="o", school="school", workshop="w", facilitators=("Fay Ito", "Al Roy")),
            Session(id="s", offering="o", start=START, end=START + dt.timedelta(hours=3)),
        ):
            tx.put(record)
        for n in range(people):
            tx.put(Attendee(id=f"a-{n}", name=f"Marie-Ève Tremblay-Desrosiers {n}"))
        roster = tuple(
            SignedLine(attendee=f"a-{n}", status=AttendanceStatus.PRESENT, minutes=180)
            for n in range(people)
        )
        tx.add(Closing(time=NOW, session="s", by="rep", minutes=180, roster=roster, hash=""))
    desk.store.apart.close()  # type: ignore[attr-defined]
    return rep


def issue(path: Path) -> None:
    desk = a_desk(path)
    rep = desk.store.get(Staff, "rep")
    assert rep is not None
    issuing.issue(desk, completions(desk.store), rep, progress=tell("issued"))


def issued(path: Path) -> tuple[Desk, list[Certificate], Look]:
    desk = a_desk(path)
    found = [one.certificate for one in standing.everyone(desk.store)]
    return desk, found, making.look_of(desk.vault)


def one_file(path: Path) -> None:
    desk, found, look = issued(path)
    made = making.one_file(found, look, remember=partial(papers.remember, desk))
    (path / "all.pdf").write_bytes(made.content)


def two_languages(path: Path) -> None:
    """As they would be, had they been issued in two."""
    desk, found, look = issued(path)
    both = [replace(one, says=in_both(one.says)) for one in found if one.says]
    remember = partial(papers.remember, desk)
    (path / "both.pdf").write_bytes(making.one_file(both, look, remember=remember).content)


def in_both(says: Wording) -> Wording:
    return replace(
        says,
        languages=("en", "fr"),
        title={"en": "Parliamentary Procedures", "fr": "Procédures parlementaires"},
        programme={"en": "Local Executive Training", "fr": "Formation des sections locales"},
    )


def with_pictures(path: Path) -> None:
    """A logo and two signatures, each nearly as large as a picture may be."""
    desk, found, look = issued(path)
    pictures = path / "drawn"
    pictures.mkdir()
    for name in ("logo", *(slug_of(one) for one in found[0].says.facilitators)):  # type: ignore[union-attr]
        (pictures / f"{name}.png").write_bytes(noise(560, len(name)))
    remember = partial(papers.remember, desk)
    drawn = making.one_file(found, replace(look, pictures=pictures), remember=remember).content
    (path / "drawn.pdf").write_bytes(drawn)


def noise(side: int, seed: int) -> bytes:
    """A picture that is as large as its file can be."""
    rows = [random.Random(seed * side + y).randbytes(side * 3) for y in range(side)]
    out = io.BytesIO()
    png.Writer(side, side, greyscale=False).write(out, rows)
    return out.getvalue()


def a_file_each(path: Path) -> None:
    desk, found, look = issued(path)
    say, remember = tell("written"), partial(papers.remember, desk)
    (path / "each").mkdir(exist_ok=True)
    for place, one in enumerate(found, 1):
        content = making.paper(desk.vault, one, look, remember=remember)
        (path / "each" / f"{file_stem(one)}.pdf").write_bytes(content)
        say(place, len(found))


def empty(path: Path, pages: int) -> bytes:
    template = path / "empty"
    template.mkdir(exist_ok=True)
    (template / "given.typ").write_bytes((HERE / "given.typ").read_bytes())
    (template / "empty.typ").write_text(EMPTY)
    return pdf(template / "empty.typ", {"pages": pages}, made=NOW)


def empty_one(path: Path) -> None:
    (path / "empty.pdf").write_bytes(empty(path, count()))


def empty_each(path: Path) -> None:
    (path / "empties").mkdir(exist_ok=True)
    for n in range(count()):
        (path / "empties" / f"{n}.pdf").write_bytes(empty(path, 1))


def count() -> int:
    return int(sys.argv[1]) if len(sys.argv) > 1 else 1000


def tell(what: str) -> Callable[[int, int], None]:
    """How far it is, on a terminal."""

    def say(done: int, of: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{what} {done} of {of}", end="\n" if done == of else "", file=sys.stderr)

    return say


def run(work: Callable[[Path], None], path: Path, results: multiprocessing.SimpleQueue) -> None:  # type: ignore[type-arg]
    start = time.perf_counter()
    work(path)
    took = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    results.put((took, used.ru_utime + used.ru_stime, most_held() or used.ru_maxrss / 1024))


def most_held() -> float:
    """Megabytes; of this process alone, where the system tells. What another says of a child
    begins with what its parent had."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0


LINES: tuple[tuple[str, Callable[[Path], None], float | None], ...] = (
    ("issued and signed", issue, None),
    ("in one file", one_file, 12),
    ("in one file, two languages side by side", two_languages, 12),
    ("in one file, with three large pictures", with_pictures, 12),
    ("floor: empty pages in one file", empty_one, None),
    ("as a file each", a_file_each, 60),
    ("as a file each, again", a_file_each, None),
    ("floor: an empty page each", empty_each, None),
)


def main() -> None:
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data"
        a_school(path, count())
        print(f"| {count()} certificates | wall s | processor s | MB | at most s |")
        print("|---|---:|---:|---:|---:|")
        for name, work, most in LINES:
            results = context.SimpleQueue()
            process = context.Process(target=run, args=(work, path, results))
            process.start()
            process.join()
            wall, used, size = results.get()
            print(f"| {name} | {wall:.1f} | {used:.1f} | {size:.0f} | {most or ''} |", flush=True)


if __name__ == "__main__":
    main()
