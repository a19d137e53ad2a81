"""What stands beside a person on a roster: notes, whom they were merged with, why they are
marked as they are, what they made up."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.desk import closing, noting
from kiosk.desk.completing import completions
from kiosk.desk.completing.explaining import staff_name
from kiosk.desk.merging import merged_with
from kiosk.desk.protocol import Desk, View
from kiosk.desk.roster import Roster
from kiosk.model import Attendee, Note
from kiosk.rules import attendance, signing
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


@dataclass(frozen=True, slots=True)
class Around:
    """What a roster says besides its rows."""

    noted: frozenset[str]
    """Ids of whom there is a note that stands."""
    signers: tuple[str, ...]
    """The names of who signed the roster in force, in their order."""
    changed: tuple[str, ...]
    """The names of whose attendance would be signed otherwise now than it was."""


def around(desk: Desk, found: Roster) -> Around:
    """Of a roster that was just read."""
    view, session = desk.store, found.sitting.id
    names = {row.attendee.id: row.attendee.name for row in found.rows}
    signers = signing.signers(view.session_facts(session)) if found.closing else []
    changed = closing.changed_since_signed(view, session) if found.closing else ()
    return Around(
        frozenset(one for one in names if noting.notes(view, session, one)),
        tuple(staff_name(view, one) for one in signers),
        tuple(names.get(one.attendee, one.attendee) for one in changed),
    )
