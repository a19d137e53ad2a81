"""What was typed, held against a shelf of people, in rounds: what it says, what it may also
mean, what it would be without one slip, and all but one word of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise
from typing import TypeAlias

from kiosk.rules.names import fold
from kiosk.rules.nicknames import beginning, other_names
from kiosk.rules.shelf import Shelf
from kiosk.rules.spelling import PARTICLES
from kiosk.rules.wordlist import NO_RUN, TYPO_FROM, Run

MOST_WORDS = 8
MOST_LETTERS = 40
"""No more words are looked at, and no more letters of a word."""
LAST_DIGITS = 4
"""So many of a member number's last digits may be typed after a name."""
_JOINED = 3
"""So many words may be one, typed apart."""
_NICKNAME_FROM = 3
"""Letters of a nickname that is not whole yet."""
_TELLING = 3
"""Letters of a word that says enough for another to be passed over."""

Places: TypeAlias = "Run | set[int]"


class Round(IntEnum):
    """How well people fit; whom an earlier round finds comes first."""

    SAID = 0
    """Every word typed begins a word of the name, however that is spelled."""
    MEANT = 1
    """A nickname, a particle too many, a space too few."""
    SLIPPED = 2
    """One edit in a word."""
    SHORTENED = 3
    """One word is only an initial in the name."""
    LEFT_OUT = 4
    """One of three words or more is not in the name."""


def typed_words(typed: str) -> list[str]:
    """The words to look for."""
    return [word[:MOST_LETTERS] for word in fold(typed).split()[:MOST_WORDS]]


def _is_number(word: str) -> bool:
    """A number, or part of one as L1000 is: neither is ever guessed at."""
    return any(map(str.isdigit, word))


@dataclass(slots=True)
class Fits:
    """Whom one word fits."""

    whole: list[Places] = field(default_factory=list)
    """Who has this very word."""
    begun: list[Places] = field(default_factory=list)
    """Who has it, or a word that it begins."""
    any: bool = False
    """The word need not be in the name."""
    ending: str = ""
    """It is the end of a member number, or in the name."""

    def add(self, whole: Places, begun: Places | None = None) -> None:
        """``begun`` holds the places of ``whole``, by default no others."""
        begun = whole if begun is None else begun
        if whole:
            self.whole.append(whole)
        if begun:
            self.begun.append(begun)

    def size(self) -> tuple[bool, int]:
        return bool(self.ending), sum(map(len, self.begun))

    def __bool__(self) -> bool:
        return bool(self.begun or self.any or self.ending)


