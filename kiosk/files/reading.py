"""Reading a file that somebody else made: its bytes, its table, its entries."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from kiosk.errors import ForPeople

LARGEST = 50 * 1024 * 1024
"""Bytes; a roster of 100,000 people has about 10 MB."""
_LONGEST_CELL = 10_000

T = TypeVar("T")


class NotThatFile(ForPeople):
    """The file is not what it says; nothing of it comes in."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One row or entry that does not come in."""

    where: str
    """``row 7`` or ``workshop 3``, counted as a person counts in the file."""
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(slots=True)
class Parsed(Generic[T]):
    """The entries that could be read, each with where it stands, and those that could not."""

    entries: list[tuple[str, T]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read_text(path: Path) -> str:
    """A file's text, of UTF-8 with or without a byte order mark.

    Raises:
        NotThatFile: it is missing, too large, or not text in UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise NotThatFile(f"{path} cannot be read: {error.strerror}.") from None
    if len(content) > LARGEST:
        raise NotThatFile(f"{path} is larger than {LARGEST // 2**20} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotThatFile(
            f"{path} is not text in UTF-8 (byte {error.start}). Save it again as “CSV UTF-8”."
        ) from None
    if "\0" in text:
        raise NotThatFile(f"{path} is not text: it has NUL bytes.")
    return text


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file.

    Raises:
        NotThatFile: it is none.
    """
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise NotThatFile(f"{path} is not TOML: {error}.") from None
    except RecursionError:
        raise NotThatFile(f"{path} is nested too deep.") from None


def read_csv(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a table as ``(where, cells by header)``, empty rows left out.

    Comma, semicolon or tab, whichever the header has most of. Headers are compared in
    lower case with ``_`` for spaces.

    Raises:
        NotThatFile: it has no such header, or a quote is never closed.
    """
    text = read_text(path)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(LARGEST)
    try:
        header = [re.sub(r"\s+", "_", h.strip().lower()) for h in next(reader, [])]
        for name in needed:
            if not any(option in header for option in name.split("|")):
                raise NotThatFile(
                    f"{path} has no column “{name.replace('|', '” or “')}”; its first row "
                    f"says: {', '.join(header)[:200] or 'nothing'}."
                )
        repeated = {h for h in header if h and header.count(h) > 1}
        if repeated:
            raise NotThatFile(f"{path} has the column “{min(repeated)}” twice.")
        before = reader.line_num
        for cells in reader:
            where, before = f"row {before + 1}", reader.line_num
            if any(cell.strip() for cell in cells):
                yield where, _row(where, header, cells)
    except csv.Error as error:
        raise NotThatFile(f"{path}, row {reader.line_num}: {error}.") from None


def _row(where: str, header: list[str], cells: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        return {"": f"it has {len(cells)} cells under {len(header)} headers"}
    if any(len(cell) > _LONGEST_CELL for cell in cells):
        return {"": f"a cell is longer than {_LONGEST_CELL} characters"}
    return {h: cell.strip() for h, cell in zip(header, cells, strict=False) if h}


def entry(kind: type[T], data: object) -> T:
    """An entry as its form says.

    Raises:
        ValueError: it is not; the text says which field and why.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise ValueError(_plain(str(error))) from None


_AT = re.compile(r"^(?P<what>.*?)(?: - at (?:`key` in )?`\$\.?(?P<where>.*)`)?$", re.DOTALL)
_AN_ID = re.compile(r"str matching regex '.*'")


def _plain(message: str) -> str:
    match = _AT.match(message)
    what = match["what"] if match else message
    what = what.replace("`", "").replace("Object ", "the entry ").replace("field ", "")
    what = _AN_ID.sub("an id of lower-case letters, digits and hyphens", what)
    where = match["where"] if match else None
    return f"{where}: {what}" if where else what
