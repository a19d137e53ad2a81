"""What is kept beside the journal for certificates: whole or not at all, for its owner only."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from store import disk
from store.vault import Vault, forget_papers, papers_of

NAME = "2026-k4f2x-0001-letter.pdf"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_kept_is_given_again(vault: Vault) -> None:
    assert vault.kept("ana", NAME) is None
    vault.keep("ana", NAME, b"paper")
    assert vault.kept("ana", NAME) == b"paper"
    assert vault.kept("ben", NAME) is None


def test_of_a_disk_that_is_full_nothing_half_stays(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int, content: bytes) -> None:
        os.write(fd, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(disk, "write_all", full)
    vault.keep("ana", NAME, b"paper")
    assert vault.kept("ana", NAME) is None
    assert files(tmp_path) == []


def test_it_is_on_the_disk_before_it_has_its_name(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a power cut could leave half a paper, and that would be given again for ever."""
    named_when_synced = []
    sync = disk.sync

    def note(fd: int) -> None:
        named_when_synced.append([path.name for path in files(tmp_path) if path.name == NAME])
        sync(fd)

    monkeypatch.setattr(disk, "sync", note)
    vault.keep("ana", NAME, b"paper")
    assert named_when_synced == [[]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_it_is_for_its_owner_only(vault: Vault, tmp_path: Path) -> None:
    vault.keep("ana", NAME, b"paper")
    for path in tmp_path.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_whatever_somebodys_id_is_their_papers_stay_inside(vault: Vault, tmp_path: Path) -> None:
    for attendee in ("../..", "/etc", "a" * 500, "\0", ""):
        vault.keep(attendee, NAME, b"paper")
        assert vault.kept(attendee, NAME) == b"paper"
        assert papers_of(tmp_path, attendee).parent == tmp_path / "certificates"
        forget_papers(tmp_path, attendee)
        assert vault.kept(attendee, NAME) is None
