"""The words of a heading: by which it is known, and of what it speaks.

Compared are words only: case, accents and punctuation do not count, nor do endings for another
gender or number ("(e)s"), and of two languages over one column either counts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kiosk.files.heading_words import (
    ANOTHERS,
    ASIDES,
    ASKED,
    CHOICES,
    OF_WORKSHOPS,
    OTHER_TIMES,
    PEOPLE,
    PLACES,
    SESSIONS,
    WISHES,
    WORKSHOPS,
)
from kiosk.rules.columns import Vocabulary
from kiosk.rules.names import fold

_NUMBER = re.compile(r"[#№]|\bn\.?[ \u00a0]?[º°]\.?", re.I)
"""How “number” is abbreviated without a word."""
_ENDINGS = re.compile(
    r"(?<=\w)(?:\((?:e|s|es|a|as|o|os|e\)\(s)\)|[·•∙‧./](?:e|es|trice|trices|euse|euses|ne|nes)"
    r"(?:[·•∙‧./]s)?(?![-\w])|-(?:e|es|trice)(?:-s)?(?![-\w]))",
    re.I,
)
"""“Position(s)”, “participant·e·s”, “instructeur/trice”."""
_TWO = re.compile(r"\s*[/|\n]\s*|\s+[–—-]\s+|[()\[\]]")
"""Between the languages of one heading, and around what stands beside it."""

_BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


def fields_of(kind: str) -> dict[str, str]:
    """What the columns of ``attendees`` or ``sessions`` may be, with their headings."""
    return PEOPLE if kind == "attendees" else SESSIONS


@cache
def known_headings(kind: str) -> dict[str, tuple[str, int]]:
    """By heading, its field and its place among those that mean it."""
    fields = fields_of(kind)
    known: dict[str, tuple[str, int]] = {}
    for field, headings in fields.items():
        if not headings:
            continue  # the heading is the title of a workshop
        known.setdefault(fold(field), (field, 0))
        for place, heading in enumerate(headings.split(";")):
            known.setdefault(" ".join(heading.split()), (field, place))
    return known


@lru_cache(maxsize=4096)
def compared_words(heading: str) -> str:
    """What of a heading is compared."""
    return fold(_ENDINGS.sub("", _NUMBER.sub(" no ", heading)))


def heading_key(kind: str, heading: str) -> str:
    """The words of a heading by which it is known; all of them where it is not."""
    known, whole = known_headings(kind), compared_words(heading)
    if whole in known:
        return whole
    if under := _under(heading):
        return under if under in known else whole
    parts = [words for part in _TWO.split(heading) if (words := compared_words(part))]
    said = [words for words in parts if words not in ASIDES]
    if len(parts) < 2 or not said or any(words not in known for words in said):
        return whole
    fields = {known[words][0] for words in said}
    if fields - {"name"} and kind == "attendees":
        fields.discard("name")  # “Last name / Nom”: half a name in the other language
    return next(w for w in said if known[w][0] in fields) if len(fields) == 1 else whole


def _under(heading: str) -> str:
    """The words of what stands under another heading, “Contact: Email”; of somebody else's
    there are none."""
    above, colon, below = heading.rpartition(": ")
    if not colon or speaks(above, ANOTHERS, but="contact contacto"):
        return ""
    return compared_words(below)


def speaks(heading: str, words: str, but: str = "") -> bool:
    """Whether one of some words stands in a heading."""
    said = compared_words(heading).split()
    return bool({*said, *(w.removesuffix("s") for w in said)} & _those(words, but))


@cache
def _those(words: str, but: str) -> frozenset[str]:
    return frozenset(words.split()) - frozenset(but.split())


def workshop_in(heading: str, vocabulary: Vocabulary) -> str:
    """The title or the id of a workshop that a heading is, or that stands in its brackets or
    behind its colon."""
    if not vocabulary.workshops:
        return ""
    below = heading.rpartition(": ")[2]
    inside: list[str] = _BRACKETS.findall(heading)
    for part in (heading, below, *inside, _BRACKETS.sub("", heading)):
        is_field = compared_words(part) in known_headings("attendees")
        if fold(part) in vocabulary.workshops and not is_field:
            return part.strip()
    return ""


def asked_field(heading: str) -> str:
    """The field that a question asks for, where it is one."""
    said = f" {compared_words(heading)} "
    if len(said.split()) < 3 or any(f" {word} " in said for word in ANOTHERS.split()):
        return ""
    for field, parts in ASKED.items():
        if field == "offering" and any(f" {word} " in said for word in OTHER_TIMES.split()):
            continue
        if any(f" {part.strip()} " in said for part in parts.split(";")):
            return field
    return ""


def speaks_of_else(heading: str) -> bool:
    """Whether a heading is of somebody else, of another time, or of what is only wished."""
    is_ranked = speaks(heading, CHOICES) and speaks(heading, PLACES)
    return is_ranked or speaks(heading, f"{ANOTHERS} {OTHER_TIMES} {WISHES}")


def is_cancelled(heading: str) -> bool:
    """Whether a yes under a heading says that something was cancelled."""
    return known_headings("attendees").get(compared_words(heading), ("", 0))[0] == "cancelled"


def speaks_of_workshops(heading: str) -> bool:
    """Whether a heading asks for a workshop, in words that are not known for certain."""
    return speaks(heading, WORKSHOPS) and not speaks(heading, OF_WORKSHOPS)


def speaks_of_past(heading: str) -> bool:
    """Whether what stands under a heading registers nobody: it was taken, or is another's."""
    return speaks(heading, f"{ANOTHERS} {OTHER_TIMES}")
