"""The rules of the door, as one table in two parts: what is given, when someone comes, what
happens."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest

from kiosk.rules.checkin import Outcome, Situation, decide
from tests.building import at
from tests.rules.checkin_case import Case
from tests.rules.checkin_one_session import ONE_SESSION
from tests.rules.checkin_several_sessions import SEVERAL_SESSIONS

CASES = [*ONE_SESSION, *SEVERAL_SESSIONS]


def moment(when: str) -> dt.datetime:
    return at(when if len(when) > 15 else f"2026-04-10 {when}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_door(case: Case) -> None:
    served = None if case.serving is None else frozenset(case.serving)
    # The order in which the sessions were found must not matter.
    for found in permutations(case.given):
        decision = decide(Situation(moment(case.when), found, served))
        assert decision.outcome is case.then
        assert (decision.sitting.id if decision.sitting else None) == case.where
        assert decision.first_at == (at(case.since) if case.since else None)
        assert [choice.id for choice in decision.choices] == case.choices
        assert decision.walk_in is case.walk_in


def test_no_two_cases_have_one_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_outcome_of_the_rule_is_in_the_table() -> None:
    before_the_rule = {
        Outcome.UNKNOWN_CODE,
        Outcome.UNASSIGNED_CODE,
        Outcome.REVOKED_CODE,
        Outcome.UNKNOWN_NAME,
        Outcome.AMBIGUOUS_NAME,
    }
    assert {case.then for case in CASES} == set(Outcome) - before_the_rule
