"""``kiosk sessions`` and ``kiosk attendees``."""

from __future__ import annotations

import pytest

from tests.building import CODES
from tests.running import Command

FIELDS = {
    "id", "workshop", "offering", "title", "start", "end", "room", "state", "capacity",
    "registered", "checked_in",
}  # fmt: skip


def ids(school: Command, *args: str, **env: str) -> list[str]:
    said = school("sessions", "--json", *args, **env)
    assert said.status == 0, said.err
    return [row["id"] for row in said.rows]


def test_what_is_said_of_a_session(school: Command) -> None:
    school("scan", stdin="1001\n")
    (row,) = [r for r in school("sessions", "--json").rows if r["id"] == "pp-1"]
    assert set(row) >= FIELDS
    assert {name: row[name] for name in FIELDS} == {
        "id": "pp-1",
        "workshop": "parliamentary",
        "offering": "pp",
        "title": "Parliamentary Procedures",
        "start": "2026-04-10T09:00:00-04:00",
        "end": "2026-04-10T12:00:00-04:00",
        "room": "Room A",
        "state": "open",
        "capacity": 2,
        "registered": 2,
        "checked_in": 1,
    }


def test_the_days_sessions_by_time(school: Command) -> None:
    assert ids(school) == ["pp-1", "fin-1", "pp-2", "open-1"]
    assert ids(school, KIOSK_NOW="2026-04-11T08:00") == ["pp-3"]
    assert ids(school, KIOSK_NOW="2026-04-12T08:00") == []


def test_one_day_or_every_day(school: Command) -> None:
    assert ids(school, "--date", "2026-04-11") == ["pp-3"]
    assert ids(school, "--date", "2026-04-10") == ["pp-1", "fin-1", "pp-2", "open-1"]
    assert ids(school, "--date", "2026-04-13") == []
    assert ids(school, "--all") == ["pp-1", "fin-1", "pp-2", "open-1", "pp-3"]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-04-10T08:29", "upcoming"),
        ("2026-04-10T08:31", "open"),
        ("2026-04-10T12:01", "ended"),
    ],
)
def test_states(school: Command, now: str, state: str) -> None:
    rows = school("sessions", "--json", KIOSK_NOW=now).rows
    assert next(r["state"] for r in rows if r["id"] == "pp-1") == state


def test_states_that_someone_decided(school: Command) -> None:
    school("close", "pp-1", "--by", "Fay Ito", KIOSK_PIN="1111")
    school("session", "fin-1", "--cancelled")
    states = {row["id"]: row["state"] for row in school("sessions", "--json").rows}
    assert (states["pp-1"], states["fin-1"]) == ("closed", "cancelled")


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "", "2026-04-10T09:00", "10/04/2026"])
def test_a_day_that_is_none(school: Command, day: str) -> None:
    said = school("sessions", "--date", day)
    assert said.status == 2
    assert said.out == ""
    assert "is not a day; one looks like 2026-11-23" in said.err


def test_sessions_for_people(school: Command) -> None:
    said = school("sessions")
    assert said.status == 0
    first = said.out.splitlines()[0]
    assert "2026-04-10 09:00–12:00" in first
    assert "Parliamentary Procedures, session 1 of 3" in first
    assert "[pp-1]" in first
    nothing = school("sessions", KIOSK_NOW="2030-01-01T09:00")
    assert (nothing.status, nothing.out) == (0, "")
    assert "--all" in nothing.err


# ---- attendees


def test_what_is_said_of_an_attendee(school: Command) -> None:
    rows = {row["id"]: row for row in school("attendees", "--json").rows}
    assert rows["ana"] == {
        "id": "ana",
        "member_number": "1001",
        "name": "Ana Núñez",
        "local": "Local 1",
        "sessions": ["pp-1", "pp-2", "pp-3"],
    }
    assert rows["ben"]["sessions"] == ["pp-1", "pp-2", "pp-3", "fin-1"]
    assert rows["cleo"]["sessions"] == [], "on the waiting list only"
    assert rows["dan"]["sessions"] == [], "cancelled"
    assert rows["gus"]["sessions"] == []
    assert len(rows) == 8


def test_by_name_whatever_their_accents(school: Command) -> None:
    school("attendee", "--name", "Élise Abel")
    names = [row["name"] for row in school("attendees", "--json").rows]
    assert names[:2] == ["Ana Núñez", "Ben O'Hara"]
    assert names.index("Élise Abel") == names.index("Dan Wu") + 1


def test_badge_codes_only_when_asked_for(school: Command) -> None:
    assert "KJK" not in school("attendees", "--json").out + school("attendees").out
    codes = {r["id"]: r["badge_code"] for r in school("attendees", "--json", "--codes").rows}
    assert codes["ana"] == CODES["ana"]
    assert codes["ben"] is None, "his is revoked"
    assert CODES["ana"] in school("attendees", "--codes").out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nunez", ["ana"]),
        ("ROY", ["eva1", "eva2"]),
        ("roy ev", ["eva1", "eva2"]),
        ("100", ["ana", "ben", "cleo", "dan", "eva1", "eva2", "finn", "gus"]),
        ("1006", ["eva2"]),
        ("10-06", ["eva2"]),
        ("o'hara", ["ben"]),
        ("zzz", []),
        ("", []),
        ("%", []),
    ],
)
def test_who_fits_a_text(school: Command, text: str, found: list[str]) -> None:
    said = school("attendees", "--find", text, "--json")
    assert (said.status, [row["id"] for row in said.rows]) == (0, found)


def test_attendees_for_people(school: Command) -> None:
    said = school("attendees", "--find", "nunez")
    assert said.out == "1001          Ana Núñez  (Local 1)  pp-1, pp-2, pp-3\n"
    nobody = school("attendees", "--find", "zzz")
    assert (nobody.status, nobody.out, nobody.err) == (0, "", "Nobody.\n")
