"""What a card or tag with a member number says, whatever scanner and keyboard made of it.

A scanner may type the symbology first (``]C0``), or the asterisks of Code 39; and where it
and the laptop are set to other keyboards, digits come as the signs or accents of their keys.
That is undone for whoever asks a member number that is known; a text of its own is never
changed by it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from kiosk.rules.layouts import Layout, typed

_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]")
"""The three characters that name it (AIM): ``]C0`` is Code 128, ``]Q1`` a QR code."""
_DIGITS = "0123456789"
_LONGEST = 40
_LEAST_DIGITS = 4
_MOST_LETTERS = 3


def readings(text: str) -> list[str]:
    """What a card may hold of which this came; without the text itself.

    >>> readings("]C0292179"), readings("*292179*"), readings("àà&\\"è'!ç&&")
    (['292179'], ['292179'], ['0013748911'])
    """
    found = [_bare(source) for source in (text, *undone_layouts(text))]
    return [one for one in dict.fromkeys(found) if one and one != text]


def undone_layouts(text: str) -> list[str]:
    """A member number that came through other keyboards, as each of them would have typed
    it; nothing where the digits came as digits, or it is no number. A figure may be an
    asterisk: on AZERTY it stands on the 8."""
    if len(text) > _LONGEST:
        return []
    found: dict[str, None] = {}
    for scanner, laptop in _garbling():
        keys = typed(text, laptop, scanner)
        if None not in keys:
            source = "".join(filter(None, keys))
            if _is_number(_bare(source)):
                found[source] = None
    return list(found)


def garbles_digits(scanner: Layout, laptop: Layout) -> bool:
    """Whether digits come as something else.

    >>> garbles_digits(Layout.US, Layout.FRENCH), garbles_digits(Layout.US, Layout.GERMAN)
    (True, False)
    """
    return "".join(filter(None, typed(_DIGITS, scanner, laptop))) != _DIGITS


@cache
def _garbling() -> list[tuple[Layout, Layout]]:
    """Scanner and laptop; those that make the same of every digit and letter but once."""
    pairs: dict[tuple[str | None, ...], tuple[Layout, Layout]] = {}
    text = f"{_DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZ*]-"
    for scanner, laptop in product(Layout, Layout):
        if garbles_digits(scanner, laptop):
            pairs.setdefault(tuple(typed(text, scanner, laptop)), (scanner, laptop))
    return list(pairs.values())


def _bare(text: str) -> str:
    """Without what the scanner types around it."""
    bare = text.strip().strip("*").strip()
    return _SYMBOLOGY.sub("", bare, count=1).strip("*").strip() if bare[:1] == "]" else bare


def _is_number(text: str) -> bool:
    digits = sum(char in _DIGITS for char in text)
    letters = sum(char.isalpha() for char in text)
    known = all(char.isascii() and (char.isalnum() or char in " -") for char in text)
    return known and digits >= _LEAST_DIGITS and letters <= min(_MOST_LETTERS, digits)
