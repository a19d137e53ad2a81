"""The certificates that were issued, and what became of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kiosk.clock import zone
from kiosk.desk.completing.completions import completions
from kiosk.desk.completing.held import Row
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused
from kiosk.model import CERTIFICATES, Attendee
from kiosk.rules.certificates import Standing, State, standings


@dataclass(frozen=True, slots=True)
class Listed:
    """A certificate in a list."""

    standing: Standing
    attendee: Attendee | None
    day: dt.date
    """On which it was issued; of one that was revoked, on which that was. On the
    organisation's wall clock."""
    taken_away: bool
    """It is active, and what it was issued for is not complete by what is signed now: for a
    rep to decide."""


def of(view: View, attendee: str) -> list[Standing]:
    """Somebody's certificates, oldest first."""
    return standings(view.person_facts(CERTIFICATES, attendee))


def everyone(view: View) -> list[Standing]:
    """All there are, in the order in which they were issued."""
    found = [one for person in view.people_in(CERTIFICATES) for one in of(view, person)]
    return sorted(found, key=lambda one: one.certificate.order)


def by_number(view: View) -> dict[str, Standing]:
    """All there are by their numbers."""
    return {one.certificate.number: one for one in reversed(everyone(view))}


def numbered(view: View, number: str) -> Standing | None:
    """The certificate with a number, in whichever case it is typed."""
    wanted = number.strip().upper()
    return next((one for one in everyone(view) if one.certificate.number == wanted), None)


def known(view: View, number: str) -> Standing:
    """
    Raises:
        Refused: no certificate has this number.
    """
    found = numbered(view, number)
    if found is None:
        raise Refused("There is no certificate {number}.", number=number.strip())
    return found


def coded(view: View, code: str) -> Standing | None:
    """The certificate with a code."""
    return next((one for one in everyone(view) if one.certificate.code == code), None)


def listed(desk: Desk, workshops: Collection[str] = ()) -> list[Listed]:
    """All there are, or those of some workshops, the latest first; each with whether a
    correction took away what it was issued for."""
    view = desk.store
    found = [
        one for one in everyone(view) if not workshops or one.certificate.workshop in workshops
    ]
    held_in = {one.certificate.workshop for one in found}
    rows = [row for workshop in held_in for row in completions(view, workshop=workshop)]
    return _listed(view, found, rows)


def of_person(view: View, attendee: str, rows: Iterable[Row]) -> list[Listed]:
    """Somebody's, the latest first.

    Args:
        rows: their completions.
    """
    return _listed(view, of(view, attendee), rows)


def _listed(view: View, found: Sequence[Standing], rows: Iterable[Row]) -> list[Listed]:
    where = zone(view.organisation.zone)
    complete = {(row.attendee.id, row.offering.id) for row in rows if row.completion.complete}
    return [
        Listed(
            one,
            view.get(Attendee, one.certificate.attendee),
            (one.revoked or one.certificate).time.astimezone(where).date(),
            one.state is State.ACTIVE
            and (one.certificate.attendee, one.certificate.offering) not in complete,
        )
        for one in reversed(found)
    ]
