"""Finding people while a name is being typed.

Words may stand in any order and be only begun; how they are spelled, which of a person's
given names it is, and one slip of the finger in a word, do not matter. Who fits better
comes first (``typed.Round``). Fewer than two letters find nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from itertools import chain, islice

from kiosk.model import Attendee
from kiosk.rules.names import bare_number, fold, number_key
from kiosk.rules.shelf import Shelf, standing
from kiosk.rules.typed import Reading, Round, typed_words

FEWEST_LETTERS = 2
PUBLIC_MATCHES = 8
STAFF_MATCHES = 50

FEWEST_DIGITS = 3
"""Of a member number's end, where it tells people apart; fewer are not recognised."""

_ROOM = 256
"""People on a shelf that is made anew with each change."""
_MOST_SHELVES = 12


@dataclass(frozen=True, slots=True)
class Match:
    """Someone who fits, and no more of them than tells them apart from the others shown."""

    attendee: Attendee
    detail: str


class Directory:
    """The names of all attendees, ready to be searched. It never changes: whoever shows
    it may go on while another is made of it.

    Whom a change speaks of stand on small shelves behind the first large one, and are
    hidden where they stood before; so a change costs the same however many are known."""

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        self._shelves: tuple[Shelf, ...] = (Shelf({a.id: a for a in attendees}.values()),)
        self._hidden: tuple[frozenset[int], ...] = (frozenset(),)

    def __len__(self) -> int:
        return sum(len(shelf.people) for shelf in self._shelves) - sum(map(len, self._hidden))

    # ---- changing

    def changed(self, people: Iterable[Attendee], gone: Iterable[str] = ()) -> Directory:
        """Another directory, with these people added or changed, and without the ids in
        ``gone``."""
        new = {attendee.id: attendee for attendee in people}
        ids = new.keys() | set(gone)
        shelves = list(self._shelves)
        hidden = [
            old | {shelf.place[i] for i in ids if i in shelf.place}
            for shelf, old in zip(self._shelves, self._hidden, strict=True)
        ]
        behind = sum(len(shelf.people) for shelf in shelves[1:]) + len(new)
        if behind > len(shelves[0].people):
            together = len(shelves)
        elif len(shelves) > _MOST_SHELVES:
            together = len(shelves) - 1
        elif len(shelves) > 1 and len(shelves[-1].people) + len(new) <= _ROOM:
            together = 1
        else:
            together = 0
        kept = len(shelves) - together
        older = [
            a for pair in zip(shelves[kept:], hidden[kept:], strict=True) for a in _seen(*pair)
        ]
        changed = object.__new__(Directory)
        changed._shelves = tuple(shelves[:kept])
        changed._hidden = tuple(hidden[:kept])
        if new or older or not kept:
            changed._shelves += (Shelf([*older, *new.values()]),)
            changed._hidden += (frozenset(),)
        return changed

    def renewed(self, everyone: Iterable[Attendee]) -> Directory:
        """The directory of these people; itself, if they are the same. Whoever is the same
        object as before costs next to nothing."""
        shelf, hidden = self._shelves[0], self._hidden[0]
        elsewhere = {
            attendee.id: attendee
            for pair in zip(self._shelves[1:], self._hidden[1:], strict=True)
            for attendee in _seen(*pair)
        }
        new, ids = [], set()
        for attendee in everyone:
            ids.add(attendee.id)
            place = shelf.place.get(attendee.id)
            if place is None or place in hidden:
                was = elsewhere.get(attendee.id)
            else:
                was = shelf.people[place]
            if was is not attendee and was != attendee:
                new.append(attendee)
        gone: set[str] = set()
        if len(ids) - len(new) < len(self):
            gone = (shelf.place.keys() | elsewhere.keys()) - ids
        return self.changed(new, gone) if new or gone else self

    # ---- searching

    def find(
        self, typed: str, limit: int = PUBLIC_MATCHES, expected: Collection[str] = ()
    ) -> list[Attendee]:
        """The people who fit best, at most so many.

        Args:
            expected: ids of those who are registered for what is open now. They come
                first among those whom the same round finds.
        """
        words = typed_words(typed)
        if sum(map(str.isalpha, chain(*words))) < FEWEST_LETTERS:
            return []
        readings = [
            Reading(shelf, words, hidden)
            for shelf, hidden in zip(self._shelves, self._hidden, strict=True)
        ]
        awaited = [
            {shelf.place[i] for i in expected if i in shelf.place} if expected else set()
            for shelf in self._shelves
        ]
        found: list[Attendee] = []
        for which in Round:
            if len(found) >= limit or (found and which is Round.LEFT_OUT):
                break
            grades = [reading.grades(which) for reading in readings]
            found += islice(self._best(grades, awaited), limit - len(found))
        return found

    def _best(self, grades: list[list[set[int]]], awaited: list[set[int]]) -> Iterator[Attendee]:
        steps = max(map(len, grades), default=0)
        for only in (True, False) if any(awaited) else (False,):
            for step in range(steps):
                fit = [
                    (each[step] & first if only else each[step] - first) if each else set()
                    for each, first in zip(grades, awaited, strict=True)
                ]
                yield from self._in_order(fit)

    def _in_order(self, places: list[set[int]]) -> Iterator[Attendee]:
        runs = [
            map(shelf.people.__getitem__, sorted(some))
            for shelf, some in zip(self._shelves, places, strict=True)
            if some
        ]
        return merge(*runs, key=standing) if len(runs) > 1 else chain(*runs)

    def by_number(self, typed: str, limit: int = STAFF_MATCHES) -> list[Attendee]:
        """The people whose member number begins so, with or without the zeros in front; for
        staff."""
        wanted = number_key(typed)
        if len(wanted) < FEWEST_LETTERS:
            return []
        places = [
            {
                at
                for at, number in enumerate(shelf.numbers)
                if number.startswith(wanted)
                or (number.startswith("0") and bare_number(number).startswith(wanted))
            }
            - hidden
            for shelf, hidden in zip(self._shelves, self._hidden, strict=True)
        ]
        return list(islice(self._in_order(places), limit))


