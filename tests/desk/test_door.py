"""Checking in: from what was scanned or typed to a fact in the journal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk import closing, door, editing
from kiosk.desk.protocol import Desk
from kiosk.model import CheckIn, How, Staff
from kiosk.rules.checkin import Outcome
from kiosk.rules.codes import check_letters
from store import folder as folders
from tests.building import CODES, StillClock, at


def written(folder: Path) -> bytes:
    """Everything in the journals, byte for byte."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("journal/*.jsonl")))


def facts(desk: Desk, session: str, attendee: str) -> list[CheckIn]:
    return [f for f in desk.store.person_facts(session, attendee) if isinstance(f, CheckIn)]


# ---- whom a text stands for


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        (CODES["ana"], How.BADGE),
        (CODES["ana"].lower() + "\r", How.BADGE),
        ("nunez" + CODES["ana"], How.BADGE),
        ("1001", How.NUMBER),
        (" 10-01 ", How.NUMBER),
        ("Ana Núñez", How.NAME),
        ("NUNEZ, ana", How.NAME),
        ("\x1bAna\u200b  Núñez", How.NAME),
    ],
)
def test_a_code_a_number_or_a_whole_name_finds_a_person(desk: Desk, typed: str, how: How) -> None:
    verdict = door.scan(desk, typed)
    assert verdict.outcome is Outcome.CHECKED_IN
    assert verdict.attendee is not None
    assert (verdict.attendee.id, verdict.sitting and verdict.sitting.id) == ("ana", "pp-1")
    (fact,) = facts(desk, "pp-1", "ana")
    assert fact == verdict.fact
    assert (fact.how, fact.time, fact.by) == (how, at("2026-04-10 09:00"), None)
    assert fact.entered is not None


UNKNOWN_CODE = "KJK" + "V" * 16 + check_letters("V" * 16)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        (UNKNOWN_CODE, Outcome.UNKNOWN_CODE),
        (CODES["ana"][:-1] + "B", Outcome.UNKNOWN_CODE),
        (CODES["ana"][:15], Outcome.UNKNOWN_CODE),
        ("Ana Núñez " + CODES["ana"][:15], Outcome.UNKNOWN_CODE),
        (CODES["blank"], Outcome.UNASSIGNED_CODE),
        (CODES["revoked"], Outcome.REVOKED_CODE),
        ("Ana", Outcome.UNKNOWN_NAME),
        ("Núñez", Outcome.UNKNOWN_NAME),
        ("Nobody Here", Outcome.UNKNOWN_NAME),
        ("9999", Outcome.UNKNOWN_NAME),
        ("", Outcome.UNKNOWN_NAME),
        ("   ", Outcome.UNKNOWN_NAME),
        ("\x00\x07\x1b", Outcome.UNKNOWN_NAME),
        ("\ufffd\ufffd", Outcome.UNKNOWN_NAME),
        ("-", Outcome.UNKNOWN_NAME),
        ("Ana Núñez" + " " * 200, Outcome.UNKNOWN_NAME),
        ("x" * 1_000_000, Outcome.UNKNOWN_NAME),
        ("x" * 1_000_000 + CODES["ana"], Outcome.UNKNOWN_NAME),
        ("Eva Roy", Outcome.AMBIGUOUS_NAME),
        ("Gus Hart", Outcome.NOT_REGISTERED),
        ("Cleo Park", Outcome.WAITLISTED),
        ("Dan Wu", Outcome.REGISTRATION_CANCELLED),
        ("Finn Lee", Outcome.TOO_EARLY),
        ("Ben O'Hara", Outcome.CHOOSE_SESSION),
    ],
)
def test_a_refusal_says_why_and_stores_nothing(
    desk: Desk, folder: Path, typed: str, outcome: Outcome
) -> None:
    before = written(folder)
    verdict = door.scan(desk, typed)
    assert verdict.outcome is outcome
    assert verdict.fact is None
    assert written(folder) == before


def test_whom_an_ambiguous_name_may_mean(desk: Desk) -> None:
    verdict = door.scan(desk, "eva roy")
    assert [person.id for person in verdict.namesakes] == ["eva1", "eva2"]
    assert verdict.attendee is None
    assert door.scan(desk, "1006").outcome is Outcome.CHECKED_IN


def test_a_number_goes_before_a_name(desk: Desk) -> None:
    editing.add_attendee(desk, name="1001", member_number="5")
    verdict = door.scan(desk, "1001")
    assert verdict.attendee is not None
    assert verdict.attendee.id == "ana"


def test_a_code_goes_before_what_was_typed_in_front(desk: Desk) -> None:
    verdict = door.scan(desk, "Ben O'Hara" + CODES["ana"])
    assert verdict.attendee is not None
    assert verdict.attendee.id == "ana"


def test_what_is_just_as_long_as_anything_may_be_is_looked_at(desk: Desk) -> None:
    assert door.scan(desk, "Ana Núñez".ljust(200)).outcome is Outcome.CHECKED_IN
    assert door.scan(desk, "Ana Núñez".ljust(201)).outcome is Outcome.UNKNOWN_NAME


@given(st.text(max_size=250))
def test_whatever_is_typed_is_answered(desk: Desk, typed: str) -> None:
    assert isinstance(door.scan(desk, typed).outcome, Outcome)


# ---- what happens then


def test_twice_says_since_when_and_adds_nothing(
    desk: Desk, folder: Path, clock: StillClock
) -> None:
    door.scan(desk, "1001")
    before = written(folder)
    clock.set("2026-04-10 09:40")
    again = door.scan(desk, CODES["ana"])
    assert again.outcome is Outcome.ALREADY_CHECKED_IN
    assert again.first_at == at("2026-04-10 09:00")
    assert again.fact is None
    assert written(folder) == before


def test_what_was_answered_is_on_the_disk(desk: Desk, folder: Path) -> None:
    door.scan(desk, "1001")
    other = folders.open_store(folder)
    (fact,) = other.person_facts("pp-1", "ana")
    other.close()
    assert fact.time == at("2026-04-10 09:00")


def test_two_windows_do_not_check_in_twice(desk: Desk, folder: Path, clock: StillClock) -> None:
    other = folders.open_store(folder)
    window = Desk(other, desk.pins, clock)
    assert door.scan(window, "1001").outcome is Outcome.CHECKED_IN
    assert door.scan(desk, "1001").outcome is Outcome.ALREADY_CHECKED_IN
    other.close()


def test_each_session_of_an_offering_by_itself(desk: Desk, clock: StillClock) -> None:
    seen = []
    for time in ("2026-04-10 09:00", "2026-04-10 12:45", "2026-04-11 08:55"):
        clock.set(time)
        verdict = door.scan(desk, "1001")
        seen.append((verdict.outcome, verdict.sitting and verdict.sitting.id))
    assert seen == [
        (Outcome.CHECKED_IN, "pp-1"),
        (Outcome.CHECKED_IN, "pp-2"),
        (Outcome.CHECKED_IN, "pp-3"),
    ]


def test_years_later_only_another_days_session_is_left(desk: Desk, clock: StillClock) -> None:
    clock.set("2028-04-10 09:00")
    verdict = door.scan(desk, "1002")
    assert verdict.outcome is Outcome.TOO_LATE
    assert verdict.sitting is not None
    assert verdict.sitting.id == "pp-3"


def test_two_at_once_are_chosen_between(desk: Desk) -> None:
    verdict = door.scan(desk, "1002")
    assert verdict.outcome is Outcome.CHOOSE_SESSION
    assert [choice.id for choice in verdict.choices] == ["pp-1", "fin-1"]
    chosen = door.check_in(desk, "ben", served=frozenset({"fin-1"}))
    assert (chosen.outcome, chosen.sitting and chosen.sitting.id) == (Outcome.CHECKED_IN, "fin-1")
    assert chosen.fact is not None
    assert chosen.fact.how is How.NAME
    assert door.scan(desk, "1002").outcome is Outcome.ALREADY_CHECKED_IN
    elsewhere = door.check_in(desk, "ben", served=frozenset({"pp-1"}))
    assert (elsewhere.outcome, elsewhere.sitting and elsewhere.sitting.id) == (
        Outcome.WRONG_SESSION,
        "fin-1",
    )
    assert facts(desk, "pp-1", "ben") == []


def test_someone_who_is_chosen_but_gone(desk: Desk) -> None:
    assert door.check_in(desk, "nobody").outcome is Outcome.UNKNOWN_NAME


def test_a_kiosk_for_one_room(desk: Desk) -> None:
    room_b = frozenset({"fin-1"})
    wrong = door.scan(desk, "1001", served=room_b)
    assert (wrong.outcome, wrong.sitting and wrong.sitting.room) == (
        Outcome.WRONG_SESSION,
        "Room A",
    )
    assert door.scan(desk, "1005", served=room_b).outcome is Outcome.CHECKED_IN
    assert facts(desk, "pp-1", "ana") == []


def test_closed_sessions_and_those_called_off(desk: Desk) -> None:
    fay = desk.store.get(Staff, "fay")
    assert fay is not None
    closing.close(desk, "pp-1", fay)
    assert door.scan(desk, "1001").outcome is Outcome.SESSION_CLOSED
    editing.set_offering(desk, "fin", cancelled=True)
    assert door.scan(desk, "1005").outcome is Outcome.SESSION_CANCELLED


def test_someone_whose_registration_was_cancelled_after_they_came(desk: Desk) -> None:
    from kiosk.model import RegistrationStatus

    door.scan(desk, "1001")
    editing.register(desk, "1001", "pp", RegistrationStatus.CANCELLED)
    assert door.scan(desk, "1001").outcome is Outcome.ALREADY_CHECKED_IN


# ---- a paper list, entered afterwards


def test_a_time_that_the_check_in_speaks_of(desk: Desk, clock: StillClock) -> None:
    clock.set("2026-04-10 17:00")
    verdict = door.scan(desk, "1001", at=at("2026-04-10 09:05"))
    assert (verdict.outcome, verdict.at) == (Outcome.CHECKED_IN, at("2026-04-10 09:05"))
    (fact,) = facts(desk, "pp-1", "ana")
    assert fact.time == at("2026-04-10 09:05")
    # When it was entered is the machine's own time, whatever the check-in speaks of.
    assert fact.entered is not None
    assert abs(dt.datetime.now(dt.UTC) - fact.entered) < dt.timedelta(minutes=1)


def test_before_the_first_check_in_it_adds_a_fact(desk: Desk) -> None:
    door.scan(desk, "1001")
    verdict = door.scan(desk, "1001", at=at("2026-04-10 08:45"))
    assert verdict.outcome is Outcome.ALREADY_CHECKED_IN
    assert verdict.first_at == at("2026-04-10 08:45")
    assert [f.time for f in facts(desk, "pp-1", "ana")] == [
        at("2026-04-10 09:00"),
        at("2026-04-10 08:45"),
    ]
    assert door.scan(desk, "1001").first_at == at("2026-04-10 08:45")


def test_after_the_first_check_in_it_adds_nothing(desk: Desk, folder: Path) -> None:
    door.scan(desk, "1001")
    before = written(folder)
    for time in ("2026-04-10 09:00", "2026-04-10 09:30"):
        verdict = door.scan(desk, "1001", at=at(time))
        assert verdict.outcome is Outcome.ALREADY_CHECKED_IN
        assert verdict.first_at == at("2026-04-10 09:00")
    assert written(folder) == before


def test_a_time_when_the_door_was_not_open(desk: Desk) -> None:
    assert door.scan(desk, "1001", at=at("2026-04-10 08:29")).outcome is Outcome.TOO_EARLY
    assert door.scan(desk, "1001", at=at("2026-04-10 12:00")).outcome is Outcome.TOO_EARLY
    assert door.scan(desk, "1001", at=at("2026-04-11 12:00")).outcome is Outcome.TOO_LATE
