"""Rows in columns, for any width: which columns there is room for, how wide each is, and how
a row then reads.

Nothing is cut while there is room. Where there is less, the columns that are least needed
go first; then those that are wider than they must be share what is left. No two rows come
to read the same by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual.content import Content

from screens.abbreviation import CellCut, CellKey, TableCell, cuts, key, make_cell

GAP = 2
"""Cells between two columns."""
WHOLE = 1_000
"""The least width of a column that is never cut."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """How a column gives way, and what it gets."""

    head: str = ""
    weight: int = 1
    """Its share of the room beside the others, where not all of them have enough."""
    least: int = 8
    """Cells that it keeps, if it needs as many."""
    priority: int | None = None
    """Where there is no room for all, the column with the lowest goes first; ``None``: it
    stays."""
    takes_rest: bool = False
    """Whether it gets what the others do not need."""
    takes_mark: bool = False
    """Whether what else tells two rows apart stands here; else in the first column."""


@dataclass(frozen=True, slots=True)
class RowMark:
    """Something that may tell a row from others that read the same."""

    text: str
    """With the space before it; nothing, where there is nothing to say."""
    place: int | None = None
    """The column it stands in, where that is not the one that takes marks."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a line."""

    cells: tuple[TableCell, ...]
    marks: tuple[RowMark, ...] = ()
    """The best first. None of it is seen where none is needed."""


def make_row(*cells: str | Content | TableCell, marks: Iterable[str | RowMark] = ()) -> TableRow:
    """A row of texts, or of cells."""
    return TableRow(
        tuple(one if isinstance(one, TableCell) else make_cell(one) for one in cells),
        tuple(one if isinstance(one, RowMark) else RowMark(one) for one in marks),
    )


@dataclass(frozen=True, slots=True)
class TableFit:
    """Rows as they stand in a width."""

    places: tuple[int, ...]
    """Of the columns that are shown."""
    widths: tuple[int, ...]
    """Of these."""
    rows: Sequence[TableRow]
    """With what tells those apart that would read the same."""
    cuts: tuple[dict[CellKey, CellCut], ...]
    """For each of the columns, how its cells are cut."""


class TableLines:
    """Rows in columns; each is measured once, and drawn only when it is seen."""

    def __init__(
        self, columns: Sequence[TableColumn], rows: Sequence[TableRow], gap: int = GAP
    ) -> None:
        """``gap``: cells between two columns."""
        self.columns = tuple(columns)
        self.rows = rows
        self._needs = [
            max([cell_len(column.head), *(row.cells[place].width for row in rows)])
            for place, column in enumerate(columns)
        ]
        """Cells of each column's widest."""
        self._gap = gap
        self._fits: dict[int, TableFit] = {}

    @property
    def needed(self) -> int:
        """Cells of a line in which nothing gives way."""
        return sum(self._needs) + self._gap * (len(self.columns) - 1)

    @property
    def least(self) -> int:
        """Cells of a line in which each column keeps what it must."""
        return self._least(range(len(self.columns)))

    def _least(self, places: Sequence[int]) -> int:
        least = sum(min(self._needs[n], self.columns[n].least) for n in places)
        return least + self._gap * (len(places) - 1)

    def head(self, width: int) -> Content:
        """What stands above the columns."""
        fit = self.fit(width)
        heads = [
            _whole_or_cut(make_cell(self.columns[place].head), wide) for place, wide in _pairs(fit)
        ]
        return self._spaced(heads, fit.widths)

    def line(self, place: int, width: int) -> Content:
        """A row, in so many cells."""
        fit = self.fit(width)
        cells = fit.rows[place].cells
        drawn = []
        for (column, wide), known in zip(_pairs(fit), fit.cuts, strict=True):
            one = cells[column]
            drawn.append(known[key(one)].of(one) if one.width > wide else one.whole)
        return self._spaced(drawn, fit.widths)

    def _spaced(self, cells: Sequence[Content], widths: Sequence[int]) -> Content:
        padded = [
            one.pad_right(max(wide - one.cell_length, 0))
            for one, wide in zip(cells, widths, strict=True)
        ]
        return Content(" " * self._gap).join(padded)

    def fit(self, width: int) -> TableFit:
        """How all of it stands in so many cells."""
        if width not in self._fits:
            self._fits = {width: self._fit(width)}
        return self._fits[width]

    def _fit(self, width: int) -> TableFit:
        places = self._shown(width)
        shown = [self.columns[place] for place in places]
        rows = self.rows
        needs = [self._needs[place] for place in places]
        usual = next((p for p in places if self.columns[p].takes_mark), places[0])
        if marks := marks_of(rows, places):
            rows = list(rows)
            for number, found in marks.items():
                for mark in found:
                    place = usual if mark.place not in places else mark.place or 0
                    rows[number] = _marked(rows[number], place, mark.text)
                    at = places.index(place)
                    needs[at] = max(needs[at], rows[number].cells[place].width)
        widths = shares(shown, needs, width - self._gap * (len(shown) - 1))
        known: tuple[dict[CellKey, CellCut], ...] = tuple(
            cuts((row.cells[place] for row in rows), wide) if need > wide else {}
            for place, wide, need in zip(places, widths, needs, strict=True)
        )
        return TableFit(places, widths, rows, known)

    def _shown(self, width: int) -> tuple[int, ...]:
        places = list(range(len(self.columns)))
        going = [n for n in places if self.columns[n].priority is not None]
        for place in sorted(going, key=lambda n: self.columns[n].priority or 0):
            if self._least(places) <= width:
                break
            places.remove(place)
        return tuple(places)


