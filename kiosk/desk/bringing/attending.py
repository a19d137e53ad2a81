"""A report of a meeting brought in: who each row is, and when they were there.

Nobody is guessed. Each row is matched by itself, by its address and by every name that it
may mean; only what is one person then counts as one. What fits several people, or nobody,
is listed for whoever brings it in to say.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Refused, Text
from kiosk.files.meeting_reports import Join, Meeting
from kiosk.model import (
    Attendee,
    How,
    ImportShape,
    RegistrationStatus,
    Sitting,
    Staff,
)
from kiosk.rules import schedule
from kiosk.rules.display_names import names_device, readings_of
from kiosk.rules.future import is_future
from kiosk.rules.intervals import touches
from kiosk.rules.names import fold, name_key
from kiosk.rules.reported import Visit, as_one, new_moves
from kiosk.rules.search import Directory

SUGGESTED = 5
"""At most so many people who may be meant are shown."""

NOBODY_KNOWN = Text("nobody of this name or address is known")
SEVERAL = Text("several people have this name or address")
TWO_NAMES = Text("the name and what stands in brackets are two people")
NAME_OR_ADDRESS = Text("the name and the address are two people’s")
TWO_ADDRESSES = Text("the report has this name with more than one address")
WAITING = Text("some of this time was in the waiting room; an answer counts all of it")


@dataclass(frozen=True, slots=True)
class Unsure:
    """Someone in the report of whom it is not clear who they are."""

    name: str
    """As in the report."""
    email: str
    rows: tuple[Join, ...]
    may_be: tuple[Attendee, ...]
    reason: Text = NOBODY_KNOWN
    key: str = ""
    """Under which an answer is given: the name, the address, or the row where neither
    tells them from others."""


@dataclass(slots=True)
class Attended:
    """What a report comes to."""

    sitting: Sitting
    known: dict[str, list[Visit]] = field(default_factory=dict)
    """By attendee, when they were there; to the second."""
    unsure: list[Unsure] = field(default_factory=list)
    left_out: int = 0
    """People who are on the staff, or were said to be nobody."""
    totals: set[str] = field(default_factory=set)
    """Attendees of whom the report says how long they were there, and not all of when."""
    added: int = 0
    """Facts that are new; the same report again adds none."""

    @property
    def to_the_end(self) -> int:
        """People of whom the report does not say that they left."""
        return sum(1 for visits in self.known.values() if visits and visits[-1][1] is None)


def attended(
    desk: Desk,
    session_id: str,
    joins: Sequence[Join],
    answers: Mapping[str, str | None] | None = None,
    zone: dt.tzinfo | None = None,
    meeting: Meeting | None = None,
) -> Attended:
    """Find who is meant, and when they were there; records nothing.

    Args:
        answers: ids of attendees by the name, address or row of unsure rows; ``None`` for
            nobody.
        zone: of the report's wall clock; by default the session's.
        meeting: what the report says of the whole meeting.

    Raises:
        Refused: there is no such session, nothing in the report is of its time, or it
            speaks of a time that has not come.
    """
    sitting = desk.store.sitting(session_id)
    if sitting is None:
        raise Refused("There is no session {session}.", session=session_id)
    times = _Times(sitting, zone or sitting.zone, meeting or Meeting())
    times.require(joins, desk.clock.now())
    found = Attended(sitting)
    matcher = _Matcher(desk.store, sitting)
    groups = _groups(joins)
    said = _Answers(answers or {}, groups)
    certain: defaultdict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        answer = said.of(group)
        if answer is _NOT_SAID:
            _sort(found, matcher, group, certain)
        elif answer is None:
            found.left_out += 1
        else:
            _add(found, times, str(answer), group)
    for person, theirs in certain.items():
        clear, doubtful = _by_address(matcher.get(person), theirs)
        for group in clear:
            _add(found, times, person, group)
        for group in doubtful:
            may_be = (matcher.get(person),)
            found.unsure.append(group.unsure(TWO_ADDRESSES, may_be))
    found.unsure.sort(key=lambda one: row_number(one.rows[0]))
    return found


@dataclass(slots=True)
class _Group:
    """Rows with one name, as it stands in the report, and one address."""

    rows: list[Join]
    is_device: bool = False
    """The name tells nobody from anybody else: each row is asked about by itself."""
    is_told_by_address: bool = False
    """Others have the same name and another address."""

    @property
    def first(self) -> Join:
        return self.rows[0]

    @property
    def name(self) -> str:
        first = self.first
        return first.shown or first.original or first.name or first.email

    @property
    def names(self) -> set[str]:
        """What answers it, whoever else has it too; folded."""
        first = self.first
        return {fold(first.whole), fold(first.shown), fold(first.email), *self._numbers} - {""}

    @property
    def parts(self) -> set[str]:
        """What answers it where nobody else has it; folded."""
        return {fold(self.first.name), fold(self.first.original)} - {""}

    @property
    def _numbers(self) -> set[str]:
        return {fold(str(row.where)) for row in self.rows}

    def unsure(self, reason: Text, may_be: Iterable[Attendee]) -> Unsure:
        key = self.name
        if self.is_told_by_address and self.first.email:
            key = self.first.email
        elif self.is_device or self.is_told_by_address or not fold(key):
            key = str(self.first.where)
        people = {person.id: person for person in may_be}
        return Unsure(
            self.name, self.first.email, tuple(self.rows), tuple(people.values()), reason, key
        )


def _groups(joins: Sequence[Join]) -> list[_Group]:
    """Rows of one text, which are matched as one; they are people's only by what they
    match."""
    found: dict[tuple[str, str, str, str], _Group] = {}
    for join in joins:
        is_device = not join.email and not join.original and names_device(join.name)
        row = str(join.where) if is_device else ""
        key = (join.whole.casefold(), join.original.casefold(), join.email.casefold(), row)
        found.setdefault(key, _Group([], is_device)).rows.append(join)
    groups = list(found.values())
    same = Counter(group.first.whole.casefold() for group in groups)
    for group in groups:
        group.is_told_by_address = same[group.first.whole.casefold()] > 1
    return groups


_NOT_SAID = object()


class _Answers:
    """Who rows are, as somebody said."""

    def __init__(self, answers: Mapping[str, str | None], groups: Sequence[_Group]) -> None:
        self._said = {fold(key): value for key, value in answers.items()}
        self._holders: Counter[str] = Counter()
        for group in groups:
            self._holders.update(group.names | group.parts)

    def of(self, group: _Group) -> object:
        """An attendee's id, ``None`` for nobody, or :data:`_NOT_SAID`."""
        row = fold(str(group.first.where))
        if row in self._said:
            return self._said[row]
        for name in sorted(group.names):
            if name in self._said and not (group.is_device and self._holders[name] > 1):
                return self._said[name]
        for part in sorted(group.parts):
            if part in self._said and self._holders[part] == 1:
                return self._said[part]
        return _NOT_SAID


