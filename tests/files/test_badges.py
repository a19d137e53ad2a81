"""Badge codes as QR images, read back with a decoder that is not ours."""

from __future__ import annotations

import struct
from pathlib import Path

import png
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.badges import file_name, file_names, write_qr
from kiosk.rules.codes import ALPHABET, PREFIX, check_letters, new_code


class Pixels:
    """A grey image as the decoder takes one: the buffer protocol's way."""

    def __init__(self, path: Path) -> None:
        self.width, self.height, rows, info = png.Reader(bytes=path.read_bytes()).asDirect()
        assert info["greyscale"]
        most = 2 ** info["bitdepth"] - 1
        self.rows = [[255 * value // most for value in row] for row in rows]

    @property
    def buffer(self) -> memoryview:
        flat = bytes(value for row in self.rows for value in row)
        return memoryview(flat).cast("B", (self.height, self.width))


def read_back(path: Path) -> zxingcpp.Barcode:
    (found,) = zxingcpp.read_barcodes(Pixels(path).buffer)
    return found


@pytest.fixture(scope="module")
def codes() -> list[str]:
    return [new_code() for _ in range(20)]


def test_every_image_is_read_as_its_code(tmp_path: Path, codes: list[str]) -> None:
    for code in codes:
        path = tmp_path / f"{code}.png"
        write_qr(code, path)
        found = read_back(path)
        assert found.text == code
        assert found.format == zxingcpp.BarcodeFormat.QRCode
        assert found.ec_level == "Q"


@pytest.mark.parametrize("payload", ["C" * 16, "V" * 16, "CV" * 8, "CCCCCCCCCCCCCCCV", ALPHABET])
def test_codes_at_the_edges_are_read_too(tmp_path: Path, payload: str) -> None:
    code = PREFIX + payload + check_letters(payload)
    write_qr(code, tmp_path / "x.png")
    assert read_back(tmp_path / "x.png").text == code


def test_version_two_with_a_quiet_zone_of_four(tmp_path: Path, codes: list[str]) -> None:
    """Version 2 has 25 modules a side; with four of quiet zone around, 33."""
    for scale in (1, 4, 10):
        write_qr(codes[0], tmp_path / "x.png", scale)
        image = Pixels(tmp_path / "x.png")
        assert (image.width, image.height) == (33 * scale, 33 * scale)
        quiet = 4 * scale
        middle = range(quiet, image.width - quiet)
        for y, row in enumerate(image.rows):
            outside = row if y not in middle else row[:quiet] + row[-quiet:]
            assert set(outside) == {255}
        assert image.rows[quiet][quiet] == 0, "the finder pattern's corner"


def test_a_damaged_print_is_still_read(tmp_path: Path, codes: list[str]) -> None:
    """What level Q is for: a coffee stain over a part of it."""
    write_qr(codes[0], tmp_path / "x.png")
    image = Pixels(tmp_path / "x.png")
    for y in range(150, 200):
        for x in range(180, 220):
            image.rows[y][x] = 255
    (found,) = zxingcpp.read_barcodes(image.buffer)
    assert found.text == codes[0]


def test_it_is_a_png(tmp_path: Path, codes: list[str]) -> None:
    write_qr(codes[0], tmp_path / "x.png")
    head = (tmp_path / "x.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (330, 330)


# ---- file names


def test_a_file_name_says_whose_badge_it_is() -> None:
    assert file_name("Marie-Ève Tremblay", "100042", "KJKCCCCCCCCCCCCCCCCCC") == (
        "marie-eve-tremblay-100042-cccccc.png"
    )
    assert file_name("", "", "KJKCCCCCCCCCCCCCCCCCC") == "blank-cccccc.png"


@given(st.text(max_size=80), st.text(max_size=20))
def test_a_file_name_is_safe_on_every_system(name: str, number: str) -> None:
    made = file_name(name, number, "KJKCCCCCCCCCCCCCCCCCC")
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert made.endswith("-cccccc.png")
    assert 11 < len(made) <= 80
    assert not made.startswith("-")


def test_two_codes_with_one_end_have_two_files() -> None:
    one, other = "KJKCCCCCCCCCCCCCCCCCC", "KJKBBBBBBBBBBBBCCCCCC"
    assert file_names([("", "", one), ("", "", other), ("Ana", "7", one)]) == [
        "blank-kjkcccccccccccccccccc.png",
        "blank-kjkbbbbbbbbbbbbcccccc.png",
        "ana-7-cccccc.png",
    ]


LETTERS = st.text("CB", min_size=18, max_size=18).map("KJK".__add__)


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "Ana Roy", "ana-roy", "Åna Roy"]), st.just(""), LETTERS),
        unique_by=lambda badge: badge[2],
        max_size=20,
    )
)
def test_every_badge_has_a_file_of_its_own(badges: list[tuple[str, str, str]]) -> None:
    names = file_names(badges)
    assert len(set(names)) == len(badges)
    assert dict(zip(badges, names, strict=True)) == dict(
        zip(reversed(badges), file_names(badges[::-1]), strict=True)
    ), "in whatever order"
