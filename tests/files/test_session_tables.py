"""Session files as tables: one row a session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.files.attendees import NoColumn
from kiosk.files.choices import Choices, Known
from kiosk.files.reading import NotThatFile
from kiosk.files.sessions import Timetable, read_sessions
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
        ("x,,2026-04-10 09:00,2026-04-10 12:00,spring,,,", "“workshop”: "),
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


@pytest.mark.parametrize("missing", ["workshop", "start", "end", "school"])
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


# ---- what a table leaves out, and what it names in words

SPRING = School(id="spring", name="École de printemps", zone="America/Vancouver", place="Laval")
KNOWN = Known(
    workshops={
        "parliamentary procedures": {"parl"},
        "procedure parlementaire": {"parl"},
        "parl": {"parl"},
        "finances": {"fin-3h", "fin-6h"},
    },
    schools={"spring": SPRING},
    offerings={"pp": Offering(id="pp", school="fall", workshop="parl", zone="America/Toronto")},
)


@pytest.fixture
def known(tmp_path: Path) -> Callable[..., Timetable]:
    def read(content: str, **said: object) -> Timetable:
        path = tmp_path / "sessions.csv"
        path.write_text(content, encoding="utf-8")
        return read_sessions(path, "UTC", Choices(known=KNOWN, **said))  # type: ignore[arg-type]

    return read


def test_workshops_and_schools_by_what_they_are_called(known: Callable[..., Timetable]) -> None:
    (file,) = known(
        "Atelier;Date;Début;Fin;École\n"
        "Procédure parlementaire;2026-04-10;9 h;12 h;École de Printemps\n"
        "PARLIAMENTARY procedures;2026-04-11;9 h;12 h;spring\n"
    )
    ((_, offering),) = file.offerings.entries
    assert (offering.id, offering.workshop, offering.school) == ("spring-parl", "parl", "spring")
    assert file.school.name == "École de printemps"
    assert times(file) == [
        ("spring-parl-1", "2026-04-10T09:00:00-07:00", "2026-04-10T12:00:00-07:00"),
        ("spring-parl-2", "2026-04-11T09:00:00-07:00", "2026-04-11T12:00:00-07:00"),
    ]


def test_the_school_of_all_rows_is_said(known: Callable[..., Timetable]) -> None:
    content = "Workshop,Start,End\nparl,2026-04-10 09:00,2026-04-10 12:00\n"
    with pytest.raises(NoColumn, match="no column “school”"):
        known(content)
    (file,) = known(content, school="spring")
    assert [o.id for _, o in file.offerings.entries] == ["spring-parl"]


def test_the_offering_of_all_rows_is_said(known: Callable[..., Timetable]) -> None:
    (file,) = known("Date,Start,End\n2026-04-10,9:00,12:00\n", offering="pp")
    assert [(o.id, o.workshop, o.school) for _, o in file.offerings.entries] == [
        ("pp", "parl", "fall")
    ]
    assert times(file) == [("pp-1", "2026-04-10T09:00:00-04:00", "2026-04-10T12:00:00-04:00")]


def test_what_is_held_of_a_workshop_in_a_school_is_meant(known: Callable[..., Timetable]) -> None:
    (file,) = known("Workshop,Start,End,School\nparl,2026-04-10 09:00,2026-04-10 12:00,fall\n")
    assert [o.id for _, o in file.offerings.entries] == ["pp"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Finances", "it may be fin-3h, fin-6h; give its id"),
        ("Something else", "there is no workshop Something else; import its programme first"),
    ],
)
def test_a_workshop_that_is_not_clear(known: Callable[..., Timetable], said: str, why: str) -> None:
    files = known(f"Workshop,Start,End,School\n{said},2026-04-10 09:00,2026-04-10 12:00,spring\n")
    (wrong,) = (w for file in files for w in file.wrong)
    assert (wrong.column, wrong.value, wrong.reason) == ("Workshop", said, why)


@pytest.mark.parametrize(
    ("column", "said", "heading"),
    [
        ("school", "Spring School", "school"),
        ("zone", "Mars/Olympus", "zone"),
        ("capacity", "0", "capacity"),
        ("offering", "P P", "offering"),
        ("session", "P P", "session"),
        ("start", "2026-03-08 02:30", "start"),
        ("end", "2026-03-07 12:00", "end"),
        ("end", "2026-03-12 12:00", "end"),
        ("part", "51", "part"),
    ],
)
def test_a_wrong_cell_is_told_with_its_column_and_value(
    read: Read, column: str, said: str, heading: str
) -> None:
    row = {
        "offering": "x", "workshop": "parl", "start": "2026-03-08 09:00",
        "end": "2026-03-08 12:00", "school": "spring", "zone": "", "capacity": "", "session": "",
        "part": "", column: said,
    }  # fmt: skip
    files = read(",".join(row) + "\n" + ",".join(row.values()) + "\n", ".csv")
    (wrong,) = (w for file in files for w in file.wrong)
    assert (wrong.where, wrong.column, wrong.value) == ("row 2", heading, said)


def test_one_session_stands_in_a_table_once(read: Read) -> None:
    files = read(
        "offering,workshop,start,end,school\n"
        "pp,parl,2026-04-10 09:00,2026-04-10 12:00,spring\n"
        "pp,parl,2026-04-10 09:00,2026-04-10 11:00,spring\n",
        ".csv",
    )
    assert [str(w) for file in files for w in file.wrong] == [
        "row 3, “start”: “2026-04-10 09:00”: a session of pp begins then in this file before"
    ]


# ---- sessions that are not held


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Status", "Cancelled"), ("État", "annulé"), ("Notes", "anulada por nieve"),
        ("Cancelled", "yes"), ("Annulée", "x"), ("Cancelled on", "2026-03-02"),
        ("Remarks", "Cancelled, snow"),
    ],
)  # fmt: skip
def test_a_session_that_a_column_calls_cancelled_is_not_brought_in_in_silence(
    known: Callable[..., Timetable], heading: str, said: str
) -> None:
    content = (
        f'workshop,date,start,end,school,"{heading}"\n'
        f'parl,2026-04-10,9:00,12:00,spring,"{said}"\nparl,2026-04-11,9:00,12:00,spring,\n'
    )
    (file,) = known(content)
    (wrong,) = file.wrong
    assert wrong.where == "row 2"
    assert str(wrong.reason).startswith(f"“{heading}” says “{said}”: take the row out")
    assert [s.id for _, s in file.sessions.entries] == ["spring-parl-2"]
    (all_of_it,) = known(content, columns={heading: "-"})
    assert (all_of_it.wrong, len(all_of_it.sessions.entries)) == ([], 2)


@pytest.mark.parametrize(
    ("heading", "said"),
    [("Status", "Open"), ("Status", "Waiting list"), ("Cancelled", "no"), ("Notes", "expired")],
)
def test_a_session_that_is_full_or_open_is_held(
    known: Callable[..., Timetable], heading: str, said: str
) -> None:
    content = f"workshop,date,start,end,school,{heading}\n"
    (file,) = known(content + f"parl,2026-04-10,9:00,12:00,spring,{said}\n")
    assert file.wrong == []


def test_24_hours_end_a_day_beside_a_day_and_with_it(read: Read) -> None:
    (file,) = read(
        "offering,workshop,date,start,end,school\n"
        "late,parl,2027-03-15,22:00,24:00,spring\n"
        "later,parl,2027-03-13,22:00,24 h,spring\n",
        zone="America/Toronto",
    )
    (whole,) = read(
        "offering,workshop,start,end,school\n"
        "whole,parl,2027-03-15 22:00,2027-03-15 24:00,spring\n"
        "wrong,parl,2027-03-15 22:00,2027-03-15 24:30,spring\n",
        zone="America/Toronto",
    )
    assert times(file) == [
        ("late-1", "2027-03-15T22:00:00-04:00", "2027-03-16T00:00:00-04:00"),
        ("later-1", "2027-03-13T22:00:00-05:00", "2027-03-14T00:00:00-05:00"),
    ]
    assert times(whole) == [("whole-1", "2027-03-15T22:00:00-04:00", "2027-03-16T00:00:00-04:00")]
    assert [wrong.where for wrong in whole.wrong] == ["row 3"]
