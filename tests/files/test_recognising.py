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


@pytest.mark.parametrize(
    ("content", "told"), [(rosters.PRETIX_ENGLISH, {"local"}), (rosters.PRETIX_FRENCH, set())]
)
def test_pretix(path: Path, content: str, told: set[str]) -> None:
    """In the English one, “Company” holds a local."""
    roster = read(path, content)
    assert form(roster) == "a list of attendees from pretix"
    assert len(people(roster)) == 1
    assert set(meant(roster).values()) == {"name", "first_name", "last_name", "email"} | told
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
        ("Full name", "Ana Roy, PhD", "Ana Roy"),
        ("Full name", "Ana Roy, Jr.", "Ana Roy, Jr."),
        ("Name", "LEBLANC, JEAN-PIERRE", "Jean-Pierre Leblanc"),
        ("Name", "DE LA CRUZ, Ana", "Ana de la Cruz"),
        ("Name", "MCDONALD, RON", "Ron McDonald"),
        ("Name", "JEAN-PIERRE LEBLANC", "Jean-Pierre Leblanc"),
        ("Name", "Jean-Pierre LEBLANC", "Jean-Pierre LEBLANC"),
        ("Name", "Lee, Bo (he/him)", "Bo Lee"),
        ("Name", "Dr. ROY, ANA", "Ana Roy"),
        ("Nom", "Mme Ève Roy", "Ève Roy"),
        ("Nombre", "Sra. Ana Núñez Gil", "Ana Núñez Gil"),
        ("Nom complet", unicodedata.normalize("NFD", "Ève  Roy "), "Ève Roy"),
        ("Participant", "Nguyễn Văn Minh", "Nguyễn Văn Minh"),
    ],
)
def test_names_in_one_column(path: Path, heading: str, name: str, spoken: str) -> None:
    assert [p.name for p in people(read(path, f'{heading}\n"{name}"\n'))] == [spoken]


@pytest.mark.parametrize(
    ("first", "last", "spoken"),
    [
        ("JEAN-PIERRE", "LEBLANC", "Jean-Pierre Leblanc"),
        ("ANA", "DE LA CRUZ", "Ana de la Cruz"),
        ("JP", "LEBLANC", "JP Leblanc"),
        ("Marie-Ève", "TREMBLAY", "Marie-Ève TREMBLAY"),
        ("Dr. Jean", "Roy", "Jean Roy"),
        ("Jean (he/him)", "Roy", "Jean Roy"),
        ("Jean", "Roy, PhD", "Jean Roy"),
        ("Jean", "Roy, Jr.", "Jean Roy, Jr."),
        ("Ms", "Roy", "Ms Roy"),
    ],
)
def test_names_in_two_columns(path: Path, first: str, last: str, spoken: str) -> None:
    found = read(path, f'First name,Last name\n"{first}","{last}"\n')
    assert [p.name for p in people(found)] == [spoken]


@pytest.mark.parametrize(
    ("content", "spoken"),
    [
        ('Name\n"LEBLANC, JEAN-PIERRE"\n', "JEAN-PIERRE LEBLANC"),
        ('Name\n"Lee, Bo (he/him)"\n', "Bo (he/him) Lee"),
        ("First name,Last name\nANA,ROY\n", "ANA ROY"),
        ("Name\nDr. Ana Roy\n", "Dr. Ana Roy"),
    ],
)
def test_names_can_be_kept_as_they_came(path: Path, content: str, spoken: str) -> None:
    found = read(path, content, names_as_written=True)
    assert [p.name for p in people(found)] == [spoken]
    assert found.written_otherwise == []


