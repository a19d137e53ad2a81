"""Certificates on paper: one page each, archival, and the same whenever they are made."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import png
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from pypdf import PdfReader

from kiosk.files.certificates.papers import (
    TEMPLATE,
    TEMPLATE_FILES,
    Look,
    certificate_png,
    certificate_svg,
    certificates_pdf,
    file_stem,
    find_faults,
    sample,
)
from kiosk.files.paper.letters import NotPrintable
from kiosk.files.paper.printing import HERE, BadTemplate
from tests.certifying import certificate, says

LOOK = Look()
LONG = (
    "Maria del Carmen Esperanza Guadalupe Fernández-Villanueva y Rodríguez-Montenegro de la "
    "Santísima Trinidad O’Shaughnessy-Wolfeschlegelsteinhausenbergerdorff"
)


def page(content: bytes, dots: int = 150) -> Image.Image:
    picture: Image.Image = pypdfium2.PdfDocument(content)[0].render(scale=dots / 72).to_pil()
    return picture


def read(content: bytes) -> str:
    (one,) = PdfReader(io.BytesIO(content)).pages
    return " ".join(one.extract_text().split())


def test_it_says_what_it_is_to_say() -> None:
    said = read(certificates_pdf([certificate()], LOOK))
    for text in (
        "Test Union",
        "Certificate of completion",
        "Ana Roy",
        "Parliamentary Procedures",
        "9 hours · April 10–11, 2026",
        "Spring School, Toronto",
        "Fay Ito",
        "Issued on April 12, 2026",
        "2026-K4F2X-0001",
        "KJC-DHVC-BTVB-CLBD-VCVC-LR",
    ):
        assert text in said


def test_in_two_languages_side_by_side() -> None:
    said = read(certificates_pdf([certificate(says(languages=("en", "fr")))], LOOK))
    for text in ("Parliamentary Procedures", "Procédures parlementaires", "10–11 avril 2026"):
        assert text in said
    assert said.count("Ana Roy") == 1


def test_the_standards_it_keeps() -> None:
    content = certificates_pdf([certificate()], LOOK)
    reader = PdfReader(io.BytesIO(content))
    about = reader.xmp_metadata
    assert about is not None
    assert (about.pdfaid_part, about.pdfaid_conformance) == ("3", "A")
    assert b"pdfuaid:part" in content
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Certificate of completion: Ana Roy"


def test_the_credential_is_attached() -> None:
    one = replace(certificate(), credential="a.signed.token")
    (held,) = PdfReader(io.BytesIO(certificates_pdf([one], LOOK))).attachment_list
    assert (held.name, held.content) == ("2026-K4F2X-0001.jwt", b"a.signed.token")
    printed = certificates_pdf([one], LOOK, attached=False)
    assert list(PdfReader(io.BytesIO(printed)).attachment_list) == []


@pytest.mark.parametrize("name", ["Bo", LONG, LONG.replace(" ", ""), "Ọlátúnjí Ìyábọ̀", "Ольга"])
@pytest.mark.parametrize("languages", [("en",), ("en", "fr")])
def test_a_name_of_any_length_stays_on_one_page(name: str, languages: tuple[str, ...]) -> None:
    people = ("Alex Morin", "Marie-Ève Tremblay-Desrosiers", "Jo Li", "Fay Ito")
    one = certificate(says(name, languages, facilitators=people))
    content = certificates_pdf([one], LOOK)
    said = read(content).replace(" ", "")
    assert name.replace(" ", "") in said.replace("\u200b", "")


@pytest.mark.parametrize("people", [1, 3, 6, 9, 25])
@pytest.mark.parametrize("languages", [("en",), ("en", "fr")])
def test_however_many_facilitators_nothing_stands_on_anything_else(
    people: int, languages: tuple[str, ...]
) -> None:
    title = "Formation approfondie des déléguées et délégués"
    said = says(
        LONG,
        languages,
        title=dict.fromkeys(languages, title),
        school="École régionale de printemps du Québec et de l’Atlantique",
        place="Centre de congrès de Saint-Jean-sur-Richelieu, salle 200",
        facilitators=tuple(f"Marie-Ève Tremblay {n}" for n in range(people)),
    )
    document = pypdfium2.PdfDocument(certificates_pdf([certificate(said)], LOOK))
    assert len(document) == 1
    text = document[0].get_textpage()
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    for n, (left, bottom, right, top) in enumerate(boxes):
        for other_left, other_bottom, other_right, other_top in boxes[n + 1 :]:
            across = min(right, other_right) - max(left, other_left)
            down = min(top, other_top) - max(bottom, other_bottom)
            least = min(top - bottom, other_top - other_bottom)
            assert across <= 1 or down <= 0.5 * least


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(NotPrintable, match="王"):
        certificates_pdf([certificate(says("王小明"))], LOOK)


def test_what_cannot_be_printed_is_found_for_each_before_any_is_issued() -> None:
    worded = [
        says("Ana Roy"),
        says("王小明"),
        says(LONG),
        says("Bo 王", facilitators=("Alex Morin", "சிவா")),
    ]
    found = [
        {one.text: "".join(one.letters) for one in faults} for faults in find_faults(worded, None)
    ]
    assert found[0] == found[2] == {}
    assert found[1] == {"王小明": "王小明"}
    assert found[3]["Bo 王"] == "王"
    assert found[3]["சிவா"].startswith("ச")
    assert find_faults([], None) == []


def test_the_code_is_read_from_paper() -> None:
    picture = page(certificates_pdf([certificate()], LOOK)).convert("L")
    for seen in (
        picture,
        picture.rotate(180),
        picture.rotate(11, expand=True, fillcolor=255),
        picture.filter(ImageFilter.GaussianBlur(1.5)),
    ):
        (found,) = zxingcpp.read_barcodes(seen)
        assert found.text == "KJCDHVCBTVBCLBDVCVCLR"


def test_the_same_words_give_the_same_bytes() -> None:
    one = replace(certificate(says(languages=("en", "fr"))), credential="a.signed.token")
    other = replace(one, number="2026-K4F2X-0002")
    forms: list[Callable[[], object]] = [
        lambda: certificates_pdf([one, other], LOOK),
        lambda: certificate_png(one, LOOK),
        lambda: certificate_svg(one, LOOK),
    ]
    for make in forms:
        assert make() == make()


def test_many_in_one_file_a_page_each() -> None:
    several = [replace(certificate(says(f"Ana {n}")), number=f"2026-K-{n}") for n in range(5)]
    reader = PdfReader(io.BytesIO(certificates_pdf(several, LOOK)))
    texts = [one.extract_text() for one in reader.pages]
    assert len(texts) == 5
    assert all(f"Ana {n}" in text for n, text in enumerate(texts))


def picture_of(path: Path, size: int = 40) -> None:
    with path.open("wb") as file:
        png.Writer(size, size, greyscale=True).write(file, [[0] * size] * size)


def test_logo_and_signatures_are_found_by_name(tmp_path: Path) -> None:
    look = Look(pictures=tmp_path)
    people = ("Marie-Ève D’Amours", "Fay Ito")
    one = certificate(says(facilitators=people))
    plain = certificates_pdf([one], look)
    picture_of(tmp_path / "logo.png")
    picture_of(tmp_path / "marie-eve-damours.png", 20)
    content = certificates_pdf([one], look)
    assert len(list(PdfReader(io.BytesIO(plain)).pages[0].images)) == 0
    assert len(list(PdfReader(io.BytesIO(content)).pages[0].images)) == 2


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    for name in TEMPLATE_FILES:
        (tmp_path / name).write_bytes((HERE / name).read_bytes())
    own = Look(template=tmp_path, asked_for=True)
    assert certificates_pdf([certificate()], own) == certificates_pdf([certificate()], LOOK)
    before = own.mark
    source = (tmp_path / TEMPLATE).read_text(encoding="utf-8")
    (tmp_path / TEMPLATE).write_text(source.replace("us-letter", "a5") + "\nOur own words")
    assert own.mark != before
    assert "Our own words" in "".join(
        one.extract_text()
        for one in PdfReader(io.BytesIO(certificates_pdf([certificate()], own))).pages
    )
    (tmp_path / TEMPLATE).write_text("#let x = (")
    with pytest.raises(BadTemplate, match=r"certificate\.typ"):
        certificates_pdf([certificate()], own)


def test_a_sample_says_that_it_is_one() -> None:
    content = certificates_pdf([sample(says())], LOOK, sample=True)
    assert "Sample: not a certificate" in read(content)
    assert "Sample" not in read(certificates_pdf([certificate()], LOOK))


def test_a4_is_another_size() -> None:
    sizes = [
        tuple(round(x) for x in PdfReader(io.BytesIO(content)).pages[0].mediabox[2:])
        for paper in ("letter", "a4")
        for content in [certificates_pdf([certificate()], Look(paper=paper))]
    ]
    assert sizes == [(792, 612), (842, 595)]


def test_file_names_are_safe_and_unique() -> None:
    assert file_stem(certificate(says("../Ana\\Roy: <x>"))) == "ana-roy-x-2026-k4f2x-0001"
    assert file_stem(certificate(says("王"))).endswith("2026-k4f2x-0001")
    assert file_stem(replace(certificate(), says=None)) == "2026-k4f2x-0001"
    assert len(file_stem(certificate(says("x" * 500)))) < 90
