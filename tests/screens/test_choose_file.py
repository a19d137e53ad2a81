"""The files of a folder, while a path is being typed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from screens.choose_file import MOST, listing, meant, shown


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for name in ("Écoles", "downloads", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("roster.csv", "Roster old.CSV", "let.toml", "photo.png", ".secret.csv"):
        (tmp_path / name).write_text("")
    return tmp_path


def names(typed: str) -> list[str]:
    return [entry.path.name for entry in listing(typed).entries]


def test_folders_first_then_files_that_can_be_brought_in(home: Path) -> None:
    expected = ["downloads", "Écoles", "let.toml", "roster.csv", "Roster old.CSV"]
    assert names("~/") == names("") == names("~") == names(f"{home}{os.sep}") == expected


def test_the_rest_narrows_without_regard_to_case_and_accents(home: Path) -> None:
    assert names("~/ros") == ["roster.csv", "Roster old.CSV"]
    assert names("~/eco") == ["Écoles"]
    assert names("eco") == ["Écoles"]
    assert names("~/nothing") == []


def test_a_folder_that_is_not_there(home: Path) -> None:
    assert listing("~/nowhere/x").missing
    assert listing(f"/{'n' * 300}/x").missing
    assert listing("~nobody-has-this-name/").missing


def test_many_files_say_how_many_more(home: Path) -> None:
    for number in range(MOST + 7):
        (home / "downloads" / f"{number}.csv").write_text("")
    found = listing("~/downloads/")
    assert (len(found.entries), found.more) == (MOST, 7)


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
def test_a_name_that_no_screen_can_show_is_left_out(home: Path) -> None:
    (home / "downloads" / "a\x1b[31m.csv").write_text("")
    assert names("~/downloads/") == []


def test_a_path_is_shown_short_and_read_again(home: Path) -> None:
    assert shown(home / "roster.csv", is_folder=False) == str(Path("~/roster.csv"))
    assert meant(shown(home / "downloads", is_folder=True)) == home / "downloads"
    assert meant("~") == home
