"""``kiosk badges``: QR images."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import open_desk
from kiosk.desk import editing, importing
from kiosk.files.badges import file_name, write_qr
from kiosk.model import Attendee


@click.command
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write into.",
)
@click.option("--blank", type=click.IntRange(1, 1000), help="So many new codes tied to nobody.")
@data_option
def command(output: Path, blank: int | None, data: Path | None) -> None:
    """Write one QR image (PNG) a person, or blank ones for walk-ins."""
    with open_desk(data) as desk:
        if blank:
            made = [("", "", badge.code) for badge in editing.blank_badges(desk, blank)]
        else:
            with desk.store.change() as tx:
                made = [
                    (person.name, person.member_number, importing.ensure_badge(tx, person.id).code)
                    for person in tx.all(Attendee)
                ]
        output.mkdir(parents=True, exist_ok=True)
        for name, number, code in made:
            write_qr(code, output / file_name(name, number, code))
    click.echo(f"{len(made)} codes in {output}.", err=True)
