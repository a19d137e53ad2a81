"""A badge that is read twice in one pass, and a visitor who scans again to be sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kiosk.model import CheckIn, How
from kiosk.rules.attendance import NOTHING, Standing, standing
from kiosk.rules.checkin import Candidate, Outcome, Situation, decide
from kiosk.rules.repeats import is_repeat, is_unsure
from tests.building import at
from tests.rules.doors import SAYS_GOODBYE

CAME = at("2026-04-10 09:00")


@pytest.mark.parametrize(
    ("text", "read_at", "last", "last_at", "expected"),
    [
        ("KJK1", 10.0, "KJK1", 10.0, True),
        ("KJK1", 12.499, "KJK1", 10.0, True),
        ("KJK1", 12.5, "KJK1", 10.0, False),
        ("kjk1", 11.0, "KJK1", 10.0, True),
        ("KJK2", 10.1, "KJK1", 10.0, False),
        ("1001", 10.1, "KJK1", 10.0, False),
    ],
)
def test_the_same_text_in_one_pass(
    text: str, read_at: float, last: str, last_at: float, expected: bool
) -> None:
    assert is_repeat(text, read_at, last, last_at) is expected


def came(entered: dt.datetime | None = None, time: dt.datetime = CAME) -> Standing:
    fact = CheckIn(id="k-1", time=time, entered=entered, session="s", attendee="ana", how=How.BADGE)
    return standing([fact])


def after(seconds: float) -> dt.datetime:
    return CAME + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("found", "now", "expected"),
    [
        (came(), CAME, True),
        (came(), after(59.9), True),
        (came(), after(60), False),
        (came(), after(3600), False),
        (came(), after(-1), False),
        (NOTHING, CAME, False),
        # recorded five minutes later, for another window held it up
        (came(entered=after(300)), after(310), True),
        (came(entered=after(300)), after(360), False),
        # a rehearsal: the machine's clock is years away from what facts speak of
        (came(entered=after(10**8)), after(59), True),
        (came(entered=after(10**8)), after(61), False),
        (came(entered=after(-(10**8))), after(59), True),
        (came(entered=after(-(10**8))), after(61), False),
    ],
)
def test_who_came_only_just_now(found: Standing, now: dt.datetime, expected: bool) -> None:
    assert is_unsure(found, now) is expected


@pytest.mark.parametrize(
    ("seconds", "live", "outcome"),
    [
        (0, True, Outcome.ALREADY_CHECKED_IN),
        (30, True, Outcome.ALREADY_CHECKED_IN),
        (60, True, Outcome.CHECKED_OUT),
        (30, False, Outcome.CHECKED_OUT),
    ],
)
def test_who_scans_again_at_once_stays_in(seconds: int, live: bool, outcome: Outcome) -> None:
    candidate = Candidate(SAYS_GOODBYE, None, came())
    decision = decide(Situation(after(seconds), [candidate], live=live))
    assert (decision.outcome, decision.first_at) == (outcome, CAME)
    assert decision.is_unsure is (outcome is Outcome.ALREADY_CHECKED_IN)


def test_who_came_back_just_now_stays_in_too() -> None:
    visits = ((CAME, after(3600)), (after(7200), None))
    back = CheckIn(id="k-3", time=after(7200), session="s", attendee="ana", how=How.BADGE)
    candidate = Candidate(SAYS_GOODBYE, None, replace(came(), visits=visits, last_check_in=back))
    decision = decide(Situation(after(7230), [candidate]))
    assert (decision.outcome, decision.is_unsure) == (Outcome.ALREADY_CHECKED_IN, True)
    assert decide(Situation(after(7260), [candidate])).outcome is Outcome.CHECKED_OUT
