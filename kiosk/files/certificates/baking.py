"""Credentials inside pictures and papers: put in, and found again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import TYPE_CHECKING

from kiosk.errors import ForPeople, Text

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

KEYWORD = b"openbadgecredential"
"""Of the one chunk of a PNG that holds the token."""
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
LARGEST_FILE = 200_000_000
"""Bytes; a thousand certificates in one PDF have six million."""

MOST_PAGES = 5000
_LONGEST_TOKEN = 1_000_000

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG_HEAD = re.compile(r"<svg\b[^>]*>")
_SVG_TOKEN = re.compile(
    r"<(?:[\w-]+:)?credential\b[^<>]*?\bverify\s*=\s*(?:\"([^\"]*)\"|'([^']*)')"
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_ATTACHED = ".jwt"


class NoCredential(ForPeople):
    """The file holds no certificate of anyone's."""


def bake_png(image: bytes, token: str) -> bytes:
    """A PNG with a token in it, uncompressed, in front of the picture's data."""
    import png

    def chunks() -> Iterator[tuple[bytes, bytes]]:
        for kind, content in png.Reader(bytes=image).chunks():
            if not (kind == b"iTXt" and content.split(b"\0", 1)[0] == KEYWORD):
                yield kind, content
            if kind == b"IHDR":
                # Keyword, not compressed, no method, no language, no keyword in it; the text.
                yield b"iTXt", KEYWORD + b"\0\0\0\0\0" + token.encode()

    out = io.BytesIO()
    png.write_chunks(out, chunks())
    return out.getvalue()


def bake_svg(image: bytes, token: str) -> bytes:
    """An SVG with a token directly behind its first tag."""
    drawn = image.decode()
    head = _SVG_HEAD.search(drawn)
    if head is None:
        raise ValueError("no SVG")
    tag = f'{head[0][:-1]} xmlns:openbadges="{NAMESPACE}">'
    held = f'<openbadges:credential verify="{token}"/>'
    return f"{drawn[: head.start()]}{tag}{held}{drawn[head.end() :]}".encode()


def tokens_in(content: bytes) -> list[str]:
    """The tokens in a PDF, a PNG, an SVG, or a file that is one itself; each once.

    Raises:
        NoCredential: there is none, or the file cannot be read.
    """
    if len(content) > LARGEST_FILE:
        raise NoCredential("The file is too large to be a certificate.")
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if is_png(content):
        found, kind = _in_png(content), Text("This picture holds no certificate.")
    elif is_pdf(content):
        found = [token for _, token in pages_in(content)]
        kind = Text("This PDF holds no certificate.")
    elif start.startswith(b"<"):
        found, kind = _in_svg(content), Text("This drawing holds no certificate.")
    else:
        text = content.decode("utf-8", "replace").strip().lstrip("\ufeff")
        found = [text] if is_token(content) else []
        kind = Text("This is neither a certificate's file nor its code.")
    if not found:
        raise NoCredential.of(kind)
    return list(dict.fromkeys(found))


def is_pdf(content: bytes) -> bool:
    """Some programs write something in front."""
    return b"%PDF-" in content[:1024]


def is_png(content: bytes) -> bool:
    return content.startswith(_PNG)


def is_token(content: bytes) -> bool:
    """Whether a file is a signed credential by itself, without a picture of it."""
    if len(content) > _LONGEST_TOKEN:
        return False
    return _TOKEN.fullmatch(content.decode("utf-8", "replace").strip().lstrip("\ufeff")) is not None


def _in_png(content: bytes) -> list[str]:
    import png

    found = []
    head = KEYWORD + b"\0\0\0"  # not compressed
    try:
        for kind, held in png.Reader(bytes=content).chunks():
            if kind == b"iTXt" and held.startswith(head):
                _, _, token = held[len(head) :].split(b"\0", 2)
                found.append(token.decode("ascii", "replace"))
    except (png.Error, EOFError, ValueError):
        raise NoCredential("This picture is damaged.") from None
    return found


def _in_svg(content: bytes) -> list[str]:
    """Found as text: a drawing from anywhere is not handed to an XML parser."""
    drawn = content.decode("utf-8", "replace")
    found = (one[1] or one[2] for one in _SVG_TOKEN.finditer(drawn))
    return [unescape(token).strip() for token in found if token]


def pages_in(content: bytes) -> list[tuple[str, str]]:
    """The number and the token of each certificate that is attached to a PDF.

    Raises:
        NoCredential: it cannot be read.
    """
    reader = _opened(content)
    try:
        return [
            (one.name.removesuffix(_ATTACHED), one.content.decode("ascii", "replace"))
            for one in reader.attachment_list
            if one.name.endswith(_ATTACHED)
        ]
    except Exception:
        raise NoCredential("This PDF is damaged.") from None


def texts_in(content: bytes, progress: Callable[[int, int], None] | None = None) -> list[str]:
    """What stands on each page of a PDF, as far as it can be read.

    Raises:
        NoCredential: it cannot be read, or has more pages than anyone would read.
    """
    pages, texts = readable_pages(content), []
    try:
        for number, page in enumerate(pages, 1):
            texts.append(page.extract_text())
            if progress:
                progress(number, len(pages))
    except Exception:
        raise NoCredential("This PDF is damaged.") from None
    return texts


def readable_pages(content: bytes) -> list[PageObject]:
    """The pages of a PDF.

    Raises:
        NoCredential: it cannot be read, or has more pages than anyone would read.
    """
    reader = _opened(content)
    try:
        count = len(reader.pages)
        pages = list(reader.pages) if count <= MOST_PAGES else []
    except Exception:
        raise NoCredential("This PDF is damaged.") from None
    if count > MOST_PAGES:
        raise NoCredential("The PDF has {n} pages: verify it in parts.", n=count)
    return pages


def is_written_over(content: bytes) -> bool:
    """Whether anyone put notes, boxes or fields on a page: what lies over a page hides what
    stands on it. Links are a template's own.

    Raises:
        NoCredential: it cannot be read.
    """
    pages = readable_pages(content)
    try:
        return any(
            one.get_object().get("/Subtype") != "/Link"
            for page in pages
            for one in page.get("/Annots") or ()
        )
    except Exception:
        raise NoCredential("This PDF is damaged.") from None


def _opened(content: bytes) -> PdfReader:
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return pypdf.PdfReader(io.BytesIO(content))
    except Exception:  # it raises whatever a broken file makes it raise
        raise NoCredential("This PDF is damaged.") from None
