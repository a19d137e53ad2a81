"""Which letters print, which are refused, and that a name is never anything but a name."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.paper.letters import NotPrintable, missing, printable
from kiosk.files.paper.printing import pdf
from tests.files.paperwork import MADE, a_font, pages, printed, template


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template that prints names, a line each."""
    return template(tmp_path_factory.mktemp("templates"))


# ---- letters


def test_the_fonts_that_typst_brings() -> None:
    """Names print in the first; the others hold what it does not."""
    held = {font.family for font in typst.Fonts(include_system_fonts=False).fonts()}
    assert held == {
        "Libertinus Serif",
        "New Computer Modern",
        "New Computer Modern Math",
        "DejaVu Sans Mono",
    }
    weights = {
        (font.weight, font.style)
        for font in typst.Fonts(include_system_fonts=False).fonts()
        if font.family == "Libertinus Serif"
    }
    assert {(400, "normal"), (700, "normal"), (400, "italic")} <= weights


@pytest.mark.parametrize(
    "name",
    [
        "Marie-Ève d’Amours",
        "Zażółć Gęślą-Jaźń",
        "Nguyễn Thị Ngọc Hằng",
        "Şükrü Çağlar Iğdır İnönü",
        "Ángel Ñandú Güiraldes",
        "Þórunn Æðæk Øre",
        "Dvořák Ľubomír Ťapák Ůža",
        "Đorđe Šćepanović",
        "Ștefan Țăranu",
        "Õunapuu Žygimantė Ķirsis",
        "Siân Ŵyn Tŷ",
        "Kealiʻi ʻŌkina",
        "Tŝilhqot’in ʔaqam",
        "Ελένη Παπαδοπούλου",
        "Ірина Щукіна Ґалаґан",
        "Նարեկ Հակոբյան",
        "ქეთევან ბერიძე",
        "O'Hara – “Bo” & Co.",
    ],
)
def test_names_print_letter_by_letter(names: Path, name: str) -> None:
    wanted = unicodedata.normalize("NFC", name)
    assert printed(names, name).split() == wanted.split()


@pytest.mark.parametrize(
    "name", ["שלום כהן", "محمد علي الحسيني", "Ọláolú Ṣẹ́gun", "W̱SÁNEĆ", "ʔaq̓am"]
)
def test_names_that_run_from_right_to_left_or_have_marks_of_their_own_print(
    names: Path, name: str
) -> None:
    """How a reader of PDFs orders them is its own; none of the letters is lost."""
    assert set(printed(names, name)) >= set(name)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("王小明", "王 小 明"),
        ("Ana 王", "王"),
        ("김철수", "김 철 수"),
        ("สมชาย", "ส"),
        ("தமிழ்", "த"),
        ("प्रिया", "प"),
        ("ᐃᓄᒃ", "ᐃ ᓄ ᒃ"),
        ("Bo 😀", "😀"),
    ],
)
def test_a_letter_that_no_font_has_is_named(names: Path, name: str, letters: str) -> None:
    with pytest.raises(NotPrintable) as refused:
        printed(names, "Ana Roy", name)
    said = str(refused.value)
    assert said.startswith(f"No font has what it takes to print {letters}")
    assert f"“{name}”" in said
    assert "Ana Roy" not in said


def test_every_letter_is_named_and_where_it_stands(names: Path) -> None:
    with pytest.raises(NotPrintable) as refused:
        printed(names, "王小明", "Ana", "李明")
    assert str(refused.value) == (
        "No font has what it takes to print 王 小 明 李 in “王小明”, “李明”."
    )


def test_a_mark_that_cannot_stand_alone_is_named_by_its_number(names: Path) -> None:
    with pytest.raises(NotPrintable, match=r"U\+11301"):
        printed(names, "x \U00011301")


