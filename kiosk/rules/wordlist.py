"""A sorted list of words, each with the places in which it stands.

The places of all words lie in one array, in the order of the words: those of every word
that begins alike are one run of it. No step of the making is one long call, so that
other threads have their turn.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

TYPO_FROM = 4
"""Letters of a word in which a slip is looked for."""
_AT_ONCE = 4096
"""Strings sorted in one call; some three milliseconds."""
_BRANCHES = 128
"""Letters that are tried in one place of a word, of the thousands that there may be."""
_END = "\U0010ffff"

Run: TypeAlias = "array[int]"
NO_RUN: Run = array("I")


def in_order(strings: Iterable[str], known: int = 0) -> list[str]:
    """Sorted, some at a time; the first ``known`` letters are the same in all."""
    heap = list(strings)
    if len(heap) <= _AT_ONCE or known > 64:
        return sorted(heap)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    upto = known + 2
    for string in heap:
        alike[string[:upto]].append(string)
    return [s for start in sorted(alike) for s in in_order(alike[start], upto)]


@dataclass(slots=True)
class OneEdit:
    """The runs of words that are one edit from what was typed, and of those that begin
    with such a word."""

    whole: list[Run]
    begun: list[Run]


class Wordlist:
    def __init__(self, words: list[str], starts: Run, places: Run) -> None:
        self._words = words
        self._starts = starts
        """Where each word's places begin in ``_places``, and one more for the end."""
        self._places = places

    def _run(self, low: int, high: int) -> Run:
        return self._places[self._starts[low] : self._starts[high]]

    def equal(self, word: str) -> Run:
        """Where this very word stands."""
        low = bisect_left(self._words, word)
        if low < len(self._words) and self._words[low] == word:
            return self._run(low, low + 1)
        return NO_RUN

    def begun(self, start: str) -> Run:
        """Where words that begin so stand; a place may come more than once."""
        low = bisect_left(self._words, start)
        return self._run(low, self._after(start, low, len(self._words)))

    def _after(self, start: str, low: int, high: int) -> int:
        if low == high or not self._words[low].startswith(start):
            return low
        return bisect_left(self._words, start + _END, low, high)

    def one_edit(self, typed: str) -> OneEdit:
        """Words of ``TYPO_FROM`` letters or more that become what was typed by one letter
        put in, left out or changed, or two beside each other swapped, the first too; and
        where as much was typed, words that begin with such a word."""
        words, found = self._words, OneEdit([], [])
        for edited, low, high in self._edits(typed):
            at = bisect_left(words, edited, low, high)
            if at < high and words[at].startswith(edited):
                if words[at] == edited and len(edited) >= TYPO_FROM:
                    found.whole.append(self._run(at, at + 1))
                if len(typed) >= TYPO_FROM:
                    found.begun.append(self._run(at, self._after(edited, at, high)))
        return found

    def _edits(self, typed: str) -> Iterator[tuple[str, int, int]]:
        """Every edit that some word may begin with, and between which two words."""
        low, high = 0, len(self._words)
        for at in range(len(typed) + 1):
            start, rest = typed[:at], typed[at + 1 :]
            low = bisect_left(self._words, start, low, high)
            high = self._after(start, low, high)
            if low == high:
                return
            if at < len(typed):
                yield start + rest, low, high
            if rest and rest[0] != typed[at]:
                yield start + rest[0] + typed[at] + rest[1:], low, high
            for letter, first, last in self._branches(start, low, high):
                if at < len(typed) and letter != typed[at]:
                    yield start + letter + rest, first, last
                yield start + letter + typed[at:], first, last

    def _branches(self, start: str, low: int, high: int) -> Iterator[tuple[str, int, int]]:
        """The letters that come next in words that begin so, and between which words."""
        words, at = self._words, len(start)
        if words[low] == start:
            low += 1
        for _ in range(_BRANCHES):
            if low == high:
                return
            letter = words[low][at]
            last = bisect_left(words, start + letter + _END, low, high)
            yield letter, low, last
            low = last


class Gathering:
    """Collects the words of one person after the other."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._said: Run = array("I")
        self._ends: Run = array("I", [0])

    def ids(self, words: Iterable[str]) -> Run:
        """What stands for these words here."""
        known = self._ids
        return array("I", [known.setdefault(word, len(known)) for word in words])

    def add(self, ids: Iterable[Run]) -> None:
        """The words of the next one."""
        for some in ids:
            self._said.extend(some)
        self._ends.append(len(self._said))

    def finished(self, order: Iterable[int]) -> Wordlist:
        """The list; ``order`` says who, of those added, has which place."""
        said, ends = self._said, self._ends
        counts = array("I", bytes(said.itemsize * len(self._ids)))
        for word_id in said:
            counts[word_id] += 1
        words = in_order(self._ids)
        starts, total = array("I", [0]), 0
        upto = array("I", bytes(said.itemsize * len(words)))
        for word in words:
            word_id = self._ids[word]
            upto[word_id] = total
            total += counts[word_id]
            starts.append(total)
        places = array("I", bytes(said.itemsize * total))
        for place, added in enumerate(order):
            for word_id in said[ends[added] : ends[added + 1]]:
                places[upto[word_id]] = place
                upto[word_id] += 1
        return Wordlist(words, starts, places)
