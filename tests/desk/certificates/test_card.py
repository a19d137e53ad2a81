"""The certificates on somebody's card, and what became of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk import closing, merging, people
from kiosk.desk.certificates import revoking, standing
from kiosk.desk.protocol import Desk
from kiosk.model import Attendee
from kiosk.rules.certificates import State
from tests.building import StillClock
from tests.certifying import issue, with_certificates
from tests.holding import staff


@pytest.fixture
def desk(desk: Desk, folder: Path, clock: StillClock) -> Desk:
    return with_certificates(desk, folder, clock)


def test_the_latest_first_and_what_became_of_each(desk: Desk) -> None:
    with desk.store.change() as tx:
        person = tx.get(Attendee, "ben")
        assert person is not None
        tx.put(replace(person, name="Benjamin O'Hara"))
    issue(desk)
    newer, older = people.card(desk, "ben").certificates
    assert (newer.standing.state, older.standing.state) == (State.ACTIVE, State.SUPERSEDED)
    assert older.standing.superseded_by == newer.standing.certificate.number
    revoking.revoke(desk, newer.standing.certificate.number, staff(desk, "rae"), "wrong")
    assert people.card(desk, "ben").certificates[0].standing.state is State.REVOKED


def test_whoever_has_none(desk: Desk) -> None:
    assert people.card(desk, "ana").certificates == ()


def test_one_whose_completion_was_taken_away_says_so(desk: Desk) -> None:
    assert [one.taken_away for one in people.card(desk, "ben").certificates] == [False]
    closing.reopen(desk, "fin-1", staff(desk), "someone was not there")
    assert [one.taken_away for one in people.card(desk, "ben").certificates] == [True]


def test_of_two_who_are_one_nothing_was_taken_away(desk: Desk) -> None:
    with desk.store.change() as tx:
        tx.put(Attendee(id="walk-in", name="Eva Roy"))
    merging.merge(desk, "eva1", "walk-in", staff(desk, "rae"), "the same person")
    (one,) = people.card(desk, "walk-in").certificates
    assert not one.taken_away
    assert not any(line.taken_away for line in standing.listed(desk))
