"""Everything that was done to a person is told, by whom, from what to what."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, done_to, editing, marking, merging, noting, voiding
from kiosk.desk.completing import makeup, ruling
from kiosk.desk.done_to import Deed
from kiosk.desk.protocol import Desk
from kiosk.model import AttendanceStatus
from tests.building import StillClock
from tests.holding import came, held, offer_again, staff


def told(desk: Desk, attendee: str) -> list[Deed]:
    ids = done_to.ids(desk, attendee)
    return done_to.told(desk, ids, done_to.entries(desk, ids))


@pytest.fixture
def ben(desk: Desk, clock: StillClock) -> Desk:
    """Ben missed a session and made it up, and more was done to him."""
    fay = staff(desk)
    held(desk, clock, "pp-1", "1001", "1002")
    came(desk, clock, "pp-2", "1001")
    marking.mark(desk, "pp-2", ["ben"], AttendanceStatus.EXCUSED, fay)
    noting.note(desk, "pp-2", "ben", fay, "his bus broke down")
    closing.close(desk, "pp-2", fay)
    offer_again(desk, "ben")
    held(desk, clock, "again-1", "1002")
    return desk


def test_what_was_recorded_in_sessions_with_who_and_why(ben: Desk) -> None:
    deeds = [d for d in told(ben, "ben") if d.sitting and d.sitting.id == "pp-2"]
    fay = staff(ben).name
    assert [(d.what, d.by, d.reason) for d in deeds] == [
        ("closing", fay, ""),
        ("note", fay, "his bus broke down"),
        ("mark", fay, ""),
    ]
    assert deeds[0].after == {"status": "excused", "minutes": 0}
    assert deeds[2].after == {"status": "excused"}


def test_a_make_up_and_its_end(ben: Desk) -> None:
    approved = makeup.approve(ben, "ben", "pp-2", ["again-1"], staff(ben), "came in May")
    voiding.take_back(ben, "", "ben", approved.id, staff(ben), "it was someone else")
    back, made, *_ = told(ben, "ben")
    assert (made.what, made.reason) == ("make_up", "came in May")
    assert made.sitting is not None
    assert made.sitting.id == "pp-2"
    assert [source.id for source in made.sources] == ["again-1"]
    assert (back.what, back.undid, back.reason) == ("void", "make_up", "it was someone else")


def test_a_ruling_says_the_workshop(ben: Desk) -> None:
    ruling.decide(ben, "ben", "pp", True, staff(ben), "on appeal")
    (ruled,) = (d for d in told(ben, "ben") if d.what == "ruling")
    assert ruled.workshop is not None
    assert (ruled.workshop.id, ruled.after) == ("parliamentary", {"granted": True})


def test_a_merge_says_both_names_and_brings_both_histories(desk: Desk, clock: StillClock) -> None:
    walk_in = editing.add_attendee(desk, name="Benny")
    merging.merge(desk, walk_in.id, "ben", staff(desk))
    deeds = told(desk, "ben")
    assert deeds[0].what == "merge"
    assert deeds[0].others == ("Benny", "Ben O'Hara")
    names = [d.after["name"] for d in deeds if d.what == "attendees added"]
    assert names == ["Benny", "Ben O'Hara"]
    merging.part(desk, walk_in.id, staff(desk), "they are brothers")
    first = told(desk, walk_in.id)[0]
    assert (first.what, first.undid, first.others) == ("void", "merge", ("Benny", "Ben O'Hara"))


def test_a_change_says_from_what_to_what(desk: Desk) -> None:
    editing.change_attendee(desk, "ben", email="ben@example.org")
    changed, *_ = told(desk, "ben")
    assert changed.what == "attendees changed"
    assert (dict(changed.before), dict(changed.after)) == ({}, {"email": "ben@example.org"})


def test_nobody_else_is_in_it(ben: Desk) -> None:
    assert {d.what for d in told(ben, "gus")} == {"attendees added"}
