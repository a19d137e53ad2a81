"""``kiosk import``: bring in what reps have."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.attendance import command as attendance
from kiosk.commands.batches import list_all, take_back
from kiosk.commands.brought_in import as_row, tell_changes, tell_of, tell_renames
from kiosk.commands.failing import visible
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.commands.options import columns_said
from kiosk.commands.progress import Progress
from kiosk.desk.bringing import brought
from kiosk.desk.bringing.brought import Content, Kind
from kiosk.desk.bringing.rosters import Answers
from kiosk.desk.editing import find_attendee
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused, UnknownOffering
from kiosk.files.attendees import NoColumn
from kiosk.files.calendars import is_calendar
from kiosk.files.choices import Choices, Tell
from kiosk.files.exports import save
from kiosk.rules.names import clean, fold

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
            take_back(desk, undo, dry_run, as_json)
    elif listed:
        with open_desk(data) as desk:
            list_all(desk, as_json)
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
    click.option("--yes", is_flag=True, help="Do not ask before what is known is changed."),
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
def programme(file: Path, data: Path | None, **how: Any) -> None:
    """Bring in a programme with its workshops (TOML)."""
    with open_desk(data) as desk:
        _bring(desk, Kind.PROGRAMME, file, Choices(), Answers(), _How(**how))


@command.command
@_file
@_columns
@click.option("--dayfirst/--monthfirst", default=None, help="What 03/04/2026 begins with.")
@click.option(
    "--school", metavar="ID", help="Where the workshops are held, if the file does not say it."
)
@click.option("--new-school", metavar="NAME", help="The same, where the school is to be made.")
@_outcome
def sessions(
    file: Path,
    columns: tuple[str, ...],
    offering: str | None,
    sheet: str | None,
    dayfirst: bool | None,
    school: str | None,
    new_school: str | None,
    data: Path | None,
    **how: Any,
) -> None:
    """Bring in a school's offerings and sessions (TOML, CSV, XLSX or iCalendar)."""
    with open_desk(data) as desk:
        said = Choices(
            columns_said(columns),
            dayfirst,
            offering or "",
            school or "",
            sheet=sheet or "",
        )
        if new_school is not None:
            if school:
                raise click.UsageError("Say --school or --new-school, not both.")
            if is_calendar(file) or file.suffix.casefold() == ".toml":
                raise click.UsageError("--new-school goes with a table (CSV, XLSX).")
            said = _with_new_school(said, new_school, brought.before(desk))
        _bring(desk, Kind.SESSIONS, file, said, Answers(), _How(**how))


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
@click.option(
    "--names-as-written",
    is_flag=True,
    help="Names in capitals stay so, and titles and pronouns stay with them.",
)
@click.option("--rename", is_flag=True, help="Call people who are known what the file calls them.")
@_outcome
def attendees(
    file: Path,
    columns: tuple[str, ...],
    offering: str | None,
    sheet: str | None,
    same: tuple[str, ...],
    new: tuple[int, ...],
    names_as_written: bool,
    rename: bool,
    data: Path | None,
    **how: Any,
) -> None:
    """Bring in people and what they are registered for (CSV, XLSX or TOML).

    The files of Eventbrite, Google and Microsoft Forms, pretix and Zoom are known by their
    columns, and so are most headings in English, French and Spanish; where they leave it
    open, what stands in a column says what it is. Where it is not clear who a row is, it
    stays out until --same or --new says so; where it is not clear what a column is, until
    --column does. Names in capitals are written as their language writes them, and titles
    and pronouns left off; whoever is known keeps their name until --rename says otherwise."""
    with open_desk(data) as desk:
        answers = Answers(
            {**dict(_same(desk, said) for said in same), **dict.fromkeys(new, "")}, rename
        )
        said = Choices(
            columns_said(columns),
            offering=offering or "",
            sheet=sheet or "",
            names_as_written=names_as_written,
        )
        _bring(desk, Kind.ATTENDEES, file, said, answers, _How(**how))


command.add_command(attendance)


def _same(desk: Desk, said: str) -> tuple[int, str]:
    row, equals, who = said.partition("=")
    if not equals or not row.strip().isdecimal() or not who.strip():
        raise click.UsageError(f"--same takes ROW=WHO, not “{said}”.")
    return int(row), find_attendee(desk.store, who.strip()).id


