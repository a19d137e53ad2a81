"""What an option may hold: a day, the name of a PDF, what columns are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kiosk.clock import BadTime, parse_day
from kiosk.files import endings


class Day(click.ParamType[dt.date]):
    """As 2026-11-23."""

    name = "day"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return parse_day(value)
        except BadTime as error:
            self.fail(str(error), param, ctx)


def named_as_pdf(_: click.Context, __: click.Parameter, path: Path | None) -> Path | None:
    """The file to write, where it is not named as another kind."""
    if path:
        endings.check_file(path, "pdf")
    return path


def columns_said(columns: tuple[str, ...]) -> dict[str, str]:
    """By heading the field that ``--column`` says it is."""
    said = {}
    for column in columns:
        heading, equals, field = column.rpartition("=")
        if not equals or not heading.strip() or not field.strip():
            raise click.UsageError(f"--column takes HEADING=FIELD, not “{column}”.")
        said[heading.strip()] = field.strip()
    return said
