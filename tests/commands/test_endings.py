"""What is written has the ending that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.desk.protocol import Desk
from tests.building import StillClock
from tests.commands.issued import able_to_issue
from tests.running import Command


@pytest.mark.parametrize(
    "args",
    [
        ("export", "completions", "-o", "x.pdf"),
        ("export", "completions", "-o", "x.xyz"),
        ("export", "completions", "--format", "csv", "-o", "x.xlsx"),
        ("export", "report", "-o", "r.csv"),
        ("export", "signin", "-o", "r.docx"),
        ("transcript", "1002", "-o", "r.csv"),
        ("certificates", "-o", "x.docx"),
        ("certificates", "--one-file", "-o", "x.docx"),
        ("certificates", "preview", "-o", "x.png"),
        ("badges", "-o", "b.docx"),
    ],
)
def test_an_ending_of_another_kind_is_refused(
    school: Command,
    desk: Desk,
    clock: StillClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
) -> None:
    given = able_to_issue(school, desk, clock)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    said = given(*args)
    assert (said.status, said.out) == (2, "")
    assert args[-1] in said.err
    assert " is named as " in said.err
    assert not list((tmp_path / "here").iterdir())
    assert given("certificates", "list", "--json").rows == []


def test_what_is_said_to_be_a_csv_may_be_called_a_text(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    assert school("export", "attendees", "--format", "csv", "-o", path).status == 0
    assert path.exists()


def test_one_file_is_a_pdf_by_its_name_too(
    school: Command, desk: Desk, clock: StillClock, tmp_path: Path
) -> None:
    given = able_to_issue(school, desk, clock)
    assert given("certificates", "--one-file", "-o", tmp_path / "all").status == 0
    assert (tmp_path / "all.pdf").is_file()
    assert not (tmp_path / "all").exists()
