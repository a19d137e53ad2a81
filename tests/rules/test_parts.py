"""A course in two parts, also over several offerings."""

from __future__ import annotations

import datetime as dt

from kiosk.model import CompletionRule, Sitting
from kiosk.rules.completion import Reason, complete
from tests.building import sitting
from tests.rules.test_completion import EVERY_SESSION, FIRST, SECOND, ids, signed, unsigned


def part(number: int, day: str, offering: str) -> Sitting:
    return sitting(
        f"{offering}-{number}", f"{day} 18:00", f"{day} 20:00",
        offering=offering, workshop="adverse", part=number, parts=2,
    )  # fmt: skip


APRIL, MAY = part(1, "2025-04-17", "spring"), part(2, "2025-05-15", "spring")
NEXT_APRIL, NEXT_MAY = part(1, "2026-04-16", "next"), part(2, "2026-05-21", "next")


def test_both_parts_here() -> None:
    done = complete([signed(APRIL), signed(MAY)], EVERY_SESSION, parts=2)
    assert (done.complete, done.completed_on) == (True, dt.date(2025, 5, 15))


def test_a_part_made_up_in_another_offering() -> None:
    done = complete(
        [signed(APRIL), signed(MAY, 0)],
        EVERY_SESSION,
        [signed(NEXT_APRIL, 0), signed(NEXT_MAY)],
        parts=2,
    )
    assert (done.complete, done.reason, ids(done.missing)) == (True, Reason.ALL_SESSIONS, [])
    assert (done.minutes, done.scheduled_minutes) == (240, 240)
    assert done.completed_on == dt.date(2026, 5, 21)


def test_the_same_part_twice_is_not_both() -> None:
    done = complete(
        [signed(APRIL), signed(MAY, 0)],
        EVERY_SESSION,
        [signed(NEXT_APRIL), signed(NEXT_MAY, 0)],
        parts=2,
    )
    assert (done.complete, done.reason) == (False, Reason.MISSING_PARTS)
    assert ids(done.missing) == ["spring-2"]


def test_an_offering_of_one_part_needs_the_other_from_elsewhere() -> None:
    alone = complete([signed(APRIL)], EVERY_SESSION, parts=2)
    assert (alone.complete, alone.reason) == (False, Reason.MISSING_PARTS)
    both = complete([signed(APRIL)], EVERY_SESSION, [signed(NEXT_MAY)], parts=2)
    assert (both.complete, both.completed_on) == (True, dt.date(2026, 5, 21))


def test_a_part_made_up_elsewhere_is_not_waited_for_here() -> None:
    done = complete([signed(APRIL), unsigned(MAY)], EVERY_SESSION, [signed(NEXT_MAY)], parts=2)
    assert (done.complete, ids(done.unsigned)) == (True, [])


def test_a_part_elsewhere_that_nobody_signed_does_not_count() -> None:
    done = complete([signed(APRIL), signed(MAY, 0)], EVERY_SESSION, [unsigned(NEXT_MAY)], parts=2)
    assert (done.complete, ids(done.missing)) == (False, ["spring-2"])


def test_coming_again_later_does_not_move_the_day_of_completion() -> None:
    done = complete(
        [signed(APRIL), signed(MAY)], EVERY_SESSION, [signed(NEXT_APRIL), signed(NEXT_MAY)], parts=2
    )
    assert done.completed_on == dt.date(2025, 5, 15)
    assert (done.minutes, done.scheduled_minutes) == (240, 240)


def test_a_part_made_up_twice_counts_from_the_first_time() -> None:
    third = part(2, "2027-05-20", "later")
    done = complete(
        [signed(APRIL), signed(MAY, 0)], EVERY_SESSION, [signed(third), signed(NEXT_MAY)], parts=2
    )
    assert done.completed_on == dt.date(2026, 5, 21)


def test_minutes_of_a_part_made_up_elsewhere_count_for_a_share() -> None:
    done = complete(
        [signed(APRIL), signed(MAY, 0)], CompletionRule(share=0.9), [signed(NEXT_MAY)], parts=2
    )
    assert (done.complete, done.reason) == (True, Reason.SHARE_OF_MINUTES)
    assert (done.minutes, done.scheduled_minutes) == (240, 240)


def test_a_longer_session_elsewhere_counts_no_more_than_the_one_it_stands_in_for() -> None:
    long = sitting(
        "long-2", "2026-05-21 09:00", "2026-05-21 16:00", offering="long", part=2, parts=2
    )
    done = complete([signed(APRIL), signed(MAY, 0)], EVERY_SESSION, [signed(long)], parts=2)
    assert (done.complete, done.minutes, done.scheduled_minutes) == (True, 240, 240)


def test_sessions_elsewhere_without_parts_make_up_for_nothing() -> None:
    again = sitting("again", "2026-05-21 09:00", "2026-05-21 12:00", offering="again")
    done = complete([signed(FIRST), signed(SECOND, 0)], EVERY_SESSION, [signed(again)])
    assert (done.complete, ids(done.missing)) == (False, ["two"])


def test_having_been_only_elsewhere_completes_nothing_here() -> None:
    """Two whole attendances elsewhere: there it is complete, here they were not."""
    done = complete(
        [signed(APRIL, 0), signed(MAY, 0)],
        EVERY_SESSION,
        [signed(NEXT_APRIL), signed(NEXT_MAY)],
        parts=2,
    )
    assert (done.complete, done.reason) == (False, Reason.MISSING_SESSIONS)
    assert ids(done.missing) == ["spring-1", "spring-2"]
