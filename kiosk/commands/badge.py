"""``kiosk badge``: one badge."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import open_desk
from kiosk.desk import editing


@click.command
@click.option("--assign", nargs=2, metavar="CODE PERSON", help="Tie a blank badge to a person.")
@click.option("--revoke", metavar="CODE", help="Make a badge invalid, for good.")
@click.option("--replace", metavar="PERSON", help="Revoke a person's badges; print a new code.")
@data_option
def command(
    assign: tuple[str, str] | None, revoke: str | None, replace: str | None, data: Path | None
) -> None:
    """Tie, revoke or replace one badge. PERSON is a member number, a whole name or an id."""
    if sum(option is not None for option in (assign, revoke, replace)) != 1:
        raise click.UsageError("Give one of --assign, --revoke and --replace.")
    with open_desk(data) as desk:
        if assign:
            editing.assign_badge(desk, *assign)
            click.echo("Tied.", err=True)
        elif revoke:
            editing.revoke_badge(desk, revoke)
            click.echo("Revoked.", err=True)
        elif replace:
            click.echo(editing.replace_badge(desk, replace).code)
