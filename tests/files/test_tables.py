"""Tables of any kind: text in every encoding and with every separator."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from kiosk.files import delimited, headings, tables
from kiosk.files.attendees import read_attendees
from kiosk.files.reading import NotThatFile
from kiosk.files.tables import Table, read_table


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def read(path: Path) -> Table:
    return read_table(path, partial(headings.score, "attendees"))


def rows(path: Path) -> list[tuple[str, dict[str, str]]]:
    """Where each row stands, and its cells by heading; of a wrong one, why."""
    found = read(path)
    return [
        (row.where, {"": row.wrong} if row.wrong else found.by_heading(row)) for row in found.rows
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_comma_semicolon_or_tab_and_any_line_end(table: Path, separator: str, end: str) -> None:
    lines = [["Name", "Member Number"], ["Ève Roy", "1"], ["", ""], ["Ana", "2"]]
    table.write_bytes(end.join(separator.join(line) for line in lines).encode())
    assert rows(table) == [
        ("row 2", {"Name": "Ève Roy", "Member Number": "1"}),
        ("row 4", {"Name": "Ana", "Member Number": "2"}),
    ]


def test_quotes_hold_separators_and_lines(table: Path) -> None:
    table.write_text('name,local\n"Roy, Ana","Local\n1"\n"He said ""no""",2\n')
    assert rows(table) == [
        ("row 2", {"name": "Roy, Ana", "local": "Local\n1"}),
        ("row 4", {"name": 'He said "no"', "local": "2"}),
    ]


def test_headings_and_cells_have_no_spaces_around(table: Path) -> None:
    table.write_text(" NAME , Good  Standing \n Ana , yes \n")
    assert rows(table) == [("row 2", {"NAME": "Ana", "Good Standing": "yes"})]


def test_columns_without_a_header_are_left_out(table: Path) -> None:
    table.write_text("name,,local\nAna,what,1\n")
    assert rows(table) == [("row 2", {"name": "Ana", "local": "1"})]


def test_a_short_row_lacks_its_last_cells(table: Path) -> None:
    table.write_text("name,local\nAna\n")
    assert rows(table) == [("row 2", {"name": "Ana"})]


def test_a_long_row_is_wrong_unless_the_rest_is_empty(table: Path) -> None:
    table.write_text("name,local\nAna,1,,\nBen,1,2\n")
    assert rows(table) == [
        ("row 2", {"name": "Ana", "local": "1"}),
        ("row 3", {"": "it has 3 cells under 2 headers"}),
    ]


def test_a_cell_beyond_all_bounds_is_wrong(table: Path) -> None:
    table.write_text(f"name\nAna\n{'x' * 10_001}\n{'y' * 10_000}\n")
    found = rows(table)
    assert [where for where, _ in found] == ["row 2", "row 3", "row 4"]
    assert found[1][1] == {"": "a cell is longer than 10000 characters"}
    assert found[2][1] == {"name": "y" * 10_000}


def test_a_row_of_a_megabyte_is_wrong_too(table: Path) -> None:
    table.write_text(f"name\n{'x' * 1_000_000}\nAna\n")
    assert [set(row) for _, row in rows(table)] == [{""}, {"name"}]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_that_programs_write(table: Path, encoding: str, separator: str) -> None:
    lines = [["Nom complet", "Courriel"], ["Marie-Ève Tremblay", "eve@example.org"]]
    table.write_bytes("\r\n".join(separator.join(line) for line in lines).encode(encoding))
    found = read(table)
    assert rows(table) == [
        ("row 2", {"Nom complet": "Marie-Ève Tremblay", "Courriel": "eve@example.org"})
    ]
    assert found.layout.delimiter == separator


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf16_with_its_mark(table: Path, mark: bytes) -> None:
    name = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    table.write_bytes(mark + "name\nÈve\n".encode(name))
    assert rows(table) == [("row 2", {"name": "Ève"})]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name\n\x81\x8d\n", "not text in UTF-8, UTF-16 or Windows-1252"),
        (b"\xff\xfe\x00", "not text in UTF-8, UTF-16"),
        (b"name\nA\0B\n", "NUL bytes"),
        ("name\nÈve\nZoë\n".encode()[:-2], "not text in UTF-8, UTF-16 or"),  # cut off
        ("name\nÈve\n".encode() + b"\x80\n", "not text in UTF-8, UTF-16 or"),
        (b"PK\x03\x04\x14\x00\x06\x00", "not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0 an old one", "an older Excel file, or locked"),
    ],
)
def test_what_is_no_text(table: Path, content: bytes, said: str) -> None:
    table.write_bytes(content)
    with pytest.raises(NotThatFile, match=said) as refused:
        read(table)
    assert "table.csv" in str(refused.value)


