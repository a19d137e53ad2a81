"""The set-up card as a picture to print: a QR code of its text, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from kiosk.rules.scanner import CARD
from kiosk.words import words

_WIDTH, _SIDE, _TOP = 190, 70, 14
"""Millimetres: the card, its QR code without the quiet zone, and what stands above that."""
_LINE = 6
_QUIET = 4
"""Modules that stay white around a QR code."""


def setup_card(languages: Sequence[str]) -> str:
    """An SVG that says on itself, in each language, how the scanner is checked with it."""
    modules = _modules(CARD)
    module = _SIDE / len(modules)
    left = (_WIDTH - _SIDE) / 2
    squares = "".join(
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(modules)
        for column, dark in enumerate(line)
        if dark
    )
    below = _TOP + _SIDE + _QUIET * module + _LINE
    lines = []
    for language in languages:
        said = words(language)
        title = said("Set-up card for the scanner")
        what = said("Staff: Set-up (F8), “Check the scanner”, then scan this card.")
        lines.append((title, "bold"))
        lines.append((what, "normal"))
    texts = "".join(
        f'<text x="{_WIDTH / 2}" y="{below + place * _LINE:.1f}" font-weight="{weight}">'
        f"{escape(text)}</text>\n"
        for place, (text, weight) in enumerate(lines)
    )
    height = below + len(lines) * _LINE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}mm" height="{height:.0f}mm" '
        f'viewBox="0 0 {_WIDTH} {height:.0f}">\n'
        '<rect width="100%" height="100%" fill="white"/>\n'
        f'<path transform="translate({left} {_TOP}) scale({module:.4f})" '
        f'shape-rendering="crispEdges" d="{squares}"/>\n'
        '<g font-family="sans-serif" font-size="4.2" text-anchor="middle">\n'
        f"{texts}</g>\n</svg>\n"
    )


def _modules(text: str) -> list[list[bool]]:
    import qrcode

    made = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    made.add_data(text)
    made.make(fit=True)
    modules: list[list[bool]] = made.get_matrix()
    return modules
