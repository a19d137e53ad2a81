"""What stands beside a person on a roster: notes, whom they were merged with, why they are
marked as they are, what they made up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.desk import completions, noting
from kiosk.desk.explaining import staff_name
from kiosk.desk.merging import merged_with
from kiosk.desk.protocol import Desk, View
from kiosk.model import Attendee, Note
from kiosk.rules import attendance
from kiosk.rules.makeup import Credit


@dataclass(frozen=True, slots=True)
class Noted:
    """A note, and who wrote it."""

    note: Note
    by: str


@dataclass(frozen=True, slots=True)
class Beside:
    attendee: str
    notes: tuple[Noted, ...]
    """Oldest first."""
    merged: tuple[Attendee, ...]
    """Whom they were entered as besides."""
    marked_for: str
    """The reason of the mark that stands; empty where there is none."""
    credits: tuple[Credit, ...]
    """What counts for this session, made up in others."""


def read(desk: Desk, session_id: str, attendee: str) -> Beside:
    """Of one person in one session."""
    view = desk.store
    notes = noting.notes(view, session_id, attendee)
    mark = attendance.standing(view.person_facts(session_id, attendee)).mark
    return Beside(
        attendee,
        tuple(Noted(note, staff_name(view, note.by) if note.by else "") for note in notes),
        tuple(merged_with(view, attendee)),
        mark.reason if mark else "",
        made_up(view, session_id, attendee),
    )


def made_up(view: View, session_id: str, attendee: str) -> tuple[Credit, ...]:
    """What counts for a session that someone missed, or missed a part of."""
    sitting = view.sitting(session_id)
    if sitting is None or not view.person_facts("", attendee):
        return ()
    records = completions.records_of(view, sitting.offering.id, attendee)
    return next((r.credits for r in records if r.sitting.id == session_id), ())


def noted(desk: Desk, session_id: str, people: Iterable[str]) -> frozenset[str]:
    """Of whom there is a note that stands."""
    return frozenset(one for one in people if noting.notes(desk.store, session_id, one))
