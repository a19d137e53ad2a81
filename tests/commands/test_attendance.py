"""``kiosk import attendance``: a report becomes the minutes that people were there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import Command

HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"


def row(name: str, joined: str = "06:00:00 PM", left: str = "08:00:00 PM", email: str = "") -> str:
    return f"{name},{email},04/10/2026 {joined},04/10/2026 {left},1,Yes\n"


@pytest.fixture
def write(tmp_path: Path):  # type: ignore[no-untyped-def]
    def written(*rows: str) -> str:
        path = tmp_path / "report.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return str(path)

    return written


def bring(school: Command, path: str, *more: str) -> dict[str, object]:
    said = school("import", "attendance", path, "--session", "open-1", "--json", *more)
    answer: dict[str, object] = json.loads(said.out)
    answer["status"] = said.status
    return answer


def minutes(school: Command) -> dict[str, tuple[str, int]]:
    """By name, what the signed roster says; the session is closed for it."""
    school(
        "close", "open-1", "--by", "Fay Ito", "--minutes", "120",
        KIOSK_PIN="1111", KIOSK_NOW="2026-04-10T20:30",
    )  # fmt: skip
    rows = school("completions", "--json").rows
    return {r["attendee"]["name"]: r["minutes"] for r in rows if r["offering"] == "open"}


def test_a_rejoin_and_two_devices_are_one_presence(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(
        row("Finn Lee", "05:50:00 PM", "06:30:00 PM"),
        row("Finn Lee", "06:20:00 PM", "06:40:00 PM"),  # a phone besides
        row("Finn Lee", "07:00:00 PM", "07:30:00 PM"),  # a rejoin
    )
    said = bring(school, path)
    assert (said["known"], said["added"], said["unsure"], said["status"]) == (1, 4, [], 0)
    assert minutes(school) == {"Finn Lee": 70}


def test_the_same_report_twice_adds_nothing(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("Finn Lee"))
    assert bring(school, path)["added"] == 2
    assert bring(school, path)["added"] == 0


def test_a_dry_run_records_nothing(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("Finn Lee"))
    assert bring(school, path, "--dry-run")["added"] == 0
    assert bring(school, path)["added"] == 2


def test_by_email_first(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    school("attendee", "1008", "--email", "gus@example.org")
    said = bring(school, write(row("iPhone de Gus", email="GUS@example.org")))
    assert (said["known"], said["unsure"]) == (1, [])


def test_whoever_is_not_clear_is_listed_and_said(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("Finn L"), row("Eva Roy"), row("Somebody Else"))
    said = bring(school, path)
    assert (said["known"], said["status"]) == (0, 1)
    unsure = {u["name"]: [p["id"] for p in u["may_be"]] for u in said["unsure"]}  # type: ignore[attr-defined]
    assert unsure == {"Finn L": ["finn"], "Eva Roy": ["eva1", "eva2"], "Somebody Else": []}
    matches = ("--match", "Finn L=1007", "--match", "eva roy=eva2", "--match", "Somebody Else=-")
    again = bring(school, path, *matches)
    assert (again["known"], again["unsure"], again["left_out"], again["status"]) == (2, [], 1, 0)


def test_a_report_that_names_nobody_known_says_so(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    said = school("import", "attendance", write(row("iPhone"), row("Z")), "--session", "open-1")
    assert said.status == 1
    assert "Nobody in this report is known here, so nothing is recorded" in said.err
    assert "not clear: “iPhone”" in said.err


def test_a_longer_stay_in_a_second_report_counts(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    bring(school, write(row("Finn Lee", "06:00:00 PM", "06:30:00 PM")))
    bring(school, write(row("Finn Lee", "06:00:00 PM", "07:30:00 PM")))
    assert minutes(school) == {"Finn Lee": 90}


def test_facilitators_do_not_become_learners(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    said = bring(school, write(row("Fay Ito"), row("Finn Lee")))
    assert (said["known"], said["left_out"]) == (1, 1)


def test_another_meeting_is_refused(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("Finn Lee", "06:00:00 AM", "08:00:00 AM"))
    said = school("import", "attendance", path, "--session", "open-1")
    assert said.status == 1
    assert "another meeting" in said.err


def test_a_report_of_another_zone(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("Finn Lee", "03:00:00 PM", "04:00:00 PM"))
    assert bring(school, path, "--zone", "America/Vancouver")["added"] == 2
    assert minutes(school) == {"Finn Lee": 60}


def test_a_closed_session_takes_no_report(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("Finn Lee"))
    bring(school, path)
    minutes(school)
    said = school("import", "attendance", path, "--session", "open-1")
    assert said.status == 1
    assert "closed" in said.err


def test_who_brought_it_in_stands_in_the_record(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("Finn Lee"))
    wrong = school(
        "import", "attendance", path, "--session", "open-1", "--by", "Fay Ito", KIOSK_PIN="9"
    )
    assert wrong.status == 1
    said = school(
        "import", "attendance", path, "--session", "open-1", "--by", "Fay Ito", KIOSK_PIN="1111"
    )
    assert said.status == 0
    assert "1 person;" in said.out