def _sort(
    found: Attended,
    matcher: _Matcher,
    group: _Group,
    certain: defaultdict[str, list[_Group]],
) -> None:
    match = matcher.match(group.first)
    if match is None:
        found.left_out += 1
    elif len(match.people) != 1 or match.reason:
        may_be = match.people or matcher.suggest(group.name)
        found.unsure.append(group.unsure(match.reason or NOBODY_KNOWN, may_be))
    elif any(row.is_partly_waiting for row in group.rows):
        found.unsure.append(group.unsure(WAITING, match.people))
    else:
        certain[match.people[0].id].append(group)


def _by_address(
    person: Attendee, groups: Sequence[_Group]
) -> tuple[Sequence[_Group], Sequence[_Group]]:
    """Which rows are certainly of one person, and which may be of another of that name: of
    two addresses under one name, only the one that is known is certain."""
    known = person.email.casefold()
    addresses = {group.first.email.casefold() for group in groups} - {""}
    if len(addresses) < 2:
        return groups, []
    clear = [group for group in groups if group.first.email.casefold() in ("", known)]
    doubtful = [group for group in groups if group.first.email.casefold() not in ("", known)]
    return clear, doubtful


def _add(found: Attended, times: _Times, person: str, group: _Group) -> None:
    visits = [visit for row in group.rows if (visit := times.visit(row))]
    found.known[person] = as_one([*found.known.get(person, []), *visits])
    if any(row.is_total for row in group.rows):
        found.totals.add(person)


def row_number(join: Join) -> int:
    """The number of a row in its file; 0 where it has none."""
    number = join.where.values.get("number") if isinstance(join.where, Text) else 0
    return number if isinstance(number, int) else 0


