"""Whoever filled in a form is not taken for who it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.files.attendees import Roster, read_attendees

MICROSOFT = "ID,Start time,Completion time,Email,Name"
ROW = "1,3/1/26 10:00,3/1/26 10:02"
CLERK = f"{ROW},clerk@example.org,Office Clerk"


def read(folder: Path, *lines: str) -> Roster:
    path = folder / "form.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_attendees(path)


def people(roster: Roster) -> list[tuple[str, str]]:
    assert roster.wrong == []
    return [(person.name, person.email) for _, person in roster.entries]


@pytest.mark.parametrize(
    "head",
    [
        MICROSOFT,
        "ID,Start time,Completion time,Last modified time,Email,Name",
        "Id,Heure de début,Heure de fin,Adresse de messagerie,Nom",
        "Id,Hora de inicio,Hora de finalización,Correo electrónico,Nombre",
    ],
)
@pytest.mark.parametrize(
    "asked",
    [
        "Email2,Full name", "E-mail address2,Name2", "Your email,Your name",
        "Courriel,Nom complet", "Votre adresse courriel,Quel est votre nom ?",
        "Correo electrónico2,Nombre completo", "What is your email address?,What is your name?",
    ],
)  # fmt: skip
def test_what_was_asked_goes_before_the_account(tmp_path: Path, head: str, asked: str) -> None:
    account = CLERK.replace(ROW, f"{ROW},x") if "Last modified" in head else CLERK
    roster = read(
        tmp_path,
        f"{head},{asked}",
        f"{account},z@example.org,Zoé Roy",
        f"{account},b@example.org,Bo Lee",
    )
    assert people(roster) == [("Zoé Roy", "z@example.org"), ("Bo Lee", "b@example.org")]


def test_whom_a_survey_was_sent_to_is_not_who_answered(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Respondent ID,Collector ID,IP Address,Email Address,First Name,Your email,Full name",
        f"{CLERK},z@example.org,Zoé Roy",
    )
    assert people(roster) == [("Zoé Roy", "z@example.org")]


def test_where_nothing_else_was_asked_the_account_is_the_person(tmp_path: Path) -> None:
    roster = read(tmp_path, f"{MICROSOFT},Your local", f"{ROW},ana@x.org,Ana Roy,Local 5")
    assert people(roster) == [("Ana Roy", "ana@x.org")]
    assert roster.recognised is not None
    assert str(roster.recognised.form) == "answers from Microsoft Forms"


@pytest.mark.parametrize(
    ("account", "email"),
    [
        ("ana@x.org,Ana Roy", "ana@x.org"),  # she filled it in herself
        ("ana@x.org,Ana María Roy", "ana@x.org"),
        ("ana@x.org,A. Roy", "ana@x.org"),
        ("ana@x.org,anonymous", "ana@x.org"),
        ("clerk@x.org,Office Clerk", ""),
        ("clerk@x.org,Jean Roy", ""),
        ("anonymous,anonymous", ""),
        ("anonymous,", ""),
        ("anonyme,anonyme", ""),
        (",", ""),
    ],
)
def test_the_address_of_the_account_is_theirs_where_the_account_is(
    tmp_path: Path, account: str, email: str
) -> None:
    roster = read(tmp_path, f"{MICROSOFT},Full name", f"{ROW},{account},Ana Roy")
    assert people(roster) == [("Ana Roy", email)]


def test_an_account_under_which_several_are_filled_in_is_of_none_of_them(tmp_path: Path) -> None:
    roster = read(
        tmp_path,
        "Timestamp,Email Address,Full name",
        "1/1/26,office@x.org,Ana Roy",
        "1/1/26,Office@x.org,Bo Lee",
        "1/1/26,cy@x.org,Cy Tull",
        "1/2/26,cy@x.org,Cy Tull",
    )
    assert people(roster) == [
        ("Ana Roy", ""), ("Bo Lee", ""), ("Cy Tull", "cy@x.org"), ("Cy Tull", "cy@x.org"),
    ]  # fmt: skip


def test_an_anonymous_account_is_nobody(tmp_path: Path) -> None:
    roster = read(tmp_path, f"{MICROSOFT},Your local", f"{ROW},anonymous,anonymous,5")
    assert [str(w) for w in roster.wrong] == ["row 2, “Name”: “anonymous” is not a name"]


def test_a_roster_with_dates_of_its_own_has_no_accounts(tmp_path: Path) -> None:
    roster = read(
        tmp_path, "Start date,End date,Name,Email,Full name", "1/1/26,2/1/26,Ana,a@x.org,Ana Roy"
    )
    assert people(roster) == [("Ana Roy", "a@x.org")]
    assert roster.recognised is not None
    assert not any(column.is_account for column in roster.recognised.columns)
