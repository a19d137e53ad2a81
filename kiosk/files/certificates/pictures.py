"""Logos and signatures for certificates: found by name, and looked at before anything is made
with them."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from kiosk.errors import ForPeople, why
from kiosk.files.paper.letters import NotPrintable
from kiosk.files.paper.printing import HERE, BadTemplate, pdf
from kiosk.rules.names import fold

LOGO = "logo"
LARGEST = 1_000_000
"""Bytes of a picture: it goes into every file."""
MOST_DOTS = 25_000_000
"""Of a picture; more than a telephone takes. Each takes memory, however small the file is."""

_ENDINGS = (".svg", ".png", ".jpg", ".jpeg")
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_CMYK = 4


def slug_of(name: str) -> str:
    """The file name of a facilitator's signature, without its ending.

    >>> slug_of("Marie-Ève D’Amours")
    'marie-eve-damours'
    """
    return fold(name).replace(" ", "-")


def picture(folder: Path | None, name: str) -> bytes | None:
    """The logo, or somebody's signature; ``None``: there is no such picture.

    Raises:
        ForPeople: it cannot be printed; the text says which, and why.
    """
    slug = slug_of(name)
    if folder is None or not slug:
        return None
    try:
        path = _held(folder, folder.stat().st_mtime_ns).get(slug)
    except OSError:
        return None
    if path is None:
        return None
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise ForPeople("{path} cannot be read: {why}.", path=path, why=why(error)) from None


def check_pictures(folder: Path | None, facilitators: Iterable[str]) -> None:
    """Whether the logo and these signatures can be printed, before anything is.

    Raises:
        ForPeople: as of :func:`picture`.
    """
    for name in {LOGO: None, **dict.fromkeys(facilitators)}:
        picture(folder, name)


@lru_cache(maxsize=4)
def _held(folder: Path, stamp: int) -> dict[str, Path]:
    """The pictures of a folder by the names they are asked for; drawings before photographs.
    However somebody writes a name, and the ending: as cameras and people do."""
    found: dict[str, Path] = {}
    for ending in _ENDINGS:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() == ending:
                found.setdefault(slug_of(path.stem), path)
    return found


@lru_cache(maxsize=64)
def _read(path: Path, stamp: int) -> bytes:
    content = path.read_bytes()
    if len(content) > LARGEST:
        raise ForPeople(
            "{file} is too large for a certificate: at most {n} kilobytes.",
            file=path,
            n=LARGEST // 1000,
        )
    _look_at(path, content)
    made = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    try:
        pdf(HERE / "certificate_picture.typ", {}, made=made, files={"picture": content})
    except NotPrintable as error:
        raise ForPeople("{file}: {why}", file=path, why=error) from None
    except BadTemplate as error:
        raise ForPeople(
            "{file} cannot be printed: {why}. Save it again, as PNG or as SVG.",
            file=path,
            why=error.why,
        ) from None
    return content


def _look_at(path: Path, content: bytes) -> None:
    """What the typesetter would not say, or only after it took all the memory there is."""
    size = None
    if content.startswith(_PNG) and len(content) >= 24:
        size = struct.unpack(">II", content[16:24])
    elif content.startswith(_JPEG):
        width, height, colours = _jpeg(content)
        size = (width, height)
        if colours == _JPEG_CMYK:
            raise ForPeople(
                "{file} is in the four colours of a printing press. Save it in RGB, or as PNG "
                "or SVG.",
                file=path,
            )
    elif b"<svg" not in content[:100_000] and not content.startswith(b"\x1f\x8b"):
        raise ForPeople("{file} is neither a PNG, a JPEG nor an SVG.", file=path)
    if size and size[0] * size[1] > MOST_DOTS:
        raise ForPeople(
            "{file} has {width} by {height} dots, which is too many for a certificate. Save it "
            "smaller.",
            file=path,
            width=size[0],
            height=size[1],
        )


def _jpeg(content: bytes) -> tuple[int, int, int]:
    """Width, height, and how many colours, as its frame says; zeros where it has none."""
    at = 2
    while at + 10 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            height, width, colours = struct.unpack(">HHB", content[at + 5 : at + 10])
            return width, height, colours
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return 0, 0, 0
