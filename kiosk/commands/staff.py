"""``kiosk staff``: who may sign and export."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import ask_pin, open_desk
from kiosk.desk import editing
from kiosk.model import Role, Staff


@click.command
@click.argument("name", required=False)
@click.option("--role", "roles", multiple=True, type=click.Choice([r.value for r in Role]))
@click.option("--pin", "wants_pin", is_flag=True, help="Set their PIN (asked for, or KIOSK_PIN).")
@data_option
def command(name: str | None, roles: tuple[str, ...], wants_pin: bool, data: Path | None) -> None:
    """Add NAME to the staff, or change their roles or PIN; without NAME, list the staff."""
    with open_desk(data) as desk:
        if name is None:
            for staff in desk.store.all(Staff):
                pin = "has a PIN" if desk.pins.has(staff.id) else "no PIN on this laptop"
                said = ", ".join(role.value for role in staff.roles)
                click.echo(f"{staff.name}  {said}  {pin}  [{staff.id}]")
            return
        pin_given = ask_pin(name) if wants_pin else None
        staff = editing.set_staff(desk, name, tuple(Role(r) for r in roles), pin_given)
        click.echo(staff.id)
