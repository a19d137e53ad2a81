"""``kiosk forget``: a person asked to be forgotten."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.desk import forgetting

OUT_OF_REACH = (
    "Backups and exports made before: delete them, and make a new backup.",
    "Other laptops: each forgets as well once it has synced with this one.",
    "What staff typed about a session as a whole (why it was reopened).",
    "Paper: rosters, badges, certificates.",
)


@click.command
@click.argument("attendee")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@json_option
@data_option
def command(attendee: str, yes: bool, as_json: bool, data: Path | None) -> None:
    """Forget ATTENDEE, given by id, member number or whole name.

    Name, number, local, email and typed reasons are taken out of every line of the
    journal, and their badges are revoked. What was counted stays, under an id that says
    nothing; this cannot be undone. What cannot be reached is listed.
    """
    with open_desk(data) as desk:
        person = forgetting.find(desk.store, attendee)
        if not yes and sys.stdin.isatty():
            click.confirm(f"Forget {person.name or person.id} for good?", abort=True, err=True)
        did = forgetting.forget(desk, person.id)
        out_of_reach = [
            *(f"{name}: part of a damaged line. Look at it, and delete it." for name in did.files),
            *(f"Their entry on the staff: {staff}." for staff in did.staff),
            *OUT_OF_REACH,
        ]
        if as_json:
            print_json(
                {
                    "attendee": did.attendee,
                    "lines": did.lines,
                    "sessions": did.sessions,
                    "out_of_reach": out_of_reach,
                }
            )
            return
        click.echo(
            f"Forgotten: {did.attendee}. Something was taken out of {did.lines} lines; what was "
            f"counted in {did.sessions} sessions stays."
        )
        click.echo("Not reached, and for you to see to:", err=True)
        for reason in out_of_reach:
            click.echo(f"  {reason}", err=True)
