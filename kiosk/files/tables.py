"""A table of any kind: its headings, and its rows as text, counted as the file counts them.

Nothing here knows what the columns mean: whoever reads says which row is the headings'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise
from pathlib import Path

from kiosk.errors import Text
from kiosk.files.exports import as_it_was
from kiosk.files.reading import ARCHIVE, NotThatFile, read_bytes

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 4_000_000
"""Of all rows together."""
LONGEST_CELL = 10_000
"""Characters."""
LONGEST_HEADING = 500
"""Characters; a question may be long."""
FIRST_ROWS = 30
"""Among so many the headings are looked for: what stands above is a title, or a preamble."""

Score = Callable[[Sequence[str]], int]
"""How many headings of a row are known; 0 where it cannot be the row of the headings."""


Join = Callable[[Sequence[str], Sequence[str]], list[str]]
"""Two rows of headings as one; empty where both together say no more than one of them."""


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
    others: tuple[str, ...] = ()
    """Sheets of the same file that have such headings too, and are not read."""

    def samples(self, most: int) -> list[list[str]]:
        """By column, the filled cells of the first rows that can be read."""
        rows = [row.cells for row in islice(self.rows, most) if row.wrong is None]
        wide = range(len(self.headings))
        return [[cells[at] for cells in rows if at < len(cells) and cells[at]] for at in wide]

    def by_heading(self, row: Row) -> dict[str, str]:
        """The cells of a row that have a heading."""
        return {h: c for h, c in zip(self.headings, row.cells, strict=False) if h}


Line = tuple[int, list[str]]
"""The number of a row, and its cells; none where it is empty."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a file, before it is known which row says what they are."""

    layout: Layout
    lines: Iterator[Line]
    """Each row, read when it is asked for."""


def read_grids(path: Path) -> Iterator[Grid]:
    """What may be the table of a file: its sheets where it is XLSX by its bytes, else its
    text with commas, semicolons or tabs.

    Raises:
        NotThatFile: it is neither, or goes beyond what a table may be.
    """
    content = read_bytes(path)
    if content.startswith((ARCHIVE, b"\xd0\xcf\x11\xe0")):
        from kiosk.files.workbooks import read_sheets

        return read_sheets(path, content)
    from kiosk.files.delimited import read_delimited

    return read_delimited(path, content)


def read_table(path: Path, score: Score, sheet: str = "", join: Join | None = None) -> Table:
    """The table that knows most of the headings.

    Args:
        sheet: the only one that counts, where a file has several.
        join: how two rows of headings are one, where a file may have such.

    Raises:
        NotThatFile: it is no table, or goes beyond what a table may be.
    """
    best, most = None, -1
    problem: NotThatFile | None = None
    sheets: list[str] = []
    fitting: list[str] = []
    for grid in read_grids(path):
        sheets.append(grid.layout.sheet)
        lines = (line for line in grid.lines if line[1])
        try:
            head = list(islice(lines, FIRST_ROWS))
        except NotThatFile as error:  # with another delimiter it may be a table
            problem = problem or error
            continue
        scores = [
            score([cell for cell in cells if len(cell) < LONGEST_HEADING]) for _, cells in head
        ]
        if max(scores, default=0) > 0 and grid.layout.sheet:
            fitting.append(grid.layout.sheet)
        if sheet and grid.layout.sheet != sheet:
            continue
        top = max(scores, default=0)
        at, joined = scores.index(top) if scores else 0, None
        if join:
            top, at, joined = _with_two_rows(head, score, join, (top, at))
        if top > most:
            most = top
            best = grid.layout, head, lines, at, joined
    if problem and most <= 0:
        raise problem
    if best is None:
        if sheet:
            raise NotThatFile(
                "{path} has no sheet “{sheet}”; there is {sheets}.",
                path=path,
                sheet=sheet,
                sheets=", ".join(name for name in sheets if name)[:200] or Text("nothing"),
            )
        return Table(path, Layout(path.suffix), (), ())
    layout, head, lines, at, joined = best
    table = _table(path, layout, at, chain(head, lines), joined)
    return replace(table, others=tuple(name for name in fitting if name != layout.sheet))


def _with_two_rows(
    head: list[Line], score: Score, join: Join, best: tuple[int, int]
) -> tuple[int, int, list[str] | None]:
    """The score, the place and the headings of two rows that follow each other, where both
    together say more than any one does."""
    top, at = best
    found = None
    for place, ((number, above), (following, below)) in enumerate(pairwise(head)):
        if following == number + 1 and (joined := join(above, below)):
            known = score(joined)
            if known > top or (found is None and at in (place, place + 1)):
                top, at, found = max(known, top), place, joined
    return top, at, found


def _table(
    path: Path, layout: Layout, at: int, lines: Iterator[Line], joined: list[str] | None = None
) -> Table:
    """The table whose headings are in one of its rows, or in two that are joined."""
    for _ in range(at):
        next(lines)
    top = next(lines, (0, []))[1]
    tops = [top, next(lines)[1]] if joined else [top]
    headings = _told_apart([" ".join(cell.split()) for cell in joined or top])
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise NotThatFile("{path} has more than {most} columns.", path=path, most=MOST_COLUMNS)
    rows, held = [], 0
    for number, cells in lines:
        held += len(cells)
        if held > MOST_CELLS:
            raise too_many_cells(path)
        if cells not in tops:  # they stand on each page of what was pasted together
            rows.append(_row(number, headings, _bare(cells)))
    return Table(path, layout, tuple(headings), tuple(rows))


def _bare(cells: list[str]) -> list[str]:
    """Without the apostrophes that keep a spreadsheet from running what an export wrote."""
    if "'" not in "".join(cells):
        return cells
    return [c if isinstance(c, NoResult) else as_it_was(c) for c in cells]


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


def too_many_cells(path: Path) -> NotThatFile:
    return NotThatFile(
        "{path} has more than {most} cells. Split it into several files.",
        path=path,
        most=MOST_CELLS,
    )


def too_many_rows(path: Path) -> NotThatFile:
    return NotThatFile(
        "{path} has more than {most} rows. Split it into several files.",
        path=path,
        most=MOST_ROWS,
    )
