"""What is made up: no more than was missed, and no minute twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model.facts import PersonFact
from kiosk.rules import intervals, makeup
from kiosk.rules.intervals import Interval
from tests.building import at, sitting
from tests.rules.recorded import (
    MORNING,
    approval,
    void,
)

ELSEWHERE = sitting("may", "2026-05-10 09:00", "2026-05-10 12:00", offering="again")


def test_one_session_makes_up_for_two_only_with_what_it_has() -> None:
    there = {"may": makeup.Attended(ELSEWHERE, 180)}
    approved = [approval("one", "may", n=1), approval("two", "may", n=2)]
    found = makeup.credits(approved, {"one": 120, "two": 120}, there)
    assert {s: sum(c.minutes for c in made) for s, made in found.items()} == {"one": 120, "two": 60}


def test_an_approval_taken_back_counts_for_nothing() -> None:
    facts: list[PersonFact] = [approval("one", "may", n=1), void(2, 1)]
    assert makeup.approvals(facts) == []
    assert [one.id for one in makeup.approvals([*facts, approval("one", "may", n=3)])] == ["k-3"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from("xyz"), max_size=3)), max_size=6
    ),
    st.fixed_dictionaries({s: st.integers(0, 200) for s in "abc"}),
    st.fixed_dictionaries({s: st.integers(0, 200) for s in "xyz"}),
)
def test_never_more_than_was_missed_or_attended(
    drawn: list[tuple[str, list[str]]], missed: dict[str, int], attended: dict[str, int]
) -> None:
    approved = [approval(m, *sources, n=i) for i, (m, sources) in enumerate(drawn, 1)]
    there = {s: makeup.Attended(ELSEWHERE_OF[s], minutes) for s, minutes in attended.items()}
    found = makeup.credits(approved, missed, there)
    used = dict.fromkeys(attended, 0)
    for session, made in found.items():
        assert sum(credit.minutes for credit in made) <= missed[session]
        for credit in made:
            used[credit.source] += credit.minutes
    assert all(used[source] <= attended[source] for source in attended)


ELSEWHERE_OF = {s: sitting(s, *MORNING) for s in "xyz"}


# ---- several make-ups of one missed session

MISSED = {"one": 180}


def there(session: str, start: str, end: str, *when: str, minutes: int | None = None) -> Any:
    """Someone was in a session, all the time or at these times of its day."""
    held = sitting(session, f"2026-05-10 {start}", f"2026-05-10 {end}", offering="again")
    times = tuple(at(f"2026-05-10 {time}") for time in when or (start, end))
    seen = tuple(zip(times[::2], times[1::2], strict=True))
    if minutes is not None:
        return makeup.Attended(held, minutes)
    return makeup.Attended(held, sum((b - a).seconds for a, b in seen) // 60, seen)


def made(approved: list[Any], *seen: Any, own: Any = ()) -> list[int]:
    found = makeup.credits(approved, MISSED, {x.sitting.id: x for x in seen}, own)
    return [credit.minutes for credit in found.get("one", ())]


BOTH = [approval("one", "x", n=1), approval("one", "y", n=2)]


@pytest.mark.parametrize(
    ("seen", "counted"),
    [
        ([there("x", "09:00", "10:00"), there("y", "13:00", "14:30")], [60, 90]),
        ([there("x", "09:00", "12:00"), there("y", "13:00", "16:00")], [180]),
        ([there("x", "09:00", "11:00"), there("y", "13:00", "16:00")], [120, 60]),
        ([there("x", "09:00", "10:00"), there("y", "09:30", "11:00")], [60, 60]),
        ([there("x", "09:00", "10:00"), there("y", "09:00", "10:00")], [60]),
        (
            [
                there("x", "09:00", "12:00", "09:00", "09:30", "10:30", "11:00"),
                there("y", "09:00", "12:00", "09:20", "10:40"),
            ],
            [60, 60],
        ),
        ([there("x", "09:00", "12:00", minutes=60), there("y", "10:00", "12:00")], [60, 120]),
        ([there("x", "09:00", "12:00", minutes=60), there("y", "09:30", "10:30")], [60, 30]),
    ],
    ids=[
        "two that follow each other add up",
        "the first is enough",
        "together never more than was missed",
        "what overlaps counts once",
        "two at the same time are one",
        "in and out of two rooms",
        "when is unknown: from the start on",
        "and what overlaps that counts once",
    ],
)
def test_several_approved_add_up(seen: list[Any], counted: list[int]) -> None:
    assert made(BOTH, *seen) == counted
    together = [approval("one", "x", "y")]
    assert made(together, *seen) == counted, "in one approval or in two"


def test_what_counts_in_the_missed_session_itself_counts_once() -> None:
    own = [(at("2026-05-10 09:00"), at("2026-05-10 10:00"))]
    assert made(BOTH, there("x", "09:00", "11:00"), own=own) == [60]


MINUTES = st.integers(0, 240)


@given(
    st.lists(st.tuples(st.sampled_from("xyz"), MINUTES, MINUTES), min_size=1, max_size=6),
    st.integers(0, 300),
)
def test_what_is_made_up_is_the_union_up_to_what_was_missed(
    drawn: list[tuple[str, int, int]], missed: int
) -> None:
    nine = at("2026-05-10 09:00")
    times: dict[str, list[Interval]] = {}
    for name, start, length in drawn:
        begin = nine + start * intervals.MINUTE
        times.setdefault(name, []).append((begin, begin + (length + 1) * intervals.MINUTE))
    seen = {
        name: makeup.Attended(
            ELSEWHERE_OF[name],
            intervals.minutes(intervals.together(when)),
            tuple(intervals.together(when)),
        )
        for name, when in times.items()
    }
    approved = [approval("one", name, n=n) for n, name in enumerate(seen, 1)]
    found = makeup.credits(approved, {"one": missed}, seen)
    union = intervals.together([one for when in times.values() for one in when])
    counted = sum(credit.minutes for credit in found.get("one", ()))
    assert counted == min(missed, intervals.minutes(union))
