"""A course over two offerings counts once, where the last of it was."""

from __future__ import annotations

from kiosk.rules.completion import Completion, Reason, complete
from kiosk.rules.counted import counted_once
from kiosk.rules.rulings import standing_rulings
from kiosk.rules.session_record import SessionRecord
from tests.rules.recorded import ruling, void
from tests.rules.test_completion_table import APRIL, BOTH, LATER_1, LATER_2, MAY, signed


def judged(
    here: list[SessionRecord], there: list[SessionRecord]
) -> dict[str, tuple[list[SessionRecord], Completion]]:
    return {
        "pp": (here, complete(here, BOTH, there, 2)),
        "next": (there, complete(there, BOTH, here, 2)),
    }


def reasons(found: dict[str, Completion]) -> dict[str, Reason]:
    return {offering: done.reason for offering, done in found.items()}


def test_one_part_here_and_one_there_count_once_where_the_last_was() -> None:
    found = judged([signed(APRIL), signed(MAY, 0)], [signed(LATER_1, 0), signed(LATER_2)])
    assert [done.complete for _, done in found.values()] == [True, True]
    assert reasons(counted_once(found)) == {
        "pp": Reason.COMPLETED_ELSEWHERE,
        "next": Reason.ALL_SESSIONS,
    }


def test_the_order_in_which_they_are_looked_at_does_not_matter() -> None:
    found = judged([signed(APRIL), signed(MAY, 0)], [signed(LATER_1, 0), signed(LATER_2)])
    backwards = dict(reversed(found.items()))
    assert counted_once(found) == counted_once(backwards)


def test_an_offering_completed_by_itself_lends_nothing() -> None:
    found = judged([signed(APRIL), signed(MAY, 0)], [signed(LATER_1), signed(LATER_2)])
    assert reasons(counted_once(found)) == {
        "pp": Reason.COMPLETED_ELSEWHERE,
        "next": Reason.ALL_SESSIONS,
    }


def test_both_completed_by_themselves_are_two() -> None:
    found = judged([signed(APRIL), signed(MAY)], [signed(LATER_1), signed(LATER_2)])
    assert all(done.complete for done in counted_once(found).values())


def test_the_last_ruling_that_stands() -> None:
    granted, refused = ruling(True, 1), ruling(False, 2)
    assert standing_rulings([granted, refused]) == {"pp": refused}
    assert standing_rulings([granted, refused, void(3, 2)]) == {"pp": granted}
    assert standing_rulings([granted, void(3, 1)]) == {}
