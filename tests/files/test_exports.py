"""What is taken home: a table that a spreadsheet opens rightly."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.exports import BOM, COMPLETION_COLUMNS, csv_text, safe_cell

PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://evil","click")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    " =1+1",
    "\n=1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_runs_as_a_formula(payload: str) -> None:
    safe = safe_cell(payload)
    assert safe == "'" + payload
    (row,) = csv.reader(io.StringIO(csv_text(["name"], [{"name": payload}]).split("\n", 1)[1]))
    assert row == ["'" + payload]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ana Roy",
        "Ève",
        "1001",
        "036953",
        "2026-04-10",
        "a=b",
        "O'Brien",
        "'quoted",
        "Local 1-2",
        "x@example.org",
    ],
)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_what_is_not_text() -> None:
    assert safe_cell(None) == ""
    assert safe_cell(0) == "0"
    assert safe_cell(540) == "540"


@given(st.text(max_size=30))
def test_what_a_spreadsheet_sees_never_begins_as_a_formula(text: str) -> None:
    seen = safe_cell(text).strip()
    assert not seen.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=5))
def test_a_reader_gets_back_what_was_written(rows: list[list[str]]) -> None:
    said = csv_text(["one", "two"], [{"one": one, "two": two} for one, two in rows])
    read = list(csv.reader(io.StringIO(said, newline="")))
    assert read == [["one", "two"], *([safe_cell(cell) for cell in row] for row in rows)]


def test_a_file_with_the_mark_is_read_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "completions.csv"
    rows = [{"name": "Marie-Ève d’Amours", "local": 'Señor; "Ñ",\nžluťoučký'}]
    path.write_bytes((BOM + csv_text(["name", "local"], rows)).encode())
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file)) == rows
    assert b"\r\n" in path.read_bytes()


def test_the_columns_that_reps_count_on() -> None:
    assert COMPLETION_COLUMNS[:6] == (
        "member_number",
        "name",
        "local",
        "workshop",
        "offering",
        "completed_on",
    )


def test_a_column_that_is_missing_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        csv_text(["name"], [{"title": "x"}])
