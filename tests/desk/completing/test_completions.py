"""Who completed what, over every offering, from the latest signatures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.desk import closing, door, editing
from kiosk.desk.completing.completions import Row, completions
from kiosk.desk.protocol import Desk
from kiosk.model import (
    CompletionRule,
    Offering,
    Programme,
    Registration,
    RegistrationStatus,
    School,
    Staff,
    Workshop,
)
from kiosk.rules.completion import Reason
from tests.building import StillClock, session

STARTS = {
    "pp-1": "2026-04-10 09:00",
    "pp-2": "2026-04-10 13:00",
    "pp-3": "2026-04-11 09:00",
    "fin-1": "2026-04-10 09:00",
}


@pytest.fixture
def fay(desk: Desk) -> Staff:
    fay = desk.store.get(Staff, "fay")
    assert fay is not None
    return fay


def held(desk: Desk, clock: StillClock, fay: Staff, which: str, *numbers: str) -> None:
    """A session that these come to, and that is signed."""
    clock.set(STARTS[which])
    for number in numbers:
        verdict = door.scan(desk, number, served=frozenset({which}))
        assert verdict.outcome.is_in
    closing.close(desk, which, fay)


def row(desk: Desk, attendee: str, offering: str = "pp") -> Row:
    (found,) = [
        r for r in completions(desk.store) if (r.attendee.id, r.offering.id) == (attendee, offering)
    ]
    return found


def test_everyone_registered_has_a_row_by_offering_and_name(desk: Desk) -> None:
    rows = completions(desk.store)
    assert [(r.offering.id, r.attendee.id) for r in rows] == [
        ("fin", "ben"),
        ("fin", "eva1"),
        ("fin", "eva2"),
        ("open", "finn"),
        ("pp", "ana"),
        ("pp", "ben"),
    ]
    assert {r.completion.reason for r in rows} == {Reason.NOT_ALL_CLOSED}


def test_only_who_was_at_every_session_completed(desk: Desk, clock: StillClock, fay: Staff) -> None:
    held(desk, clock, fay, "pp-1", "1001", "1002")
    held(desk, clock, fay, "pp-2", "1001")
    held(desk, clock, fay, "pp-3", "1001", "1002")
    ana, ben = row(desk, "ana").completion, row(desk, "ben").completion
    assert (ana.complete, ana.minutes, ana.scheduled_minutes) == (True, 540, 540)
    assert str(ana.completed_on) == "2026-04-11"
    assert (ben.complete, ben.minutes, ben.scheduled_minutes) == (False, 360, 540)
    assert [s.id for s in ben.missing] == ["pp-2"]


def test_who_came_without_a_registration_has_a_row_and_who_never_came_has_none(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    held(desk, clock, fay, "pp-1", "1001")
    editing.register(desk, "1001", "pp", RegistrationStatus.CANCELLED)
    found = {r.attendee.id for r in completions(desk.store) if r.offering.id == "pp"}
    assert found == {"ana", "ben"}
    assert {"cleo", "dan"}.isdisjoint(r.attendee.id for r in completions(desk.store))


def test_what_is_reopened_counts_no_longer_and_again_when_closed(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    for which in ("pp-1", "pp-2", "pp-3"):
        held(desk, clock, fay, which, "1001")
    assert row(desk, "ana").completion.complete
    closing.reopen(desk, "pp-2", fay, "mistake")
    reopened = row(desk, "ana").completion
    assert (reopened.complete, reopened.reason) == (False, Reason.NOT_ALL_CLOSED)
    assert ([s.id for s in reopened.unsigned], reopened.minutes) == (["pp-2"], 360)
    closing.close(desk, "pp-2", fay)
    assert row(desk, "ana").completion.complete


def test_a_session_called_off_is_not_waited_for(desk: Desk, clock: StillClock, fay: Staff) -> None:
    held(desk, clock, fay, "pp-1", "1001")
    held(desk, clock, fay, "pp-3", "1001")
    editing.set_session(desk, "pp-2", cancelled=True)
    done = row(desk, "ana").completion
    assert (done.complete, done.scheduled_minutes) == (True, 360)


def test_an_offering_called_off_completes_nobody(desk: Desk, clock: StillClock, fay: Staff) -> None:
    held(desk, clock, fay, "fin-1", "1005")
    assert row(desk, "eva1", "fin").completion.complete
    editing.set_offering(desk, "fin", cancelled=True)
    done = row(desk, "eva1", "fin").completion
    assert (done.complete, done.reason) == (False, Reason.NO_SESSIONS)


def test_a_check_in_after_the_signature_does_not_count_until_signed_again(
    desk: Desk, clock: StillClock, fay: Staff
) -> None:
    held(desk, clock, fay, "fin-1")
    assert [s.id for s in row(desk, "eva1", "fin").completion.missing] == ["fin-1"]
    closing.reopen(desk, "fin-1", fay, "she was there")
    door.scan(desk, "1005")
    closing.close(desk, "fin-1", fay)
    assert row(desk, "eva1", "fin").completion.complete


def test_a_programme_with_a_share(desk: Desk, clock: StillClock, fay: Staff) -> None:
    with desk.store.change() as tx:
        let = tx.get(Programme, "let")
        assert let is not None
        tx.put(replace(let, completion=CompletionRule(share=0.66)))
    held(desk, clock, fay, "pp-1", "1001", "1002")
    held(desk, clock, fay, "pp-2", "1001")
    held(desk, clock, fay, "pp-3")
    assert row(desk, "ana").completion.complete  # 360 of 540 minutes
    assert row(desk, "ben").completion.reason is Reason.TOO_FEW_MINUTES


def test_a_part_made_up_in_another_offering(desk: Desk, clock: StillClock, fay: Staff) -> None:
    parts = ({"en": "One"}, {"en": "Two"})
    with desk.store.change() as tx:
        tx.put(Workshop(id="adverse", programme="let", title={"en": "Adverse"}, parts=parts))
        tx.put(School(id="later", name="Later", zone="America/Toronto"))
        for offering, school, day in (("a", "spring", "2026-04-12"), ("b", "later", "2026-05-12")):
            tx.put(Offering(id=offering, school=school, workshop="adverse"))
            for part, hour in ((1, "09"), (2, "11")):
                start, end = f"{day} {hour}:00", f"{day} {int(hour) + 1:02}:00"
                STARTS[f"{offering}-{part}"] = start
                tx.put(session(f"{offering}-{part}", start, end, offering=offering, part=part))
            tx.put(
                Registration(id=Registration.id_for("gus", offering), attendee="gus",
                             offering=offering)
            )  # fmt: skip
    held(desk, clock, fay, "a-1", "1008")
    held(desk, clock, fay, "a-2")
    held(desk, clock, fay, "b-1")
    assert row(desk, "gus", "a").completion.reason is Reason.MISSING_PARTS
    held(desk, clock, fay, "b-2", "1008")
    first, second = row(desk, "gus", "a").completion, row(desk, "gus", "b").completion
    assert (first.complete, second.complete) == (False, True)
    assert first.reason is Reason.COMPLETED_ELSEWHERE
    assert (first.completed_on, str(second.completed_on)) == (None, "2026-05-12")


def test_only_a_workshop_or_a_person(desk: Desk) -> None:
    parliamentary = completions(desk.store, workshop="parliamentary")
    assert [r.attendee.id for r in parliamentary] == ["ana", "ben"]
    ben = completions(desk.store, attendee="ben")
    assert [r.offering.id for r in ben] == ["fin", "pp"]
    assert ben == [r for r in completions(desk.store) if r.attendee.id == "ben"]


def test_nothing_is_registered(bare_desk: Desk) -> None:
    assert completions(bare_desk.store) == []
