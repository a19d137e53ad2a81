"""``kiosk import``: what a newer file changes is named, and on a terminal asked before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.refusing import journals
from tests.running import Command

MOVED = "~ Ana Núñez, 1001, Local 9 (local: Local 1 → Local 9)"
HEAD = "member_number,name,local\n"
QUESTION = "Change what is known? [y/N]"
TOML = (
    '[school]\nid = "summer"\nname = "Summer"\n[[offering]]\nid = "s"\nworkshop = "financial"\n'
    "sessions = [{{ start = 2026-07-{}T09:00:00, hours = 3 }}]\n"
)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "roster.csv"
    path.write_text(HEAD + "1001,Ana Núñez,Local 9\n7,Zoë Li,\n", encoding="utf-8")
    return path


def test_who_says_no_changes_nothing(school: Command, roster: Path) -> None:
    before = journals(school)
    for typed in ("n\n", "\n"):
        said = school("import", "attendees", roster, typed=typed)
        assert said.status == 1
        assert MOVED in said.err
        assert QUESTION in said.err
        assert "Zoë" not in said.err
        assert "Nothing was brought in." in said.err
        assert "Brought in:" not in said.out
        assert journals(school) == before


def test_who_says_yes_is_told_the_changes_once(school: Command, roster: Path) -> None:
    said = school("import", "attendees", roster, typed="y\n")
    assert said.status == 0
    assert said.err.count(MOVED) == 1
    assert said.out.strip() == "Brought in: 1 new, 1 changed, 0 as before; 0 wrong."


@pytest.mark.parametrize("how", [{"typed": ""}, {}], ids=["terminal", "script"])
def test_who_is_not_asked_is_told_what_changed(
    school: Command, roster: Path, how: dict[str, str]
) -> None:
    options = ["--yes"] if how else []
    said = school("import", "attendees", roster, *options, **how)
    assert (said.status, said.err.count(MOVED)) == (0, 1)
    assert QUESTION not in said.err
    assert said.out == "Brought in: 1 new, 1 changed, 0 as before; 0 wrong.\n"


def test_a_program_is_not_asked(school: Command, roster: Path) -> None:
    said = school("import", "attendees", roster, "--json", typed="")
    assert (said.status, said.err) == (0, "")
    assert (said.row["added"], said.row["changed"], said.row["moved"]) == (1, 1, [])
    assert [item["what"] for item in said.row["items"]] == ["Ana Núñez, 1001, Local 9"]


def test_what_is_only_new_is_not_asked(school: Command, roster: Path) -> None:
    roster.write_text(HEAD + "7,Zoë Li,\n", encoding="utf-8")
    said = school("import", "attendees", roster, typed="")
    assert (said.status, QUESTION in said.err) == (0, False)
    assert said.out.startswith("Brought in: 1 new, 0 changed")
    again = school("import", "attendees", roster, typed="")
    assert (again.status, QUESTION in again.err) == (0, False)


def test_a_session_that_moves_is_told(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "summer.toml"
    path.write_text(TOML.format("10"))
    school("import", "sessions", path)
    path.write_text(TOML.format("17"))
    moved = "Financial Essentials, s-1: 2026-07-10 09:00 → 2026-07-17 09:00"
    asked = school("import", "sessions", path, typed="n\n")
    assert f"would move: {moved}\n" in asked.err
    assert f"would move: {moved}\n" in school("import", "sessions", path, "--dry-run").err
    said = school("import", "sessions", path)
    assert f"moved: {moved}\n" in said.err
    path.write_text(TOML.format("24"))
    (row,) = school("import", "sessions", path, "--json").row["moved"]
    assert (row["session"], row["title"]) == ("s-1", "Financial Essentials")
    assert (row["before"][:16], row["after"][:16]) == ("2026-07-17T09:00", "2026-07-24T09:00")
