"""Sessions that come again: each is found by when it begins, and what a table leaves out stays
as it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk import editing
from kiosk.desk.bringing import brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.bringing.reporting import Report
from kiosk.desk.protocol import Desk
from kiosk.files.choices import Choices
from kiosk.model import CheckIn, DoorRule, How, Offering, School, Session
from tests.bringing import state
from tests.building import StillClock

Bring = Callable[..., Report]
HEAD = "offering,workshop,start,end,school"
MORNING = "sum,financial,2026-07-10 09:00,2026-07-10 12:00,spring"
NOON = "sum,financial,2026-07-10 13:00,2026-07-10 16:00,spring"
EVENING = "sum,financial,2026-07-10 18:00,2026-07-10 20:00,spring"


@pytest.fixture
def bring(tmp_path: Path, desk: Desk) -> Bring:
    def bring(
        *lines: str,
        head: str = HEAD,
        out: Path | None = None,
        dry_run: bool = False,
        **said: object,
    ) -> Report:
        path = tmp_path / "sessions.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return bring_file(desk, path, out, **said)

    return bring


def bring_file(desk: Desk, path: Path, out: Path | None = None, **said: object) -> Report:
    known = brought.before(desk)
    choices = known.choices(Choices(**said))  # type: ignore[arg-type]
    content = brought.read(Kind.SESSIONS, path, known.zone, choices)
    report = brought.bring(desk, content, dry_run=False)
    if out:
        out.write_bytes(brought.left_behind(content, report))
    return report


def held(desk: Desk, offering: str = "sum") -> dict[str, str]:
    """By session, the hour at which it begins."""
    return {s.id: f"{s.start:%H:%M}" for s in desk.store.sessions_of(offering)}


def days(desk: Desk, offering: str = "sum") -> dict[str, str]:
    """By session, the day on which it begins."""
    return {s.id: f"{s.start:%m-%d}" for s in desk.store.sessions_of(offering)}


def test_rows_in_another_order_move_nothing(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON, EVENING)
    before = held(desk)
    report = bring(EVENING, MORNING, NOON)
    assert (report.added, report.changed, held(desk)) == (0, 0, before)


def test_a_row_that_is_gone_moves_nothing(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON, EVENING)
    before = held(desk)
    report = bring(NOON, EVENING)
    assert (report.added, report.changed, held(desk)) == (0, 0, before)


def test_a_row_that_is_new_takes_nobodys_number(bring: Bring, desk: Desk) -> None:
    bring(MORNING, EVENING)
    bring(MORNING, NOON, EVENING)
    assert held(desk) == {"sum-1": "09:00", "sum-3": "13:00", "sum-2": "18:00"}


def test_a_session_alone_that_is_new_is_new(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON)
    report = bring(EVENING)
    assert (report.added, report.changed) == (1, 0)
    assert held(desk) == {"sum-1": "09:00", "sum-2": "13:00", "sum-3": "18:00"}


def test_in_a_whole_file_what_begins_at_another_time_was_moved(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON)
    report = bring(MORNING.replace("09:00", "10:00"), NOON)
    assert (report.added, report.changed) == (0, 1)
    assert held(desk) == {"sum-1": "10:00", "sum-2": "13:00"}


def test_a_session_that_begins_when_one_is_known_is_that_one(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON)
    report = bring(MORNING + ",other,Room Z", head=HEAD + ",session,room")
    assert (report.added, report.wrong) == (0, [])
    assert held(desk) == {"sum-1": "09:00", "sum-2": "13:00"}


def test_no_two_sessions_of_one_offering_begin_at_once(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON)
    noon = NOON + ",sum-2"
    report = bring(noon, noon.replace("sum-2", "other"), head=HEAD + ",session")
    assert [(w.where, w.column, w.value) for w in report.wrong] == [
        ("row 3", "start", "2026-07-10 13:00")
    ]
    assert held(desk) == {"sum-1": "09:00", "sum-2": "13:00"}


def test_a_row_of_a_known_session_that_is_mended_is_that_session(
    bring: Bring, desk: Desk, tmp_path: Path
) -> None:
    bring(MORNING, NOON)
    out = tmp_path / "out.csv"
    bring(MORNING + ",", NOON + ",many", head=HEAD + ",capacity", out=out)
    out.write_text(out.read_text().replace("many", "7"))
    report = bring_file(desk, out)
    assert (report.added, report.changed, report.wrong) == (0, 1, [])
    offering = desk.store.get(Offering, "sum")
    assert offering is not None
    assert offering.capacity == 7


def test_what_was_held_is_moved_by_hours_at_most(bring: Bring, desk: Desk) -> None:
    bring(MORNING)
    with desk.store.change() as tx:
        (session,) = tx.sessions_of("sum")
        tx.add(CheckIn(time=session.start, session="sum-1", attendee="ana", how=How.STAFF))
    bring(MORNING.replace("09:00", "09:30"))
    assert held(desk) == {"sum-1": "09:30"}
    report = bring(MORNING.replace("2026-07-10", "2026-07-17"))
    assert (report.added, report.changed) == (1, 1), "a session, and the school is longer"
    assert held(desk) == {"sum-1": "09:30", "sum-2": "09:00"}


def test_more_sessions_than_are_known_are_more_sessions(bring: Bring, desk: Desk) -> None:
    bring(NOON)
    report = bring(*(NOON.replace("2026-07-10", f"2026-12-0{day}") for day in (1, 8)))
    assert (report.added, report.moved) == (2, [])
    assert days(desk) == {"sum-1": "07-10", "sum-2": "12-01", "sum-3": "12-08"}


def test_what_was_moved_is_told(bring: Bring, desk: Desk) -> None:
    bring(MORNING, NOON)
    report = bring(MORNING, NOON.replace("2026-07-10", "2026-07-17") + ",", head=HEAD + ",room")
    (moved,) = report.moved
    assert (moved.session, moved.title) == ("sum-2", "Financial Essentials")
    assert [f"{m:%m-%d %H:%M}" for m in (moved.before, moved.after)] == [
        "07-10 13:00",
        "07-17 13:00",
    ]
    assert days(desk) == {"sum-1": "07-10", "sum-2": "07-17"}


def test_what_has_begun_stays_on_its_day(bring: Bring, desk: Desk, clock: StillClock) -> None:
    """A file with the next date of a monthly course is about that one."""
    bring(MORNING)
    clock.moment = desk.store.sessions_of("sum")[0].start
    report = bring(MORNING.replace("2026-07-10", "2026-08-10"))
    assert report.moved == []
    assert days(desk) == {"sum-1": "07-10", "sum-2": "08-10"}
    bring(MORNING.replace("09:00", "09:30"), MORNING.replace("2026-07-10", "2026-08-10"))
    assert held(desk) == {"sum-1": "09:30", "sum-2": "09:00"}


def test_where_somebody_was_checked_in_no_id_moves_it_to_another_day(
    bring: Bring, desk: Desk
) -> None:
    bring(MORNING)
    with desk.store.change() as tx:
        (session,) = tx.sessions_of("sum")
        tx.add(CheckIn(time=session.start, session="sum-1", attendee="ana", how=How.STAFF))
    head = HEAD + ",session"
    report = bring(MORNING.replace("2026-07-10", "2026-07-11") + ",sum-1", head=head)
    assert [(w.where, w.column, w.value, w.reason) for w in report.wrong] == [
        (
            "row 2", "start", "2026-07-11 09:00",
            "somebody was checked in at sum-1, so it stays on its day; another session has "
            "another id",
        )
    ]  # fmt: skip
    assert days(desk) == {"sum-1": "07-10"}
    report = bring(MORNING.replace("09:00", "10:00") + ",sum-1", head=head)
    assert (report.wrong, [m.session for m in report.moved]) == ([], ["sum-1"])
    assert held(desk) == {"sum-1": "10:00"}


def test_the_same_in_toml(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "sessions.toml"
    times = ["2026-07-10T09:00:00", "2026-07-10T13:00:00", "2026-07-10T18:00:00"]

    def write(*starts: str) -> Report:
        sessions = ", ".join(f"{{ start = {start}, hours = 2 }}" for start in starts)
        path.write_text(
            '[school]\nid = "spring"\nname = "Spring School"\nzone = "America/Toronto"\n'
            f'[[offering]]\nid = "sum"\nworkshop = "financial"\nsessions = [{sessions}]\n'
        )
        return bring_file(desk, path)

    write(*times)
    before = held(desk)
    assert write(*times[1:]).changed == 0
    assert write(*times[::-1]).changed == 0
    assert held(desk) == before


@pytest.mark.parametrize("bad", [0, 1, 2])
def test_a_row_that_is_mended_by_itself_is_the_session_it_would_have_been(
    bring: Bring, desk: Desk, tmp_path: Path, bad: int
) -> None:
    lines = [MORNING, NOON, EVENING]
    wrong = [line.replace("2026-07-10 ", "never ", 1) if n == bad else line
             for n, line in enumerate(lines)]  # fmt: skip
    out = tmp_path / "out.csv"
    bring(*wrong, out=out)
    came = held(desk)
    assert len(came) == 2
    out.write_text(out.read_text().replace("never ", "2026-07-10 "))
    report = bring_file(desk, out)
    assert (report.added, report.changed, report.wrong) == (1, 0, [])
    assert {k: v for k, v in held(desk).items() if k in came} == came
    assert bring(*lines).changed == 0
    assert len(held(desk)) == 3


def test_a_mended_row_takes_nobodys_place_in_a_newer_file(
    bring: Bring, desk: Desk, tmp_path: Path
) -> None:
    bring(MORNING, NOON)
    out = tmp_path / "out.csv"
    bring(NOON, EVENING.replace("2026-07-10 ", "never ", 1), MORNING, out=out)
    out.write_text(out.read_text().replace("never ", "2026-07-10 "))
    bring_file(desk, out)
    assert held(desk) == {"sum-1": "09:00", "sum-2": "13:00", "sum-3": "18:00"}


def test_what_stands_beyond_the_headings_stays_wrong(
    bring: Bring, desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    bring(MORNING, NOON + ",,what", out=out)
    assert out.read_text().splitlines() == [HEAD + ",session,,", NOON + ",sum-2,,what"]
    report = bring_file(desk, out)
    assert ([w.where for w in report.wrong], report.added) == (["row 2"], 0)


def test_what_was_said_of_the_columns_counts_for_the_mended_rows_too(
    bring: Bring, desk: Desk, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    bring(
        MORNING, NOON.replace("2026-07-10 ", "03/04/2026 ", 1),
        head=HEAD.replace("offering", "What"), columns={"What": "offering"}, out=out,
        day_first=True,
    )  # fmt: skip
    out.write_text(out.read_text().replace("03/04/2026", "07/10/2026").replace(
        "2026-07-10 16:00", "07/10/2026 16:00"))  # fmt: skip
    report = bring_file(desk, out)
    assert (report.added, report.wrong) == (1, [])
    assert [f"{s.start:%Y-%m-%d}" for s in desk.store.sessions_of("sum")][-1] == "2026-10-07"


# ---- what a table leaves out


def test_an_empty_cell_leaves_what_is_known(bring: Bring, desk: Desk) -> None:
    school, pp = desk.store.get(School, "spring"), desk.store.get(Offering, "pp")
    first = desk.store.get(Session, "pp-1")
    assert school is not None
    assert pp is not None
    assert first is not None
    with desk.store.change() as tx:
        tx.put(replace(school, place="Bromont", ours=("name",)))
        tx.put(replace(pp, online=True, capacity=7, facilitators=("Fay",), zone="America/Toronto",
                       door=DoorRule(grace=3)))  # fmt: skip
        tx.put(replace(first, room="Attic", door=DoorRule(grace=5)))
    before = state(desk)
    start, end = (f"{moment:%Y-%m-%d %H:%M}" for moment in (first.start, first.end))
    report = bring(f"pp,{pp.workshop},{start},{end},spring")
    assert (report.added, report.changed, report.wrong) == (0, 0, [])
    head = HEAD + ",school_name,place,zone,room,online,capacity,facilitators,part"
    report = bring(f"pp,{pp.workshop},{start},{end},spring,,,,,,,,", head=head)
    assert (report.added, report.changed, report.wrong) == (0, 0, [])
    assert state(desk) == before


def test_what_a_cell_says_counts(bring: Bring, desk: Desk) -> None:
    bring(MORNING)
    head = HEAD + ",room,online,capacity,facilitators,school_name"
    bring(f"{MORNING},Room C,yes,12,Fay,The School", head=head)
    offering = desk.store.get(Offering, "sum")
    assert offering is not None
    assert (offering.room, offering.online, offering.capacity, offering.facilitators) == (
        "Room C", True, 12, ("Fay",),
    )  # fmt: skip
    school = desk.store.get(School, "spring")
    assert school is not None
    assert school.name == "The School"


def test_a_room_of_some_sessions_is_not_the_room_of_the_others(bring: Bring, desk: Desk) -> None:
    head = HEAD + ",room"
    bring(f"{MORNING},Room C", f"{NOON},Room C", head=head)
    later = NOON.replace("2026-07-10", "2026-07-17")
    for added in (1, 0):
        report = bring(f"{later},Room B", head=head)
        assert (report.added, [i.what for i in report.items if "Room" in i.what]) == (added, [])
        assert rooms(desk) == {"sum-1": "Room C", "sum-2": "Room C", "sum-3": "Room B"}
    bring(f"{later},Room C", head=head)
    assert rooms(desk)["sum-3"] == "Room C"
    bring(f"{later},Room B", f"{MORNING},", head=head)
    assert rooms(desk) == {"sum-1": "Room C", "sum-2": "Room C", "sum-3": "Room B"}
    bring(*(f"{line},Room D" for line in (MORNING, NOON, later)), head=head)
    assert set(rooms(desk).values()) == {"Room D"}


def rooms(desk: Desk, offering: str = "sum") -> dict[str, str]:
    """By session, where it is."""
    held_in = desk.store.get(Offering, offering)
    assert held_in is not None
    return {
        s.id: held_in.room if s.room is None else s.room for s in desk.store.sessions_of(offering)
    }


def test_a_school_of_which_nothing_comes_in_does_not_come_in(bring: Bring, desk: Desk) -> None:
    before = state(desk)
    report = bring(MORNING.replace("financial", "nothing").replace("spring", "autumn"))
    assert [(w.where, w.column, w.value) for w in report.wrong] == [
        ("row 2", "workshop", "nothing")
    ]
    assert (report.added, report.batch, state(desk)) == (0, "", before)


def test_an_offering_whose_only_session_is_wrong_does_not_come_in(bring: Bring, desk: Desk) -> None:
    before = state(desk)
    report = bring(MORNING + ",3", head=HEAD + ",part")
    assert [(w.where, w.column, w.value, w.reason) for w in report.wrong] == [
        ("row 2", "part", "3", "financial has 0 parts, not 3")
    ]
    assert (report.added, state(desk)) == (0, before)


def test_a_workshop_that_is_held_already_is_that_offering(bring: Bring, desk: Desk) -> None:
    (first,) = desk.store.sessions_of("fin")
    times = f"{first.start:%Y-%m-%d %H:%M},{first.end:%Y-%m-%d %H:%M}"
    school = desk.store.get(School, "spring")
    assert school is not None
    row = f"Financial Essentials,{times},{school.name}"
    report = bring(row, head="Workshop,Start,End,School")
    assert (report.added, report.changed, report.wrong) == (0, 0, [])
    editing.set_offering(desk, "fin2", school="spring", workshop="financial")
    report = bring(row, head="Workshop,Start,End,School")
    assert [(w.column, w.reason) for w in report.wrong] == [
        ("Workshop", "it may be fin, fin2; give its id")
    ]


def test_a_timetable_as_people_write_it(bring: Bring, desk: Desk) -> None:
    editing.set_offering(desk, "fin", cancelled=True)
    report = bring(
        "Financial Essentials,10 juillet 2026,9 h,12 h 30",
        "Financial Essentials,11 juillet 2026,9 h,12 h 30",
        head="Atelier,Date,Début,Fin",
        school="spring",
    )
    assert (report.wrong, report.added) == ([], 3)
    assert held(desk, "spring-financial") == {
        "spring-financial-1": "09:00",
        "spring-financial-2": "09:00",
    }
