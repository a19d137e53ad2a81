"""Tables that are text: commas, semicolons or tabs, in the encodings that programs write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.files.reading import LARGEST, NotThatFile, misquoted
from kiosk.files.tables import MOST_ROWS, Grid, Layout, too_many_rows

DELIMITERS = ",;\t"
_SAYS_ITS_OWN = re.compile(r"sep=(.)\r?\n", re.I)
"""What Excel understands as a first line."""
_HEAD = 4000
"""Characters in which a delimiter is looked for."""


def read_delimited(path: Path, content: bytes) -> Iterator[Grid]:
    """The table as each delimiter that it may have reads it, the likeliest first.

    Raises:
        NotThatFile: it is not text, or a quotation mark is never closed.
    """
    text, encoding = decoded(path, content)
    before = 0
    if own := _SAYS_ITS_OWN.match(text):
        text, before = text[own.end() :], 1
        found = [own[1]]
    else:
        head = text[:_HEAD]
        # Where there are none at all, it is one column whatever parts them.
        found = sorted((d for d in DELIMITERS if d in head), key=lambda d: -_in_line(head, d))
    problem: NotThatFile | None = None
    read = 0
    for delimiter in found or [","]:
        try:
            lines = tuple(_lines(path, text, delimiter, before))
        except NotThatFile as error:
            problem = problem or error
            continue
        read += 1
        yield Grid(Layout(".csv", encoding=encoding, delimiter=delimiter), lines)
    if problem and not read:
        raise problem


def _in_line(head: str, delimiter: str) -> int:
    """How often it stands in the line that has most of it."""
    return max(line.count(delimiter) for line in head.splitlines() or [""])


def _lines(path: Path, text: str, delimiter: str, before: int) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = count = 0
    try:
        for cells in reader:
            begins, number = number + 1, reader.line_num
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                count += 1
                if count > MOST_ROWS + 1:
                    raise too_many_rows(path)
                yield begins + before, stripped
    except csv.Error as error:
        raise NotThatFile(
            "{path}, row {number}: {why}.",
            path=path,
            number=number + 1 + before,
            why=misquoted(error),
        ) from None


def decoded(path: Path, content: bytes) -> tuple[str, str]:
    """The text of a table and its encoding: UTF-16 and UTF-8 by their marks, UTF-8 where
    it can be no other, else Windows-1252, which Excel writes in a Western locale.

    Raises:
        NotThatFile: it is none of them.
    """
    encoding = _encoding(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise NotThatFile(
            "{path} is not text in UTF-8, UTF-16 or Windows-1252. Save it again as “CSV UTF-8”.",
            path=path,
        ) from None
    if "\0" in text:
        raise NotThatFile("{path} is not text: it has NUL bytes.", path=path)
    return text.removeprefix("\ufeff"), encoding


def _encoding(content: bytes) -> str:
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
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
