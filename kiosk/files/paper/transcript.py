"""A member's transcript on paper: what they completed, over all schools and years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.files.paper import saying
from kiosk.files.paper.letters import Gaps, Printout
from kiosk.files.paper.printing import HERE, PAPERS, pdf_with_gaps
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Done:
    """One completion."""

    day: dt.date | None
    """``None``: a correction took it below the rule, and nobody decided on it yet."""
    title: str
    school: str
    minutes: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Stamped:
    """One title of a passport."""

    title: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Programme:
    title: str
    done: tuple[Done, ...]
    passport: tuple[Stamped, ...] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Whose transcript it is."""

    name: str
    member_number: str
    local: str


def transcript_pdf(
    organisation: str,
    member: Member,
    programmes: Sequence[Programme],
    words: Words,
    made: dt.datetime,
    *,
    paper: str = "letter",
    fonts: Path | None = None,
) -> Printout:
    """The paper.

    Args:
        made: now, on the wall clock of the organisation.
    """
    number = words("Member number {number}", number=member.member_number)
    data = {
        "organisation": organisation,
        "language": words.language,
        "paper": PAPERS[paper],
        "foot": words("As known on {when}", when=saying.moment(made, made.tzinfo or dt.UTC, words)),
        "words": {
            "transcript": words("Transcript"),
            "page": words("Page {number} of {count}"),
            "columns": [words("Day"), words("Workshop"), words("School"), words("Hours")],
            "nothing": words("Nothing completed yet."),
            "total": words("Hours in all"),
        },
        "programmes": [_programme(one, words) for one in programmes],
    }

    def draw(gaps: Gaps) -> dict[str, Any]:
        name, fault = saying.named(member.name, member.member_number, gaps, words)
        about = (member.local, number if member.member_number else "", fault)
        return {
            **data,
            "title": words("Transcript of {name}", name=name),
            "name": name,
            "about": [line for line in about if line and line != name],
        }

    return pdf_with_gaps(HERE / "transcript.typ", draw, made=made, fonts=fonts)


def _programme(programme: Programme, words: Words) -> dict[str, Any]:
    passport = programme.passport
    held = sum(stamp.day is not None for stamp in passport or ())
    return {
        "title": programme.title,
        "done": [_done(one, words) for one in programme.done],
        "total": saying.in_hours(sum(one.minutes for one in programme.done if one.day), words),
        "passport": None
        if passport is None
        else {
            "said": words("Passport: {number} of {count}", number=held, count=len(passport)),
            "stamps": [
                {"title": stamp.title, "day": words.whole_day(stamp.day) if stamp.day else ""}
                for stamp in passport
            ],
        },
    }


def _done(done: Done, words: Words) -> dict[str, str]:
    note = ""
    if done.day is None:
        note = words("being looked at")
    elif done.repeated:
        note = words.context("workshop", "again")
    return {
        "day": words.whole_day(done.day) if done.day else "–",
        "title": done.title,
        "note": note,
        "school": done.school,
        "hours": saying.in_hours(done.minutes, words),
    }
