"""Who comes without a registration, and how many places there are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from kiosk.model import DoorRule, RegistrationStatus, Sitting
from kiosk.rules.checkin import (
    Candidate,
    Decision,
    Outcome,
    Situation,
    counts_places,
    decide,
    free_places,
    may_walk_in,
    walk_in,
)
from tests.building import at, sitting
from tests.rules.doors import (
    EVENING,
    MORNING,
    NEEDS_STEWARD_1,
    NOT_A_TRUSTEE,
    TOMORROW,
    YESTERDAY,
    called_off,
    cancelled_for,
    in_since,
    registered,
    registration,
    unregistered,
    waitlisted,
)

OPEN = sitting("open", door=DoorRule(walk_ins=True), offering="open")
ALSO = sitting("also", room="Room B", door=DoorRule(walk_ins=True), offering="also")
WARNS = sitting("warns", door=DoorRule(walk_ins=True, prerequisites_warn=True), offering="warns")
O = Outcome  # noqa: E741 - one letter keeps the table's lines whole


@dataclass(frozen=True)
class Case:
    name: str
    takes: list[Candidate]
    """The sessions that are open to everyone."""
    serving: set[str] | None
    """What the kiosk checks in to; ``None``: the whole school."""
    then: Outcome
    where: str | None = None
    choices: list[str] = field(default_factory=list)
    walk_in: bool = True


def takes(what: Sitting, **fields: object) -> Candidate:
    return unregistered(what, **fields)


CASES = [
    Case("nothing takes them: told so", [], None, O.NOT_REGISTERED, walk_in=False),
    Case("the whole school's kiosk offers what there is",
         [takes(OPEN)], None, O.NOT_REGISTERED, choices=["open"]),
    Case("and all of it",
         [takes(OPEN), takes(ALSO)], None, O.NOT_REGISTERED, choices=["open", "also"]),
    Case("a full one is not offered",
         [takes(OPEN, free=0), takes(ALSO, free=2)], None, O.NOT_REGISTERED, choices=["also"]),
    Case("all are full: told that they are not registered",
         [takes(OPEN, free=0)], None, O.NOT_REGISTERED, walk_in=False),
    Case("one for which they lack something is not offered",
         [takes(OPEN, lacks=NEEDS_STEWARD_1)], None, O.NOT_REGISTERED, walk_in=False),
    Case("at the room's own door: in",
         [takes(OPEN)], {"open"}, O.CHECKED_IN, "open"),
    Case("the last place: in",
         [takes(OPEN, free=1)], {"open"}, O.CHECKED_IN, "open"),
    Case("the room is full",
         [takes(OPEN, free=0)], {"open"}, O.SESSION_FULL, "open"),
    Case("the workshop asks for another",
         [takes(OPEN, lacks=NEEDS_STEWARD_1)], {"open"}, O.PREREQUISITE_MISSING, "open"),
    Case("what is asked for goes before full",
         [takes(OPEN, lacks=NEEDS_STEWARD_1, free=0)], {"open"},
         O.PREREQUISITE_MISSING, "open"),
    Case("the workshop is for a position they do not hold: in",
         [takes(OPEN, lacks=NOT_A_TRUSTEE)], {"open"}, O.CHECKED_IN, "open"),
    Case("the programme only warns: in",
         [takes(WARNS, lacks=NEEDS_STEWARD_1)], {"warns"}, O.CHECKED_IN, "warns"),
    Case("two at one door: chooses",
         [takes(ALSO), takes(OPEN)], {"open", "also"},
         O.CHOOSE_SESSION, choices=["open", "also"]),
    Case("two at one door, one of them full: in to the other",
         [takes(ALSO, free=0), takes(OPEN)], {"open", "also"}, O.CHECKED_IN, "open"),
    Case("two at one door, both full: told that they are not registered",
         [takes(ALSO, free=0), takes(OPEN, free=0)], {"open", "also"},
         O.NOT_REGISTERED, walk_in=False),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_who_is_not_registered(case: Case) -> None:
    served = None if case.serving is None else frozenset(case.serving)
    situation = Situation(at("2026-04-10 08:50"), case.takes, served)
    decision = walk_in(situation, Decision(O.NOT_REGISTERED))
    assert decision.outcome is case.then
    assert (decision.sitting.id if decision.sitting else None) == case.where
    assert {choice.id for choice in decision.choices} == set(case.choices)
    assert decision.walk_in is case.walk_in


@pytest.mark.parametrize(
    ("name", "given", "may"),
    [
        ("nothing at all", [], True),
        ("registered now", [registered(MORNING)], False),
        ("registered this evening", [registered(EVENING)], False),
        ("registered tomorrow only", [registered(TOMORROW)], True),
        ("registered yesterday only", [registered(YESTERDAY)], True),
        ("was there yesterday", [registered(YESTERDAY, standing=in_since("2026-04-09 09:00"))],
         True),
        ("in already", [registered(MORNING, standing=in_since("2026-04-10 08:45"))], False),
        ("on a waiting list", [waitlisted(MORNING, free=0)], False),
        ("the registration was cancelled", [cancelled_for(MORNING)], False),
        ("the session is cancelled", [registered(called_off(MORNING))], False),
        ("a check-in without registration was taken back", [unregistered(MORNING)], True),
    ],
)  # fmt: skip
def test_who_may_come_in_without_a_registration(
    name: str, given: list[Candidate], may: bool
) -> None:
    situation = Situation(at("2026-04-10 08:50"), given)
    assert may_walk_in(situation, decide(situation)) is may, name


@pytest.mark.parametrize(
    ("name", "capacity", "held", "came", "released", "free"),
    [
        ("nobody yet", 3, [], [], False, 3),
        ("places are kept for who is registered", 3, ["ana", "ben"], [], False, 1),
        ("who is registered and came counts once", 3, ["ana", "ben"], ["ana"], False, 1),
        ("who came without counts too", 3, ["ana", "ben"], ["cleo"], False, 0),
        ("released: only who came counts", 3, ["ana", "ben"], ["cleo"], True, 2),
        ("more came than there is room for", 1, [], ["ana", "ben"], True, -1),
        ("more are registered than there is room for", 1, ["ana", "ben"], [], False, -1),
    ],
)
def test_free_places(
    name: str, capacity: int, held: list[str], came: list[str], released: bool, free: int
) -> None:
    assert free_places(capacity, held, came, released) == free, name


ROOM_FOR_20 = replace(MORNING, offering=replace(MORNING.offering, capacity=20))
RELEASES_AT_ONCE = replace(
    ROOM_FOR_20, session=replace(ROOM_FOR_20.session, door=DoorRule(places_held=0))
)


@pytest.mark.parametrize(
    ("name", "what", "status", "when", "counts"),
    [
        ("no capacity", MORNING, None, "09:10", False),
        ("a walk-in", ROOM_FOR_20, None, "08:40", True),
        ("on the waiting list", ROOM_FOR_20, RegistrationStatus.WAITLISTED, "08:40", True),
        ("registered, before the start", ROOM_FOR_20, RegistrationStatus.REGISTERED, "08:40",
         False),
        ("registered, in the last minute that places are kept", ROOM_FOR_20,
         RegistrationStatus.REGISTERED, "09:15:00", False),
        ("registered, a second after", ROOM_FOR_20, RegistrationStatus.REGISTERED, "09:15:01",
         True),
        ("released at the start: on the hour still kept", RELEASES_AT_ONCE,
         RegistrationStatus.REGISTERED, "09:00:00", False),
        ("released at the start: a second after", RELEASES_AT_ONCE,
         RegistrationStatus.REGISTERED, "09:00:01", True),
    ],
)  # fmt: skip
def test_when_places_are_counted(
    name: str, what: Sitting, status: RegistrationStatus | None, when: str, counts: bool
) -> None:
    known = registration(what, status) if status else None
    assert counts_places(what, known, at(f"2026-04-10 {when}")) is counts, name
