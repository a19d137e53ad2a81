"""``kiosk keys``: the key that this laptop signs certificates with."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import click

from kiosk.commands import data_option, default_folder
from kiosk.commands.opening import ask_secret, open_desk
from kiosk.desk.certificates import keys
from kiosk.errors import Refused
from kiosk.files.certificates.credentials import Signer


@click.group
@data_option
def command(data: Path | None) -> None:
    """The key that this laptop signs certificates with. It is in the data folder, for its
    owner only, and not in a backup of the data."""


@command.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def backup(file: Path, data: Path | None) -> None:
    """Write the key to FILE, encrypted with a passphrase (or KIOSK_PASSPHRASE). Keep it away
    from the laptop; whoever has both can sign in your name."""
    from store.disk import write_whole
    from store.vault import Vault

    if file.exists():
        raise Refused("{path} is there already.", path=file)
    with open_desk(data) as desk:
        keys.signer(desk)
        content = Vault(data or default_folder()).keys.backup(_passphrase(new=True))
    write_whole(file.absolute(), content)
    click.echo(f"The key is in {file}. It is of no use without the passphrase.", err=True)


@command.command("restore")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@data_option
def restore(file: Path, data: Path | None) -> None:
    """Put the key of FILE in place of the one that is there."""
    from store.vault import Vault

    with open_desk(data) as desk:
        private = Vault(data or default_folder()).keys.restore(
            file.read_bytes(), _passphrase(new=False)
        )
        with desk.store.change() as tx:
            keys.note(desk, tx, Signer(private).public)
    click.echo("The key is in place. What it signed before is genuine as before.", err=True)


@command.command("rotate")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@data_option
def rotate(yes: bool, data: Path | None) -> None:
    """Sign with a new key from now on. The old one is gone; what it signed stays genuine."""
    from store.errors import NotAFolder
    from store.vault import Vault

    with open_desk(data) as desk:
        if not yes and sys.stdin.isatty():
            click.confirm("Sign with a new key from now on?", abort=True, err=True)
        vault = Vault(data or default_folder())
        if vault.keys.exists:
            with suppress(NotAFolder):  # nobody can sign with a damaged one
                keys.signer(desk)  # so that its public half is known before it is gone
        private = vault.keys.rotate()
        with desk.store.change() as tx:
            keys.note(desk, tx, Signer(private).public)
        known = len(keys.known_keys(desk.store))
    click.echo(f"A new key signs from now on. Known keys: {known}.", err=True)


def _passphrase(new: bool) -> str:
    return ask_secret("passphrase", "KIOSK_PASSPHRASE", twice=new)
