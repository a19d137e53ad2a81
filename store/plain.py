"""A plain export that stock TinyDB opens, so that nobody's data is locked in.

It holds what is in force now: each table's documents, with their id as the field ``id``
(TinyDB's own ids are numbers). What was there before is not in it, nor are PINs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from tinydb import TinyDB

from kiosk.errors import why
from store.backup import new_file, settle
from store.errors import NotABackup, unwritten
from store.lines import Json
from store.tables import Docs

ABOUT = "session-kiosk"
"""The table that says what the file is."""
VERSION = 1
Puts = dict[str, dict[str, Json]]


def write(live: Mapping[str, Mapping[str, Json]], kiosk: str, target: Path) -> int:
    """Write the tables to a file that is not there yet, read it back with TinyDB, and
    return how many documents it holds.

    Raises:
        NotABackup: there is such a file already, or it does not read back.
        NotRecorded: the disk does not take it.
    """
    if target.exists():
        raise NotABackup("{file} is there already. Name another file.", file=target)
    content: dict[str, dict[str, Any]] = {
        table: {
            str(number): {"id": doc_id, **doc}
            for number, (doc_id, doc) in enumerate(Docs(docs).items(), 1)
        }
        for table, docs in live.items()
        if docs
    }
    content[ABOUT] = {"1": {"version": VERSION, "kiosk": kiosk}}
    try:
        with new_file(target) as (file, beside):
            file.write(json.dumps(content, ensure_ascii=False, indent=1).encode())
            settle(file)
            with TinyDB(beside, access_mode="r", encoding="utf-8") as db:
                counts = {name: len(db.table(name)) for name in db.tables()}
            if counts != {name: len(docs) for name, docs in content.items()}:
                raise NotABackup("{file} does not read back as it was written.", file=target)
    except OSError as error:
        raise unwritten(error, target) from error
    return sum(counts.values()) - 1


def read(path: Path) -> Puts:
    """The documents of a plain export.

    Raises:
        NotABackup: it is not one.
    """
    try:
        content = json.loads(path.read_bytes())
        about = content.pop(ABOUT)["1"]
        if about["version"] > VERSION:
            raise NotABackup(
                "{file} was written by a newer version. Install the newer kiosk.", file=path
            )
        return {
            table: {doc.pop("id"): msgspec.json.encode(doc) for doc in docs.values()}
            for table, docs in content.items()
        }
    except OSError as error:
        raise NotABackup(
            "{file} cannot be read: {reason}.", file=path, reason=why(error)
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotABackup(
            "{file} is neither a backup nor what “kiosk backup --tinydb” writes.", file=path
        ) from None
