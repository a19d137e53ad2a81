"""The demo school: around now, whatever the hour."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from kiosk.desk import closing, demo, door, editing
from kiosk.desk.bringing import importing
from kiosk.desk.demo import Demo
from kiosk.desk.protocol import Desk
from kiosk.model import Attendee, Offering, RegistrationStatus, Role, Session, Sitting, Staff
from kiosk.rules import schedule
from kiosk.rules.checkin import Outcome
from kiosk.rules.names import name_key
from kiosk.rules.schedule import SessionState
from store import folder as folders
from tests.building import StillClock, at
from tests.conftest import PlainPins

Make = Callable[[str], Demo]


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a demo was made long ago: its people are there already."""
    path = tmp_path_factory.mktemp("demo") / "data"
    folders.create(path, demo=True)
    store = folders.open_store(path)
    demo.make(Desk(store, PlainPins(), StillClock(at("2020-01-01 09:00"))))
    store.close()
    return path


@pytest.fixture
def demo_desk(roster: Path, tmp_path: Path, clock: StillClock) -> Iterator[Desk]:
    path = shutil.copytree(roster, tmp_path / "demo")
    store = folders.open_store(path)
    yield Desk(store, PlainPins(), clock)
    store.close()


@pytest.fixture
def make(demo_desk: Desk, clock: StillClock) -> Make:
    def make(now: str) -> Demo:
        clock.set(now)
        return demo.make(demo_desk)

    return make


def holder(desk: Desk, made: Demo) -> Attendee:
    (badge,) = desk.store.badges(made.badge_code)
    found = desk.store.get(Attendee, badge.attendee or "")
    assert found is not None
    return found


def attended(desk: Desk, person: str) -> list[Sitting]:
    """The sessions of the offerings someone is registered for."""
    return [
        sitting
        for registration in desk.store.registrations_of(person)
        if registration.status is RegistrationStatus.REGISTERED
        for session in desk.store.sessions_of(registration.offering)
        if (sitting := desk.store.sitting(session.id))
    ]


def open_now(desk: Desk, person: str) -> list[str]:
    now = desk.clock.now()
    return [
        sitting.id
        for sitting in attended(desk, person)
        if schedule.state(
            sitting,
            schedule.standing_closing(desk.store.session_facts(sitting.id)) is not None,
            now,
        )
        is SessionState.OPEN
    ]


def overlapping(desk: Desk) -> list[tuple[str, str, str]]:
    """Who is registered in two sessions at one time."""
    return [
        (person.name, one.id, other.id)
        for person in desk.store.all(Attendee)
        for one, other in combinations(attended(desk, person.id), 2)
        if one.start < other.end and other.start < one.end
    ]


def rooms_taken_twice(desk: Desk) -> list[tuple[str, str]]:
    found = [s for x in desk.store.all(Session) if (s := desk.store.sitting(x.id))]
    return [
        (one.id, other.id)
        for one, other in combinations(found, 2)
        if one.room and one.room == other.room
        if one.start < other.end and other.start < one.end
    ]


HOURS = [f"2026-04-10 {hour:02}:{2 * hour:02}" for hour in range(24)]
EDGES = [
    "2026-04-10 00:00:00",
    "2026-04-10 08:29:59",
    "2026-04-10 08:30:00",
    "2026-04-10 23:29:59",
    "2026-04-10 23:30:00",
    "2026-04-10 23:59:59",
    "2026-12-31 23:59:59",
    # The clocks go forward at 02:00 on 8 March, and back at 02:00 on 1 November.
    "2026-03-07 23:45",
    "2026-03-08T00:45-05:00",
    "2026-03-08T01:59:59-05:00",
    "2026-03-08T03:00-04:00",
    "2026-03-08T12:00-04:00",
    "2026-10-31 23:45",
    "2026-11-01T00:59-04:00",
    "2026-11-01T01:15-04:00",
    "2026-11-01T01:15-05:00",
    "2026-11-01T02:00-05:00",
    "2026-11-01T23:10-05:00",
]


