"""A person, and what they are registered for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.desk.bringing.importing import ensure_badge, match
from kiosk.desk.protocol import Desk, View
from kiosk.errors import NotSo, Refused, Text, UnknownOffering
from kiosk.files.attendees import Person
from kiosk.files.cells import email
from kiosk.model import Attendee, Badge, Offering, Registration, RegistrationStatus
from kiosk.rules import codes
from kiosk.rules.names import clean, name_key, number_key


def find_attendee(view: View, text: str) -> Attendee:
    """Someone by id, member number, whole name or badge code.

    Raises:
        Refused: nobody, or several.
    """
    code = codes.last_in(text)
    badge = next(iter(view.badges(code)), None) if code else None
    if badge and badge.attendee:
        text = badge.attendee
    if known := view.get(Attendee, text):
        return known
    number, key = number_key(text), name_key(text)
    found = (number and view.attendees_numbered(number)) or (key and view.attendees_named(key))
    if not found:
        raise Refused(
            "Nobody is found by “{text}”: use a member number or a whole name.", text=clean(text)
        )
    if len(found) > 1:
        raise Refused(
            "“{text}” may be several people; use an id: {ids}.",
            text=clean(text),
            ids=[_told_apart(one) for one in found],
        )
    return found[0]


def _told_apart(attendee: Attendee) -> Text:
    if not attendee.local:
        return Text("{id} (no local)", id=attendee.id)
    return Text("{id} ({local})", id=attendee.id, local=attendee.local)


def add_attendee(desk: Desk, code: str = "", **fields: Any) -> Attendee:
    """Add a person, with one badge.

    Args:
        code: of a blank badge that is theirs from now on; none: a code is made, to be
            printed.

    Raises:
        Refused: no name, not an email address, their number or name and local is
            known already, or the badge is not a blank one.
    """
    person = Person(**fields)
    _check_person(person.name, person.email)
    with desk.store.change() as tx:
        if known := match(tx, person):
            raise Refused(
                "{name} is known already, as {id}; change that one.", name=known.name, id=known.id
            )
        attendee = Attendee(id=f"a-{tx.new_id()}", **fields)
        tx.put(attendee)
        if code:
            tx.put(replace(_blank(tx, code), attendee=attendee.id))
        else:
            ensure_badge(tx, attendee.id)
        return attendee


def _blank(view: View, text: str) -> Badge:
    code = codes.last_in(text)
    badge = next(iter(view.badges(code)), None) if code else None
    if badge is None:
        raise Refused("This code is not one of ours.")
    if badge.revoked:
        raise Refused("This badge is revoked; take another.")
    if badge.attendee:
        raise Refused("This badge is somebody else's.")
    return badge


def _check_person(name: str, address: str) -> None:
    if not name_key(name):
        raise Refused("A person needs a name.")
    try:
        email(address)
    except NotSo as error:
        raise Refused("{why}.", why=error.text) from None


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
        numbered = tx.attendees_numbered(number)
        others = [
            a for a in numbered if a.id != attendee.id and number_key(a.member_number) == number
        ]
        if number and others:
            raise Refused(
                "The member number {number} is {name}'s.",
                number=attendee.member_number,
                name=others[0].name,
            )
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
            raise UnknownOffering("There is no offering {offering}.", offering=offering)
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
