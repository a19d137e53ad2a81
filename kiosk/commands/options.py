"""What an option may hold: a day, the name of a PDF, what columns are."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

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


class PromptOption(click.Option):
    """An option that is asked for; where nobody answers, its default is taken, or it is named."""

    def prompt_for_value(self, ctx: click.Context) -> Any:
        try:
            return super().prompt_for_value(ctx)
        except click.Abort:
            if sys.stdin.isatty():
                raise  # somebody stopped it
        click.echo(err=True)  # the question stands there without an answer
        default = self.get_default(ctx)
        if isinstance(default, str):
            return self.process_value(ctx, default)
        raise click.UsageError(f"Without a terminal {self.opts[0]} is needed.", ctx)


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
