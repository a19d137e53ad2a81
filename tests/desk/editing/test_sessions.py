"""Adding or changing one session or offering by hand."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, door, editing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Offering, Session, Staff, Workshop
from kiosk.rules.checkin import Outcome
from tests.building import StillClock, at


def sign(desk: Desk, session: str) -> None:
    fay = desk.store.get(Staff, "fay")
    assert fay is not None
    closing.close(desk, session, fay)


def test_a_session_is_changed(desk: Desk) -> None:
    editing.set_session(desk, "pp-1", start=at("2026-04-10 10:00"), room="Room Z")
    sitting = desk.store.sitting("pp-1")
    assert sitting is not None
    assert (sitting.start, sitting.end, sitting.room) == (
        at("2026-04-10 10:00"),
        at("2026-04-10 12:00"),
        "Room Z",
    )


def test_a_session_is_added_with_an_id_that_is_free(desk: Desk) -> None:
    start, end = at("2026-04-11 13:00"), at("2026-04-11 16:00")
    first = editing.set_session(desk, None, offering="pp", start=start, end=end)
    assert (first.id, first.offering, first.start) == ("pp-4", "pp", at("2026-04-11 13:00"))
    with desk.store.change() as tx:
        tx.put(Session(id="pp-5", offering="fin", start=start, end=end))
    added = editing.set_session(desk, None, offering="pp", start=start, end=end)
    assert added.id == "pp-6"


def test_who_is_registered_may_come_to_an_added_session(desk: Desk, clock: StillClock) -> None:
    times = {"start": at("2026-04-11 13:00"), "end": at("2026-04-11 16:00")}
    editing.set_session(desk, None, offering="pp", **times)
    clock.set("2026-04-11 13:00")
    verdict = door.scan(desk, "1001")
    assert (verdict.outcome, verdict.sitting and verdict.sitting.id) == (
        Outcome.CHECKED_IN,
        "pp-4",
    )


@pytest.mark.parametrize(
    ("session", "fields", "said"),
    [
        ("nothing", {"room": "x"}, "no session nothing"),
        ("pp-1", {"start": at("2026-04-10 12:00")}, "ends before it starts"),
        ("pp-1", {"end": at("2026-04-12 12:00")}, "longer than a day"),
        ("pp-1", {"part": 1}, "has 0 parts, not 1"),
        ("pp-1", {"part": 0}, "parts are counted from 1"),
        ("pp-1", {"part": -1}, "parts are counted from 1"),
        (None, {"offering": "nothing"}, "needs the id of its offering"),
        (None, {"offering": "pp", "start": at("2026-04-10 12:00")}, "a start and an end"),
        (None, {"offering": "pp"}, "a start and an end"),
    ],
)
def test_what_a_session_cannot_be(
    desk: Desk, session: str | None, fields: dict[str, object], said: str
) -> None:
    before = desk.store.all(Session)
    with pytest.raises(Refused, match=said):
        editing.set_session(desk, session, **fields)
    assert desk.store.all(Session) == before


def test_a_part_that_its_workshop_has(desk: Desk) -> None:
    parts = ({"en": "One"}, {"en": "Two"})
    with desk.store.change() as tx:
        tx.put(Workshop(id="parliamentary", programme="let", title={"en": "PP"}, parts=parts))
    assert editing.set_session(desk, "pp-1", part=2).part == 2
    with pytest.raises(Refused, match="has 2 parts, not 3"):
        editing.set_session(desk, "pp-1", part=3)


def test_a_closed_session_is_not_changed(desk: Desk) -> None:
    sign(desk, "pp-1")
    with pytest.raises(Refused, match="Reopen it with a reason first"):
        editing.set_session(desk, "pp-1", room="x")


def test_an_offering_is_changed_and_its_sessions_with_it(desk: Desk) -> None:
    editing.set_offering(desk, "pp", room="Room Q", facilitators=("Léo\x07 Roy",), capacity=3)
    sitting = desk.store.sitting("pp-2")
    assert sitting is not None
    assert sitting.room == "Room Q"
    assert sitting.offering.facilitators == ("Léo Roy",)


def test_an_offering_is_added(desk: Desk) -> None:
    made = editing.set_offering(desk, "pp-b", school="spring", workshop="parliamentary", room="B")
    assert desk.store.get(Offering, "pp-b") == made


@pytest.mark.parametrize(
    ("offering", "fields", "said"),
    [
        ("new", {"school": "spring"}, "the id of its workshop"),
        ("new", {"workshop": "parliamentary"}, "the id of its school"),
        ("new", {"school": "nothing", "workshop": "parliamentary"}, "There is no school nothing"),
        ("new", {"school": "spring", "workshop": "nothing"}, "There is no workshop nothing"),
        ("No Id", {"school": "spring", "workshop": "parliamentary"}, "lower-case letters, digits"),
        ("", {"school": "spring", "workshop": "parliamentary"}, "lower-case letters, digits"),
        ("x\n", {"school": "spring", "workshop": "parliamentary"}, "lower-case letters, digits"),
        ("pp", {"school": "nothing"}, "There is no school nothing"),
        ("pp", {"workshop": "nothing"}, "There is no workshop nothing"),
    ],
)
def test_what_an_offering_cannot_be(
    desk: Desk, offering: str, fields: dict[str, object], said: str
) -> None:
    before = desk.store.all(Offering)
    with pytest.raises(Refused, match=said):
        editing.set_offering(desk, offering, **fields)
    assert desk.store.all(Offering) == before


def test_an_offering_with_sessions_does_not_become_another_workshop(desk: Desk) -> None:
    with pytest.raises(Refused, match="pp has sessions of parliamentary"):
        editing.set_offering(desk, "pp", workshop="financial")
    assert editing.set_offering(desk, "pp", workshop="parliamentary").workshop == "parliamentary"
    with desk.store.change() as tx:
        tx.put(Offering(id="empty", school="spring", workshop="parliamentary"))
    assert editing.set_offering(desk, "empty", workshop="financial").workshop == "financial"


def test_control_characters_do_not_come_in_by_hand(desk: Desk) -> None:
    editing.set_offering(desk, "pp", room="\x1b[31mRoom")
    editing.set_session(desk, "pp-1", room="\u202eRoom")
    sittings = [desk.store.sitting(i) for i in ("pp-1", "pp-2")]
    assert [s.room for s in sittings if s] == ["Room", "[31mRoom"]
