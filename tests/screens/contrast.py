"""What stands on the screen with its two colours, and how far apart they are.

Read from the painted cells, after everything that mixes or swaps colours: opacity, tints,
dimming, reverse. The ratio is that of WCAG 2.2, "contrast ratio" and "relative luminance".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.errors import NoWidget
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Input

DRAWN = frozenset(chr(code) for code in range(0x2500, 0x25A0))
"""Lines and blocks: of a border or a rule they are no text, of large letters they are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some cells of one line in one style."""

    text: str
    x: int
    y: int
    foreground: Color
    background: Color
    widget: Widget | None
    is_text: bool
    """Else a border, a rule, a fill bar or a scroll bar."""
    bold: bool

    @property
    def ratio(self) -> float:
        """From 1, the same, to 21, black and white."""
        return ratio(self.foreground, self.background)

    def __str__(self) -> str:
        colours = f"{self.foreground.hex} on {self.background.hex}"
        return f"{self.ratio:.2f}: “{self.text.strip()}” {colours}, line {self.y}"


def luminance(color: Color) -> float:
    """How bright, from 0 to 1."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (color.r / 255, color.g / 255, color.b / 255)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: Color, other: Color) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def pieces(app: App[Any]) -> Iterator[Piece]:
    """All that is painted but plain background, line by line."""
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for text, style, control in strip:
            if control is None and style is not None:
                widget = _widget(app, x, y)
                # A background without a letter says something only where it is a bar.
                if text.strip() or isinstance(widget, ScrollBar):
                    yield _piece(text, style, x, y, widget)
            x += cell_len(text)


def _widget(app: App[Any], x: int, y: int) -> Widget | None:
    try:
        return app.screen.get_widget_at(x, y)[0]
    except NoWidget:
        return None


def _piece(text: str, style: Style, x: int, y: int, widget: Widget | None) -> Piece:
    assert style.color is not None, f"{text!r} has the terminal's colour, which is not known"
    assert style.bgcolor is not None, f"{text!r} has the terminal's background, not known"
    front, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    if style.reverse:
        front, back = back, front
    if style.dim:
        front = back.blend(front, 0.5)
    return Piece(text, x, y, front, back, widget, _is_text(text, x, y, widget), bool(style.bold))


def _is_text(text: str, x: int, y: int, widget: Widget | None) -> bool:
    if isinstance(widget, ScrollBar):
        return False
    if not set(text) <= DRAWN | {" "}:
        return True
    if widget is None or widget.has_class("rule") or text.strip(" ▇▁") == "":
        return False
    return widget.content_region.contains(x, y) and text.strip() != "─"


def too_faint(app: App[Any], least: float) -> list[str]:
    """The texts of the screen that do not reach a ratio, each once."""
    found = [str(p) for p in pieces(app) if p.is_text and p.ratio < least]
    return list(dict.fromkeys(found))


def chosen(app: App[Any]) -> list[Piece]:
    """The texts of rows, buttons and places that are chosen."""
    color = Color.parse(app.theme_variables["chosen"])
    found = (p for p in pieces(app) if p.is_text and p.background == color)
    return [piece for piece in found if not isinstance(piece.widget, Input)]


def lost_marks(app: App[Any], least: float = 3.0) -> list[str]:
    """What says something without being text, and does not stand out: the row that is
    chosen, the border of the field that has the focus, the fill of a bar, how far a list is
    scrolled."""
    found = [
        f"chosen: {piece}"
        for piece in chosen(app)
        if piece.widget and ratio(piece.background, piece.widget.background_colors[0]) < least
    ]
    tracks: dict[ScrollBar, set[Color]] = {}
    for piece in pieces(app):
        widget = piece.widget
        if isinstance(widget, ScrollBar):
            tracks.setdefault(widget, set()).add(piece.background)
        elif "▇" in piece.text or (widget and widget.has_focus and not piece.is_text):
            found += [str(piece)] if piece.ratio < least else []
    for colors in tracks.values():
        darkest, brightest = min(colors, key=luminance), max(colors, key=luminance)
        if len(colors) > 1 and ratio(darkest, brightest) < least:
            found.append(f"scroll bar: {darkest.hex} and {brightest.hex}")
    return list(dict.fromkeys(found))