@dataclass(frozen=True, slots=True)
class _How:
    """What is said of every file."""

    dry_run: bool
    rejected: Path | None
    yes: bool
    as_json: bool

    @property
    def asks(self) -> bool:
        """Whether there is somebody who can be asked, and shall be."""
        return not (self.dry_run or self.yes or self.as_json) and sys.stdin.isatty()


def _bring(
    desk: Desk,
    kind: Kind,
    file: Path,
    said: Choices,
    answers: Answers,
    how: _How,
) -> None:
    known = brought.before(desk)
    if said.offering and said.offering not in known.known.offerings:
        raise UnknownOffering("There is no offering {offering}.", offering=said.offering)
    if said.school and not said.new_school and said.school not in known.known.schools:
        raise Refused("There is no school {school}.", school=said.school)
    if how.rejected and how.rejected.exists():
        raise Refused("{path} is there already; give another name.", path=how.rejected)
    with Progress("Reading") as tell:
        content = _read(kind, file, known, said, tell)
    if content.doubtful_date:
        raise Refused(
            "{path}: {date} could be two days. Say --dayfirst or --monthfirst.",
            path=file,
            date=content.doubtful_date,
        )
    is_told = False
    if how.asks:
        answers, is_told = _asked(desk, content, answers)
    with Progress("Bringing in") as tell:
        report = brought.bring(desk, content, how.dry_run, answers, tell)
    if how.as_json:
        print_json(as_row(content, report, how.dry_run))
    else:
        tell_of(content, report, how.dry_run, is_told)
    if report.wrong or report.questions or report.renames:
        if how.rejected and (report.wrong or report.questions):
            save(how.rejected, brought.left_behind(content, report))
            click.echo(visible(f"The rows that stay out are in {how.rejected}."), err=True)
        sys.exit(1)


def _asked(desk: Desk, content: Content, answers: Answers) -> tuple[Answers, bool]:
    """What was answered about names that would change; and whether something of the known
    changes, and somebody said that it shall."""
    with Progress("Looking") as tell:
        would = brought.bring(desk, content, True, answers, tell)
    if would.renames:
        tell_renames(would)
        if click.confirm("Take the names of the file?", err=True):
            answers = replace(answers, rename=True)
            would = brought.bring(desk, content, True, answers)
    if not would.changed:
        return answers, False
    tell_changes(would)
    if not click.confirm("Change what is known?", err=True):
        click.echo("Nothing was brought in.", err=True)
        sys.exit(1)
    return answers, True


def _read(kind: Kind, file: Path, known: brought.Before, said: Choices, tell: Tell) -> Content:
    try:
        return brought.read(kind, file, known.zone, known.choices(said), tell)
    except NoColumn as error:
        if error.field == "school":
            return _read(kind, file, known, _with_school(said, error, known), tell)
        raise Refused(
            "{error} Say which it is with --column HEADING={field}.", error=error, field=error.field
        ) from None


def _with_school(said: Choices, error: NoColumn, known: brought.Before) -> Choices:
    """Where all of it is held, of which no column says so: in the only school there is, or in
    one that is made.

    Raises:
        Refused: there are several, or there is none and nobody to ask for its name.
    """
    schools = list(known.known.schools.values())
    if len(schools) == 1:
        click.echo(
            visible(f"No column names a school: all of it is at {schools[0].name}."), err=True
        )
        return replace(said, school=schools[0].id)
    if schools:
        raise Refused(
            "{error} Say the school of all rows with --school ID: {ids}.",
            error=error,
            ids=sorted(school.id for school in schools),
        ) from None
    if not sys.stdin.isatty():
        raise Refused(
            "{error} There is no school yet: name it with --new-school NAME.", error=error
        ) from None
    return _with_new_school(said, click.prompt("Name of the school", err=True), known)


def _with_new_school(said: Choices, name: str, known: brought.Before) -> Choices:
    """With a school that is to be made, under an id out of its name.

    Raises:
        Refused: it has no name, or there is such a school.
    """
    called = clean(name)
    school = "-".join(re.findall(r"[a-z0-9]+", fold(called)))[:80]
    if not school:
        raise Refused("“{text}” is not the name of a school.", text=called)
    if school in known.known.schools:
        raise Refused("There is a school {school} already: say --school {school}.", school=school)
    return replace(said, school=school, new_school=called)
