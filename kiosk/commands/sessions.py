"""``kiosk sessions``: the day's sessions, or others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import iso, json_option, open_desk, print_json
from kiosk.commands.options import Day
from kiosk.desk import day
from kiosk.model import Sitting
from kiosk.rules import schedule
from kiosk.wording import place, titled
from kiosk.words import words


@click.command
@click.option(
    "--date", type=Day(), metavar="DAY", help="Those that start on this day (2026-11-23)."
)
@click.option("--all", "every", is_flag=True, help="Those of every day.")
@json_option
@data_option
def command(date: dt.date | None, every: bool, as_json: bool, data: Path | None) -> None:
    """List the day's sessions: those that start today, still run, or are open for check-in."""
    if date and every:
        raise click.UsageError("Give --date or --all, not both.")
    with open_desk(data) as desk:
        language = words(desk.store.organisation.languages[0])
        listed = day.sessions(desk, _keep(date, every))
        for row in listed:
            sitting = row.sitting
            if as_json:
                print_json(
                    {
                        "id": sitting.id,
                        "workshop": sitting.workshop.id,
                        "offering": sitting.offering.id,
                        "school": sitting.school.id,
                        "title": sitting.title(language.language),
                        "start": iso(sitting.start, sitting.zone),
                        "end": iso(sitting.end, sitting.zone),
                        "room": sitting.room,
                        "online": sitting.offering.online,
                        "number": sitting.number,
                        "count": sitting.count,
                        "state": row.state.value,
                        "capacity": sitting.offering.capacity,
                        "registered": row.registered,
                        "checked_in": row.checked_in,
                    }
                )
                continue
            start, end = (m.astimezone(sitting.zone) for m in (sitting.start, sitting.end))
            click.echo(
                f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}  {row.state.value:<9}  "
                f"{row.checked_in:>3} in of {row.registered:>3}  {place(sitting, language):<10}  "
                f"{titled(sitting, language)}  [{sitting.id}]"
            )
        if not listed and not as_json:
            click.echo("No sessions. “kiosk sessions --all” lists every day's.", err=True)


def _keep(date: dt.date | None, every: bool) -> day.Keep | None:
    if every:
        return lambda sitting: True
    if date is None:
        return None

    def keep(sitting: Sitting) -> bool:
        return schedule.is_on(sitting, date)

    return keep
