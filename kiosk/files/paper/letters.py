"""Texts as they can be printed, and letters that cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kiosk.errors import ForPeople, Text

_MISSING = re.compile(r'(?:the text|the codepoint) `"((?:[^"\\]|\\.)+)"`')
"""How typst 0.15 names what no font holds, as it exports to the standards asked for."""
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_MOST = 5
"""Letters and texts that one message names."""


class NotPrintable(ForPeople):
    """A text has a letter that none of the fonts holds; nothing was made."""


def printable(text: str) -> str:
    """One line in composed form, without control and format characters. Spaces that do
    not break stay: French writes them."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():  # as nearly every text is
        return composed
    return "".join(
        " " if c in _SPACES else c
        for c in composed
        if c in _SPACES or unicodedata.category(c) not in _UNSEEN
    )


def missing(diagnostic: str) -> list[str]:
    """The letters that typst says it has no font for, in their order, each once."""
    return list(dict.fromkeys(_unescaped(found) for found in _MISSING.findall(diagnostic)))


def _unescaped(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        code, plain = match.groups()
        return chr(int(code, 16)) if code else str(plain)

    return _ESCAPED.sub(one, text)


def refusal(letters: list[str], data: object, fonts: Path | None) -> NotPrintable:
    """Says which letters, where they stand, and what to do."""
    shown = " ".join(_shown(letter) for letter in letters[:_MOST])
    found = [text for text in _texts(data) if any(letter in text for letter in letters)]
    what = Text("No font has what it takes to print {letters}.", letters=shown)
    if found:
        what = Text(
            "No font has what it takes to print {letters} in {texts}.",
            letters=shown,
            texts=[f"“{text}”" for text in list(dict.fromkeys(found))[:_MOST]],
        )
    if fonts is None:
        return NotPrintable.of(what)
    return NotPrintable(
        "{what} Put a font file (.ttf or .otf) that has it into {folder}, or write it otherwise.",
        what=what,
        folder=fonts,
    )


def _shown(letter: str) -> str:
    """A letter as it is, or by its number where it cannot stand alone."""
    if unicodedata.category(letter[0])[0] in "MCZ":
        return " ".join(f"U+{ord(c):04X}" for c in letter)
    return letter


def _texts(data: object) -> Iterator[str]:
    match data:
        case str():
            yield data
        case dict():
            for value in data.values():
                yield from _texts(value)
        case list() | tuple():
            for value in data:
                yield from _texts(value)
