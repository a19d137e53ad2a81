"""Reading what somebody else made: bytes, tables, entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.files import reading
from kiosk.files.forms import SessionForm, WorkshopForm
from kiosk.files.reading import NotThatFile, entry, read_text, read_toml


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


# ---- text


def test_with_or_without_a_byte_order_mark(table: Path) -> None:
    table.write_bytes("name\nÈve\n".encode())
    plain = read_text(table)
    table.write_bytes("name\nÈve\n".encode("utf-8-sig"))
    assert read_text(table) == plain == "name\nÈve\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name\n\xe9ve\n", "not text in UTF-8"),
        ("name\nÈve\n".encode("utf-16"), "not text in UTF-8"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a spreadsheet or an archive"),
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


def test_toml_nested_deeper_than_any_form(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("a = " + "[" * 21 + "]" * 21)
    with pytest.raises(NotThatFile, match="nested too deep"):
        read_toml(path)


@pytest.mark.parametrize(
    "content",
    [
        "a" + ".a" * 20_000 + " = 1",
        "[a" + ".a" * 20_000 + "]",
        "x = { a" + " . 'a'" * 20_000 + " = 1 }",
    ],
)
def test_a_key_of_many_names_takes_no_room(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(content)
    with pytest.raises(NotThatFile, match="nested too deep"):
        read_toml(path)


def test_dots_in_a_text_are_no_key(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    said = "wait" + "." * 50 + " U.S.A. " * 20
    path.write_text(f'a = "{said}"\nb.c.d = 1\n')
    assert read_toml(path) == {"a": said, "b": {"c": {"d": 1}}}


def test_toml_is_smaller_than_a_table_may_be(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("#" * reading.LARGEST_TOML + "\n")
    with pytest.raises(NotThatFile, match=r"x\.toml is larger than 2 MB"):
        read_toml(path)


def test_a_number_beyond_all_bounds(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("a = " + "9" * 10_000)
    with pytest.raises(NotThatFile, match=r"x\.toml is not TOML: a number is too long\.$"):
        read_toml(path)


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_what_is_no_number_names_its_field(tmp_path: Path, value: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f"start = 2026-04-10T09:00:00\nhours = {value}\n")
    with pytest.raises(ValueError, match="hours: it is not a number"):
        entry(SessionForm, read_toml(path))


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
