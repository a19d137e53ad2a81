"""Credentials put into pictures and papers, and found again."""

from __future__ import annotations

import io
import struct
import xml.etree.ElementTree as ET
from contextlib import suppress

import png
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.files.certificates.baking import NoCredential, bake_png, bake_svg, tokens_in
from kiosk.files.certificates.papers import Look, certificate_png, certificate_svg, certificates_pdf
from tests.certifying import certificate

TOKEN = "eyJh.bGci_Oi-J.FUzI1"


@pytest.fixture(scope="module")
def image() -> bytes:
    return certificate_png(certificate(), Look())


@pytest.fixture(scope="module")
def drawing() -> bytes:
    return certificate_svg(certificate(), Look())


def chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    return list(png.Reader(bytes=content).chunks())


def test_a_png_has_one_chunk_as_the_specification_wants_it(image: bytes) -> None:
    baked = bake_png(image, TOKEN)
    held = [content for kind, content in chunks(baked) if kind == b"iTXt"]
    assert held == [b"openbadgecredential\0\0\0\0\0" + TOKEN.encode()]
    kinds = [kind for kind, _ in chunks(baked)]
    assert kinds.index(b"iTXt") < kinds.index(b"IDAT")
    assert Image.open(io.BytesIO(baked)).text["openbadgecredential"] == TOKEN  # type: ignore[attr-defined]


def test_a_png_is_the_same_picture(image: bytes) -> None:
    before, after = (Image.open(io.BytesIO(x)) for x in (image, bake_png(image, TOKEN)))
    assert before.tobytes() == after.tobytes()


def test_baked_again_it_holds_the_last(image: bytes) -> None:
    twice = bake_png(bake_png(image, "a.b.c"), TOKEN)
    assert tokens_in(twice) == [TOKEN]


def test_an_svg_has_it_directly_behind_its_first_tag(drawing: bytes) -> None:
    baked = bake_svg(drawing, TOKEN)
    first = ET.fromstring(baked)[0]  # noqa: S314  # our own
    assert first.tag == "{https://purl.imsglobal.org/ob/v3p0}credential"
    assert first.get("verify") == TOKEN
    assert tokens_in(baked) == [TOKEN]
    assert baked.count(b"openbadges:credential") == 1


def test_found_in_an_svg_that_others_wrote() -> None:
    for tag in (
        f"<openbadges:credential\n verify='{TOKEN}'></openbadges:credential>",
        f'<ob:credential xmlns:ob="x" verify = "{TOKEN}"/>',
    ):
        assert tokens_in(f"\ufeff<?xml version='1.0'?><svg>{tag}</svg>".encode()) == [TOKEN]


def test_a_token_may_stand_alone() -> None:
    assert tokens_in(f"\ufeff{TOKEN}\r\n".encode()) == [TOKEN]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "neither"),
        (b"hello", "neither"),
        (b"<svg></svg>", "drawing"),
        (b"%PDF-1.7\nbroken", "PDF"),
        (b"\x89PNG\r\n\x1a\nbroken", "picture"),
        (b'<svg><credential verify=""/></svg>', "drawing"),
        pytest.param(b"<svg>" + b"<credential " * 100_000, "drawing", id="without an end"),
        (b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 2**31, b"iTXt"), "picture"),
    ],
)
def test_where_there_is_none_it_says_so(content: bytes, why: str) -> None:
    with pytest.raises(NoCredential, match=why):
        tokens_in(content)


def test_without_a_credential_nothing_is_found(image: bytes, drawing: bytes) -> None:
    for content in (image, drawing, certificates_pdf([certificate()], Look())):
        with pytest.raises(NoCredential, match="holds no certificate"):
            tokens_in(content)


@given(
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"<svg>", b'<credential verify="']),
    st.binary(max_size=300),
)
def test_whatever_a_file_holds_is_answered(start: bytes, rest: bytes) -> None:
    with suppress(NoCredential):
        assert all(isinstance(token, str) for token in tokens_in(start + rest))
