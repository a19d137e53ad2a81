"""``kiosk export``: what reps take home."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from kiosk.commands import data_option, default_folder
from kiosk.commands.opening import open_desk
from kiosk.desk import auditing, paper, taking
from kiosk.desk.completions import completions
from kiosk.desk.editing import find_attendee
from kiosk.desk.protocol import Desk
from kiosk.files import exports
from kiosk.files.paper.printing import PAPERS
from kiosk.words import LANGUAGES, words


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


@command.command("audit")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write."
)
@click.option("--format", "form", type=click.Choice(taking.FORMS), help="By default: csv.")
@click.option("--person", metavar="WHO", help="Only what was about this person.")
@data_option
def audited(output: Path | None, form: str | None, person: str | None, data: Path | None) -> None:
    """Everything that was done: by whom, when, at which kiosk, from what to what."""
    form = form or ("json" if output and output.suffix.lower() in (".json", ".jsonl") else "csv")
    with open_desk(data) as desk:
        who = find_attendee(desk.store, person).id if person else None
        content, count = auditing.written(desk, form, who, mark=output is not None)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    exports.save(output, content, overwrite=True)
    click.echo(f"{count} entries in {output}.", err=True)


def paper_options(called: click.decorators.FC) -> click.decorators.FC:
    """What every command that prints takes."""
    for option in (
        click.option("--language", type=click.Choice(LANGUAGES), help="By default: the first."),
        click.option(
            "--paper", "size", type=click.Choice(list(PAPERS)), default="letter", show_default=True
        ),
        click.option(
            "-o",
            "--output",
            required=True,
            type=click.Path(path_type=Path, dir_okay=False),
            help="The PDF to write.",
        ),
    ):
        called = option(called)
    return called


@command.command("signin")
@click.option("--session", "sessions", multiple=True, metavar="ID", help="Of this session only.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Of those that start on this day (2026-11-23).",
)
@paper_options
@data_option
def signin(
    sessions: tuple[str, ...],
    date: dt.datetime | None,
    output: Path,
    size: str,
    language: str | None,
    data: Path | None,
) -> None:
    """Sign-in sheets to print, a session each: those of today that are not over."""
    if sessions and date:
        raise click.UsageError("Give --session or --date, not both.")
    with open_desk(data) as desk:
        wanted = paper.to_sign(desk, sessions, date.date() if date else None)
        content = paper.signin(
            desk, wanted, words(language or _first(desk)), paper=size, fonts=_fonts(data)
        )
    exports.save(output, content, overwrite=True)
    click.echo(f"{len(wanted)} sessions in {output}.", err=True)


@command.command("present")
@paper_options
@data_option
def present(output: Path, size: str, language: str | None, data: Path | None) -> None:
    """Who is here now, by room, to print: for an evacuation."""
    with open_desk(data) as desk:
        content, count = paper.who_is_here(
            desk, words(language or _first(desk)), paper=size, fonts=_fonts(data)
        )
    exports.save(output, content, overwrite=True)
    click.echo(f"{count} here, in {output}.", err=True)


def _first(desk: Desk) -> str:
    return desk.store.organisation.languages[0]


def _fonts(data: Path | None) -> Path:
    """Where an organisation puts fonts for names that typst's own cannot print."""
    return (data or default_folder()) / "fonts"
