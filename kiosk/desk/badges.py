"""Whose badges are printed, what stands on them, and that they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.desk.bringing.importing import ensure_badge, new_badge
from kiosk.desk.editing import find_attendee
from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Refused
from kiosk.files.paper.badges import Place, Printed
from kiosk.model import (
    Attendee,
    Badge,
    BadgePrint,
    RegistrationStatus,
    School,
    Sitting,
    text,
)
from kiosk.rules import schedule
from kiosk.rules.names import fold
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Sheets:
    """Badges in the order in which they are printed."""

    badges: tuple[Badge, ...]
    printed: tuple[Printed, ...]
    """What stands on each."""


def everyone(desk: Desk, words: Words, *, school: str = "", new: bool = False) -> Sheets:
    """A badge for everyone, by name; who has none gets a code. Whoever asked to be
    forgotten has none.

    Args:
        school: only of those who are registered at it, or wait for a place.
        new: only badges that were never printed.

    Raises:
        Refused: there is no such school.
    """
    now = desk.clock.now()
    with desk.store.change() as tx:
        if school and tx.get(School, school) is None:
            raise Refused("There is no school {school}.", school=school)
        people = [person for person in tx.all(Attendee) if person.name]
        if school:
            people = [person for person in people if _is_at(tx, person, school)]
        badges = [ensure_badge(tx, person.id) for person in people]
    pairs = [
        (person, badge)
        for person, badge in zip(people, badges, strict=True)
        if not (new and desk.store.get(BadgePrint, badge.id))
    ]
    pairs.sort(key=lambda pair: _order(pair[0]))
    return _sheets(desk.store, pairs, words, now, school)


def again(desk: Desk, words: Words, people: Iterable[str]) -> Sheets:
    """A new code for each of these. The old ones stay valid until :func:`remember`: if
    nothing can be printed, nobody is left without.

    Raises:
        Refused: nobody, or more than one, is meant.
    """
    with desk.store.change() as tx:
        found = {p.id: p for who in people for p in [find_attendee(tx, who)]}
        pairs = [(person, new_badge(tx, person.id)) for person in found.values()]
    pairs.sort(key=lambda pair: _order(pair[0]))
    return _sheets(desk.store, pairs, words, desk.clock.now(), "")


def blank(desk: Desk, count: int, school: str = "") -> Sheets:
    """So many for walk-ins: tied to nobody until they are scanned at the door.

    Raises:
        Refused: there is no such school.
    """
    with desk.store.change() as tx:
        held = tx.get(School, school) if school else None
        if school and held is None:
            raise Refused("There is no school {school}.", school=school)
        badges = [new_badge(tx, None) for _ in range(count)]
    name = held.name if held else desk.store.organisation.name
    return Sheets(tuple(badges), tuple(Printed(b.code, name, blank=True) for b in badges))


def remember(desk: Desk, badges: Sequence[Badge], stock: str, *, instead: bool = False) -> None:
    """These are on paper now, on sheets of this stock.

    Args:
        instead: every other badge of their holders stops working, for good.
    """
    at = desk.clock.now()
    with desk.store.change() as tx:
        for badge in badges:
            tx.put(BadgePrint(id=badge.id, at=at, stock=stock))
            if instead and badge.attendee:
                _revoke_others(tx, badge, badge.attendee)


def _revoke_others(tx: Change, badge: Badge, holder: str) -> None:
    for other in tx.badges_of(holder):
        if other.id != badge.id and not other.revoked:
            tx.put(replace(other, revoked=True))


def _order(person: Attendee) -> tuple[str, str, str]:
    return fold(person.name), person.local, person.id


def _is_at(view: View, person: Attendee, school: str) -> bool:
    return any(
        sitting.school.id == school
        for registration in view.registrations_of(person.id)
        if registration.status is not RegistrationStatus.CANCELLED
        for sitting in view.sittings_of(registration.offering)
    )


def _sheets(
    view: View,
    pairs: Sequence[tuple[Attendee, Badge]],
    words: Words,
    now: dt.datetime,
    school: str,
) -> Sheets:
    printed = [_printed(view, p, badge, words, now, school) for p, badge in pairs]
    return Sheets(tuple(badge for _, badge in pairs), tuple(printed))


def _printed(
    view: View, person: Attendee, badge: Badge, words: Words, now: dt.datetime, school: str
) -> Printed:
    """Of a school that was named, all of its sessions; else those that are not over."""
    held = [
        sittings
        for registration in view.registrations_of(person.id)
        if registration.status is RegistrationStatus.REGISTERED
        and (sittings := _shown(view, registration.offering, now, school))
    ]
    held.sort(key=lambda sittings: sittings[0].start)
    at = view.get(School, school) if school else None
    name = at.name if at else held[0][0].school.name if held else view.organisation.name
    places = tuple(_place(sittings, words) for sittings in held)
    return Printed(badge.code, name, person.name, person.local, places)


def _shown(view: View, offering: str, now: dt.datetime, school: str) -> list[Sitting]:
    return schedule.by_time(
        s
        for s in view.sittings_of(offering)
        if not s.cancelled and (s.school.id == school if school else s.end > now)
    )


def _place(sittings: Sequence[Sitting], words: Words) -> Place:
    """An offering on one line: when its first session is, and every room of it."""
    first = sittings[0]
    local = first.start.astimezone(first.zone)
    rooms = dict.fromkeys(s.room for s in sittings if s.room)
    if first.offering.online:
        rooms = {words("Online"): None}
    title = text(first.workshop.title, words.language)
    return Place(
        f"{words.date(local.date(), local.date())} {words.time(local)}", title, " · ".join(rooms)
    )
