"""``kiosk scan``: a station without a screen."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, Protocol, cast

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
from kiosk.model import Staff
from kiosk.rules import codes
from kiosk.rules.checkin import Outcome
from kiosk.rules.repeats import is_repeat
from kiosk.wording import told
from kiosk.words import words

_CHUNK = 65536
_LINE_END = re.compile(rb"[\r\n]")
_LONGEST = 4 * (LONGEST_INPUT + 1)
"""Bytes of a line: a character has up to four in UTF-8."""


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

    What a scanner types around a code does not count, and a blank line is nothing.

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
        station = _Station(desk, served, time, staff, live=not _is_file(sys.stdin.buffer))
        refused = False
        for line in lines(cast("Chunks", sys.stdin.buffer)):
            for text in _texts(line):
                verdict = station.answer(text, monotonic())
                refused = refused or verdict.outcome.is_refusal
                _answer(desk, verdict, as_json)
    if refused:
        sys.exit(1)


@dataclass(slots=True)
class _Station:
    """Answers one text after the other."""

    desk: Desk
    served: frozenset[str] | None
    at: dt.datetime | None
    by: Staff | None
    live: bool
    """People stand there: it is no file."""
    _last: tuple[str, float, door.Verdict] | None = None

    def answer(self, text: str, read_at: float) -> door.Verdict:
        """What comes of a text. Of one pass of a badge that is read twice, the second
        reading changes nothing: who has just gone is not in again.

        Args:
            read_at: by the monotonic clock.
        """
        last = self._last
        verdict = None
        if self.live and self.at is None and last and is_repeat(text, read_at, *last[:2]):
            gone = last[2].outcome is Outcome.CHECKED_OUT
            verdict = replace(last[2], fact=None) if gone else None
        if verdict is None:
            verdict = door.scan(
                self.desk, text, served=self.served, at=self.at, by=self.by, live=self.live
            )
        self._last = text, read_at, verdict
        return verdict


def _is_file(stream: BinaryIO) -> bool:
    """Whether it was all written before; nobody stands there then."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:  # there is nothing of the system's behind it
        return False


class Chunks(Protocol):
    """A stream that gives what has come so far, and does not wait for more."""

    def read1(self, size: int, /) -> bytes: ...


def lines(stream: Chunks) -> Iterator[str]:
    """Lines of any length as text, never more of one than can be of use; those with nothing
    in them are none. A scanner ends them with CR, LF or both."""
    line = b""
    while chunk := stream.read1(_CHUNK):
        *parts, rest = _LINE_END.split(chunk)
        for part in parts:
            yield from _text(line + part)
            line = b""
        line = (line + rest)[: _LONGEST + 1]
    yield from _text(line)


def _text(line: bytes) -> Iterator[str]:
    """What was cut off stays too long: with its spaces gone it could pass for a whole line."""
    text = line[:_LONGEST].decode("utf-8", "replace")
    if len(line) > _LONGEST or (text := text.strip()):
        yield text


def _texts(line: str) -> list[str]:
    """What a line is looked up for: the codes in it, else all of it."""
    if len(line) > LONGEST_INPUT:
        return [line]
    texts = codes.split_line(line)
    if len(texts) > 1:
        click.echo(
            f"One line held {len(texts)} codes; each is answered, in this order. Set the scanner "
            "to send Enter after each.",
            err=True,
        )
    return texts


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
