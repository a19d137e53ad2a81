"""Texts in fewer cells than they need, so that no two of them come to read the same.

A text has an end that is kept while the rest gives way: the number of a session, of a
local. Texts that would still read the same keep, in place of their middle, what is
different in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from rich.cells import cell_len
from textual.content import Content

DOTS = "…"
_LEAST = 4
"""Cells of a stem under which its end is not kept."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A text that may have to give way."""

    whole: Content
    stem: Content
    """What is shortened where the whole does not fit."""
    end: Content
    """What then still stands behind it, with the space before it."""
    width: int = field(init=False)
    """Cells of the whole."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "width", self.whole.cell_length)

    def marked(self, mark: str | Content) -> TableCell:
        """The same with something behind it that is never cut."""
        mark = Content(mark) if isinstance(mark, str) else mark
        return TableCell(self.whole + mark, self.stem, self.end + mark)

    def styled(self, style: str) -> TableCell:
        """The same in a style."""
        whole, stem, end = (part.stylize(style) for part in (self.whole, self.stem, self.end))
        return TableCell(whole, stem, end)


def make_cell(whole: str | Content, stem: str | Content | None = None, end: str = "") -> TableCell:
    """A cell of a text; by default all of it may give way."""
    text = Content(whole) if isinstance(whole, str) else whole
    first = text if stem is None else Content(stem) if isinstance(stem, str) else stem
    return TableCell(text, first, Content(end))


def number_cell(text: str) -> TableCell:
    """A text whose last word is kept where it is a number, as in “Section locale 1108”."""
    stem, gap, last = text.rpartition(" ")
    return (
        make_cell(text, stem, gap + last)
        if any(map(str.isdigit, last)) and stem
        else make_cell(text)
    )


@dataclass(frozen=True, slots=True)
class CellCut:
    """What is left of a cell: the first letters, dots, and letters from further behind."""

    head: int
    start: int
    stop: int
    has_end: bool
    """Whether these are of the stem, with the end behind them; else of the whole."""

    def of(self, one: TableCell) -> Content:
        """A cell so cut."""
        text = one.stem if self.has_end else one.whole
        parts = [text[: self.head]]
        if self.head < len(text):
            parts += [Content(DOTS), text[self.start : self.stop]]
            if self.start < self.stop < len(text):
                parts.append(Content(DOTS))
        if self.has_end:
            parts.append(one.end)
        return Content("").join(parts)


CellKey: TypeAlias = tuple[str, str]


def key(one: TableCell) -> CellKey:
    """What a cell reads, and what it keeps: by it its cut is found."""
    return one.whole.plain, one.end.plain


def cuts(cells: Iterable[TableCell], width: int) -> dict[CellKey, CellCut]:
    """How each cell that is wider than so many cells is cut. No two that are different come
    to read the same, as long as there is a way; nor do what they begin with, where only their
    ends are different then."""
    known = {key(one): one for one in cells}
    parts = {name: _part(one, width) for name, one in known.items() if one.width > width}
    whole = {one.whole.plain for name, one in known.items() if name not in parts}
    tight = [part for part in parts.values() if cell_len(part.text) > part.room]
    ways = _ways_of(tight, whole)
    return {name: part.cut(ways.get(part.text, _first)) for name, part in parts.items()}


@dataclass(frozen=True, slots=True)
class _Part:
    """What of a cell is shortened: its stem, or the whole where its end leaves no room."""

    text: str
    room: int
    has_end: bool

    def cut(self, way: _Way) -> CellCut:
        if cell_len(self.text) <= self.room:
            length = len(self.text)
            return CellCut(length, length, length, self.has_end)
        return CellCut(*way(self.text, self.room), self.has_end)


def _part(one: TableCell, width: int) -> _Part:
    room = width - one.end.cell_length
    if room >= _LEAST or not one.end:
        return _Part(one.stem.plain, room, True)
    return _Part(one.whole.plain, width, False)


_Way: TypeAlias = Callable[[str, int], tuple[int, int, int]]
"""Of a text, and the cells there are for it: where its head ends, and what stands behind the
dots begins and ends."""


def _ways_of(parts: Sequence[_Part], whole: Set[str]) -> dict[str, _Way]:
    """The first way in which each text reads as no other does, in the least room that any of
    them has."""
    found: dict[str, _Way] = {}
    left = {part.text for part in parts}
    room = min((part.room for part in parts), default=0)
    taken = set(whole)
    for way in _ways(sorted(left), room):
        if not left:
            break
        read = {text: _read(text, way(text, room)) for text in left}
        count = Counter(read.values())
        also = {_read(p.text, way(p.text, p.room)): p.text for p in parts if p.text in left}
        blocked = {text for said, text in also.items() if said in whole}
        for text, said in read.items():
            if count[said] == 1 and said not in taken and text not in blocked:
                found[text] = way
                taken.add(said)
        left -= found.keys()
    return found


def _read(text: str, places: tuple[int, int, int]) -> str:
    head, start, stop = places
    return f"{text[:head]}{DOTS}{text[start:stop]}"


def _ways(stems: Sequence[str], width: int) -> Iterator[_Way]:
    """First with its beginning; then with its last word, or more and more of what stands at
    its end; then with what stands where it differs from another."""
    yield _first
    yield _last_word
    for cells in range(2, width - 1):
        yield partial(_last, cells)
    for place in sorted({_same(*pair) for pair in pairwise(stems)}):
        yield partial(_from, place)


def _first(text: str, room: int) -> tuple[int, int, int]:
    return _fitting(text, room - 1), len(text), len(text)


def _last_word(text: str, room: int) -> tuple[int, int, int]:
    word = cell_len(text.rpartition(" ")[2]) + 1
    return _last(word, text, room) if word <= room // 2 else _first(text, room)


def _last(cells: int, text: str, room: int) -> tuple[int, int, int]:
    cells = min(cells, room - 2)
    start = len(text) - _fitting(text[::-1], max(cells, 0))
    return _fitting(text, room - 1 - cells), start, len(text)


def _from(place: int, text: str, room: int) -> tuple[int, int, int]:
    head = _fitting(text, room // 3)
    start = max(place, head)
    stop = start + _fitting(text[start:], room - 2 - cell_len(text[:head]))
    return head, start, stop


def _fitting(text: str, cells: int) -> int:
    """How many letters fit."""
    if text.isascii():
        return max(min(len(text), cells), 0)
    for place, letter in enumerate(text):
        cells -= cell_len(letter)
        if cells < 0:
            return place
    return len(text)


def _same(one: str, other: str) -> int:
    """Letters that two texts have in common before they differ."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
