"""``kiosk reopen``: take a signature back, with a reason."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import ask_pin, open_desk
from kiosk.desk import closing


@click.command
@click.argument("session")
@click.option("--by", "name", required=True, metavar="NAME", help="The facilitator who reopens.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stands in the record.")
@data_option
def command(session: str, name: str, reason: str, data: Path | None) -> None:
    """Open SESSION again. What was signed stays in the record; it counts no longer until
    the session is closed again."""
    with open_desk(data) as desk:
        staff = closing.identify(desk, name, ask_pin(name))
        closing.reopen(desk, session, staff, reason)
        click.echo(f"Reopened {session}.")
