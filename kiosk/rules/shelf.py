"""A number of people in the order in which they are shown, and the words by which each may
be found."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.model import Attendee
from kiosk.rules.names import fold, number_key
from kiosk.rules.spelling import across, piece_words
from kiosk.rules.wordlist import Gathering, Run, in_order


def standing(attendee: Attendee) -> str:
    """Where someone stands among others whom the same words fit as well: by name, local
    and id."""
    return _standing(fold(attendee.name), attendee)


def _standing(folded: str, attendee: Attendee) -> str:
    return f"{folded}\0{attendee.local}\0{attendee.id}"


class Shelf:
    """It never changes; ``places`` are indexes of ``people``."""

    def __init__(self, attendees: Iterable[Attendee]) -> None:
        people = list(attendees)
        words = Gathering()
        known: dict[str, tuple[tuple[str, ...], Run]] = {}
        order: dict[str, int] = {}
        counts = bytearray()
        for index, attendee in enumerate(people):
            name: list[str] = []
            ids: list[Run] = []
            for piece in attendee.name.split():
                if piece not in known:
                    own, others = piece_words(piece)
                    known[piece] = own, words.ids(own + others)
                own, numbered = known[piece]
                name += own
                ids.append(numbered)
            if together := across(name):
                ids.append(words.ids(together))
            words.add(ids)
            counts.append(min(len(name), 255))
            order[_standing(" ".join(name), attendee)] = index
        # One step of Python for each, for the interpreter changes threads between steps.
        by_place = [order[stands] for stands in in_order(order)]
        self.people = [people[index] for index in by_place]
        self.place = {attendee.id: place for place, attendee in enumerate(self.people)}
        self.counts = bytes(counts[index] for index in by_place)
        """Of the words of each name."""
        self.numbers = [_number(attendee.member_number) for attendee in self.people]
        self.words = words.finished(by_place)


def _number(written: str) -> str:
    """Its key; the same object where that is the same, for there are many."""
    key = number_key(written)
    return written if key == written else key
