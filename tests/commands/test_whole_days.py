"""Whole school days from the shell, on real programmes: import, check-in, closing,
completions, the table that is taken home."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path
from typing import Any

import kiosk as package
from tests.running import Command, Said

SAMPLE = Path(package.__file__ or "").parent / "sample"
PIN = "4321"


def right(said: Said) -> Said:
    assert said.status == 0, said.err + said.out
    return said


def set_up(kiosk: Command, zone: str, *files: tuple[str, str]) -> None:
    """An organisation of its own with sample files in it."""
    right(
        kiosk("init", "--organisation", "Union", "--zone", zone, "--languages", "en,fr,es",
              "--facilitator", "Fay Ito", "--rep", "Rae Diaz", KIOSK_PIN=PIN)
    )  # fmt: skip
    for what, name in files:
        said = right(kiosk("import", what, SAMPLE / name))
        assert " 0 wrong." in said.out


def bring_people(kiosk: Command, offerings: dict[str, range]) -> None:
    """A roster: who has which numbers is registered for which offering."""
    mine: defaultdict[int, list[str]] = defaultdict(list)
    for offering, numbers in offerings.items():
        for number in numbers:
            mine[number].append(offering)
    path = kiosk.home / "roster.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Member Number", "First Name", "Last Name", "Local", "Offering"])
        for number, ids in sorted(mine.items()):
            writer.writerow(
                [f"M-{number:04}", f"Zoë{number}", "d’Été", "Local 1000", ";".join(ids)]
            )
    said = right(kiosk("import", "attendees", path))
    assert " 0 wrong." in said.out


def sessions_of(kiosk: Command, offering: str) -> list[dict[str, Any]]:
    rows = right(kiosk("sessions", "--all", "--json")).rows
    return [row for row in rows if row["offering"] == offering]


def registered(kiosk: Command, session: str) -> list[str]:
    """The member numbers of everyone registered for a session's offering."""
    rows = right(kiosk("attendees", "--json")).rows
    return [row["member_number"] for row in rows if session in row["sessions"]]


def hold(
    kiosk: Command, offering: str, by: str, pin: str, missing: str, missed: int
) -> list[dict[str, Any]]:
    """Everyone registered comes to every session, but for one person and one session; each
    is closed. Gives the sessions."""
    sessions = sessions_of(kiosk, offering)
    for number, session in enumerate(sessions):
        coming = registered(kiosk, session["id"])
        assert missing in coming
        if number == missed:
            coming.remove(missing)
        now = {"KIOSK_NOW": session["start"]}
        said = right(kiosk("scan", "--json", stdin="\n".join(coming), **now))
        assert [row["outcome"] for row in said.rows] == ["checked_in"] * len(coming)
        assert {row["session"]["id"] for row in said.rows} == {session["id"]}
        over = {"KIOSK_NOW": session["end"]}
        closed = right(
            kiosk("close", session["id"], "--by", by, "--json", KIOSK_PIN=pin, **over)
        ).row
        assert closed["counts"]["present"] == len(coming)
        assert closed["counts"].get("absent", 0) == (number == missed)
    return sessions