def test_what_is_written_otherwise_is_said_with_what_it_was(path: Path) -> None:
    rows = '"LEBLANC, JEAN-PIERRE"\n"Ruiz, Ana"\n"Lee, Bo (he/him)"\n'
    found = read(path, f"Name\n{rows}")
    assert [(str(where), p.written, p.name) for where, p in found.written_otherwise] == [
        ("row 2", "LEBLANC, JEAN-PIERRE", "Jean-Pierre Leblanc"),
        ("row 4", "Lee, Bo (he/him)", "Bo Lee"),
    ]


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
        ("Name,Member #,Local#", ["name", "member_number", "local"]),
        ("Name,Member No.,Union Local No", ["name", "member_number", "local"]),
        ("Nom,Nº de membre,N.° de section", ["name", "member_number", "local"]),
        ("First,Last,Card Number", ["first_name", "last_name", "member_number"]),
        ("Given Name(s),Surname(s),Position(s)", ["first_name", "last_name", "positions"]),
        ("Nom du/de la participant·e,Courriel", ["name", "email"]),
        ("Nom de la participant(e),Langue(s)", ["name", "language"]),
        ("First Name / Prénom,Last Name / Nom", ["first_name", "last_name"]),
        ("Name / Nom,Local | Section locale", ["name", "local"]),
        ("Nom (Name),Courriel / E-mail", ["name", "email"]),
        ("Full Name (required),E-mail (if known)", ["name", "email"]),
        ("Name / Organization,Email", ["", "email"]),
        ("Name,Order #,Attendee #,#,No", ["name", "", "", "", ""]),
        ("Name,Which workshop would you like to take?", ["name", "offering"]),
        ("Nom,Quel atelier voulez-vous suivre ?", ["name", "offering"]),
        ("Name,Which workshops have you already taken?", ["name", ""]),
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
        ("CANCELADO", CANCELLED), ("canceled", CANCELLED), ("Refunded/Canceled", CANCELLED),
        ("cancelled by self", CANCELLED), ("Annulée par l’organisatrice", CANCELLED),
        ("Unpaid", WAITLISTED), ("Approved by host", REGISTERED),
    ],
)  # fmt: skip
def test_a_status_in_the_words_of_others(path: Path, said: str, status: RegistrationStatus) -> None:
    (person,) = people(read(path, f"Nom,Statut,Atelier\nAna Roy,{said},pp\n"))
    assert person.registrations == (("pp", status),)


@pytest.mark.parametrize("said", ["Registered/Canceled", "by", "waiting by the door / paid"])
def test_a_status_that_says_two_things_or_nothing_is_asked(path: Path, said: str) -> None:
    roster = read(path, f"Nom,Statut,Atelier\nAna Roy,{said},pp\n")
    assert [(w.column, w.value) for w in roster.wrong] == [("Statut", said)]


# ---- what is no person

TOTALS = "Nom;Prénom;Local\n"


@pytest.mark.parametrize(
    "row",
    ["Total;2;", "Total : 2;;", ";Total;12", "Grand total;;", "TOTAUX;14;", "12345;;", "3;;5"],
)
def test_a_total_below_the_people_is_nobody(path: Path, row: str) -> None:
    roster = read(path, TOTALS + "Roy;Ana;5\n" + row + "\n")
    assert [p.name for _, p in roster.entries] == ["Ana Roy"]
    assert [w.where for w in roster.wrong] == ["row 3"]
    assert "is not a name" in roster.wrong[0].reason


def test_headings_that_stand_again_on_the_next_page_are_nobody(path: Path) -> None:
    content = TOTALS + "Roy;Ana;5\nNom;Prénom;Local;;\nLi;Ben;5\nNom;Prénom;Local"
    roster = read(path, content)
    assert ([p.name for p in people(roster)], roster.wrong) == (["Ana Roy", "Ben Li"], [])
    assert [where for where, _ in roster.entries] == ["row 2", "row 4"]


@pytest.mark.parametrize("name", ["Ana Total", "Jean Sous", "Li 2", "Total Recall", "王小明", "X"])
def test_who_is_called_strangely_is_somebody(path: Path, name: str) -> None:
    assert [p.name for p in people(read(path, f"Name\n{name}\n"))] == [name]


# ---- what spreadsheets do to numbers


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("77.0", "77"), ("77,0", "77"), ("'00088", "00088"), ("12,345", "12345"),
        ("1,234,567", "1234567"), ("00088", "00088"), ("AB-12", "AB-12"), ("12.5", "12.5"),
        ("N/A", ""), ("-", ""), ("—", ""), ("none", ""), ("s/o", ""), ("nan", ""), ("Aucun", ""),
        ("NULL", ""), ("no aplica", ""), ("?", ""),
    ],
)  # fmt: skip
def test_a_number_as_it_was_meant(path: Path, said: str, meant: str) -> None:
    (person,) = people(read(path, f'Nom;Numéro de membre\nAna Roy;"{said}"\n'))
    assert person.member_number == meant


@pytest.mark.parametrize("said", ["1.00E+05", "1,23457E+11", "1e+20", "1.234567890123457e+17"])
def test_a_number_that_was_shortened_is_no_number(path: Path, said: str) -> None:
    roster = read(path, f'Nom;Numéro de membre\nAna Roy;"{said}"\n')
    assert [str(w) for w in roster.wrong] == [
        f"row 2, “Numéro de membre”: “{said}” is a number that a spreadsheet shortened; "
        "format its column as text and save it again"
    ]


