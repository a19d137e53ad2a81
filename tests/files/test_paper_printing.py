"""Templates and data become PDFs: which letters print, what is refused, what a file says."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import png
import pytest
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from kiosk.files.paper import printing
from kiosk.files.paper.letters import NotPrintable, missing, printable
from kiosk.files.paper.printing import HERE, BadTemplate, pdf

MADE = dt.datetime(2026, 4, 10, 12, 0, tzinfo=dt.UTC)

NAMES = """
#import "given.typ": data, file
#set document(title: "Names")
#set text(font: "Libertinus Serif", lang: "en")
#set page(width: auto, height: auto)
#for name in data.names [#name #linebreak()]
"""


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template that prints names, a line each."""
    return template(tmp_path_factory.mktemp("templates"), NAMES)


def template(folder: Path, source: str) -> Path:
    (folder / "given.typ").write_bytes((HERE / "given.typ").read_bytes())
    (folder / "sheet.typ").write_text(source, encoding="utf-8")
    return folder / "sheet.typ"


def printed(names: Path, *said: str, **more: Any) -> str:
    """What stands on the paper."""
    content = pdf(names, {"names": said}, made=MADE, **more)
    return unicodedata.normalize("NFC", PdfReader(io.BytesIO(content)).pages[0].extract_text())


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


def a_font(path: Path, letters: str) -> None:
    """A font in which each of these letters is a square."""
    pen = TTGlyphPen(None)
    for move, point in zip(
        (pen.moveTo, pen.lineTo, pen.lineTo, pen.lineTo),
        ((50, 0), (50, 700), (750, 700), (750, 0)),
        strict=True,
    ):
        move(point)
    pen.closePath()
    square = pen.glyph()
    held = [".notdef", *(f"u{ord(letter):X}" for letter in letters)]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(held)
    font.setupCharacterMap({ord(letter): f"u{ord(letter):X}" for letter in letters})
    font.setupGlyf(dict.fromkeys(held, square))
    font.setupHorizontalMetrics(dict.fromkeys(held, (800, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares"})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(path)


def test_a_font_in_the_folder_prints_what_the_others_cannot(names: Path, tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    with pytest.raises(NotPrintable, match=re.escape(str(fonts))):
        printed(names, "王小明", fonts=fonts)
    fonts.mkdir()
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
    fonts = PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/Font"]
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
        assert len(PdfReader(io.BytesIO(content)).pages) == 1


LATIN = st.characters(
    min_codepoint=0x20,
    max_codepoint=0x17F,
    categories=("L", "Nd", "P", "Zs"),
    exclude_characters="ŉſ",  # no name has them any more; a reader of PDFs writes others
)


@given(st.text(LATIN, min_size=1, max_size=30))
def test_any_western_name_prints_as_it_is_written(names: Path, name: str) -> None:
    assert "".join(printed(names, name).split()) == "".join(printable(name).split())


# ---- the file


def test_the_same_bytes_every_time_on_every_start(names: Path) -> None:
    first = pdf(names, {"names": ["Ana", "Zoë"]}, made=MADE)
    assert pdf(names, {"names": ["Ana", "Zoë"]}, made=MADE) == first
    again = (
        "import datetime as dt, sys; from pathlib import Path;"
        "from kiosk.files.paper.printing import pdf;"
        "made = dt.datetime(2026, 4, 10, 12, 0, tzinfo=dt.UTC);"
        "sys.stdout.buffer.write("
        "pdf(Path(sys.argv[1]), {'names': ['Ana', 'Zoë']}, made=made))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", again, names], capture_output=True, check=True
    )
    assert done.stdout == first
    assert pdf(names, {"names": ["Ana", "Zoë"]}, made=MADE + dt.timedelta(hours=1)) != first


def test_it_is_tagged_archival_and_dated(names: Path) -> None:
    content = pdf(names, {"names": ["Ana"]}, made=MADE)
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Names"
    assert reader.metadata.creation_date == MADE
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - the reader's own kind
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", about)
    assert re.search(r"pdfaid:part\W+3\b", about)
    assert re.search(r"pdfaid:conformance\W+A\b", about)


def test_files_reach_the_template_and_go_with_the_paper(tmp_path: Path) -> None:
    """As a certificate carries its credential and a signature's picture."""
    drawn = io.BytesIO()
    png.Writer(2, 2, greyscale=True).write(drawn, [[0, 255], [255, 0]])
    credential = b"eyJhbGciOiJFUzI1NiJ9." + bytes(range(256))
    source = NAMES + (
        '#image(file("sign.png"), format: "png", width: 1cm, alt: "Signature")\n'
        '#pdf.attach("credential.jwt", file("credential"), relationship: "data",'
        ' mime-type: "application/jwt", description: "The same, signed")\n'
    )
    content = pdf(
        template(tmp_path, source),
        {"names": ["Ana"]},
        files={"sign.png": drawn.getvalue(), "credential": credential},
        made=MADE,
    )
    reader = PdfReader(io.BytesIO(content))
    assert {name: held[0] for name, held in reader.attachments.items()} == {
        "credential.jwt": credential
    }
    assert len(reader.pages[0].images) == 1


# ---- what a template may do


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../secret.txt")',
        '#image("/etc/hostname")',
        '#import "../other.typ": x',
    ],
)
def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path, source: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "other.typ").write_text("#let x = 1")
    (tmp_path / "in").mkdir()
    with pytest.raises(BadTemplate, match=r"^The template sheet\.typ cannot be printed with: "):
        pdf(template(tmp_path / "in", NAMES + source), {"names": []}, made=MADE)


def test_a_template_asks_for_nothing_from_the_network(tmp_path: Path) -> None:
    asking = template(tmp_path, '#import "@preview/cetz:0.4.2"\n' + NAMES)
    with pytest.raises(BadTemplate, match=r"sheet\.typ asks for “?\"@preview/cetz:0\.4\.2\""):
        pdf(asking, {"names": []}, made=MADE)


def test_a_template_that_is_wrong_says_why(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match="unknown variable: nonsense"):
        pdf(template(tmp_path, NAMES + "#nonsense"), {"names": []}, made=MADE)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.typ")), ids=lambda path: path.name)
def test_our_own_templates_ask_for_nothing_from_elsewhere(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert '"@' not in source
    assert set(re.findall(r'(?:import|include|read|image)\W+"([^"]+)"', source)) <= {
        "given.typ",
        "house.typ",
    }


def test_the_templates_are_found_beside_the_code() -> None:
    assert {"given.typ", "house.typ", "signin.typ", "present.typ"} <= {
        path.name for path in printing.HERE.glob("*.typ")
    }
