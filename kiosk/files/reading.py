"""Reading a file that somebody else made: its bytes, its text, its entries."""

from __future__ import annotations

import csv
import math
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import msgspec

from kiosk.errors import ForPeople, NotSo, Text, Translator, why
from kiosk.files.misfits import told

LARGEST = 50 * 1024 * 1024
"""Bytes; a roster of 100,000 people has about 10 MB."""
ARCHIVE = b"PK\x03\x04"
"""What XLSX files begin with, and all that is packed as they are."""
LARGEST_TOML = 2 * 1024 * 1024
"""Bytes, some 40,000 people; its reader takes up to two seconds for each MB, and a hundred
times the room."""
DEEPEST = 20
"""Tables and lists within each other; no form has more than five."""
_NO_KEYS = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|' + r"'''.*?(?:'''|\Z)|"
    r'"(?:\\.|[^"\\\n])*"?|' + r"'[^'\n]*'?|#[^\n]*",
    re.DOTALL,
)
"""Texts and comments; a text that is part of a key is no longer than another part."""
_DEEP_KEY = re.compile(r"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*)" + f"{{{DEEPEST}}}")
"""A key of so many names within each other: its reader takes room for each with each."""

T = TypeVar("T")


class NotThatFile(ForPeople):
    """The file is not what it says; nothing of it comes in."""


class Misfit(NotSo):
    """A field of an entry cannot be meant so: ``"{where}: {why}"``."""

    @property
    def field(self) -> str:
        return str(self.text.values["where"])

    @property
    def why(self) -> Text:
        return cast(Text, self.text.values["why"])


@dataclass(frozen=True, slots=True)
class Wrong:
    """One row or entry that does not come in."""

    where: str
    """``row 7`` or ``workshop 3``, counted as a person counts in the file."""
    reason: str
    column: str = ""
    """The heading over what is wrong, as it stands in the file; empty where it is the row."""
    value: str = ""
    """What stands there."""

    def __str__(self) -> str:
        return str(self._text())

    def said(self, words: Translator) -> str:
        """The same in a language."""
        return self._text().said(words)

    def _text(self) -> Text:
        if not self.column:
            return Text("{where}: {why}", where=self.where, why=self.reason)
        where = Text("{where}, “{column}”", where=self.where, column=self.column[:60])
        if self.value and self.value[:20] not in self.reason:
            shown = self.value if len(self.value) <= 60 else f"{self.value[:60]}…"
            return Text("{where}: “{value}”: {why}", where=where, value=shown, why=self.reason)
        return Text("{where}: {why}", where=where, why=self.reason)


@dataclass(slots=True)
class Parsed(Generic[T]):
    """The entries that could be read, each with where it stands, and those that could not."""

    entries: list[tuple[str, T]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    left_out: int = 0
    """Rows that are of nobody who comes: of a buyer, without an attendee."""


def read_bytes(path: Path, largest: int = 0) -> bytes:
    """A file's bytes; ``largest`` of them, else as many as any file may have.

    Raises:
        NotThatFile: it is missing, or too large.
    """
    most = largest or LARGEST
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise NotThatFile("{path} cannot be read: {why}.", path=path, why=why(error)) from None
    if len(content) > most:
        raise NotThatFile("{path} is larger than {size} MB.", path=path, size=most // 2**20)
    return content


def read_text(path: Path, largest: int = 0) -> str:
    """A file's text, of UTF-8 with or without a byte order mark.

    Raises:
        NotThatFile: it is missing, too large, or not text in UTF-8.
    """
    content = read_bytes(path, largest)
    if content.startswith(ARCHIVE):
        raise NotThatFile("{path} is a spreadsheet or an archive, and no text.", path=path)
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
        NotThatFile: it is none, too large, or nested deeper than any form is.
    """
    text = read_text(path, LARGEST_TOML)
    if _DEEP_KEY.search(_NO_KEYS.sub("x", text)):
        raise NotThatFile("{path} is nested too deep.", path=path)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotThatFile("{path} is not TOML: {why}.", path=path, why=_toml(error)) from None
    except RecursionError:
        raise NotThatFile("{path} is nested too deep.", path=path) from None
    except ValueError:  # tomllib lets through a number of thousands of digits
        why = Text("a number is too long")
        raise NotThatFile("{path} is not TOML: {why}.", path=path, why=why) from None
    if _depth(content) > DEEPEST:
        raise NotThatFile("{path} is nested too deep.", path=path)
    return content


def _depth(value: object) -> int:
    """How deep a value is nested; no deeper than it need be known."""
    deep, level = 0, [value]
    while level and deep <= DEEPEST:
        inside = [list(v.values()) if isinstance(v, dict) else v for v in level]
        level = [x for v in inside if isinstance(v, list) for x in v]
        deep += 1
    return deep


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
    if name := _no_number(data):
        raise Misfit("{where}: {why}", where=name, why=Text("it is not a number"))
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        field, why = told(str(error))
        if not field:
            raise NotSo.of(why) from None
        raise Misfit("{where}: {why}", where=field, why=why) from None


def _no_number(data: object, name: str = "") -> str:
    """The name of a field that says NaN or infinity."""
    match data:
        case float() if not math.isfinite(data):
            return name or "?"
        case dict():
            return next((x for k, v in data.items() if (x := _no_number(v, str(k)))), "")
        case list():
            # What is a table of its own in a list is an entry of its own, and checked as one.
            inside = (v for v in data if not isinstance(v, dict))
            return next((x for v in inside if (x := _no_number(v, name))), "")
    return ""
