"""What an archive, and whoever has a certificate read aloud, needs of its PDF."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import png
import pytest
from pypdf import PdfReader

from kiosk.files.certificates.papers import Look, certificates_pdf
from tests.certifying import certificate, says


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Look:
    """With a logo and a signature."""
    folder = tmp_path_factory.mktemp("pictures")
    for name in ("logo", "fay-ito"):
        with (folder / f"{name}.png").open("wb") as file:
            png.Writer(4, 4, greyscale=True).write(file, [[0] * 4] * 4)
    return Look(pictures=folder)


@pytest.fixture(scope="module")
def content(look: Look) -> bytes:
    """One in Spanish, and one in two other languages."""
    spoken = (("es",), ("en", "fr"))
    several = [
        replace(certificate(says("Ana Núñez", one)), number=f"2026-K-{n}", credential="a.b.c")
        for n, one in enumerate(spoken)
    ]
    return certificates_pdf(several, look)


@pytest.fixture(scope="module")
def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def elements(reader: PdfReader) -> Iterator[tuple[str, str, Any]]:
    """The structure in its order: what each element is, its language, and itself."""

    def below(node: Any, language: str) -> Iterator[tuple[str, str, Any]]:
        node = node.get_object()
        for one in node if isinstance(node, list) else [node]:
            held = one.get_object()
            if not isinstance(held, dict):
                continue  # what is marked on a page, by its number
            spoken = str(held.get("/Lang", language))
            if "/S" in held:
                yield str(held["/S"]), spoken, held
            if "/K" in held:
                yield from below(held["/K"], spoken)

    root = reader.root_object
    return below(root["/StructTreeRoot"], str(root["/Lang"]))


def test_each_page_is_in_its_own_language(reader: PdfReader) -> None:
    found = list(elements(reader))
    headings = [spoken for kind, spoken, _ in found if kind == "/H1"]
    assert headings == ["es", "en", "fr"]
    second = next(n for n, (kind, spoken, _) in enumerate(found) if spoken == "en")
    assert {spoken for kind, spoken, _ in found[second:] if kind in ("/P", "/Figure")} <= {
        "en",
        "fr",
    }


def test_paragraphs_stand_beside_each_other_and_headings_in_none(reader: PdfReader) -> None:
    (document,) = (held for kind, _, held in elements(reader) if kind == "/Document")
    kinds = [str(one.get_object()["/S"]) for one in document["/K"]]
    assert kinds.count("/H1") == 3


def test_pictures_say_what_they_show(reader: PdfReader) -> None:
    said = [str(held["/Alt"]) for kind, _, held in elements(reader) if kind == "/Figure"]
    assert said.count("Test Union") == 2
    assert said.count("Fay Ito") == 2
    assert sum("KJC-DHVC" in one for one in said) == 2


def test_every_font_is_inside_and_says_its_letters(reader: PdfReader) -> None:
    pages: list[Any] = list(reader.pages)
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    for font in fonts.values():
        (below,) = font["/DescendantFonts"]
        assert "/FontFile3" in below.get_object()["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_what_is_attached_says_how_it_belongs(reader: PdfReader) -> None:
    root: Any = reader.root_object
    held = [one.get_object() for one in root["/AF"]]
    assert [str(one["/AFRelationship"]) for one in held] == ["/Data", "/Data"]
    kinds = {str(one["/EF"]["/F"].get_object()["/Subtype"]) for one in held}
    assert kinds == {"/application/vc+jwt"}


def test_its_title_is_what_a_window_shows(reader: PdfReader) -> None:
    root: Any = reader.root_object
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "/OutputIntents" in root


@pytest.mark.parametrize(
    ("command", "says_so"),
    [
        (["pdfinfo"], "Tagged:          yes"),
        (["qpdf", "--check"], "No syntax or stream encoding errors"),
    ],
    ids=["pdfinfo", "qpdf"],
)
def test_what_other_programs_say_of_it(
    content: bytes, tmp_path: Path, command: list[str], says_so: str
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not on this machine")
    (tmp_path / "x.pdf").write_bytes(content)
    done = subprocess.run([*command, tmp_path / "x.pdf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert says_so in done.stdout
