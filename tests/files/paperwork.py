"""What tests of paper share: a template that prints names, and what a PDF says."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader

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


def pages(content: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(content)).pages)


def text(page: PageObject) -> str:
    """What a page says, on one line."""
    return " ".join(page.extract_text().split())
