"""``kiosk scan``: a station without a screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import click

from kiosk.clock import zone
from kiosk.commands import data_option
from kiosk.commands.opening import (
    ask_pin,
    iso,
    json_option,
    local_time,
    open_desk,
    print_json,
)
from kiosk.desk import closing, door
from kiosk.desk.identity import LONGEST_INPUT
from kiosk.desk.protocol import Desk
from kiosk.errors import UnknownSession
from kiosk.wording import told
from kiosk.words import words


@click.command
@click.option("--session", "session_id", metavar="ID", help="Check in to this session only.")
@click.option("--at", metavar="TIME", help="The time the check-ins speak of, for a paper list.")
@click.option("--by", "name", metavar="NAME", help="Who on the staff enters it, from paper.")
@json_option
@data_option
def command(
    session_id: str | None, at: str | None, name: str | None, as_json: bool, data: Path | None
) -> None:
    """Read one badge code, member number or whole name a line, and answer each at once.

    With --by the PIN is asked for, or taken from KIOSK_PIN. Exit status 1 if anyone was
    refused.
    """
    with open_desk(data) as desk:
        if session_id is not None and desk.store.sitting(session_id) is None:
            raise UnknownSession("There is no session {session}.", session=session_id)
        served = frozenset({session_id}) if session_id is not None else None
        time = local_time(desk, at) if at is not None else None
        staff = None
        if name is not None:
            staff = closing.identify(desk, name, ask_pin(closing.may_act(desk, name).name))
        refused = False
        for line in lines(sys.stdin.buffer):
            verdict = door.scan(desk, line, served=served, at=time, by=staff)
            refused = refused or verdict.outcome.is_refusal
            _answer(desk, verdict, as_json)
    if refused:
        sys.exit(1)


def lines(stream: BinaryIO) -> Iterator[str]:
    """Lines of any length as text, never more of one than can be of use."""
    longest = 4 * (LONGEST_INPUT + 1)  # bytes: a character has up to four in UTF-8
    while line := stream.readline(longest):
        rest = b"" if line.endswith(b"\n") else stream.readline(65536)
        text = line.decode("utf-8", "replace")
        # What was cut off stays too long: with its spaces gone it could pass for a whole line.
        yield text if rest else text.strip()
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(65536)


def _answer(desk: Desk, verdict: door.Verdict, as_json: bool) -> None:
    organisation = desk.store.organisation
    language = organisation.languages[0]
    sitting = verdict.sitting
    message = str(told(verdict, words(language)))
    if not as_json:
        name = f"{verdict.attendee.name}: " if verdict.attendee else ""
        click.echo(f"{verdict.outcome.value}\t{name}{message}")
        return
    tz = sitting.zone if sitting else zone(organisation.zone)
    session: dict[str, Any] | None = None
    if sitting:
        title = sitting.title(language)
        session = {"id": sitting.id, "title": title, "room": sitting.room}
    print_json(
        {
            "outcome": verdict.outcome.value,
            "attendee": verdict.attendee
            and {"id": verdict.attendee.id, "name": verdict.attendee.name},
            "session": session,
            "at": iso(verdict.at, tz),
            "first_at": iso(verdict.first_at, tz) if verdict.first_at else None,
            "walk_in": verdict.walk_in,
            "choices": [s.id for s in verdict.choices],
            "message": message,
        }
    )
