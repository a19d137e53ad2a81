"""``kiosk export``: as what kind of file, to where; and there and back."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import openpyxl
import pytest

from kiosk.model import Offering, Organisation, Programme, Record, School, Session, Workshop
from store.folder import create, open_store
from tests.commands.test_export import signed_school, table
from tests.running import SCRIPT, Command


@pytest.fixture
def held(school: Command) -> Command:
    return signed_school(school)


# ---- as what


def test_a_workbook(held: Command, tmp_path: Path) -> None:
    held("attendee", "1005", "--name", "=Eva Roy")
    path = tmp_path / "completions.xlsx"
    said = held("export", "completions", "--workshop", "financial", "-o", path)
    assert said.err == f"2 completions in {path}.\n"
    book = openpyxl.load_workbook(path)
    sheet, summary = book.worksheets
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    eva = rows["=Eva Roy"]
    assert (eva[0].value, eva[0].data_type) == ("1005", "s")
    assert eva[1].data_type == "s"
    assert isinstance(eva[5].value, dt.date)
    assert (eva[7].value, eva[7].data_type) == (180, "n")
    facts = {row[0].value: row[1].value for row in summary.iter_rows(max_col=2)}
    assert (facts["Rows"], facts["Financial Essentials"], facts["Local 1"]) == (2, 2, 2)


def test_json_has_numbers(held: Command) -> None:
    row = json.loads(held("export", "completions", "--format", "jsonl").out.splitlines()[0])
    assert (row["member_number"], row["minutes"]) == ("1002", 180)
    assert held("export", "completions", "--format", "json").out == (
        held("export", "completions", "--format", "jsonl").out
    )


def test_to_standard_output_by_its_name(held: Command, tmp_path: Path) -> None:
    assert held("export", "completions", "-o", "-").out == held("export", "completions").out
    assert not Path("-").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is such a device")
def test_a_full_disk_behind_standard_output_is_said_to_be(held: Command) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [SCRIPT, "export", "completions"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=held.environment(),
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"Standard output cannot be written: The disk is full.\n"


def test_every_way_says_the_same(held: Command, tmp_path: Path) -> None:
    """CSV, JSON Lines, a workbook, and what ``kiosk completions`` explains."""
    columns = "attendee,offering,complete,minutes,scheduled_minutes,reason,missing_sessions"
    asked = ("--status", "all", "--columns", f"{columns},completed_on")
    rows = table(held("export", "completions", *asked))
    lines = held("export", "completions", *asked, "--format", "jsonl").rows
    assert [{key: str(value) for key, value in line.items()} for line in lines] == rows
    path = tmp_path / "all.xlsx"
    held("export", "completions", *asked, "-o", path)
    head, *cells = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    sheet = [dict(zip(head, row, strict=True)) for row in cells]
    for row in sheet:
        day = row["completed_on"]
        row["completed_on"] = day.date().isoformat() if isinstance(day, dt.datetime) else None
    assert [{key: str(value or "0" if key == "minutes" else value or "")
             for key, value in row.items()} for row in sheet] == rows  # fmt: skip
    explained = [
        {
            "attendee": row["attendee"]["id"],
            "offering": row["offering"],
            "complete": "yes" if row["complete"] else "no",
            "minutes": str(row["minutes"]),
            "scheduled_minutes": str(row["scheduled_minutes"]),
            "reason": row["reason"],
            "missing_sessions": ";".join(row["missing_sessions"]),
            "completed_on": row["completed_on"] or "",
        }
        for row in held("completions", "--json").rows
    ]
    assert explained == rows
    assert len(rows) == 6


# ---- there and back


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_people_come_back_as_they_were(held: Command, tmp_path: Path, form: str) -> None:
    """Exported, imported into a folder that has the same sessions and nobody, exported."""
    held("attendee", "1001", "--position", "Steward", "--position", "Trustee", "--good-standing")
    held("attendee", "1001", "--email", "ana@example.org", "--language", "fr")
    held("registration", "1001", "open", "--status", "waitlisted")
    held("attendee", "--name", "Jan O’Brien Jr.; “Bob”", "--local", 'Local "9", north')
    held("attendee", "--name", "王小明", "--member-number", "0007")
    first, second = tmp_path / f"first.{form}", tmp_path / f"second.{form}"
    assert held("export", "attendees", "-o", first).status == 0
    rows = table(held("export", "attendees"))
    assert len(rows) == 11, "Ana has a row for what she is registered for, and one for waiting"

    empty = Command(tmp_path / "empty", tmp_path, dict(held.env))
    _same_sessions(held, empty)
    assert table(empty("export", "attendees")) == []
    said = empty("import", "attendees", first)
    assert said.status == 0, said.err
    assert empty("export", "attendees", "-o", second).status == 0
    assert empty("export", "attendees").out == held("export", "attendees").out
    if form == "csv":
        assert second.read_bytes() == first.read_bytes()


def _same_sessions(held: Command, empty: Command) -> None:
    """What is taught, without anyone who takes it."""
    create(empty.data)
    one, other = open_store(held.data), open_store(empty.data)
    try:
        with other.change() as tx:
            kinds: tuple[type[Record], ...] = (
                Organisation, Programme, Workshop, School, Offering, Session,
            )  # fmt: skip
            for kind in kinds:
                for record in one.all(kind):
                    tx.put(record)
    finally:
        one.close()
        other.close()


def test_one_local_in_many_spellings_is_counted_once(school: Command, tmp_path: Path) -> None:
    for who, local in (("1002", "503"), ("1005", "Local 503"), ("1006", "Loc. 0503")):
        assert school("attendee", who, "--local", local).status == 0
    path = tmp_path / "people.xlsx"
    assert school("export", "attendees", "-o", path).status == 0
    counts = openpyxl.load_workbook(path).worksheets[1].iter_rows(values_only=True)
    assert ("Local 503", 3) in {tuple(cell for cell in row if cell is not None) for row in counts}
