"""What the person at the shell reads when something fails: never a traceback."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import tempfile
import traceback
import unicodedata
from pathlib import Path

from kiosk.clock import BadTime
from kiosk.errors import ForPeople, NoPin, NotCertain, NotOver, UnknownOffering, UnknownSession, why
from kiosk.files.endings import Misnamed

_AT_A_SHELL: dict[type[ForPeople], str] = {
    UnknownSession: "“kiosk sessions --all” lists them.",
    UnknownOffering: "“kiosk sessions --all --json” names them.",
    NotCertain: "Give an id from “kiosk attendees --json”.",
    NotOver: "--ended TIME says so.",
    NoPin: "Set one with “kiosk staff”.",
}
"""What helps whoever types commands; it stands behind what is so. A screen does not say it."""


def status_of(error: Exception) -> int:
    """The exit status: a time, a zone or a file's name that cannot be meant is wrong usage;
    else something was refused."""
    return 2 if isinstance(error, BadTime | Misnamed) else 1


def explain(error: Exception) -> str:
    """One message a person can act on. What nobody foresaw is written to a file, and
    the message names it."""
    return visible(_message(error))


def visible(text: str) -> str:
    """A text of somebody else's making, for a terminal: what would steer it is shown as
    a mark instead."""
    return "".join("�" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _message(error: Exception) -> str:
    if isinstance(error, ForPeople):
        return f"{error} {_AT_A_SHELL.get(type(error), '')}".rstrip()
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {why(error)}."
    reference = secrets.token_hex(3)
    log = Path(tempfile.gettempdir()) / f"kiosk-error-{reference}.log"
    when = dt.datetime.now(dt.UTC).isoformat()
    try:
        # Nobody else opens it, nor has it there already, in a folder that all write to.
        with open(log, "x", encoding="utf-8", opener=_private) as file:
            file.write(f"{when}\n{''.join(traceback.format_exception(error))}")
    except OSError:
        return f"Something went wrong that was not foreseen ({type(error).__name__})."
    return (
        f"Something went wrong that was not foreseen. Reference {reference}: "
        f"the details are in {log}."
    )
