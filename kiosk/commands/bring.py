"""``kiosk import``: bring in what reps have."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.attendance import command as attendance
from kiosk.commands.brought_in import as_row, tell_of
from kiosk.commands.failing import visible
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.commands.progress import Progress
from kiosk.desk.bringing import batches, brought
from kiosk.desk.bringing.brought import Content, Kind
from kiosk.desk.bringing.rosters import Answers
from kiosk.desk.editing import find_attendee
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused, UnknownOffering
from kiosk.files.attendees import NoColumn
from kiosk.files.choices import Choices, Tell
from kiosk.files.exports import save

Called = Callable[..., Any]


@click.group(invoke_without_command=True)
@click.option("--undo", "undo", metavar="BATCH", help="Take an import back.")
@click.option("--batches", "listed", is_flag=True, help="List what was brought in.")
@click.option("--dry-run", is_flag=True, help="With --undo: say only whether it can be.")
@json_option
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    undo: str | None,
    listed: bool,
    dry_run: bool,
    as_json: bool,
    data: Path | None,
) -> None:
    """Bring in a file. Wrong rows are listed and the rest comes in (exit status 1); the
    same file twice changes nothing. docs/imports.md describes the forms."""
    if ctx.invoked_subcommand is not None:
        if undo or listed:
            raise click.UsageError("--undo and --batches stand alone, without a file.")
    elif undo:
        with open_desk(data) as desk:
            _undo(desk, undo, dry_run, as_json)
    elif listed:
        with open_desk(data) as desk:
            _list(desk, as_json)
    else:
        raise click.UsageError("Say what the file holds: programme, sessions or attendees.")


def _options(*options: Callable[[Called], Called]) -> Callable[[Called], Called]:
    def added(called: Called) -> Called:
        for option in reversed(options):
            called = option(called)
        return called

    return added


_file = click.argument("file", type=click.Path(path_type=Path))
_outcome = _options(
    click.option("--dry-run", is_flag=True, help="Say what would happen only."),
    click.option(
        "--rejected",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write the rows that stay out to a file, to be mended and brought in again.",
    ),
    json_option,
    data_option,
)
_columns = _options(
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="HEADING=FIELD",
        help="What a column is; - for none. May be given often, and is kept for the next "
        "file of this shape.",
    ),
    click.option(
        "--offering", metavar="ID", help="The offering of all rows, where no column says it."
    ),
    click.option(
        "--sheet", metavar="NAME", help="The sheet that is read, where several have headings."
    ),
)


@command.command
@_file
@_outcome
def programme(
    file: Path, dry_run: bool, rejected: Path | None, as_json: bool, data: Path | None
) -> None:
    """Bring in a programme with its workshops (TOML)."""
    with open_desk(data) as desk:
        _bring(desk, Kind.PROGRAMME, file, Choices(), Answers(), (dry_run, rejected, as_json))


@command.command
@_file
@_columns
@click.option("--dayfirst/--monthfirst", default=None, help="What 03/04/2026 begins with.")
@click.option(
    "--school", metavar="ID", help="Where the workshops are held, if the file does not say it."
)
@_outcome
def sessions(
    file: Path,
    columns: tuple[str, ...],
    offering: str | None,
    sheet: str | None,
    dayfirst: bool | None,
    school: str | None,
    dry_run: bool,
    rejected: Path | None,
    as_json: bool,
    data: Path | None,
) -> None:
    """Bring in a school's offerings and sessions (TOML, CSV, XLSX or iCalendar)."""
    with open_desk(data) as desk:
        said = Choices(_said(columns), dayfirst, offering or "", school or "", sheet or "")
        _bring(desk, Kind.SESSIONS, file, said, Answers(), (dry_run, rejected, as_json))


