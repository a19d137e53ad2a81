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


# ---- names


RENAME = "row 2: “Anna Núñez” is known as “Ana Núñez”, and stays so"
TAKE = "Take the names of the file? [y/N]"


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "named.csv"
    path.write_text(HEAD + '1001,Anna Núñez,\n70007,"LI, ZOË",\n', encoding="utf-8")
    return path


def name_of(school: Command, number: str) -> str:
    rows = school("attendees", "--json").rows
    (name,) = [row["name"] for row in rows if row["member_number"] == number]
    return str(name)


def test_a_known_name_stays_where_nobody_is_asked(school: Command, named: Path) -> None:
    for how in (["--yes"], ["--json"], []):
        said = school("import", "attendees", named, *how)
        assert said.status == 1
        if how == ["--json"]:
            (renaming,) = said.row["renames"]
            assert renaming == {
                "where": "row 2",
                "attendee": {"id": "ana", "name": "Ana Núñez"},
                "name": "Anna Núñez",
            }
        else:
            assert RENAME in said.err
            assert "--rename" in said.err
            assert ", 1 not clear." in said.out
        assert name_of(school, "1001") == "Ana Núñez"
    said = school("import", "attendees", named, "--yes", "--rename")
    assert (said.status, name_of(school, "1001")) == (0, "Anna Núñez")


@pytest.mark.parametrize(("typed", "status", "name"), [("n\n", 1, "Ana"), ("y\ny\n", 0, "Anna")])
def test_on_a_terminal_it_is_asked_whether_the_names_are_taken(
    school: Command, named: Path, typed: str, status: int, name: str
) -> None:
    said = school("import", "attendees", named, typed=typed)
    assert said.status == status
    assert RENAME in said.err
    assert TAKE in said.err
    assert (QUESTION in said.err) is (name == "Anna")
    assert name_of(school, "1001") == f"{name} Núñez"
    assert name_of(school, "70007") == "Zoë Li"


def test_names_in_capitals_are_said_with_what_they_were_and_can_be_kept(
    school: Command, named: Path
) -> None:
    written = "row 3: “LI, ZOË” is written “Zoë Li”"
    said = school("import", "attendees", named, "--dry-run")
    assert written in said.err
    kept = school("import", "attendees", named, "--dry-run", "--names-as-written")
    assert written not in kept.err
    assert "ZOË LI" in kept.err
    row = school("import", "attendees", named, "--json").row
    assert row["names"] == [{"where": "row 3", "written": "LI, ZOË", "name": "Zoë Li"}]


def test_of_many_names_in_capitals_the_first_are_said(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    rows = "".join(f"{7000 + n},ANA ROY{chr(65 + n)},\n" for n in range(25))
    path.write_text(HEAD + rows, encoding="utf-8")
    said = school("import", "attendees", path, "--dry-run")
    assert said.err.count("is written") == 20
    assert "and 5 other names likewise" in said.err
