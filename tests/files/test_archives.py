"""Archives that nobody should open: none takes more room than a table may, and each is
refused in one line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from kiosk.files import archives, parts
from kiosk.files.attendees import read_attendees
from kiosk.files.reading import NotThatFile

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def repacked(path: Path, extra: dict[str, bytes]) -> None:
    """A good workbook with something else in it, or in place of one of its parts."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Name"])
    book.worksheets[0].append(["Ana"])
    book.save(path)
    with zipfile.ZipFile(path) as archive:
        known = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**known, **extra}.items():
            archive.writestr(name, content)


def sheet(rows: str, head: str = "") -> bytes:
    """A sheet whose first row has the heading of a name."""
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
    return (
        f'<?xml version="1.0"?>{head}<worksheet xmlns="{SPACE}">'
        f"<sheetData>{first}{rows}</sheetData></worksheet>"
    ).encode()


def refused(path: Path, said: str) -> None:
    with pytest.raises(NotThatFile, match=said) as error:
        read_attendees(path)
    assert path.name in str(error.value)


def test_a_zip_bomb(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_INSIDE", 2**20)
    repacked(path, {"xl/media/image1.png": b"\0" * 2**22})
    assert path.stat().st_size < 2**16
    refused(path, "unpacks to more than")


def test_a_zip_bomb_that_lies_of_its_size(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_INSIDE", 2**20)
    size = 2**22
    repacked(path, {"xl/media/image1.png": b"\0" * size})
    content = path.read_bytes().replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(content)
    refused(path, "unpacks to more than")


def test_too_many_parts(path: Path) -> None:
    repacked(path, {f"xl/x{n}": b"" for n in range(archives.MOST_ENTRIES)})
    refused(path, "too many parts")


@pytest.mark.parametrize("folder", ["externalLinks", "EXTERNALLINKS"])
def test_links_to_other_files(path: Path, folder: str) -> None:
    repacked(path, {f"xl/{folder}/externalLink1.xml": b"<externalLink/>"})
    refused(path, "takes cells from other files")


def test_a_path_out_of_the_archive(path: Path) -> None:
    repacked(path, {"xl/../../etc/passwd": b"x"})
    refused(path, "takes cells from other files")


def test_a_link_in_the_archive(path: Path) -> None:
    repacked(path, {})
    link = zipfile.ZipInfo("xl/media/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    refused(path, "takes cells from other files")


@pytest.mark.parametrize(
    ("far", "said"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "more than .* rows"),
        ("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "more than .* rows"),
        ('<row r = "1048576"><c r\n= "xfd1048576"><v>1</v></c></row>', "more than .* rows"),
        ('<row r="2"><c r="A99999999999"><v>1</v></c></row>', "more than .* rows"),
        ('<row r="99999999999"><c><v>1</v></c></row>', "more than .* rows"),
        ('<row r="2"><c r="AAAAAAA2"><v>1</v></c></row>', "not a spreadsheet"),
        ('<row r="2"><c r="ZZZ2"><v>1</v></c></row>', "not a spreadsheet"),
        ('<row r="2"><c r="A²"><v>1</v></c></row>', "not a spreadsheet"),
        ('<row r="2"><c r="2"><v>1</v></c></row>', "not a spreadsheet"),
        ('<row r="2"><c r="A0"><v>1</v></c></row>', "not a spreadsheet"),
        ('<row r="200000"><c r="ABC200000"><v>1</v></c></row>', "more than 4000000 cells"),
        (f'<row r="200000">{"<c><v>1</v></c>" * 21}</row>', "more than 4000000 cells"),
        (
            '<row r="1048576"><c r="A1"><v>1</v></c><c r="B1048576"><v>1</v></c></row>',
            "more than .* rows",
        ),
        ("<row><c><v>1</v></c></row>" * 200_100, "more than .* rows"),
    ],
    ids=range(14),
)
def test_one_cell_far_away_takes_no_room(path: Path, far: str, said: str) -> None:
    repacked(path, {SHEET: sheet(far)})
    refused(path, said)


def test_a_format_far_away_is_nothing(path: Path) -> None:
    repacked(path, {SHEET: sheet('<row r="1048576"><c r="XFD1048576" s="0"/></row>')})
    assert read_attendees(path).entries == []


def test_a_sheet_that_stands_elsewhere_is_looked_at_too(path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="media/image1.png" Type="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    )
    repacked(
        path,
        {
            "xl/media/image1.png": sheet(far),
            "xl/_rels/workbook.xml.rels": relations.encode(),
        },
    )
    refused(path, "more than .* rows")


def test_one_long_text_that_every_cell_names(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads it has it as often as it is named."""
    monkeypatch.setattr(archives, "LARGEST_INSIDE", 2**20)
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 200))
    text = f'<sst xmlns="{SPACE}"><si><t>{"A" * 2**13}</t></si></sst>'
    repacked(path, {SHEET: sheet(rows), STRINGS: text.encode()})
    refused(path, "unpacks to more than 1 MB")


@pytest.mark.parametrize("most", ["MOST_CELLS", "MOST_TAGS"])
def test_many_texts_of_nothing(path: Path, most: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, most, 1000)
    repacked(path, {STRINGS: f'<sst xmlns="{SPACE}">{"<si/>" * 1001}</sst>'.encode()})
    refused(path, "too many parts")


def test_what_unfolds_in_itself(path: Path) -> None:
    head = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    rows = '<row r="2"><c r="A2" t="inlineStr"><is><t>&a;&b;</t></is></c></row>'
    repacked(path, {SHEET: sheet(rows, head)})
    refused(path, "not a spreadsheet")


def test_two_parts_of_one_name(path: Path) -> None:
    """Whoever reads them takes capitals and backslashes for the same."""
    repacked(path, {"xl\\Worksheets\\Sheet1.xml": sheet("")})
    refused(path, "not a spreadsheet")


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100, b"\xd0\xcf\x11\xe0" + b"\0" * 1000],
)
def test_what_is_no_workbook(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, "not a spreadsheet|older Excel")


def test_another_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    refused(path, "not a spreadsheet")
