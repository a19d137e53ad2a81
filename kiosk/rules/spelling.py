"""The words that a name may be typed with, besides its own.

Marie-Ève is also typed marieeve and me; O'Neill oneill, o neill and neill; van der Berg
vanderberg; St-Pierre saintpierre; MacDonald mcdonald; Müller mueller.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.rules.names import APOSTROPHES, fold

PARTICLES = frozenset(
    [
        "a", "al", "ap", "ben", "bin", "bint", "da", "das", "de", "degli", "dei", "del", "della",
        "dem", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "ibn", "la", "las", "le",
        "les", "lo", "los", "mac", "mc", "o", "of", "ould", "san", "santa", "santo", "ten", "ter",
        "the", "ti", "tit", "van", "vander", "vom", "von", "y", "zu", "zum", "zur",
    ]
)  # fmt: skip
"""Words before a name that are often left out, and often typed where they are not."""

_SAINTS = {
    "st": ("saint", "sankt"), "saint": ("st",), "ste": ("sainte",), "sainte": ("ste",),
    "sta": ("santa",), "santa": ("sta",), "sto": ("santo",), "santo": ("sto",),
}  # fmt: skip
_LINKED = PARTICLES | _SAINTS.keys()
_ONE_SAINT = re.compile(r"(saint|st)(?=[^aeiouyr])(\w{3,})")
_MAC = re.compile(r"(mac|mc)(\w{4,})")
_DOTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def piece_words(piece: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a name's piece (what stands between spaces), and what else they may be
    typed as.

    >>> piece_words("O'Neill-Park")
    (('oneill', 'park'), ('oneillpark', 'op', 'neill'))
    """
    words = tuple(fold(piece).split())
    others: dict[str, None] = {}
    if len(words) > 1:
        others["".join(words)] = None
        others["".join(word[0] for word in words)] = None
    if APOSTROPHES.search(piece):
        parts = fold(APOSTROPHES.sub(" ", piece)).split()
        others.update((part, None) for part in parts if len(part) > 1)
    if not piece.isascii():
        dotted = fold(piece.lower().translate(_DOTS)).split()
        others.update(dict.fromkeys(dotted))
    for word in words:
        others.update(dict.fromkeys(_one_word(word)))
    return words, tuple(other for other in others if other not in words)


def _one_word(word: str) -> Iterator[str]:
    if mac := _MAC.fullmatch(word):
        start, rest = mac.groups()
        yield ("mc" if start == "mac" else "mac") + rest
        yield rest
    elif saint := _ONE_SAINT.fullmatch(word):
        start, rest = saint.groups()
        yield ("st" if start == "saint" else "saint") + rest


def across(words: list[str]) -> list[str]:
    """What words of a whole name may be typed as together.

    >>> across(["jan", "van", "der", "berg"])
    ['vanderberg', 'derberg']
    >>> across(["juan", "carlos", "perez"])
    ['jc']
    """
    together: list[str] = []
    if not _LINKED.isdisjoint(words):
        for at, word in enumerate(words[:-1]):
            if word in PARTICLES:
                together.append(_with_particles(words[at:]))
            for other in _SAINTS.get(word, ()):
                together += other, word + words[at + 1], other + words[at + 1]
    if len(words) > 2:
        bare = [word for word in words if word not in PARTICLES]
        if len(bare) > 2:
            together.append(bare[0][0] + bare[1][0])
    return together


def _with_particles(words: list[str]) -> str:
    """The particles that the words begin with, and the word they belong to."""
    end = 1
    while end < len(words) - 1 and words[end] in PARTICLES:
        end += 1
    return "".join(words[: end + 1])
