"""What a certificate's file draws, as a number that changes with anything a person would see.

Whoever saves a PDF again changes its bytes: it is packed otherwise, has other dates, or is
made ready for the web. What its pages draw stays, stream by stream; and nobody can paint
over a name, hide it, or lay another over it without changing that.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from kiosk.files.certificates.baking import NoCredential, is_pdf, is_png, readable_pages

_ASIDE = frozenset(
    {
        "/Length", "/Length1", "/Length2", "/Length3", "/Filter", "/DecodeParms", "/Parent",
        "/P", "/StructParent", "/StructParents", "/Metadata", "/Type",
    }
)  # fmt: skip
"""How it is packed, where it hangs, and what readers of screens are told."""
_SHAPE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
_HELD_IN_SVG = re.compile(r"<openbadges:credential verify=\"[^\"<>]*\"/>")


def drawings(content: bytes) -> list[str]:
    """What a PDF draws on each page, or what a picture shows: a number in hexadecimal behind
    the kind of the file.

    Raises:
        NoCredential: it cannot be read.
    """
    try:
        if is_pdf(content):
            return [f"pdf-{one}" for one in _pages(content)]
        if is_png(content):
            return [f"png-{_pixels(content)}"]
        return [f"svg-{_lines(content)}"]
    except NoCredential:
        raise
    except Exception:  # the readers raise whatever a broken file makes them raise
        raise NoCredential("This file is damaged.") from None


def _pixels(content: bytes) -> str:
    import png

    width, height, rows, _ = png.Reader(bytes=content).asRGBA()
    hashed = hashlib.sha256(f"{width} {height}".encode())
    for row in rows:
        hashed.update(bytes(row))
    return hashed.hexdigest()


def _lines(content: bytes) -> str:
    drawn = _HELD_IN_SVG.sub("", content.decode("utf-8-sig"), count=1)
    return hashlib.sha256("\n".join(drawn.splitlines()).strip().encode()).hexdigest()


def _pages(content: bytes) -> Iterator[str]:
    known: dict[tuple[int, int], bytes] = {}
    for page in readable_pages(content):
        hashed = hashlib.sha256()
        drawn = page.get_contents()
        hashed.update(drawn.get_data() if drawn is not None else b"")
        for name in _SHAPE:
            hashed.update(_digest(page.get(name), known))
        hashed.update(_digest(page.get("/Resources"), known))
        yield hashed.hexdigest()


def _digest(one: object, known: dict[tuple[int, int], bytes]) -> bytes:
    """Of an object and of all that it names.

    Args:
        known: by number, those seen before: fonts and pictures stand on every page.
    """
    from pypdf.generic import BooleanObject, DictionaryObject, IndirectObject, StreamObject

    if isinstance(one, IndirectObject):
        key = (one.idnum, one.generation)
        if key not in known:
            known[key] = b"itself"  # where it names itself
            known[key] = _digest(one.get_object(), known)
        return known[key]
    hashed = hashlib.sha256()
    if isinstance(one, DictionaryObject):
        hashed.update(b"<<")
        for name in sorted(one.keys() - _ASIDE):
            hashed.update(str(name).encode())
            hashed.update(_digest(one.raw_get(name), known))
        if isinstance(one, StreamObject):
            hashed.update(one.get_data())
    elif isinstance(one, list):
        hashed.update(b"[")
        for part in one:
            hashed.update(_digest(part, known))
    elif isinstance(one, int | float) and not isinstance(one, BooleanObject):
        hashed.update(str(float(one)).encode())
    else:
        hashed.update(str(one).encode())
    return hashed.digest()
