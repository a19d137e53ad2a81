"""``kiosk completions``: who completed what, and who is missing what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.desk.completions import Row, completions
from kiosk.model import text
from kiosk.rules.completion import Stand
from kiosk.wording import named
from kiosk.words import words


@click.command
@click.option("--offering", metavar="ID", help="Only of this offering.")
@click.option("--workshop", metavar="ID", help="Only of this workshop.")
@json_option
@data_option
def command(offering: str | None, workshop: str | None, as_json: bool, data: Path | None) -> None:
    """Explain for each person and offering whether the workshop is completed, and why."""
    with open_desk(data) as desk:
        rows = [
            row
            for row in completions(desk.store)
            if offering in (None, row.offering.id) and workshop in (None, row.workshop.id)
        ]
        for row in rows:
            if as_json:
                print_json(as_dict(row))
            else:
                click.echo(_line(row, desk.store.organisation.languages[0]))
        if not rows and not as_json:
            click.echo("Nothing: nobody is registered.", err=True)


def as_dict(row: Row) -> dict[str, Any]:
    """A row for JSON."""
    done = row.completion
    return {
        "attendee": {"id": row.attendee.id, "name": row.attendee.name},
        "workshop": row.workshop.id,
        "offering": row.offering.id,
        "complete": done.complete,
        "minutes": done.minutes,
        "scheduled_minutes": done.scheduled_minutes,
        "missing_sessions": [sitting.id for sitting in done.missing],
        "unsigned_sessions": [sitting.id for sitting in done.unsigned],
        "reason": done.reason.value,
        "completed_on": done.completed_on.isoformat() if done.completed_on else None,
    }


_SIGNS = {Stand.COMPLETE: "✓", Stand.MISSED: "✗", Stand.UNSIGNED: "…"}


def _line(row: Row, language: str) -> str:
    done = row.completion
    missing = ", ".join(sitting.id for sitting in (*done.missing, *done.unsigned))
    name = named(row.attendee, words(language))
    said = done.reason.value.replace("_", " ")
    return (
        f"{_SIGNS[done.stand]} {name}  {text(row.workshop.title, language)}  "
        f"{done.minutes} of {done.scheduled_minutes} min  {said}"
        + (f": {missing}" if missing else "")
        + f"  [{row.offering.id}]"
    )