def shares(columns: Sequence[TableColumn], needs: Sequence[int], room: int) -> tuple[int, ...]:
    """How many of these cells each column gets: what it needs; where that is too much, those
    that need more than their share have it, but never under their least."""
    widths = list(needs)
    spare = room - sum(needs)
    if spare >= 0:
        for place, column in enumerate(columns):
            if column.takes_rest:
                widths[place] += spare
                break
        return tuple(widths)
    floors = [min(need, column.least) for need, column in zip(needs, columns, strict=True)]
    if sum(floors) > room:  # nothing else can go
        floors = [
            floor if column.least == WHOLE else min(floor, 1)
            for floor, column in zip(floors, columns, strict=True)
        ]
    if sum(floors) > room:
        floors = [min(floor, 1) for floor in floors]
    # As flexible boxes are in CSS: whoever is pushed over a limit most is settled there first.
    left = set(range(len(columns)))
    while left:
        free = room - sum(widths[n] for n in range(len(columns)) if n not in left)
        whole = sum(columns[n].weight for n in left)
        share = {n: free * columns[n].weight // whole for n in left}
        held = {n: min(max(share[n], floors[n]), needs[n]) for n in left}
        over = sum(held[n] - share[n] for n in left)
        widths = [held.get(n, width) for n, width in enumerate(widths)]
        settled = {n for n in left if (held[n] > share[n] if over > 0 else held[n] < share[n])}
        if not settled:
            break
        left -= settled
    for n in sorted(range(len(columns)), key=lambda n: widths[n] - needs[n]):
        widths[n] += max(min(room - sum(widths), needs[n] - widths[n]), 0)
    return tuple(widths)


def marks_of(rows: Sequence[TableRow], places: Sequence[int]) -> dict[int, list[RowMark]]:
    """What stands in rows that read the same in these columns, by their numbers."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(rows):
        alike.setdefault(tuple(one.cells[p].whole.plain for p in places), []).append(number)
    found: dict[int, list[RowMark]] = {}
    for group in alike.values():
        _mark(rows, group, found)
    return found


def _mark(rows: Sequence[TableRow], group: list[int], found: dict[int, list[RowMark]]) -> None:
    """Mark what tells most of them apart, and then those whom it does not."""
    if len(group) < 2:
        return
    best: dict[str, list[int]] = {}
    step = 0
    for tried in range(max(len(rows[number].marks) for number in group)):
        parts: dict[str, list[int]] = {}
        for number in group:
            marks = rows[number].marks
            parts.setdefault(marks[tried].text if tried < len(marks) else "", []).append(number)
        if len(parts) > max(len(best), 1):
            best, step = parts, tried
    for text, numbers in best.items():
        if text:
            for number in numbers:
                found.setdefault(number, []).append(rows[number].marks[step])
        _mark(rows, numbers, found)


def _marked(one: TableRow, place: int, mark: str) -> TableRow:
    cells = list(one.cells)
    cells[place] = cells[place].marked(mark)
    return replace(one, cells=tuple(cells))


def _pairs(fit: TableFit) -> Iterable[tuple[int, int]]:
    return zip(fit.places, fit.widths, strict=True)


def _whole_or_cut(one: TableCell, width: int) -> Content:
    return cuts((one,), width)[key(one)].of(one) if one.width > width else one.whole