@command.command
@_file
@_columns
@click.option(
    "--same",
    multiple=True,
    metavar="ROW=WHO",
    help="Who a row is, where it is not clear: a member number, a name or an id.",
)
@click.option("--new", multiple=True, type=int, metavar="ROW", help="This row is somebody new.")
@_outcome
def attendees(
    file: Path,
    columns: tuple[str, ...],
    offering: str | None,
    sheet: str | None,
    same: tuple[str, ...],
    new: tuple[int, ...],
    dry_run: bool,
    rejected: Path | None,
    as_json: bool,
    data: Path | None,
) -> None:
    """Bring in people and what they are registered for (CSV, XLSX or TOML).

    The files of Eventbrite, Google Forms, pretix and Zoom are known by their columns, and
    so are most headings in English, French and Spanish. Where it is not clear who a row
    is, it stays out until --same or --new says so."""
    with open_desk(data) as desk:
        answers = Answers({**dict(_same(desk, said) for said in same), **dict.fromkeys(new, "")})
        said = Choices(_said(columns), offering=offering or "", sheet=sheet or "")
        _bring(desk, Kind.ATTENDEES, file, said, answers, (dry_run, rejected, as_json))


command.add_command(attendance)


def _said(columns: tuple[str, ...]) -> dict[str, str]:
    said = {}
    for column in columns:
        heading, equals, field = column.rpartition("=")
        if not equals or not heading.strip() or not field.strip():
            raise click.UsageError(f"--column takes HEADING=FIELD, not “{column}”.")
        said[heading.strip()] = field.strip()
    return said


def _same(desk: Desk, said: str) -> tuple[int, str]:
    row, equals, who = said.partition("=")
    if not equals or not row.strip().isdecimal() or not who.strip():
        raise click.UsageError(f"--same takes ROW=WHO, not “{said}”.")
    return int(row), find_attendee(desk.store, who.strip()).id


def _bring(
    desk: Desk,
    kind: Kind,
    file: Path,
    said: Choices,
    answers: Answers,
    how: tuple[bool, Path | None, bool],
) -> None:
    dry_run, rejected, as_json = how
    known = brought.before(desk)
    if said.offering and said.offering not in known.known.offerings:
        raise UnknownOffering("There is no offering {offering}.", offering=said.offering)
    if said.school and said.school not in known.known.schools:
        raise Refused("There is no school {school}.", school=said.school)
    if rejected and rejected.exists():
        raise Refused("{path} is there already; give another name.", path=rejected)
    with Progress("Reading") as tell:
        content = _read(kind, file, known, said, tell)
    if content.doubtful_date:
        raise Refused(
            "{path}: {date} could be two days. Say --dayfirst or --monthfirst.",
            path=file,
            date=content.doubtful_date,
        )
    with Progress("Bringing in") as tell:
        report = brought.bring(desk, content, dry_run, answers, tell)
    if as_json:
        print_json(as_row(content, report, dry_run))
    else:
        tell_of(content, report, dry_run)
    if report.wrong or report.questions:
        if rejected:
            save(rejected, brought.left_behind(content, report))
            click.echo(visible(f"The rows that stay out are in {rejected}."), err=True)
        sys.exit(1)


def _read(kind: Kind, file: Path, known: brought.Before, said: Choices, tell: Tell) -> Content:
    try:
        return brought.read(kind, file, known.zone, known.choices(said), tell)
    except NoColumn as error:
        if error.field == "school":
            raise Refused(
                "{error} Say the school of all rows with --school ID.", error=error
            ) from None
        raise Refused(
            "{error} Say which it is with --column HEADING={field}.", error=error, field=error.field
        ) from None


# ---- what was brought in before


def _undo(desk: Desk, batch: str, dry_run: bool, as_json: bool) -> None:
    undone = batches.undo(desk, batch, dry_run)
    if as_json:
        print_json(
            {
                "batch": batch,
                "removed": undone.removed,
                "restored": undone.restored,
                "dry_run": dry_run,
            }
        )
        return
    would = "Would take back" if dry_run else "Taken back"
    click.echo(f"{would}: {undone.removed} removed, {undone.restored} as before.")


def _list(desk: Desk, as_json: bool) -> None:
    for batch in batches.batches(desk):
        if as_json:
            print_json(
                {
                    "batch": batch.id,
                    "at": batch.at.isoformat(timespec="seconds"),
                    "file": batch.source,
                    "added": batch.added,
                    "changed": batch.changed,
                    "undone": batch.undone,
                }
            )
        else:
            undone = ", taken back" if batch.undone else ""
            when = batch.at.astimezone().strftime("%Y-%m-%d %H:%M")
            said = f"{batch.id}  {when}  {batch.source}: {batch.added} new, {batch.changed} changed"
            click.echo(visible(said + undone))