class Reading:
    """Of one query on one shelf."""

    def __init__(self, shelf: Shelf, words: Sequence[str], hidden: Collection[int]) -> None:
        self._shelf = shelf
        self._words = words
        self._found = set(hidden)
        """Places that are not to be found, or not again."""
        self._rounds: list[list[Fits]] = []

    def grades(self, which: Round) -> list[set[int]]:
        """The places that a round finds and those before it did not, best first; as many
        sets on every shelf. Rounds are asked in their order."""
        made = (self._said, self._meant, self._slipped)
        if which < len(made):
            self._rounds.append(made[which]())
            if which and not any(self._rounds[which]):
                return []
            found = self._all([self._sofar(which, at) for at in range(len(self._words))])
        else:
            found = self._all_but_one(initial=which is Round.SHORTENED)
        found -= self._found
        if not found:
            return []
        self._found |= found
        return self._graded(found, min(which, Round.SLIPPED))

    # ---- whom each word fits

    def _said(self) -> list[Fits]:
        words, index = self._words, self._shelf.words
        fits = [Fits() for _ in words]
        for at, word in enumerate(words):
            fits[at].add(index.equal(word), index.begun(word))
            if word.isdecimal() and 1 < len(word) <= LAST_DIGITS:
                fits[at].ending = word
            for end in range(at + 2, min(at + _JOINED, len(words)) + 1):
                joined = "".join(words[at:end])
                whole = index.equal(joined)
                begun = index.begun(joined) if len(joined) >= TYPO_FROM else None
                for each in fits[at:end]:
                    each.add(whole, begun)
        return fits

    def _meant(self) -> list[Fits]:
        words = self._words
        fits = [Fits() for _ in words]
        droppable = [word in PARTICLES for word in words]
        for at, word in enumerate(words):
            if _is_number(word):
                continue
            fits[at].any = droppable[at] and not all(droppable)
            for other in other_names(word):
                fits[at].add(self._together(other))
            if len(word) >= _NICKNAME_FROM:
                for name in beginning(word):
                    for other in other_names(name):
                        fits[at].add(NO_RUN, self._together(other))
            self._split(word, fits[at])
        return fits

    def _together(self, names: tuple[str, ...]) -> Places:
        first, *rest = (self._shelf.words.equal(name) for name in names)
        return set(first).intersection(*rest) if rest else first

    def _split(self, word: str, fits: Fits) -> None:
        index = self._shelf.words
        for at in range(2, len(word) - 1):
            left, right = word[:at], word[at:]
            if left in PARTICLES and len(right) >= TYPO_FROM:
                fits.add(index.equal(right), index.begun(right))
            elif first := index.equal(left):
                fits.add(NO_RUN, set(first).intersection(index.begun(right)))

    def _slipped(self) -> list[Fits]:
        index, fits = self._shelf.words, []
        for word in self._words:
            fit = Fits()
            if not _is_number(word):
                found = index.one_edit(word)
                fit.whole += found.whole
                fit.begun += found.begun or found.whole
            fits.append(fit)
        return fits

    # ---- whom all words fit

    def _sofar(self, which: Round, at: int) -> Fits:
        fits = [each[at] for each in self._rounds[: which + 1]]
        return Fits(
            [run for fit in fits for run in fit.whole],
            [run for fit in fits for run in fit.begun],
            any(fit.any for fit in fits),
            fits[0].ending,
        )

    def _all(self, fits: Iterable[Fits]) -> set[int]:
        """Whom all of these fit, one of which is not the end of a number."""
        fewest, *more = sorted((fit for fit in fits if not fit.any), key=Fits.size)
        found: set[int] = set().union(*fewest.begun)
        for fit in more:
            if not found:
                break
            ended = found if fit.ending else ()
            number = self._shelf.numbers
            found = _within(found, fit.begun)
            found |= {place for place in ended if number[place].endswith(fit.ending)}
        return found

    def _all_but_one(self, initial: bool) -> set[int]:
        """Whom all words fit but one; that one is not in the name, or as an ``initial``."""
        fits = [self._sofar(Round.MEANT, at) for at in range(len(self._words))]
        found: set[int] = set()
        for at, word in enumerate(self._words):
            others = [other for other, fit in enumerate(fits) if other != at and not fit.any]
            telling = sum(len(self._words[other]) >= _TELLING for other in others)
            if _is_number(word) or telling < (1 if initial else 2):
                continue
            rest = [fits[other] for other in others]
            if initial:
                rest.append(Fits(begun=[self._shelf.words.equal(word[0])]))
            found |= self._all(rest)
        return found

    def _graded(self, found: set[int], which: Round) -> list[set[int]]:
        """First by how many words needed this round, then by how many are only begun, then
        those whose name has no other words."""
        places = range(len(self._words))
        graded = [found]
        if which:
            for at in places:
                graded = _fewer_first(graded, self._sofar(Round(which - 1), at).begun)
        whole = [self._sofar(which, at).whole for at in places]
        grades: list[set[int]] = []
        for grade in graded:
            parts = [grade]
            for runs in whole:
                parts = _fewer_first(parts, runs)
            for part in parts:
                entire = self._entire(part)
                grades += [entire, part - entire]
        return grades

    def _entire(self, places: set[int]) -> set[int]:
        """Those whose name has as many words, and those typed twice, twice: Li Li is not
        every Li."""
        counts, said = self._shelf.counts, len(self._words)
        entire = {place for place in places if counts[place] == said}
        for word in set(self._words) if len(set(self._words)) < said else ():
            if self._words.count(word) > 1:
                run = self._shelf.words.equal(word)
                entire &= {place for place, after in pairwise(run) if place == after}
        return entire


def _within(places: set[int], runs: Iterable[Places]) -> set[int]:
    return set().union(*(places.intersection(run) for run in runs))


def _fewer_first(grades: Sequence[set[int]], runs: Sequence[Places]) -> list[set[int]]:
    """Those whom a word does not fit so well go one grade down."""
    lower: list[set[int]] = [set() for _ in range(len(grades) + 1)]
    for number, grade in enumerate(grades):
        if grade:
            fit = _within(grade, runs)
            lower[number] |= fit
            lower[number + 1] |= grade - fit
    return lower
