"""A session is signed near its end; earlier only with the time at which it ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kiosk.desk import closing, door, unclear, walk_ins
from kiosk.desk.completing import elsewhere
from kiosk.desk.protocol import Desk
from kiosk.errors import NotOver, Refused
from kiosk.model import (
    AttendanceStatus,
    CompletionRule,
    DoorRule,
    HoursBase,
    Offering,
    Programme,
    Session,
)
from kiosk.rules import schedule
from kiosk.rules.attendance import roster_hash
from kiosk.rules.completion import Reason
from tests.building import StillClock, at
from tests.holding import row, staff


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The small school with a programme that says nothing of signing."""
    put_rules(desk)
    return desk


def put_rules(desk: Desk, door_rule: DoorRule | None = None, **asks: object) -> None:
    with desk.store.change() as tx:
        let = tx.get(Programme, "let")
        assert let is not None
        rule = CompletionRule(**asks)  # type: ignore[arg-type]
        tx.put(replace(let, door=door_rule or DoorRule(), completion=rule))


def come(desk: Desk, clock: StillClock) -> None:
    """Ana and Ben come to fin-1 and pp-1 at their start."""
    for number, session in (("1001", "pp-1"), ("1002", "pp-1")):
        clock.set("2026-04-10 09:00")
        assert door.scan(desk, number, served=frozenset({session})).outcome.is_in


TIMES = {
    "ten minutes after the start": ("09:10", None, "from 2026-04-10 at 11:45 on"),
    "a minute too early": ("11:44", None, "from 2026-04-10 at 11:45 on"),
    "a quarter of an hour before the end": ("11:45", None, 180),
    "at the end": ("12:00", None, 180),
    "a day later": ("23:59", None, 180),
    "it ended an hour ago": ("11:20", "10:20", 80),
    "it ended now": ("10:30", "10:30", 90),
    "it ended a minute from now, by another clock": ("10:30", "10:31", 91),
    "it ends two minutes from now": ("10:30", "10:32", "10:32 is still to come"),
    "it ended before its start": ("10:30", "08:50", "did not end at"),
    "it ended at its start": ("10:30", "09:00", "did not end at"),
    "it ended after its end": ("13:00", "12:30", "ends at 2026-04-10 at 12:00 by its schedule"),
    "it ended at its end": ("12:10", "12:00", 180),
    "said afterwards": ("12:10", "11:00", 120),
}


@pytest.mark.parametrize(("now", "ended", "then"), TIMES.values(), ids=TIMES)
def test_when_it_is_signed(
    desk: Desk, clock: StillClock, now: str, ended: str | None, then: int | str
) -> None:
    come(desk, clock)
    clock.set(f"2026-04-10 {now}")
    end = at(f"2026-04-10 {ended}") if ended else None
    if isinstance(then, str):
        with pytest.raises(Refused, match=then):
            closing.close(desk, "pp-1", staff(desk), ended=end)
        assert desk.store.session_facts("pp-1") == []
        return
    signed = closing.close(desk, "pp-1", staff(desk), ended=end)
    assert signed.minutes == then
    assert signed.ended == (end if then < 180 else None)
    assert {line.minutes for line in signed.roster} == {then}
    assert signed.hash == roster_hash("pp-1", then, signed.roster, signed.ended)


LEVELS = {
    "programme": (Programme, "let"),
    "offering": (Offering, "pp"),
    "session": (Session, "pp-1"),
}


@pytest.mark.parametrize(("kind", "record"), LEVELS.values(), ids=LEVELS)
@pytest.mark.parametrize(("minutes", "first"), [(0, "12:00"), (60, "11:00"), (600, "09:00")])
def test_each_level_may_say_how_early(
    desk: Desk,
    clock: StillClock,
    kind: type[Programme | Offering | Session],
    record: str,
    minutes: int,
    first: str,
) -> None:
    with desk.store.change() as tx:
        known = tx.get(kind, record)
        assert known is not None
        tx.put(replace(known, door=DoorRule(signing_before=minutes)))
    clock.moment = at(f"2026-04-10 {first}") - dt.timedelta(minutes=1)
    with pytest.raises(Refused):
        closing.close(desk, "pp-1", staff(desk))
    clock.set(f"2026-04-10 {first}")
    assert closing.close(desk, "pp-1", staff(desk)).minutes == 180


@pytest.mark.parametrize("minutes", [60, 120])
def test_a_length_that_varies_has_passed(desk: Desk, clock: StillClock, minutes: int) -> None:
    start = at("2026-04-10 18:00")
    clock.moment = start + dt.timedelta(minutes=minutes - 16)
    with pytest.raises(Refused, match="began less than that ago"):
        closing.close(desk, "open-1", staff(desk), minutes=minutes)
    clock.moment = start + dt.timedelta(minutes=minutes - 15)
    assert closing.close(desk, "open-1", staff(desk), minutes=minutes).minutes == minutes


def test_when_it_ended_says_a_length_that_varies(desk: Desk, clock: StillClock) -> None:
    clock.set("2026-04-10 21:00")
    signed = closing.close(desk, "open-1", staff(desk), ended=at("2026-04-10 20:40"))
    assert (signed.minutes, signed.ended) == (160, None)


@pytest.mark.parametrize(
    ("typed", "means"),
    [("11:20", "2026-04-10 11:20"), ("11 h 20", "2026-04-10 11:20"),
     ("2026-04-10 11:20", "2026-04-10 11:20"), ("2026-04-10T15:20Z", "2026-04-10 11:20")],
)  # fmt: skip
def test_an_end_is_read_on_the_sessions_clock(desk: Desk, typed: str, means: str) -> None:
    assert closing.parse_end(desk.store, "pp-1", typed) == at(means)


