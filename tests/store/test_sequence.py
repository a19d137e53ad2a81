"""Writing: what is on the disk when append() ends, and what happens when the disk balks."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from store import disk, segment
from store.errors import NotRecorded
from store.sequence import Sequence
from tests.store.helping import at, fact, kinds, lines


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "journal"
    path.mkdir()
    return path


class Failing:
    """A function of the system that fails when its turn comes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
        self.error: int | None = None
        self.calls = 0
        real = getattr(owner, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.error is not None:
                raise OSError(self.error, os.strerror(self.error))
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, call)


@pytest.fixture
def syncing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    return Failing(monkeypatch, segment, "sync")


@pytest.fixture
def folder_syncing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    return Failing(monkeypatch, segment, "sync_folder")


def read(place: Path) -> list[int]:
    return [line.n for line in Sequence(place, "k").read()]


def settled(place: Path) -> Sequence:
    """A sequence as it stands when a change begins."""
    found = Sequence(place, "k")
    again = True
    while again:
        list(found.read())
        again = found.settle()
    return found


def test_a_line_is_synced_and_so_is_the_name_of_a_new_file(
    place: Path, syncing: Failing, folder_syncing: Failing
) -> None:
    one = Sequence(place, "k")
    one.append(at(1), fact(1))
    assert (syncing.calls, folder_syncing.calls) == (1, 1)
    one.append(at(2), fact(2))
    assert (syncing.calls, folder_syncing.calls) == (2, 1)
    assert read(place) == [1, 2]


def test_what_another_window_wrote_is_synced_before_it_counts(
    place: Path, syncing: Failing
) -> None:
    (place / "k-0001.jsonl").write_bytes(b"".join(lines(2)))
    one = Sequence(place, "k")
    list(one.read())
    assert syncing.calls == 0
    assert one.settle() is False
    assert syncing.calls == 1
    assert one.settle() is False
    assert syncing.calls == 1


