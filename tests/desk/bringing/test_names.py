"""Names in a roster of people who are known: titles do not count, and nobody is renamed
unasked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.bringing.rosters import Answers
from kiosk.desk.protocol import Desk
from kiosk.model import Attendee
from tests.bringing import Files, state

HEAD = "member_number,name,local\n"


@pytest.fixture
def files(tmp_path: Path, desk: Desk) -> Files:
    return Files(tmp_path, desk)


def name_of(desk: Desk, who: str = "ana") -> str:
    person = desk.store.get(Attendee, who)
    assert person is not None
    return person.name


def call(desk: Desk, name: str, who: str = "ana") -> None:
    person = desk.store.get(Attendee, who)
    assert person is not None
    with desk.store.change() as tx:
        tx.put(replace(person, name=name))


@pytest.mark.parametrize(
    "name",
    [
        "Ms Ana Núñez",
        "Dr. Ana Núñez",
        '"Ana Núñez, PhD"',
        '"Núñez, Ana (she/her)"',
        "Ana Núñez (elle)",
        '"NÚÑEZ, ANA"',
        "ANA NÚÑEZ",
        "ANA NUNEZ",
        "ana núñez",
        "Ana Nunez",
        "Sra. Ana Núñez",
    ],
)
@pytest.mark.parametrize("number", ["1001", ""])
def test_titles_and_capitals_make_no_second_person_and_rename_nobody(
    files: Files, desk: Desk, name: str, number: str
) -> None:
    before = state(desk)
    report = files.attendees(f"{HEAD}{number},{name},Local 1\n")
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
    assert report.renames == []
    assert state(desk) == before


@pytest.mark.parametrize("known", ["Dr. Ana Núñez", "Ana Núñez, PhD", "Ana Núñez (she/her)"])
def test_whoever_is_known_with_a_title_is_found_without_it(
    files: Files, desk: Desk, known: str
) -> None:
    call(desk, known)
    report = files.attendees(f"{HEAD},Ana Núñez,Local 1\n")
    assert (report.added, [one.known.id for one in report.renames]) == (0, ["ana"])
    assert name_of(desk) == known


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("Zed Only", "Only Zed"),
        ("Ana Nunez", "Ana Núñez"),
        ("Ana Núñez", "Anna Núñez"),
        ("Ana Núñez", "Ana María Núñez"),
        ("Ana Núñez", "A. Núñez"),
        ("ANA NÚÑEZ", "Ana Núñez"),
        ("Ana McDonald", "Ana Mcdonald"),
    ],
)
def test_a_change_of_a_known_name_is_asked_and_the_rest_comes_in(
    files: Files, desk: Desk, known: str, said: str
) -> None:
    call(desk, known)
    report = files.attendees(f"{HEAD}1001,{said},Local 9\n")
    ((where, person, name),) = [(str(r.where), r.known.id, r.name) for r in report.renames]
    assert (where, person, name) == ("row 2", "ana", said)
    assert (report.changed, name_of(desk)) == (1, known)
    ana = desk.store.get(Attendee, "ana")
    assert ana is not None
    assert ana.local == "Local 9"
    again = files.attendees(f"{HEAD}1001,{said},Local 9\n", answers=Answers(rename=True))
    assert (again.changed, again.renames, name_of(desk)) == (1, [], said)
    settled = files.attendees(f"{HEAD}1001,{said},Local 9\n")
    assert (settled.changed, settled.renames) == (0, [])


def test_two_spellings_of_somebody_new_are_asked_about(files: Files, desk: Desk) -> None:
    report = files.attendees(f"{HEAD}7,Zoe Li,Local 1\n7,Zoë Li,Local 1\n")
    assert (report.renames, [q.where for q in report.questions]) == ([], ["row 3"])
    (zoe,) = desk.store.attendees_numbered("7")
    assert zoe.name == "Zoe Li"


TITLES = ["Dr. ", "Ms ", "Mme ", "Prof. ", "Sra. "]
BEHIND = [", PhD", " (she/her)", " (they/them)", " [elle]", ", RN", " she/her"]


@given(st.sampled_from(["", *TITLES]), st.sampled_from(["", *BEHIND]), st.booleans())
def test_whatever_stands_with_a_name_it_is_one_person(
    files: Files, desk: Desk, title: str, behind: str, loud: bool
) -> None:
    name = f"{title}{'BEN OHARA' if loud else 'Ben Ohara'}{behind}"
    before = state(desk)
    files.attendees(f'{HEAD},"{name}",Local 1\n')
    assert len(state(desk)["attendees"]) == len(before["attendees"])


# ---- member numbers


@pytest.mark.parametrize(
    "number",
    [
        "1 001",
        "1\u202f001",
        "1'001",
        "1’001",
        "#1001",
        "1-001",
        "１００１",
        "١٠٠١",
        "N° 1001",
        "1_001",
    ],
)
@pytest.mark.parametrize("name", ["Ana Núñez", "Ana M. Núñez"])
def test_separators_and_other_digits_make_no_other_number(
    files: Files, desk: Desk, number: str, name: str
) -> None:
    before = state(desk)
    report = files.attendees(f"{HEAD}{number},{name},Local 1\n")
    assert (report.added, report.changed, report.wrong, report.questions) == (0, 0, [], [])
    assert state(desk) == before, "the number stays as the union writes it"


@pytest.mark.parametrize("kept", ["1 001", "#1001", "１００１"])
def test_what_is_kept_with_separators_is_found_without(files: Files, desk: Desk, kept: str) -> None:
    person = desk.store.get(Attendee, "ana")
    assert person is not None
    with desk.store.change() as tx:
        tx.put(replace(person, member_number=kept))
    assert files.attendees(f"{HEAD}1001,Ana Núñez,Local 1\n").added == 0
    assert [a.id for a in desk.store.attendees_numbered("1001")] == ["ana"]
    found = desk.store.get(Attendee, "ana")
    assert found is not None
    assert found.member_number == kept
