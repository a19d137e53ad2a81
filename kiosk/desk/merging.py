"""A walk-in turns out to be someone who is known."""

from __future__ import annotations

from kiosk.desk import voiding
from kiosk.desk.protocol import Desk, View
from kiosk.desk.together import Together
from kiosk.errors import Refused
from kiosk.model import Attendee, Merge, Staff, Void
from kiosk.rules.merging import standing_merges
from kiosk.rules.names import clean, number_key


def merge(desk: Desk, walk_in: str, into: str, staff: Staff, reason: str = "") -> Merge:
    """From now on two attendees are one person: both badges, names and numbers find
    ``into``; where both have records, attended wins, and the stronger registration.
    Everything is kept, and :func:`part` undoes it.

    Raises:
        Refused: either is not there, they are one already, or they have two member
            numbers.
    """
    with desk.store.change() as tx:
        one, other = tx.get(Attendee, walk_in), tx.get(Attendee, into)
        if one is None or other is None:
            raise Refused("This person is no longer there.")
        if one.id == other.id:
            raise Refused("They are one person already.")
        numbers = number_key(one.member_number), number_key(other.member_number)
        if all(numbers) and numbers[0] != numbers[1]:
            raise Refused(
                "{one} and {other} have different member numbers: they are two members.",
                one=one.name,
                other=other.name,
            )
        return tx.add(
            Merge(
                time=desk.clock.now(),
                by=staff.id,
                attendee=one.id,
                into=other.id,
                reason=clean(reason),
            )
        )


def part(desk: Desk, walk_in: str, staff: Staff, reason: str) -> Void:
    """Undo a merge: they are two people again, each with what was recorded of them.

    Args:
        walk_in: the id that was merged, from :func:`merged_with`.

    Raises:
        Refused: no reason, or they are not merged.
    """
    why = voiding.said(reason)
    with desk.store.change() as tx:
        standing = standing_merges(_apart(tx).person_facts("", walk_in))
        if not standing:
            raise Refused("They are not merged with anyone.")
        for known in standing:
            done = voiding.void(tx, desk, "", walk_in, known.id, staff, why)
        return done


def merged_with(view: View, person: str) -> list[Attendee]:
    """Whoever was merged into a person, as they were entered."""
    if not isinstance(view, Together):
        return []
    merged = [attendee for attendee, who in view.person.items() if who == person]
    return [one for i in merged if (one := _apart(view).get(Attendee, i))]


def _apart(view: View) -> View:
    return view.apart if isinstance(view, Together) else view
