"""Tables that are text: commas, semicolons or tabs, in the encodings that programs write.

A file is read a line at a time, and only as far as somebody asks for its rows: what is no
table is refused before it takes the memory that it would like to have.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import Text
from kiosk.files.reading import NotThatFile, misquoted
from kiosk.files.tables import MOST_COLUMNS, MOST_ROWS, Grid, Layout, Line, too_many_rows

DELIMITERS = ",;\t"
LONGEST_ROW = 5_000_000
"""Characters: 500 cells of the longest that are read. A quotation mark that is never closed
takes all the rest of a file for one cell."""
MOST_LINES = 1_100_000
"""Empty ones too; no spreadsheet has more rows."""
_SAYS_ITS_OWN = re.compile(r"\ufeff?sep=(.)\r?\n", re.I)
"""What Excel understands as a first line."""
_HEAD = 16_000
"""Bytes in which a delimiter is looked for."""


def read_delimited(path: Path, content: bytes) -> Iterator[Grid]:
    """The table as each delimiter that it may have reads it, the likeliest first.

    Raises:
        NotThatFile: it is not text.
    """
    encoding = encoding_of(content)
    if encoding == "windows-1252" and is_spoiled(content):
        raise no_text(path)
    head = content[:_HEAD].decode(encoding, errors="replace")
    if own := _SAYS_ITS_OWN.match(head):
        found = [own[1]]
    else:
        # Where there are none at all, it is one column whatever parts them.
        found = sorted((d for d in DELIMITERS if d in head), key=lambda d: -_in_line(head, d))
    for delimiter in found or [","]:
        layout = Layout(".csv", encoding=encoding, delimiter=delimiter)
        yield Grid(layout, _rows(path, _Lines(path, content, encoding, bool(own)), delimiter))


def _in_line(head: str, delimiter: str) -> int:
    """How often it stands in the line that has most of it."""
    return max(line.count(delimiter) for line in head.splitlines() or [""])


class _Lines:
    """The lines of a text, one after another."""

    def __init__(self, path: Path, content: bytes, encoding: str, says_its_own: bool) -> None:
        self._path = path
        self._text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
        self._is_first = True
        self._taken = 0
        self.number = 0
        """Of the line that was taken last, from 1."""
        self.begins = 1
        """The line in which the row at hand begins."""
        if says_its_own:
            next(self)
            self.begin()

    def begin(self) -> None:
        """From here on it is another row."""
        self.begins, self._taken = self.number + 1, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = self._text.readline(LONGEST_ROW + 1)
        except UnicodeDecodeError:
            raise no_text(self._path) from None
        if not line:
            raise StopIteration
        if "\0" in line:
            raise _nul(self._path)
        self.number += 1
        if self.number > MOST_LINES:
            raise too_many_rows(self._path)
        self._taken += len(line)
        if self._taken > LONGEST_ROW:
            why = Text("it goes on without an end, as where a quotation mark is never closed")
            raise _in_row(self._path, self.begins, why)
        if self._is_first:
            self._is_first = False
            return line.removeprefix("\ufeff")
        return line


def _rows(path: Path, lines: _Lines, delimiter: str) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_ROW)
    count = 0
    try:
        for cells in csv.reader(lines, delimiter=delimiter, strict=True):
            begins = lines.begins
            lines.begin()
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                count += 1
                if count > MOST_ROWS + 1:
                    raise too_many_rows(path)
                if len(cells) > MOST_COLUMNS + 1:
                    raise NotThatFile(
                        "{path} has more than {most} columns.", path=path, most=MOST_COLUMNS
                    )
            yield begins, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise _in_row(path, lines.begins, misquoted(error)) from None


def decoded(path: Path, content: bytes) -> str:
    """All of a text at once.

    Raises:
        NotThatFile: it is none.
    """
    encoding = encoding_of(content)
    if encoding == "windows-1252" and is_spoiled(content):
        raise no_text(path)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise no_text(path) from None
    if "\0" in text:
        raise _nul(path)
    return text.removeprefix("\ufeff")


def encoding_of(content: bytes) -> str:
    """UTF-16 and UTF-8 by their marks, UTF-8 where it can be no other, else Windows-1252,
    which Excel writes in a Western locale."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    # UTF-16 without a mark: every other byte of Western letters is nought.
    head = content[:200]
    if len(head) > 3 and not any(head[1::2]) and all(head[::2]):
        return "utf-16-le"
    if len(head) > 3 and not any(head[::2]) and all(head[1::2]):
        return "utf-16-be"
    try:
        for _ in _in_utf8(content, "strict"):
            pass
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _in_utf8(content: bytes, errors: str) -> Iterator[str]:
    """Its text a megabyte at a time."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors)
    for at in range(0, len(content), 2**20):
        yield decoder.decode(content[at : at + 2**20])
    yield decoder.decode(b"", final=True)


def is_spoiled(content: bytes) -> bool:
    """Whether it was UTF-8 before it was cut off, or something else was put into it: no
    other text has as many letters in it that can be read so as cannot."""
    good = bad = 0
    for text in _in_utf8(content, "replace"):
        wrong = text.count("\ufffd")
        bad += wrong
        good += sum(1 for c in text if c > "\x7f") - wrong
    return 0 < bad <= good


def _in_row(path: Path, number: int, why: Text) -> NotThatFile:
    return NotThatFile("{path}, row {number}: {why}.", path=path, number=number, why=why)


def no_text(path: Path) -> NotThatFile:
    return NotThatFile(
        "{path} is not text in UTF-8, UTF-16 or Windows-1252. Save it again as “CSV UTF-8”.",
        path=path,
    )


def _nul(path: Path) -> NotThatFile:
    return NotThatFile("{path} is not text: it has NUL bytes.", path=path)
