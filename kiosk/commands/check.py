"""``kiosk check``: looking over the data folder."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.commands import data_option, default_folder
from kiosk.commands.opening import json_option, print_json


@click.command
@json_option
@data_option
def command(as_json: bool, data: Path | None) -> None:
    """Read the whole data folder and say what is damaged or missing, and what to do.

    Nothing is changed, and the kiosk may be running. Exit status 1 if anything is wrong;
    a notice (a torn end that was set aside, a clock that jumped) is not.
    """
    from store.inventory import inspect

    path = data or default_folder()
    found = inspect(path)
    for problem in found.problems:
        if as_json:
            print_json(
                {
                    "kind": problem.kind,
                    "where": problem.file,
                    "offset": problem.offset,
                    "detail": problem.detail,
                    "notice": problem.notice,
                    "advice": problem.advice,
                }
            )
        else:
            place = f"{problem.file} at byte {problem.offset}" if problem.offset else problem.file
            click.echo(f"{'Notice' if problem.notice else 'Wrong'}: {place}: {problem.detail}.")
            click.echo(f"  {problem.advice}")
    said = "all is well" if found.sound else "not all is well"
    click.echo(
        f"{path}: {found.lines} lines of {found.kiosks} kiosks, {found.documents} documents, "
        f"{said}.",
        err=True,
    )
    if not found.sound:
        sys.exit(1)
