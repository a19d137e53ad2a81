"""What stands of a person in a session, from facts."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import AttendanceStatus, CheckIn, Departure, How, Mark, PersonFact, Void
from kiosk.rules.attendance import (
    NOTHING,
    standing,
)
from tests.building import at, check_in, departure
from tests.rules.test_attendance import ABSENT, EXCUSED, START, mark, moves, void


def test_nothing_recorded_is_nothing() -> None:
    assert standing([]) is NOTHING
    assert standing([]).first_at is None
    assert not standing([]).is_in


def test_a_check_in_stands_until_a_departure() -> None:
    came = standing(moves("08:50"))
    assert (came.is_in, came.first_at) == (True, at("2026-04-10 08:50"))
    left = standing(moves("08:50", "10:00"))
    assert (left.is_in, left.first_at) == (False, at("2026-04-10 08:50"))
    back = standing(moves("08:50", "10:00", "10:20"))
    assert (back.is_in, back.first_at) == (True, at("2026-04-10 08:50"))


def test_a_second_check_in_while_in_adds_nothing() -> None:
    first, second = check_in("2026-04-10 08:50", n=1), check_in("2026-04-10 09:40", n=2)
    assert standing([first, second]).visits == ((first.time, None),)


def test_one_entered_afterwards_for_an_earlier_time_moves_the_beginning() -> None:
    first, earlier = check_in("2026-04-10 09:40", n=1), check_in("2026-04-10 08:50", n=2)
    what = standing([first, earlier])
    assert what.first_at == earlier.time
    assert what.last_check_in == earlier


def test_a_departure_of_someone_who_is_not_in_says_nothing() -> None:
    assert standing([departure("2026-04-10 09:40")]).visits == ()


def test_a_void_takes_one_fact_out_and_no_other() -> None:
    first, second = check_in("2026-04-10 08:50", n=1), check_in("2026-04-10 09:40", n=2)
    assert standing([first, second, void(first)]).first_at == second.time
    assert standing([first, second, void(second)]).first_at == first.time
    gone = standing([first, second, void(first, 7), void(second, 9)])
    assert (gone.visits, gone.last_check_in) == ((), None)


def test_a_voided_departure_leaves_them_in() -> None:
    came, left = moves("08:50", "10:00")
    assert standing([came, left, void(left)]).is_in


def test_a_void_that_was_known_before_what_it_voids_holds_too() -> None:
    came = check_in("2026-04-10 08:50", n=5)
    assert standing([void(came, n=2), came]).visits == ()


def test_the_latest_mark_that_stands_counts() -> None:
    excused, absent = mark(EXCUSED, 7), mark(ABSENT, 8)
    assert standing([excused, absent]).mark == absent
    assert standing([excused, absent, void(absent)]).mark == excused


FACTS = st.lists(
    st.tuples(st.sampled_from(["in", "out", "void", "mark"]), st.integers(0, 300)), max_size=8
)


@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(
    drawn: list[tuple[str, int]],
    random: object,
) -> None:
    facts: list[PersonFact] = []
    for n, (kind, value) in enumerate(drawn, 1):
        common = {
            "id": f"{'abc'[value % 3]}-{n}",
            "entered": START + dt.timedelta(seconds=value % 4),
            "time": START + dt.timedelta(minutes=value),
            "session": "morning",
            "attendee": "ana",
        }
        if kind == "in":
            facts.append(CheckIn(how=How.NAME, **common))  # type: ignore[arg-type]
        elif kind == "out":
            facts.append(Departure(how=How.NAME, **common))  # type: ignore[arg-type]
        elif kind == "mark":
            facts.append(Mark(status=list(AttendanceStatus)[value % 5], **common))  # type: ignore[arg-type]
        elif facts:
            facts.append(Void(voids=facts[value % len(facts)].id, **common))  # type: ignore[arg-type]
    in_order = sorted(facts, key=lambda fact: fact.order)
    arrived = list(facts)
    random.shuffle(arrived)  # type: ignore[attr-defined]
    assert standing(sorted(arrived, key=lambda fact: fact.order)) == standing(in_order)
    # What stands of presence does not even depend on the order of entering, as long as
    # no two facts speak of one moment.
    if len({fact.time for fact in facts}) == len(facts):
        assert standing(arrived).visits == standing(in_order).visits
