"""A regional school around now, from the sample files: for trying things out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.desk import editing
from kiosk.desk.bringing import importing
from kiosk.desk.protocol import Change, Desk
from kiosk.desk.situations import candidates
from kiosk.files.attendees import read_attendees
from kiosk.files.programmes import read_programme
from kiosk.model import (
    Attendee,
    CheckIn,
    How,
    Offering,
    Registration,
    RegistrationStatus,
    Role,
    School,
    Session,
)
from kiosk.rules import schedule
from kiosk.rules.checkin import Candidate

SAMPLE = Path(__file__).parent.parent / "sample"
ZONE = ZoneInfo("America/Toronto")
FACILITATOR = ("Alex Morin", "2468")
REP = ("Sam Rivera", "1357")


@dataclass(frozen=True, slots=True)
class Held:
    """One offering of the demo: its sessions as (day from today, from hour, to hour), and
    who is registered, by their places in the sample roster."""

    name: str
    workshop: str
    room: str
    sessions: tuple[tuple[int, int, int], ...]
    people: tuple[int, ...]
    capacity: int | None = None
    waiting: tuple[int, ...] = ()
    cancelled: tuple[int, ...] = ()
    facilitator: str = FACILITATOR[0]


# The first sixteen are kept for the session that is open now; nobody else's sessions of
# one day overlap.
HELD = (
    Held(
        "parliamentary",
        "let-parliamentary-procedures",
        "Room A",
        ((0, 9, 12), (0, 13, 16), (1, 9, 12)),
        tuple(range(16, 38)),
        24,
    ),
    Held(
        "financial",
        "let-financial-essentials",
        "Room B",
        ((0, 9, 12), (0, 13, 16)),
        tuple(range(38, 56)),
        18,
        waiting=(56, 57, 58, 59),
        facilitator="Rosa Delgado",
    ),
    Held(
        "conflict",
        "let-conflict-resolution",
        "Room C",
        ((0, 13, 16),),
        tuple(range(60, 79)),
        24,
        cancelled=(79,),
        facilitator="Owen Clarke",
    ),
    Held(
        "team",
        "let-leading-as-a-team",
        "Room A",
        ((-1, 13, 16),),
        tuple(range(60, 90)),
        40,
    ),
    Held(
        "bargaining",
        "let-how-bargaining-works",
        "Room B",
        ((1, 13, 16),),
        (*range(16, 26), *range(80, 100)),
        30,
        facilitator="Rosa Delgado",
    ),
    Held(
        "digital",
        "steward-digital-organizing",
        "",
        ((0, 18, 20),),
        (*range(38, 46), *range(60, 70), *range(100, 120)),
        facilitator="Owen Clarke",
    ),
)
NOW_WORKSHOP = "let-duty-of-fair-representation"
NOW_PEOPLE = tuple(range(16))
SEEN_YESTERDAY = 24


@dataclass(frozen=True, slots=True)
class Demo:
    """What someone needs to try it."""

    badge_code: str
    facilitator: tuple[str, str]
    """Name and PIN."""
    rep: tuple[str, str]


def make(desk: Desk) -> Demo:
    """Make the school if today has none yet, and see to it that the first person of the
    sample has exactly one session open now. What was there stays."""
    store = desk.store
    if not store.organisation.name:
        for file in ("cupe-let.toml", "local-1000-stewards.toml"):
            importing.bring_programme(desk, read_programme(SAMPLE / file))
        importing.bring_attendees(desk, read_attendees(SAMPLE / "demo-attendees.csv"))
        # Last: what was broken off before this is begun again.
        editing.set_organisation(desk, "Demo Union", ZONE.key, ("en", "fr", "es"))
    facilitator = editing.set_staff(desk, FACILITATOR[0], (Role.FACILITATOR,), None)
    rep = editing.set_staff(desk, REP[0], (Role.REP,), None)
    for staff, pin in ((facilitator, FACILITATOR[1]), (rep, REP[1])):
        if not desk.pins.has(staff.id):
            desk.pins.set(staff.id, pin)
    now = desk.clock.now()
    today = now.astimezone(ZONE).date()
    with store.change() as tx:
        people = _people(tx)
        school = f"demo-{today:%Y%m%d}"
        if tx.get(School, school) is None:
            _add_school(tx, school, today, people)
        holder = people[0]
        if not any(
            _is_open(candidate, now) for candidate in candidates(tx, desk.counts, holder, now)
        ):
            _add_now(tx, school, now, people)
        badge = importing.ensure_badge(tx, holder.id)
    return Demo(badge.code, FACILITATOR, REP)


def _is_open(candidate: Candidate, now: dt.datetime) -> bool:
    """Open for check-in to who has the badge, whether they are in already or not."""
    registration = candidate.registration
    return (
        registration is not None
        and registration.status is RegistrationStatus.REGISTERED
        and schedule.state(candidate.sitting, candidate.closed, now) is schedule.SessionState.OPEN
    )


def _people(tx: Change) -> list[Attendee]:
    roster = read_attendees(SAMPLE / "demo-attendees.csv").entries
    return [importing.merged(tx, person) for _, person in roster]


def _add_school(tx: Change, school: str, today: dt.date, people: list[Attendee]) -> None:
    day = dt.timedelta(days=1)
    tx.put(
        School(
            id=school,
            name="Demo Regional School",
            place="Lakeside Centre",
            zone=ZONE.key,
            starts=today - day,
            ends=today + day,
        )
    )
    for held in HELD:
        times = [
            tuple(
                dt.datetime.combine(today + days * day, dt.time(hour), ZONE)
                for hour in (begin, end)
            )
            for days, begin, end in held.sessions
        ]
        if any(_taken(tx, held, people, start, end) for start, end in times):
            continue
        offering = Offering(
            id=f"{school}-{held.name}",
            school=school,
            workshop=held.workshop,
            room=held.room,
            online=not held.room,
            facilitators=(held.facilitator,),
            capacity=held.capacity,
        )
        tx.put(offering)
        for number, (start, end) in enumerate(times, 1):
            session = Session(
                id=f"{offering.id}-{number}", offering=offering.id, start=start, end=end
            )
            tx.put(session)
            if start.date() < today:
                _come(tx, session, [people[i] for i in held.people[:SEEN_YESTERDAY]])
        for indexes, status in (
            (held.people, RegistrationStatus.REGISTERED),
            (held.waiting, RegistrationStatus.WAITLISTED),
            (held.cancelled, RegistrationStatus.CANCELLED),
        ):
            for index in indexes:
                _register(tx, people[index], offering.id, status)


def _taken(
    tx: Change, held: Held, people: list[Attendee], start: dt.datetime, end: dt.datetime
) -> bool:
    """Whether the demo of a day before has something in this room, or for one of these
    people, at this time."""
    coming = {people[index].id for index in held.people}
    for session in tx.all(Session):
        if session.start < end and start < session.end:
            offering = tx.get(Offering, session.offering)
            there = {r.attendee for r in tx.registrations_in(session.offering)}
            if coming & there or (offering and held.room and offering.room == held.room):
                return True
    return False


def _come(tx: Change, session: Session, people: list[Attendee]) -> None:
    """Yesterday's people came one after the other, half a minute apart."""
    for place, person in enumerate(people):
        time = session.start - dt.timedelta(minutes=15) + dt.timedelta(seconds=30 * place)
        tx.add(CheckIn(time=time, session=session.id, attendee=person.id, how=How.BADGE))


