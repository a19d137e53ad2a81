"""``kiosk export signin|present|report``: paper for the day, and of the whole school."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kiosk.commands import data_option, default_folder
from kiosk.commands.faults import end_with_gaps
from kiosk.commands.opening import counted, open_desk
from kiosk.commands.options import Day, named_as_pdf
from kiosk.desk.protocol import Desk
from kiosk.files import exports
from kiosk.files.paper.printing import PAPERS
from kiosk.words import LANGUAGES, words


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
            callback=named_as_pdf,
            help="The PDF to write.",
        ),
    ):
        called = option(called)
    return called


@click.command("signin")
@click.option("--session", "sessions", multiple=True, metavar="ID", help="Of this session only.")
@click.option(
    "--date",
    type=Day(),
    metavar="DAY",
    help="Of those that start on this day (2026-11-23).",
)
@paper_options
@data_option
def signin(
    sessions: tuple[str, ...],
    date: dt.date | None,
    output: Path,
    size: str,
    language: str | None,
    data: Path | None,
) -> None:
    """Sign-in sheets to print, a session each: those of today that are not over."""
    if sessions and date:
        raise click.UsageError("Give --session or --date, not both.")
    from kiosk.desk.taking import paper

    with open_desk(data) as desk:
        wanted = paper.to_sign(desk, sessions, date)
        made = paper.signin(
            desk, wanted, words(language or first_language(desk)), paper=size, fonts=fonts_of(data)
        )
    exports.save(output, made.content, overwrite=True)
    click.echo(f"{counted(len(wanted), 'session')} in {output}.", err=True)
    end_with_gaps(made.faults, fonts_of(data))


@click.command("present")
@paper_options
@data_option
def present(output: Path, size: str, language: str | None, data: Path | None) -> None:
    """Who is here now, by room, to print: for an evacuation."""
    from kiosk.desk.taking import paper

    with open_desk(data) as desk:
        made, count = paper.who_is_here(
            desk, words(language or first_language(desk)), paper=size, fonts=fonts_of(data)
        )
    exports.save(output, made.content, overwrite=True)
    click.echo(f"{count} here, in {output}.", err=True)
    end_with_gaps(made.faults, fonts_of(data))


def first_language(desk: Desk) -> str:
    return desk.store.organisation.languages[0]


def fonts_of(data: Path | None) -> Path:
    """Where an organisation puts fonts for names that typst's own cannot print."""
    return (data or default_folder()) / "fonts"


@click.command("report")
@click.option("--school", metavar="ID", default="", help="Where there is more than one.")
@paper_options
@data_option
def report(school: str, output: Path, size: str, language: str | None, data: Path | None) -> None:
    """A school on one page: rooms, attendance by session, completions, with plots."""
    from kiosk.desk.taking import report

    with open_desk(data) as desk:
        said = words(language or first_language(desk))
        made = report.printed(desk, school, said, paper=size, fonts=fonts_of(data))
    exports.save(output, made.content, overwrite=True)
    click.echo(f"The report is in {output}.", err=True)
    end_with_gaps(made.faults, fonts_of(data))