def _seen(shelf: Shelf, hidden: frozenset[int]) -> Iterator[Attendee]:
    return (a for place, a in enumerate(shelf.people) if place not in hidden)


def told_apart(attendees: list[Attendee], for_staff: bool = False) -> list[Match]:
    """With the local, and as much of the member number's end as tells apart those whose
    name and local are the same.

    Args:
        for_staff: where that does not do it, with their address, or their id.
    """
    alike: dict[tuple[str, str], list[Attendee]] = {}
    for attendee in attendees:
        alike.setdefault((fold(attendee.name), attendee.local), []).append(attendee)
    found = [
        Match(attendee, "  ".join(filter(None, (attendee.local, _tail(attendee, same)))))
        for attendee in attendees
        for same in [alike[fold(attendee.name), attendee.local]]
    ]
    for field in ("email", "id") if for_staff else ():
        read = Counter((fold(match.attendee.name), match.detail) for match in found)
        found = [
            _with(match, str(getattr(match.attendee, field)))
            if read[fold(match.attendee.name), match.detail] > 1
            else match
            for match in found
        ]
    return found


def _with(match: Match, more: str) -> Match:
    return replace(match, detail="  ".join(filter(None, (match.detail, more))))


def _tail(attendee: Attendee, same: list[Attendee]) -> str:
    number = attendee.member_number
    others = {other.member_number for other in same if other.id != attendee.id} - {number}
    if not others or not number:
        return ""
    digits = FEWEST_DIGITS
    while digits < len(number) and any(other.endswith(number[-digits:]) for other in others):
        digits += 1
    return f"…{number[-digits:]}"
