"""Files as other programs write them, and as people type them: what is read from each."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kiosk.files.attendees import Person, Roster, read_attendees
from kiosk.files.choices import Choices, shape_id
from kiosk.files.headings import recognise
from kiosk.files.reading import NotThatFile
from kiosk.model import ImportShape, RegistrationStatus
from tests.files import rosters

REGISTERED, WAITLISTED, CANCELLED = RegistrationStatus


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "roster.csv"


def read(path: Path, content: str, encoding: str = "utf-8", **said: object) -> Roster:
    path.write_bytes(content.encode(encoding))
    return read_attendees(path, Choices(**said))  # type: ignore[arg-type]


def people(roster: Roster) -> list[Person]:
    assert roster.wrong == []
    return [person for _, person in roster.entries]


def meant(roster: Roster) -> dict[str, str]:
    """By heading the field, of those that are used."""
    assert roster.recognised is not None
    return {c.heading: c.field for c in roster.recognised.columns if c.field}


def form(roster: Roster) -> str:
    assert roster.recognised is not None
    return str(roster.recognised.form)


def test_eventbrite(path: Path) -> None:
    roster = read(path, rosters.EVENTBRITE, offering="pp")
    assert form(roster) == "a list of attendees from Eventbrite"
    assert [(p.name, p.member_number, p.registrations) for p in people(roster)] == [
        ("Ana Roy", "77", (("pp", REGISTERED),)),
        ("Ben Li", "78", (("pp", CANCELLED),)),
        ("Cleo Park", "79", (("pp", REGISTERED),)),
        ("Dan Wu", "80", (("pp", CANCELLED),)),
    ]
    assert people(roster)[0].local == "Local 5"
    assert roster.left_out == 1, "the second ticket of an order is of nobody yet"


def test_eventbrite_as_it_is_now(path: Path) -> None:
    roster = read(path, rosters.EVENTBRITE_NEWER)
    assert form(roster) == "a list of attendees from Eventbrite"
    assert meant(roster) == {
        "Attendee Status": "status",
        "Name": "name",
        "Email": "email",
        "Ticket Quantity": "quantity",
    }
    assert [(p.name, p.email) for p in people(roster)] == [
        ("Marie-Ève Tremblay", "eve@example.org"),
        ("Jean Tremblay", "paul@example.org"),
    ]


def test_several_tickets_in_one_row_are_several_people(path: Path) -> None:
    roster = read(path, rosters.EVENTBRITE_NEWER.replace("School,1,", "School,3,", 1))
    assert [str(w) for w in roster.wrong] == [
        "row 2, “Ticket Quantity”: “3”: it stands for several tickets; "
        "write each attendee in a row of their own"
    ]


@pytest.mark.parametrize(
    ("content", "person"),
    [
        (
            rosters.GOOGLE_ENGLISH,
            Person("Ana Roy", member_number="77", local="Local 5", email="ana@example.org"),
        ),
        (
            rosters.GOOGLE_FRENCH,
            Person("Marie-Ève Tremblay", local="503", email="eve@example.org"),
        ),
        (
            rosters.GOOGLE_SPANISH,
            Person("Inés de los Santos", local="12", email="ines@example.org"),
        ),
    ],
)
def test_google_forms(path: Path, content: str, person: Person) -> None:
    roster = read(path, content)
    assert form(roster) == "answers from Google Forms"
    assert people(roster)[0] == person


def test_a_question_that_is_asked_in_two_places_is_one(path: Path) -> None:
    assert [p.local for p in people(read(path, rosters.GOOGLE_FRENCH))] == ["503", "1000"]
    both = read(path, rosters.GOOGLE_FRENCH.replace(",1000,,", ",1000,503,"))
    assert [str(w.where) for w in both.wrong] == ["row 3"]


@pytest.mark.parametrize("content", [rosters.PRETIX_ENGLISH, rosters.PRETIX_FRENCH])
def test_pretix(path: Path, content: str) -> None:
    roster = read(path, content)
    assert form(roster) == "a list of attendees from pretix"
    assert len(people(roster)) == 1
    assert set(meant(roster).values()) == {"name", "first_name", "last_name", "email"}
    assert roster.left_out == content.count("T-shirt")


def test_zoom_registrations(path: Path) -> None:
    roster = read(path, rosters.ZOOM, offering="open")
    assert form(roster) == "a list of registrations from Zoom"
    assert [(w, p.name, p.registrations[0][1]) for w, p in roster.entries] == [
        ("row 7", "Ana Roy", REGISTERED),
        ("row 8", "Ben Li", WAITLISTED),
        ("row 9", "Cleo Park", CANCELLED),
    ]


def test_a_spreadsheet_by_hand_in_a_french_locale(path: Path) -> None:
    roster = read(path, rosters.BY_HAND_FRENCH, "windows-1252")
    assert people(roster) == [
        Person("Marie-Ève TREMBLAY", member_number="100042", local="503"),
        Person("Zoé De la Tour", member_number="100043", local="1000"),
    ]


@pytest.mark.parametrize(
    ("heading", "name", "spoken"),
    [
        ("Nom", "TREMBLAY, Marie-Ève", "Marie-Ève Tremblay"),
        ("Name", "O'HARA, Ben ", "Ben O'Hara"),
        ("Nombre", "de los Santos, Inés", "Inés de los Santos"),
        ("Full name", "Ana Roy, PhD", "Ana Roy, PhD"),
        ("Nom complet", unicodedata.normalize("NFD", "Ève  Roy "), "Ève Roy"),
        ("Participant", "Nguyễn Văn Minh", "Nguyễn Văn Minh"),
    ],
)
def test_names_in_one_column(path: Path, heading: str, name: str, spoken: str) -> None:
    assert [p.name for p in people(read(path, f'{heading}\n"{name}"\n'))] == [spoken]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Nom,Prénom", ["last_name", "first_name"]),
        ("Apellidos,Nombre", ["last_name", "first_name"]),
        ("Nom,Courriel", ["name", "email"]),
        ("Nombre,Correo electrónico", ["name", "email"]),
        ("Name,Buyer Name,Buyer Email", ["name", "", ""]),
        ("Attendee email,Name,E-mail", ["email", "name", ""]),
        ("NAME,Member_Number,Good standing", ["name", "member_number", "good_standing"]),
        ("Nom,Numéro d’adhérent,Statut", ["name", "member_number", "status"]),
        ("Name,Name of your local’s president", ["name", ""]),
    ],
)
def test_headings(headings: str, fields: list[str]) -> None:
    found = recognise("attendees", headings.split(","), {})
    assert [column.field for column in found.columns] == fields


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Attending", REGISTERED), ("Checked In", REGISTERED), ("Inscrite", REGISTERED),
        ("Confirmado", REGISTERED), ("En attente", WAITLISTED), ("Lista de espera", WAITLISTED),
        ("Not Attending", CANCELLED), ("Refunded", CANCELLED), ("annulée", CANCELLED),
        ("CANCELADO", CANCELLED), ("canceled", CANCELLED),
    ],
)  # fmt: skip
def test_a_status_in_the_words_of_others(path: Path, said: str, status: RegistrationStatus) -> None:
    (person,) = people(read(path, f"Nom,Statut,Atelier\nAna Roy,{said},pp\n"))
    assert person.registrations == (("pp", status),)


# ---- what is said by hand


def test_a_column_can_be_said(path: Path) -> None:
    content = "Name,Section,Ticket\nAna,five,pp\n"
    roster = read(path, content, columns={"ticket": "offering", "Section": "-"})
    assert people(roster) == [Person("Ana", registrations=(("pp", REGISTERED),))]
    assert roster.shape == ImportShape(
        id=shape_id("attendees", ["Name", "Section", "Ticket"]),
        columns={"Name": "name", "Section": "-", "Ticket": "offering"},
    )


def test_what_was_said_counts_for_the_next_file_of_the_shape(path: Path) -> None:
    shape = read(path, "Name,Ticket\nAna,pp\n", columns={"Ticket": "offering"}).shape
    assert shape is not None
    again = read(path, "Ticket,Name\nfin,Ben\n", kept={shape.id: shape})
    assert people(again) == [Person("Ben", registrations=(("fin", REGISTERED),))]
    assert again.shape == shape, "nothing new was said"
    other = read(path, "Ticket,Name,Local\nfin,Ben,1\n", kept={shape.id: shape})
    assert people(other) == [Person("Ben", local="1")]


def test_what_is_said_now_goes_before_what_was_said(path: Path) -> None:
    shape = read(path, "Name,One,Two\nAna,1,2\n", columns={"One": "local"}).shape
    assert shape is not None
    roster = read(path, "Name,One,Two\nAna,1,2\n", kept={shape.id: shape}, columns={"Two": "local"})
    assert people(roster) == [Person("Ana", local="2")]


def test_a_field_that_a_newer_version_kept_is_passed_over(path: Path) -> None:
    shape_of = shape_id("attendees", ["Name", "Local"])
    shape = ImportShape(id=shape_of, columns={"Local": "planet", "Name": "name"})
    assert people(read(path, "Name,Local\nAna,1\n", kept={shape_of: shape}))[0].name == "Ana"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"Nothing": "name"}, "there is no column “Nothing”"),
        ({"Name": "nickname"}, "“nickname” is none of name, first_name"),
        ({"Name": "-"}, "no column “name” or “last_name”"),
    ],
)
def test_what_cannot_be_said(path: Path, columns: dict[str, str], said: str) -> None:
    with pytest.raises(NotThatFile, match=said):
        read(path, "Name,Local\nAna,1\n", columns=columns)


def test_a_wrong_cell_is_told_with_its_column_and_value(path: Path) -> None:
    roster = read(path, "Nom,Courriel,Statut\nAna,ana at example,\nBen,,peut-être\nCleo,,\n")
    assert [(w.where, w.column, w.value) for w in roster.wrong] == [
        ("row 2", "Courriel", "ana at example"),
        ("row 3", "Statut", "peut-être"),
    ]
    assert [str(w) for w in roster.wrong] == [
        "row 2, “Courriel”: “ana at example” is not an email address",
        "row 3, “Statut”: the status “peut-être” is not known",
    ]
    assert [p.name for _, p in roster.entries] == ["Cleo"]
