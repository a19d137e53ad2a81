"""A folder that can only be read, and what the staff's banner is told of a folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store.errors import NotWritable
from store.folder import open_store
from store.lines import encode
from store.store import Store
from tests.store.helping import at, check_in, who


def test_a_folder_opened_to_be_read_is_read_and_nothing_is_written(
    store: Store, folder: Path
) -> None:
    check_in(store, "ana")
    names = sorted(os.listdir(folder / "journal"))
    reader = open_store(folder, read_only=True)
    assert reader.read_only
    assert not store.read_only
    assert who(reader) == ["ana"]
    with pytest.raises(NotWritable, match="can only be read"), reader.change():
        pass
    check_in(store, "bo")
    assert reader.refresh()
    assert who(reader) == ["ana", "bo"]
    reader.close()
    assert sorted(os.listdir(folder / "journal")) == names


def test_a_system_that_refuses_to_write_means_read_only(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_in(store, "ana")
    real: Any = os.open

    def read_only(path: Any, flags: int, *args: Any) -> int:
        if flags & (os.O_RDWR | os.O_WRONLY | os.O_CREAT):
            raise OSError(errno.EROFS, "Read-only file system")
        return int(real(path, flags, *args))

    monkeypatch.setattr(os, "open", read_only)
    reader = open_store(folder)
    assert reader.read_only
    assert who(reader) == ["ana"]
    reader.close()


def test_a_torn_end_on_a_read_only_disk_is_left_alone(
    store: Store, folder: Path, segment: Path
) -> None:
    check_in(store, "ana")
    with segment.open("ab") as file:
        file.write(b'{"crc":"01234567","n":2')
    size = segment.stat().st_size
    reader = open_store(folder, read_only=True)
    assert who(reader) == ["ana"]
    assert segment.stat().st_size == size
    reader.close()


def test_how_many_places_someone_should_look_at(
    store: Store, segment: Path, window: Callable[[], Store]
) -> None:
    for n in range(5):
        check_in(store, f"a-{n}")
    assert (store.damaged, store.read_only) == (0, False)
    content = segment.read_bytes()
    segment.write_bytes(content.replace(b'"a-2"', b'"b-2"').replace(b'"a-4"', b'"b-4"'))
    other = window()
    assert other.damaged == sum(not p.notice for p in other.problems) >= 2
    store.refresh()
    assert store.damaged, "it is found under a running kiosk too"


def test_a_notice_is_no_damage(folder: Path, window: Callable[[], Store]) -> None:
    """The other laptop's clock is years ahead."""
    ahead = encode(1, at().replace("2026", "2031"), {"rooms": {"x": b"{}"}})
    (folder / "journal" / "zzzzz-0001.jsonl").write_bytes(ahead)
    store = window()
    check_in(store)
    check_in(store)
    assert store.problems
    assert store.damaged == 0