@pytest.mark.parametrize("now", HOURS + EDGES)
def test_at_any_hour_one_session_is_open_for_the_badge(
    make: Make, demo_desk: Desk, now: str
) -> None:
    made = make(now)
    person = holder(demo_desk, made)
    (session,) = open_now(demo_desk, person.id)
    assert overlapping(demo_desk) == []
    assert rooms_taken_twice(demo_desk) == []
    first = door.scan(demo_desk, made.badge_code)
    assert (first.outcome, first.sitting and first.sitting.id) == (Outcome.CHECKED_IN, session)
    assert door.scan(demo_desk, made.badge_code).outcome is Outcome.ALREADY_CHECKED_IN


def test_in_an_empty_folder(folder: Path, clock: StillClock) -> None:
    store = folders.open_store(folder)
    desk = Desk(store, PlainPins(), clock)
    made = demo.make(desk)
    assert len(store.all(Attendee)) == 120
    assert len(open_now(desk, holder(desk, made).id)) == 1
    assert (store.organisation.zone, store.organisation.languages) == (
        "America/Toronto",
        ("en", "fr", "es"),
    )
    store.close()


# ---- once more


def test_twice_changes_nothing(make: Make, demo_desk: Desk) -> None:
    first = make("2026-04-10 10:10")
    before = demo_desk.store.revision
    assert make("2026-04-10 10:10") == first
    assert make("2026-04-10 11:40") == first
    assert demo_desk.store.revision == before


@pytest.mark.parametrize(
    "later",
    [
        "2026-04-10 12:59:59",
        "2026-04-10 13:00",
        "2026-04-10 13:05",
        "2026-04-10 17:20",
        "2026-04-10 23:50",
        "2026-04-11 00:10",
        "2026-04-11 09:00",
        "2026-04-12 10:10",
        "2026-05-12 10:10",
    ],
)
@pytest.mark.parametrize("came", [True, False])
def test_later_too_exactly_one_is_open(make: Make, demo_desk: Desk, later: str, came: bool) -> None:
    """Also if the badge was tried in between, and nobody signed."""
    made = make("2026-04-10 10:10")
    if came:
        assert door.scan(demo_desk, made.badge_code).outcome is Outcome.CHECKED_IN
    made = make(later)
    assert len(open_now(demo_desk, holder(demo_desk, made).id)) == 1
    assert door.scan(demo_desk, made.badge_code).outcome.is_in
    assert overlapping(demo_desk) == []
    assert rooms_taken_twice(demo_desk) == []


def test_hour_after_hour_for_two_days(make: Make, demo_desk: Desk) -> None:
    began = at("2026-04-10 00:05")
    for hour in range(0, 48):
        now = began + dt.timedelta(hours=hour)
        made = make(now.isoformat())
        person = holder(demo_desk, made)
        assert len(open_now(demo_desk, person.id)) == 1, now
        door.scan(demo_desk, made.badge_code)
    assert overlapping(demo_desk) == []


def test_when_its_session_was_closed_there_is_another(make: Make, demo_desk: Desk) -> None:
    made = make("2026-04-10 10:10")
    person = holder(demo_desk, made)
    (session,) = open_now(demo_desk, person.id)
    (staff,) = [s for s in demo_desk.store.all(Staff) if s.name == made.facilitator[0]]
    closing.close(demo_desk, session, staff, ended=at("2026-04-10 10:10"))
    made = make("2026-04-10 10:15")
    (another,) = open_now(demo_desk, person.id)
    assert another != session
    assert door.scan(demo_desk, made.badge_code).outcome is Outcome.CHECKED_IN