@pytest.mark.parametrize(
    ("field", "said", "meant"),
    [
        ("local", "503.0", "503"), ("local", "N/A", ""), ("local", "1,000", "1,000"),
        ("email", "n/a", ""), ("email", "Ana Roy <ana@x.org>", "ana@x.org"),
        ("email", "mailto:ana@x.org", "ana@x.org"), ("language", "-", ""),
        ("good_standing", "x", True), ("good_standing", "✓", True), ("good_standing", "n/a", None),
        ("positions", "steward\ntreasurer", ("steward", "treasurer")),
    ],
)  # fmt: skip
def test_a_cell_as_it_was_meant(path: Path, field: str, said: str, meant: object) -> None:
    (person,) = people(read(path, f'name;{field}\nAna Roy;"{said}"\n'))
    assert getattr(person, field) == meant


@pytest.mark.parametrize("said", ["@", "ana@", "@x.org", "ana@x.org; ben@x.org", "ana@@x.org"])
def test_what_is_no_address(path: Path, said: str) -> None:
    roster = read(path, f'name,email\nAna Roy,"{said}"\n')
    assert [(w.column, w.value) for w in roster.wrong] == [("email", said)]


def test_a_buyer_in_a_french_list_of_orders_is_passed_over(path: Path) -> None:
    content = "Code de commande;Nom du participant;Produit;Secret\nA;Ana;W;x\nA;;T-shirt;y\n"
    roster = read(path, content)
    assert ([p.name for p in people(roster)], roster.left_out, roster.wrong) == (["Ana"], 1, [])


# ---- what is said by hand


def test_a_column_can_be_said(path: Path) -> None:
    content = "Name,Section,Ticket\nAna,five,pp\n"
    roster = read(path, content, columns={"ticket": "offering", "Section": "-"})
    assert people(roster) == [Person("Ana", registrations=(("pp", REGISTERED),))]
    assert roster.shape == ImportShape(
        id=shape_id("attendees", ["Name", "Section", "Ticket"]),
        columns={"Name": "name", "Section": "-", "Ticket": "offering"},
        said=("Section", "Ticket"),
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


# ---- a name in several columns


@pytest.mark.parametrize(
    ("headings", "cells", "name"),
    [
        ("Name,Surname", "Ana,Roy", "Ana Roy"),
        ("name,lastname", "Ana,Roy", "Ana Roy"),
        ("Nom,Nom de famille", "Ana,Roy", "Ana Roy"),
        ("Nombre,Apellido 1,Apellido 2", "Ana,Roy,Cruz", "Ana Roy Cruz"),
        ("Nombre,Primer apellido,Segundo apellido", "Ana,Roy,", "Ana Roy"),
        ("Nombres,Apellido paterno,Apellido materno", "Ana,Roy,Cruz", "Ana Roy Cruz"),
        ("First name,Last name,Second surname", "Ana,Roy,Cruz", "Ana Roy Cruz"),
        ("Name,First name", "Roy,Ana", "Ana Roy"),
        ("Full name,Last name", "Ana Roy,Roy", "Ana Roy"),
        ("Name,Family name", '"Roy, Ana",Roy', "Ana Roy"),
        ("Participant,Prénom,Nom", "Ana Roy,Ana,Roy", "Ana Roy"),
        ("Name,Full name", "Ana,Ana Roy", "Ana Roy"),
        ("Full name,Member name", "Ana Roy,", "Ana Roy"),
        ("Name,Name", "Ana Roy,Ana", "Ana Roy"),
        ("Your name,Your last name", "Ana,Roy", "Ana Roy"),
        ("Nom complet,Prénom,Nom de famille", "Ana,Ana,Roy", "Ana Roy"),
    ],
)
def test_nothing_of_a_name_is_lost(path: Path, headings: str, cells: str, name: str) -> None:
    assert [p.name for p in people(read(path, f"{headings}\n{cells}\n"))] == [name]


def test_columns_that_name_two_people_are_asked_about(path: Path) -> None:
    roster = read(path, "Name,Full name\nOffice Clerk,Zoé Roy\n")
    assert [(w.column, w.value) for w in roster.wrong] == [("Full name", "Zoé Roy")]
    roster = read(path, "Name,First name,Last name\nOffice Clerk,Zoé,Roy\nAna Roy,Ana,Roy\n")
    assert [str(w) for w in roster.wrong] == [
        "row 2, “Name”: its columns say “Office Clerk” and “Zoé Roy”"
    ]
    assert [p.name for _, p in roster.entries] == ["Ana Roy"]
