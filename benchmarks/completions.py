"""What a rep waits for: every completion of 100,000 attendances, and one large roster.

    python -m benchmarks.completions [--people 5000] [--offerings 10] [--roster 2000]

Everyone comes to every session of as many courses of two sessions; each session is signed.
Completions are paired with a floor in the same run: decoding the same documents, and
nothing else. The roster is opened in a folder of its own, with everyone checked in.
Medians of several runs, each with a store that was just opened: what it keeps from the run
before does not count. Seconds on the clock, and of the processor: these do not count what
other programs take meanwhile.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.clock import Clock
from kiosk.desk import roster
from kiosk.desk.completing.completions import completions
from kiosk.desk.protocol import Desk
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    CheckIn,
    Closing,
    How,
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
from store.folder import create, open_pins, open_store
from store.records import to_fact, to_record

START = dt.datetime(2026, 4, 10, 9, tzinfo=dt.UTC)
SESSIONS = 2
RUNS = 5


def make(path: Path, people: int, offerings: int, signed: bool) -> None:
    """A school to which everyone comes, one course after another."""
    create(path)
    store = open_store(path)
    ids = [f"a-{n:06}" for n in range(people)]
    with store.change() as tx:
        tx.put(Organisation(name="Benchmark", zone="America/Toronto"))
        tx.put(School(id="school", name="School", zone="America/Toronto"))
        tx.put(Programme(id="programme", title={"en": "Programme"}))
        for n, person in enumerate(ids):
            tx.put(Attendee(id=person, name=f"Person {n}", member_number=str(10_000 + n)))
    for number in range(offerings):
        with store.change() as tx:
            course = f"course-{number}"
            tx.put(Workshop(id=course, programme="programme", title={"en": f"Course {number}"}))
            tx.put(Offering(id=course, school="school", workshop=course, room="Hall"))
            for person in ids:
                key = Registration.id_for(person, course)
                tx.put(Registration(id=key, attendee=person, offering=course))
        for half in range(SESSIONS):
            hold(store, course, START + dt.timedelta(days=number, hours=4 * half), ids, signed)
    store.close()


def hold(store, course: str, start: dt.datetime, ids: list[str], signed: bool) -> None:  # type: ignore[no-untyped-def]
    """A session of three hours that everyone comes to, one in five at some other time."""
    session = f"{course}-{start:%d%H}"
    chance = random.Random(session)
    minutes = [180 if chance.random() < 0.8 else chance.randint(1, 179) for _ in ids]
    with store.change() as tx:
        end = start + dt.timedelta(hours=3)
        tx.put(Session(id=session, offering=course, start=start, end=end))
        for person, there in zip(ids, minutes, strict=True):
            came = end - dt.timedelta(minutes=there)
            tx.add(CheckIn(time=came, session=session, attendee=person, how=How.BADGE))
        if not signed:
            return
        lines = tuple(
            SignedLine(
                attendee=person,
                status=AttendanceStatus.PRESENT if there == 180 else AttendanceStatus.LATE,
                minutes=there,
                assumed=True,
            )
            for person, there in zip(ids, minutes, strict=True)
        )
        digest = roster_hash(session, 180, lines)
        tx.add(Closing(time=end, session=session, by="s-1", minutes=180, roster=lines, hash=digest))


Taken = list[tuple[float, float]]
"""Seconds on the clock and of the processor."""


def measured(path: Path, work: Callable[[Desk], object]) -> Taken:
    """Seconds, each in a store that was just opened, and read nothing yet."""
    taken: Taken = []
    for _ in range(RUNS):
        store = open_store(path)
        desk = Desk(store, open_pins(path), Clock(START))
        began, busy = time.perf_counter(), time.process_time()
        work(desk)
        taken.append((time.perf_counter() - began, time.process_time() - busy))
        store.close()
    return taken


def decoded(desk: Desk) -> int:
    """The floor: the documents that completions cannot do without, as records."""
    live = desk.store.live
    count = 0
    for table in ("attendees", "registrations"):
        for doc_id, doc in live(table).items():
            to_record(table, doc_id, doc)
            count += 1
    for doc_id, doc in live("facts").items():
        if b'"closing"' in doc:
            to_fact(doc_id, doc)
            count += 1
    return count


def say(what: str, taken: Taken) -> None:
    clock, busy = (statistics.median(one) for one in zip(*taken, strict=True))
    print(f"{what}: {clock:.3f} s, {busy:.3f} s of the processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--offerings", type=int, default=10)
    parser.add_argument("--roster", type=int, default=2_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "school"
        make(path, given.people, given.offerings, signed=True)
        attendances = given.people * given.offerings * SESSIONS
        floor = measured(path, decoded)
        found = measured(path, lambda desk: completions(desk.store))
        print(f"{attendances} attendances, {given.people * given.offerings} rows")
        say("  decoding the same documents", floor)
        say("  every completion", found)
        times = statistics.median(a for _, a in found) / statistics.median(a for _, a in floor)
        print(f"  {times:.1f} times the floor")
        room = Path(folder) / "room"
        make(room, given.roster, 1, signed=False)
        first = f"course-0-{START:%d%H}"
        say(
            f"the roster of {given.roster} people",
            measured(room, lambda desk: roster.read(desk, first)),
        )


if __name__ == "__main__":
    main()
