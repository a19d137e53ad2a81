"""A backup becomes a data folder again: whole or not at all, and over nothing."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import zipfile
from itertools import islice
from pathlib import Path

import msgspec

from store import backup, plain
from store.access import restrict
from store.disk import is_empty, sync_folder, write_whole
from store.errors import NotABackup, NotAFolder, unwritten
from store.folder import MARKER, Marker, create, open_store
from store.sequence import Sequence

_A_LINE = 1000
"""Documents of a plain export that become one line."""


def restore(source: Path, folder: Path, move_aside: bool = False) -> Path | None:
    """Make a data folder of a backup, or of a plain export.

    It goes on under a new kiosk's name; the lines it holds stay under theirs.

    Args:
        move_aside: what is in the folder may be moved to one beside it.

    Returns: where what was there is now, if anything was.

    Raises:
        NotABackup: the file is not one, or not whole.
        NotAFolder: there is something in the folder already.
        NotRecorded: the disk does not take it.
    """
    if not source.is_file():
        raise NotABackup("There is no file {file}.", file=source)
    if not is_empty(folder) and not move_aside:
        raise NotAFolder(
            "{folder} is not empty, and nothing is written over. Name a new folder with "
            "--data, or move what is there to a folder beside it with --move-aside.",
            folder=folder,
        )
    folder = folder.absolute()
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(3)}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        create(beside)
        if zipfile.is_zipfile(source):
            _unpack(source, beside)
        else:
            _write_lines(plain.read(source), beside)
        open_store(beside, read_only=True).close()
        return _take_place(beside, folder)
    except OSError as error:
        raise unwritten(error, folder) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _unpack(source: Path, beside: Path) -> None:
    backup.verify(source)
    with backup.opened(source) as (packed, manifest):
        for name in manifest.files:
            if name != MARKER:
                write_whole(beside / name, packed.read(name))
        was = msgspec.json.decode(packed.read(MARKER), type=Marker)
    now = msgspec.json.decode((beside / MARKER).read_bytes(), type=Marker)
    now.demo = was.demo
    write_whole(beside / MARKER, msgspec.json.encode(now) + b"\n")


def _write_lines(tables: plain.Puts, beside: Path) -> None:
    kiosk = msgspec.json.decode((beside / MARKER).read_bytes(), type=Marker).kiosk
    journal = Sequence(beside / "journal", kiosk)
    try:
        for table, docs in tables.items():
            items = iter(docs.items())
            while chunk := dict(islice(items, _A_LINE)):
                journal.append(journal.numbers.time(), {table: chunk})
    finally:
        journal.close()


def _take_place(beside: Path, folder: Path) -> Path | None:
    kept = None
    if not is_empty(folder):
        now = dt.datetime.now(dt.UTC)
        kept = folder.with_name(f"{folder.name}-before-{now:%Y%m%d-%H%M%S}")
        os.rename(folder, kept)
        restrict(kept)
    elif folder.exists():
        folder.rmdir()
    os.rename(beside, folder)
    sync_folder(folder.parent)
    return kept
