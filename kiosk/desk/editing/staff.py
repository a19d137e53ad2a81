"""Whose data this is, and who is on the staff."""

from __future__ import annotations

from dataclasses import replace

from kiosk.clock import zone
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Organisation, Role, Staff
from kiosk.rules.names import clean, name_key

SHORTEST_PIN = 4


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
            raise Refused("Several on the staff are called {name}.", name=clean(name))
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
