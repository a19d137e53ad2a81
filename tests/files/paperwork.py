"""What tests of paper share: a template that prints names, and what a PDF says."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PageObject, PdfReader

from kiosk.files.paper.letters import Printout
from kiosk.files.paper.printing import HERE, pdf

MADE = dt.datetime(2026, 4, 10, 12, 0, tzinfo=dt.UTC)

NAMES = """
#import "given.typ": data, file, fonts
#set document(title: "Names")
#set text(font: fonts, fallback: false, lang: "en")
#set page(width: auto, height: auto)
#for name in data.names [#name #linebreak()]
"""
"""A template that prints names, a line each."""


def template(folder: Path, source: str = NAMES) -> Path:
    """A template in a folder of its own."""
    folder.mkdir(exist_ok=True)
    (folder / "given.typ").write_bytes((HERE / "given.typ").read_bytes())
    (folder / "sheet.typ").write_text(source, encoding="utf-8")
    return folder / "sheet.typ"


def printed(names: Path, *said: str, **more: Any) -> str:
    """What stands on the paper."""
    (page,) = pages(pdf(names, {"names": said}, made=MADE, **more))
    return unicodedata.normalize("NFC", page.extract_text())


def pages(made: bytes | Printout) -> list[PageObject]:
    content = made.content if isinstance(made, Printout) else made
    return list(PdfReader(io.BytesIO(content)).pages)


def text(page: PageObject) -> str:
    """What a page says, on one line."""
    return " ".join(page.extract_text().split())


def a_font(path: Path, letters: str, family: str = "Squares", weight: int = 400) -> Path:
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
    style = "Regular" if weight == 400 else "Bold"
    name = f"{family.replace(' ', '')}-{style}"
    font.setupNameTable({"familyName": family, "styleName": style, "psName": name})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200, usWeightClass=weight)
    font.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    font.save(path)
    return path
