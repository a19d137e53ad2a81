"""``kiosk completions``: who completed what, and who is missing what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kiosk.commands import data_option
from kiosk.commands.opening import json_option, open_desk, print_json
from kiosk.desk.completing import lacking
from kiosk.desk.completing.completions import Row, completions
from kiosk.desk.completing.explaining import decided_by, staff_name
from kiosk.desk.completing.flags import Flag, Why
from kiosk.desk.protocol import Desk, View
from kiosk.desk.taking.completions import by_name
from kiosk.model import HoursBase, text
from kiosk.rules.asked import asked
from kiosk.rules.completion import Stand
from kiosk.rules.eligibility import Lack
from kiosk.wording import named
from kiosk.words import words


@click.command
@click.option("--offering", metavar="ID", help="Only of this offering.")
@click.option("--workshop", metavar="ID", help="Only of this workshop.")
@click.option("--missing", is_flag=True, help="Who lacks what for what is still to come.")
@json_option
@data_option
def command(
    offering: str | None, workshop: str | None, missing: bool, as_json: bool, data: Path | None
) -> None:
    """Explain for each person and offering whether the workshop is completed, and why."""
    with open_desk(data) as desk:
        if missing:
            _missing(desk, offering, workshop, as_json)
            return
        rows = [
            row
            for row in by_name(completions(desk.store))
            if offering in (None, row.offering.id) and workshop in (None, row.workshop.id)
        ]
        for row in rows:
            if as_json:
                print_json(as_dict(desk.store, row))
            else:
                click.echo(_line(row, desk.store.organisation.languages[0]))
        if not rows and not as_json:
            click.echo("Nothing: nobody is registered.", err=True)


def _missing(desk: Desk, offering: str | None, workshop: str | None, as_json: bool) -> None:
    """Before the day: what people lack for what they are registered for."""
    rows = [
        row
        for row in lacking.to_come(desk.store, desk.clock.now())
        if offering in (None, row.offering.id) and workshop in (None, row.workshop.id)
    ]
    language = desk.store.organisation.languages[0]
    for row in rows:
        if as_json:
            print_json(
                {
                    "attendee": {"id": row.attendee.id, "name": row.attendee.name},
                    "workshop": row.workshop.id,
                    "offering": row.offering.id,
                    "lacks": [lack_dict(lack) for lack in row.lacks],
                }
            )
            continue
        said = ", ".join(str(text) for text in lacking.said(desk.store, row, language))
        click.echo(
            f"{named(row.attendee, words(language))}  {text(row.workshop.title, language)}  "
            f"{said}  [{row.offering.id}]"
        )
    if not rows and not as_json:
        click.echo("Nobody lacks anything for what is to come.", err=True)


def as_dict(view: View, row: Row) -> dict[str, Any]:
    """A row for JSON."""
    done, rule = row.completion, asked(row.rule)
    share = None if rule.share is None else float(rule.share)
    return {
        "attendee": {"id": row.attendee.id, "name": row.attendee.name},
        "workshop": row.workshop.id,
        "offering": row.offering.id,
        "complete": done.complete,
        "minutes": done.minutes,
        "scheduled_minutes": done.scheduled_minutes,
        "held_minutes": done.held_minutes,
        "missing_sessions": [sitting.id for sitting in done.missing],
        "unsigned_sessions": [sitting.id for sitting in done.unsigned],
        "reason": done.reason.value,
        "completed_on": done.completed_on.isoformat() if done.completed_on else None,
        "rule": {"every_session": rule.every_session, "share": share},
        "hours_base": row.rule.hours_base or HoursBase.HELD,
        "decided_by": decided_by(view, row),
        "decision": row.ruling.reason if row.ruling else None,
        "lacks": [lack_dict(lack) for lack in row.lacks],
        "made_up": [
            {
                "missed": credit.approval.missed,
                "in": credit.source,
                "minutes": credit.minutes,
                "by": staff_name(view, credit.approval.by or ""),
                "reason": credit.approval.reason,
            }
            for credit in row.credits
        ],
        "flagged": row.was_complete,
        "flag": flag_dict(view, row.flag) if row.flag else None,
    }


def flag_dict(view: View, flag: Flag) -> dict[str, Any]:
    """What took a completion below its rule, and what it was until then, for JSON."""
    was = flag.was
    return {
        "why": flag.why.value,
        "of": flag.of or None,
        "at": flag.at.isoformat() if flag.at else None,
        "by": staff_name(view, flag.by) if flag.by else None,
        "reason": flag.reason or None,
        "was": {
            "reason": was.reason.value,
            "minutes": was.minutes,
            "scheduled_minutes": was.scheduled_minutes,
            "completed_on": was.completed_on.isoformat() if was.completed_on else None,
        },
    }


def lack_dict(lack: Lack) -> dict[str, Any]:
    """One thing that is lacking, for JSON."""
    return {"need": lack.need.value, "workshop": lack.workshop or None, "bars": lack.bars}


_WHYS = {
    Why.REOPENED: "a session was opened again",
    Why.SIGNED_ANEW: "a session was signed anew",
    Why.TAKEN_BACK: "something was taken back",
    Why.REFUSED: "it was refused",
    Why.MADE_UP_ELSEWHERE: "minutes count for another session",
    Why.SCHEDULE_CHANGED: "a session was cancelled",
    Why.RULE_CHANGED: "the programme asks for something else now",
    Why.OTHER: "something else changed",
}
_SIGNS = {Stand.COMPLETE: "✓", Stand.MISSED: "✗", Stand.UNSIGNED: "…"}


def _line(row: Row, language: str) -> str:
    done = row.completion
    missing = ", ".join(sitting.id for sitting in (*done.missing, *done.unsigned))
    name = named(row.attendee, words(language))
    said = done.reason.value.replace("_", " ")
    return (
        f"{_SIGNS[done.stand]} {name}  {text(row.workshop.title, language)}  "
        f"{done.minutes} of {done.base_minutes} min  {said}"
        + (f": {missing}" if missing else "")
        + (f"  (was complete before: {_WHYS[row.flag.why]})" if row.flag else "")
        + f"  [{row.offering.id}]"
    )
