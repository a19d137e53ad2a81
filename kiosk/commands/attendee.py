"""``kiosk attendee``: add or change one person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.opening import open_desk
from kiosk.desk import editing
from kiosk.rules.names import clean
from kiosk.words import LANGUAGES


@click.command
@click.argument("person", required=False)
@click.option("--name")
@click.option("--member-number")
@click.option("--local")
@click.option("--email")
@click.option("--language", type=click.Choice(LANGUAGES))
@click.option("--position", "positions", multiple=True, metavar="TEXT")
@click.option("--good-standing/--not-in-good-standing", default=None)
@data_option
def command(person: str | None, data: Path | None, **fields: Any) -> None:
    """Change PERSON (a member number, a whole name or an id); without PERSON, add someone
    and print their id."""
    given = {
        key: clean(value) if isinstance(value, str) else value
        for key, value in fields.items()
        if value not in (None, ())
    }
    if person is None and "name" not in given:
        raise click.UsageError("Give a person to change, or --name to add one.")
    with open_desk(data) as desk:
        if person is None:
            click.echo(editing.add_attendee(desk, **given).id)
        else:
            click.echo(editing.change_attendee(desk, person, **given).id)
