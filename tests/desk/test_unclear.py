"""Of whom a facilitator is asked before they sign, and what would be signed unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.desk import closing, unclear
from kiosk.desk.protocol import Desk
from kiosk.model import (
    AttendanceRule,
    AttendanceStatus,
    Mark,
    NoDeparture,
    Programme,
    Unmarked,
)
from tests.building import StillClock
from tests.holding import came, staff


def programme(desk: Desk, **attendance: object) -> None:
    with desk.store.change() as tx:
        known = tx.get(Programme, "let")
        assert known
        rule = AttendanceRule(**attendance)  # type: ignore[arg-type]
        tx.put(replace(known, attendance=rule))


@pytest.mark.parametrize(
    ("rule", "asked", "ben", "assumed"),
    [
        ({}, ["ben"], AttendanceStatus.ABSENT, 1),
        ({"unmarked": Unmarked.PRESENT}, ["ben"], AttendanceStatus.PRESENT, 1),
        ({"no_departure": NoDeparture.LEFT}, ["ana", "ben"], AttendanceStatus.ABSENT, 0),
    ],
)
def test_the_programme_says_what_nobody_recorded_becomes(
    desk: Desk,
    clock: StillClock,
    rule: dict[str, object],
    asked: list[str],
    ben: AttendanceStatus,
    assumed: int,
) -> None:
    programme(desk, **rule)
    came(desk, clock, "pp-1", "1001")
    sheet = unclear.read(desk, "pp-1")
    assert [row.attendee.id for row in sheet.unclear] == asked
    assert (sheet.lines["ben"].status, sheet.assumed) == (ben, assumed)
    signed = closing.close(desk, "pp-1", staff(desk))
    assert {line.attendee: line for line in signed.roster} == dict(sheet.lines)


def test_who_is_marked_is_clear(desk: Desk, clock: StillClock) -> None:
    programme(desk, no_departure=NoDeparture.LEFT)
    came(desk, clock, "pp-1", "1001")
    with desk.store.change() as tx:
        for who in ("ana", "ben"):
            tx.add(
                Mark(
                    time=desk.clock.now(),
                    session="pp-1",
                    attendee=who,
                    status=AttendanceStatus.LATE,
                )
            )
    assert unclear.read(desk, "pp-1").unclear == ()
