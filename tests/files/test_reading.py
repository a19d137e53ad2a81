"""Reading what somebody else made: bytes, tables, entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.files import reading
from kiosk.files.forms import WorkshopForm
from kiosk.files.reading import NotThatFile, entry, read_csv, read_text, read_toml


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def rows(path: Path, *needed: str) -> list[tuple[str, dict[str, str]]]:
    return list(read_csv(path, needed))


# ---- text


def test_with_or_without_a_byte_order_mark(table: Path) -> None:
    table.write_bytes("name\nÈve\n".encode())
    plain = rows(table, "name")
    table.write_bytes("name\nÈve\n".encode("utf-8-sig"))
    assert rows(table, "name") == plain == [("row 2", {"name": "Ève"})]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name\n\xe9ve\n", "not text in UTF-8"),
        ("name\nÈve\n".encode("utf-16"), "not text in UTF-8"),
        (b"PK\x03\x04\x14\x00\x06\x00", "NUL bytes"),
        (b"name\nA\0B\n", "NUL bytes"),
    ],
)
def test_what_is_not_text_is_refused(table: Path, content: bytes, said: str) -> None:
    table.write_bytes(content)
    with pytest.raises(NotThatFile, match=said) as refused:
        read_text(table)
    assert "table.csv" in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotThatFile, match=r"nothing\.csv cannot be read: No such file"):
        read_text(tmp_path / "nothing.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotThatFile, match="cannot be read"):
        read_text(tmp_path)


def test_a_file_beyond_all_bounds(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1024 * 1024)
    table.write_bytes(b"name\n" + b"x" * 1024 * 1024)
    with pytest.raises(NotThatFile, match="larger than 1 MB"):
        read_text(table)


# ---- tables


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_comma_semicolon_or_tab_and_any_line_end(table: Path, separator: str, end: str) -> None:
    lines = [["Name", "Member Number"], ["Ève Roy", "1"], ["", ""], ["Ana", "2"]]
    table.write_bytes(end.join(separator.join(line) for line in lines).encode())
    assert rows(table, "name") == [
        ("row 2", {"name": "Ève Roy", "member_number": "1"}),
        ("row 4", {"name": "Ana", "member_number": "2"}),
    ]


def test_quotes_hold_separators_and_lines(table: Path) -> None:
    table.write_text('name,local\n"Roy, Ana","Local\n1"\n"He said ""no""",2\n')
    assert rows(table, "name") == [
        ("row 2", {"name": "Roy, Ana", "local": "Local\n1"}),
        ("row 4", {"name": 'He said "no"', "local": "2"}),
    ]


def test_headers_are_compared_without_case_and_spaces(table: Path) -> None:
    table.write_text(" NAME , Good  Standing \n Ana , yes \n")
    assert rows(table, "name") == [("row 2", {"name": "Ana", "good_standing": "yes"})]


def test_columns_without_a_header_are_left_out(table: Path) -> None:
    table.write_text("name,,local\nAna,what,1\n")
    assert rows(table, "name") == [("row 2", {"name": "Ana", "local": "1"})]


def test_a_short_row_lacks_its_last_cells(table: Path) -> None:
    table.write_text("name,local\nAna\n")
    assert rows(table, "name") == [("row 2", {"name": "Ana"})]


def test_a_long_row_is_wrong_unless_the_rest_is_empty(table: Path) -> None:
    table.write_text("name,local\nAna,1,,\nBen,1,2\n")
    assert rows(table, "name") == [
        ("row 2", {"name": "Ana", "local": "1"}),
        ("row 3", {"": "it has 3 cells under 2 headers"}),
    ]


def test_a_cell_beyond_all_bounds_is_wrong(table: Path) -> None:
    table.write_text(f"name\nAna\n{'x' * 10_001}\n{'y' * 10_000}\n")
    found = rows(table, "name")
    assert [where for where, _ in found] == ["row 2", "row 3", "row 4"]
    assert found[1][1] == {"": "a cell is longer than 10000 characters"}
    assert found[2][1] == {"name": "y" * 10_000}


def test_a_row_of_a_megabyte_is_wrong_too(table: Path) -> None:
    table.write_text(f"name\n{'x' * 1_000_000}\nAna\n")
    assert [set(row) for _, row in rows(table, "name")] == [{""}, {"name"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no column “name”; its first row says: nothing"),
        ("\n\n", "no column “name”"),
        ("first,second\n1,2\n", "first row says: first, second"),
        ("name,local,Name\n1,2,3\n", "the column “name” twice"),
        ('name\n"Ana\n', "row 2: unexpected end of data"),
        ('name\nAna\n"Ben"x\n', "row 3"),
    ],
)
def test_what_is_no_such_table(table: Path, content: str, said: str) -> None:
    table.write_text(content)
    with pytest.raises(NotThatFile, match=said):
        rows(table, "name")


def test_one_of_two_columns_may_be_enough(table: Path) -> None:
    table.write_text("last_name\nRoy\n")
    assert rows(table, "name|last_name") == [("row 2", {"last_name": "Roy"})]
    with pytest.raises(NotThatFile, match="“name” or “first_name”"):
        rows(table, "name|first_name")


# ---- TOML and entries


@pytest.mark.parametrize(
    "content", ["[", "a = ", "a = 1\na = 2", "name,local\nAna,1", "[[a]]\n[a]", "a" * 100]
)
def test_what_is_not_toml(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(content)
    with pytest.raises(NotThatFile, match="not TOML"):
        read_toml(path)


def test_toml_nested_beyond_all_bounds(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("a = " + "[" * 50_000)
    with pytest.raises(NotThatFile, match=r"nested too deep|not TOML"):
        read_toml(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"id": "x"}, "missing required title"),
        ({"id": "X Y", "title": "x"}, "id: "),
        ({"id": "x", "title": "x", "hourz": 3}, "unknown hourz"),
        ({"id": "x", "title": "x", "level": 0}, "level: "),
        ({"id": "x", "title": {"de": "x"}}, "title"),
        (7, "Expected"),
        (None, "Expected"),
    ],
)
def test_a_wrong_entry_names_the_field(data: object, said: str) -> None:
    with pytest.raises(ValueError, match=said) as wrong:
        entry(WorkshopForm, data)
    assert "`" not in str(wrong.value)
    assert "$" not in str(wrong.value)
