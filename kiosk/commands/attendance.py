"""``kiosk import attendance``: a meeting's own report of who took part."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from kiosk.clock import zone
from kiosk.commands import data_option
from kiosk.commands.failing import visible
from kiosk.commands.opening import ask_pin, json_option, open_desk, print_json
from kiosk.commands.options import columns_said
from kiosk.desk import closing, editing
from kiosk.desk.bringing import attending
from kiosk.desk.bringing.attending import Attended, Unsure
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.files.meeting_reports import MeetingReport, UnknownReport, read_meeting_report
from kiosk.files.meeting_systems import FIELDS
from kiosk.model import ImportShape

NOBODY = "-"


@click.command("attendance")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--session", "session_id", required=True, metavar="ID", help="The session it is of.")
@click.option("--zone", "zone_name", metavar="ZONE", help="Of the report; else the session's.")
@click.option(
    "--match",
    "matches",
    multiple=True,
    metavar="NAME=WHO",
    help="Who a name, an email or a row (“row 7”) of the report is: a member number, a name or "
    "an id; - for nobody. May be given often.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    help="What a column is; - for none. May be given often, and is kept for the next report "
    "of this shape.",
)
@click.option("--by", metavar="NAME", help="Who brings it in; asks for their PIN.")
@click.option("--dry-run", is_flag=True, help="Say who is meant only.")
@json_option
@data_option
def command(
    file: Path,
    session_id: str,
    zone_name: str | None,
    matches: tuple[str, ...],
    columns: tuple[str, ...],
    by: str | None,
    dry_run: bool,
    as_json: bool,
    data: Path | None,
) -> None:
    """Bring in a meeting's report as it comes: when everyone was there.

    Reports of Zoom, Teams, Meet, Webex, BigBlueButton and GoTo are known; --column says
    what the columns of another table are. People are found by email and by name. Whoever
    is not clear is asked about on a terminal, else listed (exit status 1) and left out
    until --match says who it is.
    """  # fmt: skip
    with open_desk(data) as desk:
        sitting = desk.store.sitting(session_id)
        if sitting is None:
            raise Refused("There is no session {session}.", session=session_id)
        staff = closing.identify(desk, by, ask_pin(by)) if by else None
        tz = zone(zone_name) if zone_name else sitting.zone
        start = sitting.start.astimezone(tz).replace(tzinfo=None)
        kept = {shape.id: shape for shape in desk.store.all(ImportShape)}
        report = _read(file, start, columns_said(columns), kept)
        answers = dict(_answer(desk, match) for match in matches)
        found = attending.attended(desk, session_id, report.joins, answers, tz, report.meeting)
        if found.unsure and not dry_run and sys.stdin.isatty() and not as_json:
            answers.update(_ask(found.unsure))
            found = attending.attended(desk, session_id, report.joins, answers, tz, report.meeting)
        if not dry_run:
            attending.record(desk, found, staff, report.shape)
        _tell(desk, report, found, dry_run, as_json)
    if found.unsure or report.wrong:
        sys.exit(1)


def _read(
    file: Path,
    start: dt.datetime,
    columns: Mapping[str, str],
    kept: Mapping[str, ImportShape],
) -> MeetingReport:
    try:
        return read_meeting_report(file, start, columns, kept)
    except UnknownReport as error:
        raise Refused(
            "{error} Say what the columns of another table are with --column HEADING=FIELD; a "
            "field is one of {fields}.",
            error=error,
            fields=", ".join(FIELDS),
        ) from None


def _answer(desk: Desk, match: str) -> tuple[str, str | None]:
    name, equals, who = match.rpartition("=")
    if not equals or not name.strip():
        raise click.UsageError(f"--match takes NAME=WHO, not “{match}”.")
    if who.strip() == NOBODY:
        return name.strip(), None
    return name.strip(), editing.find_attendee(desk.store, who).id


def _ask(unsure: list[Unsure]) -> dict[str, str | None]:
    """Ask about each; whoever is passed over stays unsure."""
    answers: dict[str, str | None] = {}
    for one in unsure:
        rows = ", ".join(str(row.where) for row in one.rows[:5])
        click.echo(visible(f"\nWho is “{one.name}” {one.email} ({rows}: {one.reason})?"), err=True)
        for number, person in enumerate(one.may_be, 1):
            local = f"  {person.local}  {person.member_number}"
            click.echo(visible(f"  {number}  {person.name}{local}"), err=True)
        click.echo("  0  nobody of ours\n  -  leave it for later", err=True)
        choices = [str(n) for n in range(len(one.may_be) + 1)]
        said = click.prompt(
            "Which", type=click.Choice([*choices, "-"]), default="-", show_choices=False, err=True
        )
        if said != "-":
            answers[one.key] = one.may_be[int(said) - 1].id if said != "0" else None
    return answers


def _tell(desk: Desk, report: MeetingReport, found: Attended, dry_run: bool, as_json: bool) -> None:
    for wrong in report.wrong:
        click.echo(visible(str(wrong)), err=True)
    if as_json:
        print_json(
            {
                "known": len(found.known),
                "added": found.added,
                "unsure": [
                    {
                        "name": one.name,
                        "email": one.email,
                        "rows": [attending.row_number(row) for row in one.rows],
                        "reason": str(one.reason),
                        "match": one.key,
                        "may_be": [{"id": p.id, "name": p.name} for p in one.may_be],
                    }
                    for one in found.unsure
                ],
                "left_out": found.left_out + report.hosts,
                "no_shows": report.no_shows,
                "waiting_room": report.waiting,
                "totals_only": len(found.totals),
                "no_end": found.to_the_end,
                "system": report.system,
                "wrong": [{"where": str(w.where), "reason": str(w.reason)} for w in report.wrong],
                "dry_run": dry_run,
            }
        )
        return
    for one in found.unsure:
        people = "; ".join(f"{p.name}, {p.id}" for p in one.may_be)
        may_be = f" ({people})" if people else ""
        said = f"“{one.name}” {one.email}".rstrip()
        click.echo(
            visible(f"not clear: {said}: {one.reason}{may_be}. Say --match “{one.key}=WHO”"),
            err=True,
        )
    if found.unsure and not found.known:
        click.echo(
            "Nobody in this report is known here, so nothing is recorded. If it is the right "
            "report, say who they are with --match.",
            err=True,
        )
    for note in _notes(report, found):
        click.echo(visible(note), err=True)
    would = "Would bring in" if dry_run else "Brought in"
    click.echo(
        f"{would}: {_people(len(found.known))}; {len(found.unsure)} not clear, {report.no_shows} "
        f"did not come, {found.left_out + report.hosts} left out, {len(report.wrong)} rows wrong."
    )


def _notes(report: MeetingReport, found: Attended) -> Iterator[str]:
    """What whoever brings it in should know of how the minutes came about."""
    if found.totals:
        yield (
            f"Only how long they were there is said of {_people(len(found.totals))}: that counts "
            "from when they first joined, or from the start."
        )
    if found.to_the_end:
        yield (
            f"It is not said that {_people(found.to_the_end)} left: they count as present to the "
            "end, assumed."
        )
    if report.waiting:
        yield f"Rows of the waiting room, which are no presence: {report.waiting}."
    for title, rows in report.passed_over.items():
        yield f"Not read, under “{title}”: {rows} {'row' if rows == 1 else 'rows'}."


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
