"""Walk-ins, full rooms, what a workshop asks for, coming and going, taking back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kiosk.desk import closing, door
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import (
    CheckIn,
    Departure,
    DoorRule,
    How,
    Offering,
    Registration,
    RegistrationStatus,
    Session,
    Staff,
    Workshop,
)
from kiosk.model.refusal import Refusal
from kiosk.rules.checkin import Outcome
from kiosk.rules.eligibility import Lack, Need
from tests.building import CODES, StillClock, at

REGISTERED, WAITLISTED, CANCELLED = (
    RegistrationStatus.REGISTERED,
    RegistrationStatus.WAITLISTED,
    RegistrationStatus.CANCELLED,
)


def set_door(desk: Desk, session: str, **rule: object) -> None:
    with desk.store.change() as tx:
        known = tx.get(Session, session)
        assert known is not None
        tx.put(replace(known, door=DoorRule(**rule)))  # type: ignore[arg-type]


def set_capacity(desk: Desk, offering: str, capacity: int | None) -> None:
    with desk.store.change() as tx:
        known = tx.get(Offering, offering)
        assert known is not None
        tx.put(replace(known, capacity=capacity))


def registration(desk: Desk, attendee: str, offering: str) -> Registration | None:
    return desk.store.get(Registration, Registration.id_for(attendee, offering))


def where(verdict: door.Verdict) -> tuple[Outcome, str | None]:
    return verdict.outcome, verdict.sitting.id if verdict.sitting else None


def outcomes(desk: Desk, *typed: str) -> list[Outcome]:
    return [door.scan(desk, one).outcome for one in typed]


@pytest.fixture
def fay(desk: Desk) -> Staff:
    found = desk.store.get(Staff, "fay")
    assert found is not None
    return found


# ---- walk-ins


def test_where_nothing_takes_walk_ins_someone_is_told(desk: Desk) -> None:
    verdict = door.scan(desk, "1008")
    assert where(verdict) == (Outcome.NOT_REGISTERED, None)
    assert verdict.choices == ()


def test_the_schools_kiosk_offers_and_takes_who_chose(desk: Desk) -> None:
    set_door(desk, "fin-1", walk_ins=True)
    offered = door.scan(desk, "1008")
    assert offered.outcome is Outcome.NOT_REGISTERED
    assert [choice.id for choice in offered.choices] == ["fin-1"]
    assert registration(desk, "gus", "fin") is None
    taken = door.check_in(desk, "gus", served=frozenset({"fin-1"}))
    assert where(taken) == (Outcome.CHECKED_IN, "fin-1")
    assert taken.walk_in
    known = registration(desk, "gus", "fin")
    assert known is not None
    assert (known.status, known.walk_in) == (REGISTERED, True)
    again = door.scan(desk, "1008")
    assert (again.outcome, again.walk_in) == (Outcome.ALREADY_CHECKED_IN, True)


def test_at_the_rooms_own_kiosk_they_are_in(desk: Desk) -> None:
    set_door(desk, "fin-1", walk_ins=True)
    verdict = door.scan(desk, "1008", served=frozenset({"fin-1"}))
    assert where(verdict) == (Outcome.CHECKED_IN, "fin-1")


def test_who_is_expected_elsewhere_today_is_no_walk_in(desk: Desk) -> None:
    set_door(desk, "fin-1", walk_ins=True)
    verdict = door.scan(desk, "1007", served=frozenset({"fin-1"}))
    assert where(verdict) == (Outcome.WRONG_SESSION, "open-1")


def test_a_walk_in_taken_back_leaves_nothing_and_may_come_again(desk: Desk) -> None:
    set_door(desk, "fin-1", walk_ins=True)
    served = frozenset({"fin-1"})
    verdict = door.scan(desk, "1008", served=served)
    assert door.undo(desk, verdict)
    known = registration(desk, "gus", "fin")
    assert known is not None
    assert known.status is CANCELLED
    again = door.scan(desk, "1008", served=served)
    assert where(again) == (Outcome.CHECKED_IN, "fin-1")
    known = registration(desk, "gus", "fin")
    assert known is not None
    assert known.status is REGISTERED


def test_the_room_takes_no_more_than_it_has_places(desk: Desk) -> None:
    set_door(desk, "fin-1", walk_ins=True)
    set_capacity(desk, "fin", 4)  # three are registered
    served = frozenset({"fin-1"})
    assert door.scan(desk, "1008", served=served).outcome is Outcome.CHECKED_IN
    verdict = door.scan(desk, "1004", served=served)  # Dan, cancelled elsewhere
    assert where(verdict) == (Outcome.SESSION_FULL, "fin-1")


# ---- full rooms and waiting lists


def test_a_place_that_is_free_goes_to_who_waits(desk: Desk) -> None:
    assert door.scan(desk, "1003").outcome is Outcome.WAITLISTED
    set_capacity(desk, "pp", 3)
    verdict = door.scan(desk, "1003")
    assert where(verdict) == (Outcome.CHECKED_IN, "pp-1")
    known = registration(desk, "cleo", "pp")
    assert known is not None
    assert (known.status, known.walk_in) == (REGISTERED, False)
    assert door.undo(desk, verdict)
    known = registration(desk, "cleo", "pp")
    assert known is not None
    assert known.status is WAITLISTED


def test_a_registered_person_is_let_in_until_their_place_is_released(
    desk: Desk, clock: StillClock
) -> None:
    """Two places; Ana and Ben are registered, Cleo waits."""
    clock.set("2026-04-10 09:15")
    assert outcomes(desk, "1001", "1003") == [Outcome.CHECKED_IN, Outcome.WAITLISTED]
    clock.set("2026-04-10 09:16")
    assert outcomes(desk, "1003") == [Outcome.CHECKED_IN]
    verdict = door.check_in(desk, "ben", served=frozenset({"pp-1"}))
    assert where(verdict) == (Outcome.SESSION_FULL, "pp-1")


# ---- what a workshop asks for


def needs_parliamentary(desk: Desk, **more: object) -> None:
    with desk.store.change() as tx:
        known = tx.get(Workshop, "financial")
        assert known is not None
        tx.put(replace(known, prerequisites=("parliamentary",), **more))  # type: ignore[arg-type]


def test_another_workshop_has_to_come_first(desk: Desk) -> None:
    needs_parliamentary(desk)
    verdict = door.scan(desk, "1005")
    assert where(verdict) == (Outcome.PREREQUISITE_MISSING, "fin-1")
    assert verdict.lacks == (Lack(Need.WORKSHOP, "parliamentary"),)


def test_the_programme_may_only_warn(desk: Desk) -> None:
    needs_parliamentary(desk)
    set_door(desk, "fin-1", prerequisites_warn=True)
    verdict = door.scan(desk, "1005")
    assert verdict.outcome is Outcome.CHECKED_IN
    assert verdict.lacks == (Lack(Need.WORKSHOP, "parliamentary"),)


@pytest.mark.parametrize("equivalents", ["of the one needed", "of the one attended"])
def test_who_completed_it_or_an_equivalent_is_let_in(
    desk: Desk, clock: StillClock, fay: Staff, equivalents: str
) -> None:
    """Eva completes “orientation” in the evening, which stands for “parliamentary”."""
    needs_parliamentary(desk)
    one, other = "parliamentary", "orientation"
    if equivalents == "of the one attended":
        one, other = other, one
    with desk.store.change() as tx:
        known = tx.get(Workshop, one)
        assert known is not None
        tx.put(replace(known, equivalents=(other,)))
        registered = Registration(id="eva1--open", attendee="eva1", offering="open")
        tx.put(registered)
        later = tx.get(Session, "fin-1")
        assert later is not None
        tx.put(
            replace(later, start=at("2026-04-11 09:00"), end=at("2026-04-11 12:00")),
        )
    clock.set("2026-04-10 18:00")
    assert door.scan(desk, "1005").outcome is Outcome.CHECKED_IN
    clock.set("2026-04-10 20:30")
    closing.close(desk, "open-1", fay, minutes=120)
    clock.set("2026-04-11 08:50")
    assert where(door.scan(desk, "1005")) == (Outcome.CHECKED_IN, "fin-1")
    assert where(door.scan(desk, "1006")) == (Outcome.PREREQUISITE_MISSING, "fin-1")


# ---- coming and going


def test_out_and_in_again(desk: Desk, clock: StillClock) -> None:
    set_door(desk, "pp-1", departures=True)
    seen = []
    for time in ("08:45", "10:00", "10:20"):
        clock.set(f"2026-04-10 {time}")
        verdict = door.scan(desk, CODES["ana"])
        seen.append((verdict.outcome, verdict.again))
    assert seen == [
        (Outcome.CHECKED_IN, False),
        (Outcome.CHECKED_OUT, False),
        (Outcome.CHECKED_IN, True),
    ]
    kinds = [type(fact) for fact in desk.store.person_facts("pp-1", "ana")]
    assert kinds == [CheckIn, Departure, CheckIn]


def test_going_is_taken_back_like_coming(desk: Desk, clock: StillClock) -> None:
    set_door(desk, "pp-1", departures=True)
    door.scan(desk, "1001")
    clock.set("2026-04-10 10:00")
    gone = door.scan(desk, "1001")
    assert gone.first_at == at("2026-04-10 09:00")
    assert door.undo(desk, gone)
    assert not door.undo(desk, gone)
    assert door.scan(desk, "1001").outcome is Outcome.CHECKED_OUT


# ---- staff let someone in


def test_staff_add_a_walk_in_without_a_reason(desk: Desk, fay: Staff) -> None:
    verdict = door.let_in(desk, "gus", "fin-1", fay)
    assert where(verdict) == (Outcome.CHECKED_IN, "fin-1")
    assert verdict.walk_in
    (fact,) = desk.store.person_facts("fin-1", "gus")
    assert isinstance(fact, CheckIn)
    assert (fact.by, fact.how, fact.reason) == ("fay", How.STAFF, "")


@pytest.mark.parametrize(
    ("attendee", "status"), [("cleo", WAITLISTED), ("dan", CANCELLED)], ids=["waits", "cancelled"]
)
def test_staff_let_in_with_a_reason(
    desk: Desk, fay: Staff, attendee: str, status: RegistrationStatus
) -> None:
    refused = door.let_in(desk, attendee, "pp-1", fay)
    assert refused.outcome.is_refusal
    assert refused.fact is None
    known = registration(desk, attendee, "pp")
    assert known is not None
    assert known.status is status
    verdict = door.let_in(desk, attendee, "pp-1", fay, reason="  The local sent them  ")
    assert verdict.outcome is Outcome.CHECKED_IN
    assert isinstance(verdict.fact, CheckIn)
    assert verdict.fact.reason == "The local sent them"
    known = registration(desk, attendee, "pp")
    assert known is not None
    assert known.status is REGISTERED


def test_staff_pass_a_prerequisite_and_a_full_room_with_a_reason(desk: Desk, fay: Staff) -> None:
    needs_parliamentary(desk)
    set_capacity(desk, "fin", 3)
    assert door.let_in(desk, "gus", "fin-1", fay).outcome is Outcome.PREREQUISITE_MISSING
    assert door.let_in(desk, "gus", "fin-1", fay, "took it in 2019").outcome is Outcome.CHECKED_IN
    needless = replace(desk.store.get(Workshop, "financial"), prerequisites=())  # type: ignore[type-var]
    with desk.store.change() as tx:
        tx.put(needless)  # type: ignore[arg-type]
    assert door.let_in(desk, "dan", "fin-1", fay).outcome is Outcome.SESSION_FULL
    assert door.let_in(desk, "dan", "fin-1", fay, "a chair more").outcome is Outcome.CHECKED_IN


def test_staff_enter_a_paper_list(desk: Desk, fay: Staff, clock: StillClock) -> None:
    clock.set("2026-04-10 11:00")
    verdict = door.let_in(desk, "ana", "pp-1", fay, at=at("2026-04-10 08:50"))
    assert (verdict.outcome, verdict.at) == (Outcome.CHECKED_IN, at("2026-04-10 08:50"))
    earlier = door.let_in(desk, "ana", "pp-1", fay, at=at("2026-04-10 08:40"))
    assert (earlier.outcome, earlier.first_at) == (
        Outcome.ALREADY_CHECKED_IN,
        at("2026-04-10 08:40"),
    )
    assert door.let_in(desk, "ana", "pp-1", fay).fact is None


def test_nobody_is_let_in_under_a_signature(desk: Desk, fay: Staff) -> None:
    closing.close(desk, "pp-1", fay)
    with pytest.raises(Refused, match="closed"):
        door.let_in(desk, "ana", "pp-1", fay, "late bus")
    with pytest.raises(Refused, match="no longer there"):
        door.let_in(desk, "nobody", "pp-1", fay)


# ---- what is kept of refusals


class Kept:
    def __init__(self) -> None:
        self.noted: list[Refusal] = []

    def note(self, refusal: Refusal) -> None:
        self.noted.append(refusal)

    def latest(self, most: int) -> Sequence[Refusal]:
        return self.noted[::-1][:most]


def test_refusals_are_kept_without_what_was_typed(desk: Desk, clock: StillClock) -> None:
    kept = Kept()
    watched = replace(desk, refusals=kept)
    now = clock.now()
    for typed in ("1001", "1001", "Somebody Else", "1004", CODES["revoked"]):
        door.scan(watched, typed)
    assert kept.noted == [
        Refusal(now, Outcome.UNKNOWN_NAME),
        Refusal(now, Outcome.REGISTRATION_CANCELLED, "dan", "pp-1"),
        Refusal(now, Outcome.REVOKED_CODE),
    ]