def test_after_a_failed_sync_the_line_stands_again_in_a_new_file(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Sequence(place, "k")
    one.append(at(1), fact(1))
    failed: list[int] = []
    real = disk.sync

    def fails_once(fd: int) -> None:
        if not failed:
            failed.append(fd)
            raise OSError(errno.EIO, "Input/output error")
        assert fd not in failed, "the descriptor of a failed sync was asked again"
        real(fd)

    monkeypatch.setattr(segment, "sync", fails_once)
    one.append(at(2), fact(2))
    one.append(at(3), fact(3))
    first, second = place / "k-0001.jsonl", place / "k-0002.jsonl"
    assert second.read_bytes().splitlines()[0] == first.read_bytes().splitlines()[1]
    assert len(first.read_bytes().splitlines()) == 2
    assert kinds(one.problems) == ["disk"]
    assert read(place) == [1, 2, 3]


def test_while_syncs_fail_nothing_is_acknowledged_and_the_line_comes_first_afterwards(
    place: Path, syncing: Failing
) -> None:
    one = Sequence(place, "k")
    one.append(at(1), fact(1))
    syncing.error = errno.EIO
    with pytest.raises(NotRecorded, match="not certain"):
        one.append(at(2), fact(2))
    with pytest.raises(NotRecorded):
        one.settle()
    syncing.error = None
    again = True
    seen: list[int] = []
    while again:
        seen += [line.n for line in one.read()]
        again = one.settle()
    assert seen == [2]
    one.append(at(3), fact(3))
    assert read(place) == [1, 2, 3]


def test_what_was_read_and_cannot_be_synced_is_written_again(place: Path, syncing: Failing) -> None:
    (place / "k-0001.jsonl").write_bytes(b"".join(lines(3)))
    one = Sequence(place, "k")
    list(one.read())
    syncing.error = errno.EIO
    with pytest.raises(NotRecorded):
        one.settle()
    syncing.error = None
    assert one.settle() is True
    assert list(one.read()) == []
    assert read(place) == [1, 2, 3]
    last = sorted(place.glob("k-*.jsonl"))[-1]
    assert last.read_bytes() == b"".join(lines(3))


def test_a_name_that_could_not_be_synced_is_not_relied_on(
    place: Path, folder_syncing: Failing
) -> None:
    folder_syncing.error = errno.EIO
    one = Sequence(place, "k")
    with pytest.raises(NotRecorded):
        one.append(at(1), fact(1))
    folder_syncing.error = None
    before = folder_syncing.calls
    list(one.read())
    assert one.settle() is True
    assert folder_syncing.calls > before
    list(one.read())
    one.append(at(2), fact(2))
    assert read(place) == [1, 2]


def test_the_name_of_a_file_that_another_window_made_is_synced_too(
    place: Path, folder_syncing: Failing
) -> None:
    (place / "k-0001.jsonl").touch()
    settled(place).append(at(1), fact(1))
    assert folder_syncing.calls == 1


def test_a_full_disk_takes_the_half_line_back_and_goes_on_when_there_is_room(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Sequence(place, "k")
    one.append(at(1), fact(1))
    path = place / "k-0001.jsonl"
    before = path.read_bytes()
    room = [20, 0]
    real = os.write

    def full(fd: int, data: bytes) -> int:
        if not room:
            return real(fd, data)
        if left := room.pop(0):
            return real(fd, data[:left])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(NotRecorded, match="disk is full"):
        one.append(at(2), fact(2))
    assert path.read_bytes() == before
    one.append(at(2), fact(2))
    assert read(place) == [1, 2]


def test_a_half_line_that_cannot_be_taken_back_is_set_aside_later(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Sequence(place, "k")
    one.append(at(1), fact(1))
    truncating = Failing(monkeypatch, os, "ftruncate")
    truncating.error = errno.EIO
    real = os.write
    room = [20, 0]

    def full(fd: int, data: bytes) -> int:
        if not room:
            return real(fd, data)
        if left := room.pop(0):
            return real(fd, data[:left])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(NotRecorded):
        one.append(at(2), fact(2))
    truncating.error = None
    list(one.read())
    one.settle()
    one.append(at(2), fact(2))
    assert read(place) == [1, 2]
    (torn,) = (place / "torn").iterdir()
    assert len(torn.read_bytes()) == 20


def test_a_torn_last_line_is_set_aside_and_said(place: Path) -> None:
    one, two = lines(2)
    (place / "k-0001.jsonl").write_bytes(one + two[:50])
    found = settled(place)
    assert kinds(found.problems) == ["torn"]
    assert found.problems[0].notice
    assert (place / "k-0001.jsonl").read_bytes() == one
    (torn,) = (place / "torn").iterdir()
    assert torn.read_bytes() == two[:50]


@pytest.mark.parametrize("end", [b"", b"J"])
def test_a_last_line_that_only_lost_its_end_is_kept(place: Path, end: bytes) -> None:
    one, two = lines(2)
    (place / "k-0001.jsonl").write_bytes(one + two[:-1] + end)
    found = settled(place)
    assert kinds(found.problems) == ["mended"]
    assert (place / "k-0001.jsonl").read_bytes() == one + two
    assert not (place / "torn").exists()


def test_two_torn_ends_are_both_kept(place: Path) -> None:
    one, two = lines(2)
    for rest in (two[:50], two[:40]):
        (place / "k-0001.jsonl").write_bytes(one + rest)
        settled(place).close()
    assert sorted(len(torn.read_bytes()) for torn in (place / "torn").iterdir()) == [40, 50]


@pytest.mark.parametrize("change", ["replaced", "removed", "shorter", "edited"])
def test_a_file_that_another_program_changed_is_noticed(place: Path, change: str) -> None:
    one = Sequence(place, "k")
    for n in (1, 2, 3):
        one.append(at(n), fact(n, "a" * 10))
    assert one.is_as_read()
    assert one.is_as_read(up_to_date=True)
    path = place / "k-0001.jsonl"
    content = path.read_bytes()
    if change == "replaced":
        (place / "new").write_bytes(content)
        (place / "new").replace(path)
    elif change == "removed":
        path.unlink()
    elif change == "shorter":
        os.truncate(path, len(content) - 5)
    else:
        path.write_bytes(content[:10] + b" " + content[10:])
    assert not one.is_as_read()


def test_what_another_window_adds_is_no_change_of_what_was_read(place: Path) -> None:
    one = Sequence(place, "k")
    one.append(at(1), fact(1))
    with (place / "k-0001.jsonl").open("ab") as file:
        file.write(lines(1, 2)[0])
    assert one.is_as_read()
    assert not one.is_as_read(up_to_date=True)
