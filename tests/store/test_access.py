"""Who may read a data folder: its owner and nobody else, whatever the umask."""

from __future__ import annotations

import errno
import logging
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.model.refusal import Refusal
from store import access, backup
from store.errors import NotABackup
from store.folder import create, open_pins, open_store
from store.inventory import inspect
from store.private_log import PrivateLog
from store.problems import Problem
from store.refusals import open_refusals
from store.restoring import restore
from store.vault import Vault
from tests.store.helping import NINE, check_in, kinds, person

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def rights(folder: Path) -> dict[str, int]:
    """The modes of a folder and all that is in it."""
    found = {".": stat.S_IMODE(folder.stat().st_mode)}
    for path in folder.rglob("*"):
        found[str(path.relative_to(folder))] = stat.S_IMODE(path.lstat().st_mode)
    return found


def assert_closed(folder: Path) -> None:
    for name, mode in rights(folder).items():
        wanted = 0o700 if (folder / name).is_dir() else 0o600
        assert mode == wanted, f"{name} has {mode:o}"


def open_to_all(folder: Path) -> None:
    """As a folder was before, or as it comes from a copy."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def exposed(folder: Path) -> list[Problem]:
    return [p for p in inspect(folder).problems if p.kind in ("exposed", "link")]


def fill(folder: Path) -> None:
    """All that a store writes: a torn end that was set aside, someone forgotten, PINs, a
    refusal, the key and a paper."""
    store = open_store(folder)
    person(store, "ana")
    check_in(store, "ana")
    store.close()
    segment = next((folder / "journal").glob("*.jsonl"))
    with segment.open("ab") as file:
        file.write(b'{"crc":"01234567","n":3,"at":"2026')
    store = open_store(folder)
    check_in(store, "bo")
    store.scrub()
    store.close()
    open_pins(folder).set("fay", "1234")
    refusals = open_refusals(folder)
    refusals.note(Refusal(NINE, "unknown_code"))
    refusals.close()
    vault = Vault(folder)
    vault.signing_key()
    vault.keep("ana", "paper.pdf", b"paper")


def test_all_that_is_written_is_for_its_owner_only(umask: int, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    create(folder)
    fill(folder)
    written = set(rights(folder))
    assert {"lock", "pins.json", "log/refusals.log", "journal/torn", "certificates"} <= written
    assert_closed(folder)
    assert exposed(folder) == []


def test_an_empty_folder_that_was_there_is_closed_too(umask: int, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    create(folder)
    assert_closed(folder)


def test_an_old_folder_is_closed_when_it_is_opened_to_be_written(
    umask: int, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    create(folder)
    fill(folder)
    open_to_all(folder)
    found = exposed(folder)
    assert {p.file for p in found} >= {".", "journal", "journal/torn", "log"}
    assert not any(p.notice for p in found)
    before = rights(folder)
    open_store(folder, read_only=True).close()
    assert rights(folder) == before, "who only reads changes nothing"
    open_store(folder).close()
    assert_closed(folder)
    assert exposed(folder) == []


@pytest.mark.parametrize("name", ["journal", "log", "fonts/Noto.ttf", "pins.json", "lock"])
def test_one_thing_that_was_copied_into_it_is_closed(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "data"
    create(folder)
    fill(folder)
    (folder / "fonts").mkdir(0o700)
    (folder / "fonts" / "Noto.ttf").write_bytes(b"font")
    (folder / "fonts" / "Noto.ttf").chmod(0o600)
    (folder / name).chmod(0o777)
    open_store(folder).close()
    assert_closed(folder)


def test_a_right_that_its_owner_did_not_have_is_not_given(folder: Path) -> None:
    open_to_all(folder)
    (folder / "notes.txt").write_text("mine")
    (folder / "notes.txt").chmod(0o444)
    open_store(folder).close()
    assert stat.S_IMODE((folder / "notes.txt").stat().st_mode) == 0o400


def test_a_link_is_not_followed_and_said(folder: Path, tmp_path: Path) -> None:
    other, away = tmp_path / "other.txt", tmp_path / "away"
    other.write_text("another's")
    away.mkdir()
    (away / "file").write_text("x")
    for path, mode in ((other, 0o644), (away, 0o755), (away / "file", 0o644)):
        path.chmod(mode)
    (folder / "other.txt").symlink_to(other)
    (folder / "fonts").symlink_to(away)
    (folder / "nowhere").symlink_to(tmp_path / "nothing")
    open_store(folder).close()
    assert stat.S_IMODE(other.stat().st_mode) == 0o644
    assert stat.S_IMODE((away / "file").stat().st_mode) == 0o644
    found = exposed(folder)
    assert [(p.file, p.notice) for p in found] == [
        ("fonts", True),
        ("nowhere", True),
        ("other.txt", True),
    ]


def test_a_folder_that_is_a_link_itself_is_closed(folder: Path, tmp_path: Path) -> None:
    open_to_all(folder)
    named = tmp_path / "named"
    named.symlink_to(folder)
    open_store(named).close()
    assert_closed(folder)


@pytest.mark.parametrize("fails", [errno.EPERM, errno.EROFS, errno.EOPNOTSUPP, None])
def test_a_disk_that_keeps_no_rights_is_used_and_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fails: int | None
) -> None:
    """FAT: a change of rights fails, or does nothing."""
    open_to_all(folder)

    def chmod(*_: Any, **__: Any) -> None:
        if fails:
            raise OSError(fails, os.strerror(fails))

    monkeypatch.setattr(os, "chmod", chmod)
    store = open_store(folder)
    check_in(store)
    store.close()
    found = exposed(folder)
    assert {p.file for p in found} == {".", "journal"}
    assert all(not p.notice and "FAT" in p.advice for p in found)


def test_what_another_user_owns_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pins.json").write_text("{}")
    (folder / "pins.json").chmod(0o644)
    uid = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: uid + 1)
    (found,) = exposed(folder)
    assert found.file == "."
    assert found.notice, "the folder around it is closed"
    assert "may read pins.json; another user of it owns some of that" in found.detail


def test_many_open_files_are_one_finding_a_folder(folder: Path) -> None:
    papers = folder / "certificates" / "x"
    access.make_folder(papers.parent)
    access.make_folder(papers)
    for n in range(20):
        (papers / f"{n:02}.pdf").write_bytes(b"paper")
        (papers / f"{n:02}.pdf").chmod(0o644)
    (found,) = exposed(folder)
    assert found.file == "certificates/x"
    assert "00.pdf, 01.pdf, 02.pdf, 03.pdf, 04.pdf and 15 more" in found.detail


def test_papers_of_an_old_folder_are_closed_with_it(folder: Path) -> None:
    Vault(folder).keep("ana", "paper.pdf", b"paper")
    open_to_all(folder)
    open_store(folder).close()
    assert_closed(folder)


def test_what_a_restore_makes_and_moves_aside_is_closed(
    umask: int, folder: Path, tmp_path: Path
) -> None:
    fill(folder)
    packed = tmp_path / "backup.zip"
    backup.write(folder, packed)
    assert stat.S_IMODE(packed.stat().st_mode) == 0o600
    open_to_all(folder)
    aside = restore(packed, folder, move_aside=True)
    assert aside
    assert_closed(folder)
    assert_closed(aside)
    with pytest.raises(NotABackup):
        restore(tmp_path / "none.zip", folder)


def test_each_file_of_a_log_is_for_its_owner_only(umask: int, tmp_path: Path) -> None:
    log = logging.Logger("rotating")
    handler = PrivateLog(tmp_path / "kiosk.log", maxBytes=100, backupCount=3, encoding="utf-8")
    log.addHandler(handler)
    for n in range(20):
        log.error("a line of some length, number %s", n)
    handler.close()
    names = {path.name for path in tmp_path.iterdir()}
    assert {"kiosk.log", "kiosk.log.1", "kiosk.log.3"} <= names
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_an_old_log_is_closed_when_it_is_written_on(tmp_path: Path) -> None:
    (tmp_path / "kiosk.log").write_text("old\n")
    (tmp_path / "kiosk.log").chmod(0o644)
    PrivateLog(tmp_path / "kiosk.log").close()
    assert stat.S_IMODE((tmp_path / "kiosk.log").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_looked_into_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "fonts").mkdir(0o700)
    real: Any = os.scandir

    def scandir(path: Any) -> Any:
        if str(path).endswith("fonts"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = inspect(folder).problems
    assert kinds(found) == ["unreadable"]
    open_store(folder).close()
