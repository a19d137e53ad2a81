"""``kiosk export``: what reps take home."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import open_desk
from kiosk.desk import taking
from kiosk.desk.completions import completions
from kiosk.files import exports


@click.group
def command() -> None:
    """Write what you take home to a file, or to standard output."""


@command.command("completions")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write."
)
@click.option("--format", "form", type=click.Choice(taking.FORMS), help="By default: csv.")
@data_option
def completed(output: Path | None, form: str | None, data: Path | None) -> None:
    """Everyone who completed a workshop, a row each."""
    form = form or ("json" if output and output.suffix.lower() in (".json", ".jsonl") else "csv")
    with open_desk(data) as desk:
        rows = [row for row in completions(desk.store) if row.completion.complete]
        content = taking.written(
            rows,
            form,
            desk.store.organisation.languages[0],
            exports.COMPLETION_COLUMNS,
            mark=output is not None,
        )
    if output is None:
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    click.echo(f"{len(rows)} completions in {output}.", err=True)
