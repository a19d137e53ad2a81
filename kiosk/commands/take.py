"""``kiosk export``: what reps take home."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from kiosk.commands import data_option
from kiosk.commands.opening import open_desk
from kiosk.desk.completions import completions
from kiosk.files import exports
from kiosk.model import text as in_language


@click.group
def command() -> None:
    """Write what you take home to a file, or to standard output."""


@command.command("completions")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write."
)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), help="By default: csv.")
@data_option
def completed(output: Path | None, form: str | None, data: Path | None) -> None:
    """Everyone who completed a workshop, a row each."""
    form = form or ("json" if output and output.suffix.lower() in (".json", ".jsonl") else "csv")
    with open_desk(data) as desk:
        language = desk.store.organisation.languages[0]
        rows = [
            {
                "member_number": row.attendee.member_number,
                "name": row.attendee.name,
                "local": row.attendee.local,
                "workshop": row.workshop.id,
                "offering": row.offering.id,
                "completed_on": str(row.completion.completed_on),
                "title": in_language(row.workshop.title, language),
                "minutes": row.completion.minutes,
                "scheduled_minutes": row.completion.scheduled_minutes,
            }
            for row in completions(desk.store)
            if row.completion.complete
        ]
    if form == "json":
        content = "".join(msgspec.json.encode(row).decode() + "\n" for row in rows)
    else:
        content = exports.csv_text(exports.COMPLETION_COLUMNS, rows)
    if output is None:
        sys.stdout.buffer.write(content.encode())
        return
    head = exports.BOM if form == "csv" else ""
    output.write_bytes((head + content).encode())
    click.echo(f"{len(rows)} completions in {output}.", err=True)
