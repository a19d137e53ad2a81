"""Backups: whole, consistent while the kiosk runs, and a folder again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB, where

from kiosk.model import Attendee, CheckIn, How
from store import backup, plain
from store.errors import NotABackup, NotAFolder, NotRecorded, StoreError
from store.folder import create, marker, open_store
from store.lines import encode
from store.restoring import restore
from store.store import Store
from tests.store.helping import NINE, at, check_in, kinds, person, reopened, tables, who


@pytest.fixture
def filled(store: Store, folder: Path) -> Store:
    person(store, "ana", "Ève Ångström")
    for n in range(10):
        check_in(store, f"a-{n}")
    (folder / "journal" / "zz-0001.jsonl").write_bytes(
        encode(1, at(), {"attendees": {"zed": b'{"name":"Zed"}'}})
    )
    (folder / "pins.json").write_text('{"s-1":{"salt":"","hash":""}}')
    store.refresh()
    return store


def test_a_backup_becomes_the_same_folder_under_a_new_kiosk(
    filled: Store, folder: Path, tmp_path: Path
) -> None:
    held = backup.write(folder, tmp_path / "b.zip")
    assert (held.lines, held.damaged) == (12, 0)
    assert backup.verify(tmp_path / "b.zip") == held
    assert restore(tmp_path / "b.zip", tmp_path / "new") is None
    read, problems = reopened(tmp_path / "new")
    assert (read, problems) == (tables(filled), ())
    assert marker(tmp_path / "new").kiosk != marker(folder).kiosk
    assert not (tmp_path / "new" / "pins.json").exists()
    new = open_store(tmp_path / "new")
    assert check_in(new, "late").id not in filled.tables.facts
    new.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no mode bits")
def test_only_its_owner_reads_a_backup(filled: Store, folder: Path, tmp_path: Path) -> None:
    backup.write(folder, tmp_path / "b.zip")
    plain.write(filled.tables.live, "k", tmp_path / "b.json")
    for name in ("b.zip", "b.json"):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


def test_a_torn_end_is_left_out_and_damage_is_kept_and_counted(
    filled: Store, folder: Path, segment: Path, tmp_path: Path
) -> None:
    content = segment.read_bytes().splitlines(keepends=True)
    content[3] = content[3].replace(b"a-2", b"a-9")
    segment.write_bytes(b"".join(content) + b'{"crc":"0123')
    held = backup.write(folder, tmp_path / "b.zip")
    assert (held.lines, held.damaged) == (12, 1)
    restore(tmp_path / "b.zip", tmp_path / "new")
    assert kinds(reopened(tmp_path / "new")[1]) == ["damaged", "gap"]


def test_nothing_is_written_over(filled: Store, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.zip"
    target.write_text("precious")
    for write in (
        lambda: backup.write(folder, target),
        lambda: plain.write(filled.tables.live, "k", target),
    ):
        with pytest.raises(NotABackup, match="already"):
            write()
    assert target.read_text() == "precious"
    backup.write(folder, tmp_path / "c.zip")
    before = reopened(folder)
    with pytest.raises(NotAFolder, match="not empty"):
        restore(tmp_path / "c.zip", folder)
    assert reopened(folder) == before
    kept = restore(tmp_path / "c.zip", folder, move_aside=True)
    assert kept
    assert reopened(kept) == before
    assert reopened(folder) == before
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_a_backup_made_while_a_kiosk_runs_is_a_state_it_was_in(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    create(folder)
    writer = (
        "import datetime as dt, sys\n"
        "from pathlib import Path\n"
        "from kiosk.model import Attendee, CheckIn, How\n"
        "from store.folder import open_store\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "now = dt.datetime.now(dt.UTC)\n"
        "for n in range(10**9):\n"
        "    with store.change() as tx:\n"
        "        tx.put(Attendee(id=f'a-{n}', name='x' * 500))\n"
        "        tx.add(CheckIn(time=now, session='s', attendee=f'a-{n}', how=How.BADGE))\n"
        "    print(n, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", writer, str(folder)], stdout=subprocess.PIPE, text=True
    ) as running:
        try:
            assert running.stdout
            for number in range(3):
                told = int(running.stdout.readline())
                backup.write(folder, tmp_path / f"{number}.zip")
                restore(tmp_path / f"{number}.zip", tmp_path / f"r-{number}")
                read, problems = reopened(tmp_path / f"r-{number}")
                assert problems == ()
                assert len(read["facts"]) == len(read["attendees"]) > told
        finally:
            running.kill()


@pytest.mark.parametrize("part", range(0, 100, 6))
def test_a_damaged_backup_is_noticed(
    filled: Store, folder: Path, tmp_path: Path, part: int
) -> None:
    path = tmp_path / "b.zip"
    backup.write(folder, path)
    content = bytearray(path.read_bytes())
    content[len(content) * part // 100] ^= 0x10
    path.write_bytes(content)
    try:
        backup.verify(path)
    except NotABackup:
        with pytest.raises(StoreError):
            restore(path, tmp_path / "new")
        assert not (tmp_path / "new").exists()
    else:  # a byte that says nothing: a date, an attribute
        restore(path, tmp_path / "new")
        assert reopened(tmp_path / "new")[0] == tables(filled)


def test_what_is_no_backup_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello")
    (tmp_path / "list").write_text("[]")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("../evil", "x")
    manifest = backup.Manifest(backup.FORMAT, 1, "k", {"../kiosk.json": "x"}, 0, 0)
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as evil:
        evil.writestr(backup.MANIFEST, msgspec.json.encode(manifest))
        evil.writestr("../kiosk.json", "x")
    for name in ("text", "list", "other.zip", "evil.zip", "nothing"):
        with pytest.raises(NotABackup):
            restore(tmp_path / name, tmp_path / "new")
        assert not (tmp_path / "new").exists()


def test_a_full_disk_leaves_no_half_backup(
    filled: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "sync", full)
    with pytest.raises(NotRecorded, match="full"):
        backup.write(folder, tmp_path / "b.zip")
    with pytest.raises(NotRecorded, match="full"):
        plain.write(filled.tables.live, "k", tmp_path / "b.json")
    assert sorted(os.listdir(tmp_path)) == ["data"]


# ---- the plain export


def test_stock_tinydb_opens_the_plain_export(filled: Store, tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    count = plain.write(filled.tables.live, filled.kiosk, path)
    assert count == sum(len(docs) for docs in tables(filled).values())
    with TinyDB(path, encoding="utf-8") as db:
        assert db.tables() == {"attendees", "facts", plain.ABOUT}
        people = db.table("attendees")
        (ana,) = people.search(where("name") == "Ève Ångström")
        assert ana["id"] == "ana"
        people.update({"local": "79"}, where("id") == "ana")
        assert db.table("facts").count(where("kind") == "check_in") == 10
        db.table("facts").insert({"kind": "check_in"})
    assert b"pins" not in path.read_bytes()


def test_a_plain_export_becomes_a_folder(filled: Store, tmp_path: Path) -> None:
    plain.write(filled.tables.live, filled.kiosk, tmp_path / "b.json")
    restore(tmp_path / "b.json", tmp_path / "new")
    read, problems = reopened(tmp_path / "new")
    assert problems == ()
    assert {t: {i: json.loads(d) for i, d in docs.items()} for t, docs in read.items()} == {
        t: {i: json.loads(d) for i, d in docs.items()} for t, docs in tables(filled).items()
    }
    new = open_store(tmp_path / "new")
    assert who(new) == who(filled)
    with new.change() as tx:
        tx.put(Attendee(id="late", name="Late"))
        tx.add(CheckIn(time=NINE, session="morning", attendee="late", how=How.BADGE))
    new.close()


def test_a_newer_plain_export_is_not_guessed_at(tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(json.dumps({plain.ABOUT: {"1": {"version": 99}}}))
    with pytest.raises(NotABackup, match="newer"):
        restore(tmp_path / "b.json", tmp_path / "new")
