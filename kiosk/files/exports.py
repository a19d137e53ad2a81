"""What is taken home, as a table that a spreadsheet or another program opens rightly."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from kiosk.errors import ForPeople, why
from kiosk.rules.names import clean, fold

BOM = "\ufeff"
"""Makes Excel read UTF-8; written at the head of files, not to a pipe."""

FORMS = ("csv", "xlsx", "jsonl", "json")
"""``json`` is another name for ``jsonl``: one object a line."""

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Value = str | int | float | dt.date | dt.datetime | None
"""What a cell holds; a time is aware, and shown on its own wall clock."""
Row = Sequence[Value]


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    """Numbers of members too: their zeros in front count."""
    NUMBER = "number"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Column:
    """One column as it is written."""

    field: str
    heading: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself, on a sheet of its own."""

    title: str
    facts: tuple[tuple[str, Value], ...] = ()
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    """Headings, and under each how many rows there are of what."""
    heads: dict[str, str] = field(default_factory=dict)
    """What counted fields are called; under the empty one, all rows."""
    sheet: str = "Summary"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, ready to be written."""

    columns: tuple[Column, ...]
    rows: list[Row]
    about: About = field(default_factory=lambda: About("Table"))


class AlreadyThere(ForPeople):
    """A file of that name exists; nothing was written over it."""


class NotSaved(ForPeople):
    """The file could not be written; what was there before is still there."""


def safe_cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins as a formula does,
    or does after what cannot be seen, gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if is_risky(text) else text


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula."""
    if not text or text[0].isalnum():
        return False
    return text[0] in "\t\r" or clean(text).startswith(_FORMULA)


def plain(value: Value) -> str | int | float:
    """A value as a text or a number: days and times as ISO 8601 writes them."""
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else value


def csv_text(headings: Sequence[str], rows: Iterable[Row]) -> str:
    """RFC 4180 with a header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(heading) for heading in headings])
    for row in rows:
        writer.writerow(
            [
                value
                if value.__class__ is int or (value.__class__ is str and value[:1].isalnum())
                else _day(value)
                if value.__class__ is dt.date
                else _cell(value)
                for value in row
            ]
        )
    return out.getvalue()


@lru_cache(maxsize=4_096)
def _day(day: dt.date) -> str:
    """Many rows are of one day."""
    return day.isoformat()


def _cell(value: Value) -> str:
    """A number below zero is no formula; a text that begins as one is made safe."""
    said = plain(value)
    return safe_cell(said) if isinstance(said, str) else str(said)


def json_lines(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One object a line, keyed by the headings."""
    encode = msgspec.json.Encoder().encode
    return b"".join(
        encode(dict(zip(headings, map(plain, row), strict=True))) + b"\n" for row in rows
    )


def written(table: Table, form: str, *, made: dt.datetime, mark: bool = True) -> bytes:
    """The bytes of a file.

    Args:
        form: one of :data:`FORMS`.
        made: the time that a workbook says it was made.
        mark: whether a CSV begins with a byte order mark, as Excel wants a file to.

    Raises:
        NotSaved: a workbook cannot hold so many rows.
    """
    headings = [column.heading for column in table.columns]
    if form == "xlsx":
        from kiosk.files.exports_xlsx import workbook

        return workbook(table, made)
    if form in ("json", "jsonl"):
        return json_lines(headings, table.rows)
    return ((BOM if mark else "") + csv_text(headings, table.rows)).encode()


def form_of(path: Path | None, default: str = "csv") -> str:
    """The form that a file's ending says."""
    ending = path.suffix.lower().removeprefix(".") if path else ""
    return ending if ending in FORMS else default


def safe_stem(*parts: str) -> str:
    """A file name without its ending that every system takes: of the letters a to z,
    figures and dashes, and none of Windows' own names (``con``, ``nul``, …)."""
    stem = re.sub(r"[^a-z0-9]+", "-", fold(" ".join(parts)))[:80].strip("-") or "export"
    return f"{stem}-file" if _DEVICE.fullmatch(stem) else stem


_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


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
