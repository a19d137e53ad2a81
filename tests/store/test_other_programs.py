"""What other programs do to the files of a running kiosk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.errors import NotRecorded
from store.store import Store
from tests.store.helping import check_in, kinds, person, reopened, tables, who

Window = Callable[[], Store]


@pytest.mark.parametrize("change", ["truncated", "replaced", "removed"])
def test_what_another_program_took_from_the_journal_is_written_again(
    window: Window, folder: Path, segment: Path, change: str
) -> None:
    store = window()
    person(store, "ana", "Ana Roy")
    for n in range(5):
        check_in(store, f"a-{n}")
    before = tables(store)
    content = segment.read_bytes().splitlines(keepends=True)
    if change == "truncated":
        os.truncate(segment, len(b"".join(content[:3])) + 20)
    elif change == "replaced":
        (folder / "edited").write_bytes(b"".join(content[:2]))
        (folder / "edited").replace(segment)
    else:
        segment.unlink()
    late = check_in(store, "late")
    assert "replaced" in kinds(store.problems)
    read, problems = reopened(folder)
    assert {i: d for i, d in read["facts"].items() if i != late.id} == before["facts"]
    assert read["attendees"] == before["attendees"]
    assert "late" in who(store)
    assert not all(problem.notice for problem in problems), "the missing lines are said"


def test_a_number_that_was_only_read_is_not_given_again(
    window: Window, folder: Path, segment: Path
) -> None:
    store, other = window(), window()
    known = [check_in(other, f"a-{n}") for n in range(5)]
    store.refresh()
    os.truncate(segment, 0)
    (folder / "journal" / f"{store.kiosk}.last").unlink()
    late = check_in(store, "late")
    assert late.id not in {fact.id for fact in known}
    read, _ = reopened(folder)
    assert set(read["facts"]) == {late.id, *(fact.id for fact in known)}


def test_a_refresh_notices_it_too(window: Window, segment: Path) -> None:
    store = window()
    for n in range(3):
        check_in(store, f"a-{n}")
    os.truncate(segment, 10)
    store.refresh()
    assert "replaced" in kinds(store.problems)
    assert who(store) == []
    check_in(store, "late")
    assert who(store) == ["a-0", "a-1", "a-2", "late"]


def test_an_editor_that_saves_the_same_text_in_a_new_file_loses_nothing(
    window: Window, folder: Path, segment: Path
) -> None:
    store = window()
    check_in(store, "ana")
    (folder / "saved").write_bytes(segment.read_bytes())
    (folder / "saved").replace(segment)
    check_in(store, "bo")
    read, problems = reopened(folder)
    assert read == tables(store)
    assert problems == ()


def test_while_the_rescue_fails_nothing_is_forgotten(
    window: Window, folder: Path, segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = window()
    check_in(store, "ana")
    segment.unlink()
    real = os.write

    def full(fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    for _ in range(2):
        with pytest.raises(NotRecorded):
            check_in(store, "bo")
    monkeypatch.setattr(os, "write", real)
    check_in(store, "bo")
    assert sorted(
        d[d.index(b'"attendee":"') + 12 :][:2] for d in reopened(folder)[0]["facts"].values()
    ) == [
        b"an",
        b"bo",
    ]
