"""A facilitator signs a session, or opens it again."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.desk import closing, door, editing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import AttendanceStatus, Closing, RegistrationStatus, Reopening, Role, Staff
from kiosk.rules.attendance import roster_hash
from kiosk.rules.schedule import standing_closing
from tests.building import StillClock, at


@pytest.fixture
def fay(desk: Desk) -> Staff:
    return closing.identify(desk, "Fay Ito", "1111")


def lines(signed: Closing) -> dict[str, tuple[str, int, bool]]:
    return {
        line.attendee: (line.status.value, line.minutes, line.assumed) for line in signed.roster
    }


# ---- who signs


@pytest.mark.parametrize("name", ["Fay Ito", "ito, FAY", "fay"])
def test_a_facilitator_by_name_in_any_order_or_by_id(desk: Desk, name: str) -> None:
    assert closing.identify(desk, name, "1111").id == "fay"


@pytest.mark.parametrize(
    ("name", "pin", "said"),
    [
        ("Nobody", "1111", "Nobody on the staff is called “Nobody”"),
        ("", "1111", "Nobody on the staff"),
        ("\x1b[31m", "1111", "called “\\[31m”"),
        ("Fay Ito", "2222", "That PIN is not right"),
        ("Fay Ito", "", "That PIN is not right"),
        ("Ana Núñez", "1111", "Nobody on the staff"),
    ],
)
def test_who_does_not_sign(desk: Desk, name: str, pin: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        closing.identify(desk, name, pin)


def test_whose_pin_is_right_is_proven_without_a_look_at_the_store(desk: Desk, fay: Staff) -> None:
    class Unreadable:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(f"the store was asked for {name}")

    elsewhere = Desk(desk.store, desk.pins, desk.clock)
    object.__setattr__(elsewhere, "store", Unreadable())
    assert closing.proven(elsewhere, fay, "1111") == fay
    with pytest.raises(Refused, match="That PIN is not right"):
        closing.proven(elsewhere, fay, "2222")


def test_two_of_one_name_are_told_apart_by_id(desk: Desk) -> None:
    with desk.store.change() as tx:
        tx.put(Staff(id="fay2", name="Fay Ito"))
    with pytest.raises(Refused, match=r"use an id \(fay, fay2\)"):
        closing.identify(desk, "Fay Ito", "1111")
    assert closing.identify(desk, "fay", "1111").id == "fay"


def test_without_a_pin_on_this_laptop(desk: Desk) -> None:
    editing.set_staff(desk, "New Person", (Role.FACILITATOR,), None)
    with pytest.raises(Refused, match="no PIN on this laptop"):
        closing.identify(desk, "New Person", "1111")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-01-31 23:00", "begins on 2026-02-01"),
        ("2026-02-01 00:00", None),
        ("2026-04-30 23:59", None),
        ("2026-05-01 00:00", "ended on 2026-04-30"),
    ],
)
def test_terms_from_the_first_day_to_the_last(
    desk: Desk, clock: StillClock, today: str, said: str | None
) -> None:
    with desk.store.change() as tx:
        tx.put(
            Staff(id="fay", name="Fay Ito", starts=dt.date(2026, 2, 1), ends=dt.date(2026, 4, 30))
        )
    clock.set(today)
    if said is None:
        assert closing.identify(desk, "fay", "1111").id == "fay"
    else:
        with pytest.raises(Refused, match=said):
            closing.identify(desk, "fay", "1111")


def test_a_rep_does_not_sign(desk: Desk) -> None:
    rae = closing.identify(desk, "Rae Diaz", "2222")
    with pytest.raises(Refused, match="Rae Diaz is not a facilitator"):
        closing.close(desk, "pp-1", rae)
    assert desk.store.session_facts("pp-1") == []


# ---- what is signed


def test_the_roster_as_signed(desk: Desk, clock: StillClock, fay: Staff) -> None:
    clock.set("2026-04-10 08:50")
    door.scan(desk, "1001")
    clock.set("2026-04-10 12:10")
    signed = closing.close(desk, "pp-1", fay)
    assert lines(signed) == {"ana": ("present", 180, True), "ben": ("absent", 0, False)}
    assert (signed.by, signed.minutes, signed.time) == ("fay", 180, at("2026-04-10 12:10"))
    assert signed.hash == roster_hash("pp-1", 180, signed.roster)
    assert desk.store.session_facts("pp-1") == [signed]


def test_who_arrives_after_the_grace_is_late(desk: Desk, clock: StillClock, fay: Staff) -> None:
    clock.set("2026-04-10 09:16")
    door.scan(desk, "1001")
    assert lines(closing.close(desk, "pp-1", fay))["ana"] == ("late", 164, True)


def test_who_came_without_a_place_stands_on_the_roster(desk: Desk, fay: Staff) -> None:
    door.scan(desk, "1001")
    editing.register(desk, "1001", "pp", RegistrationStatus.CANCELLED)
    assert set(lines(closing.close(desk, "pp-1", fay))) == {"ana", "ben"}


def test_waitlisted_and_cancelled_people_are_not_expected(desk: Desk, fay: Staff) -> None:
    assert set(lines(closing.close(desk, "pp-1", fay))) == {"ana", "ben"}


def test_a_preview_signs_nothing(desk: Desk, clock: StillClock) -> None:
    what = closing.preview(desk.store, "pp-1", clock.now())
    assert [line.status for line in what.roster] == [AttendanceStatus.ABSENT] * 2
    assert desk.store.session_facts("pp-1") == []


def test_from_its_start_on(desk: Desk, clock: StillClock, fay: Staff) -> None:
    clock.set("2026-04-10 08:59:59")
    with pytest.raises(Refused, match="not started: it begins 2026-04-10 at 09:00"):
        closing.close(desk, "pp-1", fay)
    clock.set("2026-04-10 09:00:00")
    assert closing.close(desk, "pp-1", fay).id


@pytest.mark.parametrize(
    ("session", "said"),
    [("nothing", "no session nothing"), ("pp-3", "not started"), ("", "no session")],
)
def test_what_cannot_be_signed(desk: Desk, fay: Staff, session: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        closing.close(desk, session, fay)


def test_a_session_called_off_is_not_signed(desk: Desk, fay: Staff) -> None:
    editing.set_session(desk, "pp-1", cancelled=True)
    with pytest.raises(Refused, match="cancelled"):
        closing.close(desk, "pp-1", fay)


def test_not_twice(desk: Desk, fay: Staff) -> None:
    closing.close(desk, "pp-1", fay)
    with pytest.raises(Refused, match="closed already"):
        closing.close(desk, "pp-1", fay)
    assert len(desk.store.session_facts("pp-1")) == 1


# ---- the facilitator's word on a length that varies


def test_a_length_that_varies_must_be_said(desk: Desk, clock: StillClock, fay: Staff) -> None:
    clock.set("2026-04-10 18:10")
    door.scan(desk, "1007")
    with pytest.raises(Refused, match="say how many minutes"):
        closing.close(desk, "open-1", fay)
    signed = closing.close(desk, "open-1", fay, 95)
    assert signed.minutes == 95
    assert lines(signed) == {"finn": ("present", 85, True)}


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_a_length_that_cannot_be(desk: Desk, clock: StillClock, fay: Staff, minutes: int) -> None:
    clock.set("2026-04-10 18:10")
    with pytest.raises(Refused, match="between 1 and 1440"):
        closing.close(desk, "open-1", fay, minutes)


@pytest.mark.parametrize("minutes", [1, 1440])
def test_the_shortest_and_the_longest(
    desk: Desk, clock: StillClock, fay: Staff, minutes: int
) -> None:
    clock.set("2026-04-10 18:10")
    assert closing.close(desk, "open-1", fay, minutes).minutes == minutes


def test_answers_about_people_are_marks_under_the_same_signature(desk: Desk, fay: Staff) -> None:
    door.scan(desk, "1001")
    answers = {"ana": AttendanceStatus.LEFT_EARLY, "ben": AttendanceStatus.EXCUSED}
    signed = closing.close(desk, "pp-1", fay, answers=answers)
    assert lines(signed) == {"ana": ("left_early", 180, True), "ben": ("excused", 0, False)}
    (mark,) = desk.store.person_facts("pp-1", "ben")
    assert (mark.by, mark.time) == ("fay", signed.time)


def test_any_other_length_is_that_of_its_schedule(desk: Desk, fay: Staff) -> None:
    with pytest.raises(Refused, match="180 minutes long, by its schedule"):
        closing.close(desk, "pp-1", fay, 179)
    assert closing.close(desk, "pp-1", fay, 180).minutes == 180


# ---- opening again


def test_reopened_with_a_reason_and_closed_again(desk: Desk, clock: StillClock, fay: Staff) -> None:
    first = closing.close(desk, "pp-1", fay)
    reopened = closing.reopen(desk, "pp-1", fay, " forgot\x1b someone ")
    assert isinstance(reopened, Reopening)
    assert (reopened.reason, reopened.by) == ("forgot someone", "fay")
    assert standing_closing(desk.store.session_facts("pp-1")) is None
    clock.set("2026-04-10 09:05")
    door.scan(desk, "1001")
    second = closing.close(desk, "pp-1", fay)
    assert lines(second)["ana"] == ("present", 180 - 5, True)
    assert first.hash != second.hash
    # Nothing is overwritten: what was signed first stays in the record.
    assert desk.store.session_facts("pp-1") == [first, reopened, second]


@pytest.mark.parametrize("reason", ["", "  ", "\x00\u202e"])
def test_not_without_a_reason(desk: Desk, fay: Staff, reason: str) -> None:
    closing.close(desk, "pp-1", fay)
    with pytest.raises(Refused, match="Say why"):
        closing.reopen(desk, "pp-1", fay, reason)
    assert len(desk.store.session_facts("pp-1")) == 1


def test_what_cannot_be_reopened(desk: Desk, fay: Staff) -> None:
    with pytest.raises(Refused, match="not closed"):
        closing.reopen(desk, "pp-1", fay, "why")
    with pytest.raises(Refused, match="no session nothing"):
        closing.reopen(desk, "nothing", fay, "why")
    closing.close(desk, "pp-1", fay)
    rae = closing.identify(desk, "Rae Diaz", "2222")
    with pytest.raises(Refused, match="not a facilitator"):
        closing.reopen(desk, "pp-1", rae, "why")
    closing.reopen(desk, "pp-1", fay, "why")
    with pytest.raises(Refused, match="not closed"):
        closing.reopen(desk, "pp-1", fay, "why")
