"""``kiosk demo``."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.running import Command


def test_what_it_prints_for_programs(kiosk: Command) -> None:
    said = kiosk("demo", "--no-open", "--json")
    assert (said.status, said.err) == (0, "")
    row = said.row
    assert row["data"] == str(kiosk.data)
    assert row["badge_code"].startswith("KJK")
    assert set(row["facilitator"]) == set(row["rep"]) == {"name", "pin"}
    codes = {
        person["badge_code"]: person for person in kiosk("attendees", "--codes", "--json").rows
    }
    person = codes[row["badge_code"]]
    (open_now,) = [
        session
        for session in kiosk("sessions", "--json").rows
        if session["state"] == "open" and session["id"] in person["sessions"]
    ]
    first = kiosk("scan", "--json", stdin=row["badge_code"] + "\n")
    assert (first.status, first.row["outcome"]) == (0, "checked_in")
    assert first.row["session"]["id"] == open_now["id"]
    again = kiosk("scan", "--json", stdin=row["badge_code"] + "\n")
    assert (again.status, again.row["outcome"]) == (0, "already_checked_in")
    assert again.row["first_at"] == first.row["at"]


def test_what_it_prints_for_people(kiosk: Command) -> None:
    said = kiosk("demo", "--no-open")
    code = kiosk("demo", "--no-open", "--json").row["badge_code"]
    assert said.status == 0
    assert code in said.out
    assert str(kiosk.data) in said.out
    assert "2468" in said.out


def test_twice_is_once(kiosk: Command) -> None:
    first = kiosk("demo", "--no-open", "--json")
    assert kiosk("demo", "--no-open", "--json") == first
    assert len(kiosk("attendees", "--json").rows) == 120


@pytest.mark.parametrize(
    "now",
    [
        "2026-04-10T09:10",
        "2026-04-10T00:00",
        "2026-04-10T23:59:50",
        "2026-03-08T01:45",
        "2026-11-01T01:30",
        "2026-04-10T13:10:00+00:00",
    ],
)
def test_at_another_time_on_the_wall_clock_of_the_school(kiosk: Command, now: str) -> None:
    """Without an offset, now is the same for the demo as for the scan after it."""
    kiosk.env["KIOSK_NOW"] = now
    made = kiosk("demo", "--no-open", "--json").row
    said = kiosk("scan", "--json", stdin=made["badge_code"])
    assert said.row["outcome"] == "checked_in"
    at = dt.datetime.fromisoformat(said.row["at"])
    wall = dt.datetime.fromisoformat(now)
    if wall.tzinfo is None:
        at = at.replace(tzinfo=None)
    assert dt.timedelta() <= at - wall < dt.timedelta(seconds=30)


def test_it_opens_nothing_where_there_is_no_terminal(kiosk: Command) -> None:
    said = kiosk("demo")
    assert said.status == 1
    assert "terminal" in said.err
    assert not kiosk.data.exists()


def test_those_who_sign_have_their_pins(kiosk: Command) -> None:
    kiosk.env["KIOSK_NOW"] = "2026-04-10T10:10"
    made = kiosk("demo", "--no-open", "--json").row
    (session,) = [s["id"] for s in kiosk("sessions", "--json").rows if s["room"] == "Room D"]
    said = kiosk(
        "close", session, "--by", made["facilitator"]["name"],
        "--ended", "10:10", KIOSK_PIN=made["facilitator"]["pin"],
    )  # fmt: skip
    assert said.status == 0, said.err
