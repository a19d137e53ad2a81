"""Logos and signatures: found however they are named, and refused by name before any is used."""

from __future__ import annotations

import io
import os
import struct
import sys
import zlib
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from kiosk.errors import ForPeople
from kiosk.files.certificates import pictures
from kiosk.files.certificates.papers import Look, certificates_pdf
from kiosk.files.certificates.pictures import check_pictures, picture, slug_of
from tests.certifying import certificate, says

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
SQUARE = SVG.format('<path d="M0 0h10v10z"/>').encode()


def drawn(mode: str = "RGB", size: tuple[int, int] = (40, 40), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("logo.svg", "logo"),
        ("Logo.SVG", "logo"),
        ("marie-eve-damours.svg", "Marie-Ève D’Amours"),
        ("Marie-Ève D’Amours.svg", "Marie-Ève D’Amours"),
        ("MARIE-EVE DAMOURS.Svg", "Marie-Ève D'Amours"),
    ],
)
def test_one_is_found_however_its_name_is_written(tmp_path: Path, file: str, name: str) -> None:
    (tmp_path / file).write_bytes(SQUARE)
    assert picture(tmp_path, name) == SQUARE
    assert picture(tmp_path, "Fay Ito") is None


def test_a_new_one_is_found_and_a_changed_one_read_again(tmp_path: Path) -> None:
    assert picture(tmp_path, "logo") is None
    path = tmp_path / "logo.png"
    path.write_bytes(drawn())
    os.utime(tmp_path, ns=(1, 1))
    assert picture(tmp_path, "logo") == drawn()
    path.write_bytes(drawn("L"))
    os.utime(path, ns=(1, 1))
    assert picture(tmp_path, "logo") == drawn("L")


def test_where_there_is_no_folder_there_is_none(tmp_path: Path) -> None:
    assert picture(None, "logo") is picture(tmp_path / "none", "logo") is None
    assert slug_of("!") == ""
    assert picture(tmp_path, "!") is None


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "1", "P", "I;16"])
def test_what_a_png_may_be(tmp_path: Path, mode: str) -> None:
    (tmp_path / "logo.png").write_bytes(drawn(mode))
    check_pictures(tmp_path, [])


def a_bomb() -> bytes:
    """A few kilobytes that say they are 3.6 thousand million dots."""

    def chunk(kind: bytes, held: bytes) -> bytes:
        return (
            struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    body = zlib.compress(bytes(1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("logo.png", b"where we keep the logo", "neither a PNG, a JPEG nor an SVG"),
        ("logo.png", b"", "neither a PNG, a JPEG nor an SVG"),
        ("logo.png", drawn(kind="GIF"), "neither a PNG, a JPEG nor an SVG"),
        ("logo.png", drawn()[:60], "cannot be printed"),
        ("logo.png", a_bomb(), "60000 by 60000 dots"),
        ("logo.jpg", drawn("CMYK", kind="JPEG"), "four colours of a printing press"),
        ("logo.jpeg", drawn(size=(6000, 6000), kind="JPEG"), "6000 by 6000 dots"),
        ("logo.svg", b"<svg><rect", "cannot be printed"),
        ("logo.svg", SVG.format('<image href="/etc/hostname"/>').encode(), "cannot be printed"),
        ("logo.svg", SVG.format('<text y="9">王</text>').encode(), "No font has"),
        ("fay-ito.jpg", b"\xff\xd8\xff", "cannot be printed"),
    ],
)  # fmt: skip
def test_one_that_cannot_be_printed_is_named(
    tmp_path: Path, file: str, content: bytes, why: str
) -> None:
    (tmp_path / file).write_bytes(content)
    with pytest.raises(ForPeople, match=why) as refused:
        check_pictures(tmp_path, ["Fay Ito"])
    assert file in str(refused.value)


def test_one_that_is_too_large_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 50)
    (tmp_path / "logo.png").write_bytes(drawn())
    with pytest.raises(ForPeople, match=r"logo\.png is too large"):
        certificates_pdf([certificate()], Look(pictures=tmp_path))


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "getuid"), reason="no such modes")
def test_one_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "logo.png").mkdir()
    with pytest.raises(ForPeople, match=r"logo\.png cannot be read"):
        check_pictures(tmp_path, [])


def test_scripts_go_nowhere(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG.format("<script>alert(1)</script><path d='M0 0h9v9z'/>"))
    content = certificates_pdf([certificate()], Look(pictures=tmp_path))
    assert b"alert" not in content
    assert b"/JavaScript" not in content


@pytest.mark.parametrize("name", ["logo", "fay-ito"])
def test_a_wide_one_is_made_smaller_and_never_cut(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (3000, 100), "red").save(tmp_path / f"{name}.png")
    content = certificates_pdf([certificate(says())], Look(pictures=tmp_path))
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    page = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("RGB")
    red = [
        (x, y)
        for x in range(page.width)
        for y in range(page.height)
        if page.getpixel((x, y)) == (255, 0, 0)
    ]
    wide, high = (max(at) - min(at) + 1 for at in zip(*red, strict=True))
    assert wide > 100
    assert wide / high > 15, "as flat as it was"
