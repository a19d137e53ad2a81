"""``kiosk badges``: QR images, and the card that a scanner is checked with."""

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
    type=click.Path(path_type=Path),
    help="The folder to write into; with --setup-card, the file.",
)
@click.option("--blank", type=click.IntRange(1, 1000), help="So many new codes tied to nobody.")
@click.option(
    "--setup-card",
    is_flag=True,
    help="A card to print (SVG): scanned on the staff's screens, it says whether the scanner "
    "is set as the laptop's keyboard is.",
)
@data_option
def command(output: Path | None, blank: int | None, setup_card: bool, data: Path | None) -> None:
    """Write one QR image (PNG) a person, or blank ones for walk-ins; or the card that a
    scanner is checked with."""
    if setup_card:
        if blank:
            raise click.UsageError("--blank and --setup-card are not written together.")
        _write_card(output or Path("setup-card.svg"), data)
        return
    if output is None:
        raise click.UsageError("Say with -o into which folder.")
    if output.is_file():
        raise click.UsageError(f"{output} is a file; say a folder.")
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


def _write_card(path: Path, data: Path | None) -> None:
    from kiosk.files import setup_card

    if path.suffix.lower() != ".svg":
        raise click.UsageError(f"The card is an SVG: {path.with_suffix('.svg').name}, say.")
    with open_desk(data) as desk:
        drawn = setup_card.setup_card(desk.store.organisation.languages)
    path.write_text(drawn, encoding="utf-8")
    click.echo(f"Print {path}.", err=True)
