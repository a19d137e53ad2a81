"""Two attendees who are one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import (
    Registration,
    RegistrationStatus,
    SignedLine,
)
from kiosk.rules import merging
from tests.rules.recorded import (
    ABSENT,
    EXCUSED,
    LATE,
    closing,
    merge,
    void,
)


def test_a_merge_and_its_undoing() -> None:
    one = merge(1, "walk-in", "ana")
    assert merging.roots(merging.standing_merges([one])) == {"walk-in": "ana"}
    assert merging.standing_merges([one, void(2, 1)]) == []
    again = merge(3, "walk-in", "ben")
    assert merging.roots(merging.standing_merges([one, void(2, 1), again])) == {"walk-in": "ben"}


def test_merges_follow_each_other_and_never_in_a_ring() -> None:
    assert merging.roots([merge(1, "a", "b"), merge(2, "b", "c")]) == {"a": "c", "b": "c"}
    assert merging.roots([merge(1, "a", "b"), merge(2, "b", "a")]) == {"a": "b"}


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=8))
def test_everyone_ends_with_someone_who_is_not_merged(pairs: list[tuple[str, str]]) -> None:
    merges = [merge(n, one, other) for n, (one, other) in enumerate(pairs, 1) if one != other]
    person = merging.roots(merges)
    assert all(who not in person for who in person.values())


@pytest.mark.parametrize(
    ("one", "other", "stays"),
    [
        ("waitlisted", "registered", "registered"),
        ("registered", "cancelled", "registered"),
        ("cancelled", "waitlisted", "waitlisted"),
        ("cancelled", "cancelled", "cancelled"),
    ],
)
def test_the_stronger_registration(one: str, other: str, stays: str) -> None:
    first, second = (
        Registration(id=i, attendee=i, offering="pp", status=RegistrationStatus(status))
        for i, status in (("a", one), ("b", other))
    )
    for pair in ((first, second), (second, first)):
        assert merging.stronger(*pair).status.value == stays


def test_in_a_signed_roster_attended_wins() -> None:
    lines = (
        SignedLine(attendee="ana", status=EXCUSED, minutes=0),
        SignedLine(attendee="ben", status=ABSENT, minutes=0),
        SignedLine(attendee="walk-in", status=LATE, minutes=60),
    )
    one = merging.resolved(closing(1, *lines), {"walk-in": "ana"})
    assert [(x.attendee, x.status, x.minutes) for x in one.roster] == [
        ("ana", LATE, 60),
        ("ben", ABSENT, 0),
    ]
    assert merging.resolved(closing(1, *lines), {"other": "ana"}).roster == lines
