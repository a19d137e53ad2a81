"""Sessions that come again: each is found by when it begins, and what a table leaves out stays
as it is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk import editing
from kiosk.desk.bringing.reporting import Report
from kiosk.desk.protocol import Desk
from kiosk.model import DoorRule, Offering, School, Session
from tests.bringing import state
from tests.desk.bringing.timetabling import (
    EVENING,
    HEAD,
    MORNING,
    NOON,
    Bring,
    bring_file,
    bringing,
    held,
)


@pytest.fixture
def bring(tmp_path: Path, desk: Desk) -> Bring:
    return bringing(tmp_path, desk)


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
