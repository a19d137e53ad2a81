"""What was missed is made up in another session, when a facilitator approves it."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, door, editing, voiding, walk_ins
from kiosk.desk.completing import makeup
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Departure, How, Offering, Workshop
from kiosk.rules.completion import Reason
from tests.building import StillClock, at, session
from tests.holding import came, held, offer_again, row, staff


@pytest.fixture
def missed(desk: Desk, clock: StillClock) -> Desk:
    """Ben misses the second of three sessions, and comes to the first of the next course."""
    held(desk, clock, "pp-1", "1001", "1002")
    held(desk, clock, "pp-2", "1001")
    held(desk, clock, "pp-3", "1001", "1002")
    offer_again(desk, "ben")
    held(desk, clock, "again-1", "1002")
    return desk


def test_nothing_counts_without_approval(missed: Desk) -> None:
    done = row(missed, "ben")
    assert (done.completion.complete, done.credits) == (False, ())
    assert [one.sitting.id for one in makeup.possible(missed.store, "ben", "pp-2")] == ["again-1"]


def test_approved_minutes_complete_the_course(missed: Desk) -> None:
    approved = makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), "came in May")
    done = row(missed, "ben")
    assert (done.completion.complete, done.completion.minutes) == (True, 540)
    assert str(done.completion.completed_on) == "2026-05-10"
    (credit,) = done.credits
    assert (credit.approval, credit.source, credit.minutes) == (approved, "again-1", 180)
    assert row(missed, "ben", "again").completion.complete is False


def test_an_offering_stands_for_every_session_of_it_they_attended(missed: Desk) -> None:
    approved = makeup.approve(missed, "ben", "pp-2", ["again"], staff(missed), "came in May")
    assert approved.sources == ("again-1",)


def test_no_more_than_was_missed(missed: Desk, clock: StillClock) -> None:
    closing.reopen(missed, "pp-2", staff(missed), "he was there for an hour")
    clock.set("2026-04-10 15:00")
    door.let_in(missed, "ben", "pp-2", staff(missed))
    closing.close(missed, "pp-2", staff(missed))
    makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), "the other two hours")
    done = row(missed, "ben")
    assert [credit.minutes for credit in done.credits] == [120]
    assert (done.completion.minutes, done.completion.scheduled_minutes) == (540, 540)


def test_no_minute_counts_twice(missed: Desk) -> None:
    makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), "came in May")
    with pytest.raises(Refused, match="Nothing is left to count"):
        makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), "again")


def test_taken_back_it_counts_no_longer_and_the_row_says_so(missed: Desk) -> None:
    approved = makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), "came in May")
    voiding.take_back(missed, "", "ben", approved.id, staff(missed), "it was someone else")
    done = row(missed, "ben")
    assert (done.completion.complete, done.credits, done.was_complete) == (False, (), True)
    with pytest.raises(Refused, match="taken back before"):
        voiding.take_back(missed, "", "ben", approved.id, staff(missed), "again")


def test_an_equivalent_workshop_counts_whichever_names_the_other(
    desk: Desk, clock: StillClock
) -> None:
    held(desk, clock, "pp-1", "1001", "1002")
    held(desk, clock, "pp-2", "1001")
    held(desk, clock, "pp-3", "1001", "1002")
    with desk.store.change() as tx:
        tx.put(
            Workshop(id="rules", programme="let", title={"en": "Rules"},
                     equivalents=("parliamentary",))
        )  # fmt: skip
    offer_again(desk, "ben", workshop="rules")
    held(desk, clock, "again-1", "1002")
    makeup.approve(desk, "ben", "pp-2", ["again-1"], staff(desk), "the same content")
    assert row(desk, "ben").completion.complete


@pytest.mark.parametrize(
    ("session", "sources", "said"),
    [
        ("nothing", ["again-1"], "no session nothing"),
        ("pp-1", ["again-1"], "Nothing of this session was missed"),
        ("again-2", ["pp-1"], "Close this session first"),
        ("pp-2", ["pp-1"], "part of the same course"),
        ("pp-2", ["again-2"], "Nothing of again-2 is signed"),
        ("pp-2", ["fin-1"], "of another workshop"),
        ("pp-2", ["fin"], "of another workshop|Nothing of fin is signed"),
        ("pp-2", [], "Nothing is left to count"),
    ],
)
def test_what_cannot_be_made_up(missed: Desk, session: str, sources: list[str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        makeup.approve(missed, "ben", session, sources, staff(missed), "why not")


def test_not_by_a_rep_and_not_without_a_reason(missed: Desk) -> None:
    with pytest.raises(Refused, match="a facilitator approves"):
        makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed, "rae"), "why")
    with pytest.raises(Refused, match="Say why"):
        makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), " ")
    assert row(missed, "ben").credits == ()


def test_a_correction_of_where_they_were_takes_the_minutes_with_it(
    missed: Desk, clock: StillClock
) -> None:
    makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), "came in May")
    closing.reopen(missed, "again-1", staff(missed), "that was not him")
    done = row(missed, "ben")
    assert (done.completion.complete, done.was_complete) == (False, True)
    assert done.completion.reason is Reason.MISSING_SESSIONS


def test_a_missed_session_that_is_cancelled_afterwards_needs_nothing(
    missed: Desk, clock: StillClock
) -> None:
    makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), "came in May")
    closing.reopen(missed, "pp-2", staff(missed), "it did not take place")
    editing.set_session(missed, "pp-2", cancelled=True)
    done = row(missed, "ben")
    assert (done.completion.complete, done.completion.scheduled_minutes) == (True, 360)
    assert done.credits == ()


def test_a_late_arrival_is_made_up_too(desk: Desk, clock: StillClock) -> None:
    came(desk, clock, "pp-1", "1001", at="11:00")
    closing.close(desk, "pp-1", staff(desk))
    held(desk, clock, "pp-2", "1001")
    held(desk, clock, "pp-3", "1001")
    assert row(desk, "ana").completion.reason is Reason.TOO_FEW_MINUTES
    offer_again(desk, "ana")
    held(desk, clock, "again-1", "1001")
    makeup.approve(desk, "ana", "pp-1", ["again-1"], staff(desk), "saw the beginning in May")
    assert row(desk, "ana").completion.minutes == 540


def test_two_approvals_for_one_session_add_up_to_what_was_missed(
    missed: Desk, clock: StillClock
) -> None:
    came(missed, clock, "again-2", "1002", at="14:30")
    closing.close(missed, "again-2", staff(missed))
    closing.reopen(missed, "again-1", staff(missed), "he came late")
    walk_ins.take_back(missed, "again-1", "ben", staff(missed), "later")
    came(missed, clock, "again-1", "1002", at="10:00")
    closing.close(missed, "again-1", staff(missed))
    makeup.approve(missed, "ben", "pp-2", ["again-2"], staff(missed), "the first half")
    half = row(missed, "ben")
    assert (half.completion.complete, half.completion.minutes) == (False, 450)
    makeup.approve(missed, "ben", "pp-2", ["again-1"], staff(missed), "and the second")
    done = row(missed, "ben")
    assert [credit.minutes for credit in done.credits] == [90, 90]
    assert (done.completion.complete, done.completion.minutes) == (True, 540)


def test_minutes_in_two_sessions_at_once_count_once(missed: Desk, clock: StillClock) -> None:
    """On the tenth of May he was in two rooms in turn; nobody wrote down when he went."""
    with missed.store.change() as tx:
        tx.put(Offering(id="other", school="spring", workshop="parliamentary"))
        tx.put(session("other-1", "2026-05-10 10:00", "2026-05-10 13:00", offering="other"))
    clock.set("2026-05-10 10:00")
    door.let_in(missed, "ben", "other-1", staff(missed), "moved over")
    closing.close(missed, "other-1", staff(missed))
    closing.reopen(missed, "again-1", staff(missed), "he left at eleven")
    with missed.store.change() as tx:
        left = at("2026-05-10 11:00")
        tx.add(Departure(time=left, session="again-1", attendee="ben", how=How.STAFF))
    closing.close(missed, "again-1", staff(missed))
    makeup.approve(missed, "ben", "pp-2", ["again-1", "other-1"], staff(missed), "both")
    assert [credit.minutes for credit in row(missed, "ben").credits] == [120, 60]
    with pytest.raises(Refused, match="Nothing is left to count"):
        makeup.approve(missed, "ben", "pp-2", ["other-1"], staff(missed), "again")
