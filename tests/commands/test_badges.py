"""``kiosk badges``: one QR image a person, read back."""

from __future__ import annotations

from pathlib import Path

import png
import zxingcpp

from tests.building import CODES
from tests.running import Command


def read_all(folder: Path) -> dict[str, str]:
    """By file name, what each image says."""
    found = {}
    for path in folder.iterdir():
        width, height, rows, info = png.Reader(bytes=path.read_bytes()).asDirect()
        most = 2 ** info["bitdepth"] - 1
        flat = bytes(255 * value // most for row in rows for value in row)
        (barcode,) = zxingcpp.read_barcodes(memoryview(flat).cast("B", (height, width)))
        found[path.name] = barcode.text
    return found


def test_one_image_a_person(school: Command, tmp_path: Path) -> None:
    said = school("badges", "-o", tmp_path / "codes")
    assert (said.status, said.out) == (0, "")
    assert said.err == f"8 codes in {tmp_path / 'codes'}.\n"
    images = read_all(tmp_path / "codes")
    codes = {row["badge_code"] for row in school("attendees", "--json", "--codes").rows}
    assert set(images.values()) == codes
    assert len(codes) == 8
    assert images["ana-nunez-1001-cccccc.png"] == CODES["ana"]
    assert CODES["revoked"] not in images.values()
    for code in images.values():
        row = school("scan", "--json", stdin=code.lower()).row
        assert row["attendee"] is not None


def test_twice_gives_the_same(school: Command, tmp_path: Path) -> None:
    school("badges", "-o", tmp_path / "one")
    school("badges", "-o", tmp_path / "two")
    assert read_all(tmp_path / "one") == read_all(tmp_path / "two")


def test_blank_ones_for_who_comes_unannounced(school: Command, tmp_path: Path) -> None:
    assert school("badges", "-o", tmp_path / "codes", "--blank", "3").status == 0
    images = read_all(tmp_path / "codes")
    assert len(set(images.values())) == 3
    code = next(iter(images.values()))
    assert school("scan", "--json", stdin=code).row["outcome"] == "unassigned_code"
    assert school("badge", "--assign", code, "1001").status == 0
    assert school("scan", "--json", stdin=code).row["attendee"]["id"] == "ana"


def test_where_it_cannot_be_written(school: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    said = school("badges", "-o", tmp_path / "file" / "codes")
    assert said.status == 1
    assert "Traceback" not in said.err
    assert "not foreseen" not in said.err
    assert str(tmp_path / "file") in said.err
    assert school("badges", "-o", tmp_path / "file").status == 2
