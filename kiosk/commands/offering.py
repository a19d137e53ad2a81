"""``kiosk offering``: add or change one offering."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.doors import door_options, taken
from kiosk.commands.opening import open_desk
from kiosk.desk import editing, teaching


@click.command
@click.argument("offering")
@click.option("--school", metavar="ID", help="For a new one.")
@click.option("--workshop", metavar="ID", help="For a new one.")
@click.option("--room")
@click.option("--online/--in-person", default=None)
@click.option("--capacity", type=click.IntRange(1, 100_000))
@click.option("--facilitator", "facilitators", multiple=True, metavar="NAME")
@click.option("--cancelled/--not-cancelled", default=None)
@door_options
@data_option
def command(offering: str, data: Path | None, **fields: Any) -> None:
    """Add OFFERING, or change what is given of it."""
    door = taken(fields)
    given = {key: value for key, value in fields.items() if value not in (None, ())}
    with open_desk(data) as desk:
        made = editing.set_offering(desk, offering, door=door, **given)
        click.echo(made.id)
        if "facilitators" in given:
            for said in teaching.ended_terms(desk.store, made):
                click.echo(str(said), err=True)
