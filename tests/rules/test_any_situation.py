"""Whatever a person has to do with whichever sessions: what the door decides is true."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import RegistrationStatus, Sitting
from kiosk.rules.attendance import Standing
from kiosk.rules.checkin import Candidate, Outcome, Situation, decide, judge
from kiosk.rules.schedule import in_day
from tests.building import at
from tests.rules.doors import (
    ADMITS_AN_HOUR,
    AFTERNOON,
    ASKS_NOTHING,
    EVENING,
    MORNING,
    NEEDS_STEWARD_1,
    NIGHT,
    NOON,
    NOT_A_TRUSTEE,
    RIVAL,
    SAYS_GOODBYE,
    TOMORROW,
    YESTERDAY,
    called_off,
    in_since,
    in_until,
    registration,
)

SITTINGS = [
    MORNING, AFTERNOON, NOON, RIVAL, EVENING, YESTERDAY, TOMORROW, NIGHT, ADMITS_AN_HOUR,
    SAYS_GOODBYE, ASKS_NOTHING,
]  # fmt: skip


STANDINGS = [
    Standing(),
    in_since("2026-04-10 08:50"),
    in_until("2026-04-10 08:50", "2026-04-10 10:00"),
]


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    chosen = draw(st.lists(st.sampled_from(SITTINGS), unique_by=lambda s: s.id, max_size=5))
    candidates = []
    for what in chosen:
        status = draw(st.sampled_from([None, *RegistrationStatus]))
        candidates.append(
            Candidate(
                called_off(what) if draw(st.booleans()) else what,
                registration(what, status) if status else None,
                draw(st.sampled_from(STANDINGS)),
                closed=draw(st.booleans()),
                free=draw(st.none() | st.integers(-1, 2)),
                lacks=draw(st.sampled_from([(), NEEDS_STEWARD_1, NOT_A_TRUSTEE])),
            )
        )
    now = at("2026-04-09 00:00") + dt.timedelta(minutes=draw(st.integers(0, 3 * 24 * 60)))
    served = draw(st.none() | st.frozensets(st.sampled_from([s.id for s in SITTINGS])))
    return Situation(now, candidates, served)


def overlap(one: Sitting, other: Sitting) -> bool:
    return one.start < other.end and other.start < one.end


@given(situations())
def test_whatever_is_given_something_true_is_decided(situation: Situation) -> None:
    now, served = situation.now, situation.served
    decision = decide(situation)
    by_id = {c.sitting.id: c for c in situation.candidates}
    busy = [c.sitting for c in by_id.values() if c.standing.is_in_at(now) and now < c.sitting.end]
    match decision.outcome:
        case Outcome.CHOOSE_SESSION:
            assert len(decision.choices) > 1
            for choice in decision.choices:
                assert judge(by_id[choice.id], now) is Outcome.CHECKED_IN
                assert not any(overlap(choice, other) for other in busy)
        case Outcome.WRONG_SESSION:
            assert decision.sitting is not None
            assert served is not None
            assert decision.sitting.id not in served
        case Outcome.NOT_REGISTERED if decision.sitting is None:
            for candidate in by_id.values():
                if served is None or candidate.sitting.id in served:
                    elsewhere = any(overlap(candidate.sitting, other) for other in busy)
                    assert elsewhere or not in_day(candidate.sitting, now)
        case _:
            assert decision.sitting is not None
            chosen = by_id[decision.sitting.id]
            assert judge(chosen, now) is decision.outcome
            assert served is None or chosen.sitting.id in served
            if decision.outcome is Outcome.CHECKED_IN:
                assert not any(overlap(chosen.sitting, other) for other in busy)
