"""Who has completed a workshop."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import AttendanceStatus, Closing, CompletionRule, SignedLine, Sitting
from kiosk.rules.completion import Completion, Reason, Stand, complete
from kiosk.rules.session_record import SessionRecord
from tests.building import at, sitting

EVERY_SESSION = CompletionRule(every_session=True)
PRESENT, LATE, LEFT_EARLY, EXCUSED, ABSENT = AttendanceStatus

FIRST = sitting("one", "2026-04-10 09:00", "2026-04-10 12:00")
SECOND = sitting("two", "2026-04-10 13:00", "2026-04-10 16:00")
THIRD = sitting("three", "2026-04-11 09:00", "2026-04-11 12:00")


def signed(
    what: Sitting,
    minutes: int | None = None,
    said: AttendanceStatus | None = None,
    length: int | None = None,
) -> SessionRecord:
    """A session that is closed; ``minutes`` present, of ``length`` or as scheduled."""
    length = what.minutes if length is None else length
    minutes = length if minutes is None else minutes
    said = said or (PRESENT if minutes else ABSENT)
    line = SignedLine(attendee="ana", status=said, minutes=minutes)
    closing = Closing(
        time=what.end, session=what.id, by="s-1", minutes=length, roster=(line,), hash=""
    )
    return SessionRecord(what, closing, line)


def unsigned(what: Sitting) -> SessionRecord:
    return SessionRecord(what, None, None)


def not_on_the_roster(what: Sitting) -> SessionRecord:
    record = signed(what)
    return SessionRecord(what, record.closing, None)


def ids(sittings: tuple[Sitting, ...]) -> list[str]:
    return [s.id for s in sittings]


# ---- every session


def test_every_session_attended_is_complete() -> None:
    done = complete([signed(FIRST), signed(SECOND), signed(THIRD)], EVERY_SESSION)
    assert done == Completion(
        complete=True,
        reason=Reason.ALL_SESSIONS,
        minutes=540,
        scheduled_minutes=540,
        held_minutes=540,
        base_minutes=540,
        missing=(),
        unsigned=(),
        completed_on=dt.date(2026, 4, 11),
    )


def test_one_session_missed_is_named() -> None:
    done = complete([signed(FIRST), signed(SECOND, 0), signed(THIRD)], EVERY_SESSION)
    assert (done.complete, done.reason) == (False, Reason.MISSING_SESSIONS)
    assert (ids(done.missing), done.minutes, done.scheduled_minutes) == (["two"], 360, 540)
    assert done.completed_on is None


@pytest.mark.parametrize(
    ("said", "attended"),
    [(PRESENT, True), (LATE, True), (LEFT_EARLY, True), (EXCUSED, False), (ABSENT, False)],
)
def test_which_statuses_are_attendance(said: AttendanceStatus, attended: bool) -> None:
    done = complete([signed(FIRST), signed(SECOND, 20, said)], EVERY_SESSION)
    assert done.complete is attended
    assert ids(done.missing) == ([] if attended else ["two"])


def test_who_is_not_on_a_signed_roster_missed_it() -> None:
    done = complete([signed(FIRST), not_on_the_roster(SECOND)], EVERY_SESSION)
    assert (done.complete, ids(done.missing)) == (False, ["two"])


def test_a_session_that_nobody_signed_leaves_it_open() -> None:
    done = complete([signed(FIRST), unsigned(SECOND), signed(THIRD, 0)], EVERY_SESSION)
    assert (done.complete, done.reason) == (False, Reason.NOT_ALL_CLOSED)
    assert (ids(done.unsigned), ids(done.missing)) == (["two"], ["three"])
    assert (done.minutes, done.scheduled_minutes) == (180, 540)


def test_no_sessions_complete_nothing() -> None:
    done = complete([], EVERY_SESSION)
    assert (done.complete, done.reason, done.minutes) == (False, Reason.NO_SESSIONS, 0)


def test_what_is_missed_is_so_only_once_all_is_signed() -> None:
    def stand(*records: SessionRecord) -> Stand:
        return complete(records, EVERY_SESSION).stand

    assert stand(signed(FIRST), signed(SECOND)) is Stand.COMPLETE
    assert stand(signed(FIRST), signed(SECOND, 0)) is Stand.MISSED
    assert stand(signed(FIRST, 0), unsigned(SECOND)) is Stand.UNSIGNED
    assert stand() is Stand.UNSIGNED


def test_the_day_is_that_of_the_session_in_its_own_zone() -> None:
    west = sitting(
        "west", "2026-04-10 21:30", "2026-04-10 23:30", zone="America/Los_Angeles",
        school_zone="America/Toronto",
    )  # fmt: skip
    assert complete([signed(west)], EVERY_SESSION).completed_on == dt.date(2026, 4, 10)


def test_a_session_over_midnight_counts_for_the_day_it_began() -> None:
    night = sitting("night", "2026-04-10 23:00", "2026-04-11 02:00")
    assert complete([signed(night)], EVERY_SESSION).completed_on == dt.date(2026, 4, 10)


def test_minutes_scheduled_across_a_change_of_the_clocks_are_real_ones() -> None:
    night = sitting("night", "2026-03-08 01:00", "2026-03-08 04:00")
    assert complete([signed(night)], EVERY_SESSION).scheduled_minutes == 120


# ---- the facilitator's word


def test_a_length_that_varies_is_the_one_signed() -> None:
    done = complete([signed(FIRST, 95, length=95)], CompletionRule(share=1))
    assert (done.complete, done.minutes, done.scheduled_minutes) == (True, 95, 95)


def test_until_it_is_signed_the_schedule_counts() -> None:
    assert complete([unsigned(FIRST)], EVERY_SESSION).scheduled_minutes == 180


# ---- a share of the minutes


@pytest.mark.parametrize(
    ("share", "minutes", "enough"),
    [
        (0.9, 486, True),  # 9 hours
        (0.9, 485, False),
        (1, 540, True),
        (1, 539, False),
        (0.5, 270, True),
        (0.5, 269, False),
        (0.7, 378, True),  # 0.7 * 540 is 378.0 but 0.7 * 180 * 3 is not
        (0.7, 377, False),
        (1 / 3, 180, True),
        (1 / 3, 179, False),
        (2 / 3, 360, True),
        (0.55, 297, True),  # 0.55 * 540 is 297.00000000000006
        (0.55, 296, False),
        (0.001, 1, True),
    ],
)
def test_a_share_is_exact_at_its_edge(share: float, minutes: int, enough: bool) -> None:
    parts = [min(180, max(0, minutes - 180 * i)) for i in range(3)]
    records = [signed(s, m) for s, m in zip((FIRST, SECOND, THIRD), parts, strict=True)]
    done = complete(records, CompletionRule(share=share))
    assert (done.complete, done.minutes) == (enough, minutes)
    assert done.reason is (Reason.SHARE_OF_MINUTES if enough else Reason.TOO_FEW_MINUTES)


@given(st.integers(1, 100), st.integers(0, 600))
def test_a_share_in_hundredths_is_what_fractions_say(percent: int, minutes: int) -> None:
    long = sitting("long", "2026-04-10 08:00", "2026-04-10 18:00")
    done = complete([signed(long, minutes, PRESENT)], CompletionRule(share=percent / 100))
    assert done.complete == (minutes >= Fraction(percent, 100) * 600)


def test_with_a_share_a_whole_session_may_be_missed() -> None:
    done = complete([signed(FIRST), signed(SECOND), signed(THIRD, 0)], CompletionRule(share=0.6))
    assert (done.complete, ids(done.missing)) == (True, ["three"])
    assert done.completed_on == dt.date(2026, 4, 10)


def test_even_with_a_share_every_session_must_be_signed() -> None:
    done = complete([signed(FIRST), signed(SECOND), unsigned(THIRD)], CompletionRule(share=0.5))
    assert (done.complete, done.reason) == (False, Reason.NOT_ALL_CLOSED)


def test_excused_is_no_minutes() -> None:
    done = complete([signed(FIRST), signed(SECOND, 0, EXCUSED)], CompletionRule(share=0.6))
    assert (done.complete, done.reason) == (False, Reason.TOO_FEW_MINUTES)


# ---- whatever is given


@st.composite
def records(draw: st.DrawFn) -> list[SessionRecord]:
    made = []
    for number, what in enumerate((FIRST, SECOND, THIRD)[: draw(st.integers(0, 3))]):
        minutes = draw(st.integers(0, 180))
        kind = draw(st.sampled_from(["signed", "unsigned", "missing"]))
        said = draw(st.sampled_from(list(AttendanceStatus)))
        assert number < 3
        made.append(
            signed(what, minutes, said)
            if kind == "signed"
            else (unsigned if kind == "unsigned" else not_on_the_roster)(what)
        )
    return made


@given(records(), st.none() | st.floats(0.01, 1))
def test_complete_only_with_a_reason_and_a_day(
    given_records: list[SessionRecord], share: float | None
) -> None:
    rule = CompletionRule(share=share, every_session=None if share else True)
    done = complete(given_records, rule)
    assert done.complete == (done.reason in (Reason.ALL_SESSIONS, Reason.SHARE_OF_MINUTES))
    assert done.complete == (done.completed_on is not None)
    assert 0 <= done.minutes <= done.scheduled_minutes or not given_records
    assert not done.complete or all(r.closing for r in given_records)
    if share is None:
        attended = bool(given_records) and all(r.attended for r in given_records)
        assert done.complete == attended


def test_at_is_what_these_tests_rest_on() -> None:
    assert at("2026-03-08 04:00") - at("2026-03-08 01:00") == dt.timedelta(hours=2)
