"""Session files as tables: one row a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.files.reading import NotThatFile
from kiosk.model import Offering, School
from tests.building import at
from tests.files.session_files import Read, reader, times


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path, ".csv")


HEADER = (
    "offering,workshop,start,end,room,online,capacity,facilitators,part,session,"
    "school,school_name,place,zone\n"
)


@pytest.mark.parametrize("suffix", [".csv", ".CSV", ".tsv", ".txt"])
def test_a_table(read: Read, suffix: str) -> None:
    (file,) = read(
        HEADER
        + "pp,parl,2026-04-10 09:00,2026-04-10 12:00,Room A,no,24,Ana Roy; Ben Li,,,"
        + "spring,Spring School,Bromont,America/Toronto\n"
        + "pp,parl,2026-04-11T09:00,2026-04-11T12:00,Room B,,,,,last,spring,,,\n"
        + "dig,adverse,2026-04-10 18:00,2026-04-10 20:00,,oui,,,2,,spring,,,\n",
        suffix,
        zone="America/Vancouver",
    )
    assert file.wrong == []
    assert file.school == School(
        id="spring",
        name="Spring School",
        place="Bromont",
        zone="America/Toronto",
        starts=at("2026-04-10 00:00").date(),
        ends=at("2026-04-11 00:00").date(),
    )
    assert file.offerings.entries == [
        (
            "row 2",
            Offering(
                id="pp",
                school="spring",
                workshop="parl",
                room="Room A",
                capacity=24,
                facilitators=("Ana Roy", "Ben Li"),
            ),
        ),
        ("row 4", Offering(id="dig", school="spring", workshop="adverse", online=True)),
    ]
    assert [(w, s.id, s.room, s.part) for w, s in file.sessions.entries] == [
        ("row 2", "pp-1", None, None),
        ("row 3", "last", "Room B", None),
        ("row 4", "dig-1", None, 2),
    ]
    assert times(file)[1] == ("last", "2026-04-11T09:00:00-04:00", "2026-04-11T12:00:00-04:00")


def test_a_room_that_is_the_offerings_is_not_the_sessions_own(read: Read) -> None:
    """So that moving the offering to another room moves all of its sessions."""
    (file,) = read(
        "offering,workshop,start,end,school,room\n"
        "pp,parl,2026-04-10 09:00,2026-04-10 12:00,spring,Room A\n"
        "pp,parl,2026-04-10 13:00,2026-04-10 16:00,spring,\n"
        "pp,parl,2026-04-11 09:00,2026-04-11 12:00,spring,Room A\n",
        ".csv",
    )
    ((_, offering),) = file.offerings.entries
    assert offering.room == "Room A"
    assert [s.room for _, s in file.sessions.entries] == [None, None, None]


def test_several_schools_in_one_table(read: Read) -> None:
    spring, autumn = read(
        "offering,workshop,start,end,school,zone\n"
        "pp,parl,2026-04-10 09:00,2026-04-10 12:00,spring,America/Toronto\n"
        "fall,parl,2026-10-10 09:00,2026-10-10 12:00,autumn,America/Vancouver\n"
        "pp,parl,2026-04-10 13:00,2026-04-10 16:00,spring,\n",
        ".csv",
    )
    assert (spring.school.id, spring.school.name, len(spring.sessions.entries)) == (
        "spring",
        "spring",
        2,
    )
    assert times(autumn) == [("fall-1", "2026-10-10T09:00:00-07:00", "2026-10-10T12:00:00-07:00")]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("pp,parl,tomorrow,2026-04-10 12:00,spring,,,", "“tomorrow” is not a time"),
        ("pp,parl,2026-04-10 09:00,,spring,,,", "“” is not a time"),
        ("pp,parl,2026-04-10 12:00,2026-04-10 09:00,spring,,,", "ends before it starts"),
        ("pp,parl,2026-03-08 02:30,2026-03-08 04:00,spring,,,", "does not exist"),
        ("pp,parl,9999-12-31 23:00,9999-12-31 23:30,spring,,,", "year"),
        ("pp,other,2026-04-10 09:00,2026-04-10 12:00,spring,,,", "given two workshops"),
        ("P P,parl,2026-04-10 09:00,2026-04-10 12:00,spring,,,", "id of lower-case letters"),
        (",parl,2026-04-10 09:00,2026-04-10 12:00,spring,,,", "id of lower-case letters"),
        ("x,,2026-04-10 09:00,2026-04-10 12:00,spring,,,", "workshop: "),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,Spring School,,,", "id of lower-case letters"),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,,,,", "id of lower-case letters"),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,spring,many,,", "not a whole number"),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,spring,-1,,", "not a whole number"),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,spring,0,,", "capacity"),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,spring,²,,", "not a whole number"),
        (f"x,parl,2026-04-10 09:00,2026-04-10 12:00,spring,{'9' * 5000},,", "capacity|whole"),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,spring,,maybe,", "neither yes nor no"),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,spring,,,pp-1", "the id pp-1 stands"),
        ("x,parl,2026-04-10 09:00,2026-04-10 12:00,spring,,,,,,x", "11 cells under 8 headers"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_one_wrong_row_leaves_the_others(read: Read, row: str, wrong: str, first: bool) -> None:
    good = [
        "pp,parl,2026-04-10 09:00,2026-04-10 12:00,spring,,,",
        "pp,parl,2026-04-10 13:00,2026-04-10 16:00,spring,,,",
    ]
    if "two workshops" in wrong or "the id" in wrong:
        first = False  # it is wrong only after the row that it goes against
    lines = [row, *good] if first else [*good, row]
    files = read(
        "\n".join(["offering,workshop,start,end,school,capacity,online,session", *lines]), ".csv"
    )
    assert [w.where for f in files for w in f.wrong] == ["row 2" if first else "row 4"]
    said = str(next(w for f in files for w in f.wrong))
    assert any(part in said for part in wrong.split("|"))
    offerings = [o.id for f in files for _, o in f.offerings.entries]
    assert offerings == ["pp"], "an offering without a session of its own does not come in"
    assert len([s for f in files for _, s in f.sessions.entries]) == 2


@pytest.mark.parametrize("missing", ["offering", "workshop", "start", "end", "school"])
def test_the_columns_that_are_needed(read: Read, missing: str) -> None:
    columns = [c for c in ("offering", "workshop", "start", "end", "school") if c != missing]
    with pytest.raises(NotThatFile, match=f"no column “{missing}”"):
        read(",".join(columns) + "\n1,2,3,4\n", ".csv")


def test_a_table_without_rows_is_empty(read: Read) -> None:
    assert read(HEADER, ".csv") == []


def test_a_wrong_row_that_is_mended_later_does_not_move_the_numbers(read: Read) -> None:
    """What was recorded under a session's id stays with that session."""
    header = "offering,workshop,start,end,school\n"
    second = "pp,parl,2026-04-10 13:00,2026-04-10 16:00,spring\n"
    (before,) = read(header + "pp,parl,never,2026-04-10 12:00,spring\n" + second, ".csv")
    (after,) = read(header + "pp,parl,2026-04-10 09:00,2026-04-10 12:00,spring\n" + second, ".csv")
    assert [s.id for _, s in before.sessions.entries] == ["pp-2"]
    assert after.sessions.entries[1] == before.sessions.entries[0]
