"""Where else somebody may go, or was."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.desk.completing import makeup
from kiosk.desk.protocol import Desk, View
from kiosk.errors import UnknownSession
from kiosk.model import Sitting
from kiosk.rules import schedule
from kiosk.rules.makeup import Attended
from kiosk.rules.session_record import SessionRecord


@dataclass(frozen=True, slots=True)
class Target:
    """A session to which somebody can be moved, or cannot, and why."""

    sitting: Sitting
    closed: bool


def targets(desk: Desk, session_id: str) -> list[Target]:
    """The other sessions of the same workshop on the same day, then those of that day and
    today, then the rest of the workshop's; none that is cancelled.

    Raises:
        UnknownSession: there is no such session.
    """
    view, now = desk.store, desk.clock.now()
    here = _known(view, session_id)
    day = here.start.astimezone(here.zone).date()

    def of_day(sitting: Sitting) -> bool:
        return schedule.is_on(sitting, day) or schedule.in_day(sitting, now)

    found = [
        sitting
        for sitting in view.timetable()
        if sitting.id != session_id
        and not sitting.cancelled
        and (sitting.workshop.id == here.workshop.id or of_day(sitting))
    ]

    def order(sitting: Sitting) -> tuple[bool, bool]:
        return not of_day(sitting), sitting.workshop.id != here.workshop.id

    return [
        Target(sitting, schedule.standing_closing(view.session_facts(sitting.id)) is not None)
        for sitting in sorted(schedule.by_time(found), key=order)
    ]


@dataclass(frozen=True, slots=True)
class Missed:
    """What somebody missed of a closed session, and where they can have made it up."""

    sitting: Sitting
    minutes: int
    """Missed, and not yet made up."""
    sources: tuple[Attended, ...]
    """By time."""


def missed(desk: Desk, session_id: str, attendee: str, credited: int) -> Missed:
    """
    Args:
        credited: minutes that count for it already.

    Raises:
        UnknownSession: there is no such session.
    """
    view = desk.store
    sitting = _known(view, session_id)
    closing = schedule.standing_closing(view.session_facts(session_id))
    lines = closing.roster if closing else ()
    line = next((one for one in lines if one.attendee == attendee), None)
    lacking = SessionRecord(sitting, closing, line).lacking if closing else 0
    return Missed(
        sitting,
        max(lacking - credited, 0),
        tuple(makeup.possible(view, attendee, session_id)),
    )


def _known(view: View, session_id: str) -> Sitting:
    sitting = view.sitting(session_id)
    if sitting is None:
        raise UnknownSession("There is no session {session}.", session=session_id)
    return sitting
