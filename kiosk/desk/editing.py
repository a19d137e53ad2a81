"""Adding or changing one thing by hand: a session, a person, a registration, a badge,
someone on the staff."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from kiosk.clock import zone
from kiosk.desk.importing import ensure_badge, match, new_badge
from kiosk.desk.protocol import Change, Desk, Refused, View
from kiosk.files.attendees import Person
from kiosk.files.cells import email
from kiosk.model import (
    Attendee,
    Badge,
    Offering,
    Organisation,
    Registration,
    RegistrationStatus,
    Role,
    School,
    Session,
    Staff,
    Workshop,
)
from kiosk.rules import codes, schedule
from kiosk.rules.names import clean, name_key, number_key

SHORTEST_PIN = 4
_ID = re.compile(r"[a-z0-9-]{1,80}")


def set_organisation(desk: Desk, name: str, zone_name: str, languages: tuple[str, ...]) -> None:
    """Say whose data this is.

    Raises:
        Refused: an empty name.
        BadTime: no such zone.
    """
    zone(zone_name)
    if not clean(name):
        raise Refused("The organisation needs a name.")
    with desk.store.change() as tx:
        tx.put(Organisation(name=clean(name), zone=zone_name, languages=languages))


def set_staff(desk: Desk, name: str, roles: tuple[Role, ...], pin: str | None) -> Staff:
    """Add someone to the staff, or change their roles or PIN. Their name finds them.

    Raises:
        Refused: no name or role, or a PIN that is not four to twelve digits.
    """
    if not name_key(name):
        raise Refused("Staff need a name.")
    if pin is not None:
        check_pin(pin)
    with desk.store.change() as tx:
        same = [s for s in tx.all(Staff) if name_key(s.name) == name_key(name)]
        if len(same) > 1:
            raise Refused(f"Several on the staff are called {clean(name)}.")
        if not roles and not same:
            raise Refused("Say what they are: facilitator, rep, or both.")
        if same:
            staff = replace(same[0], roles=roles or same[0].roles)
        else:
            staff = Staff(id=f"s-{tx.new_id()}", name=clean(name), roles=roles)
        tx.put(staff)
    if pin is not None:
        desk.pins.set(staff.id, pin)
    return staff


def check_pin(pin: str) -> None:
    """Whether a PIN can be one.

    Raises:
        Refused: it is not four to twelve digits.
    """
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= 12):
        raise Refused("A PIN is four to twelve digits.")


def set_session(desk: Desk, session_id: str | None, **fields: Any) -> Session:
    """Add a session (without an id; ``offering``, ``start`` and ``end`` are needed) or
    change what is given of one: ``start``, ``end``, ``room``, ``cancelled``.

    Raises:
        Refused: it cannot be so.
    """
    with desk.store.change() as tx:
        if session_id is None:
            session = _new_session(tx, fields)
        else:
            known = tx.get(Session, session_id)
            if known is None:
                raise Refused(
                    f"There is no session {session_id}. “kiosk sessions --all” lists them."
                )
            if schedule.standing_closing(tx.session_facts(session_id)):
                raise Refused("This session is closed. Reopen it with a reason first.")
            session = replace(known, **fields)
        try:
            schedule.checked_end(session.start, session.end)
        except ValueError as error:
            raise Refused(f"The session cannot be so: {error}.") from None
        if session.part is not None:
            _check_part(tx, session.offering, session.part)
        tx.put(session)
        return session


def _check_part(view: View, offering_id: str, part: int) -> None:
    offering = view.get(Offering, offering_id)
    workshop = view.get(Workshop, offering.workshop) if offering else None
    if part < 1:
        raise Refused("A workshop's parts are counted from 1.")
    if workshop and part > len(workshop.parts):
        raise Refused(f"{workshop.id} has {len(workshop.parts)} parts, not {part}.")


def _new_session(tx: Change, fields: dict[str, Any]) -> Session:
    offering = tx.get(Offering, str(fields.get("offering")))
    if offering is None:
        raise Refused("A new session needs the id of its offering (--offering).")
    if not fields.get("start") or not fields.get("end"):
        raise Refused("A new session needs a start and an end.")
    number = 1 + len(tx.sessions_of(offering.id))
    while tx.get(Session, f"{offering.id}-{number}"):
        number += 1
    return Session(id=f"{offering.id}-{number}", **fields)


def set_offering(desk: Desk, offering_id: str, **fields: Any) -> Offering:
    """Change what is given of an offering, or add one (``school`` and ``workshop`` are
    needed).

    Raises:
        Refused: it cannot be so.
    """
    if not _ID.fullmatch(offering_id):
        raise Refused("An offering's id is of lower-case letters, digits and hyphens.")
    with desk.store.change() as tx:
        known = tx.get(Offering, offering_id)
        school, workshop = fields.get("school"), fields.get("workshop")
        if known is None and not school:
            raise Refused("A new offering needs the id of its school.")
        if known is None and not workshop:
            raise Refused("A new offering needs the id of its workshop.")
        if school and tx.get(School, school) is None:
            raise Refused(f"There is no school {school}.")
        if workshop and tx.get(Workshop, workshop) is None:
            raise Refused(f"There is no workshop {workshop}.")
        if known and workshop not in (None, known.workshop) and tx.sessions_of(offering_id):
            raise Refused(
                f"{offering_id} has sessions of {known.workshop}: add an offering of its own "
                "for another workshop."
            )
        offering = replace(known, **fields) if known else Offering(id=offering_id, **fields)
        tx.put(offering)
        return offering


# ---- people


def find_attendee(view: View, text: str) -> Attendee:
    """Someone by id, member number, whole name or badge code.

    Raises:
        Refused: nobody, or several.
    """
    code = codes.recognise(text)
    badge = next(iter(view.badges(code)), None) if code else None
    if badge and badge.attendee:
        text = badge.attendee
    if known := view.get(Attendee, text):
        return known
    number, key = number_key(text), name_key(text)
    found = (number and view.attendees_numbered(number)) or (key and view.attendees_named(key))
    if not found:
        raise Refused(f"Nobody is found by “{clean(text)}”: use a member number or a whole name.")
    if len(found) > 1:
        ids = ", ".join(f"{a.id} ({a.local or 'no local'})" for a in found)
        raise Refused(f"“{clean(text)}” may be several people; use an id: {ids}.")
    return found[0]


def add_attendee(desk: Desk, **fields: Any) -> Attendee:
    """Add a person, with a badge code.

    Raises:
        Refused: no name, not an email address, or their number or name and local is
            known already.
    """
    person = Person(**fields)
    _check_person(person.name, person.email)
    with desk.store.change() as tx:
        if known := match(tx, person):
            raise Refused(f"{known.name} is known already, as {known.id}; change that one.")
        attendee = Attendee(id=f"a-{tx.new_id()}", **fields)
        tx.put(attendee)
        ensure_badge(tx, attendee.id)
        return attendee


def _check_person(name: str, address: str) -> None:
    if not name_key(name):
        raise Refused("A person needs a name.")
    try:
        email(address)
    except ValueError as error:
        raise Refused(f"{error}.") from None


def change_attendee(desk: Desk, text: str, **fields: Any) -> Attendee:
    """Change what is given of a person.

    Raises:
        Refused: nobody is meant, the member number is another's, no name, or not an
            email address.
    """
    with desk.store.change() as tx:
        attendee = replace(find_attendee(tx, text), **fields)
        _check_person(attendee.name, fields.get("email", ""))
        number = number_key(attendee.member_number)
        others = [a for a in tx.attendees_numbered(number) if a.id != attendee.id]
        if number and others:
            raise Refused(f"The member number {attendee.member_number} is {others[0].name}'s.")
        tx.put(attendee)
        return attendee


def register(desk: Desk, person: str, offering: str, status: RegistrationStatus) -> Registration:
    """Register someone for an offering, or change as what.

    Raises:
        Refused: no such person or offering.
    """
    with desk.store.change() as tx:
        attendee = find_attendee(tx, person)
        if tx.get(Offering, offering) is None:
            raise Refused(f"There is no offering {offering}. “kiosk sessions --all” lists them.")
        registration_id = Registration.id_for(attendee.id, offering)
        known = tx.get(Registration, registration_id)
        made = Registration(
            id=registration_id,
            attendee=attendee.id,
            offering=offering,
            status=status,
            walk_in=known.walk_in if known else False,
        )
        tx.put(made)
        return made


# ---- badges


def blank_badges(desk: Desk, count: int) -> list[Badge]:
    """Codes for badges that are tied to someone at the door."""
    with desk.store.change() as tx:
        return [new_badge(tx, None) for _ in range(count)]


def _badge(view: View, text: str) -> Badge:
    code = codes.recognise(text)
    found = view.badges(code) if code else []
    if not found:
        raise Refused("That is not one of our badge codes.")
    return found[0]


def assign_badge(desk: Desk, code: str, person: str) -> Badge:
    """Tie a blank badge to a person.

    Raises:
        Refused: it is revoked or another person's, or nobody is meant.
    """
    with desk.store.change() as tx:
        badge, attendee = _badge(tx, code), find_attendee(tx, person)
        if badge.revoked:
            raise Refused("This badge is revoked; take another.")
        if badge.attendee not in (None, attendee.id):
            raise Refused("This badge is somebody else's.")
        badge = replace(badge, attendee=attendee.id)
        tx.put(badge)
        return badge


def revoke_badge(desk: Desk, code: str) -> Badge:
    """Make a badge invalid, for good.

    Raises:
        Refused: it is not a badge of ours.
    """
    with desk.store.change() as tx:
        badge = replace(_badge(tx, code), revoked=True)
        tx.put(badge)
        return badge


def replace_badge(desk: Desk, person: str) -> Badge:
    """Revoke every badge of a person and give them a new one."""
    with desk.store.change() as tx:
        attendee = find_attendee(tx, person)
        for badge in tx.badges_of(attendee.id):
            if not badge.revoked:
                tx.put(replace(badge, revoked=True))
        return new_badge(tx, attendee.id)


def revoke_badges(desk: Desk, person: str) -> int:
    """Make every badge of a person invalid, for good; returns how many there were."""
    with desk.store.change() as tx:
        valid = [b for b in tx.badges_of(find_attendee(tx, person).id) if not b.revoked]
        for badge in valid:
            tx.put(replace(badge, revoked=True))
        return len(valid)
