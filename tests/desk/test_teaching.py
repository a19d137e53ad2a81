"""Who teaches, and for how long they are appointed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kiosk.desk import editing, teaching
from kiosk.desk.completing import ruling
from kiosk.desk.protocol import Desk
from kiosk.model import Offering, Staff, Workshop
from tests.building import StillClock
from tests.holding import held, staff


def assign(desk: Desk, offering: str, **fields: object) -> list[str]:
    """Fay is assigned; what is pointed out."""
    with desk.store.change() as tx:
        tx.put(replace(staff(desk), **fields))  # type: ignore[arg-type]
    made = editing.set_offering(desk, offering, facilitators=("ITO, Fay",))
    return [str(text) for text in teaching.ended_terms(desk.store, made)]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"ends": dt.date(2026, 4, 11)}, []),
        ({"ends": dt.date(2026, 4, 10)}, ["Fay Ito's term ends on 2026-04-10."]),
        ({"starts": dt.date(2026, 4, 10)}, []),
        ({"starts": dt.date(2026, 4, 11)}, ["Fay Ito's term begins on 2026-04-11."]),
    ],
)
def test_a_term_that_does_not_cover_the_days(
    desk: Desk, fields: dict[str, object], said: list[str]
) -> None:
    assert assign(desk, "pp", **fields) == said


def test_a_term_that_a_workshop_gives(desk: Desk, clock: StillClock) -> None:
    workshop = desk.store.get(Workshop, "financial")
    assert workshop is not None
    with desk.store.change() as tx:
        tx.put(replace(workshop, term_years=2))
        for number, day in ((1, dt.date(2028, 4, 9)), (2, dt.date(2028, 4, 10))):
            known = desk.store.get(Offering, "fin")
            assert known is not None
            start = dt.datetime.combine(day, dt.time(16), dt.UTC)
            tx.put(replace(known, id=f"later-{number}"))
            session = desk.store.sessions_of("fin")[0]
            tx.put(
                replace(
                    session,
                    id=f"later-{number}-1",
                    offering=f"later-{number}",
                    start=start,
                    end=start + dt.timedelta(hours=1),
                )
            )
    held(desk, clock, "fin-1", "1002")
    assert assign(desk, "later-1", attendee="ben") == []
    assert assign(desk, "later-2", attendee="ben") == ["Fay Ito's term ends on 2028-04-09."]
    ruling.decide(desk, "ben", "fin", False, staff(desk), "not he")
    assert assign(desk, "later-2", attendee="ben") == []


def test_who_is_not_on_the_staff_has_no_term(desk: Desk) -> None:
    made = editing.set_offering(desk, "pp", facilitators=("Rosa Delgado",))
    assert teaching.ended_terms(desk.store, made) == []


def test_an_entry_on_the_staff_says_who_it_is_whatever_the_name(desk: Desk) -> None:
    with desk.store.change() as tx:
        tx.put(Staff(id="fay", name="Fay Ito", attendee="eva1"))
    made = editing.set_offering(desk, "fin", facilitators=("Fay Ito",))
    assert teaching.learners(desk.store, made) == ["ben", "eva2"]
