"""The options that say when a door is open, and to whom; for a session or an offering."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import click

from kiosk.model import DoorRule

_MINUTES = click.IntRange(0, 24 * 60)
_OPTIONS = (
    click.option("--opens-before", type=_MINUTES, help="Minutes before the start."),
    click.option("--grace", type=_MINUTES, help="Minutes after the start, before late."),
    click.option("--last-admission", type=_MINUTES, help="Minutes after the start."),
    click.option("--places-held", type=_MINUTES, help="Minutes after the start that the place "
                 "of who is registered is kept."),
    click.option("--walk-ins/--no-walk-ins", default=None,
                 help="Whether who is not registered may come in."),
    click.option("--departures/--no-departures", default=None,
                 help="Whether a second scan says that someone goes."),
    click.option("--prerequisites-warn/--prerequisites-refuse", default=None,
                 help="What comes of who lacks something for the workshop."),
    click.option("--signing-before", type=_MINUTES, help="Minutes before the end from which "
                 "the session may be signed as it is."),
)  # fmt: skip


def door_options(called: click.decorators.FC) -> click.decorators.FC:
    """Every field of a :class:`DoorRule`, as an option of its own."""
    for option in reversed(_OPTIONS):
        called = option(called)
    return called


def taken(options: dict[str, Any]) -> dict[str, Any]:
    """Take a door's options out of all of them; those that were given."""
    given = {field.name: options.pop(field.name) for field in fields(DoorRule)}
    return {name: value for name, value in given.items() if value is not None}