def test_what_typst_says_of_letters_is_read_as_it_writes_it() -> None:
    said = (
        'error: PDF/A-3a error: the text `"\\u{378}"` could not be displayed with font `"A"`\n'
        'error: PDF/A-3a error: the text `"\\""` could not be displayed with font `"A"`\n'
        'error: PDF/A-3a error: the PDF contains the codepoint `"\\u{e000}"`\n'
        'error: PDF/A-3a error: the text `"王"` could not be displayed with font `"A"`\n'
    )
    assert missing(said + said) == ["\u0378", '"', "\ue000", "王"]


# ---- fonts that an organisation adds


def test_a_font_in_the_folder_prints_what_the_others_cannot(names: Path, tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    with pytest.raises(NotPrintable, match=re.escape(str(fonts))):
        printed(names, "王小明", fonts=fonts)
    assert fonts.is_dir(), "where one is told to put a font"
    with pytest.raises(NotPrintable):
        printed(names, "王小明", fonts=fonts)
    a_font(fonts / "squares.ttf", "王小明")
    assert printed(names, "王小明", "Ana Roy", fonts=fonts).split() == ["王小明", "Ana", "Roy"]


def test_what_is_no_font_harms_nothing(names: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0 not a font at all")
    (tmp_path / "notes.txt").write_text("where we found them")
    assert printed(names, "Ana Roy", fonts=tmp_path).split() == ["Ana", "Roy"]


def test_the_fonts_of_the_machine_are_not_used(names: Path) -> None:
    content = pdf(names, {"names": ["Ana ★ ☺ Ω"]}, made=MADE)
    page: Any = pages(content)[0]
    fonts = page["/Resources"]["/Font"]
    families = {str(font.get_object()["/BaseFont"]).split("+")[1] for font in fonts.values()}
    assert all(name.startswith(("LibertinusSerif", "DejaVuSansMono")) for name in families)


# ---- names that mean something to a typesetter


@pytest.mark.parametrize(
    "name",
    [
        '#read("/etc/passwd")',
        "#{ 1 + 1 }",
        "$x^2$",
        "*bold* _it_ `raw`",
        "@nobody <label>",
        "= Heading",
        "- item",
        "// gone",
        "/* gone */",
        "\\u{41} \\ \\#",
        '"; panic()',
        "~ --- ... 'x' \"y\"",
        "https://example.org/x",
        "{number} {0}",
        "]#text(red)[",
        "%PDF-1.7",
        "(() \\) <<",
    ],
)
def test_a_name_is_never_read_as_anything_else(names: Path, name: str) -> None:
    assert printed(names, name).split() == name.split()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("A\x00B", "AB"),
        ("A\x1b[31mB", "A[31mB"),
        ("A\tB\nC", "A B C"),
        ("A\u202eB\u2066C", "ABC"),
        ("A\ue000B", "AB"),
        ("A\ud800B", "AB"),
        ("A\u0378B", "AB"),
        ("e\u0301", "é"),
        ("08\u00a0h\u202f47", "08\u00a0h\u202f47"),
    ],
)
def test_what_is_taken_out_of_a_text(given: str, shown: str) -> None:
    assert printable(given) == shown


@given(st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_any_text_prints_or_is_refused_by_letter(names: Path, said: list[str]) -> None:
    try:
        content = pdf(names, {"names": said}, made=MADE)
    except NotPrintable as refused:
        clean = [printable(text) for text in said]
        text = str(refused)
        assert text.startswith("No font has what it takes to print ")
        assert any(f"“{one}”" in text for one in clean)
    else:
        assert len(pages(content)) == 1


LATIN = st.characters(
    min_codepoint=0x20,
    max_codepoint=0x17F,
    categories=("L", "Nd", "P", "Zs"),
    exclude_characters="ŉſ",  # no name has them any more; a reader of PDFs writes others
)


@given(st.text(LATIN, min_size=1, max_size=30))
def test_any_western_name_prints_as_it_is_written(names: Path, name: str) -> None:
    assert "".join(printed(names, name).split()) == "".join(printable(name).split())