def record(
    desk: Desk,
    what: Attended,
    staff: Staff | None = None,
    shape: ImportShape | None = None,
) -> int:
    """Record when everyone who is known was there, all in one change; returns how many
    facts are new. The same report again adds nothing.

    Args:
        shape: what was said of the report's columns, kept for the next one.

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
        if shape is not None and tx.get(ImportShape, shape.id) != shape:
            tx.put(shape)
        what.added = sum(
            _record(tx, session, attendee, visits, by)
            for attendee, visits in sorted(what.known.items())
        )
        return what.added


def _record(tx: Change, session: str, attendee: str, visits: list[Visit], by: str | None) -> int:
    found = new_moves(tx.person_facts(session, attendee), visits)
    for kind, time in found:
        tx.add(kind(time=time, session=session, attendee=attendee, how=How.REPORT, by=by))
    return len(found)


class _Times:
    """The times of a report against those of the session."""

    def __init__(self, sitting: Sitting, zone: dt.tzinfo, meeting: Meeting) -> None:
        self._sitting = sitting
        self._zone = zone
        self._start = self._aware(meeting.start) if meeting.start else None
        self._end = self._aware(meeting.end) if meeting.end else None
        self._lasted = meeting.lasted
        if self._start and self._end is None and meeting.lasted is not None:
            self._end = self._start + meeting.lasted

    def _aware(self, time: dt.datetime) -> dt.datetime:
        return (time if time.tzinfo else time.replace(tzinfo=self._zone)).astimezone(dt.UTC)

    def visit(self, row: Join) -> Visit | None:
        """When a row says someone was there; of a total, from the start on. ``None``: not
        in this session."""
        visit = self._whole(row)
        if visit is None:
            return None
        came, left = visit
        start, end = self._sitting.start, self._sitting.end
        if left is None:
            return visit if came < end else None
        return (came, left) if came < left and touches((came, left), start, end) else None

    def _whole(self, row: Join) -> Visit | None:
        if row.joined is not None:
            return self._aware(row.joined), self._aware(row.left) if row.left else None
        lasted = row.lasted if self._lasted is None else min(row.lasted, self._lasted)
        came = max(self._sitting.start, self._start or self._sitting.start)
        until = min(came + lasted, self._sitting.end, self._end or self._sitting.end)
        return (came, until) if lasted and came < until else None

    def require(self, joins: Sequence[Join], now: dt.datetime) -> None:
        """Refuse a report of another meeting, or of a time that has not come.

        Raises:
            Refused: it is one.
        """
        start, end = (t.astimezone(self._sitting.zone) for t in self._session)
        has_totals = any(row.joined is None for row in joins)
        if joins and not any(row.joined is not None and self.visit(row) for row in joins):
            if self._is_another():
                raise Refused(
                    "The report says that its meeting began {began}, and the session is from "
                    "{start} to {end}: it is of another meeting.",
                    began=(self._start or self._sitting.start).astimezone(self._sitting.zone),
                    start=start,
                    end=end,
                )
            if not has_totals:
                raise Refused(
                    "Nobody in this report was there between {start} and {end}: it is of "
                    "another meeting.",
                    start=start,
                    end=end,
                )
        times = [time for row in joins for time in self._whole(row) or () if time is not None]
        if times and is_future(max(times), now):
            raise Refused(
                "The report speaks of {time}, and that has not come yet. Look whether it is the "
                "right one, and whether its time zone is.",
                time=max(times).astimezone(self._sitting.zone),
            )

    @property
    def _session(self) -> tuple[dt.datetime, dt.datetime]:
        return self._sitting.start, self._sitting.end

    def _is_another(self) -> bool:
        """Whether the meeting that the report names is not in the session's time."""
        if self._start is None:
            return self._end is not None and self._end <= self._sitting.start
        end = self._end or self._start + dt.timedelta(seconds=1)
        return not touches((self._start, end), *self._session)


@dataclass(frozen=True, slots=True)
class _Match:
    """Who a row may be; a reason where it is to be asked."""

    people: Sequence[Attendee]
    reason: Text | None = None


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
        self._here_named = {name_key(person.name) for person in here}
        staff = {s.name for s in view.all(Staff)} | set(sitting.offering.facilitators)
        self._staff = {name_key(name) for name in staff}
        self._directory: Directory | None = None

    def get(self, attendee: str) -> Attendee:
        found = self._here.get(attendee) or self._view.get(Attendee, attendee)
        if found is None:
            raise Refused("There is no attendee {attendee}.", attendee=attendee)
        return found

    def match(self, row: Join) -> _Match | None:
        """By the address and by each name that the row may mean; ``None``: a facilitator or a
        host, who does not become a learner unless registered."""
        keys = {name_key(reading) for reading in readings_of(row.whole, row.original)}
        staff = (keys & self._staff) - self._here_named
        named = {key: self._nearest(self._view.attendees_named(key)) for key in sorted(keys)}
        named = {key: people for key, people in named.items() if key not in staff}
        found = self._match(self._addressed(row), named)
        if staff:
            return _Match(found.people, TWO_NAMES) if found.people else None
        if row.is_host and not any(person.id in self._here for person in found.people):
            return None
        return found

    def _match(
        self, addressed: Sequence[Attendee], named: Mapping[str, Sequence[Attendee]]
    ) -> _Match:
        by_name = {person.id: person for people in named.values() for person in people}
        if addressed:
            both = [person for person in addressed if person.id in by_name]
            if len(both) == 1:
                return _Match(both)
            nearest = self._nearest(both or addressed)
            if by_name and not both:
                return _Match([*nearest, *by_name.values()], NAME_OR_ADDRESS)
            return _Match(nearest, SEVERAL if len(nearest) > 1 else None)
        if len(by_name) < 2:
            return _Match(list(by_name.values()), None if by_name else NOBODY_KNOWN)
        is_one_name = sum(1 for people in named.values() if people) == 1
        return _Match(list(by_name.values()), SEVERAL if is_one_name else TWO_NAMES)

    def _addressed(self, row: Join) -> list[Attendee]:
        found = self._view.attendees_at(row.email.casefold()) if row.email else []
        keys = self._staff - self._here_named
        return [person for person in found if name_key(person.name) not in keys]

    def _nearest(self, found: Sequence[Attendee]) -> list[Attendee]:
        here = [person for person in found if person.id in self._here]
        return here or list(found)

    def suggest(self, name: str) -> list[Attendee]:
        """Who may be meant by a name that nobody has: of the people of this session."""
        if self._directory is None:
            self._directory = Directory(self._here.values())
        return self._directory.find(name, SUGGESTED)
