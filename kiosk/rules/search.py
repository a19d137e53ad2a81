"""Finding people while a name is being typed.

Every word typed must begin a word of the name, in any order; accents, case, apostrophes
and hyphens do not matter. Fewer than two letters find nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.model import Attendee
from kiosk.rules.names import fold, number_key

FEWEST_LETTERS = 2
PUBLIC_MATCHES = 8
STAFF_MATCHES = 50


@dataclass(frozen=True, slots=True)
class Match:
    """Someone who fits, and no more of them than tells them apart from the others shown."""

    attendee: Attendee
    detail: str


class Directory:
    """The names of all attendees, ready to be searched; it never changes."""

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        self._people = sorted(attendees, key=lambda a: (fold(a.name), a.local, a.id))
        holders: defaultdict[str, list[int]] = defaultdict(list)
        self._words: list[tuple[str, ...]] = []
        for place, attendee in enumerate(self._people):
            words = tuple(fold(attendee.name).split())
            self._words.append(words)
            for word in set(words):
                holders[word].append(place)
        self._holders = dict(holders)
        self._sorted = sorted(holders)

    def __len__(self) -> int:
        return len(self._people)

    def find(self, typed: str, limit: int = PUBLIC_MATCHES) -> list[Attendee]:
        """The people who fit best, at most so many."""
        wanted = fold(typed).split()
        if sum(map(len, wanted)) < FEWEST_LETTERS:
            return []
        places: set[int] | None = None
        for word in sorted(wanted, key=len, reverse=True):
            found = self._beginning(word) if places is None else self._among(places, word)
            places = found
            if not places:
                return []
        ranked = sorted(places or (), key=lambda place: (self._rank(place, wanted), place))
        return [self._people[place] for place in ranked[:limit]]

    def by_number(self, typed: str, limit: int = STAFF_MATCHES) -> list[Attendee]:
        """The people whose member number begins so; for staff."""
        wanted = number_key(typed)
        if len(wanted) < FEWEST_LETTERS:
            return []
        fits = (a for a in self._people if number_key(a.member_number).startswith(wanted))
        return [attendee for attendee, _ in zip(fits, range(limit), strict=False)]

    def _beginning(self, start: str) -> set[int]:
        places: set[int] = set()
        for index in range(bisect_left(self._sorted, start), len(self._sorted)):
            word = self._sorted[index]
            if not word.startswith(start):
                break
            places.update(self._holders[word])
        return places

    def _among(self, places: set[int], start: str) -> set[int]:
        return {p for p in places if any(w.startswith(start) for w in self._words[p])}

    def _rank(self, place: int, wanted: list[str]) -> tuple[int, int]:
        """Whole words before beginnings, and what stands first in the name before the rest."""
        words = self._words[place]
        partial = sum(word not in words for word in wanted)
        return partial, 0 if words[0].startswith(wanted[0]) else 1


def told_apart(attendees: list[Attendee]) -> list[Match]:
    """With the local, and the end of the member number where name and local are the same."""
    matches = []
    for attendee in attendees:
        same = [
            other
            for other in attendees
            if fold(other.name) == fold(attendee.name) and other.local == attendee.local
        ]
        tail = f"…{attendee.member_number[-3:]}" if len(same) > 1 else ""
        matches.append(Match(attendee, "  ".join(filter(None, (attendee.local, tail)))))
    return matches
