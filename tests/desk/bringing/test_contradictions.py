"""Two rows of one file that say different things of one person: the last never wins unsaid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.protocol import Desk
from kiosk.model import Attendee
from tests.bringing import Files, state
from tests.desk.bringing.test_people import files, person

__all__ = ["files"]

HEAD = "member_number,name,local,email,language,good_standing,positions,offering\n"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("7,Zoë Li,Local 1,,,,,", "7,Zoë Li,Local 2,,,,,", ("Local 1", "Local 2")),
        ("7,Zoë Li,,z@x.org,,,,", "7,Zoë Li,,li@x.org,,,,", ("z@x.org", "li@x.org")),
        ("7,Zoë Li,,,,,,", "7,Zoé Li,,,,,,", ("Zoë Li", "Zoé Li")),
        ("7,Zoë Li,,,,,,", "7,Zoë Lee-Li,,,,,,", ("Zoë Li", "Zoë Lee-Li")),
        ("7,Zoë Li,,,en,,,", "7,Zoë Li,,,fr,,,", ("en", "fr")),
        ("7,Zoë Li,,,,yes,,", "7,Zoë Li,,,,no,,", ("True", "False")),
        (",Zoë Li,,z@x.org,en,,,", ",Zoë Li,,z@x.org,es,,,", ("en", "es")),
        ("1001,Ana Núñez,Local 7,,,,,", "1001,Ana Núñez,Local 8,,,,,", ("Local 7", "Local 8")),
    ],
)
@pytest.mark.parametrize("dry_run", [True, False])
def test_the_second_row_is_asked_about(
    files: Files, desk: Desk, first: str, second: str, said: tuple[str, str], dry_run: bool
) -> None:
    report = files.attendees(f"{HEAD}{first}\n{second}\n", dry_run=dry_run)
    assert [str(q.reason) for q in report.questions] == [
        f"row 2 says “{said[0]}” of the same person, and this row “{said[1]}”"
    ]
    assert [q.row for q in report.questions] == [3]
    assert report.wrong == []
    if not dry_run:
        again = files.attendees(f"{HEAD}{first}\n{second}\n")
        assert (again.added, again.changed, len(again.questions)) == (0, 0, 1)


def test_what_belongs_together_is_joined(files: Files, desk: Desk) -> None:
    content = (
        f"{HEAD}7,Zoë Li,,,,,steward,pp\n7,LI Zoë,Local 1,z@x.org,fr,yes,treasurer,fin\n"
        "7,Zoë Li,Section locale 1,,,,steward,\n"
    )
    report = files.attendees(content)
    assert (report.wrong, report.questions) == ([], [])
    zoe = person(desk, "7")
    assert (zoe.name, zoe.email, zoe.language) == ("Zoë Li", "z@x.org", "fr")
    assert zoe.positions == ("steward", "treasurer")
    assert sorted(desk.store.registered(zoe.id).values()) == ["fin", "pp"]
    before = state(desk)
    again = files.attendees(content)
    assert (again.added, again.changed, state(desk)) == (0, 0, before)


def test_two_names_on_one_number_stay_a_question_of_who_is_meant(files: Files) -> None:
    report = files.attendees(f"{HEAD}7,Zoë Li,,,,,,\n7,Wim Moss,,,,,,\n")
    (question,) = report.questions
    assert question.reason.startswith("the member number 7 is Zoë Li's")


def test_rows_of_two_people_contradict_nobody(files: Files, desk: Desk) -> None:
    report = files.attendees(f"{HEAD}7,Zoë Li,Local 1,,,,,\n8,Zoë Li,Local 2,,,,,\n")
    assert (report.questions, report.added) == ([], 2)


CELLS = st.tuples(
    st.sampled_from(["7", "007", "8", ""]),
    st.sampled_from(["Zoë Li", "LI, Zoë", "Zoé Li", "Wim Moss"]),
    st.sampled_from(["", "Local 1", "1", "Local 2"]),
    st.sampled_from(["", "z@x.org", "li@x.org"]),
)


@given(rows=st.lists(CELLS, max_size=5))
def test_no_row_ever_takes_the_place_of_another_unsaid(
    files: Files, desk: Desk, rows: list[tuple[str, ...]]
) -> None:
    """Whatever the rows that came in say of a number's local and address is one thing each,
    and stands."""
    content = "member_number;name;local;email\n" + "\n".join(";".join(row) for row in rows)
    report = files.attendees(content)
    out = {q.row for q in report.questions} | {int(w.where[4:]) for w in report.wrong}
    for key in ("7", "8"):
        came = [row for n, row in enumerate(rows, 2) if n not in out and row[0].lstrip("0") == key]
        kept = [a for a in desk.store.all(Attendee) if a.member_number.lstrip("0") == key]
        locals_ = {row[2].removeprefix("Local ") for row in came} - {""}
        addresses = {row[3] for row in came} - {""}
        assert len(locals_) <= 1
        assert len(addresses) <= 1
        assert locals_ <= {a.local.removeprefix("Local ") for a in kept}
        assert addresses <= {a.email for a in kept}
        assert len(kept) <= 1
