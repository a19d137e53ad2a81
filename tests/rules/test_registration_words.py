"""What the words of other systems, and of people, say of a registration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import RegistrationStatus
from kiosk.rules.registration_words import (
    _PLAIN,
    _STATE,
    _VAGUE,
    Unregistered,
    read_state,
    takes_back,
)
from kiosk.rules.yes_no import read_yes_no

IN, WAITS, OUT = RegistrationStatus
ASKED = Unregistered.INVITED


@pytest.mark.parametrize(
    ("said", "state"),
    [
        # Indico
        ("Completed", IN), ("Pending", WAITS), ("Rejected", OUT), ("Withdrawn", OUT),
        ("Unpaid", WAITS),
        # CiviCRM
        ("Registered", IN), ("Attended", IN), ("No-show", OUT), ("Cancelled", OUT),
        ("Pending (pay later)", WAITS), ("On waitlist", WAITS), ("Awaiting approval", WAITS),
        ("Pending from waitlist", WAITS), ("Expired", OUT), ("Pending in cart", ASKED),
        ("Partially paid", IN), ("Transferred", OUT), ("Pending refund", None),
        # Eventbrite, pretix, Zoom
        ("Checked In", IN), ("Not Attending", OUT), ("Partially Refunded", OUT), ("paid", IN),
        ("denied", OUT), ("approved", IN),
        # Cvent
        ("Accepted", IN), ("No Response", ASKED), ("Visited", ASKED), ("Declined", OUT),
        ("Denied Approval", OUT), ("Pending Approval", WAITS), ("Not Registered", ASKED),
        # RegFox
        ("abandoned", ASKED), ("pending offline payment", WAITS), ("waitlisted", WAITS),
        # Ticket Tailor, Tito, Humanitix, alf.io, Meetup, Microsoft
        ("valid", IN), ("void", OUT), ("Voided", OUT), ("complete", IN), ("ACQUIRED", IN),
        ("TO_BE_PAID", WAITS), ("INVALIDATED", OUT), ("RELEASED", OUT), ("Not going", OUT),
        ("pendingApproval", WAITS), ("rejectedByOrganizer", OUT), ("IN_WAITLIST", WAITS),
        # by hand
        ("Désistée", OUT), ("S’est désisté", OUT), ("annulé(e)", OUT), ("Annulé le 3 mai", OUT),
        ("cancelled 3 May, ill", OUT), ("Cancelled – not paid in time limit", OUT),
        ("Anulada por la delegada", OUT), ("dada de baja", OUT), ("Registered (paid)", IN),
        ("Inscrite / payée", IN), ("Registered (will not attend)", None),
        ("cancelled, now attending", None), ("Conflict Resolution", None), ("CA", None),
        ("", None), ("maybe", None),
    ],
)  # fmt: skip
def test_the_state_of_a_registration(said: str, state: object) -> None:
    assert read_state(said) is state


@pytest.mark.parametrize(
    ("said", "does"),
    [
        ("Withdrawn", True), ("CANCELLED", True), ("cancelled by phone, 3 May", True),
        ("refunded", True), ("Remboursée", True), ("anulada", True), ("waiting list", True),
        ("Liste d’attente", True), ("not coming", True), ("ne viendra pas", True),
        # of a visa, a membership, a form, somebody's work
        ("Expired", False), ("Absent", False), ("deleted", False), ("retiré", False),
        ("rejected", False), ("pending", False), ("Unpaid", False), ("yes", False),
        ("Please cancel my hotel", False), ("", False), ("cancelled " + "x" * 90, False),
    ],
)  # fmt: skip
def test_what_speaks_for_itself_under_any_heading(said: str, does: bool) -> None:
    assert takes_back(said) is does


@pytest.mark.parametrize("before", ["", "  "])
@pytest.mark.parametrize("after", ["", " on 3 May"])
def test_every_plain_word_of_cancelling_is_noticed(before: str, after: str) -> None:
    for word in sorted(_PLAIN):
        assert takes_back(f"{before}{word.upper()}{after}"), word
    for word, state in _STATE.items():
        if state is OUT and word not in _VAGUE:
            assert takes_back(word), word


@given(said=st.text(max_size=60))
def test_what_takes_a_registration_back_is_never_a_registration(said: str) -> None:
    assert not (takes_back(said) and read_state(said) is IN)


@pytest.mark.parametrize(
    ("said", "is_yes"),
    [
        ("X", True), ("✓", True), ("☑", True), ("Oui", True), ("sí", True), ("1", True),
        ("TRUE", True), ("☐", False), ("Non", False), ("0", False), ("false", False),
        ("✗", None), ("2", None), ("", None), ("maybe", None),
    ],
)  # fmt: skip
def test_yes_and_no(said: str, is_yes: bool | None) -> None:
    """A ✗ stands for a cross and for a no: it is asked."""
    assert read_yes_no(said) is is_yes
