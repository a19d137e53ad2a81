"""Bringing in a roster: who is new, who is found again, what they are registered for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk import door, editing
from kiosk.desk.protocol import Desk
from kiosk.model import Attendee, RegistrationStatus
from kiosk.rules.codes import is_code
from tests.bringing import Files, counts, state


@pytest.fixture
def files(tmp_path: Path, desk: Desk) -> Files:
    return Files(tmp_path, desk)


def person(desk: Desk, number: str) -> Attendee:
    (found,) = desk.store.attendees_numbered(number)
    return found


def test_new_people_get_a_badge_and_their_registrations(files: Files, desk: Desk) -> None:
    report = files.attendees(
        "member_number,name,local,offering,status\n"
        "7,Zoë Li,Local 1,pp;fin,\n8,Yan Wu,Local 1,pp,waitlisted\n9,Xi Ma,Local 1,,\n"
    )
    assert counts(report) == (6, 0, 0, [])
    zoe = person(desk, "7")
    assert {r.offering: r.status for r in desk.store.registrations_of(zoe.id)} == {
        "pp": RegistrationStatus.REGISTERED,
        "fin": RegistrationStatus.REGISTERED,
    }
    (badge,) = desk.store.badges_of(zoe.id)
    assert is_code(badge.code)
    assert door.scan(desk, badge.code, served=frozenset({"pp-1"})).outcome.is_in
    codes = {b.code for n in "789" for b in desk.store.badges_of(person(desk, n).id)}
    assert len(codes) == 3


def test_the_same_roster_twice_changes_nothing(files: Files, desk: Desk) -> None:
    content = (
        "member_number,name,email,offering\n7,Zoë Li,z@x.org,pp\n,Yan Wu,,fin\n7,Zoë Li,,fin\n"
    )
    files.attendees(content)
    before = state(desk)
    assert counts(files.attendees(content))[:2] == (0, 0)
    assert state(desk) == before


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("1001,Ana Núñez,,", "ana"),
        (" 10-01 ,NUNEZ Ana,,", "ana"),
        ("1001,Ana Núñez-Roy,,", "ana"),
        (",Ana Nunez,Local 1,", "ana"),
        (",Finn Lee,,finn@x.org", "finn"),
        (",LEE Finn,Local 9,FINN@x.org", "finn"),
        (",Eva Roy,Local 2,", "eva2"),
        (",Eva Roy,local 2,", "eva2"),
    ],
)
def test_someone_known_is_found_again(files: Files, desk: Desk, row: str, found: str) -> None:
    editing.change_attendee(desk, "finn", email="finn@x.org")
    before = len(desk.store.all(Attendee))
    report = files.attendees(f"member_number,name,local,email,positions\n{row},steward\n")
    assert report.wrong == []
    assert len(desk.store.all(Attendee)) == before
    known = desk.store.get(Attendee, found)
    assert known is not None
    assert known.positions == ("steward",)


@pytest.mark.parametrize(
    "row",
    [
        "2001,Ana Núñez,Local 1,",  # another number is another person
        ",Ana Núñez,Local 2,",  # so is another local
        ",Ana,Local 1,",
    ],
)
def test_someone_else_is_someone_new(files: Files, desk: Desk, row: str) -> None:
    before = len(desk.store.all(Attendee))
    assert files.attendees(f"member_number,name,local,email\n{row}\n").wrong == []
    assert len(desk.store.all(Attendee)) == before + 1


def test_an_empty_cell_leaves_what_is_known(files: Files, desk: Desk) -> None:
    editing.change_attendee(
        desk, "ana", email="ana@x.org", positions=("steward",), good_standing=False, language="fr"
    )
    before = desk.store.get(Attendee, "ana")
    files.attendees(
        "member_number,name,local,email,language,positions,good_standing\n1001,Ana Núñez,,,,,\n"
    )
    assert desk.store.get(Attendee, "ana") == before


def test_a_number_that_is_someone_elses(files: Files, desk: Desk) -> None:
    report = files.attendees("member_number,name\n1001,Wim Moss\n2000,Ivo Moss\n")
    assert [str(q) for q in report.questions] == [
        "row 2, “Wim Moss”: the member number 1001 is Ana Núñez's; mend the row, "
        "or that person's number"
    ]
    assert person(desk, "1001").name == "Ana Núñez"
    assert person(desk, "2000").name == "Ivo Moss"


def test_a_row_that_may_mean_several(files: Files, desk: Desk) -> None:
    editing.change_attendee(desk, "eva2", local="Local 1")
    report = files.attendees("name,local\nEva Roy,Local 1\n")
    assert [str(q) for q in report.questions] == [
        "row 2, “Eva Roy”: several known people fit this row; give the member number"
    ]
    assert [a.id for a in report.questions[0].may_be] == ["eva1", "eva2"]


def test_registrations_are_added_and_changed_and_never_removed(files: Files, desk: Desk) -> None:
    files.attendees("member_number,name,offering,status\n1003,Cleo Park,pp;fin,registered\n")
    files.attendees("member_number,name\n1003,Cleo Park\n")
    found = {r.offering: r.status.value for r in desk.store.registrations_of("cleo")}
    assert found == {"pp": "registered", "fin": "registered"}


def test_a_row_that_names_an_unknown_offering_stays_out_whole(files: Files, desk: Desk) -> None:
    before = state(desk)
    report = files.attendees("name,offering\nWim Moss,pp;nothing\n")
    assert [str(w) for w in report.wrong] == [
        "row 2, “offering”: there is no offering nothing; import its sessions first"
    ]
    assert state(desk) == before


def test_a_badge_that_is_in_force_is_kept(files: Files, desk: Desk) -> None:
    files.attendees("member_number,name\n1001,Ana Núñez\n")
    assert [b.id for b in desk.store.badges_of("ana")] == ["b-1"]


def test_a_roster_that_changes_nothing_gives_nobody_a_badge(files: Files, desk: Desk) -> None:
    """Whose badge was revoked gets another where badges are printed."""
    (badge,) = desk.store.badges_of("ben")
    editing.revoke_badge(desk, badge.code)
    before = state(desk)
    report = files.attendees("member_number,name\n1002,Ben O'Hara\n")
    assert (report.added, report.changed, state(desk)) == (0, 0, before)


# ---- whatever a roster holds

NAMES = st.sampled_from(["Ana Núñez", "Eva Roy", "Wim Moss", "Wim  moss", "", "---", "\x1b"])
NUMBERS = st.sampled_from(["", "1001", "10 01", "7", "8", "-"])
LOCALS = st.sampled_from(["", "Local 1", "local 1", "Local 2"])
MAILS = st.sampled_from(["", "a@x.org", "A@x.org", "not an email"])
OFFERED = st.sampled_from(["", "pp", "fin", "pp;fin", "nothing", "P P"])
STATUSES = st.sampled_from(["", "waitlisted", "maybe"])
ROWS = st.lists(st.tuples(NUMBERS, NAMES, LOCALS, MAILS, OFFERED, STATUSES), max_size=6)


@given(rows=ROWS)
def test_any_roster_comes_in_by_whole_rows_and_again_adds_nobody(
    files: Files, desk: Desk, rows: list[tuple[str, ...]]
) -> None:
    content = "member_number,name,local,email,offering,status\n"
    content += "".join(",".join(row) + "\n" for row in rows)
    known = {a.id for a in desk.store.all(Attendee)}
    first = files.attendees(content)
    assert len(first.wrong) + len(first.questions) <= len(rows)
    for attendee in desk.store.all(Attendee):
        if attendee.id not in known:
            assert len(desk.store.badges_of(attendee.id)) == 1, "whoever comes in has a badge"
    after = state(desk)
    again = files.attendees(content)
    assert again.added == 0
    assert again.changed == 0
    assert {w.where for w in again.wrong} == {w.where for w in first.wrong}
    assert {q.where for q in again.questions} == {q.where for q in first.questions}
    assert state(desk) == after
