"""People of one name are told apart, with no more than is needed."""

from __future__ import annotations

import pytest

from kiosk.model import Attendee
from kiosk.rules.search import told_apart


@pytest.mark.parametrize(
    ("people", "details"),
    [
        pytest.param([("Ana Roy", "Local 1", "100417")], ["Local 1"], id="one"),
        pytest.param([("Ana Roy", "", "100417")], [""], id="without a local"),
        pytest.param(
            [("Ana Roy", "Local 1", "100417"), ("Luc Roy", "Local 1", "100418")],
            ["Local 1", "Local 1"],
            id="by name",
        ),
        pytest.param(
            [("Ana Roy", "Local 1", "100417"), ("Ana Roy", "Local 2", "200417")],
            ["Local 1", "Local 2"],
            id="by local",
        ),
        pytest.param(
            [("Ana Roy", "Local 1", "100417"), ("Ana Roy", "Local 1", "100418")],
            ["Local 1  …417", "Local 1  …418"],
            id="by the last digits",
        ),
        pytest.param(
            [("Ana Roy", "Local 1", "1417"), ("ANA  Róy", "Local 1", "1418")],
            ["Local 1  …417", "Local 1  …418"],
            id="however the name is written",
        ),
        pytest.param(
            [("Ana Roy", "Local 1", "180417"), ("Ana Roy", "Local 1", "290417")],
            ["Local 1  …80417", "Local 1  …90417"],
            id="by more digits where three are the same",
        ),
        pytest.param(
            [("Ana Roy", "", "100417"), ("Ana Roy", "", "100418"), ("Ana Roy", "Local 2", "7")],
            ["…417", "…418", "Local 2"],
            id="only those who are alike",
        ),
        pytest.param(
            [("Ana Roy", "Local 1", "17"), ("Ana Roy", "Local 1", "2")],
            ["Local 1  …17", "Local 1  …2"],
            id="short numbers",
        ),
        pytest.param(
            [("Ana Roy", "Local 1", "417"), ("Ana Roy", "Local 1", "9417")],
            ["Local 1  …417", "Local 1  …9417"],
            id="one number ends with the other",
        ),
        pytest.param(
            [("Ana Roy", "Local 1", "100417"), ("Ana Roy", "Local 1", "")],
            ["Local 1  …417", "Local 1"],
            id="one has no number",
        ),
        pytest.param(
            [("Ana Roy", "Local 1", "100417"), ("Ana Roy", "Local 1", "100417")],
            ["Local 1", "Local 1"],
            id="one number on two people does not help",
        ),
    ],
)
def test_what_is_shown_beside_a_name(
    people: list[tuple[str, str, str]], details: list[str]
) -> None:
    attendees = [
        Attendee(id=f"a{n}", name=name, local=local, member_number=number)
        for n, (name, local, number) in enumerate(people)
    ]
    matches = told_apart(attendees)
    assert [match.attendee for match in matches] == attendees
    assert [match.detail for match in matches] == details


def test_nobody() -> None:
    assert told_apart([]) == []


@pytest.mark.parametrize(
    ("people", "details"),
    [
        pytest.param([("Local 1", "", "a@b.ca")], ["Local 1"], id="one needs no more"),
        pytest.param(
            [("Local 1", "", "a@b.ca"), ("Local 1", "", "")],
            ["Local 1  a@b.ca", "Local 1"],
            id="by the address",
        ),
        pytest.param(
            [("Local 1", "17", ""), ("Local 1", "17", ""), ("Local 2", "17", "")],
            ["Local 1  a0", "Local 1  a1", "Local 2"],
            id="nothing but the id",
        ),
        pytest.param(
            [("", "", "a@b.ca"), ("", "", "a@b.ca")],
            ["a@b.ca  a0", "a@b.ca  a1"],
            id="one address for two",
        ),
    ],
)
def test_staff_see_what_else_tells_them_apart(
    people: list[tuple[str, str, str]], details: list[str]
) -> None:
    attendees = [
        Attendee(id=f"a{n}", name="Ana Roy", local=local, member_number=number, email=email)
        for n, (local, number, email) in enumerate(people)
    ]
    assert [match.detail for match in told_apart(attendees, for_staff=True)] == details
