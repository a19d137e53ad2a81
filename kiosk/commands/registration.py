"""``kiosk registration``: one person in one offering."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import open_desk
from kiosk.desk import editing
from kiosk.model import RegistrationStatus


@click.command
@click.argument("person")
@click.argument("offering")
@click.option(
    "--status",
    type=click.Choice([status.value for status in RegistrationStatus]),
    default=RegistrationStatus.REGISTERED.value,
    show_default=True,
)
@data_option
def command(person: str, offering: str, status: str, data: Path | None) -> None:
    """Register PERSON (a member number, a whole name or an id) for OFFERING, or change
    their place in it."""
    with open_desk(data) as desk:
        editing.register(desk, person, offering, RegistrationStatus(status))
        click.echo(f"{status}: {person} in {offering}.", err=True)
