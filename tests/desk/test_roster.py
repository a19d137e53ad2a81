"""What the roster shows before a session is closed is what closing signs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.desk import closing, door, editing, roster
from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Seen
from kiosk.model import (
    AttendanceRule,
    AttendanceStatus,
    CheckIn,
    DoorRule,
    How,
    NoDeparture,
    Programme,
    RegistrationStatus,
    Unmarked,
)
from tests.building import StillClock, at
from tests.holding import came, staff

RULES = [
    AttendanceRule(unmarked=unmarked, no_departure=no_departure)
    for unmarked in Unmarked
    for no_departure in NoDeparture
]


def programme(desk: Desk, rule: AttendanceRule) -> None:
    known = desk.store.get(Programme, "let")
    assert known is not None
    with desk.store.change() as tx:
        tx.put(replace(known, attendance=rule, door=DoorRule(departures=True)))


def shown(desk: Desk, session: str = "fin-1") -> dict[str, Seen]:
    return {row.attendee.id: row.seen for row in roster.read(desk, session).rows}


@pytest.mark.parametrize("rule", RULES)
def test_when_it_is_over_everyone_stands_as_they_will_be_signed(
    desk: Desk, clock: StillClock, rule: AttendanceRule
) -> None:
    programme(desk, rule)
    editing.register(desk, "1001", "fin", RegistrationStatus.REGISTERED)
    editing.register(desk, "1008", "fin", RegistrationStatus.WAITLISTED)
    came(desk, clock, "fin-1", "1005", "1002")
    roster.mark(desk, "fin-1", "ana", AttendanceStatus.EXCUSED, staff(desk))
    clock.set("2026-04-10 12:00")
    door.scan(desk, "1005", served=frozenset({"fin-1"}))
    clock.set("2026-04-10 12:30")
    rows = roster.read(desk, "fin-1").rows
    signed = closing.close(desk, "fin-1", staff(desk)).roster
    assert tuple(sorted((r.signs for r in rows if r.signs), key=lambda x: x.attendee)) == signed
    said = {line.attendee: line.status.value for line in signed}
    for row in rows:
        if row.seen is Seen.WAITLISTED:
            assert row.attendee.id == "gus"
        elif row.seen is Seen.EXPECTED:
            assert row.attendee.id == "eva2"
        else:
            assert row.seen.value == said[row.attendee.id]
    assert shown(desk)["eva2"].value == said["eva2"], "once it is signed"


def test_who_is_in_stands_as_such_until_it_is_over_where_no_departure_is_left(
    desk: Desk, clock: StillClock
) -> None:
    programme(desk, AttendanceRule(no_departure=NoDeparture.LEFT))
    came(desk, clock, "fin-1", "1005")
    came(desk, clock, "fin-1", "1002", at="09:30")
    clock.set("2026-04-10 11:59")
    assert (shown(desk)["eva1"], shown(desk)["ben"]) == (Seen.PRESENT, Seen.LATE)
    clock.set("2026-04-10 12:00")
    assert (shown(desk)["eva1"], shown(desk)["ben"]) == (Seen.LEFT_EARLY, Seen.LATE)
    assert {r.minutes for r in roster.read(desk, "fin-1").rows} == {0}


def test_whom_nobody_saw_is_expected_with_the_minutes_that_closing_gives(
    desk: Desk, clock: StillClock
) -> None:
    programme(desk, AttendanceRule(unmarked=Unmarked.PRESENT))
    (row,) = [r for r in roster.read(desk, "fin-1").rows if r.attendee.id == "eva1"]
    assert (row.seen, row.minutes) == (Seen.EXPECTED, 180)
    assert row.signs is not None
    assert (row.signs.status, row.signs.assumed) == (AttendanceStatus.PRESENT, True)


def test_who_came_and_went_before_it_began_is_expected_until_it_is_over(
    desk: Desk, clock: StillClock
) -> None:
    programme(desk, AttendanceRule())
    came(desk, clock, "fin-1", "1005", at="08:40")
    clock.set("2026-04-10 08:50")
    door.scan(desk, "1005", served=frozenset({"fin-1"}))
    assert shown(desk)["eva1"] is Seen.EXPECTED
    clock.set("2026-04-10 12:00")
    assert shown(desk)["eva1"] is Seen.ABSENT


def test_who_came_when_it_was_over_is_shown_as_signed(desk: Desk, clock: StillClock) -> None:
    with desk.store.change() as tx:
        tx.add(CheckIn(time=at("2026-04-10 12:10"), session="fin-1", attendee="eva1", how=How.NAME))
    clock.set("2026-04-10 12:15")
    before = shown(desk)["eva1"]
    signed = {x.attendee: x for x in closing.close(desk, "fin-1", staff(desk)).roster}
    assert before.value == signed["eva1"].status.value == "absent"


def test_who_waits_and_was_not_there_is_not_signed(desk: Desk, clock: StillClock) -> None:
    (row,) = [r for r in roster.read(desk, "pp-1").rows if r.attendee.id == "cleo"]
    assert (row.seen, row.signs, row.minutes) == (Seen.WAITLISTED, None, 0)
    closing.close(desk, "pp-1", staff(desk))
    assert shown(desk, "pp-1")["cleo"] is Seen.WAITLISTED
