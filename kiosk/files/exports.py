"""What is taken home, as a table that a spreadsheet or another program opens rightly."""

from __future__ import annotations

import datetime as dt
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

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
    or does after what cannot be seen, gets an apostrophe in front. So does what stands
    behind a semicolon, a tab or a new line: where semicolons part the cells, as in much of
    Europe and in Quebec, Excel takes it for a cell of its own."""
    text = "" if value is None else str(value)
    safe = text
    if _PARTED.search(text):
        parts = _PARTED.split(text)
        safe = "".join(f"'{part}" if is_risky(part) else part for part in parts)
    return f"'{safe}" if is_risky(text) and not safe.startswith("'") else safe


def as_it_was(cell: str) -> str:
    """What a cell said before :func:`safe_cell`; apostrophes that keep nothing from running
    stay."""
    if "'" not in cell:
        return cell
    bare = "".join(_unmarked(part) for part in _PARTED.split(cell))
    return _unmarked(bare)


def _unmarked(text: str) -> str:
    return text[1:] if text.startswith("'") and is_risky(text[1:]) else text


_PARTED = re.compile(r"(?<=[;\t\r\n])(?![;\t\r\n])")
"""Between a separator and what stands behind it."""


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


_Said = TypeVar("_Said")


def csv_text(headings: Sequence[str], rows: Iterable[Row]) -> str:
    """RFC 4180 with a header."""
    lines = [",".join(cells) for cells in ([*map(_quoted, headings)], *_by_column(rows, _quoted))]
    if len(headings) == 1:
        lines = [line or '""' for line in lines]  # no reader takes an empty line for a row
    return "\r\n".join((*lines, ""))


def _by_column(rows: Iterable[Row], said: Callable[[Value], _Said]) -> Iterable[tuple[_Said, ...]]:
    """Rows with every value as it is said. A column says the same thing over and over, so
    each is worked out once for all of it: with many rows that is half of the time. Moments
    that are the same are not always written the same, and neither are numbers."""
    columns = []
    for column in zip(*rows, strict=True):
        kinds = set(map(type, column)) - {type(None)}
        if kinds <= {str, dt.date} or kinds == {int}:
            known = {value: said(value) for value in set(column)}
            columns.append(tuple(map(known.__getitem__, column)))
        else:
            columns.append(tuple(map(said, column)))
    return zip(*columns, strict=True)


def _quoted(value: Value) -> str:
    """A value as a cell: a number below zero is no formula, a text that begins as one is
    made safe, and what has a separator, a quote or a new line in it stands in quotes."""
    said = plain(value)
    if not isinstance(said, str):
        return str(said)
    cell = safe_cell(said)
    return f'"{cell.replace(_QUOTE, _QUOTE * 2)}"' if _TO_QUOTE.search(cell) else cell


_QUOTE = '"'
_TO_QUOTE = re.compile(r'[",;\t\r\n]')
"""With what other programs might part cells at."""


def json_lines(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One object a line, keyed by the headings."""
    encode = msgspec.json.Encoder().encode
    return b"".join(
        encode(dict(zip(headings, row, strict=True))) + b"\n" for row in _by_column(rows, plain)
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
    """Write a whole file, or leave what was there. A link stays one, and what it leads to
    is written; a device or a pipe is written into.

    Raises:
        AlreadyThere: it exists, and ``overwrite`` was not said.
        NotSaved: it cannot be written; the text says why.
    """
    try:
        if path.is_dir():
            raise NotSaved("{path} is a folder. Give the name of a file in it.", path=path)
        if path.exists() and not overwrite:
            raise AlreadyThere("{path} is there already.", path=path)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _put_in_place(path.resolve(), content)
    except OSError as error:
        raise NotSaved("{path} cannot be written: {why}.", path=path, why=why(error)) from None


def _put_in_place(path: Path, content: bytes) -> None:
    """By a name of its own beside it: the longest that the disk takes is taken for the file
    too, and another window may write the same one."""
    beside = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        beside.write_bytes(content)
        if path.exists():
            shutil.copymode(path, beside)
        try:
            os.replace(beside, path)
        except PermissionError:  # the folder can be written, so it is the file
            raise NotSaved(
                "{path} is in use. Close it where it is open, or give another name.", path=path
            ) from None
    finally:
        beside.unlink(missing_ok=True)
