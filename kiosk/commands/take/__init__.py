"""``kiosk export``: what reps take home."""

from __future__ import annotations

import click

from kiosk.commands.take import papers, tables


@click.group
def command() -> None:
    """Write what you take home to a file, or to standard output."""


for _one in (
    tables.completions,
    tables.attendance,
    tables.attendees,
    tables.audit,
    papers.signin,
    papers.present,
    papers.report,
):
    command.add_command(_one)
