"""``kiosk import``: bring in what reps have."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.attendance import command as attendance
from kiosk.commands.failing import visible
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.desk import importing
from kiosk.files.attendees import read_attendees
from kiosk.files.programmes import read_programme
from kiosk.files.sessions import read_sessions

file_argument = click.argument("file", type=click.Path(path_type=Path))
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would happen only.")


@click.group
def command() -> None:
    """Bring in a file. Wrong rows are listed and the rest comes in (exit status 1); the
    same file twice changes nothing. docs/imports.md describes the forms."""


@command.command
@file_argument
@dry_run_option
@json_option
@data_option
def programme(file: Path, dry_run: bool, as_json: bool, data: Path | None) -> None:
    """Bring in a programme with its workshops (TOML)."""
    with open_desk(data) as desk:
        _tell(importing.bring_programme(desk, read_programme(file), dry_run), dry_run, as_json)


@command.command
@file_argument
@dry_run_option
@json_option
@data_option
def sessions(file: Path, dry_run: bool, as_json: bool, data: Path | None) -> None:
    """Bring in a school's offerings and sessions (TOML or CSV)."""
    with open_desk(data) as desk:
        read = read_sessions(file, desk.store.organisation.zone)
        _tell(importing.bring_sessions(desk, read, dry_run), dry_run, as_json)


@command.command
@file_argument
@dry_run_option
@json_option
@data_option
def attendees(file: Path, dry_run: bool, as_json: bool, data: Path | None) -> None:
    """Bring in people and what they are registered for (CSV or TOML)."""
    with open_desk(data) as desk:
        _tell(importing.bring_attendees(desk, read_attendees(file), dry_run), dry_run, as_json)


command.add_command(attendance)


def _tell(report: importing.Report, dry_run: bool, as_json: bool) -> None:
    for wrong in report.wrong:
        click.echo(visible(str(wrong)), err=True)
    if as_json:
        print_json(
            {
                "added": report.added,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "wrong": [{"where": str(w.where), "reason": str(w.reason)} for w in report.wrong],
                "dry_run": dry_run,
            }
        )
    else:
        would = "Would bring in" if dry_run else "Brought in"
        click.echo(
            f"{would}: {report.added} new, {report.changed} changed, "
            f"{report.unchanged} as before; {len(report.wrong)} wrong."
        )
    if report.wrong:
        sys.exit(1)
