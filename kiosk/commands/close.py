"""``kiosk close``: a facilitator's signature under a session."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import ask_pin, json_option, open_desk, print_json
from kiosk.desk import closing


@click.command
@click.argument("session")
@click.option("--by", "name", required=True, metavar="NAME", help="The facilitator who signs.")
@click.option("--minutes", type=int, help="How long it was, for a workshop whose length varies.")
@click.option("--countersign", is_flag=True, help="Sign what another facilitator closed.")
@json_option
@data_option
def command(
    session: str,
    name: str,
    minutes: int | None,
    countersign: bool,
    as_json: bool,
    data: Path | None,
) -> None:
    """Sign SESSION. Who was never seen is absent, and who has no departure was present to
    the end, unless the programme says otherwise. The PIN is asked for, or taken from
    KIOSK_PIN."""
    if countersign and minutes is not None:
        raise click.UsageError("--minutes were said by who closed it.")
    with open_desk(data) as desk:
        staff = closing.staff_named(desk.store, name)
        if not countersign:
            closing.preview(desk.store, session, desk.clock.now(), minutes)
        staff = closing.identify(desk, name, ask_pin(staff.name))
        if countersign:
            signed = closing.countersign(desk, session, staff)
        else:
            signed = closing.close(desk, session, staff, minutes)
        counts = Counter(line.status.value for line in signed.roster)
        if as_json:
            print_json(
                {
                    "session": session,
                    "by": staff.name,
                    "minutes": signed.minutes,
                    "counts": dict(counts),
                    "hash": signed.hash,
                }
            )
            return
        said = ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in counts.items())
        closed = "Countersigned" if countersign else "Closed"
        click.echo(f"{closed} {session}, signed by {staff.name}: {said or 'nobody registered'}.")
