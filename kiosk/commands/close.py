"""``kiosk close``: a facilitator's signature under a session."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path

import click

from kiosk.commands import data_option
from kiosk.commands.opening import ask_pin, json_option, open_desk, print_json
from kiosk.desk import closing
from kiosk.desk.protocol import Desk
from kiosk.errors import NotOver, Refused
from kiosk.model import Closing


@click.command
@click.argument("session")
@click.option("--by", "name", required=True, metavar="NAME", help="The facilitator who signs.")
@click.option("--minutes", type=int, help="How long it was, for a workshop whose length varies.")
@click.option("--ended", metavar="TIME", help="When it ended, where that was early (11:20).")
@click.option("--countersign", is_flag=True, help="Sign what another facilitator closed.")
@json_option
@data_option
def command(
    session: str,
    name: str,
    minutes: int | None,
    ended: str | None,
    countersign: bool,
    as_json: bool,
    data: Path | None,
) -> None:
    """Sign SESSION. Who was never seen is absent, and who has no departure was present to
    the end, unless the programme says otherwise. Long before its scheduled end it is signed
    only with the time at which it ended. The PIN is asked for, or taken from KIOSK_PIN."""
    if countersign and (minutes is not None or ended is not None):
        raise click.UsageError("Whoever closed it said how long it was.")
    if minutes is not None and ended is not None:
        raise click.UsageError("Say --minutes or --ended, not both.")
    with open_desk(data) as desk:
        end = None if ended is None else closing.parse_end(desk.store, session, ended)
        staff = closing.staff_named(desk.store, name)
        if not countersign:
            end = _ask_end(desk, session, minutes, end, asks=not as_json and sys.stdin.isatty())
        staff = closing.identify(desk, name, ask_pin(staff.name))
        if countersign:
            signed = closing.countersign(desk, session, staff)
        else:
            signed = closing.close(desk, session, staff, minutes, ended=end)
        counts = Counter(line.status.value for line in signed.roster)
        if as_json:
            print_json(
                {
                    "session": session,
                    "by": staff.name,
                    "minutes": signed.minutes,
                    "ended": _iso(desk, signed),
                    "counts": dict(counts),
                    "hash": signed.hash,
                }
            )
            return
        said = ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in counts.items())
        closed = "Countersigned" if countersign else "Closed"
        early = f", ended at {at:%H:%M}" if (at := _ended(desk, signed)) else ""
        click.echo(
            f"{closed} {session}{early}, signed by {staff.name}: {said or 'nobody registered'}."
        )


def _ask_end(
    desk: Desk, session: str, minutes: int | None, end: dt.datetime | None, asks: bool
) -> dt.datetime | None:
    """When it ended, where that was early: as it was given, or as it is asked.

    Raises:
        Refused: it cannot be closed, and why.
    """
    try:
        closing.preview(desk.store, session, desk.clock.now(), minutes, end)
    except NotOver as error:
        if not asks:
            raise
        question = f"{error} When did it end (11:15; Enter: it is not over)"
        typed = click.prompt(question, default="", show_default=False, err=True).strip()
        if not typed:
            raise Refused("It is not over, and not signed.") from None
        end = closing.parse_end(desk.store, session, typed)
        closing.preview(desk.store, session, desk.clock.now(), minutes, end)
    return end


def _ended(desk: Desk, signed: Closing) -> dt.datetime | None:
    """When it ended, on its own wall clock, where that was early."""
    sitting = desk.store.sitting(signed.session)
    return signed.ended.astimezone(sitting.zone) if signed.ended and sitting else None


def _iso(desk: Desk, signed: Closing) -> str | None:
    at = _ended(desk, signed)
    return at.isoformat(timespec="seconds") if at else None
