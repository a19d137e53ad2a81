"""``kiosk transcript``, ``kiosk export audit`` and ``kiosk completions --missing``."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.running import Command

SIGNED = {"KIOSK_PIN": "1111"}


def test_a_members_transcript(school: Command) -> None:
    school("scan", "--session", "fin-1", stdin="1005\n")
    school("close", "fin-1", "--by", "Fay Ito", **SIGNED)
    row = school("transcript", "1005", "--json").row
    assert row["attendee"] == {"id": "eva1", "name": "Eva Roy"}
    assert (row["programme"], row["passport"]) == ("let", None)
    (done,) = row["completions"]
    assert (done["workshop"], done["completed_on"], done["school"]) == (
        "financial",
        "2026-04-10",
        "Spring School",
    )
    said = school("transcript", "1005")
    assert "2026-04-10  Financial Essentials  Spring School  180 of 180 min" in said.out
    nothing = school("transcript", "1008")
    assert (nothing.status, nothing.err) == (0, "Nothing completed yet.\n")
    assert school("transcript", "nobody at all").status == 1


def test_everything_that_was_done(school: Command, tmp_path: Path) -> None:
    school("scan", "--session", "fin-1", stdin="1005\n")
    school("close", "fin-1", "--by", "Fay Ito", **SIGNED)
    said = school("export", "audit")
    rows = list(csv.DictReader(io.StringIO(said.out, newline="")))
    assert (rows[-1]["what"], rows[-1]["by"], rows[-1]["session"]) == (
        "closing", "Fay Ito", "fin-1",
    )  # fmt: skip
    assert (rows[-2]["what"], rows[-2]["name"]) == ("check_in", "Eva Roy")
    path = tmp_path / "audit.json"
    said = school("export", "audit", "-o", path, "--person", "1005")
    assert str(path) in said.err
    assert 0 < len(path.read_text().splitlines()) < len(rows)


def test_two_signatures(school: Command) -> None:
    school("close", "fin-1", "--by", "Fay Ito", **SIGNED)
    said = school("close", "fin-1", "--by", "Fay Ito", "--countersign", **SIGNED)
    assert (said.status, said.out) == (1, "")
    assert "signed this session already" in said.err


def test_who_lacks_what_before_the_day(school: Command) -> None:
    said = school("completions", "--missing")
    assert (said.status, said.out) == (0, "")
    assert "Nobody lacks anything" in said.err


def test_a_completion_says_by_which_rule_and_who_decided(school: Command) -> None:
    school("scan", "--session", "fin-1", stdin="1005\n")
    school("close", "fin-1", "--by", "Fay Ito", **SIGNED)
    (row,) = [r for r in school("completions", "--json").rows if r["attendee"]["id"] == "eva1"]
    assert row["rule"] == {"every_session": True, "share": 0.9}
    assert row["decided_by"] == ["Fay Ito"]
    assert (row["lacks"], row["made_up"], row["flagged"]) == ([], [], False)
