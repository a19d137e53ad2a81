"""What is taken home, as a table that a spreadsheet opens rightly."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kiosk.errors import ForPeople, why
from kiosk.rules.names import clean

BOM = "\ufeff"
"""Makes Excel read UTF-8; written at the head of files, not to a pipe."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

COMPLETION_COLUMNS = (
    "member_number",
    "name",
    "local",
    "workshop",
    "offering",
    "completed_on",
    "title",
    "minutes",
    "scheduled_minutes",
)
SHOWN_COLUMNS = (
    *COMPLETION_COLUMNS,
    "complete",
    "reason",
    "missing_sessions",
    "unsigned_sessions",
)
"""Where people who did not complete stand among those who did."""


class AlreadyThere(ForPeople):
    """A file of that name exists; nothing was written over it."""


class NotSaved(ForPeople):
    """The file could not be written; what was there before is still there."""


def safe_cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins as a formula does,
    or does after what cannot be seen, gets an apostrophe in front."""
    text = "" if value is None else str(value)
    if not text or text[0].isalnum():
        return text
    risky = text[0] in "\t\r" or clean(text).startswith(_FORMULA)
    return f"'{text}" if risky else text


def csv_text(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """RFC 4180 with a header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
    return out.getvalue()


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """A path in a folder that nothing has yet: the name, else with a number behind it."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


def save(path: Path, content: bytes, overwrite: bool = False) -> None:
    """Write a whole file, or leave what was there.

    Raises:
        AlreadyThere: it exists, and ``overwrite`` was not said.
        NotSaved: it cannot be written; the text says why.
    """
    try:
        if path.is_dir():
            raise NotSaved("{path} is a folder. Give the name of a file in it.", path=path)
        if path.exists() and not overwrite:
            raise AlreadyThere("{path} is there already.", path=path)
        beside = path.with_name(f".{path.name}.part")
        try:
            beside.write_bytes(content)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved("{path} cannot be written: {why}.", path=path, why=why(error)) from None
