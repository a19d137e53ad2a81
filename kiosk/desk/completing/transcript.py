"""What a member completed, over all schools and years, by programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import zone
from kiosk.desk.completing.completions import completions
from kiosk.desk.completing.held import Row
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused
from kiosk.files.paper import transcript as on_paper
from kiosk.files.paper.letters import Printout
from kiosk.model import Attendee, Award, Programme, School, Workshop, text
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Entry:
    """One completion; every time a workshop was completed is one."""

    row: Row
    school: str
    repeated: bool
    """They had completed this workshop before."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One title of a programme that keeps a passport. It counts once, however often it was
    completed, and in whichever of its lengths."""

    workshop: Workshop
    completed_on: dt.date | None
    """When first; ``None``: not yet."""


@dataclass(frozen=True, slots=True)
class Page:
    """One programme."""

    programme: Programme
    entries: tuple[Entry, ...]
    """By the day of completion; those that a correction took below the rule last."""
    passport: tuple[Stamp, ...] | None
    """Every title of the programme, in its order; ``None`` where it keeps none."""

    @property
    def stamped(self) -> int:
        return sum(stamp.completed_on is not None for stamp in self.passport or ())


@dataclass(frozen=True, slots=True)
class Transcript:
    attendee: Attendee
    pages: tuple[Page, ...]
    """Programmes of which they completed anything, in the order in which they came in."""


def of(view: View, attendee_id: str) -> Transcript:
    """A member's transcript. What a later correction took below its rule stands in it too,
    as such (``row.was_complete``), until someone decides on it.

    Raises:
        Refused: there is nobody of this id.
    """
    attendee = view.get(Attendee, attendee_id)
    if attendee is None:
        raise Refused("This person is no longer there.")
    by_programme: dict[str, list[Row]] = {}
    for row in completions(view, attendee=attendee.id):
        if row.completion.complete or row.was_complete:
            by_programme.setdefault(row.workshop.programme, []).append(row)
    pages = [
        Page(
            programme,
            _entries(view, by_programme[programme.id]),
            _passport(view, programme, by_programme[programme.id]),
        )
        for programme in view.all(Programme)
        if programme.id in by_programme
    ]
    return Transcript(attendee, tuple(pages))


def _entries(view: View, rows: Iterable[Row]) -> tuple[Entry, ...]:
    def order(row: Row) -> tuple[dt.date, str]:
        return row.completion.completed_on or dt.date.max, row.offering.id

    entries, seen = [], set()
    for row in sorted(rows, key=order):
        school = view.get(School, row.offering.school)
        entries.append(Entry(row, school.name if school else "", row.workshop.id in seen))
        if row.completion.complete:
            seen.add(row.workshop.id)
    return tuple(entries)


def _passport(view: View, programme: Programme, rows: Iterable[Row]) -> tuple[Stamp, ...] | None:
    if programme.certificate is not Award.PASSPORT:
        return None
    first: dict[str, dt.date] = {}
    for row in rows:
        day = row.completion.completed_on
        if day:
            first[row.workshop.id] = min(day, first.get(row.workshop.id, day))
    stamps: dict[tuple[tuple[str, str], ...], Stamp] = {}
    for workshop in view.all(Workshop):
        if workshop.programme != programme.id:
            continue
        title = tuple(sorted(workshop.title.items()))
        known, day = stamps.get(title), first.get(workshop.id)
        if known is None or (day and (known.completed_on is None or day < known.completed_on)):
            stamps[title] = Stamp(known.workshop if known else workshop, day)
    return tuple(stamps.values())


def printed(
    desk: Desk, attendee_id: str, words: Words, *, paper: str = "letter", fonts: Path | None = None
) -> Printout:
    """A member's transcript as a PDF.

    Raises:
        Refused: there is nobody of this id.
    """
    found, organisation = of(desk.store, attendee_id), desk.store.organisation
    person, language = found.attendee, words.language
    programmes = [
        on_paper.Programme(
            text(page.programme.title, language),
            tuple(_done(entry, language) for entry in page.entries),
            None
            if page.passport is None
            else tuple(
                on_paper.Stamped(text(stamp.workshop.title, language), stamp.completed_on)
                for stamp in page.passport
            ),
        )
        for page in found.pages
    ]
    return on_paper.transcript_pdf(
        organisation.name,
        on_paper.Member(person.name or words("(forgotten)"), person.member_number, person.local),
        programmes,
        words,
        desk.clock.now().astimezone(zone(organisation.zone)),
        paper=paper,
        fonts=fonts,
    )


def _done(entry: Entry, language: str) -> on_paper.Done:
    row, done = entry.row, entry.row.completion
    day = done.completed_on if done.complete else None
    title = text(row.workshop.title, language)
    return on_paper.Done(day, title, entry.school, done.minutes, entry.repeated)
