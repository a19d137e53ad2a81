"""Who may take a workshop: what it asks for, and what of it someone lacks.

What is not known of a person is never held against them: a member without positions, or
whose standing nobody entered, may have either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model import Attendee, Workshop


class Need(StrEnum):
    WORKSHOP = "workshop"
    """Another workshop has to be completed before."""
    POSITION = "position"
    """It is for who holds one of some positions."""
    GOOD_STANDING = "good_standing"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a person does not have."""

    need: Need
    workshop: str = ""
    """The id of the workshop that is to come before, under ``Need.WORKSHOP``."""

    @property
    def bars(self) -> bool:
        """Whether it keeps a person out. A position does not: who registered somebody
        for a workshop knew whom it is for, and people are elected between two rosters."""
        return self.need is not Need.POSITION


def asks(workshop: Workshop) -> bool:
    """Whether a workshop asks for anything."""
    return bool(workshop.prerequisites or workshop.positions or workshop.good_standing)


def lacks(workshop: Workshop, attendee: Attendee, completed: Callable[[str], bool]) -> list[Lack]:
    """What a person lacks for a workshop, in the order in which it is told.

    Args:
        completed: whether they completed the workshop of an id, or one equivalent to it.
    """
    found = [
        Lack(Need.WORKSHOP, needed) for needed in workshop.prerequisites if not completed(needed)
    ]
    if workshop.positions and attendee.positions:
        held = {position.casefold() for position in attendee.positions}
        if held.isdisjoint(position.casefold() for position in workshop.positions):
            found.append(Lack(Need.POSITION))
    if workshop.good_standing and attendee.good_standing is False:
        found.append(Lack(Need.GOOD_STANDING))
    return found
