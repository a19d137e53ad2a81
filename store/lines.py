"""One line of a journal: its bytes, its checksum, and what it puts into tables.

``{"crc":"89abcdef","n":17,"at":"2026-11-23T13:47:00.123456Z","put":{"facts":{"k-17":{…}}}}``

The checksum is the CRC-32 of every byte after its comma, so a line is checked before
it is parsed. ``at`` has a fixed width, so that times compare as text.
"""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass
from typing import Any

import msgspec

Doc = dict[str, Any]
Puts = dict[str, dict[str, Doc | None]]
"""Table to id to document; ``None`` removes."""

_HEAD = 17  # len('{"crc":"89abcdef"')
_encoder = msgspec.json.Encoder()


class _Body(msgspec.Struct):
    n: int
    at: str
    put: Puts


_decode = msgspec.json.Decoder(_Body).decode


@dataclass(slots=True)
class Line:
    kiosk: str
    n: int
    at: str
    put: Puts


class Damaged(ValueError):
    """The bytes are not a line, or not the line that was written."""


def stamp(moment: dt.datetime) -> str:
    """A machine time in the journal's fixed width, in UTC."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def encode(n: int, at: str, put: Puts) -> bytes:
    """The bytes of a line, with its line end."""
    body = _encoder.encode({"n": n, "at": at, "put": put})[1:]
    return b'{"crc":"%08x",%b\n' % (zlib.crc32(body), body)


def checksum(raw: bytes) -> int:
    """The checksum that stands in a line, if the line holds to it.

    Raises:
        Damaged: it does not.
    """
    if raw[:8] != b'{"crc":"' or raw[16:18] != b'",':
        raise Damaged("no checksum")
    try:
        crc = int(raw[8:16], 16)
    except ValueError:
        raise Damaged("no checksum") from None
    if zlib.crc32(memoryview(raw)[_HEAD + 1 :]) != crc:
        raise Damaged("checksum does not fit")
    return crc


def decode(kiosk: str, raw: bytes) -> Line:
    """Parse a line whose checksum was found right.

    Raises:
        Damaged: it holds to its checksum but is no line of this format.
    """
    try:
        body = _decode(raw)
    except msgspec.MsgspecError as error:
        raise Damaged(str(error)) from None
    return Line(kiosk, body.n, body.at, body.put)