def test_a_decimal_comma_is_no_separator(table: Path) -> None:
    table.write_text("Nom;Note;Rang\nAna;1,5;2,5\nBen;3,5;4,5\n")
    assert rows(table)[0] == ("row 2", {"Nom": "Ana", "Note": "1,5", "Rang": "2,5"})


def test_a_title_above_the_headings(table: Path) -> None:
    table.write_text("Spring school,,\n,,\nRoom A, list of 3 April,\nName,Local,Email\nAna,1,\n")
    found = read(table)
    assert found.headings == ("Name", "Local", "Email")
    assert [row.number for row in found.rows] == [5]


def test_excels_own_first_line(table: Path) -> None:
    table.write_text("sep=;\nname;local\nRoy, Ana;1\n")
    assert rows(table) == [("row 3", {"name": "Roy, Ana", "local": "1"})]


def test_headings_that_repeat_are_told_apart(table: Path) -> None:
    table.write_text("name,Local?,Local?\nAna,1,2\n")
    assert read(table).headings == ("name", "Local?", "Local? (2)")


def test_a_formula_is_text(table: Path) -> None:
    table.write_text('name,local\n"=HYPERLINK(""http://x"")",+1\n')
    assert rows(table) == [("row 2", {"name": '=HYPERLINK("http://x")', "local": "+1"})]


def test_rows_beyond_all_bounds(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_ROWS", 10)
    table.write_text("name\n" + "Ana\n" * 10)
    assert len(rows(table)) == 10
    table.write_text("name\n" + "Ana\n" * 11)
    with pytest.raises(NotThatFile, match=r"more than \d+ rows"):
        rows(table)


def test_empty_lines_beyond_all_bounds(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_LINES", 10)
    table.write_text("name\nAna\n" + ",\n" * 8)
    assert len(rows(table)) == 1
    table.write_text("name\nAna\n" + ",\n" * 9)
    with pytest.raises(NotThatFile, match=r"more than \d+ rows"):
        rows(table)


def test_columns_beyond_all_bounds(table: Path) -> None:
    table.write_text(",".join(["name", *(f"c{n}" for n in range(tables.MOST_COLUMNS))]) + "\n")
    with pytest.raises(NotThatFile, match="more than 500 columns"):
        rows(table)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_row_of_nothing_but_separators_is_empty(table: Path, separator: str) -> None:
    table.write_text(f"name{separator}local\nAna{separator * 2_000_000}\n{separator * 600}\n")
    assert rows(table) == [("row 2", {"name": "Ana"})]


def test_a_row_far_wider_than_any_table(table: Path) -> None:
    table.write_text(f"name,local\nAna,1{',' * tables.MOST_COLUMNS}x\n")
    with pytest.raises(NotThatFile, match="more than 500 columns"):
        rows(table)


@pytest.mark.parametrize(
    "content",
    [
        'name,local\nAna,1\n"Ben,2\n' + "Cleo,3\n" * 1000,  # never closed
        "name,local\nAna,1\n" + "B" * 6000 + ",2\n",
        "name,local\nAna,1\n" + '"\n",' * 2000 + "\n",
    ],
)
def test_a_row_without_an_end(table: Path, content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LONGEST_ROW", 5000)
    table.write_text(content)
    with pytest.raises(NotThatFile, match=r"table\.csv, row 3: it goes on without an end"):
        rows(table)


def test_cells_beyond_all_bounds(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 20)
    table.write_text("name,local\n" + "Ana,1\n" * 10)
    assert len(rows(table)) == 10
    table.write_text("name,local\n" + "Ana,1\n" * 11)
    with pytest.raises(NotThatFile, match="more than 20 cells"):
        rows(table)


def test_what_is_wrong_with_the_likely_separator_is_said(table: Path) -> None:
    """With another one it would be a table of one column, which is no help to anybody."""
    table.write_text('Nom;Prénom;Note\n"Roy"x;Ana;1,5\n', encoding="utf-8")
    with pytest.raises(NotThatFile, match="row 2: a quotation mark is out of its place"):
        rows(table)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('name\n"Ana\nBen\nCleo\n', "row 2: unexpected end of data: a quotation mark is never"),
        ('name\nAna\n"Ben"x\n', "row 3: a quotation mark is out of its place"),
    ],
)
def test_a_quotation_mark_too_many_names_the_row_where_it_opens(
    table: Path, content: str, said: str
) -> None:
    table.write_text(content)
    with pytest.raises(NotThatFile, match=said):
        rows(table)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no column “name” or “last_name”; its first row says: nothing"),
        ("\n\n", "no column “name”"),
        ("first,second\n1,2\n", "first row says: first, second"),
    ],
)
def test_a_table_without_what_is_needed(table: Path, content: str, said: str) -> None:
    table.write_text(content)
    with pytest.raises(NotThatFile, match=said):
        read_attendees(table)
