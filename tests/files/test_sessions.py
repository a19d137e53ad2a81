"""Session files in TOML. Tables are in test_session_tables.py, series in test_series.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.files.reading import NotThatFile
from kiosk.files.sessions import SessionFile, read_sessions
from kiosk.model import DoorRule, Offering, School, Session
from tests.building import TORONTO, at

Read = Callable[..., list[SessionFile]]

SCHOOL = '[school]\nid = "spring"\nname = "Spring"\n'
OFFERING = '[[offering]]\nid = "pp"\nworkshop = "parliamentary"\n'


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(content: str, suffix: str = ".toml", zone: str = TORONTO) -> list[SessionFile]:
        path = tmp_path / f"sessions{suffix}"
        path.write_text(content, encoding="utf-8")
        return read_sessions(path, zone)

    return read


def times(file: SessionFile) -> list[tuple[str, str, str]]:
    return [(s.id, s.start.isoformat(), s.end.isoformat()) for _, s in file.sessions.entries]


# ---- TOML


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
            Session(
                id="spring-pp-1",
                offering="spring-pp",
                start=at("2026-04-10 09:00"),
                end=at("2026-04-10 12:00"),
            ),
        ),
        (
            "offering 1, session 2",
            Session(
                id="spring-pp-2",
                offering="spring-pp",
                start=at("2026-04-10 13:00"),
                end=at("2026-04-10 16:00"),
            ),
        ),
        (
            "offering 1, session 3",
            Session(
                id="spring-pp-3",
                offering="spring-pp",
                start=at("2026-04-11 09:00"),
                end=at("2026-04-11 12:00"),
                room="Room B",
            ),
        ),
        (
            "offering 2, session 1",
            Session(
                id="evening",
                offering="spring-digital",
                start=at("2026-04-10T18:00-07:00"),
                end=at("2026-04-10T20:00-07:00"),
                part=1,
                door=DoorRule(grace=5),
            ),
        ),
    ]


def test_a_school_without_a_zone_is_in_the_organisations(read: Read) -> None:
    content = SCHOOL + OFFERING + "sessions = [{ start = 2026-01-10T09:00:00, hours = 1 }]"
    (file,) = read(content, zone="America/Vancouver")
    assert file.school.zone == "America/Vancouver"
    assert times(file) == [("pp-1", "2026-01-10T09:00:00-08:00", "2026-01-10T10:00:00-08:00")]


def test_a_time_with_an_offset_is_taken_at_its_word(read: Read) -> None:
    (file,) = read(SCHOOL + OFFERING + "sessions = [{ start = 2026-04-10T13:00:00Z, hours = 1.5 }]")
    assert times(file) == [("pp-1", "2026-04-10T09:00:00-04:00", "2026-04-10T10:30:00-04:00")]


def test_the_schools_own_dates_are_kept(read: Read) -> None:
    (file,) = read(
        SCHOOL + "starts = 2026-04-09\nends = 2026-04-12\n" + OFFERING
        + "sessions = [{ start = 2026-04-10T09:00:00, hours = 1 }]"
    )  # fmt: skip
    assert (str(file.school.starts), str(file.school.ends)) == ("2026-04-09", "2026-04-12")


# ---- nights when the clocks change, and midnight

# In Toronto they go forward on 8 March 2026 at 02:00 and back on 1 November at 02:00.


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        (
            "start = 2026-03-08T01:00:00, end = 2026-03-08T03:00:00",
            "2026-03-08T01:00:00-05:00",
            "2026-03-08T03:00:00-04:00",
        ),
        (
            "start = 2026-03-08T01:00:00, hours = 2",
            "2026-03-08T01:00:00-05:00",
            "2026-03-08T04:00:00-04:00",
        ),
        # 01:30 exists twice: the earlier is meant.
        (
            "start = 2026-11-01T01:30:00, hours = 2",
            "2026-11-01T01:30:00-04:00",
            "2026-11-01T02:30:00-05:00",
        ),
        (
            "start = 2026-11-01T00:30:00, end = 2026-11-01T01:30:00",
            "2026-11-01T00:30:00-04:00",
            "2026-11-01T01:30:00-04:00",
        ),
        (
            "start = 2026-11-01T01:30:00-04:00, end = 2026-11-01T01:15:00-05:00",
            "2026-11-01T01:30:00-04:00",
            "2026-11-01T01:15:00-05:00",
        ),
        (
            "start = 2026-10-31T12:00:00, hours = 24",
            "2026-10-31T12:00:00-04:00",
            "2026-11-01T11:00:00-05:00",
        ),
        (
            "start = 2026-04-10T23:00:00, end = 2026-04-11T02:00:00",
            "2026-04-10T23:00:00-04:00",
            "2026-04-11T02:00:00-04:00",
        ),
    ],
)
def test_wall_clock_times(read: Read, said: str, start: str, end: str) -> None:
    (file,) = read(f"{SCHOOL}{OFFERING}sessions = [{{ {said} }}]")
    assert times(file) == [("pp-1", start, end)]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("start = 2026-03-08T02:30:00, hours = 1", "02:30 does not exist in America/Toronto"),
        ("start = 2026-03-08T01:00:00, end = 2026-03-08T02:00:00", "02:00 does not exist"),
        ("start = 2026-04-10T09:00:00", "an end or hours"),
        ("start = 2026-04-10T09:00:00, hours = 1, end = 2026-04-10T10:00:00", "one of the two"),
        ("start = 2026-04-10T09:00:00, end = 2026-04-10T09:00:00", "ends before it starts"),
        ("start = 2026-04-10T09:00:00, end = 2026-04-12T09:00:00", "longer than a day"),
        ("start = 2026-04-10T09:00:00, hours = 25", "hours"),
        ("start = 2026-04-10T09:00:00, hours = 0", "hours"),
        ("start = 2026-04-10T09:00:00, hours = nan", "hours"),
        ("start = 2026-04-10, hours = 1", "start"),
        ("start = 09:00:00, hours = 1", "start"),
        ("hours = 1", "missing required start"),
        ("start = 2026-04-10T09:00:00, hours = 1, part = 0", "part"),
        ("start = 2026-04-10T09:00:00, hours = 1, when = 3", "unknown when"),
        ("start = 9999-12-31T23:00:00, hours = 2", "year"),
        ("start = 0001-01-01T00:00:00+14:00, hours = 2", "year"),
        ("start = 2026-04-10T09:00:00, end = 9999-12-31T23:59:59-14:00", "year"),
    ],
)
def test_one_wrong_session_leaves_the_others(read: Read, said: str, wrong: str) -> None:
    (file,) = read(
        SCHOOL + OFFERING
        + "sessions = [{ start = 2026-04-10T09:00:00, hours = 3 }, { " + said + " },"
        + " { start = 2026-04-10T13:00:00, hours = 3 }]"
    )  # fmt: skip
    assert [s.id for _, s in file.sessions.entries] == ["pp-1", "pp-3"]
    assert [w.where for w in file.wrong] == ["offering 1, session 2"]
    assert wrong in str(file.wrong[0])


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Toronto", "Pacific/Kiritimati"])
@pytest.mark.parametrize("start", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
def test_years_that_nobody_means(read: Read, zone: str, start: str) -> None:
    (file,) = read(f"{SCHOOL}{OFFERING}sessions = [{{ start = {start}, hours = 1 }}]", zone=zone)
    assert file.sessions.entries == []
    assert ["year" in str(wrong) for wrong in file.wrong] == [True]


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
