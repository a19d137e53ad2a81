"""Texts as they can be printed, and letters that cannot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.errors import ForPeople, Text

_MISSING = re.compile(r'(?:the text|the codepoint) `"((?:[^"\\]|\\.)+)"`')
"""How typst 0.15 names what no font holds, as it exports to the standards asked for."""
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_MOST = 5
"""Letters and texts that one message names."""


GAP = "…"
"""Stands for letters that are left out."""


class NotPrintable(ForPeople):
    """A text has a letter that none of the fonts holds; nothing was made."""

    letters: tuple[str, ...] = ()
    """Those that are missing."""
    faults: tuple[Unprintable, ...] = ()
    """Where they stand, as far as that is known."""


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A text, and the letters of it that no font has."""

    text: str
    letters: tuple[str, ...]

    def said(self) -> Text:
        """What is wrong, in a line."""
        return Text("{text}: no font has {letters}", text=self.text, letters=shown(self.letters))


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper, and the texts that could not be printed on it as they are written."""

    content: bytes
    faults: tuple[Unprintable, ...] = ()


@dataclass(slots=True)
class Gaps:
    """Letters that no font has, left out of what is printed."""

    letters: frozenset[str] = frozenset()
    _found: dict[str, Unprintable] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Unprintable, ...]:
        """The texts that had any of them, in the order in which they came."""
        return tuple(self._found.values())

    def without(self, text: str) -> str:
        """What can be printed of a text; nothing where no letter or digit is left."""
        said = printable(text)
        found = letters_in(said, self.letters)
        if not found:
            return text
        self._found.setdefault(said, Unprintable(said, found))
        each = "|".join(map(re.escape, sorted(self.letters, key=len, reverse=True)))
        rest = re.sub(rf"(?:(?:{each})\s*)+", f"{GAP} ", said).strip()
        return rest if any(map(str.isalnum, rest)) else ""

    def close(self, data: Any) -> Any:
        """The same data, where each text with a missing letter has a gap instead of it."""
        match data:
            case str():
                return self.without(data) or (data and GAP)
            case dict():
                return {key: self.close(value) for key, value in data.items()}
            case list() | tuple():
                return [self.close(value) for value in data]
        return data


def faults_in(texts: Iterable[str], letters: Iterable[str]) -> list[Unprintable]:
    """The texts that have any of these letters, each once."""
    missing = tuple(letters)
    each = dict.fromkeys(texts)
    return [Unprintable(one, found) for one in each if (found := letters_in(one, missing))]


def letters_in(text: str, letters: Iterable[str]) -> tuple[str, ...]:
    """Those of these letters that stand in a text, in its order."""
    found = [letter for letter in letters if letter in text]
    return tuple(sorted(found, key=text.index))


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
    found = faults_in(_texts(data), letters)
    what = Text("No font has what it takes to print {letters}.", letters=shown(letters))
    if found:
        what = Text(
            "No font has what it takes to print {letters} in {texts}.",
            letters=shown(letters),
            texts=[f"“{fault.text}”" for fault in found[:_MOST]],
        )
    refused = NotPrintable.of(what)
    if fonts is not None:
        refused = NotPrintable(
            "{what} {advice} Or write it otherwise.", what=what, advice=advice(fonts)
        )
    refused.letters, refused.faults = tuple(letters), tuple(found)
    return refused


def advice(fonts: Path) -> Text:
    """How a font is added, on any system."""
    return Text(
        "Open a font that has these letters (fonts.google.com/noto has one for each script) "
        "and choose Install, or put its file (.ttf or .otf) into {folder}; then print again.",
        folder=fonts,
    )


def shown(letters: Iterable[str]) -> str:
    """The first of some letters, as a message names them."""
    named = [_shown(letter) for letter in letters]
    return " ".join(named[:_MOST]) + (f" {GAP}" if len(named) > _MOST else "")


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
