"""Random damage to the files: whatever loads is what was written, and whatever does not is
reported."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.model import Attendee, CheckIn, How
from store.folder import create, marker, open_store
from store.lines import Json, parse
from store.store import Store
from tests.store.helping import NINE, check_in, tables, wrong
from tests.store.proving import count

Damage = Callable[[random.Random, bytes], bytes]
CASES = count(25, 500)
"""Of each of the twelve kinds."""


def flip_bit(rng: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    found[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(found)


def change_bytes(rng: random.Random, data: bytes) -> bytes:
    found, start = bytearray(data), rng.randrange(len(data))
    for i in range(start, min(len(data), start + rng.randint(1, 20))):
        found[i] = rng.randrange(256)
    return bytes(found)


def _at_sector(rng: random.Random, data: bytes, sector: bytes) -> bytes:
    start = 512 * rng.randrange((len(data) + 511) // 512)
    return data[:start] + sector[: len(data) - start] + data[start + 512 :]


def zero_sector(rng: random.Random, data: bytes) -> bytes:
    return _at_sector(rng, data, bytes(512))


def garbage_sector(rng: random.Random, data: bytes) -> bytes:
    return _at_sector(rng, data, rng.randbytes(512))


def other_sector(rng: random.Random, data: bytes) -> bytes:
    start = 512 * rng.randrange((len(data) + 511) // 512)
    return _at_sector(rng, data, data[start : start + 512].ljust(512, b"\n"))


def cut_end(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def insert_bytes(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + rng.randbytes(rng.randint(1, 20)) + data[start:]


def remove_bytes(rng: random.Random, data: bytes) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, 400) :]


def _lines(change: Callable[[random.Random, list[bytes]], None]) -> Damage:
    def damage(rng: random.Random, data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        change(rng, lines)
        return b"".join(lines)

    damage.__name__ = change.__name__
    return damage


@_lines
def double_line(rng: random.Random, lines: list[bytes]) -> None:
    lines.insert(rng.randrange(len(lines)), rng.choice(lines))


@_lines
def swap_lines(rng: random.Random, lines: list[bytes]) -> None:
    i, j = rng.sample(range(len(lines)), 2)
    lines[i], lines[j] = lines[j], lines[i]


@_lines
def delete_line(rng: random.Random, lines: list[bytes]) -> None:
    del lines[rng.randrange(len(lines))]


@_lines
def mix_lines(rng: random.Random, lines: list[bytes]) -> None:
    """Half of one line and half of another."""
    i, j = rng.sample(range(len(lines)), 2)
    half = rng.randrange(len(lines[i]))
    lines[i] = lines[i][:half] + lines[j][half:]


KINDS = (
    flip_bit,
    change_bytes,
    zero_sector,
    garbage_sector,
    other_sector,
    cut_end,
    insert_bytes,
    remove_bytes,
    double_line,
    swap_lines,
    delete_line,
    mix_lines,
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of sixty lines, each of a person and their check-in; and one who changed."""
    folder = tmp_path_factory.mktemp("sound") / "data"
    create(folder)
    store = open_store(folder)
    for n in range(60):
        with store.change() as tx:
            tx.put(Attendee(id=f"a-{n}", name=f"Ève {n}"))
            tx.add(CheckIn(time=NINE, session="s", attendee=f"a-{n}", how=How.BADGE))
        if n % 10 == 0:
            with store.change() as tx:
                tx.put(Attendee(id="a-0", name=f"Changed {n}"))
    store.close()
    return folder


def versions(folder: Path) -> dict[tuple[str, str], set[Json]]:
    """Everything that any line ever said of each document."""
    said: dict[tuple[str, str], set[Json]] = {}
    for raw in next((folder / "journal").glob("*.jsonl")).read_bytes().splitlines():
        for table, docs in parse(raw)[1].put.items():
            for doc_id, doc in docs.items():
                said.setdefault((table, doc_id), set()).add(bytes(doc))
    return said


@pytest.mark.parametrize("damage", KINDS, ids=lambda damage: damage.__name__)
def test_no_wrong_document_loads_and_no_missing_one_in_silence(
    damage: Damage, sound: Path, tmp_path: Path, unsynced: None
) -> None:
    rng = random.Random(damage.__name__)
    said = versions(sound)
    folder = tmp_path / "data"
    shutil.copytree(sound, folder)
    segment = folder / "journal" / f"{marker(sound).kiosk}-0001.jsonl"
    mark = segment.with_name(f"{marker(sound).kiosk}.last")
    content, given = segment.read_bytes(), mark.read_bytes()
    reader = open_store(sound, read_only=True)
    whole = tables(reader)
    reader.close()
    for case in range(CASES):
        segment.write_bytes(damage(rng, content))
        mark.write_bytes(given)
        said_wrong = wrong(folder)
        store = open_store(folder)
        found = tables(store)
        _check(said, whole, found, store, bool(said_wrong), f"case {case} of {damage.__name__}")
        late = check_in(store, "late")
        assert int(late.id.split("-")[1]) > int(given), f"case {case}: a number is given again"
        store.close()
        segment.with_name(segment.name.replace("0001", "0002")).unlink(missing_ok=True)


def _check(
    said: dict[tuple[str, str], set[Json]],
    whole: dict[str, dict[str, Json]],
    found: dict[str, dict[str, Json]],
    store: Store,
    reported: bool,
    case: str,
) -> None:
    for table, docs in found.items():
        for doc_id, doc in docs.items():
            assert doc in said.get((table, doc_id), ()), f"{case}: {table}/{doc_id} is wrong"
    if found != whole:
        assert reported, f"{case}: documents are missing, and nothing says so"
        assert not all(problem.notice for problem in store.problems), case
