"""``kiosk present``: who is here now."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.failing import visible
from kiosk.commands.opening import iso, json_option, open_desk, print_json
from kiosk.desk.present import Here, Room, present
from kiosk.wording import named
from kiosk.words import Words, words


@click.command
@json_option
@data_option
def command(as_json: bool, data: Path | None) -> None:
    """List who is here now, by room: checked in to a session that runs or is open for
    check-in, and not out again. “kiosk export present” prints it."""
    with open_desk(data) as desk:
        found = present(desk)
        language = words(desk.store.organisation.languages[0])
        if as_json:
            for here in (h for room in found.rooms for h in room.people):
                _print(here, language)
            for here in found.online:
                _print(here, language)
            return
        for room in found.rooms:
            _list(room, language)
        click.echo(f"{found.count} here." if found.count else "Nobody is here.", err=True)
        if found.online:
            click.echo(f"{len(found.online)} online, and not in the list.", err=True)


def _print(here: Here, language: Words) -> None:
    sitting = here.sitting
    print_json(
        {
            "attendee": {"id": here.attendee.id, "name": here.attendee.name},
            "local": here.attendee.local,
            "room": sitting.room,
            "online": sitting.offering.online,
            "session": sitting.id,
            "title": sitting.title(language.language),
            "since": iso(here.since, sitting.zone),
        }
    )


def _list(room: Room, language: Words) -> None:
    click.echo(visible(f"{room.name or '-'}: {len(room.people)}"))
    for here in room.people:
        name, local = named(here.attendee, language), here.attendee.local or "-"
        since = here.since.astimezone(here.sitting.zone)
        click.echo(visible(f"  {since:%H:%M}  {name}  ({local})"))
