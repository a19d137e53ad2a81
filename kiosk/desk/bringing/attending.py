"""A report of a meeting brought in: who each row is, and when they were there.

Nobody is guessed. A row is matched by email, then by name; the registered go before
others. What fits several people, or nobody, is listed for whoever brings it in to say.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Refused
from kiosk.files.zoom import Join
from kiosk.model import (
    Attendee,
    How,
    RegistrationStatus,
    Sitting,
    Staff,
)
from kiosk.rules import schedule
from kiosk.rules.intervals import Interval, together, touches
from kiosk.rules.names import fold, name_key
from kiosk.rules.reported import new_moves
from kiosk.rules.search import Directory

SUGGESTED = 5
"""At most so many people who may be meant are shown."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """Someone in the report of whom it is not clear who they are."""

    name: str
    """As in the report; the key under which an answer is given."""
    email: str
    rows: tuple[Join, ...]
    may_be: tuple[Attendee, ...]


@dataclass(slots=True)
class Attended:
    """What a report comes to."""

    sitting: Sitting
    known: dict[str, list[Interval]] = field(default_factory=dict)
    """By attendee, when they were there."""
    unsure: list[Unsure] = field(default_factory=list)
    left_out: int = 0
    """People who are on the staff, or were said to be nobody."""
    added: int = 0
    """Facts that are new; the same report again adds none."""


def attended(
    desk: Desk,
    session_id: str,
    joins: Sequence[Join],
    answers: Mapping[str, str | None] | None = None,
    zone: dt.tzinfo | None = None,
) -> Attended:
    """Find who is meant, and when they were there; records nothing.

    Args:
        answers: ids of attendees by the name or email of unsure rows; ``None`` for nobody.
        zone: of the report's wall clock; by default the session's.

    Raises:
        Refused: there is no such session, or nothing in the report is of its time.
    """
    sitting = desk.store.sitting(session_id)
    if sitting is None:
        raise Refused("There is no session {session}.", session=session_id)
    people: defaultdict[str, list[Join]] = defaultdict(list)
    for join in joins:
        people[fold(join.email) or name_key(join.original or join.name)].append(join)
    if joins and not any(_in_time(join, sitting, zone) for join in joins):
        raise Refused(
            "Nobody in this report was there between {start} and {end}: it is of another meeting.",
            start=sitting.start.astimezone(sitting.zone),
            end=sitting.end.astimezone(sitting.zone),
        )
    found = Attended(sitting)
    matcher = _Matcher(desk.store, sitting)
    said = {fold(key): value for key, value in (answers or {}).items()}
    for rows in people.values():
        _sort(found, matcher, rows, said, zone)
    return found


def _sort(
    found: Attended,
    matcher: _Matcher,
    rows: list[Join],
    answers: Mapping[str, str | None],
    zone: dt.tzinfo | None,
) -> None:
    first = rows[0]
    name = first.original or first.name or first.email
    keys = [fold(key) for key in (name, first.name, first.email) if key]
    answered = next((key for key in keys if key in answers), None)
    person: str | None
    if answered is not None:
        person = answers[answered]
        if person is None:
            found.left_out += 1
            return
    else:
        if matcher.is_staff(first):
            found.left_out += 1
            return
        may_be = matcher.match(first)
        if len(may_be) != 1:
            suggested = may_be or matcher.suggest(name)
            found.unsure.append(Unsure(name, first.email, tuple(rows), tuple(suggested)))
            return
        person = may_be[0].id
    times = [i for row in rows if (i := _interval(row, found.sitting, zone))]
    known = found.known.get(person, [])
    found.known[person] = together([*known, *times])


def record(desk: Desk, what: Attended, staff: Staff | None = None) -> int:
    """Record when everyone who is known was there, all in one change; returns how many
    facts are new. The same report again adds nothing.

    Raises:
        Refused: the session is closed or cancelled.
    """
    with desk.store.change() as tx:
        session = what.sitting.id
        sitting = tx.sitting(session)
        if sitting is None or sitting.cancelled:
            raise Refused("This session is cancelled.")
        if schedule.standing_closing(tx.session_facts(session)):
            raise Refused("This session is closed. Reopen it with a reason first.")
        by = staff.id if staff else None
        what.added = sum(
            _record(tx, session, attendee, intervals, by)
            for attendee, intervals in sorted(what.known.items())
        )
        return what.added


def _record(
    tx: Change, session: str, attendee: str, intervals: list[Interval], by: str | None
) -> int:
    found = new_moves(tx.person_facts(session, attendee), intervals)
    for kind, time in found:
        tx.add(kind(time=time, session=session, attendee=attendee, how=How.REPORT, by=by))
    return len(found)


def _interval(row: Join, sitting: Sitting, zone: dt.tzinfo | None) -> Interval | None:
    """When a row says someone was there; of a total, from the start on."""
    if row.joined is None or row.left is None:
        end = min(sitting.start + dt.timedelta(minutes=row.minutes), sitting.end)
        return (sitting.start, end) if row.minutes else None
    tz = zone or sitting.zone
    utc = dt.UTC
    came, left = (t.replace(tzinfo=tz).astimezone(utc) for t in (row.joined, row.left))
    return (
        (came, left) if left > came and touches((came, left), sitting.start, sitting.end) else None
    )


def _in_time(row: Join, sitting: Sitting, zone: dt.tzinfo | None) -> bool:
    return row.joined is None or _interval(row, sitting, zone) is not None


class _Matcher:
    """Who a row may be; the people of this session before all others."""

    def __init__(self, view: View, sitting: Sitting) -> None:
        self._view = view
        here = [
            person
            for r in view.registrations_in(sitting.offering.id)
            if r.status is not RegistrationStatus.CANCELLED
            and (person := view.get(Attendee, r.attendee))
        ]
        self._here = {person.id: person for person in here}
        staff = {s.name for s in view.all(Staff)} | set(sitting.offering.facilitators)
        self._staff = {name_key(name) for name in staff}
        self._directory: Directory | None = None

    def is_staff(self, row: Join) -> bool:
        """Facilitators in a report do not become learners, unless they are registered."""
        keys = {name_key(name) for name in (row.original, row.name) if name}
        registered = any(name_key(p.name) in keys for p in self._here.values())
        return bool(keys & self._staff) and not registered

    def match(self, row: Join) -> list[Attendee]:
        """By email, else by the original name, else by the one shown."""
        if row.email:
            by_email = self._view.attendees_at(row.email.casefold())
            if by_email:
                return self._nearest(by_email)
        for name in (row.original, row.name):
            key = name_key(name)
            if key and (named := self._view.attendees_named(key)):
                return self._nearest(named)
        return []

    def _nearest(self, found: list[Attendee]) -> list[Attendee]:
        here = [person for person in found if person.id in self._here]
        return here or found

    def suggest(self, name: str) -> list[Attendee]:
        """Who may be meant by a name that nobody has: of the people of this session."""
        if self._directory is None:
            self._directory = Directory(self._here.values())
        return self._directory.find(name, SUGGESTED)
