"""No colours at all: what ``NO_COLOR`` in the environment asks for (https://no-color.org).

The plain palette is white on black, and black on white for what is chosen; here the one
becomes the terminal's own two colours, and the other the same two, reversed.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_OWN = Style.from_color(RichColor.default(), RichColor.default())
_HALF = 0.5


@lru_cache(1024)
def _plain(style: Style) -> Style:
    behind = style.bgcolor
    swapped = behind is not None and Color.from_rich_color(behind).brightness > _HALF
    return style + _OWN + Style(reverse=bool(style.reverse) != swapped)


class Plainly(LineFilter):
    """Leaves bold, underlined, dim and reversed, and takes every colour away."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text, _plain(style) if style else style, control)
            for text, style, control in segments
        ]


PLAINLY = Plainly()
