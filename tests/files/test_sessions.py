"""Session files in TOML. Their times are in test_session_times.py, tables in
test_session_tables.py, series in test_series.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.files.reading import NotThatFile
from kiosk.model import DoorRule, Offering, School
from tests.building import at, session
from tests.files.session_files import OFFERING, SCHOOL, Read, reader


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path, ".toml")


def test_the_example_of_the_documentation(read: Read) -> None:
    (file,) = read("""
[school]
id = "spring-school-2026"
name = "Spring School"
place = "Bromont"
zone = "America/Toronto"
ours = ["zone"]

[[offering]]
id = "spring-pp"
workshop = "let-parliamentary-procedures"
room = "Room A"
facilitators = ["Ana Roy"]
capacity = 24
sessions = [
  { start = 2026-04-10T09:00:00, end = 2026-04-10T12:00:00 },
  { start = 2026-04-10T13:00:00, end = 2026-04-10T16:00:00 },
  { start = 2026-04-11T09:00:00, end = 2026-04-11T12:00:00, room = "Room B" },
]

[[offering]]
id = "spring-digital"
workshop = "digital-organizing"
online = true
zone = "America/Los_Angeles"
door = { opens_before = 10 }

[[offering.sessions]]
id = "evening"
start = 2026-04-10T18:00:00
hours = 2
part = 1
door = { grace = 5 }
""")
    assert file.wrong == []
    assert file.school == School(
        id="spring-school-2026",
        name="Spring School",
        place="Bromont",
        zone="America/Toronto",
        starts=at("2026-04-10 09:00").date(),
        ends=at("2026-04-11 09:00").date(),
        ours=("zone",),
    )
    assert file.offerings.entries == [
        (
            "offering 1",
            Offering(
                id="spring-pp",
                school="spring-school-2026",
                workshop="let-parliamentary-procedures",
                room="Room A",
                facilitators=("Ana Roy",),
                capacity=24,
            ),
        ),
        (
            "offering 2",
            Offering(
                id="spring-digital",
                school="spring-school-2026",
                workshop="digital-organizing",
                online=True,
                zone="America/Los_Angeles",
                door=DoorRule(opens_before=10),
            ),
        ),
    ]
    assert file.sessions.entries == [
        (
            "offering 1, session 1",
            session("spring-pp-1", "2026-04-10 09:00", "2026-04-10 12:00", offering="spring-pp"),
        ),
        (
            "offering 1, session 2",
            session("spring-pp-2", "2026-04-10 13:00", "2026-04-10 16:00", offering="spring-pp"),
        ),
        (
            "offering 1, session 3",
            session(
                "spring-pp-3",
                "2026-04-11 09:00",
                "2026-04-11 12:00",
                offering="spring-pp",
                room="Room B",
            ),
        ),
        (
            "offering 2, session 1",
            session(
                "evening",
                "2026-04-10T18:00-07:00",
                "2026-04-10T20:00-07:00",
                offering="spring-digital",
                part=1,
                door=DoorRule(grace=5),
            ),
        ),
    ]


def test_the_schools_own_dates_are_kept(read: Read) -> None:
    (file,) = read(
        SCHOOL + "starts = 2026-04-09\nends = 2026-04-12\n" + OFFERING
        + "sessions = [{ start = 2026-04-10T09:00:00, hours = 1 }]"
    )  # fmt: skip
    assert (str(file.school.starts), str(file.school.ends)) == ("2026-04-09", "2026-04-12")


# ---- wrong offerings, and what is no such file


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('id = "B b"\nworkshop = "w"', "id: "),
        ('id = "b"', "missing required workshop"),
        ('id = "b"\nworkshop = "w"\ncapacity = 0', "capacity"),
        ('id = "b"\nworkshop = "w"\ncapacity = 99999999999999999999', "capacity"),
        ('id = "b"\nworkshop = "w"\nzone = "Toronto"', "not a time zone"),
        ('id = "b"\nworkshop = "w"\nzone = "../../etc/passwd"', "not a time zone"),
        ('id = "b"\nworkshop = "w"\nzone = "America"', "not a time zone"),
        ('id = "b"\nworkshop = "w"\nfacilitators = "Ana"', "facilitators"),
        ('id = "pp"\nworkshop = "w"', "pp stands in this file before"),
    ],
)
def test_one_wrong_offering_leaves_the_others(read: Read, said: str, wrong: str) -> None:
    (file,) = read(
        f'{SCHOOL}{OFFERING}\n[[offering]]\n{said}\n[[offering]]\nid = "c"\nworkshop = "w"\n'
    )
    assert [o.id for _, o in file.offerings.entries] == ["pp", "c"]
    assert [w.where for w in file.wrong] == ["offering 2"]
    assert wrong in str(file.wrong[0])


def test_two_sessions_with_one_id(read: Read) -> None:
    (file,) = read(
        SCHOOL + OFFERING
        + 'sessions = [{ start = 2026-04-10T09:00:00, hours = 3, id = "pp-2" },'
        + " { start = 2026-04-10T13:00:00, hours = 3 }]"
    )  # fmt: skip
    assert [s.id for _, s in file.sessions.entries] == ["pp-2"]
    assert "the id pp-2 stands in this file before" in str(file.wrong[0])


def test_control_characters_do_not_come_in(read: Read) -> None:
    (file,) = read(
        '[school]\nid = "spring"\nname = "S\\u001b[1mpring"\nplace = "\\u0007Bromont"\n'
        + OFFERING
        + 'room = "\\u202eRoom"\nfacilitators = ["A\\u0000na"]\n'
    )
    ((_, offering),) = file.offerings.entries
    assert (file.school.name, file.school.place) == ("S[1mpring", "Bromont")
    assert (offering.room, offering.facilitators) == ("Room", ("Ana",))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", r"no \[school\]"),
        ('school = "spring"', r"no \[school\]"),
        ('[programme]\nid = "let"\ntitle = "x"\n', r"no \[school\]"),
        (SCHOOL + '[[workshop]]\nid = "x"\n', r"has \[workshop\]"),
        (SCHOOL + 'zone = "Mars/Olympus"\n', "not a time zone"),
        ('[school]\nid = "spring"\n', "missing required name"),
        ('[school]\nid = "Spring 2026"\nname = "x"\n', "id of lower-case letters"),
        ('[school]\nid = "spring"\nname = " "\n', "name"),
        (SCHOOL + '[offering]\nid = "pp"\nworkshop = "w"\n', r"\[\[offering\]\]"),
        ("offering,workshop,start,end,school\n", "not TOML"),
    ],
)
def test_what_is_no_file_of_sessions(read: Read, content: str, said: str) -> None:
    with pytest.raises(NotThatFile, match=said):
        read(content)