def _add_now(tx: Change, school: str, now: dt.datetime, people: list[Attendee]) -> None:
    """A workshop of three hours that began at the last quarter of an hour, whatever the hour
    is: nobody who tries it is late for it, or misses too much to complete it."""
    begun = now.astimezone(dt.UTC).replace(second=0, microsecond=0)
    begun -= dt.timedelta(minutes=begun.minute % 15)
    local = begun.astimezone(ZONE)
    name = f"{school}-now-{local:%H%M}"
    while tx.get(Offering, name):
        name += "-2"
    tx.put(
        Offering(
            id=name,
            school=school,
            workshop=NOW_WORKSHOP,
            room="Room D",
            facilitators=(FACILITATOR[0],),
            capacity=20,
        )
    )
    tx.put(
        Session(
            id=f"{name}-1",
            offering=name,
            start=local,
            end=(begun + dt.timedelta(hours=3)).astimezone(ZONE),
        )
    )
    for index in NOW_PEOPLE:
        _register(tx, people[index], name, RegistrationStatus.REGISTERED)


def _register(tx: Change, person: Attendee, offering: str, status: RegistrationStatus) -> None:
    tx.put(
        Registration(
            id=Registration.id_for(person.id, offering),
            attendee=person.id,
            offering=offering,
            status=status,
        )
    )
