"""``kiosk import``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.desk.protocol import Desk
from kiosk.model import Programme, School, Workshop
from store.folder import open_store
from tests.commands.refusing import journals, refused
from tests.running import Command, Said

PROGRAMME = '[programme]\nid = "extra"\ntitle = "Extra"\n[[workshop]]\nid = "one"\ntitle = "One"\n'
SESSIONS = (
    '[school]\nid = "summer"\nname = "Summer"\n[[offering]]\nid = "s"\nworkshop = "financial"\n'
    "sessions = [{ start = 2026-07-10T09:00:00, hours = 3 }]\n"
)
ROSTER = "member_number,name,offering\n7,Zoë Li,pp\n8,Yan Wu,nothing\n9,,pp\n10,Xi Ma,fin\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "given.toml"


@pytest.mark.parametrize(
    ("what", "content", "count"),
    [("programme", PROGRAMME, 2), ("sessions", SESSIONS, 3)],
)
def test_what_is_right_comes_in_and_twice_changes_nothing(
    school: Command, file: Path, what: str, content: str, count: int
) -> None:
    file.write_text(content, encoding="utf-8")
    said = school("import", what, file)
    assert said.status == 0
    assert re.fullmatch(r"To take it back: kiosk import --undo \S+\n", said.err)
    assert said.out == f"Brought in: {count} new, 0 changed, 0 as before; 0 wrong.\n"
    before = journals(school)
    again = school("import", what, file)
    assert again.out == f"Brought in: 0 new, 0 changed, {count} as before; 0 wrong.\n"
    assert (again.status, again.err) == (0, "")
    assert journals(school) == before


def test_each_wrong_row_is_listed_with_its_number_and_the_rest_comes_in(
    school: Command, tmp_path: Path
) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8-sig")
    said = school("import", "attendees", roster)
    assert said.status == 1
    assert said.err.splitlines()[:2] == [
        "row 3, “offering”: there is no offering nothing; import its sessions first",
        "row 4: it has no name",
    ]
    assert said.out == "Brought in: 4 new, 0 changed, 0 as before; 2 wrong.\n"
    names = {row["name"]: row for row in school("attendees", "--codes", "--json").rows}
    assert {"Zoë Li", "Xi Ma"} <= set(names)
    assert "Yan Wu" not in names
    assert names["Zoë Li"]["sessions"] == ["pp-1", "pp-2", "pp-3"]
    assert names["Zoë Li"]["badge_code"]
    before = journals(school)
    again = school("import", "attendees", roster)
    assert (again.status, again.err.splitlines()) == (1, said.err.splitlines()[:2])
    assert again.out == "Brought in: 0 new, 0 changed, 4 as before; 2 wrong.\n"
    assert journals(school) == before


def test_for_programs(school: Command, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    said = school("import", "attendees", roster, "--dry-run", "--json")
    assert said.status == 1
    assert {key: said.row[key] for key in ("added", "changed", "unchanged")} == {
        "added": 4,
        "changed": 0,
        "unchanged": 0,
    }
    assert said.row["wrong"] == [
        {
            "where": "row 3",
            "reason": "there is no offering nothing; import its sessions first",
            "column": "offering",
            "value": "nothing",
        },
        {"where": "row 4", "reason": "it has no name"},
    ]
    assert (said.row["dry_run"], said.row["batch"], said.row["unclear"]) == (True, None, [])
    assert said.row["columns"] == {
        "member_number": "member_number",
        "name": "name",
        "offering": "offering",
    }
    assert [i["what"] for i in said.row["items"]][:2] == ["Zoë Li, 7", "Xi Ma, 10"]


def test_a_dry_run_changes_nothing(school: Command, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    before = journals(school)
    said = school("import", "attendees", roster, "--dry-run")
    assert said.out == "Would bring in: 4 new, 0 changed, 0 as before; 2 wrong.\n"
    assert said.status == 1
    assert journals(school) == before


def refused_in_a_line(said: Said, *words: str) -> None:
    refused(said, *words)
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("what", ["programme", "sessions", "attendees"])
@pytest.mark.parametrize("name", ["given.toml", "given.csv"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00\x01",
        b"PK\x03\x04 a spreadsheet, really",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        b"\x00" * 100,
        b"x" * 1_000_000,
        b'"',
        b"[[[",
        b"\x1b[31m\x07",
        b"<html><body>Sign in</body></html>",
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_file_that_is_not_what_it_says_brings_in_nothing(
    school: Command, tmp_path: Path, what: str, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = journals(school)
    refused_in_a_line(school("import", what, path), name)
    assert journals(school) == before


@pytest.mark.parametrize("what", ["programme", "sessions", "attendees"])
def test_a_file_of_another_kind(school: Command, tmp_path: Path, what: str) -> None:
    for kind, name, content in (
        ("programme", "p.toml", PROGRAMME),
        ("sessions", "s.toml", SESSIONS),
        ("attendees", "r.csv", ROSTER),
    ):
        if kind != what:
            (tmp_path / name).write_text(content, encoding="utf-8")
            refused_in_a_line(school("import", what, tmp_path / name), name)


def test_a_file_that_is_not_there_and_a_folder(school: Command, tmp_path: Path) -> None:
    refused_in_a_line(school("import", "attendees", tmp_path / "no.csv"), "no.csv", "No such file")
    refused_in_a_line(school("import", "attendees", tmp_path), "cannot be read")


def test_what_others_recorded_meanwhile_stays(school: Command, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("member_number,name,local\n1001,Ana Núñez,Local 9\n", encoding="utf-8")
    school("scan", stdin="1001\n")
    assert school("import", "attendees", roster).status == 0
    assert school("scan", "--json", stdin="1001\n").row["outcome"] == "already_checked_in"


NO_SCHOOL = "Workshop,Start,End\nparliamentary,2026-09-10 09:00,2026-09-10 12:00\n"


@pytest.fixture
def schedule(school: Command) -> Path:
    """A schedule that names no school."""
    path = school.home / "schedule.csv"
    path.write_text(NO_SCHOOL, encoding="utf-8")
    return path


def schools(kiosk: Command) -> dict[str, str]:
    store = open_store(kiosk.data)
    found = {school.id: school.name for school in store.all(School)}
    store.close()
    return found


def test_a_schedule_without_a_school_is_of_the_only_one(school: Command, schedule: Path) -> None:
    said = school("import", "sessions", schedule)
    assert (said.status, "all of it is at Spring School" in said.err) == (0, True), said.err
    assert schools(school) == {"spring": "Spring School"}


def test_a_school_is_made_and_undoing_takes_it_back(school: Command, schedule: Path) -> None:
    said = school(
        "import", "sessions", schedule, "--new-school", "École d’automne", "--json", "--yes"
    )
    assert said.status == 0, said.err
    assert schools(school)["ecole-dautomne"] == "École d’automne"
    assert school("import", "--undo", said.row["batch"]).status == 0
    assert list(schools(school)) == ["spring"]


@pytest.mark.parametrize(
    ("options", "status", "words"),
    [
        (["--new-school", "Spring"], 1, "--school spring"),
        (["--new-school", "  "], 1, "is not the name of a school"),
        (["--new-school", "Autumn", "--school", "spring"], 2, "not both"),
    ],
)
def test_a_school_that_is_not_made(
    school: Command, schedule: Path, options: list[str], status: int, words: str
) -> None:
    said = school("import", "sessions", schedule, *options)
    assert (said.status, words in said.err) == (status, True), said.err
    assert list(schools(school)) == ["spring"]


def test_of_several_schools_the_option_names_each(school: Command, schedule: Path) -> None:
    assert school("import", "sessions", schedule, "--new-school", "Autumn", "--yes").status == 0
    said = school("import", "sessions", schedule)
    assert (said.status, "--school ID: autumn, spring." in said.err) == (1, True), said.err


def test_where_there_is_no_school_its_name_is_asked(kiosk: Command, bare_desk: Desk) -> None:
    with bare_desk.store.change() as tx:
        tx.put(Programme(id="let", title={"en": "LET"}))
        tx.put(Workshop(id="parliamentary", programme="let", title={"en": "Procedures"}))
    path = kiosk.home / "schedule.csv"
    path.write_text(NO_SCHOOL, encoding="utf-8")
    said = kiosk("import", "sessions", path)
    assert (said.status, "--new-school NAME" in said.err) == (1, True), said.err
    said = kiosk("import", "sessions", path, "--yes", typed="Autumn School\n")
    assert said.status == 0, said.err
    assert schools(kiosk) == {"autumn-school": "Autumn School"}
