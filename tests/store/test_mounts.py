"""A disk that is really full, and one that is really read-only: mode bits and faked errors
say little to root, and not every system says the same."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.model import Attendee
from store.errors import NotRecorded, NotWritable
from store.folder import create, open_store
from tests.store.helping import check_in, reopened, tables, who, wrong
from tests.store.mounting import mounted


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small ext4 of its own, mounted."""
    with mounted(tmp_path / "disk.img", tmp_path / "disk", megabytes=2) as path:
        yield path


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(disk: Path) -> None:
    folder = disk / "data"
    create(folder)
    store = open_store(folder)
    told: list[str] = []
    filler = disk / "filler"
    filler.write_bytes(bytes(room(disk) - 16 * 1024))

    def add() -> None:
        with store.change() as tx:
            tx.put(Attendee(id=f"a-{len(told)}", name="x" * 2000))
        told.append(f"a-{len(told)}")

    def fill() -> None:
        for _ in range(10_000):
            add()

    with pytest.raises(NotRecorded, match="disk is full"):
        fill()
    assert told
    with pytest.raises(NotRecorded, match="disk is full"):
        add()
    assert sorted(store.live("attendees")) == sorted(told)
    filler.unlink()
    check_in(store, "late")
    assert who(store) == ["late"]
    found = tables(store)
    store.close()
    assert reopened(folder) == (found, ())
    assert not wrong(folder)


def room(disk: Path) -> int:
    """Bytes that anyone may still write."""
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize


def test_a_read_only_disk_is_read_and_nothing_else(disk: Path) -> None:
    folder = disk / "data"
    create(folder)
    store = open_store(folder)
    check_in(store, "ana")
    store.close()
    with next((folder / "journal").glob("*.jsonl")).open("ab") as file:
        file.write(b'{"crc":"torn')
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    reader = open_store(folder)
    assert reader.read_only
    assert who(reader) == ["ana"]
    assert reader.refresh() is False
    with pytest.raises(NotWritable):
        check_in(reader, "bo")
    reader.close()
    assert not wrong(folder)
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    store = open_store(folder)
    assert not store.read_only
    check_in(store, "bo")
    assert who(store) == ["ana", "bo"]
    store.close()
