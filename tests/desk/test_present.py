"""Who is here now, and who stands on a sign-in sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.desk import closing, door, roster
from kiosk.desk.present import Present, present
from kiosk.desk.protocol import Desk
from kiosk.desk.taking import paper
from kiosk.errors import Refused
from kiosk.files.paper.signin import Expected, Sheet
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    DoorRule,
    Offering,
    Registration,
    School,
    Session,
    Staff,
)
from tests.building import StillClock, at, session


def fay(desk: Desk) -> Staff:
    return closing.staff_named(desk.store, "Fay Ito")


def shown(found: Present) -> dict[str, list[str]]:
    return {room.name: [here.attendee.id for here in room.people] for room in found.rooms}


def change(desk: Desk, kind: type, record_id: str, **fields: object) -> None:
    with desk.store.change() as tx:
        record = tx.get(kind, record_id)
        assert record
        tx.put(replace(record, **fields))


# ---- who is here now


def test_nobody_is_here_before_anyone_came(desk: Desk) -> None:
    assert present(desk).count == 0
    assert present(desk).rooms == ()


def test_people_are_listed_by_room_and_by_name(desk: Desk) -> None:
    for who in ("1006", "1005", "1001"):
        door.scan(desk, who)
    door.scan(desk, "1002", served=frozenset({"pp-1"}))
    found = present(desk)
    assert shown(found) == {"Room A": ["ana", "ben"], "Room B": ["eva1", "eva2"]}
    assert found.count == 4
    assert found.rooms[0].people[0].since == desk.clock.now()
    assert [s.id for s in found.rooms[0].sittings] == ["pp-1"]


def test_from_when_the_door_opens_until_the_session_ends(desk: Desk, clock: StillClock) -> None:
    clock.set("2026-04-10 08:30")
    door.scan(desk, "1001")
    for now, count in (("08:30", 1), ("11:59", 1), ("12:00", 0), ("12:10", 0)):
        clock.set(f"2026-04-10 {now}")
        assert present(desk).count == count, now


def test_who_left_is_not_here_and_who_came_back_is(desk: Desk, clock: StillClock) -> None:
    change(desk, Offering, "pp", door=DoorRule(departures=True))
    counts = []
    for minute in (0, 10, 20):
        clock.set(f"2026-04-10 09:{minute:02}")
        door.scan(desk, "1001")
        counts.append(present(desk).count)
    assert counts == [1, 0, 1]
    assert present(desk).rooms[0].people[0].since == at("2026-04-10 09:20")


def test_a_check_in_that_was_taken_back_is_none(desk: Desk) -> None:
    door.undo(desk, door.scan(desk, "1001"))
    assert present(desk).count == 0


def test_each_is_here_once_where_they_checked_in_last(desk: Desk, clock: StillClock) -> None:
    door.scan(desk, "1002", served=frozenset({"pp-1"}))
    clock.set("2026-04-10 09:05")
    door.let_in(desk, "ben", "fin-1", fay(desk))
    assert shown(present(desk)) == {"Room B": ["ben"]}


def test_who_is_online_is_in_no_room(desk: Desk, clock: StillClock) -> None:
    clock.set("2026-04-10 18:00")
    door.scan(desk, "1007")
    found = present(desk)
    assert (found.rooms, found.count) == ((), 0)
    assert [here.attendee.id for here in found.online] == ["finn"]


@pytest.mark.parametrize("status", ["absent", "excused", "left_early"])
def test_whom_a_facilitator_marked_as_gone_is_not_here(
    desk: Desk, clock: StillClock, status: str
) -> None:
    door.scan(desk, "1001")
    clock.set("2026-04-10 10:00")
    roster.mark(desk, "pp-1", "ana", AttendanceStatus(status), fay(desk))
    assert present(desk).count == 0


def test_whom_a_facilitator_marked_late_is_here(desk: Desk) -> None:
    door.scan(desk, "1001")
    roster.mark(desk, "pp-1", "ana", AttendanceStatus.LATE, fay(desk))
    assert present(desk).count == 1


def test_who_came_after_the_mark_is_here(desk: Desk) -> None:
    roster.mark(desk, "pp-1", "ana", AttendanceStatus.EXCUSED, fay(desk))
    door.scan(desk, "1001")
    assert present(desk).count == 1


def test_a_session_that_was_cancelled_or_signed_keeps_its_people(desk: Desk) -> None:
    door.scan(desk, "1001")
    door.scan(desk, "1005")
    change(desk, Session, "pp-1", cancelled=True)
    closing.close(desk, "fin-1", fay(desk))
    assert shown(present(desk)) == {"Room A": ["ana"], "Room B": ["eva1"]}


def test_rooms_of_several_schools_are_told_apart(desk: Desk) -> None:
    with desk.store.change() as tx:
        tx.put(School(id="night", name="Night School", zone="America/Toronto"))
        tx.put(Offering(id="n", school="night", workshop="financial", room="room a"))
        tx.put(session("n-1", offering="n"))
        tx.put(Registration(id=Registration.id_for("gus", "n"), attendee="gus", offering="n"))
    door.scan(desk, "1001")
    door.scan(desk, "1008")
    assert shown(present(desk)) == {
        "room a · Night School": ["gus"],
        "Room A · Spring School": ["ana"],
    }


def test_a_room_is_one_however_it_is_written(desk: Desk) -> None:
    change(desk, Offering, "fin", room="ROOM  A")
    door.scan(desk, "1001")
    door.scan(desk, "1005")
    (room,) = present(desk).rooms
    assert [here.attendee.id for here in room.people] == ["ana", "eva1"]


# ---- who stands on a sheet


def names(people: tuple[Expected, ...]) -> list[str]:
    return [person.name for person in people]


def sheet(desk: Desk, session_id: str) -> Sheet:
    sitting = desk.store.sitting(session_id)
    assert sitting
    return paper.sheet(desk.store, sitting)


def test_registered_and_waiting_by_name(desk: Desk) -> None:
    found = sheet(desk, "pp-1")
    assert names(found.people) == ["Ana Núñez", "Ben O'Hara"]
    assert names(found.waiting) == ["Cleo Park"]
    assert found.organisation == "Test Union"


def test_namesakes_have_as_many_digits_as_tell_them_apart(desk: Desk) -> None:
    found = sheet(desk, "fin-1")
    assert [(p.name, p.tail) for p in found.people] == [
        ("Ben O'Hara", ""),
        ("Eva Roy", "…005"),
        ("Eva Roy", "…006"),
    ]
    change(desk, Attendee, "eva1", member_number="2-006")
    assert [p.tail for p in sheet(desk, "fin-1").people] == ["", "…-006", "…1006"]


def test_who_is_in_has_the_time_and_who_waited_and_came_stands_with_the_others(
    desk: Desk,
) -> None:
    door.scan(desk, "1001")
    door.let_in(desk, "cleo", "pp-1", fay(desk), "a free chair")
    door.let_in(desk, "gus", "pp-1", fay(desk), "walk-in")
    found = sheet(desk, "pp-1")
    assert names(found.people) == ["Ana Núñez", "Ben O'Hara", "Cleo Park", "Gus Hart"]
    assert [bool(person.since) for person in found.people] == [True, False, True, True]
    assert found.waiting == ()


def test_who_was_forgotten_is_not_on_it(desk: Desk) -> None:
    change(desk, Attendee, "ben", name="")
    assert names(sheet(desk, "pp-1").people) == ["Ana Núñez"]


# ---- which sessions


def wanted(desk: Desk, *sessions: str, day: str = "") -> list[str]:
    on = at(f"{day} 00:00").date() if day else None
    return [sitting.id for sitting in paper.to_sign(desk, sessions, on)]


def test_by_default_those_of_today_that_are_not_over(desk: Desk, clock: StillClock) -> None:
    assert wanted(desk) == ["pp-1", "fin-1", "pp-2", "open-1"]
    closing.close(desk, "fin-1", fay(desk))
    assert wanted(desk) == ["pp-1", "pp-2", "open-1"]
    change(desk, Session, "pp-2", cancelled=True)
    clock.set("2026-04-10 12:00")
    assert wanted(desk) == ["open-1"]


def test_of_a_day_or_by_name(desk: Desk) -> None:
    assert wanted(desk, day="2026-04-11") == ["pp-3"]
    assert wanted(desk, "pp-3", "fin-1", "pp-3") == ["fin-1", "pp-3"]


@pytest.mark.parametrize(
    ("sessions", "day", "said"),
    [
        (("nothing",), "", "There is no session nothing."),
        ((), "2026-04-12", "No session starts on 2026-04-12."),
        (("pp-2",), "", "Session pp-2 is cancelled."),
    ],
)
def test_where_there_is_nothing_to_print(
    desk: Desk, sessions: tuple[str, ...], day: str, said: str
) -> None:
    change(desk, Session, "pp-2", cancelled=True)
    with pytest.raises(Refused) as refused:
        wanted(desk, *sessions, day=day)
    assert str(refused.value) == said


def test_when_the_day_is_over(desk: Desk, clock: StillClock) -> None:
    clock.set("2026-04-10 23:00")
    with pytest.raises(Refused, match="There is no session today that is not over"):
        wanted(desk)
