"""Who is here now, on paper: for an evacuation."""

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

OTHERS = 8
"""Lines for people who are here and not on the list."""


@dataclass(frozen=True, slots=True)
class Here:
    name: str
    local: str
    since: dt.datetime
    number: str = ""
    """Their member number, for a name that cannot be printed."""


@dataclass(frozen=True, slots=True)
class RoomList:
    """The people in a room, in the order in which they stand on the paper."""

    name: str
    sittings: tuple[Sitting, ...]
    """The sessions they came for."""
    people: tuple[Here, ...]


def present_pdf(
    organisation: str,
    rooms: Sequence[RoomList],
    online: int,
    words: Words,
    made: dt.datetime,
    *,
    paper: str = "letter",
    fonts: Path | None = None,
) -> Printout:
    """The list, with the number of people on top.

    Args:
        online: how many are at a session online, and so not on the list.
        made: now, on the wall clock of the place.
    """
    count = sum(len(room.people) for room in rooms)
    lines = [
        words(
            "Everyone who is checked in to a session now, and did not check out. "
            "Staff, facilitators and whoever did not check in are not on this list."
        )
    ]
    if online:
        lines.append(
            words.plural(
                "{n} person is at a session online, and not on this list.",
                "{n} people are at a session online, and not on this list.",
                online,
            )
        )
    data = {
        "title": words("Who is here now"),
        "organisation": organisation,
        "language": words.language,
        "paper": PAPERS[paper],
        "at": saying.moment(made, made.tzinfo or dt.UTC, words),
        "count": count,
        "lines": lines,
        "words": {
            "people": words.plural("person", "people", count),
            "page": words("Page {number} of {count}"),
            "columns": [words("Seen"), words("Name"), words("Local"), words("Since")],
            "others": words("Others who are here"),
        },
        "others": OTHERS,
    }

    def draw(gaps: Gaps) -> dict[str, Any]:
        return {**data, "rooms": [_room(room, words, gaps) for room in rooms]}

    return pdf_with_gaps(HERE / "present.typ", draw, made=made, fonts=fonts)


def _room(room: RoomList, words: Words, gaps: Gaps) -> dict[str, Any]:
    return {
        "name": room.name or words("No room named"),
        "lines": [
            saying.joined(saying.title(s, words), saying.hours(s, words), saying.held_by(s, words))
            for s in room.sittings
        ],
        "people": [_person(person, words, gaps) for person in room.people],
    }


def _person(person: Here, words: Words, gaps: Gaps) -> dict[str, str]:
    name, fault = saying.named(person.name, person.number, gaps, words)
    shown = saying.joined(name, fault) or words("(forgotten)")
    return {"name": shown, "local": person.local, "since": words.time(person.since)}
