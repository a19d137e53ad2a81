"""What is made up: no more than was missed, and no minute twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules import makeup
from tests.building import sitting
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
    facts = [approval("one", "may", n=1), void(2, 1)]
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
