"""The certificates that were issued: listed, and revoked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.opening import ask_pin, json_option, open_desk, print_json
from kiosk.desk import closing
from kiosk.desk.certificates import revoking, standing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Certificate, Role, Staff, Workshop, text
from kiosk.rules.certificates import spaced


def rep(desk: Desk, name: str | None) -> Staff:
    reps = [one for one in desk.store.all(Staff) if Role.REP in one.roles]
    if name is None and len(reps) != 1:
        raise click.UsageError("Say with --by which representative issues them.")
    staff = closing.staff_named(desk.store, name) if name else reps[0]
    if Role.REP not in staff.roles:
        raise Refused("{name} is not a representative.", name=staff.name)
    return closing.identify(desk, staff.id, ask_pin(staff.name))


def as_dict(one: Certificate) -> dict[str, Any]:
    """A certificate for JSON."""
    says = one.says
    return {
        "number": one.number,
        "code": spaced(one.code),
        "attendee": {"id": one.attendee, "name": says.name if says else ""},
        "workshop": one.workshop,
        "offering": one.offering,
        "issued_on": says.issued_on.isoformat() if says else None,
        "supersedes": one.supersedes or None,
    }


@click.command("list")
@click.option("--workshop", "workshops", multiple=True, metavar="ID", help="Of this one only.")
@json_option
@data_option
def listed(workshops: tuple[str, ...], as_json: bool, data: Path | None) -> None:
    """Those that were issued, the latest first, and what became of each."""
    with open_desk(data) as desk:
        found = standing.listed(desk, workshops)
        language = desk.store.organisation.languages[0]
        for line in found:
            one, held = line.standing.certificate, line.standing
            if as_json:
                print_json(
                    {
                        **as_dict(one),
                        "state": held.state.value,
                        "superseded_by": held.superseded_by or None,
                        "revoked_at": held.revoked.time.isoformat() if held.revoked else None,
                        "reason": held.revoked.reason if held.revoked else None,
                        "taken_away": line.taken_away,
                    }
                )
                continue
            workshop = desk.store.get(Workshop, one.workshop)
            title = text(workshop.title, language) if workshop else one.workshop
            name = one.says.name if one.says else "(forgotten)"
            flag = "  (no longer complete: decide)" if line.taken_away else ""
            by = f" by {held.superseded_by}" if held.superseded_by else ""
            click.echo(f"{one.number}  {name}  {title}  {held.state.value}{by}{flag}")
        if not found and not as_json:
            click.echo("No certificate was issued yet.", err=True)


@click.command("revoke")
@click.argument("number")
@click.option("--reason", required=True, metavar="TEXT", help="It stands in the record.")
@click.option("--by", "name", metavar="NAME", help="The representative who revokes.")
@data_option
def revoke(number: str, reason: str, name: str | None, data: Path | None) -> None:
    """Revoke certificate NUMBER. The record stays, and says since when."""
    with open_desk(data) as desk:
        found = standing.known(desk.store, number)
        done = revoking.revoke(desk, found.certificate.number, rep(desk, name), reason)
    click.echo(f"Certificate {done.number} is revoked.")
