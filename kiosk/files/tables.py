"""A table of any kind: its headings, and its rows as text, counted as the file counts them.

Nothing here knows what the columns mean: whoever reads says which row is the headings'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import Text
from kiosk.files.exports import is_risky
from kiosk.files.reading import ARCHIVE, NotThatFile, read_bytes

MOST_ROWS = 200_000
MOST_COLUMNS = 500
LONGEST_CELL = 10_000
"""Characters."""
FIRST_ROWS = 30
"""Among so many the headings are looked for: what stands above is a title, or a preamble."""

Score = Callable[[Sequence[str]], int]
"""How many headings of a row are known; 0 where it cannot be the row of the headings."""


class NoResult(str):
    """What is shown of a cell that has no value: the error that a spreadsheet came to, or a
    formula that none has worked out yet."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table was written, so that its wrong rows can be written the same way."""

    ending: str
    """``.csv`` or ``.xlsx``."""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """As a person counts in the file, from 1."""
    cells: tuple[str, ...]
    wrong: Text | None = None
    """Why nothing of it can be read."""

    @property
    def where(self) -> Text:
        return Text("row {number}", number=self.number)


@dataclass(frozen=True, slots=True)
class Table:
    path: Path
    layout: Layout
    headings: tuple[str, ...]
    """As they stand in the file, without spaces around; one that stands several times has
    its number behind it from the second on."""
    rows: tuple[Row, ...]
    """Without those that are empty."""

    def by_heading(self, row: Row) -> dict[str, str]:
        """The cells of a row that have a heading."""
        return {h: c for h, c in zip(self.headings, row.cells, strict=False) if h}


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a file, before it is known which row says what they are."""

    layout: Layout
    lines: tuple[tuple[int, list[str]], ...]
    """Number and cells of each row that has any."""


def read_table(path: Path, score: Score) -> Table:
    """A table: XLSX by what its bytes are, else text with commas, semicolons or tabs.

    Raises:
        NotThatFile: it is no table, or goes beyond what a table may be.
    """
    content = read_bytes(path)
    grids: Iterator[Grid]
    if content.startswith((ARCHIVE, b"\xd0\xcf\x11\xe0")):
        from kiosk.files.workbooks import read_sheets

        grids = read_sheets(path, content)
    else:
        from kiosk.files.delimited import read_delimited

        grids = read_delimited(path, content)
    best, most = None, -1
    for grid in grids:
        known = max((score(cells) for _, cells in grid.lines[:FIRST_ROWS]), default=0)
        if known > most:
            best, most = grid, known
    if best is None:
        return Table(path, Layout(path.suffix), (), ())
    return _table(path, best, score)


def _table(path: Path, grid: Grid, score: Score) -> Table:
    """The table whose headings are the row that knows most; the first one where none does."""
    scores = [score(cells) for _, cells in grid.lines[:FIRST_ROWS]]
    at = scores.index(max(scores)) if scores else 0
    if not grid.lines:
        return Table(path, grid.layout, (), ())
    headings = _told_apart([" ".join(cell.split()) for cell in grid.lines[at][1]])
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise NotThatFile("{path} has more than {most} columns.", path=path, most=MOST_COLUMNS)
    rows = tuple(_row(number, headings, _bare(cells)) for number, cells in grid.lines[at + 1 :])
    return Table(path, grid.layout, tuple(headings), rows)


def _bare(cells: list[str]) -> list[str]:
    """Without the apostrophe that keeps a spreadsheet from running what an export wrote."""
    if not any(cell.startswith("'") for cell in cells):
        return cells
    return [c[1:] if c.startswith("'") and is_risky(c[1:]) else c for c in cells]


def _told_apart(headings: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    named = []
    for heading in headings:
        seen[heading] += 1
        again = heading and seen[heading] > 1
        named.append(f"{heading} ({seen[heading]})" if again else heading)
    return named


def _row(number: int, headings: list[str], cells: list[str]) -> Row:
    wrong = None
    if any(cells[len(headings) :]):
        many = {"cells": len(cells), "headers": len(headings)}
        wrong = Text("it has {cells} cells under {headers} headers", **many)
    elif any(len(cell) > LONGEST_CELL for cell in cells):
        wrong = Text("a cell is longer than {most} characters", most=LONGEST_CELL)
    return Row(number, tuple(cells), wrong)


def too_many_rows(path: Path) -> NotThatFile:
    return NotThatFile(
        "{path} has more than {most} rows. Split it into several files.",
        path=path,
        most=MOST_ROWS,
    )
