"""What a column of a list of people is: by its heading, and by a bounded sample of what
stands in it, held against what is known.

A heading that is known says most. Where it may mean two things the cells decide, and where it
says nothing they speak for themselves; a heading of somebody else, or of another time, keeps
its column out whatever stands in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kiosk.rules.names import fold, number_key
from kiosk.rules.registration_words import read_state
from kiosk.rules.yes_no import read_yes_no

SAMPLE = 200
"""Rows of which the cells are looked at."""
_MOST = 0.8
"""Of the cells, where any person might have such a cell in another column too."""
_HALF = 0.5
_MOST_PARTS = 20
"""Workshops in one cell."""
_SHORTEST_NUMBER = 3
"""Digits of a member number that is not the number of a row."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What there is already, as a file may write it."""

    workshops: frozenset[str] = frozenset()
    """Titles and ids of workshops and of what is held, folded."""
    numbers: Collection[str] = frozenset()
    """Keys of member numbers."""
    locals: Collection[str] = frozenset()
    """Folded."""


NOTHING = Vocabulary()


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says of its column."""

    field: str = ""
    is_certain: bool = True
    """Whether nothing else could stand under it."""
    workshop: str = ""
    """The words in it that are the title or the id of a workshop."""
    is_elsewhere: bool = False
    """Whether it speaks of somebody else, of another time, or of what is only wished."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What share of the cells of a column could be what, of 1."""

    filled: int = 0
    shares: dict[str, float] = field(default_factory=dict)

    def has(self, name: str, share: float) -> bool:
        return self.shares.get(name, 0.0) >= share


_BETWEEN = re.compile(r"\s*[,;|/+&•\n]\s*|\s+(?:and|et|y|e)\s+", re.I)
"""What may stand between two titles, and also within one."""


def split_titles(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """The titles or ids that a cell is made of; empty where not all of it is known.

    >>> known = {"Grievances, part 1", "Bargaining"}.__contains__
    >>> split_titles("Bargaining; Grievances, part 1", known)
    ['Bargaining', 'Grievances, part 1']
    """
    if is_known(text):
        return [text]
    cuts = [found.span() for found in _BETWEEN.finditer(text)]
    if not 0 < len(cuts) < _MOST_PARTS:
        return []
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    rest: dict[int, list[str]] = {len(starts): []}
    for first in range(len(starts) - 1, -1, -1):
        for last in range(len(ends) - 1, first - 1, -1):
            part = text[starts[first] : ends[last]].strip()
            if last + 1 in rest and (is_known(part) or (not part and first == last)):
                rest[first] = [*([part] if part else []), *rest[last + 1]]
                break
    return rest.get(0, [])


_SHORTEST_TITLE = 5
"""Letters of a title that is looked for among other words."""


@lru_cache(maxsize=8)
def _longest_words(names: frozenset[str]) -> frozenset[str]:
    """Of each name the longest word: where none of them stands, none of the names does."""
    return frozenset(max(name.split(), key=len, default="") for name in names)


def may_name(text: str, known: Vocabulary) -> bool:
    """Whether there may be a name of what is known in a text, or in all of a column: most
    have none of the words that it would take."""
    keys = _longest_words(known.workshops)
    if not text.isascii():
        return not keys.isdisjoint(fold(text).split())
    plain = text.lower().replace("'", "").replace("`", "")
    return not keys.isdisjoint(_WORDS.findall(plain))


_WORDS = re.compile(r"[a-z0-9]+")


def names_within(text: str, known: Vocabulary) -> bool:
    """Whether a text names something of what is known, alone or among other words."""
    if not may_name(text, known):
        return False
    words = fold(text)
    if words in known.workshops or split_titles(text, lambda part: fold(part) in known.workshops):
        return True
    around = f" {words} "
    return any(f" {name} " in around for name in known.workshops if len(name) >= _SHORTEST_TITLE)


def is_words(text: str) -> bool:
    """Whether a cell has words, and is no date, yes, no or state."""
    has_letters = any(c.isalpha() for c in text)
    return (
        has_letters and read_yes_no(text) is None and read_state(text) is None and not is_date(text)
    )


_ADDRESS = re.compile(r"(?:[^<>]*<)?[^@\s<>]+@[^@\s;,<>]+\.[^@\s;,<>]+>?")
_LOCAL = re.compile(
    r"(?:union )?(?:local|locals|loc|lcl|section|section locale|sect|sl|seccion|seccional|"
    r"seccion sindical|syndicat local|sindicato local)(?: (?:no|n|num|number|numero))?"
    r" ?\d{1,6}(?: \w+)?"
)
_LANGUAGES = frozenset(
    ("english", "french", "spanish", "anglais", "francais", "espagnol", "ingles", "frances",
     "espanol", "castellano")
)  # fmt: skip
"""Whole words only: ES and FR are countries too."""


def read_contents(cells: Sequence[str], known: Vocabulary = NOTHING) -> Contents:
    """What the filled cells of a column could be."""
    counts = dict.fromkeys(
        ("offering", "status", "flag", "date", "email", "local", "language", "member_number"), 0
    )
    for cell, times in Counter(cells).items():
        for name in _readings(cell, known):
            counts[name] += times
    return Contents(len(cells), {name: n / len(cells) for name, n in counts.items() if n})


def _readings(cell: str, known: Vocabulary) -> list[str]:
    """Everything that a cell could be."""
    words, found = fold(cell), []
    if known.workshops and split_titles(cell, lambda part: fold(part) in known.workshops):
        found.append("offering")
    if read_yes_no(cell) is not None:
        found.append("flag")
    elif read_state(cell) is not None:
        found.append("status")
    elif is_date(cell):
        found.append("date")
    if _ADDRESS.fullmatch(cell):
        found.append("email")
    if _LOCAL.fullmatch(words) or (words in known.locals and not words.isdecimal()):
        found.append("local")
    if words and set(words.split()) <= _LANGUAGES:
        found.append("language")
    if (key := number_key(cell)) in known.numbers and len(key) >= _SHORTEST_NUMBER:
        found.append("member_number")
    return found


_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[T ,].*)?")


