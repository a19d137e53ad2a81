"""Sign-in sheets, for when there is no laptop or it has failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.files.paper import saying
from kiosk.files.paper.letters import Gaps, Printout
from kiosk.files.paper.printing import HERE, PAPERS, pdf_with_gaps
from kiosk.model import Sitting
from kiosk.words import Words

STRANGERS = 5
"""Places on each sheet for people who are not on the list."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Someone on the list."""

    name: str
    local: str
    tail: str = ""
    """The end of their member number, where another on the sheet has the same name."""
    since: dt.datetime | None = None
    """When they were checked in, where they were already."""
    number: str = ""
    """Their member number, for a name that cannot be printed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a session's sheet says; people in the order in which they stand on it."""

    organisation: str
    sitting: Sitting
    people: tuple[Expected, ...]
    waiting: tuple[Expected, ...] = ()


def signin_pdf(
    sheets: Sequence[Sheet],
    words: Words,
    made: dt.datetime,
    *,
    paper: str = "letter",
    fonts: Path | None = None,
) -> Printout:
    """One file with all the sheets, each on pages of its own.

    Args:
        made: now; the sheets say what was known then.
        paper: one of :data:`~kiosk.files.paper.printing.PAPERS`.
    """
    data = {
        "title": words("Sign-in sheets"),
        "organisation": sheets[0].organisation if sheets else "",
        "language": words.language,
        "paper": PAPERS[paper],
        "words": {
            "page": words("Page {number} of {count}"),
            "columns": [words("Name"), words("Local"), words("Time"), words("Signature")],
            "strangers": words("Not on the list? Please write yourself in."),
            "stranger": [
                words("Name"),
                words("Local"),
                words("Member number"),
                words("Email"),
                words("Time"),
                words("Signature"),
            ],
        },
        "strangers": STRANGERS,
    }

    def draw(gaps: Gaps) -> dict[str, Any]:
        return {**data, "sheets": [_sheet(sheet, words, made, gaps) for sheet in sheets]}

    return pdf_with_gaps(HERE / "signin.typ", draw, made=made, fonts=fonts)


def _sheet(sheet: Sheet, words: Words, made: dt.datetime, gaps: Gaps) -> dict[str, Any]:
    sitting = sheet.sitting
    known = any(person.since for person in (*sheet.people, *sheet.waiting))
    please = words("Please find your name, write the time, and sign.")
    if known:
        printed = words("Where a time is printed, it is known already.")
        please = f"{please} {printed}"
    registered = words.plural("{n} person registered", "{n} people registered", len(sheet.people))
    lines = (saying.which(sitting, words), saying.held_by(sitting, words), registered)
    return {
        "whose": saying.joined(sheet.organisation, sitting.school.name),
        "title": saying.title(sitting, words),
        "room": saying.place(sitting, words),
        "when": saying.when(sitting, words),
        "lines": [line for line in lines if line],
        "please": please,
        "people": [_person(person, sitting, words, gaps) for person in sheet.people],
        "waits": words.plural(
            "Waiting list: {n} person, in where a place is free",
            "Waiting list: {n} people, in where a place is free",
            len(sheet.waiting),
        ),
        "waiting": [_person(person, sitting, words, gaps) for person in sheet.waiting],
        "foot": words("As known on {when}", when=saying.moment(made, sitting.zone, words)),
    }


def _person(person: Expected, sitting: Sitting, words: Words, gaps: Gaps) -> dict[str, str]:
    at = words.time(person.since.astimezone(sitting.zone)) if person.since else ""
    name, fault = saying.named(person.name, person.number, gaps, words)
    return {"name": name, "local": person.local, "tail": fault or person.tail, "at": at}