def check_taken_home(
    kiosk: Command, offering: str, sessions: list[dict[str, Any]], missing: str, missed: int
) -> None:
    """Exactly one completion for each but that one, whose missed session is named."""
    everyone = registered(kiosk, sessions[0]["id"])
    assert len(everyone) > 10
    numbers = {row["id"]: row["member_number"] for row in kiosk("attendees", "--json").rows}
    rows = right(kiosk("completions", "--json", "--offering", offering)).rows
    by_number = {numbers[row["attendee"]["id"]]: row for row in rows}
    assert len(rows) == len(by_number)
    assert sorted(by_number) == sorted(everyone)
    total = sum(row["scheduled_minutes"] == rows[0]["scheduled_minutes"] for row in rows)
    assert total == len(rows)
    for number, row in by_number.items():
        if number == missing:
            assert (row["complete"], row["missing_sessions"]) == (False, [sessions[missed]["id"]])
            assert row["minutes"] < row["scheduled_minutes"]
        else:
            assert (row["complete"], row["missing_sessions"]) == (True, [])
            assert row["minutes"] == row["scheduled_minutes"]

    path = kiosk.home / f"{offering}.csv"
    right(kiosk("export", "completions", "-o", path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        table = [row for row in reader if row["offering"] == offering]
    assert (reader.fieldnames or [])[:6] == [
        "member_number", "name", "local", "workshop", "offering", "completed_on",
    ]  # fmt: skip
    assert sorted(row["member_number"] for row in table) == sorted(set(everyone) - {missing})
    assert {row["completed_on"] for row in table} == {sessions[-1]["start"][:10]}
    piped = right(kiosk("export", "completions")).out
    assert [r for r in csv.DictReader(io.StringIO(piped, newline="")) if r["offering"] == offering]


def test_the_longest_offering_of_the_demo(kiosk: Command) -> None:
    kiosk.env["KIOSK_NOW"] = "2026-04-10T08:00"
    made = right(kiosk("demo", "--no-open", "--json")).row
    by_offering: defaultdict[str, list[str]] = defaultdict(list)
    for row in kiosk("sessions", "--all", "--json").rows:
        by_offering[row["offering"]].append(row["id"])
    offering = max(by_offering, key=lambda o: len(by_offering[o]))
    assert len(by_offering[offering]) == 3
    missing = registered(kiosk, by_offering[offering][0])[7]
    name, pin = made["facilitator"]["name"], made["facilitator"]["pin"]
    sessions = hold(kiosk, offering, name, pin, missing, missed=1)
    check_taken_home(kiosk, offering, sessions, missing, missed=1)


def test_the_steward_series_of_2025(kiosk: Command) -> None:
    set_up(
        kiosk,
        "America/Los_Angeles",
        ("programme", "local-1000-stewards.toml"),
        ("sessions", "local-1000-2025.toml"),
    )
    offerings = [f"stewards-2025-{month:02}" for month in (4, 6, 7, 8, 9, 10, 11, 12)]
    bring_people(kiosk, {offering: range(1, 21) for offering in offerings})
    dates = []
    for number, offering in enumerate(offerings, 1):
        missing = f"M-{number:04}"
        missed = 1 if offering == "stewards-2025-04" else 0
        sessions = hold(kiosk, offering, "Fay Ito", PIN, missing, missed)
        if missed == 1:
            check_taken_home(kiosk, offering, sessions, missing, missed)
        dates += [session["start"] for session in sessions]
        assert all(session["online"] for session in sessions)
    assert [start[:10] for start in dates] == [
        "2025-04-17", "2025-05-15", "2025-06-19", "2025-07-17", "2025-08-21", "2025-09-18",
        "2025-10-16", "2025-11-20", "2025-12-18",
    ]  # fmt: skip
    assert {start[10:] for start in dates[:7]} == {"T18:00:00-07:00"}
    assert {start[10:] for start in dates[7:]} == {"T18:00:00-08:00"}
    rows = right(kiosk("completions", "--json")).rows
    assert len(rows) == 8 * 20
    open_ends = [row for row in rows if not row["complete"]]
    assert len(open_ends) == 8, "one person of each offering"
    # The title that runs twice is two completions, each by itself.
    twice = [row for row in rows if row["workshop"] == "steward-mobilizing-members"]
    assert len(twice) == 40
    assert sum(row["complete"] for row in twice) == 38


def test_a_leadership_weekend_of_csea(kiosk: Command) -> None:
    set_up(
        kiosk, "America/Los_Angeles", ("programme", "csea.toml"), ("sessions", "csea-school.toml")
    )
    groups = {
        "csea-2026-10-officers": range(1, 31),
        "csea-2026-10-stewards": range(31, 51),
        "csea-2026-10-site-reps": range(35, 50),
    }
    bring_people(kiosk, groups)
    held = {}
    for offering, numbers in groups.items():
        missing = f"M-{numbers[3]:04}"
        missed = len(sessions_of(kiosk, offering)) - 1
        held[offering] = (hold(kiosk, offering, "Fay Ito", PIN, missing, missed), missing, missed)
    assert [len(sessions) for sessions, _, _ in held.values()] == [3, 2, 1]
    sessions, missing, missed = held["csea-2026-10-officers"]
    check_taken_home(kiosk, "csea-2026-10-officers", sessions, missing, missed)
    rows = right(kiosk("completions", "--json")).rows
    assert len(rows) == 30 + 20 + 15
    assert sum(row["complete"] for row in rows) == 29 + 19 + 14


def test_from_nothing_in_processes_of_their_own(kiosk: Command) -> None:
    """The README's first steps, on a night when the clocks change."""
    kiosk.env["KIOSK_NOW"] = "2026-11-01T01:20"
    made = right(kiosk.apart("demo", "--no-open", "--json")).row
    first = right(kiosk.apart("scan", "--json", stdin=made["badge_code"] + "\n")).row
    assert first["outcome"] == "checked_in"
    again = right(kiosk.apart("scan", "--json", stdin=made["badge_code"] + "\n")).row
    assert (again["outcome"], again["first_at"]) == ("already_checked_in", first["at"])
    session = first["session"]["id"]
    pin = made["facilitator"]["pin"]
    (end,) = [
        row["end"] for row in right(kiosk.apart("sessions", "--json")).rows if row["id"] == session
    ]
    by = made["facilitator"]["name"]
    right(kiosk.apart("close", session, "--by", by, KIOSK_PIN=pin, KIOSK_NOW=end))
    rows = right(kiosk.apart("completions", "--json")).rows
    (done,) = [row for row in rows if row["complete"]]
    assert done["attendee"] == first["attendee"]
    assert done["attendee"]["name"] in right(kiosk.apart("export", "completions")).out
