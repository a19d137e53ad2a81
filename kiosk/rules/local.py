"""What people write as a local, made comparable: the number counts, whatever word for a
local stands before it, in any of the languages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from kiosk.rules.names import fold

_WORDS = frozenset(
    (
        "local", "locals", "loc", "lcl", "l", "union", "no", "nr", "num", "number", "n",
        "section", "sections", "sect", "sec", "s", "locale", "locales", "sl", "numero",
        "syndicat", "syndicale", "seccion", "secc", "seccional", "sindicato", "sindical",
    )
)  # fmt: skip
"""That say only that it is a local, or that a number follows."""
_PART = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=20_000)  # thousands of people have a few locals
def local_key(local: str) -> tuple[str, ...]:
    """The same for every way to write one local; empty where nothing is said.

    >>> local_key("Section locale n° 0503") == local_key("Loc. 503") == local_key("503")
    True
    """
    said = _PART.findall(fold(local))
    kept = [part.lstrip("0") or "0" if part.isdecimal() else part for part in said]
    return tuple(part for part in kept if part not in _WORDS) or tuple(kept)


def same_local(one: str, other: str) -> bool | None:
    """Whether two ways to write a local mean the same one; ``None`` where they do not tell:
    one says nothing, or a name and the other a number, or something more of the same."""
    key, other_key = local_key(one), local_key(other)
    if not key or not other_key:
        return None
    if key == other_key:
        return True
    numbers, others = _numbers(key), _numbers(other_key)
    if numbers and others:
        return None if numbers & others else False
    if numbers or others:
        return None
    return None if set(key) <= set(other_key) or set(other_key) <= set(key) else False


def _numbers(key: tuple[str, ...]) -> set[str]:
    return {part for part in key if part.isdecimal()}


def usual_spelling(said: Counter[str]) -> str:
    """How most write it; one with a word goes before a number alone.

    >>> usual_spelling(Counter({"503": 7, "Local 503": 2, "Loc. 503": 1}))
    'Local 503'
    """
    return max(said, key=lambda text: (any(c.isalpha() for c in text), said[text]))


def by_local(said: Counter[str]) -> Counter[str]:
    """How often each local is said, under its usual spelling.

    >>> by_local(Counter({"Loc. 0503": 1, "Local 503": 2, "79": 1}))
    Counter({'Local 503': 3, '79': 1})
    """
    spellings: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for text, count in said.items():
        spellings[local_key(text)][text] += count
    return Counter({usual_spelling(found): found.total() for found in spellings.values()})