@lru_cache(maxsize=2000)
def is_date(cell: str) -> bool:
    """Whether a cell is a date in figures, with or without a time."""
    return bool(_DATE.fullmatch(cell))


def is_flag_or_state(contents: Contents) -> bool:
    """Whether most of the cells say yes, no or a state."""
    shares = contents.shares
    return shares.get("flag", 0.0) + shares.get("status", 0.0) >= _HALF


_OF_ONE_WORD = frozenset(("name", "attending", "status"))
"""Fields whose headings stand over titles as well: “Name” of an event, “Attending” what."""


def is_settled(heading: Heading) -> bool:
    """Whether a heading says all, and nobody need look at what stands under it."""
    certain = heading.is_certain and bool(heading.field) and heading.field not in _OF_ONE_WORD
    return not heading.workshop and (certain or heading.is_elsewhere)


def column_field(heading: Heading, contents: Contents, taken: Collection[str]) -> tuple[str, bool]:
    """The field of a column, and whether what stands in it says so and not its heading.

    Args:
        taken: the fields that the headings of other columns say.
    """
    if heading.workshop and not contents.has("offering", _MOST):
        return "cross", False
    if heading.is_elsewhere:
        return "", False
    if heading.field:
        return _checked(heading, contents)
    if contents.has("offering", _HALF):
        return "offering", True
    for name in ("email", "local", "language"):
        if name not in taken and contents.has(name, _MOST):
            return name, True
    if "member_number" not in taken and contents.has("member_number", _HALF):
        return "member_number", True
    return "", False


def _checked(heading: Heading, contents: Contents) -> tuple[str, bool]:
    """The field that a heading says, if what stands under it can be that."""
    if heading.field in _OF_ONE_WORD and contents.has("offering", _MOST):
        return "offering", True
    if heading.is_certain or not contents.filled:
        return heading.field, False
    shares = contents.shares
    match heading.field:
        case "attending":
            fits = is_flag_or_state(contents)
        case "status":
            fits = contents.has("status", _HALF)
        case "offering":
            fits = contents.has("offering", _HALF)
        case _:
            fits = shares.get(heading.field, 1.0) > 0
    return (heading.field if fits else "", False)
