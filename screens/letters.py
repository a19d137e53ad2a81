"""Large letters: what is read from across a room, drawn over several lines.

Two sizes: six lines, capitals without accents, for a room; four lines, upper and lower case
with their accents, for everything else.
"""

from __future__ import annotations

from functools import cache

from kiosk.rules.names import fold

SIGNS = {
    "✓": ("       ▄█", "     ▄█▀ ", "█▄ ▄█▀   ", " ▀█▀     "),
    "✗": ("█▄    ▄█ ", " ▀█▄▄█▀  ", " ▄█▀▀█▄  ", "█▀    ▀█ "),
    "◔": (" ▄▀▀█▀▀▄ ", "█   █   █", "█   ▀▀▀ █", " ▀▄▄▄▄▄▀ "),
    "→": ("    ▀█▄  ", "███████▄ ", "▀▀▀▀▄█▀▀ ", "    ▀    "),
    "↺": ("█▄▄▀▀▀▀▄ ", "███     █", " ▄      █", "  ▀▄▄▄▄▀ "),
}
"""The signs of a verdict, as high as the letters beside them."""
SIGN_WIDTH = 9

_ALIKE = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "..."}
    | dict.fromkeys("\u00a0\u202f", " ")
)


@cache
def _glyphs() -> dict[str, tuple[str, ...]]:
    """Four lines for each letter."""
    from pyfiglet import FigletFont

    font = FigletFont(font="smblock")
    return {
        chr(code): tuple(row.replace(font.hardBlank, " ") for row in rows)
        for code, rows in font.chars.items()
    }


def _drawn(word: str) -> tuple[str, ...] | None:
    glyphs = _glyphs()
    if any(letter not in glyphs for letter in word):
        return None
    return tuple("".join(rows) for rows in zip(*(glyphs[x] for x in word), strict=True))


@cache
def lettered(text: str, width: int) -> tuple[str, ...]:
    """A text in letters four lines high, broken between words; nothing where a word is too
    wide or a letter is not known."""
    rows: list[tuple[str, ...]] = []
    space = _drawn(" ") or ()
    for word in text.translate(_ALIKE).split():
        drawn = _drawn(word)
        if not drawn or len(drawn[0]) > width:
            return ()
        last = rows[-1] if rows else None
        if last and len(last[0]) + len(space[0]) + len(drawn[0]) <= width:
            rows[-1] = tuple(map("".join, zip(last, space, drawn, strict=True)))
        else:
            rows.append(drawn)
    return tuple(line for row in rows for line in row)


@cache
def capitals(text: str, width: int, lines: int) -> tuple[str, ...]:
    """A few words in capitals at most so many lines high, six or three, as large as fits;
    nothing where none does."""
    from pyfiglet import Figlet

    bare = fold(text).upper() if not text.isascii() else text.upper()
    for font in ("ansi_shadow", "future"):
        drawn = str(Figlet(font=font, width=1000).renderText(bare)).rstrip("\n ")
        rows = tuple(line.rstrip() for line in drawn.splitlines() if line.strip())
        if rows and max(map(len, rows)) <= width and len(rows) <= lines:
            return rows
    return ()


def spaced(text: str, width: int) -> str:
    """Capitals spaced out, where there is room."""
    wide = " ".join(text.upper())
    return wide if len(wide) <= width else text
