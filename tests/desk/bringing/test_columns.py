"""Rosters whose columns are told by what stands in them, and rows that are asked about
because a column says what nobody knows how to read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.desk.bringing import brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.bringing.reporting import Report
from kiosk.desk.bringing.rosters import Answers
from kiosk.desk.protocol import Desk
from kiosk.files.choices import Choices, shape_id
from kiosk.model import ImportShape
from tests.bringing import state

Bring = Callable[..., Report]
PP, FIN = "Parliamentary Procedures", "Financial Essentials"


@pytest.fixture
def bring(tmp_path: Path, desk: Desk) -> Bring:
    def bring(
        content: str, same: dict[int, str] | None = None, dry_run: bool = False, **said: object
    ) -> Report:
        path = tmp_path / "roster.csv"
        path.write_text(content, encoding="utf-8")
        known = brought.before(desk)
        choices = known.choices(Choices(**said))  # type: ignore[arg-type]
        read = brought.read(Kind.ATTENDEES, path, known.zone, choices)
        fields = {c.heading: c.field for c in read.recognised.columns} if read.recognised else {}
        bring.columns = fields  # type: ignore[attr-defined]
        return brought.bring(desk, read, dry_run, Answers(same or {}))

    return bring


def registered(desk: Desk, name: str) -> dict[str, str]:
    """By offering, as what somebody is registered."""
    people = desk.store.attendees_named(" ".join(sorted(name.casefold().split())))
    return {r.offering: r.status.value for p in people for r in desk.store.registrations_of(p.id)}


def asked(report: Report) -> list[tuple[int, str, str]]:
    """The rows that are not clear, with the column that has to be said, and as what."""
    return [(q.row, q.column, q.field) for q in report.questions]


def wrong(report: Report) -> list[tuple[str, str]]:
    return [(str(w.where), w.column) for w in report.wrong]


# ---- states


@pytest.mark.parametrize(
    "heading",
    [
        "Registration state", "Participant Status", "Statut de la participation",
        "Estado de la reserva", "Booking status", "Ticket status", "RSVP status", "Order state",
        "Invitee Status", "State", "Situation", "État", "Estado", "Enrollment Status",
    ],
)  # fmt: skip
def test_whoever_withdrew_is_not_registered(bring: Bring, desk: Desk, heading: str) -> None:
    report = bring(
        f"Name,Workshop,{heading}\nAda Low,pp,Completed\nBo Ray,pp,Withdrawn\n"
        "Cy Tull,pp,On waitlist\n"
    )
    assert (report.wrong, report.questions) == ([], [])
    assert [registered(desk, n) for n in ("Ada Low", "Bo Ray", "Cy Tull")] == [
        {"pp": "registered"}, {"pp": "cancelled"}, {"pp": "waitlisted"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "no", "yes"),
    [
        ("Cancelled", "no", "yes"), ("Refunded", "FALSE", "TRUE"), ("Void?", "", "Yes"),
        ("Voided", "0", "1"), ("Annulé(e)", "non", "oui"), ("Remboursée", "", "✓"),
        ("Cancelada", "no", "sí"), ("Cancelled at", "", "2026-11-02 10:00"),
        ("Refund date", "", "2 nov. 2026"), ("Désistement", "", "x"),
        ("Withdrawn on", "", "11/02/2026"), ("Refunded", "0.00", "Refunded"),
        ("Is cancelled", "n", "y"), ("Dada de baja", "", "X"),
    ],
)  # fmt: skip
def test_a_yes_under_cancelled_cancels(
    bring: Bring, desk: Desk, heading: str, no: str, yes: str
) -> None:
    report = bring(f"Name,Workshop,{heading}\nAda Low,pp,{no}\nBo Ray,pp,{yes}\n")
    assert (report.wrong, report.questions) == ([], [])
    assert registered(desk, "Ada Low") == {"pp": "registered"}
    assert registered(desk, "Bo Ray") == {"pp": "cancelled"}


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        ("Attending", "yes", "no"), ("RSVP", "Going", "Not going"), ("Going", "1", "0"),
        ("Will you attend?", "Yes", "No"), ("Participera", "oui", "non"),
        ("Asistirá", "Sí", "No"), ("Registered", "TRUE", "FALSE"), ("Confirmed", "x", "no"),
    ],
)  # fmt: skip
def test_whoever_says_that_they_do_not_come_is_not_registered(
    bring: Bring, desk: Desk, heading: str, yes: str, no: str
) -> None:
    report = bring(f"Name,Workshop,{heading}\nAda Low,pp,{yes}\nBo Ray,pp,{no}\n")
    assert (report.wrong, report.questions) == ([], [])
    assert registered(desk, "Ada Low") == {"pp": "registered"}
    assert registered(desk, "Bo Ray") == {"pp": "cancelled"}


def test_who_did_not_answer_is_asked_about_where_others_did(bring: Bring) -> None:
    report = bring("Name,Workshop,RSVP\nAda Low,pp,yes\nBo Ray,pp,\nCy Tull,pp,maybe\n")
    assert wrong(report) == [("row 3", "RSVP"), ("row 4", "RSVP")]
    assert bring("Name,Workshop,RSVP\nAda Low,pp,\n").wrong == [], "nobody was asked"


@pytest.mark.parametrize(
    "heading", ["Registered", "Confirmed", "State", "Membership status", "Payment status"]
)
def test_what_is_no_state_is_not_used(bring: Bring, desk: Desk, heading: str) -> None:
    cells = {"Registered": "2026-11-02", "Confirmed": "2026-11-02 10:00", "State": "CA"}
    report = bring(f"Name,Workshop,{heading}\nAda Low,pp,{cells.get(heading, 'Active')}\n")
    assert (report.wrong, report.questions) == ([], [])
    assert bring.columns[heading] == ""  # type: ignore[attr-defined]
    assert registered(desk, "Ada Low") == {"pp": "registered"}


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Notes", "Withdrawn"), ("Column 7", "cancelled"), ("Remarques", "S’est désistée"),
        ("Payment status", "Refunded"), ("Comments", "Cancelled by phone on 3 May"),
        ("Info", "waiting list"), ("Observaciones", "anulada"), ("Membership status", "Cancelled"),
    ],
)  # fmt: skip
def test_a_word_of_cancelling_under_any_heading_is_asked_about(
    bring: Bring, desk: Desk, heading: str, said: str
) -> None:
    content = f"Name,Workshop,{heading}\nAda Low,pp,likes tea\nBo Ray,pp,{said}\n"
    report = bring(content)
    assert asked(report) == [(3, heading, "")], "what else stands there is no state"
    assert registered(desk, "Ada Low") == {"pp": "registered"}
    assert registered(desk, "Bo Ray") == {}
    assert bring(content, same={3: ""}).questions, "who it is was never in doubt"
    assert bring(content, columns={heading: "-"}).questions == []
    assert registered(desk, "Bo Ray") == {"pp": "registered"}


def test_however_far_down_a_word_of_cancelling_stands_it_is_found(bring: Bring) -> None:
    rows = [f"Person {chr(65 + n % 26)}{chr(65 + n // 26)},{n}" for n in range(400)]
    report = bring("Name,Ref\n" + "\n".join(rows) + "\nBo Ray,withdrew\n")
    assert asked(report) == [(402, "Ref", "")]


def test_a_state_that_two_columns_say_otherwise_is_asked_about(bring: Bring, desk: Desk) -> None:
    report = bring(
        "Name,Workshop,Registration status,Order status,Attending\n"
        "Ada Low,pp,Registered,Refunded,yes\nBo Ray,pp,Registered,Paid,no\n"
        "Cy Tull,pp,Cancelled,Refunded,no\n"
    )
    assert asked(report) == [(2, "Order status", "status")]
    assert wrong(report) == [("row 3", "Attending")]
    assert registered(desk, "Cy Tull") == {"pp": "cancelled"}


def test_an_empty_state_contradicts_no_answer(bring: Bring, desk: Desk) -> None:
    report = bring("Name,Workshop,Status,Attending\nAda Low,pp,,no\nBo Ray,pp,waitlisted,\n")
    assert wrong(report) == [("row 3", "Attending")], "others answered"
    assert registered(desk, "Ada Low") == {"pp": "cancelled"}


def test_who_was_only_invited_is_passed_over(bring: Bring, desk: Desk) -> None:
    report = bring(
        "Name,Workshop,Invitee status\nAda Low,pp,Accepted\nBo Ray,pp,No Response\n"
        "Cy Tull,pp,Visited\n"
    )
    assert (report.added, report.left_out) == (2, 2)
    assert desk.store.attendees_named("bo ray") == []


# ---- what people are registered for


@pytest.mark.parametrize(
    "heading", ["Event Title", "Ticket type", "Product", "Billet", "What", "Opción de taller", "7"]
)
def test_a_column_of_titles_says_what_people_are_registered_for(
    bring: Bring, desk: Desk, heading: str
) -> None:
    content = f"Name,{heading}\nAda Low,{PP}\nBo Ray,{FIN.upper()}\nCy Tull,{PP} / fin\n"
    assert bring(content, offering="open").wrong == []
    assert [registered(desk, n) for n in ("Ada Low", "Bo Ray", "Cy Tull")] == [
        {"pp": "registered"}, {"fin": "registered"}, {"pp": "registered", "fin": "registered"},
    ]  # fmt: skip


def test_two_columns_of_titles_are_both_used(bring: Bring, desk: Desk) -> None:
    bring(f"Name,Workshop,Morning,Afternoon\nAda Low,,{PP},{FIN}\nBo Ray,pp,,{FIN}\n")
    both = {"pp": "registered", "fin": "registered"}
    assert (registered(desk, "Ada Low"), registered(desk, "Bo Ray")) == (both, both)


@pytest.mark.parametrize("cross", ["X", "x", "1", "yes", "Oui", "✓", "☑", "sí", "Registered"])
def test_crosses_under_titles(bring: Bring, desk: Desk, cross: str) -> None:
    report = bring(
        f"Name,Local,{PP},FIN\nAda Low,79,{cross},\nBo Ray,79,,{cross}\n"
        f"Cy Tull,79,{cross},{cross}\nTotal,,2,2\n"
    )
    assert [str(w) for w in report.wrong] == ["row 5, “Name”: “Total” is not a name"]
    assert [registered(desk, n) for n in ("Ada Low", "Bo Ray", "Cy Tull")] == [
        {"pp": "registered"}, {"fin": "registered"}, {"pp": "registered", "fin": "registered"},
    ]  # fmt: skip


def test_what_else_stands_in_place_of_a_cross(bring: Bring, desk: Desk) -> None:
    report = bring(
        f"Name,{PP},fin,Status\nAda Low,Waiting list,no,\nBo Ray,,{FIN},\nCy Tull,x,x,cancelled\n"
        "Di Vine,Room 5,,\n"
    )
    assert registered(desk, "Ada Low") == {"pp": "waitlisted"}
    assert registered(desk, "Bo Ray") == {"fin": "registered"}, "a survey writes the title"
    assert registered(desk, "Cy Tull") == {"pp": "cancelled", "fin": "cancelled"}
    assert [str(w) for w in report.wrong] == [f"row 5, “{PP}”: “Room 5” is no cross"]


def test_numbers_of_choices_are_no_crosses(bring: Bring) -> None:
    report = bring(f"Name,{PP},fin\nAda Low,1,2\nBo Ray,1,\nCy Tull,x,\n")
    assert wrong(report) == [("row 2", PP), ("row 3", PP)]


def test_a_row_without_a_cross_is_asked_about_until_somebody_says_who_it_is(
    bring: Bring, desk: Desk
) -> None:
    content = f"Name,{PP}\nAda Low,x\nBo Ray,\nGus Hart,\n"
    before = state(desk)
    report = bring(content, dry_run=True)
    assert asked(report) == [(3, "", ""), (4, "", "")]
    assert state(desk) == before
    assert bring(content, same={3: ""}).added == 3
    assert desk.store.attendees_named("bo ray")
    assert registered(desk, "Bo Ray") == {}


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("First choice", PP), ("Second choice", "fin"), ("Comments", f"would like {PP}"),
        ("Choix 2", PP), ("Which course suits you best", "Bargaining for all"),
        ("Training requested", "Something new"),
    ],
)  # fmt: skip
def test_who_ends_up_registered_for_nothing_though_a_column_speaks_of_workshops_is_asked_about(
    bring: Bring, desk: Desk, heading: str, said: str
) -> None:
    content = f"Name,{heading},T-shirt\nAda Low,{said},L\nBo Ray,,M\n" + "Cy Tull,,M\n" * 3
    report = bring(content)
    assert [row for row, *_ in asked(report)] + [int(w.where[4:]) for w in report.wrong] == [2]
    assert desk.store.attendees_named("ada low") == []
    assert desk.store.attendees_named("bo ray")


@pytest.mark.parametrize(
    "heading",
    ["Workshops already taken", "Ateliers déjà suivis", "Interested in", "Supervisor’s course"],
)
def test_what_was_taken_or_is_somebody_elses_registers_nobody(
    bring: Bring, desk: Desk, heading: str
) -> None:
    report = bring(f"Name,{heading}\nAda Low,{PP}\n")
    assert (report.questions, report.wrong, registered(desk, "Ada Low")) == ([], [], {})


def test_a_title_that_is_not_held_is_told_with_its_column(bring: Bring) -> None:
    report = bring("Name,What\nAda Low,pp\nBo Ray,pp\nCy Tull,Knitting\n")
    assert [str(w) for w in report.wrong] == [
        "row 4, “What”: there is no offering Knitting; import its sessions first"
    ]


# ---- two rows of headings


@pytest.mark.parametrize(
    "content",
    [
        "ID,Contact,,Which workshop?\n,Name,Email Address,Response\n9,Ada Low,a@x.org,pp\n",
        "ID,Coordonnées,,Quel atelier\n,Nom complet,Courriel,Réponse\n9,Ada Low,a@x.org,pp\n",
        f"Name,E-mail,Workshops,\n,,{PP},{FIN}\nAda Low,a@x.org,x,\n",
        f"ID,Who,,Which will you take?,\n,Name,Email,{PP},Other\n9,Ada Low,a@x.org,{PP},\n",
        "Spring school 2026\nWho,,What\nName,Email,Workshop\nAda Low,a@x.org,pp\n",
    ],
)
def test_two_rows_of_headings_count_both(bring: Bring, desk: Desk, content: str) -> None:
    report = bring(content)
    assert (report.wrong, report.questions, report.added) == ([], [], 2)
    assert registered(desk, "Ada Low") == {"pp": "registered"}
    assert [p.email for p in desk.store.attendees_named("ada low")] == ["a@x.org"]


@pytest.mark.parametrize(
    "content",
    [
        f"Participant Name,Event Title,Participant Status\nAda Low,{PP},Registered\n",
        f"Name,What\nAttendee,{PP}\nAda Low,{PP}\n",
        f"Name,Which\nAda Low,{PP}\n",
    ],
)
def test_a_person_is_never_taken_for_a_heading(bring: Bring, desk: Desk, content: str) -> None:
    bring(content)
    assert registered(desk, "Ada Low") == {"pp": "registered"}


def test_the_rows_that_stay_out_can_be_brought_in_with_one_row_of_headings(
    tmp_path: Path, bring: Bring, desk: Desk
) -> None:
    content = (
        "ID,Contact,,Which workshop?\n,Name,Email Address,Response\n"
        "9,Ada Low,a@x.org,pp\n8,Bo Ray,b@x.org,knitting\n"
    )
    path = tmp_path / "survey.csv"
    path.write_text(content)
    known = brought.before(desk)
    read = brought.read(Kind.ATTENDEES, path, known.zone, known.choices(Choices()))
    rows = brought.left_behind(read, brought.bring(desk, read, dry_run=False))
    assert bring(rows.decode().replace("knitting", "fin")).added == 2
    assert registered(desk, "Bo Ray") == {"fin": "registered"}


# ---- who people are


def test_a_local_a_number_an_address_and_a_language_are_told_by_what_they_are(
    bring: Bring, desk: Desk
) -> None:
    bring("Name,Company,Ref,Reach,Speaks\nAna Núñez,Local 79,1001,a@x.org,French\n")
    ana = desk.store.attendees_numbered("1001")[0]
    assert (ana.id, ana.local, ana.email, ana.language) == ("ana", "Local 79", "a@x.org", "fr")


def test_what_was_told_by_content_is_marked_and_can_be_said_otherwise(
    tmp_path: Path, bring: Bring, desk: Desk
) -> None:
    content = f"Name,Company,Event\nAda Low,Local 79,{PP}\n"
    path = tmp_path / "marked.csv"
    path.write_text(content)
    known = brought.before(desk)
    read = brought.read(Kind.ATTENDEES, path, known.zone, known.choices(Choices()))
    assert read.recognised is not None
    assert [(c.field, c.by_content) for c in read.recognised.columns] == [
        ("name", False), ("local", True), ("offering", True),
    ]  # fmt: skip
    bring(content, columns={"Company": "-", "Event": "-"})
    (ada,) = desk.store.attendees_named("ada low")
    assert (ada.local, registered(desk, "Ada Low")) == ("", {})


# ---- what was kept


def test_what_was_told_by_content_is_told_anew_in_the_next_file(bring: Bring, desk: Desk) -> None:
    head = "Name,Company,Code\n"
    bring(f"{head}Ada Low,Local 79,fin\n", columns={"Code": "offering"})
    bring(f"{head}Bo Ray,Knitters Inc,fin\n")
    (bo,) = desk.store.attendees_named("bo ray")
    assert (bo.local, registered(desk, "Bo Ray")) == ("", {"fin": "registered"})


def test_what_an_older_version_kept_as_not_used_is_still_asked_about(
    bring: Bring, desk: Desk
) -> None:
    headings = ["Name", "Code", "Registration state", "Void", "Section"]
    columns = {"Name": "name", "Code": "offering", "Section": "-"}
    columns |= {"Registration state": "-", "Void": "-"}
    with desk.store.change() as tx:
        tx.put(ImportShape(id=shape_id("attendees", headings), columns=columns))
    report = bring(
        ",".join(headings) + "\nAda Low,pp,Withdrawn,no,5\nBo Ray,pp,Completed,yes,5\n"
        "Cy Tull,pp,Completed,no,5\n"
    )
    assert asked(report) == [(2, "Registration state", "status")]
    assert registered(desk, "Bo Ray") == {"pp": "cancelled"}
    (cy,) = desk.store.attendees_named("cy tull")
    assert cy.local == "", "that the section is not used was said, or not: it stays so"
