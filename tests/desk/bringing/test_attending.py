"""Reports of a meeting, brought in one after another: nothing that one says is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.desk import closing, editing, voiding
from kiosk.desk.bringing import attending
from kiosk.desk.bringing.attending import Attended
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.files.zoom import Join
from kiosk.model import Departure
from kiosk.rules.attendance import presence, standing
from tests.building import StillClock, at
from tests.holding import staff

START, END = at("2026-04-10 18:00"), at("2026-04-10 20:00")


def join(joined: str, left: str, name: str = "Finn Lee", **fields: str) -> Join:
    def wall(time: str) -> dt.datetime:
        return dt.datetime.fromisoformat(f"2026-04-10 {time}")

    return Join("row 2", name, joined=wall(joined), left=wall(left), **fields)


def bring(desk: Desk, *joins: Join) -> int:
    """How many facts are new."""
    return attending.record(desk, attending.attended(desk, "open-1", joins))


def minutes(desk: Desk, attendee: str = "finn") -> int:
    facts = desk.store.person_facts("open-1", attendee)
    return presence(standing(facts), START, END).minutes


@pytest.mark.parametrize(
    ("first", "second", "then", "added"),
    [
        (("18:00", "18:30"), ("18:00", "19:30"), 90, 2),
        (("18:00", "19:30"), ("18:00", "18:30"), 90, 0),
        (("18:30", "19:00"), ("18:00", "19:00"), 60, 2),
        (("18:00", "19:00"), ("18:20", "18:40"), 60, 0),
        (("18:00", "19:00"), ("18:00", "19:00"), 60, 0),
        (("18:00", "19:00"), ("19:00", "19:30"), 90, 2),
        (("18:00", "18:30"), ("19:00", "19:30"), 60, 2),
        (("18:00", "19:00"), ("18:30", "19:30"), 90, 2),
    ],
)
def test_the_minutes_of_two_reports_are_the_union(
    desk: Desk, first: tuple[str, str], second: tuple[str, str], then: int, added: int
) -> None:
    assert bring(desk, join(*first)) == 2
    assert bring(desk, join(*second)) == added
    assert minutes(desk) == then
    assert bring(desk, join(*first), join(*second)) == 0, "all of it is known"


def test_three_reports_each_longer_than_the_one_before(desk: Desk) -> None:
    for left in ("18:30", "19:00", "19:30"):
        bring(desk, join("18:00", left))
    assert minutes(desk) == 90
    assert not standing(desk.store.person_facts("open-1", "finn")).is_in


def test_an_end_that_was_taken_back_is_said_again_by_the_same_report(desk: Desk) -> None:
    bring(desk, join("18:00", "18:30"))
    facts = desk.store.person_facts("open-1", "finn")
    (left,) = [fact for fact in facts if isinstance(fact, Departure)]
    voiding.take_back(desk, "open-1", "finn", left.id, staff(desk), "a mistake")
    assert minutes(desk) == 120
    assert bring(desk, join("18:00", "18:30")) == 1
    assert minutes(desk) == 30


# ---- what is refused, with nothing half done


def test_a_report_of_another_meeting_is_refused(desk: Desk) -> None:
    for joins in ([join("06:00", "08:00")], [join("20:00", "21:00"), join("17:00", "18:00")]):
        with pytest.raises(Refused, match=r"18:00 and .*20:00: it is of another meeting"):
            attending.attended(desk, "open-1", joins)
    assert desk.store.people_in("open-1") == []


def test_a_report_that_names_nobody_known_records_nothing_and_names_them(desk: Desk) -> None:
    joins = [join("18:00", "19:00", "iPhone"), join("18:00", "19:00", "Zed Quill")]
    found = attending.attended(desk, "open-1", joins)
    assert (found.known, [one.name for one in found.unsure]) == ({}, ["iPhone", "Zed Quill"])
    before = desk.store.revision
    assert attending.record(desk, found) == 0
    assert desk.store.revision == before


def test_a_session_closed_or_cancelled_while_a_report_was_looked_at(
    desk: Desk, clock: StillClock
) -> None:
    found: Attended = attending.attended(desk, "open-1", [join("18:00", "19:00")])
    clock.set("2026-04-10 19:00")
    closing.close(desk, "open-1", staff(desk), 120)
    with pytest.raises(Refused, match=r"This session is closed\. Reopen it"):
        attending.record(desk, found)
    closing.reopen(desk, "open-1", staff(desk), "the report is missing")
    editing.set_session(desk, "open-1", cancelled=True)
    with pytest.raises(Refused, match="This session is cancelled"):
        attending.record(desk, found)
    assert desk.store.people_in("open-1") == []


def test_a_session_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(Refused, match="no session nothing"):
        attending.attended(desk, "nothing", [join("18:00", "19:00")])
