"""``kiosk completions`` and ``kiosk export completions``."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest

from tests.running import Command, Said

FIELDS = {
    "attendee", "workshop", "offering", "complete", "minutes", "scheduled_minutes",
    "missing_sessions", "reason",
}  # fmt: skip
HEADER = ["member_number", "name", "local", "workshop", "offering", "completed_on"]


@pytest.fixture
def held(school: Command) -> Command:
    """The three sessions of ``pp``: Ana was at all of them, Ben not at the second."""
    for session, now, there in (
        ("pp-1", "2026-04-10T09:00", "1001\n1002\n"),
        ("pp-2", "2026-04-10T13:00", "1001\n"),
        ("pp-3", "2026-04-11T09:00", "1001\n1002\n"),
    ):
        said = school("scan", "--session", session, stdin=there, KIOSK_NOW=now)
        assert said.status == 0, said.out
        closed = school("close", session, "--by", "Fay Ito", KIOSK_NOW=now, KIOSK_PIN="1111")
        assert closed.status == 0, closed.err
    return school


def table(said: Said) -> list[dict[str, str]]:
    assert (said.status, said.err) == (0, "")
    return list(csv.DictReader(io.StringIO(said.out, newline="")))


def test_who_completed_and_who_is_missing_what(held: Command) -> None:
    rows = {row["attendee"]["id"]: row for row in held("completions", "--json").rows
            if row["offering"] == "pp"}  # fmt: skip
    assert set(rows) == {"ana", "ben"}
    for row in rows.values():
        assert set(row) >= FIELDS
    ana, ben = rows["ana"], rows["ben"]
    assert ana["attendee"] == {"id": "ana", "name": "Ana Núñez"}
    assert (ana["workshop"], ana["complete"], ana["reason"]) == (
        "parliamentary",
        True,
        "all_sessions",
    )
    assert (ana["minutes"], ana["scheduled_minutes"], ana["missing_sessions"]) == (540, 540, [])
    assert (ben["complete"], ben["reason"], ben["missing_sessions"]) == (
        False,
        "missing_sessions",
        ["pp-2"],
    )
    assert (ben["minutes"], ben["scheduled_minutes"]) == (360, 540)


def test_what_is_not_complete_any_more_says_why_and_what_it_was(held: Command) -> None:
    said = held(
        "reopen", "pp-3", "--by", "Fay Ito", "--reason", "a wrong list",
        KIOSK_NOW="2026-04-11T13:00", KIOSK_PIN="1111",
    )  # fmt: skip
    assert said.status == 0
    rows = {r["attendee"]["id"]: r for r in held("completions", "--json", "--offering", "pp").rows}
    assert (rows["ana"]["complete"], rows["ana"]["flagged"]) == (False, True)
    flag = rows["ana"]["flag"]
    assert dt.datetime.fromisoformat(flag.pop("at")).utcoffset() is not None
    assert flag == {
        "why": "reopened",
        "of": "pp-3",
        "by": "Fay Ito",
        "reason": "a wrong list",
        "was": {
            "reason": "all_sessions",
            "minutes": 540,
            "scheduled_minutes": 540,
            "completed_on": "2026-04-11",
        },
    }
    assert (rows["ben"]["flagged"], rows["ben"]["flag"]) == (False, None)
    (line, _) = held("completions", "--offering", "pp").out.splitlines()
    assert "(was complete before: a session was opened again)" in line


def test_one_offering_or_one_workshop(held: Command) -> None:
    def people(*args: str) -> list[str]:
        return [row["attendee"]["id"] for row in held("completions", "--json", *args).rows]

    assert people("--offering", "fin") == ["ben", "eva1", "eva2"]
    assert people("--workshop", "parliamentary") == ["ana", "ben"]
    assert people("--offering", "nothing") == []


def test_for_people(held: Command) -> None:
    said = held("completions", "--offering", "pp")
    assert said.out.splitlines() == [
        "✓ Ana Núñez  Parliamentary Procedures  540 of 540 min  all sessions  [pp]",
        "✗ Ben O'Hara  Parliamentary Procedures  360 of 540 min  missing sessions: pp-2  [pp]",
    ]
    nothing = held("completions", "--offering", "nothing")
    assert (nothing.status, nothing.out) == (0, "")
    assert nothing.err


def test_before_anything_is_signed(school: Command) -> None:
    rows = school("completions", "--json").rows
    assert len(rows) == 6
    assert {row["reason"] for row in rows} == {"not_all_closed"}
    assert not any(row["complete"] for row in rows)
    assert table(school("export", "completions")) == []


# ---- what is taken home


def test_a_row_for_each_completion(held: Command) -> None:
    said = held("export", "completions")
    assert said.out.splitlines()[0].split(",")[:6] == HEADER
    (row,) = table(said)
    assert {name: row[name] for name in HEADER} == {
        "member_number": "1001",
        "name": "Ana Núñez",
        "local": "Local 1",
        "workshop": "parliamentary",
        "offering": "pp",
        "completed_on": "2026-04-11",
    }


def test_a_file_that_a_spreadsheet_opens_rightly(held: Command, tmp_path: Path) -> None:
    path = tmp_path / "completions.csv"
    said = held("export", "completions", "-o", path)
    assert (said.status, said.out) == (0, "")
    assert str(path) in said.err
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["name"], row["completed_on"]) == ("Ana Núñez", "2026-04-11")


def test_no_formula_runs(held: Command) -> None:
    held("attendee", "ana", "--name", '=HYPERLINK("http://evil","x")', "--local", "@SUM(1)")
    (row,) = table(held("export", "completions"))
    assert row["name"] == '\'=HYPERLINK("http://evil","x")'
    assert row["local"] == "'@SUM(1)"


@pytest.mark.parametrize("how", [["--format", "json"], ["-o"]])
def test_as_json_lines(held: Command, tmp_path: Path, how: list[str]) -> None:
    path = tmp_path / "completions.json"
    said = held("export", "completions", *how, *([path] if how == ["-o"] else []))
    content = path.read_text(encoding="utf-8") if how == ["-o"] else said.out
    (row,) = [json.loads(line) for line in content.splitlines()]
    assert (row["name"], row["completed_on"]) == ("Ana Núñez", "2026-04-11")


def test_where_it_cannot_be_written(held: Command, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    said = held("export", "completions", "-o", tmp_path / "no" / "such" / "x.csv")
    assert said.status == 1
    assert "x.csv" in said.err
    assert "Traceback" not in said.err
    assert "not foreseen" not in said.err
    assert sorted(tmp_path.iterdir()) == before
    assert held("export", "completions", "-o", tmp_path).status == 2
