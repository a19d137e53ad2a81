"""Every filter of what is taken home, alone and all together, against a count made here of
what was put in."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, combinations
from typing import Any

import pytest

from kiosk.desk.protocol import Desk
from kiosk.desk.taking import tables
from kiosk.desk.taking.source import Wanted
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    Closing,
    Offering,
    Organisation,
    Programme,
    Registration,
    RegistrationStatus,
    School,
    Session,
    SignedLine,
    Workshop,
)
from kiosk.rules.attendance import roster_hash
from kiosk.words import words
from store.folder import create, open_pins, open_store
from tests.building import StillClock, at

LOCALS = ("Section locale 1", "Local 2", "")
POSITIONS = ((), ("Steward",), ("Trésorière", "steward"))
ZONES = {"spring": "America/Toronto", "fall": "Pacific/Auckland"}


@dataclass(frozen=True)
class Truth:
    """One person in one offering, as the test knows it."""

    person: str
    local: str
    positions: tuple[str, ...]
    registered: str
    programme: str
    workshop: str
    school: str
    day: dt.date
    """Where it is held."""
    was: str
    """``present``, ``absent`` or, where nobody signed, ``expected``."""

    @property
    def completion(self) -> str:
        return {"present": "complete", "absent": "missed", "expected": "unsigned"}[self.was]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, list[Truth]]]:
    path = tmp_path_factory.mktemp("filters") / "data"
    create(path)
    store = open_store(path)
    desk = Desk(store, open_pins(path), StillClock(at("2026-12-01 09:00")))
    yield desk, fill(desk, random.Random(7))
    store.close()


def fill(desk: Desk, chance: random.Random) -> list[Truth]:
    """Eight offerings of four workshops at two schools, the evening of each already the day
    after in UTC, or still the day before."""
    people = [
        Attendee(
            id=f"p-{n}",
            name=f"Person {n}",
            member_number=f"{n:04}",
            local=chance.choice(LOCALS),
            positions=chance.choice(POSITIONS),
        )
        for n in range(40)
    ]
    truth = []
    with desk.store.change() as tx:
        tx.put(Organisation(name="Test Union", zone="America/Toronto"))
        for key, zone in ZONES.items():
            tx.put(School(id=key, name=key.title(), zone=zone))
        for person in people:
            tx.put(person)
        for programme in ("let", "other"):
            tx.put(Programme(id=programme, title={"en": programme}))
        for n in range(8):
            programme, workshop = ("let", "other")[n % 2], f"w-{n % 4}"
            school, signed = list(ZONES)[n // 4], n != 3
            start = at(f"2026-11-{10 + n} {'22:00' if n % 2 else '07:00'}", ZONES[school])
            tx.put(Workshop(id=workshop, programme=programme, title={"en": workshop}))
            tx.put(Offering(id=f"o-{n}", school=school, workshop=workshop))
            end = start + dt.timedelta(hours=1)
            tx.put(Session(id=f"s-{n}", offering=f"o-{n}", start=start, end=end))
            lines = []
            for person in chance.sample(people, 25):
                status = chance.choice(("registered", "registered", "waitlisted", "cancelled"))
                tx.put(
                    Registration(
                        id=Registration.id_for(person.id, f"o-{n}"),
                        attendee=person.id,
                        offering=f"o-{n}",
                        status=RegistrationStatus(status),
                    )
                )
                was = chance.choice(("present", "absent")) if signed else "expected"
                if status == "registered" and signed:
                    minutes = 60 if was == "present" else 0
                    lines.append(
                        SignedLine(
                            attendee=person.id, status=AttendanceStatus(was), minutes=minutes
                        )
                    )
                day = dt.date(2026, 11, 10 + n)
                truth.append(
                    Truth(
                        person.id, person.local, person.positions, status, programme, workshop,
                        school, day, was,
                    )
                )  # fmt: skip
            if signed:
                roster = tuple(lines)
                digest = roster_hash(f"s-{n}", 60, roster)
                tx.add(
                    Closing(
                        time=end, session=f"s-{n}", by="x", minutes=60, roster=roster, hash=digest
                    )
                )
    return truth


ASKED: dict[str, tuple[dict[str, Any], Any]] = {
    "programme": ({"programme": "other"}, lambda t: t.programme == "other"),
    "workshop": ({"workshop": "w-1"}, lambda t: t.workshop == "w-1"),
    "school": ({"school": "spring"}, lambda t: t.school == "spring"),
    "from": ({"starts": dt.date(2026, 11, 11)}, lambda t: t.day >= dt.date(2026, 11, 11)),
    "to": ({"ends": dt.date(2026, 11, 13)}, lambda t: t.day <= dt.date(2026, 11, 13)),
    "local": ({"local": "section LOCALE  1"}, lambda t: t.local == "Section locale 1"),
    "position": (
        {"position": "STEWARD"},
        lambda t: "Steward" in t.positions or "steward" in t.positions,
    ),
    "person": ({"person": "p-3"}, lambda t: t.person == "p-3"),
}
SETS = [
    chosen
    for count in (0, 1, 2, 3, len(ASKED) - 1, len(ASKED))
    for chosen in combinations(ASKED, count)
]


def rows(desk: Desk, table: str, wanted: Wanted, *fields: str) -> list[Any]:
    layout = [(field, field) for field in fields]
    found = tables.take(desk, table, words("en"), wanted, layout)
    (asked,) = [value for label, value in found.about.facts if label == "Rows"]
    assert asked == len(found.rows)
    return sorted(map(tuple, found.rows), key=str)


@pytest.mark.parametrize("status", ["", "complete", "missed", "unsigned", "all"])
def test_completions(made: tuple[Desk, list[Truth]], status: str) -> None:
    desk, truth = made
    states = {"": {"complete"}, "all": {"complete", "missed", "unsigned"}}.get(status, {status})
    some = False
    for chosen in SETS:
        wanted = Wanted(status=status, **dict(chain(*(ASKED[c][0].items() for c in chosen))))
        expected = [
            (t.person, t.workshop, t.completion)
            for t in truth
            if t.registered == "registered"
            and t.completion in states
            and all(ASKED[c][1](t) for c in chosen)
        ]
        found = rows(desk, "completions", wanted, "attendee", "workshop", "status")
        assert found == sorted(expected, key=str), chosen
        some = some or (len(chosen) > 2 and bool(found))
    assert some, "the filters together leave something"


@pytest.mark.parametrize("status", ["", "present", "absent", "expected", "waitlisted", "late"])
def test_attendance(made: tuple[Desk, list[Truth]], status: str) -> None:
    desk, truth = made
    for chosen in SETS:
        wanted = Wanted(status=status, **dict(chain(*(ASKED[c][0].items() for c in chosen))))
        known = [
            replace(t, was=t.registered) if t.registered == "waitlisted" else t
            for t in truth
            if t.registered != "cancelled"
        ]
        expected = [
            (t.person, t.workshop, t.was)
            for t in known
            if (t.was == status if status else t.was != "waitlisted")
            and all(ASKED[c][1](t) for c in chosen)
        ]
        found = rows(desk, "attendance", wanted, "attendee", "workshop", "status")
        assert found == sorted(expected, key=str), chosen


@pytest.mark.parametrize("status", ["", "registered", "waitlisted", "cancelled"])
def test_people(made: tuple[Desk, list[Truth]], status: str) -> None:
    """Of what is taught, only what is asked for, a row for each standing."""
    desk, truth = made
    taught = {"programme", "workshop", "school", "from", "to"}
    for chosen in SETS:
        if not status and not taught & set(chosen):
            continue
        wanted = Wanted(status=status, **dict(chain(*(ASKED[c][0].items() for c in chosen))))
        expected: dict[tuple[str, str], list[str]] = {}
        for t in truth:
            if status in ("", t.registered) and all(ASKED[c][1](t) for c in chosen):
                expected.setdefault((t.person, t.registered), []).append(t.workshop)
        found = rows(desk, "attendees", wanted, "attendee", "status", "offering")
        assert [row[:2] for row in found] == sorted(expected, key=str), chosen
        for person, standing, offerings in found:
            assert len(offerings.split("; ")) == len(expected[person, standing])
