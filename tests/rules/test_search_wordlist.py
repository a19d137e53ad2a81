"""The sorted list of words, against the same question asked of every word."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.rules.wordlist import Gathering, Wordlist, in_order

WORDS = st.text("abcé", min_size=1, max_size=6)


def listed(words: Iterable[str]) -> tuple[Wordlist, list[str]]:
    """Each word stands with one person; their place is their index."""
    people = sorted(set(words))
    gathering = Gathering()
    for word in people:
        gathering.add([gathering.ids([word])])
    return gathering.finished(range(len(people))), people


def edits(one: str, other: str) -> int:
    """The fewest letters put in, left out, changed or swapped with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@given(st.lists(WORDS, max_size=40), st.text("abcé", min_size=1, max_size=6))
@example(["abc"], "bac")
@example(["a", "ab", "abc"], "ab")
@example([], "ab")
def test_words_one_edit_away_and_words_begun_so(words: list[str], typed: str) -> None:
    wordlist, people = listed(words)
    found = wordlist.one_edit(typed)
    whole = {people[place] for run in found.whole for place in run}
    begun = {people[place] for run in found.begun for place in run}
    assert whole - {typed} == {w for w in people if len(w) > 3 and edits(w, typed) == 1}
    slips = {w for w in people if any(edits(w[:end], typed) == 1 for end in range(len(w) + 1))}
    assert begun - {typed} == (slips - {typed} if len(typed) > 3 else set())


@given(st.lists(WORDS, max_size=40), st.text("abcé", max_size=3))
def test_equal_and_begun(words: list[str], start: str) -> None:
    wordlist, people = listed(words)
    assert [people[place] for place in wordlist.begun(start)] == [
        word for word in people if word.startswith(start)
    ]
    assert [people[place] for place in wordlist.equal(start)] == [
        word for word in people if word == start
    ]


def test_everyone_who_has_a_word_by_place() -> None:
    gathering = Gathering()
    for words in (["ana", "roy"], [], ["roy"], ["ana"]):
        gathering.add([gathering.ids([word]) for word in words])
    wordlist = gathering.finished([3, 2, 1, 0])
    assert list(wordlist.equal("ana")) == [0, 3]
    assert list(wordlist.equal("roy")) == [1, 3]
    assert list(wordlist.begun("")) == [0, 3, 1, 3]


@given(st.sets(st.text("ab", max_size=4)))
def test_in_order(strings: set[str]) -> None:
    assert in_order(strings) == sorted(strings)


def test_many_are_in_order_too() -> None:
    strings = {f"{number % 7}{number * 7919 % 100_003:x}" for number in range(30_000)}
    strings |= {"x" * length for length in range(5_000)}
    assert in_order(strings) == sorted(strings)
