"""Adding or changing one person or registration by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.desk import door, editing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Attendee, RegistrationStatus
from kiosk.rules.checkin import Outcome
from kiosk.rules.codes import is_code
from tests.building import CODES

REGISTERED, WAITLISTED, CANCELLED = RegistrationStatus

# ---- people


@pytest.mark.parametrize(
    "text", ["ana", "1001", "10-01", "Ana Núñez", "nunez ANA", CODES["ana"], CODES["ana"].lower()]
)
def test_someone_is_found(desk: Desk, text: str) -> None:
    assert editing.find_attendee(desk.store, text).id == "ana"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nobody", "Nobody is found by “Nobody”"),
        ("", "Nobody is found"),
        ("\x1b[31m", "“\\[31m”"),
        (CODES["blank"], "Nobody is found"),
        ("Eva Roy", r"use an id: eva1 \(Local 1\), eva2 \(Local 2\)"),
    ],
)
def test_nobody_or_several_are_found(desk: Desk, text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        editing.find_attendee(desk.store, text)


def test_someone_is_added_with_a_badge(desk: Desk) -> None:
    made = editing.add_attendee(desk, name="Wim Moss", member_number="7", positions=("steward",))
    assert desk.store.get(Attendee, made.id) == made
    (badge,) = desk.store.badges_of(made.id)
    assert is_code(badge.code)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "needs a name"),
        ({"name": " - "}, "needs a name"),
        ({"name": "Ana Núñez", "member_number": "1001"}, "known already, as ana"),
        ({"name": "Ana Nunez", "local": "Local 1"}, "known already, as ana"),
        ({"name": "Wim Moss", "member_number": "1001"}, "is Ana Núñez's"),
        ({"name": "Wim Moss", "email": "not an email"}, "not an email address"),
    ],
)
def test_who_cannot_be_added(desk: Desk, fields: dict[str, str], said: str) -> None:
    before = desk.store.all(Attendee)
    with pytest.raises(Refused, match=said):
        editing.add_attendee(desk, **fields)
    assert desk.store.all(Attendee) == before


def test_someone_is_changed(desk: Desk) -> None:
    editing.change_attendee(desk, "1001", name="Ana Núñez-Roy", local="", good_standing=True)
    ana = desk.store.get(Attendee, "ana")
    assert ana is not None
    assert (ana.name, ana.local, ana.good_standing) == ("Ana Núñez-Roy", "", True)
    assert door.scan(desk, "nunez roy ana").outcome is Outcome.CHECKED_IN
    assert door.scan(desk, "Ana Núñez").outcome is Outcome.UNKNOWN_NAME


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "needs a name"),
        ({"member_number": "1002"}, "is Ben O'Hara's"),
        ({"member_number": " 10-02 "}, "is Ben O'Hara's"),
        ({"email": "x"}, "not an email address"),
    ],
)
def test_what_someone_cannot_become(desk: Desk, fields: dict[str, str], said: str) -> None:
    before = desk.store.get(Attendee, "ana")
    with pytest.raises(Refused, match=said):
        editing.change_attendee(desk, "1001", **fields)
    assert desk.store.get(Attendee, "ana") == before


def test_ones_own_number_may_be_written_anew(desk: Desk) -> None:
    assert editing.change_attendee(desk, "ana", member_number="10-01").member_number == "10-01"


# ---- registrations


def test_someone_is_registered_and_changed(desk: Desk) -> None:
    editing.register(desk, "Gus Hart", "pp", WAITLISTED)
    assert door.scan(desk, "1008").outcome is Outcome.WAITLISTED
    editing.register(desk, "1008", "pp", REGISTERED)
    assert door.scan(desk, "1008").outcome is Outcome.CHECKED_IN
    assert len(desk.store.registrations_of("gus")) == 1


def test_a_walk_in_stays_one(desk: Desk) -> None:
    made = editing.register(desk, "gus", "pp", REGISTERED)
    with desk.store.change() as tx:
        tx.put(replace(made, walk_in=True))
    assert editing.register(desk, "gus", "pp", CANCELLED).walk_in


def test_nobody_for_nothing(desk: Desk) -> None:
    with pytest.raises(Refused, match="no offering nothing"):
        editing.register(desk, "gus", "nothing", REGISTERED)
    with pytest.raises(Refused, match="Nobody is found"):
        editing.register(desk, "nobody", "pp", REGISTERED)
