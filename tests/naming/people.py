"""People with names of many places, the same for the same seed.

Frequent names are frequent (after Zipf's law), and every fourth family name is a rare one,
put together of two others: a list of names is full of neighbours one letter apart.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from kiosk.model import Attendee

RARE = 0.25
LOCALS = [f"Local {n}" for n in (79, 503, 1000, 2028, 3903, 4600, 5167)] + [
    f"Section locale {n}" for n in (301, 306, 1108, 2718, 4545)
]


@dataclass(frozen=True, slots=True)
class Person:
    attendee: Attendee
    given: tuple[str, ...]
    """The given names as registered; one with a hyphen is one."""
    family: tuple[str, ...]
    """The family names with their particles."""


class _Place:
    def __init__(self, described: dict[str, Any]) -> None:
        self.weight: int = described["weight"]
        self._lists = {
            what: [name.replace("_", " ") for name in described.get(what, "").split()]
            for what in ("given", "family", "middle")
        }
        self._weights = {
            what: list(accumulate(1 / (rank + 12) for rank in range(len(names))))
            for what, names in self._lists.items()
        }

    def one(self, rng: random.Random, what: str) -> str:
        names = self._lists[what]
        name: str
        (name,) = rng.choices(names, cum_weights=self._weights[what])
        if what == "family" and rng.random() < RARE:
            (other,) = rng.choices(names, cum_weights=self._weights[what])
            return _mixed(name, other) or name
        return name


def _mixed(one: str, other: str) -> str | None:
    """The first half of one name and the last of the other, broken before a vowel."""
    head = re.match(r"\w{2,5}(?=[aeiouyéèôë])", one)
    tail = re.search(r"(?<=\w)[aeiouyéèôë]\w{2,6}$", other)
    if not (head and tail) or not (one + other).replace("-", "").isalpha():
        return None
    return head[0] + tail[0]


@cache
def _places() -> dict[str, _Place]:
    text = (Path(__file__).parent / "places.toml").read_text("utf-8")
    return {name: _Place(described) for name, described in tomllib.loads(text).items()}


Names = tuple[tuple[str, ...], tuple[str, ...]]


def _plain(rng: random.Random, place: _Place) -> Names:
    return (place.one(rng, "given"),), (place.one(rng, "family"),)


def _quebec(rng: random.Random, place: _Place) -> Names:
    given, family = place.one(rng, "given"), place.one(rng, "family")
    if rng.random() < 0.2:
        first, second = rng.choice(("Jean", "Marie", "Marie", "Pierre")), given
        if "-" not in second and first != second:
            given = f"{first}-{second}"
    if rng.random() < 0.12 and " " not in family:
        family = f"{family}-{place.one(rng, 'family')}"
    return (given,), (family,)


def _english(rng: random.Random, place: _Place) -> Names:
    given = [place.one(rng, "given")]
    if (chance := rng.random()) < 0.06:
        given.append(rng.choice("ABCDEFGHJKLMNPRSTW") + ".")
    elif chance < 0.09:
        given = [f"{rng.choice('ABCDJMRT')}. {rng.choice('CDJLPRT')}."]
    elif chance < 0.14:
        given.append(place.one(rng, "given"))
    family = place.one(rng, "family")
    if rng.random() < 0.04 and " " not in family:
        family = f"{family}-{place.one(rng, 'family')}"
    return tuple(given), (family,)


def _two_families(rng: random.Random, place: _Place) -> Names:
    given = [place.one(rng, "given") for _ in range(2 if rng.random() < 0.35 else 1)]
    family = [place.one(rng, "family") for _ in range(2 if rng.random() < 0.7 else 1)]
    return tuple(given), tuple(family)


def _punjabi(rng: random.Random, place: _Place) -> Names:
    given, family = place.one(rng, "given"), place.one(rng, "family")
    shared = rng.choice(("Singh", "Singh", "Kaur"))
    if (chance := rng.random()) < 0.25:
        return (given,), (shared,)
    return ((given, shared) if chance < 0.6 else (given,)), (family,)


def _vietnamese(rng: random.Random, place: _Place) -> Names:
    given, family = place.one(rng, "given"), place.one(rng, "family")
    if rng.random() < 0.6:
        given = f"{place.one(rng, 'middle')} {given}"
    return (given,), (family,)


def _filipino(rng: random.Random, place: _Place) -> Names:
    given = [place.one(rng, "given") for _ in range(2 if rng.random() < 0.3 else 1)]
    return tuple(given), (place.one(rng, "family"),)


_SHAPES: dict[str, Callable[[random.Random, _Place], Names]] = {
    "quebec": _quebec,
    "english": _english,
    "latin": _two_families,
    "portuguese": _two_families,
    "punjabi": _punjabi,
    "vietnamese": _vietnamese,
    "filipino": _filipino,
}


def people(count: int, seed: int = 5) -> list[Person]:
    """So many people; the first are the same however many there are."""
    rng = random.Random(seed)
    return [person for person, _ in zip(_everyone(rng), range(count), strict=False)]


def _everyone(rng: random.Random) -> Iterator[Person]:
    places = _places()
    weights = list(accumulate(place.weight for place in places.values()))
    index = 0
    while True:
        (which,) = rng.choices(list(places), cum_weights=weights)
        given, family = _SHAPES.get(which, _plain)(rng, places[which])
        written = " ".join(given + family)
        if which in ("vietnamese", "chinese") and rng.random() < 0.4:
            written = " ".join(family + given)
        attendee = Attendee(
            id=f"p-{index}",
            name=written,
            member_number=f"{rng.randrange(10**6):06}",
            local=rng.choice(LOCALS),
        )
        yield Person(attendee, given, family)
        index += 1
