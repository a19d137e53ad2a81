"""How a verdict fills its panel: all of it, each part as large as the others leave room for."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from screens.letters import SIGN_WIDTH, SIGNS, capitals, lettered, spaced

if TYPE_CHECKING:
    from screens.verdict import Shown

_INDENT = SIGN_WIDTH + 3
"""Columns that a large sign takes from the text."""
_HIGH = 13
"""Lines from which a room has its largest letters even where nobody asked for larger ones."""

Lines = tuple[str, ...]


def arranged(shown: Shown, undo: str, width: int, height: int, larger: bool) -> Content:
    """The lines for so many cells. Each part is plain at first, then made larger, what
    matters most before the rest, as long as all of it fits; ``undo`` stands at the foot."""
    sign = SIGNS.get(shown.sign, ()) if larger else ()
    room = width - _INDENT if sign else width
    head = shown.head if sign else f"{shown.sign}  {shown.head}".rstrip()
    texts = {"head": head, "what": shown.what, "where": shown.where, "then": shown.then}
    parts = {name: _plain(text, room, name == "where") for name, text in texts.items() if text}
    foot = _plain(undo, width)
    high = height - len(foot)
    done: set[str] = set()
    for name, lines in _larger(texts, room, height, larger):
        fits = _height({**parts, name: lines}, 1) <= high
        if lines and fits and name not in done:
            parts[name] = lines
            done.add(name)
    large_foot = lettered(undo, width) if larger else ()
    if large_foot and _height(parts, 1) + 1 + len(large_foot) <= height:
        foot, high = large_foot, height - len(large_foot)
    gap = 1 if _height(parts, 1) <= high else 0
    body = list(_body(parts, gap, larger))
    if sign:
        blank = " " * SIGN_WIDTH
        drawn = [*sign, *[blank] * (len(body) - len(sign))]
        body += [Content("")] * (len(sign) - len(body))
        body = [
            Content.assemble((mark.ljust(_INDENT), "bold"), line)
            for mark, line in zip(drawn, body, strict=True)
        ]
    body += [Content("")] * (high - len(body))
    return Content("\n").join([*body, *(Content.styled(x, _bold(larger)) for x in foot)])


def _larger(
    texts: dict[str, str], width: int, height: int, larger: bool
) -> Iterator[tuple[str, Lines]]:
    """What could be larger, in the order in which it is tried."""
    where = texts["where"]
    if where and (larger or height >= _HIGH):
        yield "where", capitals(where, width, 6)
    if where and larger:
        yield "where", lettered(where, width)
    if where:
        yield "where", capitals(where, width, 3)
    if larger:
        for name in ("head", "what", "then") if where else ("what", "then", "head"):
            if texts[name]:
                yield name, lettered(texts[name], width)


def _plain(text: str, width: int, is_place: bool = False) -> Lines:
    said = spaced(text, width) if is_place else text
    return tuple(textwrap.wrap(said, max(width, 1), break_on_hyphens=False))


def _height(parts: dict[str, Lines], gap: int) -> int:
    return sum(map(len, parts.values())) + gap * (len(parts) - 1)


def _body(parts: dict[str, Lines], gap: int, larger: bool) -> Iterator[Content]:
    for place, (name, lines) in enumerate(parts.items()):
        if place:
            yield from [Content("")] * gap
        bold = name in ("head", "where") or larger
        yield from (Content.styled(line, _bold(bold)) for line in lines)


def _bold(bold: bool) -> str:
    return "bold" if bold else ""
