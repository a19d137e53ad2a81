"""``kiosk check``: what it finds, and that it changes nothing."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.model import (
    Attendee,
    Badge,
    CheckIn,
    How,
    Offering,
    Programme,
    Registration,
    School,
    Session,
    Void,
    Workshop,
)
from store.inventory import Inventory, inspect
from store.lines import encode, stamp
from store.problems import ADVICE
from store.store import Store
from tests.store.helping import NINE, at, kinds


@pytest.fixture(autouse=True)
def _as_a_kiosk_writes() -> Iterator[None]:
    """What a test puts into the folder is for its owner only, as all that is in it."""
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture
def sound(store: Store) -> Store:
    """A folder in which everything that is named is there."""
    with store.change() as tx:
        tx.put(Programme(id="let", title={"en": "Training"}))
        tx.put(Workshop(id="pp", programme="let", title={"en": "Rules"}))
        tx.put(School(id="spring", name="Spring", zone="UTC"))
        tx.put(Offering(id="o", school="spring", workshop="pp"))
        tx.put(Session(id="s", offering="o", start=NINE, end=NINE + dt.timedelta(hours=3)))
        tx.put(Attendee(id="ana", name="Ana"))
        tx.put(Registration(id="ana--o", attendee="ana", offering="o"))
        tx.put(Badge(id="b", code="KJK", attendee="ana"))
        tx.put(Badge(id="spare", code="KJK2"))
        fact = tx.add(CheckIn(time=NINE, session="s", attendee="ana", how=How.BADGE))
        tx.add(Void(time=NINE, session="s", attendee="ana", voids=fact.id))
    return store


def look(folder: Path) -> Inventory:
    """Look over it, and see that nothing was touched."""

    def state() -> dict[str, tuple[int, int]]:
        files = (p for p in folder.rglob("*") if p.is_file())
        return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in files}

    before = state()
    found = inspect(folder)
    assert state() == before
    assert all(problem.advice for problem in found.problems)
    return found


def test_a_sound_folder(sound: Store, folder: Path) -> None:
    found = look(folder)
    assert found.problems == ()
    assert found.sound
    assert (found.kiosks, found.lines, found.documents) == (1, 1, 11)


def test_damage_gaps_and_what_is_gone_are_wrong(sound: Store, folder: Path, segment: Path) -> None:
    for n in range(4):
        with sound.change() as tx:
            tx.put(Attendee(id=f"a-{n}", name="x"))
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join([lines[0], lines[1].replace(b"x", b"y"), *lines[2:]]))
    assert kinds(look(folder).problems) == ["damaged", "gap"]
    segment.write_bytes(b"".join([lines[0], *lines[2:]]))
    assert kinds(look(folder).problems) == ["gap"]
    segment.write_bytes(b"".join(lines[:-2]))
    assert kinds(look(folder).problems) == ["lost"]
    assert not look(folder).sound


def test_notices_are_not_wrong(sound: Store, folder: Path, segment: Path) -> None:
    content = segment.read_bytes()
    ahead = stamp(dt.datetime.now(dt.UTC) + dt.timedelta(days=3))
    with segment.open("ab") as file:
        file.write(encode(2, ahead, {"rooms": {"x": b"{}"}}) + b'{"crc":"')
    (folder / "journal" / "torn").mkdir()
    (folder / "journal" / "torn" / "k-0001-77-1.bin").write_bytes(b'{"cr')
    (folder / "journal" / "notes.txt").write_text("hello")
    found = look(folder)
    assert sorted(kinds(found.problems)) == ["clock", "stray", "torn", "torn"]
    assert found.sound
    segment.write_bytes(content)


def test_what_is_named_and_missing_is_wrong(sound: Store, folder: Path) -> None:
    with sound.change() as tx:
        tx.put(Workshop(id="w", programme="nowhere", title={}, prerequisites=("no-such",)))
        tx.put(Offering(id="o2", school="nowhere", workshop="pp"))
        tx.put(Session(id="s2", offering="nowhere", start=NINE, end=NINE))
        tx.put(Registration(id="r", attendee="nobody", offering="o"))
        tx.put(Badge(id="b2", code="KJK3", attendee="nobody"))
        tx.add(CheckIn(time=NINE, session="nowhere", attendee="nobody", how=How.BADGE))
        tx.add(Void(time=NINE, session="s", attendee="ana", voids="k-99", by="nobody"))
    found = look(folder)
    assert set(kinds(found.problems)) == {"dangling"}
    assert len(found.problems) == 10


def test_documents_that_cannot_be_read(sound: Store, folder: Path) -> None:
    with sound.change() as tx:
        tx.set("attendees", "odd", {"name": 5})
        tx.set("facts", "k-77", {"kind": "check_in"})
        tx.set("facts", "k-78", {"kind": "danced"})
        tx.set("notes", "1", {"anything": True})
    found = look(folder)
    assert set(kinds(found.problems)) == {"unknown"}
    assert len(found.problems) == 3
    assert [p.notice for p in found.problems if p.file == "facts/k-78"] == [True]
    assert not found.sound


def test_damaged_pins_are_wrong(sound: Store, folder: Path) -> None:
    (folder / "pins.json").write_text("{")
    assert kinds(look(folder).problems) == ["pins"]


def test_two_laptops_under_one_name_are_wrong(sound: Store, folder: Path, segment: Path) -> None:
    other = encode(1, at(), {"rooms": {"x": b"{}"}})
    segment.with_name(segment.name.replace("0001", "0002")).write_bytes(other)
    assert kinds(look(folder).problems) == ["conflict"]


def test_every_kind_of_problem_has_its_advice() -> None:
    assert all(advice.endswith(".") for advice in ADVICE.values())