def test_past_midnight_an_hour_is_of_the_next_day(desk: Desk) -> None:
    with desk.store.change() as tx:
        known = tx.get(Session, "open-1")
        assert known is not None
        tx.put(replace(known, start=at("2026-04-10 22:00"), end=at("2026-04-11 01:00")))
    assert closing.parse_end(desk.store, "open-1", "00:30") == at("2026-04-11 00:30")
    assert closing.parse_end(desk.store, "open-1", "22:30") == at("2026-04-10 22:30")


def sign_all_early(desk: Desk, clock: StillClock) -> None:
    """Ana comes to all of pp; its last session ends after an hour of three."""
    for session, start, ended in (
        ("pp-1", "2026-04-10 09:00", None),
        ("pp-2", "2026-04-10 13:00", None),
        ("pp-3", "2026-04-11 09:00", "2026-04-11 10:00"),
    ):
        clock.set(start)
        door.scan(desk, "1001", served=frozenset({session}))
        clock.moment = at(ended or start) + dt.timedelta(hours=0 if ended else 3)
        closing.close(desk, session, staff(desk), ended=at(ended) if ended else None)


def test_the_rule_counts_what_was_held(desk: Desk, clock: StillClock) -> None:
    sign_all_early(desk, clock)
    done = row(desk, "ana").completion
    assert (done.complete, done.minutes) == (True, 420)
    assert (done.scheduled_minutes, done.held_minutes, done.base_minutes) == (540, 420, 420)


def test_a_programme_may_hold_it_against_the_schedule(desk: Desk, clock: StillClock) -> None:
    put_rules(desk, hours_base=HoursBase.SCHEDULED)
    sign_all_early(desk, clock)
    done = row(desk, "ana").completion
    assert (done.complete, done.reason) == (False, Reason.TOO_FEW_MINUTES)
    assert (done.minutes, done.base_minutes) == (420, 540)


def test_nothing_has_changed_since(desk: Desk, clock: StillClock) -> None:
    come(desk, clock)
    clock.set("2026-04-10 10:20")
    signed = closing.close(desk, "pp-1", staff(desk), ended=at("2026-04-10 10:20"))
    assert closing.changed_since_signed(desk.store, "pp-1") == ()
    clock.set("2026-04-10 12:30")
    closing.reopen(desk, "pp-1", staff(desk), "it went on after all")
    again = closing.close(desk, "pp-1", staff(desk))
    assert (signed.minutes, again.minutes, again.ended) == (80, 180, None)
    assert signed.hash != again.hash


def test_who_left_before_its_early_end_left_early(desk: Desk, clock: StillClock) -> None:
    put_rules(desk, DoorRule(departures=True))
    come(desk, clock)
    clock.set("2026-04-10 09:30")
    door.scan(desk, "1001", served=frozenset({"pp-1"}))
    clock.set("2026-04-10 10:20")
    signed = closing.close(desk, "pp-1", staff(desk), ended=at("2026-04-10 10:20"))
    assert {line.attendee: (line.status, line.minutes) for line in signed.roster} == {
        "ana": (AttendanceStatus.LEFT_EARLY, 30),
        "ben": (AttendanceStatus.PRESENT, 80),
    }


def test_what_an_earlier_version_signed_has_not_changed(desk: Desk, clock: StillClock) -> None:
    """Its minutes were rounded visit by visit; by that alone nobody's attendance is another."""
    put_rules(desk, DoorRule(departures=True))
    for time in ("09:00:00", "10:00:20", "10:30:40"):
        clock.set(f"2026-04-10 {time}")
        door.scan(desk, "1001", served=frozenset({"pp-1"}))
    clock.set("2026-04-10 12:00")
    signed = closing.close(desk, "pp-1", staff(desk))
    assert {line.attendee: line.minutes for line in signed.roster} == {"ana": 150, "ben": 0}
    earlier = tuple(
        replace(line, minutes=151) if line.attendee == "ana" else line for line in signed.roster
    )
    with desk.store.change() as tx:
        digest = roster_hash("pp-1", 180, earlier)
        fact = replace(signed, id="", roster=earlier, hash=digest)
        tx.add(replace(fact, rounding=type(fact.rounding).VISIT))
    assert closing.changed_since_signed(desk.store, "pp-1") == ()


def test_not_over_is_told_apart(desk: Desk, clock: StillClock) -> None:
    clock.set("2026-04-10 09:10")
    with pytest.raises(NotOver):
        closing.preview(desk.store, "pp-1", desk.clock.now())
    sitting = desk.store.sitting("pp-1")
    assert sitting is not None
    assert schedule.door(sitting).signing_before == dt.timedelta(minutes=15)


def test_who_came_only_after_its_end_is_asked_about(desk: Desk, clock: StillClock) -> None:
    come(desk, clock)
    clock.set("2026-04-10 10:25")
    walk_ins.welcome(desk, "pp-1", staff(desk), {"name": "Zed Only"}, reason="a guest")
    clock.set("2026-04-10 10:30")
    sheet = unclear.read(desk, "pp-1", at("2026-04-10 10:20"))
    assert [row.attendee.name for row in sheet.unclear] == ["Zed Only"]
    assert unclear.read(desk, "pp-1").unclear == ()


def test_what_was_not_held_can_be_made_up_where_the_schedule_counts(
    desk: Desk, clock: StillClock
) -> None:
    put_rules(desk, hours_base=HoursBase.SCHEDULED)
    sign_all_early(desk, clock)
    assert elsewhere.missed(desk, "pp-3", "ana", 0).minutes == 120
    put_rules(desk)
    assert elsewhere.missed(desk, "pp-3", "ana", 0).minutes == 0
