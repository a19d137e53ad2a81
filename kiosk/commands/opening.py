"""Opening a data folder for a command, and printing what it finds."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import GetPassWarning
from pathlib import Path
from typing import Any

import click
import msgspec

from kiosk.clock import Clock, parse_time, zone
from kiosk.commands import default_folder
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused


@contextmanager
def open_desk(data: Path | None, first_zone: dt.tzinfo | None = None) -> Iterator[Desk]:
    """The desk on a data folder, or on the user's own.

    Args:
        first_zone: whose wall clock ``KIOSK_NOW`` is where there is no organisation yet.
    """
    from store.folder import open_pins, open_store
    from store.refusals import open_refusals
    from store.vault import Vault

    gc.freeze()
    gc.enable()
    path = data or default_folder()
    store = open_store(path)
    try:
        known = store.organisation
        tz = first_zone if first_zone and not known.name else zone(known.zone)
        clock = Clock.from_environment(tz)
        refusals = open_refusals(path)
        yield Desk(store, open_pins(path), clock, refusals, Vault(path))
        refusals.close()
    except KeyboardInterrupt:
        if store.has_written:
            click.echo("What was recorded by then stays.", err=True)
        raise
    finally:
        store.close()


def local_time(desk: Desk, text: str) -> dt.datetime:
    """A time a person gave; without an offset it is the organisation's wall clock."""
    return parse_time(text, zone(desk.store.organisation.zone))


def iso(moment: dt.datetime, tz: dt.tzinfo) -> str:
    """A time for JSON: ISO 8601 with the offset of a zone, to the second."""
    return moment.astimezone(tz).isoformat(timespec="seconds")


def print_json(row: dict[str, Any]) -> None:
    """One JSON object a line, out at once."""
    click.echo(msgspec.json.encode(row).decode())


def counted(count: int, what: str) -> str:
    """How many of what.

    >>> counted(1, "certificate"), counted(2, "page")
    ('1 certificate', '2 pages')
    """
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def ask_pin(name: str, twice: bool = False) -> str:
    """The PIN of someone, from ``KIOSK_PIN``, else from the terminal.

    Raises:
        Refused: there is neither.
    """
    return ask_secret(f"PIN of {name}", "KIOSK_PIN", twice)


def ask_secret(what: str, variable: str, twice: bool = False) -> str:
    """What nobody is to see, from a variable, else from the terminal, unseen.

    Args:
        twice: it is new, so a slip of the finger is to be noticed.

    Raises:
        Refused: there is neither.
    """
    given = os.environ.get(variable)
    if given:
        return given
    prompt = what[0].upper() + what[1:]
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)  # rather than to ask for it in sight
        try:
            return str(click.prompt(prompt, hide_input=True, confirmation_prompt=twice, err=True))
        except (GetPassWarning, click.Abort) as error:
            if isinstance(error, click.Abort) and sys.stdin.isatty():
                raise  # somebody stopped it
            said = f"The {what} is needed: give it in {variable}, or run this at a terminal."
            raise Refused("{said}", said=said) from None


json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
