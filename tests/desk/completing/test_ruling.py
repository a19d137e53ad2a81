"""Completions granted and refused, and what workshops ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.desk import closing, door, editing
from kiosk.desk.completing import lacking, ruling
from kiosk.desk.completing.completions import completions
from kiosk.desk.completing.explaining import decided_by
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import AttendanceStatus, Workshop
from kiosk.rules.completion import Reason
from kiosk.rules.eligibility import Lack, Need
from tests.building import StillClock
from tests.holding import came, held, offer_again, row, staff


def test_granted_with_a_reason_by_a_rep(desk: Desk, clock: StillClock) -> None:
    held(desk, clock, "pp-1", "1001")
    ruling.decide(desk, "ben", "pp", True, staff(desk, "rae"), "did it in 2019, on paper")
    done = row(desk, "ben")
    assert (done.completion.complete, done.completion.reason) == (True, Reason.GRANTED)
    assert str(done.completion.completed_on) == "2026-04-10"
    assert done.ruling is not None
    assert done.ruling.reason == "did it in 2019, on paper"
    assert decided_by(desk.store, done) == ["Rae Diaz"]


def test_refused_though_the_rule_is_met_and_taken_back(desk: Desk, clock: StillClock) -> None:
    for which in ("pp-1", "pp-2", "pp-3"):
        held(desk, clock, which, "1001")
    assert decided_by(desk.store, row(desk, "ana")) == ["Fay Ito"]
    ruling.decide(desk, "ana", "pp", False, staff(desk), "somebody else with her badge")
    done = row(desk, "ana")
    assert (done.completion.reason, done.was_complete) == (Reason.REFUSED, True)
    ruling.take_back(desk, "ana", "pp", staff(desk), "it was her after all")
    assert row(desk, "ana").completion.reason is Reason.ALL_SESSIONS


def test_the_later_word_counts_and_the_same_one_is_not_said_twice(
    desk: Desk, clock: StillClock
) -> None:
    ruling.decide(desk, "ana", "pp", True, staff(desk), "yes")
    ruling.decide(desk, "ana", "pp", False, staff(desk), "no")
    assert row(desk, "ana").completion.reason is Reason.REFUSED
    for granted, said in ((False, "refused already"), (True, None)):
        if said:
            with pytest.raises(Refused, match=said):
                ruling.decide(desk, "ana", "pp", granted, staff(desk), "again")
    with pytest.raises(Refused, match="Say why"):
        ruling.decide(desk, "ana", "pp", True, staff(desk), "")
    with pytest.raises(Refused, match="no offering nowhere"):
        ruling.decide(desk, "ana", "nowhere", True, staff(desk), "x")
    with pytest.raises(Refused, match="Nothing was granted"):
        ruling.take_back(desk, "ben", "pp", staff(desk), "x")


# ---- what a workshop asks for


def ask(desk: Desk, **fields: object) -> None:
    workshop = desk.store.get(Workshop, "financial")
    assert workshop is not None
    with desk.store.change() as tx:
        tx.put(replace(workshop, **fields))  # type: ignore[arg-type]


NEEDS = (Lack(Need.WORKSHOP, "parliamentary"),)


def sign_ben(desk: Desk, clock: StillClock) -> None:
    """Ben is marked present by Fay; the door was not asked."""
    clock.set("2026-04-10 09:30")
    closing.close(desk, "fin-1", staff(desk), answers={"ben": AttendanceStatus.PRESENT})


def test_what_was_lacking_when_it_was_signed_keeps_it_open_until_it_is_there(
    desk: Desk, clock: StillClock
) -> None:
    ask(desk, prerequisites=("parliamentary",))
    sign_ben(desk, clock)
    done = row(desk, "ben", "fin")
    assert (done.completion.reason, done.lacks) == (Reason.REQUIREMENTS_MISSING, NEEDS)
    ruling.decide(desk, "ben", "pp", True, staff(desk), "did it elsewhere")
    done = row(desk, "ben", "fin")
    assert (done.completion.complete, done.lacks) == (True, ())


def test_staff_who_let_someone_in_with_a_reason_passed_it(desk: Desk, clock: StillClock) -> None:
    ask(desk, prerequisites=("parliamentary",))
    door.let_in(desk, "ben", "fin-1", staff(desk), "knows it all")
    closing.close(desk, "fin-1", staff(desk))
    done = row(desk, "ben", "fin")
    assert (done.completion.complete, done.lacks) == (True, NEEDS)


def test_who_grants_it_passed_it_too(desk: Desk, clock: StillClock) -> None:
    ask(desk, prerequisites=("parliamentary",))
    sign_ben(desk, clock)
    ruling.decide(desk, "ben", "fin", True, staff(desk, "rae"), "the board says so")
    assert row(desk, "ben", "fin").completion.complete


def test_a_door_that_only_warns_keeps_nobody_from_completing(desk: Desk, clock: StillClock) -> None:
    ask(desk, prerequisites=("parliamentary",))
    editing.set_offering(desk, "fin", door={"prerequisites_warn": True})
    came(desk, clock, "fin-1", "1002")
    closing.close(desk, "fin-1", staff(desk))
    done = row(desk, "ben", "fin")
    assert (done.completion.complete, done.lacks) == (True, NEEDS)


def test_standing_lost_later_takes_nothing_away(desk: Desk, clock: StillClock) -> None:
    ask(desk, good_standing=True)
    held(desk, clock, "fin-1", "1002")
    editing.change_attendee(desk, "1002", good_standing=False)
    done = row(desk, "ben", "fin")
    assert (done.completion.complete, done.lacks) == (True, (Lack(Need.GOOD_STANDING),))


def test_not_in_good_standing_when_it_was_signed(desk: Desk, clock: StillClock) -> None:
    ask(desk, good_standing=True)
    editing.change_attendee(desk, "1002", good_standing=False)
    sign_ben(desk, clock)
    assert row(desk, "ben", "fin").completion.reason is Reason.REQUIREMENTS_MISSING
    editing.change_attendee(desk, "1002", good_standing=True)
    assert row(desk, "ben", "fin").completion.complete


def test_a_position_is_said_and_keeps_nobody_out(desk: Desk, clock: StillClock) -> None:
    ask(desk, positions=("treasurer",))
    editing.change_attendee(desk, "1002", positions=("steward",))
    held(desk, clock, "fin-1", "1002")
    done = row(desk, "ben", "fin")
    assert (done.completion.complete, done.lacks) == (True, (Lack(Need.POSITION),))


def test_workshops_that_need_each_other_end(desk: Desk, clock: StillClock) -> None:
    ask(desk, prerequisites=("parliamentary",))
    with desk.store.change() as tx:
        tx.put(
            Workshop(id="parliamentary", programme="let", title={"en": "P"},
                     prerequisites=("financial",))
        )  # fmt: skip
    sign_ben(desk, clock)
    assert row(desk, "ben", "fin").completion.reason is Reason.REQUIREMENTS_MISSING


# ---- before the day


def test_before_the_day_it_is_said_who_lacks_what(desk: Desk, clock: StillClock) -> None:
    ask(desk, prerequisites=("parliamentary",), good_standing=True)
    editing.change_attendee(desk, "1005", good_standing=False)
    ruling.decide(desk, "ben", "pp", True, staff(desk), "on paper")
    clock.set("2026-04-01 09:00")
    found = lacking.to_come(desk.store, clock.now())
    assert [(one.attendee.id, one.offering.id, one.lacks) for one in found] == [
        ("eva1", "fin", (*NEEDS, Lack(Need.GOOD_STANDING))),
        ("eva2", "fin", NEEDS),
    ]
    assert [str(text) for text in lacking.said(desk.store, found[0], "en")] == [
        "has not completed Parliamentary Procedures",
        "is not in good standing",
    ]


def test_what_is_over_or_cancelled_is_not_said(desk: Desk, clock: StillClock) -> None:
    ask(desk, prerequisites=("parliamentary",))
    clock.set("2026-04-10 12:00")
    assert lacking.to_come(desk.store, clock.now()) == []
    clock.set("2026-04-10 11:59")
    assert len(lacking.to_come(desk.store, clock.now())) == 3
    editing.set_offering(desk, "fin", cancelled=True)
    assert lacking.to_come(desk.store, clock.now()) == []


# ---- who teaches


def test_a_facilitator_in_the_roster_is_no_learner(desk: Desk, clock: StillClock) -> None:
    editing.set_offering(desk, "fin", facilitators=("O'Hara, Ben",))
    came(desk, clock, "fin-1", "1005", "1002")
    signed = closing.close(desk, "fin-1", staff(desk))
    assert "eva2" in {line.attendee for line in signed.roster}
    people = {r.attendee.id for r in completions(desk.store) if r.offering.id == "fin"}
    assert people == {"eva1", "eva2"}
    assert {r.offering.id for r in completions(desk.store, attendee="ben")} == {"pp"}


def test_two_of_a_name_are_not_taken_for_who_teaches(desk: Desk) -> None:
    editing.set_offering(desk, "fin", facilitators=("Eva Roy",))
    people = {r.attendee.id for r in completions(desk.store) if r.offering.id == "fin"}
    assert people == {"ben", "eva1", "eva2"}


def test_a_course_again_from_beginning_to_end_is_recorded_again(
    desk: Desk, clock: StillClock
) -> None:
    for which in ("pp-1", "pp-2", "pp-3"):
        held(desk, clock, which, "1001")
    offer_again(desk, "ana")
    for which in ("again-1", "again-2", "again-3"):
        held(desk, clock, which, "1001")
    assert [row(desk, "ana", o).completion.complete for o in ("pp", "again")] == [True, True]
