"""``kiosk import attendance``: a report becomes the minutes that people were there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.running import Command

HEAD = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n"


def row(name: str, joined: str = "06:00:00 PM", left: str = "08:00:00 PM", email: str = "") -> str:
    return f"{name},{email},04/10/2026 {joined},04/10/2026 {left},1,Yes\n"


@pytest.fixture(autouse=True)
def _after_the_session(school: Command) -> None:
    school.env["KIOSK_NOW"] = "2026-04-10T20:20"


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


def minutes(school: Command) -> dict[str, int]:
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


# ---- reports of other systems, and what a report does not say


def bring_text(school: Command, tmp_path: Path, text: str, *more: str) -> dict[str, object]:
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-16")
    return bring(school, str(path), *more)


MEET = "First name,Last name,Email,Duration,Time joined,Time exited\n"


def test_a_report_of_meet_without_dates(school: Command, tmp_path: Path) -> None:
    said = bring_text(school, tmp_path, f"{MEET}Finn,Lee,,1 hr,6:00 PM,7:00 PM\n")
    assert (said["system"], said["known"], said["added"]) == ("Google Meet", 1, 2)
    assert minutes(school) == {"Finn Lee": 60}


def test_gaps_that_only_the_duration_tells_are_said(school: Command, tmp_path: Path) -> None:
    said = bring_text(school, tmp_path, f"{MEET}Finn,Lee,,30 min,6:00 PM,7:00 PM\n")
    assert (said["totals_only"], said["known"]) == (1, 1)
    assert minutes(school) == {"Finn Lee": 30}


def test_an_end_that_is_not_said_is_said_to_be_assumed(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    text = "Full Name\tUser Action\tTimestamp\nFinn Lee\tJoined\t4/10/2026, 6:30:00 PM\n"
    path.write_text(text, encoding="utf-16")
    said = school("import", "attendance", str(path), "--session", "open-1")
    assert "It is not said that 1 person left: they count as present to the end" in said.err
    assert minutes(school) == {"Finn Lee": 90}


def test_columns_said_by_hand_are_kept(school: Command, tmp_path: Path) -> None:
    text = "Quien,Entro,Salio\nFinn Lee,18:00,19:00\n"
    refused = bring_error(school, tmp_path, text)
    assert "Reports of Zoom, Microsoft Teams, Google Meet, Webex, BigBlueButton, GoTo" in refused
    assert "--column HEADING=FIELD; a field is one of name, first_name" in refused
    columns = ("--column", "Quien=name", "--column", "Entro=joined", "--column", "Salio=left")
    assert bring_text(school, tmp_path, text, *columns, "--dry-run")["known"] == 1
    bring_error(school, tmp_path, text)  # a look keeps nothing
    assert bring_text(school, tmp_path, text, *columns)["added"] == 2
    assert bring_text(school, tmp_path, text)["added"] == 0


def bring_error(school: Command, tmp_path: Path, text: str, *more: str) -> str:
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    said = school("import", "attendance", str(path), "--session", "open-1", *more)
    assert said.status in (1, 2)
    assert "Brought in" not in said.out
    return said.err


def test_a_column_that_cannot_be(school: Command, tmp_path: Path) -> None:
    text = "Quien,Entro\nFinn Lee,18:00\n"
    assert "is none of name" in bring_error(school, tmp_path, text, "--column", "Quien=who")
    assert "--column takes HEADING=FIELD" in bring_error(
        school, tmp_path, text, "--column", "Quien"
    )
    assert "no row of headings" in bring_error(school, tmp_path, text, "--column", "Wer=name")


def test_two_people_with_one_bracket(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(
        row("Finn Lee (she/her)", "06:00:00 PM", "07:00:00 PM"),
        row("Zed Quill (she/her)", "07:00:00 PM", "08:00:00 PM"),
    )
    said = bring(school, path)
    assert [u["match"] for u in said["unsure"]] == ["Zed Quill (she/her)"]  # type: ignore[attr-defined]
    assert minutes(school) == {"Finn Lee": 60}


def test_rows_that_only_their_number_tells_are_answered_by_it(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("iPhone"), row("iPhone", "06:30:00 PM", "07:30:00 PM"))
    said = bring(school, path)
    assert [u["rows"] for u in said["unsure"]] == [[2], [3]]  # type: ignore[attr-defined]
    again = bring(school, path, "--match", "row 2=-", "--match", "row 3=1007")
    assert (again["known"], again["unsure"], again["status"]) == (1, [], 0)
    assert minutes(school) == {"Finn Lee": 60}


def test_the_waiting_room_is_no_presence(school: Command, tmp_path: Path) -> None:
    text = (
        "Name (Original Name),Join Time,Leave Time,Duration (Minutes),In Waiting Room\n"
        "Finn Lee,04/10/2026 05:55:00 PM,04/10/2026 07:50:00 PM,115,Yes\n"
        "Finn Lee,04/10/2026 07:50:00 PM,04/10/2026 08:00:00 PM,10,No\n"
    )
    assert bring_text(school, tmp_path, text)["waiting_room"] == 1
    assert minutes(school) == {"Finn Lee": 10}


def test_a_report_of_another_meeting_with_totals_only(school: Command, tmp_path: Path) -> None:
    text = (
        "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants,\n"
        "1,X,09/24/2020 11:35:16 AM,09/24/2020 12:49:20 PM,host@example.org,75,1,\n\n"
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\nFinn Lee,,118,\n"
    )
    refused = bring_error(school, tmp_path, text)
    assert "its meeting began 2020-09-24 at 11:35" in refused
    assert "another meeting" in refused


def test_a_report_that_is_dated_ahead_is_refused(school: Command, write) -> None:  # type: ignore[no-untyped-def]
    path = write(row("Finn Lee"))
    said = school("import", "attendance", path, "--session", "open-1", KIOSK_NOW="2026-04-10T19:00")
    assert said.status == 1
    assert "speaks of 2026-04-10 at 20:00, and that has not come yet" in said.err


@pytest.mark.parametrize("zone", ["-07:00", " PDT", " America/Vancouver"])
def test_a_zone_in_the_times_counts(school: Command, tmp_path: Path, zone: str) -> None:
    joined, left = (f"2026-04-10 {time}:00{zone}" for time in ("15:00", "16:00"))
    text = f"Name,Join Time,Leave Time,Duration (Minutes)\nFinn Lee,{joined},{left},60\n"
    assert bring_text(school, tmp_path, text)["added"] == 2
    assert minutes(school) == {"Finn Lee": 60}
