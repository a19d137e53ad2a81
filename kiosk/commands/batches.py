"""``kiosk import --batches`` and ``--undo``: what was brought in, and taking it back."""

from __future__ import annotations

import click

from kiosk.commands.failing import visible
from kiosk.commands.opening import print_json
from kiosk.desk.bringing import batches
from kiosk.desk.protocol import Desk


def take_back(desk: Desk, batch: str, dry_run: bool, as_json: bool) -> None:
    """Take an import back, or say only whether it can be."""
    undone = batches.undo(desk, batch, dry_run)
    if as_json:
        print_json(
            {
                "batch": batch,
                "removed": undone.removed,
                "restored": undone.restored,
                "dry_run": dry_run,
            }
        )
        return
    would = "Would take back" if dry_run else "Taken back"
    click.echo(f"{would}: {undone.removed} removed, {undone.restored} as before.")


def list_all(desk: Desk, as_json: bool) -> None:
    """Every import, the latest first."""
    for batch in batches.batches(desk):
        if as_json:
            print_json(
                {
                    "batch": batch.id,
                    "at": batch.at.isoformat(timespec="seconds"),
                    "file": batch.source,
                    "added": batch.added,
                    "changed": batch.changed,
                    "undone": batch.undone,
                }
            )
        else:
            undone = ", taken back" if batch.undone else ""
            when = batch.at.astimezone().strftime("%Y-%m-%d %H:%M")
            said = f"{batch.id}  {when}  {batch.source}: {batch.added} new, {batch.changed} changed"
            click.echo(visible(said + undone))
