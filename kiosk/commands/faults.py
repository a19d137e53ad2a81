"""What could not be printed, said at the shell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kiosk.commands.failing import visible
from kiosk.files.paper.letters import Unprintable, advice


def tell_faults(what: str, faults: Sequence[Unprintable], fonts: Path | None) -> None:
    """Say which texts lack which letters, and how a font is added.

    Args:
        what: what became of them: "2 names have letters that no font has".
    """
    click.echo(visible(f"{what}:"), err=True)
    for fault in faults:
        click.echo(visible(f"  {fault.said()}"), err=True)
    if fonts is not None:
        click.echo(str(advice(fonts)), err=True)


def end_with_gaps(faults: Sequence[Unprintable], fonts: Path | None) -> None:
    """Where texts were printed with gaps, say so, and end with status 1.

    Raises:
        Exit: there are any.
    """
    if not faults:
        return
    are = "1 text is" if len(faults) == 1 else f"{len(faults)} texts are"
    tell_faults(f"{are} printed with gaps, by number where it is a name", faults, fonts)
    raise click.exceptions.Exit(1)
