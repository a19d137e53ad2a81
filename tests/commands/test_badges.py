"""``kiosk badges``: QR images and the set-up card, read back."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import png
import zxingcpp

from kiosk.files.setup_card import setup_card
from kiosk.rules.scanner import CARD
from kiosk.words import LANGUAGES, words
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


# ---- the card that a scanner is checked with


def read_card(path: Path) -> str:
    """What the QR code of a card says, its squares drawn again."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - written here
    (squares,) = (found.get("d", "") for found in root if found.tag.endswith("path"))
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h", squares)}
    side = max(x for x, _ in dark) + 1
    quiet, scale = 4, 4
    width = (side + 2 * quiet) * scale
    flat = bytes(
        0 if (x // scale - quiet, y // scale - quiet) in dark else 255
        for y in range(width)
        for x in range(width)
    )
    (barcode,) = zxingcpp.read_barcodes(memoryview(flat).cast("B", (width, width)))
    return barcode.text


def test_the_set_up_card(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "card.svg"
    said = school("badges", "--setup-card", "-o", path)
    assert (said.status, said.out, said.err) == (0, "", f"Print {path}.\n")
    assert read_card(path) == CARD
    assert "Check the scanner" in path.read_text(encoding="utf-8")


def test_the_card_speaks_every_language_of_the_organisation() -> None:
    titles = [words(language)("Set-up card for the scanner") for language in LANGUAGES]
    drawn = setup_card(LANGUAGES)
    assert drawn.count("<text") == 2 * len(LANGUAGES)
    for title in titles:
        assert f">{title}</text>" in drawn


def test_the_card_is_asked_for_alone(school: Command, tmp_path: Path) -> None:
    assert school("badges", "--setup-card", "--blank", "3").status == 2
    said = school("badges", "--setup-card", "-o", tmp_path / "card.png")
    assert (said.status, "card.svg" in said.err) == (2, True)
    assert not list(tmp_path.glob("card*"))


def test_without_a_folder_it_asks_for_one(school: Command) -> None:
    said = school("badges")
    assert (said.status, "-o" in said.err) == (2, True)
