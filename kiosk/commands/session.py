"""``kiosk session``: add or change one session."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.clock import parse_time, zone
from kiosk.commands import data_option
from kiosk.commands.doors import door_options, taken
from kiosk.commands.opening import open_desk
from kiosk.desk import editing
from kiosk.desk.protocol import View
from kiosk.errors import UnknownOffering
from kiosk.model import Offering, School, Session


@click.command
@click.argument("session", required=False)
@click.option("--offering", metavar="ID", help="For a new one: the offering it belongs to.")
@click.option("--start", metavar="TIME", help="2026-04-10T09:00, on the wall clock there.")
@click.option("--end", metavar="TIME")
@click.option("--room", help="Where it differs from the offering's.")
@click.option("--part", type=int, help="Which part of its workshop.")
@click.option("--cancelled/--not-cancelled", default=None)
@door_options
@data_option
def command(
    session: str | None,
    offering: str | None,
    start: str | None,
    end: str | None,
    room: str | None,
    part: int | None,
    cancelled: bool | None,
    data: Path | None,
    **options: Any,
) -> None:
    """Change SESSION; without it, add one to an offering and print its id."""
    if (session is None) == (offering is None):
        raise click.UsageError("Give a session to change, or --offering to add one to.")
    with open_desk(data) as desk:
        known = desk.store.get(Session, session) if session else None
        tz = _zone(desk.store, known.offering if known else offering)
        fields: dict[str, Any] = {
            "offering": offering,
            "start": parse_time(start, tz) if start else None,
            "end": parse_time(end, tz) if end else None,
            "room": room,
            "part": part,
            "cancelled": cancelled,
        }
        given = {key: value for key, value in fields.items() if value is not None}
        click.echo(editing.set_session(desk, session, door=taken(options), **given).id)


def _zone(view: View, offering_id: str | None) -> Any:
    offering = view.get(Offering, offering_id or "")
    school = offering and view.get(School, offering.school)
    if not (offering and school):
        if offering_id:
            raise UnknownOffering("There is no offering {offering}.", offering=offering_id)
        return zone(view.organisation.zone)
    return zone(offering.zone or school.zone)