def test_one_that_was_broken_off_is_made_whole(
    folder: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = folders.open_store(folder)
    desk = Desk(store, PlainPins(), clock)

    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    for name in ("bring_programme", "bring_attendees"):
        with monkeypatch.context() as patched:
            patched.setattr(importing, name, broken_off)
            with pytest.raises(KeyboardInterrupt):
                demo.make(desk)
    made = demo.make(desk)
    assert len(store.all(Attendee)) == 120
    assert door.scan(desk, made.badge_code).outcome is Outcome.CHECKED_IN
    store.close()


# ---- what is in it


@pytest.fixture
def made(make: Make) -> Demo:
    return make("2026-04-10 10:10")


def test_the_people(made: Demo, demo_desk: Desk) -> None:
    people = demo_desk.store.all(Attendee)
    assert len(people) == 120
    assert all(person.member_number for person in people)
    assert len({person.member_number for person in people}) == 120
    assert len({person.local for person in people}) > 5
    keys = Counter(name_key(person.name) for person in people)
    assert sorted(keys.values())[-2:] == [1, 2], "two people with one name, and only two"
    assert len(demo_desk.store.badges(made.badge_code)) == 1


def test_yesterday_today_and_tomorrow(made: Demo, demo_desk: Desk) -> None:
    assert made.badge_code
    days = Counter(
        session.start.date().isoformat()
        for session in demo_desk.store.all(Session)
        if session.start.year == 2026
    )
    assert set(days) == {"2026-04-09", "2026-04-10", "2026-04-11"}
    assert days["2026-04-10"] >= 5


def test_workshops_of_one_two_and_three_sessions_in_several_rooms(
    made: Demo, demo_desk: Desk
) -> None:
    assert made.badge_code
    offerings = [o for o in demo_desk.store.all(Offering) if "2026" in o.id]
    counts = {o.id: len(demo_desk.store.sessions_of(o.id)) for o in offerings}
    assert {1, 2, 3} == set(counts.values())
    assert {o.room for o in offerings} >= {"Room A", "Room B", "Room C", "Room D"}
    assert sum(o.workshop.startswith("let-") for o in offerings) >= 5
    (online,) = [o for o in offerings if o.online]
    (evening,) = demo_desk.store.sessions_of(online.id)
    assert (evening.start.hour, evening.end.hour) == (18, 20)


def test_a_full_room_with_a_waiting_list(made: Demo, demo_desk: Desk) -> None:
    assert made.badge_code
    full = []
    for offering in demo_desk.store.all(Offering):
        found = Counter(r.status for r in demo_desk.store.registrations_in(offering.id))
        registered = found[RegistrationStatus.REGISTERED]
        assert offering.capacity is None or registered <= offering.capacity
        if found[RegistrationStatus.WAITLISTED]:
            full.append((registered, offering.capacity))
    assert full
    assert all(registered == capacity for registered, capacity in full)


def test_some_are_in_two_workshops(made: Demo, demo_desk: Desk) -> None:
    assert made.badge_code
    workshops = [
        len({s.workshop.id for s in attended(demo_desk, p.id) if s.start.year == 2026})
        for p in demo_desk.store.all(Attendee)
    ]
    assert sum(count >= 2 for count in workshops) >= 10
    for person in demo_desk.store.all(Attendee):
        assert demo_desk.store.registrations_of(person.id), f"{person.name} is in nothing"


def test_if_the_holder_gave_the_place_up_there_is_another(make: Make, demo_desk: Desk) -> None:
    made = make("2026-04-10 10:10")
    person = holder(demo_desk, made)
    (session,) = open_now(demo_desk, person.id)
    offering = session.rsplit("-", 1)[0]
    editing.register(demo_desk, person.id, offering, RegistrationStatus.CANCELLED)
    make("2026-04-10 10:15")
    assert len(open_now(demo_desk, person.id)) == 1


def test_who_was_there_yesterday(made: Demo, demo_desk: Desk) -> None:
    assert made.badge_code
    (yesterday,) = [
        s for s in demo_desk.store.all(Session) if s.start.date() == dt.date(2026, 4, 9)
    ]
    assert len(demo_desk.store.people_in(yesterday.id)) == 24


def test_those_who_sign_and_take_home(made: Demo, demo_desk: Desk) -> None:
    facilitator = closing.identify(demo_desk, *made.facilitator)
    rep = closing.identify(demo_desk, *made.rep)
    assert Role.FACILITATOR in facilitator.roles
    assert Role.REP in rep.roles
