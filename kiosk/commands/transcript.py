"""``kiosk transcript``: what a member completed, over all schools and years."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option, default_folder
from kiosk.commands.faults import end_with_gaps
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.commands.options import named_as_pdf
from kiosk.desk.completing import transcript
from kiosk.desk.completing.transcript import Entry, Page, Transcript
from kiosk.desk.editing import find_attendee
from kiosk.files import exports
from kiosk.files.paper.printing import PAPERS
from kiosk.model import text
from kiosk.wording import named
from kiosk.words import LANGUAGES, words


@click.command
@click.argument("person")
@json_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    callback=named_as_pdf,
    help="The PDF to write instead.",
)
@click.option("--paper", type=click.Choice(list(PAPERS)), default="letter", show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), help="By default: the first.")
@data_option
def command(
    person: str,
    as_json: bool,
    output: Path | None,
    paper: str,
    language: str | None,
    data: Path | None,
) -> None:
    """What PERSON (a member number, a whole name, an id or a badge code) completed, by
    programme; with the passport, where a programme keeps one."""
    if output and as_json:
        raise click.UsageError("-o writes a PDF, --json prints: give one.")
    with open_desk(data) as desk:
        who = find_attendee(desk.store, person).id
        language = language or desk.store.organisation.languages[0]
        if output:
            fonts = (data or default_folder()) / "fonts"
            made = transcript.printed(desk, who, words(language), paper=paper, fonts=fonts)
            exports.save(output, made.content, overwrite=True)
            click.echo(f"The transcript is in {output}.", err=True)
            end_with_gaps(made.faults, fonts)
            return
        found = transcript.of(desk.store, who)
        if as_json:
            for page in found.pages:
                print_json(as_dict(found, page, language))
            return
        click.echo(named(found.attendee, words(language)))
        for page in found.pages:
            click.echo(f"\n{text(page.programme.title, language)}")
            for entry in page.entries:
                click.echo(f"  {_line(entry, language)}")
            if page.passport is not None:
                click.echo(f"  Passport: {page.stamped} of {len(page.passport)}")
                for stamp in page.passport:
                    sign = "✓" if stamp.completed_on else "·"
                    click.echo(f"    {sign} {text(stamp.workshop.title, language)}")
        if not found.pages:
            click.echo("Nothing completed yet.", err=True)


def as_dict(found: Transcript, page: Page, language: str) -> dict[str, Any]:
    """One programme, for JSON."""
    passport = page.passport
    return {
        "attendee": {"id": found.attendee.id, "name": found.attendee.name},
        "programme": page.programme.id,
        "title": text(page.programme.title, language),
        "completions": [_entry_dict(entry, language) for entry in page.entries],
        "passport": None
        if passport is None
        else {
            "held": page.stamped,
            "of": len(passport),
            "stamps": [
                {
                    "workshop": stamp.workshop.id,
                    "title": text(stamp.workshop.title, language),
                    "completed_on": stamp.completed_on.isoformat() if stamp.completed_on else None,
                }
                for stamp in passport
            ],
        },
    }


def _entry_dict(entry: Entry, language: str) -> dict[str, Any]:
    row, done = entry.row, entry.row.completion
    return {
        "workshop": row.workshop.id,
        "title": text(row.workshop.title, language),
        "offering": row.offering.id,
        "school": entry.school,
        "completed_on": done.completed_on.isoformat() if done.completed_on else None,
        "minutes": done.minutes,
        "scheduled_minutes": done.scheduled_minutes,
        "reason": done.reason.value,
        "repeated": entry.repeated,
        "flagged": row.was_complete,
    }


def _line(entry: Entry, language: str) -> str:
    row, done = entry.row, entry.row.completion
    said = [
        done.completed_on.isoformat() if done.completed_on else "----------",
        text(row.workshop.title, language),
        entry.school,
        f"{done.minutes} of {done.base_minutes} min",
    ]
    if entry.repeated:
        said.append("(again)")
    if row.was_complete:
        said.append("(was complete before)")
    return "  ".join(filter(None, said))
