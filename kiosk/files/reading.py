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

from kiosk.errors import ForPeople, NotSo, Text, Translator, why
from kiosk.files.misfits import told

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

    def said(self, words: Translator) -> str:
        """The same in a language."""
        return words("{where}: {why}", where=self.where, why=self.reason)


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
        raise NotThatFile("{path} cannot be read: {why}.", path=path, why=why(error)) from None
    if len(content) > LARGEST:
        raise NotThatFile("{path} is larger than {size} MB.", path=path, size=LARGEST // 2**20)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotThatFile(
            "{path} is not text in UTF-8 (byte {byte}). Save it again as “CSV UTF-8”.",
            path=path,
            byte=error.start,
        ) from None
    if "\0" in text:
        raise NotThatFile("{path} is not text: it has NUL bytes.", path=path)
    return text


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file.

    Raises:
        NotThatFile: it is none.
    """
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise NotThatFile("{path} is not TOML: {why}.", path=path, why=_toml(error)) from None
    except RecursionError:
        raise NotThatFile("{path} is nested too deep.", path=path) from None


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
                    "{path} has no column {column}; its first row says: {header}.",
                    path=path,
                    column=_either(*name.split("|")),
                    header=", ".join(header)[:200] or Text("nothing"),
                )
        repeated = {h for h in header if h and header.count(h) > 1}
        if repeated:
            raise NotThatFile(
                "{path} has the column “{column}” twice.", path=path, column=min(repeated)
            )
        before = reader.line_num
        for cells in reader:
            where, before = Text("row {number}", number=before + 1), reader.line_num
            if any(cell.strip() for cell in cells):
                yield where, _row(where, header, cells)
    except csv.Error as error:
        raise NotThatFile(
            "{path}, row {number}: {why}.", path=path, number=reader.line_num, why=misquoted(error)
        ) from None


def _row(where: str, header: list[str], cells: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(header) :]):
        many = {"cells": len(cells), "headers": len(header)}
        return {"": Text("it has {cells} cells under {headers} headers", **many)}
    if any(len(cell) > _LONGEST_CELL for cell in cells):
        return {"": Text("a cell is longer than {most} characters", most=_LONGEST_CELL)}
    return {h: cell.strip() for h, cell in zip(header, cells, strict=False) if h}


def _either(one: str, other: str = "") -> Text:
    if not other:
        return Text("“{column}”", column=one)
    return Text("“{column}” or “{other}”", column=one, other=other)


def misquoted(error: csv.Error) -> Text:
    """What can be wrong with a table's quotation marks; there is nothing else."""
    if "unexpected end" in str(error):
        return Text("unexpected end of data: a quotation mark is never closed")
    return Text("a quotation mark is out of its place")


def _toml(error: tomllib.TOMLDecodeError) -> Text:
    if place := re.search(r"line (\d+), column (\d+)", str(error)):
        return Text("look at line {line}, column {column}", line=place[1], column=place[2])
    return Text("it ends too soon")


def entry(kind: type[T], data: object) -> T:
    """An entry as its form says.

    Raises:
        NotSo: it is not; the text says which field and why.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise NotSo.of(told(str(error))) from None
