"""``kiosk restore``: a backup becomes a data folder."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option, default_folder


@click.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--move-aside", is_flag=True, help="Move what is there to a folder beside it.")
@data_option
def command(file: Path, move_aside: bool, data: Path | None) -> None:
    """Make a data folder of FILE, a backup or a TinyDB file that “kiosk backup” wrote.

    The folder must be empty or new; nothing is written over. PINs are in no backup: set
    them again with “kiosk staff”.
    """
    from store.restoring import restore

    path = data or default_folder()
    kept = restore(file, path, move_aside)
    click.echo(f"Restored to {path}. Set the PINs again with “kiosk staff”.", err=True)
    if kept:
        click.echo(f"What was there is in {kept}.", err=True)
