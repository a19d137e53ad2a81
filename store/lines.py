"""One line of a journal: its bytes, its checksum, and what it puts into tables.

``{"crc":"89abcdef","n":17,"at":"2026-11-23T13:47:00.123456Z","put":{"facts":{"k-17":{…}}}}``

The checksum is the CRC-32 of every byte after its comma, so a line is checked before
it is parsed. ``at`` has a fixed width, so that times compare as text.

A line of which something was forgotten keeps its number, its time and its length, and
names the facts that asked for it: ``"forgets":["k-90"]``. Spaces stand before its end;
lines that hold something personal are written with room for that (:data:`ROOM`).
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

Doc = dict[str, Any]
Json = bytes
"""A document as it stands in its line. It cannot be changed under anyone's hands, takes a
third of the memory, and is parsed when someone asks for it."""

Puts = dict[str, dict[str, Json]]
"""What a line says: documents by table and id."""

REMOVED: Json = b"null"
"""What stands for a document that was removed."""

ROOM = 40
"""Bytes kept free for each personal document of a line."""

LATEST = "2200"
"""A time after this is not believed: nothing could follow it."""

SHORTEST = 68
"""Bytes of the shortest line that can be."""

_encoder = msgspec.json.Encoder()
to_json = _encoder.encode


class Line(msgspec.Struct, gc=False):
    """What a line says. Documents are by table and id."""

    n: int
    at: str
    put: dict[str, dict[str, msgspec.Raw]]
    forgets: tuple[str, ...] = ()
    kiosk: str = ""
    """Whose line it is: the file says so, not the line."""


_decode = msgspec.json.Decoder(Line).decode
_decode_lines = msgspec.json.Decoder(Line).decode_lines
_crc32 = zlib.crc32


class Damaged(ValueError):
    """The bytes are not a line, or not the line that was written."""


def stamp(moment: dt.datetime) -> str:
    """A machine time in the journal's fixed width, in UTC."""
    text = moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return f"{text[:26]}Z"


def after(at: str) -> str:
    """The next time that a line can have: a microsecond later."""
    return stamp(dt.datetime.fromisoformat(at) + dt.timedelta(microseconds=1))


def encode(
    n: int,
    at: str,
    put: Mapping[str, Mapping[str, Json]],
    forgets: Iterable[str] = (),
    room: int = 0,
) -> bytes:
    """The bytes of a line, with its line end and ``room`` spaces before that."""
    tables = []
    for table, docs in put.items():
        inner = b",".join([to_json(doc_id) + b":" + doc for doc_id, doc in docs.items()])
        tables.append(b"%b:{%b}" % (to_json(table), inner))
    named = b'"forgets":%b,' % to_json(list(forgets)) if forgets else b""
    said = b",".join(tables)
    body = b'"n":%d,"at":"%b",%b"put":{%b}%b}' % (n, at.encode(), named, said, b" " * room)
    return b'{"crc":"%08x",%b\n' % (_crc32(body), body)


def parse(raw: bytes) -> tuple[int, Line]:
    """The checksum of a line without its line end, and what it says.

    Raises:
        Damaged: it does not hold to its checksum, or is no line of this format.
    """
    crc = _crc32(raw[18:])
    if raw[:18] != b'{"crc":"%08x",' % crc:
        raise Damaged("checksum does not fit")
    try:
        line = _decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Damaged(str(error)) from None
    if line.n < 1 or len(line.at) != 27 or line.at > LATEST:
        raise Damaged("no line of this format")
    return crc, line


def parse_all(block: bytes) -> tuple[list[int], list[Line]] | None:
    """The checksums of many lines, the last one without its line end, and what they say;
    ``None`` if any of them does not hold to its checksum, or is no line. Whether
    they have numbers and times that can be is not asked."""
    raws = block.split(b"\n")
    crcs = list(map(_crc32, [raw[18:] for raw in raws]))
    heads = b"".join([raw[:18] for raw in raws])
    if heads != b'{"crc":"%08x",' * len(crcs) % tuple(crcs):
        return None
    try:
        lines = _decode_lines(block)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return (crcs, lines) if len(lines) == len(crcs) else None


def holds(raw: bytes) -> bool:
    """Whether this is a whole line, without its line end."""
    try:
        parse(raw)
    except Damaged:
        return False
    return True
