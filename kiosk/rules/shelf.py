"""A number of people in the order in which they are shown, and the words by which each may
be found."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.model import Attendee
from kiosk.rules.names import fold, number_key
from kiosk.rules.spelling import across, piece_words
from kiosk.rules.wordlist import Gathering, in_order

LAST_DIGITS = 4
"""So much of a member number's end may be typed after a name."""


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
        words, numbers, endings = Gathering(), Gathering(), Gathering()
        known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        counts = bytearray()
        order: dict[str, int] = {}
        for index, attendee in enumerate(people):
            name: list[str] = []
            typed: list[str] = []
            for piece in attendee.name.split():
                if piece not in known:
                    known[piece] = piece_words(piece)
                its_words, others = known[piece]
                name += its_words
                typed += others
            typed += name
            typed += across(name)
            words.add(dict.fromkeys(typed))
            counts.append(min(len(name), 255))
            number = number_key(attendee.member_number)
            numbers.add((number,) if number else ())
            endings.add((number[: -LAST_DIGITS - 1 : -1],) if number else ())
            order[_standing(" ".join(name), attendee)] = index
        # One step of Python for each, for the interpreter changes threads between steps.
        by_place = [order[stands] for stands in in_order(order)]
        self.people = [people[index] for index in by_place]
        self.place = {attendee.id: place for place, attendee in enumerate(self.people)}
        self.counts = bytes(counts[index] for index in by_place)
        """Of the words of each name."""
        self.words = words.finished(by_place)
        self.numbers = numbers.finished(by_place)
        self.endings = endings.finished(by_place)
        """Of the last digits, from the last to the first."""
