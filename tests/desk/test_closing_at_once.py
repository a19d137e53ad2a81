"""A session is closed while other windows are at work: everyone has a clear answer, and
nothing is half done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kiosk.desk import closing, door, editing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import AttendanceStatus, RegistrationStatus, Staff
from kiosk.rules.checkin import Outcome
from store import folder as folders
from tests.building import StillClock
from tests.holding import second_facilitator, staff


@pytest.fixture
def fay(desk: Desk) -> Staff:
    return staff(desk)


def test_each_check_in_is_under_the_signature_or_told_that_it_is_closed(
    desk: Desk, clock: StillClock, folder: Path, fay: Staff
) -> None:
    numbers = [str(n) for n in range(2001, 2031)]
    for number in numbers:
        person = editing.add_attendee(desk, name=f"Person {number}", member_number=number)
        editing.register(desk, person.id, "fin", RegistrationStatus.REGISTERED)
    begun = Barrier(2)
    served = frozenset({"fin-1"})

    def at_the_door() -> dict[str, Outcome]:
        store = folders.open_store(folder)
        window = Desk(store, desk.pins, clock)
        found = {}
        for place, number in enumerate(numbers):
            verdict = door.scan(window, number, served=served)
            assert verdict.attendee is not None
            found[verdict.attendee.id] = verdict.outcome
            if place == len(numbers) // 3:
                begun.wait(timeout=60)
        store.close()
        return found

    with ThreadPoolExecutor(1) as pool:
        said = pool.submit(at_the_door)
        begun.wait(timeout=60)
        signed = closing.close(desk, "fin-1", fay)
        outcomes = said.result(timeout=60)
    assert set(outcomes.values()) <= {Outcome.CHECKED_IN, Outcome.SESSION_CLOSED}
    under = {line.attendee for line in signed.roster if line.status.attended}
    assert under == {a for a, outcome in outcomes.items() if outcome is Outcome.CHECKED_IN}
    desk.store.refresh()
    assert closing.changed_since_signed(desk.store, "fin-1") == ()


def test_of_two_at_once_the_second_leaves_no_mark(
    desk: Desk, clock: StillClock, folder: Path, fay: Staff
) -> None:
    max_ = second_facilitator(desk)
    store = folders.open_store(folder)
    window = Desk(store, desk.pins, clock)
    closing.close(desk, "pp-1", fay, answers={"ben": AttendanceStatus.EXCUSED})
    with pytest.raises(Refused, match="closed already, signed by Fay Ito"):
        closing.close(window, "pp-1", max_, answers={"ana": AttendanceStatus.ABSENT})
    assert window.store.person_facts("pp-1", "ana") == []
    assert len(window.store.session_facts("pp-1")) == 1
    store.close()


@pytest.mark.parametrize(
    ("session", "said"),
    [("pp-2", "has not started: it begins 2026-04-10 at 13:00"), ("open-1", "how many minutes")],
)
def test_what_is_not_signed_leaves_no_mark_either(
    desk: Desk, fay: Staff, session: str, said: str
) -> None:
    before = desk.store.revision
    with pytest.raises(Refused, match=said):
        closing.close(desk, session, fay, answers={"finn": AttendanceStatus.EXCUSED})
    assert desk.store.person_facts(session, "finn") == []
    assert desk.store.revision == before


def test_reopened_in_one_window_while_another_signs_beside(
    desk: Desk, clock: StillClock, folder: Path, fay: Staff
) -> None:
    max_ = second_facilitator(desk)
    store = folders.open_store(folder)
    window = Desk(store, desk.pins, clock)
    closing.close(desk, "pp-1", fay)
    closing.reopen(desk, "pp-1", fay, "Ben was there")
    with pytest.raises(Refused, match="not closed"):
        closing.countersign(window, "pp-1", max_)
    with pytest.raises(Refused, match="not closed"):
        closing.reopen(window, "pp-1", max_, "Ben was there")
    assert len(window.store.session_facts("pp-1")) == 2
    store.close()
