"""Who was turned away, in a rotating file beside the journal that never leaves the laptop."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from pathlib import Path

import msgspec

from kiosk.model.refusal import Refusal
from store.access import make_folder
from store.private_log import PrivateLog

LARGEST = 500_000
"""Bytes of one file; four of them are kept, for some 20,000 refusals."""
KEPT = 3


class _Line(msgspec.Struct):
    at: dt.datetime
    outcome: str
    attendee: str = ""
    session: str = ""


class Refusals:
    """Written as each happens; a file that cannot be written holds nobody up."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._log = logging.Logger("refusals")
        self._log.propagate = False

    def note(self, refusal: Refusal) -> None:
        line = _Line(refusal.at, refusal.outcome, refusal.attendee, refusal.session)
        try:
            if not self._log.handlers:
                self._open()
            self._log.info(msgspec.json.encode(line).decode())
        except OSError:
            return

    def _open(self) -> None:
        make_folder(self._file.parent)
        handler = _Quiet(self._file, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
        self._log.addHandler(handler)

    def latest(self, most: int) -> list[Refusal]:
        """The latest, the last one first; what cannot be read is passed over."""
        found: list[Refusal] = []
        for line in self._lines():
            try:
                read = msgspec.json.decode(line, type=_Line)
                found.append(Refusal(read.at, read.outcome, read.attendee, read.session))
            except msgspec.MsgspecError:
                continue
            if len(found) >= most:
                break
        return found

    def _lines(self) -> Iterator[bytes]:
        for number in range(KEPT + 1):
            file = self._file.with_name(
                f"{self._file.name}.{number}" if number else self._file.name
            )
            try:
                yield from reversed(file.read_bytes().splitlines())
            except OSError:
                continue

    def close(self) -> None:
        for handler in self._log.handlers:
            handler.close()
        self._log.handlers.clear()


class _Quiet(PrivateLog):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing: there is no terminal to say it on that is not the public's."""


def open_refusals(folder: Path) -> Refusals:
    """The log of a data folder; it is made with the first refusal."""
    return Refusals(folder / "log" / "refusals.log")
