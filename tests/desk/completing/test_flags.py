"""What was complete once and is not any more says so, and why: whatever it was that took
it below its rule, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.desk import closing, door, editing, voiding
from kiosk.desk.completing import makeup, ruling
from kiosk.desk.completing.completions import completions
from kiosk.desk.completing.flags import Flag, Why
from kiosk.desk.protocol import Desk
from kiosk.model import (
    AttendanceStatus,
    CompletionRule,
    Departure,
    How,
    Programme,
    RegistrationStatus,
    Workshop,
)
from kiosk.rules.completion import Reason
from tests.building import StillClock, at
from tests.holding import came, held, offer_again, row, staff

TWO_THIRDS = CompletionRule(share=2 / 3)


def asks(desk: Desk, rule: CompletionRule) -> None:
    known = desk.store.get(Programme, "let")
    assert known is not None
    with desk.store.change() as tx:
        tx.put(replace(known, completion=rule))


def flag(desk: Desk, attendee: str, offering: str = "pp") -> Flag:
    found = row(desk, attendee, offering)
    assert not found.completion.complete
    assert found.flag is not None
    return found.flag


@pytest.fixture
def two_of_three(desk: Desk, clock: StillClock) -> Desk:
    """Two thirds of the minutes are enough; Ana came to all three sessions, Ben to the
    first two."""
    asks(desk, TWO_THIRDS)
    held(desk, clock, "pp-1", "1001", "1002")
    held(desk, clock, "pp-2", "1001", "1002")
    held(desk, clock, "pp-3", "1001")
    assert row(desk, "ben").completion.complete
    return desk


# ---- the programme's rule


def test_a_stricter_rule_flags_who_met_the_one_before(two_of_three: Desk) -> None:
    asks(two_of_three, CompletionRule(share=0.9))
    found = flag(two_of_three, "ben")
    assert (found.why, found.of, found.by) == (Why.RULE_CHANGED, "let", "")
    assert (found.was.reason, found.was.minutes) == (Reason.SHARE_OF_MINUTES, 360)
    assert str(found.was.completed_on) == "2026-04-10"
    assert row(two_of_three, "ana").flag is None


def test_the_flag_goes_when_the_rule_comes_back(two_of_three: Desk) -> None:
    asks(two_of_three, CompletionRule(share=0.9))
    assert flag(two_of_three, "ben")
    asks(two_of_three, TWO_THIRDS)
    done = row(two_of_three, "ben")
    assert (done.completion.complete, done.flag) == (True, None)


def test_the_last_rule_under_which_it_was_complete_is_what_it_was(two_of_three: Desk) -> None:
    asks(two_of_three, CompletionRule(share=0.5))
    asks(two_of_three, CompletionRule(share=1))
    asks(two_of_three, CompletionRule(every_session=True))
    found = flag(two_of_three, "ben")
    assert (found.why, found.was.minutes) == (Why.RULE_CHANGED, 360)
    lines = [change for change in completions(two_of_three.store) if change.flag]
    assert [one.attendee.id for one in lines] == ["ben"]


def test_a_rule_changed_before_anything_was_signed_flags_nobody(
    desk: Desk, clock: StillClock
) -> None:
    asks(desk, CompletionRule(share=0.1))
    asks(desk, CompletionRule())
    held(desk, clock, "pp-1", "1001", "1002")
    held(desk, clock, "pp-2", "1001")
    held(desk, clock, "pp-3", "1001")
    done = row(desk, "ben")
    assert (done.completion.reason, done.flag) == (Reason.MISSING_SESSIONS, None)


def test_a_rule_under_which_they_were_never_complete_flags_nobody(two_of_three: Desk) -> None:
    editing.register(two_of_three, "1008", "pp", RegistrationStatus.REGISTERED)
    asks(two_of_three, CompletionRule(share=0.9))
    assert row(two_of_three, "gus").flag is None


def test_a_laxer_rule_flags_nobody(two_of_three: Desk) -> None:
    asks(two_of_three, CompletionRule(share=0.1))
    assert not any(one.flag for one in completions(two_of_three.store))


def test_a_title_that_changes_is_no_other_rule(two_of_three: Desk) -> None:
    editing.register(two_of_three, "1008", "pp", RegistrationStatus.REGISTERED)
    known = two_of_three.store.get(Programme, "let")
    assert known is not None
    with two_of_three.store.change() as tx:
        tx.put(replace(known, title={"en": "Training"}))
    assert not any(one.flag for one in completions(two_of_three.store))


def test_a_workshop_that_goes_to_another_programme_follows_its_rule(two_of_three: Desk) -> None:
    known = two_of_three.store.get(Workshop, "parliamentary")
    assert known is not None
    with two_of_three.store.change() as tx:
        tx.put(
            Programme(id="all", title={"en": "All"}, completion=CompletionRule(every_session=True))
        )
        tx.put(replace(known, programme="all"))
    found = flag(two_of_three, "ben")
    assert (found.why, found.of) == (Why.RULE_CHANGED, "parliamentary")


def test_a_stricter_rule_flags_what_was_made_up_too(desk: Desk, clock: StillClock) -> None:
    asks(desk, CompletionRule(share=0.6))
    held(desk, clock, "pp-1", "1002")
    held(desk, clock, "pp-2")
    held(desk, clock, "pp-3")
    offer_again(desk, "ben")
    came(desk, clock, "again-1", "1002")
    closing.close(desk, "again-1", staff(desk))
    makeup.approve(desk, "ben", "pp-2", ["again-1"], staff(desk), "came in May")
    assert row(desk, "ben").completion.complete
    asks(desk, CompletionRule(share=0.7))
    assert flag(desk, "ben").why is Why.RULE_CHANGED


# ---- the schedule


def test_a_session_cancelled_after_it_was_signed(two_of_three: Desk) -> None:
    closing.reopen(two_of_three, "pp-2", staff(two_of_three), "it did not take place")
    editing.set_session(two_of_three, "pp-2", cancelled=True)
    done = row(two_of_three, "ben")
    assert (done.completion.minutes, done.completion.scheduled_minutes) == (180, 360)
    found = flag(two_of_three, "ben")
    assert (found.why, found.of) == (Why.SCHEDULE_CHANGED, "pp-2")
    assert (found.was.minutes, found.was.scheduled_minutes) == (360, 540)
    assert row(two_of_three, "ana").flag is None


def test_what_another_laptop_cancelled_while_it_was_signed_here(two_of_three: Desk) -> None:
    sitting = two_of_three.store.sitting("pp-2")
    assert sitting is not None
    with two_of_three.store.change() as tx:
        tx.put(replace(sitting.session, cancelled=True))
    found = flag(two_of_three, "ben")
    assert (found.why, found.of, found.by) == (Why.SCHEDULE_CHANGED, "pp-2", "")


def test_a_session_cancelled_before_the_others_were_signed_flags_nobody(
    desk: Desk, clock: StillClock
) -> None:
    """With the first session they would have had enough: it was gone before the last."""
    asks(desk, TWO_THIRDS)
    held(desk, clock, "pp-1", "1002")
    held(desk, clock, "pp-2", "1002")
    closing.reopen(desk, "pp-1", staff(desk), "it did not take place")
    editing.set_session(desk, "pp-1", cancelled=True)
    held(desk, clock, "pp-3")
    done = row(desk, "ben")
    assert (done.completion.reason, done.flag) == (Reason.TOO_FEW_MINUTES, None)


def test_an_offering_called_off_after_all_was_signed(desk: Desk, clock: StillClock) -> None:
    held(desk, clock, "fin-1", "1005")
    editing.set_offering(desk, "fin", cancelled=True)
    found = flag(desk, "eva1", "fin")
    assert (found.why, found.of) == (Why.SCHEDULE_CHANGED, "fin")
    assert row(desk, "eva2", "fin").flag is None
    editing.set_offering(desk, "fin", cancelled=False)
    assert row(desk, "eva1", "fin").flag is None


def test_a_session_lengthened_after_it_was_signed(desk: Desk, clock: StillClock) -> None:
    held(desk, clock, "fin-1", "1005")
    with desk.store.change() as tx:
        tx.add(
            Departure(time=at("2026-04-10 12:00"), session="fin-1", attendee="eva1", how=How.STAFF)
        )
    closing.reopen(desk, "fin-1", staff(desk), "it went on until two")
    assert flag(desk, "eva1", "fin").why is Why.REOPENED
    editing.set_session(desk, "fin-1", end=at("2026-04-10 14:00"))
    closing.close(desk, "fin-1", staff(desk))
    found = flag(desk, "eva1", "fin")
    assert (found.why, found.of, found.by) == (Why.SIGNED_ANEW, "fin-1", "fay")
    assert (found.was.minutes, found.was.scheduled_minutes) == (180, 180)


def test_a_session_shortened_after_it_was_signed(desk: Desk, clock: StillClock) -> None:
    """Ben was late for a long first session and missed nothing else; when it turns out to
    have been shorter, what he missed weighs more."""
    asks(desk, CompletionRule(share=0.8))
    came(desk, clock, "pp-1", "1002", at="10:00")
    closing.close(desk, "pp-1", staff(desk))
    held(desk, clock, "pp-2", "1002")
    clock.set("2026-04-11 09:30")
    door.let_in(desk, "ben", "pp-3", staff(desk))
    closing.close(desk, "pp-3", staff(desk))
    assert row(desk, "ben").completion.minutes == 450
    closing.reopen(desk, "pp-2", staff(desk), "it ended at two")
    editing.set_session(desk, "pp-2", end=at("2026-04-10 14:00"))
    closing.close(desk, "pp-2", staff(desk))
    found = flag(desk, "ben")
    assert (found.why, found.of) == (Why.SIGNED_ANEW, "pp-2")
    assert (found.was.minutes, found.was.scheduled_minutes) == (450, 540)


def test_a_schedule_that_changed_under_a_signature_is_pointed_out(
    desk: Desk, clock: StillClock
) -> None:
    """Another laptop changed it, before it knew of the signature."""
    held(desk, clock, "fin-1", "1005")
    sitting = desk.store.sitting("fin-1")
    assert sitting is not None
    with desk.store.change() as tx:
        tx.put(replace(sitting.session, end=at("2026-04-10 13:00")))
    (changed,) = closing.changed_since_signed(desk.store, "fin-1")
    assert changed.before is not None
    assert changed.after is not None
    assert (changed.attendee, changed.before.minutes, changed.after.minutes) == ("eva1", 180, 240)
    assert row(desk, "eva1", "fin").completion.complete, "what was signed counts"


# ---- signatures and decisions


def test_signed_anew_with_less(two_of_three: Desk, clock: StillClock) -> None:
    closing.reopen(two_of_three, "pp-2", staff(two_of_three), "Ben left at once")
    found = flag(two_of_three, "ben")
    assert (found.why, found.of, found.by) == (Why.REOPENED, "pp-2", "fay")
    answers = {"ben": AttendanceStatus.ABSENT}
    closing.close(two_of_three, "pp-2", staff(two_of_three), answers=answers)
    found = flag(two_of_three, "ben")
    assert (found.why, found.of, found.by) == (Why.SIGNED_ANEW, "pp-2", "fay")


def test_taken_back_and_refused(two_of_three: Desk) -> None:
    ruling.decide(two_of_three, "gus", "pp", True, staff(two_of_three, "rae"), "on paper")
    editing.register(two_of_three, "1008", "pp", RegistrationStatus.REGISTERED)
    granted = row(two_of_three, "gus").ruling
    assert granted is not None
    voiding.take_back(two_of_three, "", "gus", granted.id, staff(two_of_three), "not so")
    assert (flag(two_of_three, "gus").why, flag(two_of_three, "gus").of) == (
        Why.TAKEN_BACK,
        granted.id,
    )
    ruling.decide(two_of_three, "ben", "pp", False, staff(two_of_three, "rae"), "a stranger")
    found = flag(two_of_three, "ben")
    assert (found.why, found.of, found.by) == (Why.REFUSED, "pp", "rae")
