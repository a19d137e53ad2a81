"""What is on paper, read from the store: sign-in sheets, and who is here now."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from kiosk.clock import zone
from kiosk.desk.present import Present, present
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused, UnknownSession
from kiosk.files.paper.letters import Printout
from kiosk.files.paper.present import Here, RoomList, present_pdf
from kiosk.files.paper.signin import Expected, Sheet, signin_pdf
from kiosk.model import Attendee, RegistrationStatus, Sitting
from kiosk.rules import attendance, schedule
from kiosk.rules.names import fold
from kiosk.rules.schedule import SessionState
from kiosk.words import Words

_OVER = (SessionState.ENDED, SessionState.CLOSED, SessionState.CANCELLED)


def to_sign(desk: Desk, sessions: Sequence[str] = (), day: dt.date | None = None) -> list[Sitting]:
    """The sessions that sheets are wanted for, by time: those named, or those that start
    on a day, or else those of today that are not over.

    Raises:
        Refused: there is none, or one that was named is cancelled.
    """
    view, now = desk.store, desk.clock.now()
    if sessions:
        return schedule.by_time(_held(view, wanted) for wanted in dict.fromkeys(sessions))
    everything = view.timetable()
    if day:
        found = [s for s in everything if schedule.is_on(s, day) and not s.cancelled]
    else:
        found = [
            s for s in everything if schedule.in_day(s, now) and _state(view, s, now) not in _OVER
        ]
    if not found and day:
        raise Refused("No session starts on {day}.", day=day)
    if not found:
        raise Refused("There is no session today that is not over.")
    return schedule.by_time(found)


def _held(view: View, session_id: str) -> Sitting:
    sitting = view.sitting(session_id)
    if sitting is None:
        raise UnknownSession("There is no session {session}.", session=session_id)
    if sitting.cancelled:
        raise Refused("Session {session} is cancelled.", session=session_id)
    return sitting


def _state(view: View, sitting: Sitting, now: dt.datetime) -> SessionState:
    closed = schedule.standing_closing(view.session_facts(sitting.id)) is not None
    return schedule.state(sitting, closed, now)


def signin(
    desk: Desk,
    sittings: Iterable[Sitting],
    words: Words,
    *,
    paper: str = "letter",
    fonts: Path | None = None,
) -> Printout:
    """The sign-in sheets of these sessions, as a PDF.

    Args:
        fonts: a folder with more fonts; it need not be there.
    """
    sheets = [sheet(desk.store, sitting) for sitting in sittings]
    return signin_pdf(sheets, words, desk.clock.now(), paper=paper, fonts=fonts)


def sheet(view: View, sitting: Sitting) -> Sheet:
    """Who is expected in a session or was checked in to it, and who waits; by name. Who
    asked to be forgotten is not on it."""
    status = {r.attendee: r.status for r in view.registrations_in(sitting.offering.id)}
    since = {
        attendee_id: attendance.standing(view.person_facts(sitting.id, attendee_id)).first_at
        for attendee_id in view.people_in(sitting.id)
    }
    ids = {
        *(a for a, how in status.items() if how is not RegistrationStatus.CANCELLED),
        *(a for a, first_at in since.items() if first_at),
    }
    known = (view.get(Attendee, attendee_id) for attendee_id in ids)
    people = sorted((a for a in known if a and a.name), key=lambda a: (fold(a.name), a.local, a.id))
    tails = _tails(people)

    def lines(waiting: bool) -> tuple[Expected, ...]:
        return tuple(
            Expected(a.name, a.local, tails.get(a.id, ""), since.get(a.id), a.member_number)
            for a in people
            if waiting
            is (status.get(a.id) is RegistrationStatus.WAITLISTED and not since.get(a.id))
        )

    return Sheet(view.organisation.name, sitting, lines(waiting=False), lines(waiting=True))


def _tails(people: Iterable[Attendee]) -> dict[str, str]:
    """Of people who share a name, as much of the member number's end as tells each from
    the others."""
    from kiosk.rules.search import FEWEST_DIGITS

    namesakes: dict[str, list[Attendee]] = defaultdict(list)
    for attendee in people:
        namesakes[fold(attendee.name)].append(attendee)
    tails = {}
    for same in namesakes.values():
        for attendee in same:
            number = attendee.member_number
            others = {a.member_number for a in same if a is not attendee}
            if others and number:
                digits = FEWEST_DIGITS
                while digits < len(number) and any(o.endswith(number[-digits:]) for o in others):
                    digits += 1
                tails[attendee.id] = f"…{number[-digits:]}"
    return tails


def who_is_here(
    desk: Desk, words: Words, *, paper: str = "letter", fonts: Path | None = None
) -> tuple[Printout, int]:
    """Everyone who is here now, by room, as a PDF; and how many they are."""
    found, organisation = present(desk), desk.store.organisation
    printout = list_of_present(
        found, organisation.name, organisation.zone, words, paper=paper, fonts=fonts
    )
    return printout, found.count


def list_of_present(
    found: Present,
    organisation: str,
    zone_name: str,
    words: Words,
    *,
    paper: str = "letter",
    fonts: Path | None = None,
) -> Printout:
    """The same of what was read before: made without a desk, on any thread.

    Args:
        organisation: its name.
        zone_name: where it is; the list says on that wall clock when it was made.
    """
    rooms = [
        RoomList(
            room.name,
            tuple(room.sittings),
            tuple(
                Here(
                    h.attendee.name,
                    h.attendee.local,
                    h.since.astimezone(h.sitting.zone),
                    h.attendee.member_number,
                )
                for h in room.people
            ),
        )
        for room in found.rooms
    ]
    made = found.at.astimezone(zone(zone_name))
    return present_pdf(
        organisation, rooms, len(found.online), words, made, paper=paper, fonts=fonts
    )
