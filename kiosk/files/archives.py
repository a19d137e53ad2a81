"""The archive that a workbook is, gone through before anything reads its cells.

Whoever reads the cells makes room for whatever the archive says, and a process that asks for
too much is gone without a word. So every part is unpacked and counted here first, and what is
handed on holds only parts that were looked at.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from kiosk.files.parts import NotXml, Part, Place, TooManyCells, TooManyRows, TooMuch
from kiosk.files.reading import NotThatFile
from kiosk.files.tables import NoResult, too_many_cells, too_many_rows

MOST_ENTRIES = 2_000
LARGEST_INSIDE = 200 * 1024 * 1024
"""Bytes of all that is packed in the file; a sheet of 100,000 people has about 40 MB."""
_CHUNK = 256 * 1024
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedstrings.xml"
_STYLES = "xl/styles.xml"


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that can be read."""

    archive: bytes
    without: Mapping[str, Mapping[Place, NoResult]] = field(default_factory=dict)
    """By sheet, the cells whose value does not count; their places count from 0."""
    filled: Mapping[str, Iterable[int]] = field(default_factory=dict)
    """By sheet, the cells whose number is filled up with zeros: see :func:`parts.filled`."""


def checked(path: Path, content: bytes) -> Checked:
    """Go through all of an archive.

    Raises:
        NotThatFile: it is broken, holds more than a workbook may, or takes something from
            elsewhere.
    """
    entries = _entries(path, content)
    targets, names = _relations(path, content, entries)
    # What the cells of a sheet come to is known only when its texts and its styles are.
    order = sorted(entries, key=lambda name: name not in (_STRINGS, _STYLES))
    out = io.BytesIO()
    budget = _Budget(path)
    without, filled = {}, {}
    zeros: Mapping[str, int] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as handed_on:
        lengths = None
        for name in order:
            entry = entries[name]
            if not _is_read(name, targets):
                for chunk in _unpacked(path, content, entry):
                    budget.take(len(chunk))
                continue
            part = Part(lengths, LARGEST_INSIDE, zeros)
            with handed_on.open(entry.filename.replace("\\", "/"), "w", force_zip64=True) as copy:
                for chunk in _unpacked(path, content, entry):
                    budget.take(len(chunk))
                    copy.write(chunk)
                    _told(path, part.feed, chunk)
            _told(path, part.close)
            if name == _STRINGS:
                lengths = part.lengths
            if name == _STYLES:
                zeros = part.zeros
            if part.filled and name in names:
                filled[names[name]] = part.filled
            if part.without and name in names:
                without[names[name]] = part.without
    return Checked(out.getvalue(), without, filled)


def _told(path: Path, step: object, *arguments: object) -> None:
    """Do a step of going through a part, and say in words what is wrong with it."""
    try:
        step(*arguments)  # type: ignore[operator]
    except NotXml:
        raise no_workbook(path) from None
    except TooManyRows:
        raise too_many_rows(path) from None
    except TooManyCells:
        raise too_many_cells(path) from None
    except TooMuch:
        raise _bomb(path) from None


class _Budget:
    """What may be unpacked, of all parts together."""

    def __init__(self, path: Path) -> None:
        self._path, self._left = path, LARGEST_INSIDE

    def take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise _bomb(self._path)


def _entries(path: Path, content: bytes) -> dict[str, zipfile.ZipInfo]:
    """The parts by their names, as whoever reads them compares these."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise no_workbook(path) from None
    if len(entries) > MOST_ENTRIES:
        raise _bomb(path)
    found = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower()
        if entry.flag_bits & 1:
            raise NotThatFile("{path} is locked with a password.", path=path)
        if (
            name.startswith("xl/externallinks/")
            or stat.S_ISLNK(entry.external_attr >> 16)
            or name.startswith("/")
            or ".." in name.split("/")
        ):
            raise NotThatFile(
                "{path} takes cells from other files ({name}). Save a copy that has only values.",
                path=path,
                name=entry.filename[:80],
            )
        if name in found:
            raise no_workbook(path)
        found[name] = entry
    if _WORKBOOK not in found or _RELATIONS not in found:
        raise no_workbook(path)
    return found


def _relations(
    path: Path, content: bytes, entries: Mapping[str, zipfile.ZipInfo]
) -> tuple[set[str], dict[str, str]]:
    """The parts that a workbook names, and the names of its sheets by their parts."""
    named = {}
    for one in _tree(path, content, entries[_RELATIONS]):
        target = one.get("Target", "").replace("\\", "/").lower()
        inside = target[1:] if target.startswith("/") else target
        named[one.get("Id", "")] = inside if inside.startswith("xl/") else f"xl/{inside}"
    sheets = {}
    for one in _tree(path, content, entries[_WORKBOOK]).iter():
        if _local(one.tag) == "sheet":
            relation = next((v for k, v in one.attrib.items() if _local(k) == "id"), "")
            sheets[named.get(relation, "")] = one.get("name", "")
    return set(named.values()), sheets


def _tree(path: Path, content: bytes, entry: zipfile.ZipInfo) -> ElementTree.Element:
    """A small part as a whole."""
    text = b""
    for chunk in _unpacked(path, content, entry):
        text += chunk
        if len(text) > _CHUNK:
            raise no_workbook(path)
    _told(path, Part().feed, text)  # nothing of it is defined in itself
    try:
        return ElementTree.fromstring(text)  # noqa: S314
    except ElementTree.ParseError:
        raise no_workbook(path) from None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _is_read(name: str, targets: set[str]) -> bool:
    """Whether it is anything that says what stands in a cell."""
    return name in targets or name.endswith((".rels", ".xml"))


def _unpacked(path: Path, content: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of an entry as they come, however many it says that it has."""
    at = entry.header_offset
    head = content[at : at + 30]
    if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
        raise no_workbook(path)
    at += 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = content[at : at + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (packed[i : i + _CHUNK] for i in range(0, len(packed), _CHUNK))
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise no_workbook(path)
    inflate = zlib.decompressobj(-15)
    try:
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _CHUNK)
            packed = inflate.unconsumed_tail
    except zlib.error:
        raise no_workbook(path) from None


def no_workbook(path: Path) -> NotThatFile:
    return NotThatFile("{path} is not a spreadsheet (XLSX) that can be read.", path=path)


def _bomb(path: Path) -> NotThatFile:
    return NotThatFile(
        "{path} unpacks to more than {size} MB, or to too many parts.",
        path=path,
        size=LARGEST_INSIDE // 2**20,
    )
