"""Which folder a command works on, and folders that none can work on."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.commands.refusing import journals, refused
from tests.running import Command, Said

ROSTER = "name\nAna Roy\n"


def set_up(kiosk: Command, path: Path, name: str) -> Path:
    """A data folder of an organisation with one person in it."""
    said = kiosk(
        "init", "--data", path, "--organisation", name, "--zone", "America/Toronto",
        "--languages", "en", "--facilitator", "Fay Ito", "--rep", "Rae Diaz", KIOSK_PIN="1234",
    )  # fmt: skip
    assert said.status == 0, said.err
    roster = path.parent / "one.csv"
    roster.write_text(f"name\nPerson Of {name}\n")
    assert kiosk("import", "attendees", roster, "--data", path).status == 0
    return path


def people(said: Said) -> list[str]:
    assert said.status == 0, said.err
    return [row["name"] for row in said.rows]


@pytest.fixture
def one(kiosk: Command, tmp_path: Path) -> Path:
    return set_up(kiosk, tmp_path / "one", "One")


@pytest.fixture
def two(kiosk: Command, tmp_path: Path) -> Path:
    return set_up(kiosk, tmp_path / "two", "Two")


def test_after_the_command_before_it_or_from_the_environment(
    kiosk: Command, one: Path, two: Path
) -> None:
    after = kiosk("attendees", "--json", "--data", one, KIOSK_DATA=None)
    before = kiosk("--data", one, "attendees", "--json", KIOSK_DATA=None)
    environment = kiosk("attendees", "--json", KIOSK_DATA=str(one))
    assert people(after) == people(before) == people(environment) == ["Person Of One"]
    assert people(kiosk("attendees", "--json", "--data", two)) == ["Person Of Two"]


def test_what_is_said_goes_before_the_environment(kiosk: Command, one: Path, two: Path) -> None:
    after = kiosk("attendees", "--json", "--data", one, KIOSK_DATA=str(two))
    before = kiosk("--data", one, "attendees", "--json", KIOSK_DATA=str(two))
    assert people(after) == people(before) == ["Person Of One"]


def test_after_the_command_goes_before_what_stands_before_it(
    kiosk: Command, one: Path, two: Path
) -> None:
    said = kiosk("--data", two, "attendees", "--json", "--data", one, KIOSK_DATA=None)
    assert people(said) == ["Person Of One"]


@pytest.mark.parametrize("environment", [None, "two"])
def test_commands_of_two_words_too(
    kiosk: Command, one: Path, two: Path, tmp_path: Path, environment: str | None
) -> None:
    (tmp_path / "more.csv").write_text(ROSTER)
    data = str(two) if environment else None
    said = kiosk("--data", one, "import", "attendees", tmp_path / "more.csv", KIOSK_DATA=data)
    assert said.status == 0, said.err
    assert set(people(kiosk("attendees", "--json", "--data", one))) == {"Person Of One", "Ana Roy"}
    assert people(kiosk("attendees", "--json", "--data", two)) == ["Person Of Two"]
    assert kiosk("--data", one, "export", "completions", KIOSK_DATA=data).status == 0


def test_without_any_the_users_own(kiosk: Command, tmp_path: Path) -> None:
    said = kiosk("sessions", KIOSK_DATA=None)
    assert said.status == 1
    assert "session-kiosk is not a kiosk's data folder" in said.err
    assert str(tmp_path) in said.err, "in the home of whoever calls"


# ---- folders that are none, or not ours

READING = [
    ["sessions"],
    ["sessions", "--all", "--json"],
    ["attendees"],
    ["scan", "--json"],
    ["close", "pp-1", "--by", "Fay Ito"],
    ["reopen", "pp-1", "--by", "Fay Ito", "--reason", "x"],
    ["completions", "--json"],
    ["export", "completions"],
    ["badges", "-o", "codes"],
    ["import", "attendees", "roster.csv"],
    ["attendee", "--name", "Ana"],
    ["session", "pp-1", "--room", "x"],
    ["offering", "pp", "--room", "x"],
    ["registration", "ana", "pp"],
    ["badge", "--replace", "ana"],
    ["staff"],
]


SOME = [READING[3], READING[0], READING[4], READING[9]]
"""A scan, a list, a signature, an import."""


@pytest.mark.parametrize("args", READING, ids=" ".join)
def test_a_folder_that_is_not_there(kiosk: Command, args: list[str]) -> None:
    refused(kiosk(*args, stdin="1001\n"), str(kiosk.data), "is not a kiosk's data folder", "init")
    assert not kiosk.data.exists(), "nothing is made by looking"


@pytest.mark.parametrize("args", SOME, ids=" ".join)
def test_a_folder_with_something_else_in_it(kiosk: Command, args: list[str]) -> None:
    kiosk.data.mkdir()
    (kiosk.data / "holiday.jpg").write_bytes(b"\xff\xd8")
    refused(kiosk(*args), "is not a kiosk's data folder")
    assert [path.name for path in kiosk.data.iterdir()] == ["holiday.jpg"]


@pytest.mark.parametrize("command", [["demo", "--no-open"], ["init"]])
def test_nothing_is_made_among_other_things(kiosk: Command, command: list[str]) -> None:
    kiosk.data.mkdir()
    (kiosk.data / "holiday.jpg").write_bytes(b"\xff\xd8")
    options = [
        "--organisation", "U", "--zone", "America/Toronto", "--languages", "en",
        "--facilitator", "F", "--rep", "R",
    ] if command == ["init"] else []  # fmt: skip
    said = kiosk(*command, *options, KIOSK_PIN="1234")
    refused(said, str(kiosk.data))
    assert [path.name for path in kiosk.data.iterdir()] == ["holiday.jpg"]


@pytest.mark.parametrize("args", [*SOME, ["demo", "--no-open"]], ids=" ".join)
def test_a_file_instead_of_a_folder(kiosk: Command, args: list[str]) -> None:
    kiosk.data.write_text("not a folder")
    said = kiosk(*args)
    assert said.status == 2
    assert "is a file" in said.err
    assert kiosk.data.read_text() == "not a folder"


@pytest.mark.parametrize("args", [*SOME, ["demo", "--no-open"]], ids=" ".join)
def test_a_folder_from_a_newer_version(school: Command, args: list[str]) -> None:
    marker = school.data / "kiosk.json"
    marker.write_text(json.dumps({**json.loads(marker.read_text()), "version": 99, "new": 1}))
    before = journals(school)
    refused(school(*args, stdin="1001\n", KIOSK_PIN="1111"), "newer version", "99")
    assert journals(school) == before


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"version": 1}', '{"format":"x","version":1,"kiosk":"a"}', "\xff"]
)
def test_a_marker_that_is_damaged(school: Command, content: str) -> None:
    (school.data / "kiosk.json").write_text(content, encoding="latin-1")
    refused(school("scan", stdin="1001\n"), "kiosk.json is not what a kiosk wrote")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="to root, and on Windows, a folder's permissions forbid nothing",
)
def test_a_folder_that_cannot_be_written_can_still_be_read(school: Command, tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text(ROSTER)
    folders = (school.data, school.data / "journal")
    for path in folders:
        path.chmod(0o555)
    try:
        before = journals(school)
        for args in (["scan"], ["import", "attendees", roster], ["attendee", "--name", "Ana"]):
            refused(school(*args, stdin="1001\n"), "cannot be written")
        refused(school("close", "pp-1", "--by", "Fay Ito", KIOSK_PIN="1111"), "Permission denied")
        assert len(school("sessions", "--json").rows) == 4
        assert len(school("attendees", "--json").rows) == 8
        assert journals(school) == before
    finally:
        for path in folders:
            path.chmod(0o755)


def test_a_folder_whose_journal_is_gone(school: Command) -> None:
    (school.data / "journal").rename(school.data / "elsewhere")
    refused(school("scan", stdin="1001\n"), str(school.data))


def test_the_demo_leaves_alone_what_it_did_not_make(school: Command) -> None:
    before = journals(school)
    refused(school("demo", "--no-open"), "was not made by the demo")
    assert journals(school) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=oct)
def test_a_day_leaves_nothing_that_other_users_can_read(
    school: Command, tmp_path: Path, mask: int
) -> None:
    """A school, walk-ins turned away, a signature, a certificate, a template, a backup."""
    before = os.umask(mask)
    try:
        data = set_up(school, tmp_path / "day", "Day")
        env = {"KIOSK_DATA": str(data)}
        school("scan", stdin="Nobody At All\n", **env)
        school("certificates", "template", **env)
        assert school("keys", "rotate", **env).status == 0
        assert school("backup", tmp_path / "day.zip", **env).status == 0
        assert school("backup", "--tinydb", tmp_path / "day.json", **env).status == 0
        assert school("demo", "--no-open", "--data", tmp_path / "demo").status == 0
        assert school("restore", tmp_path / "day.zip", "--data", tmp_path / "again").status == 0
    finally:
        os.umask(before)
    found = {}
    for folder in (data, tmp_path / "demo", tmp_path / "again"):
        for path in (folder, *folder.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            if mode != (0o700 if path.is_dir() else 0o600):
                found[str(path.relative_to(tmp_path))] = oct(mode)
    assert found == {}
    assert (data / "log" / "refusals.log").exists()
    assert (data / "template").is_dir()
    for name in ("day.zip", "day.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    for folder in (data, tmp_path / "demo"):
        assert school("check", "--data", folder).status == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")
def test_check_says_what_other_users_can_read_and_a_command_closes_it(
    kiosk: Command, one: Path
) -> None:
    for path in (one, *one.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    found = kiosk("check", "--data", one)
    assert found.status == 1
    assert "Wrong: journal: other users of this computer may look into the folder" in found.out
    assert "may read issuer-key.lock, issuer-key.pem, kiosk.json, lock, " in found.out
    assert "“kiosk sessions” closes" in found.out
    assert kiosk("sessions", "--data", one).status == 0
    well = kiosk("check", "--data", one)
    assert (well.status, well.out) == (0, "")
