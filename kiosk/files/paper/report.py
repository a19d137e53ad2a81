"""A school on one page, for a meeting: numbers, and bars that say them at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kiosk.files.paper import saying
from kiosk.files.paper.letters import Printout
from kiosk.files.paper.printing import HERE, PAPERS, pdf_with_gaps
from kiosk.model import School, Sitting
from kiosk.words import Words

T = TypeVar("T")

SESSIONS, WORKSHOPS, LOCALS, ROOMS = 35, 12, 13, 6
"""Lines of each that fit on the page; what is left over is summed up in one more."""


@dataclass(frozen=True, slots=True)
class SessionBar:
    sitting: Sitting
    registered: int
    came: int
    signed: bool


@dataclass(frozen=True, slots=True)
class RoomUse:
    name: str
    sessions: int
    minutes: int
    most: int
    """People at its fullest session."""


@dataclass(frozen=True, slots=True)
class Bar:
    """So many who completed, of those who took it."""

    name: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Report:
    organisation: str
    school: School
    made: dt.datetime
    """Now, on the wall clock of the organisation."""
    registered: int
    came: int
    """People, each once."""
    completed: int
    taking: int
    sessions: tuple[SessionBar, ...]
    """By time."""
    rooms: tuple[RoomUse, ...]
    workshops: tuple[Bar, ...]
    locals: tuple[Bar, ...]


def report_pdf(
    report: Report, words: Words, *, paper: str = "letter", fonts: Path | None = None
) -> Printout:
    """The page."""
    signed = sum(bar.signed for bar in report.sessions)
    data = {
        "title": words("Report: {school}", school=report.school.name),
        "organisation": report.organisation,
        "language": words.language,
        "paper": PAPERS[paper],
        "school": report.school.name,
        "lines": [line for line in (report.school.place, _span(report.school, words)) if line],
        "foot": words(
            "As known on {when}",
            when=saying.moment(report.made, report.made.tzinfo or dt.UTC, words),
        ),
        "figures": [
            [str(report.registered), words("people registered")],
            [str(report.came), words("people came")],
            [f"{signed}/{len(report.sessions)}", words("sessions signed")],
            [str(report.completed), words("completions")],
        ],
        "words": {
            "page": words("Page {number} of {count}"),
            "sessions": words("Attendance by session"),
            "legend": words("came, of those registered; * not signed yet"),
            "workshops": words("Completions by workshop"),
            "locals": words("Completions by local"),
            "done": words("completed, of those who took it"),
            "rooms": words("Rooms"),
            "none": words("None yet"),
            "columns": [words("Room"), words("Sessions"), words("Hours"), words("Fullest")],
        },
        "sessions": _sessions(report.sessions, words),
        "workshops": _bars(report.workshops, WORKSHOPS, words),
        "locals": _bars(report.locals, LOCALS, words),
        "rooms": _rooms(report.rooms, words),
    }
    return pdf_with_gaps(HERE / "report.typ", lambda _: data, made=report.made, fonts=fonts)


def _span(school: School, words: Words) -> str:
    if school.starts is None:
        return ""
    if school.ends is None or school.ends == school.starts:
        return words.whole_day(school.starts)
    return f"{words.whole_day(school.starts)} – {words.whole_day(school.ends)}"


def _sessions(bars: Sequence[SessionBar], words: Words) -> list[dict[str, Any]]:
    shown, rest = _shown(bars, SESSIONS)
    lines = [
        {
            "when": _when(bar.sitting, words),
            "name": saying.title(bar.sitting, words),
            "done": bar.came,
            "of": bar.registered,
            "open": not bar.signed,
            "others": False,
        }
        for bar in shown
    ]
    if rest:
        lines.append(
            {
                "when": "",
                "name": _others(len(rest), words),
                "done": sum(bar.came for bar in rest),
                "of": sum(bar.registered for bar in rest),
                "open": False,
                "others": True,
            }
        )
    return lines


def _when(sitting: Sitting, words: Words) -> str:
    start = sitting.start.astimezone(sitting.zone)
    return f"{words.date(start.date(), start.date())} {words.time(start)}"


def _bars(bars: Sequence[Bar], most: int, words: Words) -> list[dict[str, Any]]:
    shown, rest = _shown(bars, most)
    lines = [
        {
            "name": bar.name or words("No local named"),
            "done": bar.done,
            "of": bar.of,
            "others": False,
        }
        for bar in shown
    ]
    if rest:
        done, of = sum(bar.done for bar in rest), sum(bar.of for bar in rest)
        name = _others(len(rest), words)
        lines.append({"name": name, "done": done, "of": of, "others": True})
    return lines


def _rooms(rooms: Sequence[RoomUse], words: Words) -> list[list[str]]:
    shown, rest = _shown(rooms, ROOMS)
    lines = [_room(room.name, [room], words) for room in shown]
    return [*lines, _room(_others(len(rest), words), rest, words)] if rest else lines


def _room(name: str, rooms: Iterable[RoomUse], words: Words) -> list[str]:
    used = list(rooms)
    hours = saying.in_hours(sum(room.minutes for room in used), words)
    sessions = sum(room.sessions for room in used)
    return [name, str(sessions), hours, str(max(room.most for room in used))]


def _shown(all_of_them: Sequence[T], most: int) -> tuple[Sequence[T], Sequence[T]]:
    """As many as fit, and the others; one line is kept for these."""
    if len(all_of_them) <= most:
        return all_of_them, ()
    return all_of_them[: most - 1], all_of_them[most - 1 :]


def _others(count: int, words: Words) -> str:
    return words.plural("{n} other", "{n} others", count)
