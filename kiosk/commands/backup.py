"""``kiosk backup``: a copy that can be relied on."""

from __future__ import annotations

from pathlib import Path

import click

from kiosk.commands import data_option, default_folder


@click.command
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--tinydb", is_flag=True, help="Write what is in force as a TinyDB file instead.")
@data_option
def command(file: Path, tinydb: bool, data: Path | None) -> None:
    """Write a backup to FILE, which must not be there yet, and read it back.

    The kiosk may be running. A backup holds every line of every laptop's journal, with
    the names and numbers in it: keep it as you keep those. PINs are not in it; they stay
    on the laptop, and after a restore they are set again with “kiosk staff”.

    With --tinydb it is a JSON file that TinyDB opens, of what is in force now: without
    what was there before, and without PINs.
    """
    from store import backup, plain
    from store.folder import open_store

    path = data or default_folder()
    if tinydb:
        store = open_store(path, read_only=True)
        try:
            count = plain.write(store.tables.live, store.kiosk, file)
        finally:
            store.close()
        click.echo(f"{count} documents in {file}.", err=True)
        return
    held = backup.write(path, file)
    click.echo(f"{held.lines} lines in {file}, read back and whole.", err=True)
    if held.damaged:
        click.echo(
            f"{held.damaged} of them are damaged in the data folder too; “kiosk check” says which.",
            err=True,
        )
