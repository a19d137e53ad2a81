"""Rosters: CSV and TOML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.files.attendees import Person, read_attendees
from kiosk.files.reading import NotThatFile, Parsed
from kiosk.model import RegistrationStatus

Read = Callable[..., Parsed[Person]]
REGISTERED, WAITLISTED, CANCELLED = RegistrationStatus


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(content: str, suffix: str = ".csv") -> Parsed[Person]:
        path = tmp_path / f"roster{suffix}"
        path.write_text(content, encoding="utf-8")
        return read_attendees(path)

    return read


def people(parsed: Parsed[Person]) -> list[Person]:
    assert parsed.wrong == []
    return [person for _, person in parsed.entries]


def test_every_column(read: Read) -> None:
    parsed = read(
        "member_number,name,local,email,language,positions,good_standing,offering,status\n"
        "100-042,Marie-Ève Tremblay,Local 1000,eve@example.org,FR,steward; vice president ,yes,"
        "spring-pp;fall-pp,Waitlisted\n"
    )
    assert people(parsed) == [
        Person(
            name="Marie-Ève Tremblay",
            member_number="100-042",
            local="Local 1000",
            email="eve@example.org",
            language="fr",
            positions=("steward", "vice president"),
            good_standing=True,
            registrations=(("spring-pp", WAITLISTED), ("fall-pp", WAITLISTED)),
        )
    ]


def test_a_name_is_enough(read: Read) -> None:
    assert people(read("name\nAna Roy\n")) == [Person(name="Ana Roy")]


def test_first_and_last_name(read: Read) -> None:
    content = "first_name;last_name;local\nMarie-Ève;de la Tour;1\n;Madhavi;1\nAna;;1\n"
    assert [p.name for p in people(read(content))] == ["Marie-Ève de la Tour", "Madhavi", "Ana"]


def test_a_whole_name_goes_before_its_parts(read: Read) -> None:
    content = "name,first_name,last_name\nAna Roy,A,R\n,Ben,Li\n"
    assert [p.name for p in people(read(content))] == ["Ana Roy", "Ben Li"]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("", REGISTERED),
        ("registered", REGISTERED),
        ("WAITLISTED", WAITLISTED),
        ("Cancelled", CANCELLED),
    ],
)
def test_as_what_they_are_registered(read: Read, said: str, status: RegistrationStatus) -> None:
    (person,) = people(read(f"name,offering,status\nAna,pp,{said}\n"))
    assert person.registrations == (("pp", status),)


@pytest.mark.parametrize(
    ("said", "standing"),
    [("yes", True), ("Oui", True), ("sí", True), ("1", True), ("no", False), ("0", False)],
)
def test_good_standing(read: Read, said: str, standing: bool) -> None:
    (person,) = people(read(f"name,good_standing\nAna,{said}\n"))
    assert person.good_standing is standing


def test_good_standing_that_is_not_known(read: Read) -> None:
    (person,) = people(read("name,good_standing\nAna,\n"))
    assert person.good_standing is None


def test_names_of_every_kind(read: Read) -> None:
    names = [
        "Nguyễn Văn Minh",
        "Joaquín de los Santos",
        "Leilani Kaʻōpua",
        "Christopher Featherstonehaugh-Cholmondeley Worthington",
        "J.-P. Lavoie",
        "Madhavi",
        "王伟",
        "Ásta Þórsdóttir",
    ]
    assert [p.name for p in people(read("name\n" + "\n".join(names)))] == names


def test_letters_put_together_come_in_as_one(read: Read) -> None:
    (person,) = people(read("name\nE\u0301ve\n"))
    assert person.name == "Ève".replace("È", "É")


def test_control_characters_do_not_come_in(read: Read) -> None:
    (person,) = people(
        read("name,local,positions\nAna\x1b[31m\u202e Roy,Local\x07 1,ste\u200bward\n")
    )
    assert (person.name, person.local, person.positions) == ("Ana[31m Roy", "Local 1", ("steward",))


def test_what_an_export_made_safe_is_what_it_was(read: Read) -> None:
    (_, person), *_ = read("name,positions\nAna Roy,a;' =1+1;'-b\n").entries
    assert person.positions == ("a", "=1+1", "-b")


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (",1,,,,,,", "no name"),
        ("---,1,,,,,,", "not a name"),
        ("\u202e,1,,,,,,", "no name"),
        (f"{'x' * 301},1,,,,,,", "“name”: “xxx"),
        ("Ana,1,,,klingon,,,", "the language “klingon” is none of"),
        ("Ana,1,,ana at example,,,,", "not an email address"),
        ("Ana,1,,a na@example.org,,,,", "not an email address"),
        ("Ana,1,,,,,maybe,", "neither yes nor no"),
        ("Ana,1,,,,,,pp,extra", "9 cells under 8 headers"),
        (f"{'x' * 10_001},1,,,,,,", "longer than 10000"),
    ],
)
def test_one_wrong_row_leaves_the_others(read: Read, row: str, wrong: str) -> None:
    parsed = read(
        "name,member_number,local,email,language,positions,good_standing,offering\n"
        f"Ben,2,,,,,,\n{row}\nCleo,3,,,,,,\n"
    )
    assert [(where, p.name) for where, p in parsed.entries] == [("row 2", "Ben"), ("row 4", "Cleo")]
    assert [w.where for w in parsed.wrong] == ["row 3"]
    assert wrong in str(parsed.wrong[0])


def test_a_status_that_is_none(read: Read) -> None:
    parsed = read("name,offering,status\nAna,pp,maybe\nBen,pp,\n")
    assert [w.where for w in parsed.wrong] == ["row 2"]
    assert "status" in parsed.wrong[0].reason
    assert [p.name for _, p in parsed.entries] == ["Ben"]


@pytest.mark.parametrize(
    "content", ["", "number,local\n1,2\n", "first_name\nAna\n", "\x1f\x8b\x08", "<html></html>"]
)
def test_what_is_no_roster(read: Read, content: str) -> None:
    with pytest.raises(NotThatFile, match="no column “name” or “last_name”"):
        read(content)


# ---- TOML


def test_the_same_in_toml(read: Read) -> None:
    parsed = read(
        """
[[attendee]]
name = "Ana Roy"
member_number = "1"
local = "Local 1"
email = "ana@example.org"
language = "fr"
positions = ["steward"]
good_standing = false
registrations = [{ offering = "pp" }, { offering = "fin", status = "waitlisted" }]

[[attendee]]
name = "Ben"
surprise = 1

[[attendee]]
name = "Cleo"
""",
        ".toml",
    )
    assert parsed.entries == [
        (
            "attendee 1",
            Person(
                name="Ana Roy",
                member_number="1",
                local="Local 1",
                email="ana@example.org",
                language="fr",
                positions=("steward",),
                good_standing=False,
                registrations=(("pp", REGISTERED), ("fin", WAITLISTED)),
            ),
        ),
        ("attendee 3", Person(name="Cleo")),
    ]
    assert [w.where for w in parsed.wrong] == ["attendee 2"]


@pytest.mark.parametrize(
    "content",
    ["", 'attendee = "Ana"', '[attendee]\nname = "Ana"', '[[attendee]]\nname = "A"\n[school]\n'],
)
def test_what_is_no_roster_in_toml(read: Read, content: str) -> None:
    with pytest.raises(NotThatFile, match="no \\[\\[attendee\\]\\]"):
        read(content, ".toml")
