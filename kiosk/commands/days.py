"""A day as an option of a command."""

from __future__ import annotations

import datetime as dt

import click

from kiosk.clock import BadTime, parse_day


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
