"""Taking what is personal of the forgotten out of the files of this laptop.

A line keeps its place and its length: it is written over where it stands, so that every
window that has the file open goes on reading as before, and nothing of the old text is
left in a file that was replaced. What is about to be written over stands first in
``journal/forgetting.json``, synced: whoever opens the folder after a crash does it again.
``journal/forgotten.json`` holds for whom it was done.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from store.disk import BINARY, read_at, sync, sync_folder, write_over, write_whole
from store.lines import Damaged, encode, holds, parse
from store.redaction import without
from store.segments import kiosk_of
from store.vault import forget_papers

PLAN = "forgetting.json"
DONE = "forgotten.json"


class Patch(msgspec.Struct):
    """A line to be written over another of its length."""

    file: str
    offset: int
    line: bytes


_plan = msgspec.json.Decoder(list[Patch]).decode
_names = msgspec.json.Decoder(list[str]).decode


def redacted(raw: bytes, forgotten: Mapping[str, str]) -> bytes | None:
    """A line, without its line end, as it stands once some are forgotten.

    Args:
        forgotten: by attendee, the fact that says so.

    Returns: as many bytes; ``None`` if it holds nothing of theirs.
    """
    try:
        _, line = parse(raw)
    except Damaged:
        return None
    put = {t: {i: bytes(doc) for i, doc in docs.items()} for t, docs in line.put.items()}
    facts = set(line.forgets)
    changed = False
    for attendee, fact in forgotten.items():
        for table, docs in put.items():
            for doc_id, doc in docs.items():
                docs[doc_id] = without((attendee,), table, doc_id, doc)
                if docs[doc_id] != doc:
                    changed = True
                    facts.add(fact)
    if not changed:
        return None
    for named in (sorted(facts), ()):  # a line without room does not say why it is so
        bare = encode(line.n, line.at, put, named)
        room = len(raw) + 1 - len(bare)
        if room >= 0:
            return encode(line.n, line.at, put, named, room)[:-1]
    raise AssertionError("a line grew by being shortened")


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Offset and bytes of each whole line of a file."""
    offset = 0
    with path.open("rb") as file:
        for raw in file:
            if raw.endswith(b"\n"):
                yield offset, raw[:-1]
            offset += len(raw)


def find(journal: Path, forgotten: Mapping[str, str]) -> list[Patch]:
    """The lines that still hold something of the forgotten."""
    ids = {attendee: msgspec.json.encode(attendee) for attendee in forgotten}
    patches = []
    for name in sorted(os.listdir(journal)) if ids else ():
        if not kiosk_of(name):
            continue
        for offset, raw in lines_of(journal / name):
            theirs = {a: forgotten[a] for a, needle in ids.items() if needle in raw}
            line = redacted(raw, theirs) if theirs else None
            if line is not None:
                patches.append(Patch(name, offset, line))
    return patches


def done(journal: Path) -> set[str]:
    """For whom it was done in this folder."""
    try:
        return set(_names((journal / DONE).read_bytes()))
    except (OSError, msgspec.MsgspecError):
        return set()


def scrub(journal: Path, forgotten: Mapping[str, str]) -> int:
    """Write over every line that holds something of the forgotten, and remove the
    certificates that were made for them; returns how many lines.

    The caller holds the lock.

    Raises:
        OSError: the disk does not take it. What was begun is finished by :func:`finish`.
    """
    patches = find(journal, forgotten)
    if patches:
        write_whole(journal / PLAN, msgspec.json.encode(patches))
        finish(journal)
    for attendee in forgotten:
        forget_papers(journal.parent, attendee)
    write_whole(journal / DONE, msgspec.json.encode(sorted(forgotten)))
    return len(patches)


def finish(journal: Path) -> bool:
    """Do what a crash interrupted; returns whether there was anything. Under the lock."""
    try:
        patches = _plan((journal / PLAN).read_bytes())
    except FileNotFoundError:
        return False
    for name in {patch.file for patch in patches}:
        fd = os.open(journal / name, os.O_RDWR | BINARY)
        try:
            for patch in patches:
                if patch.file == name and _may_be_written_over(fd, patch):
                    write_over(fd, patch.line, patch.offset)
            sync(fd)
        finally:
            os.close(fd)
    os.unlink(journal / PLAN)
    sync_folder(journal)
    return True


def _may_be_written_over(fd: int, patch: Patch) -> bool:
    """Whether the line still ends where the plan says; half of it may be new already."""
    end = patch.offset + len(patch.line)
    return read_at(fd, end, end + 1) == b"\n"


def leftovers(journal: Path, needles: Collection[str]) -> list[str]:
    """Files that hold a text and cannot be written over: torn ends and damaged lines.

    Args:
        needles: what a person is known by; empty ones do not count.
    """
    texts = [msgspec.json.encode(needle)[1:-1] for needle in needles if needle]
    found = []
    torn = journal / "torn"
    for path in sorted(torn.iterdir()) if torn.exists() else ():
        content = path.read_bytes()
        if any(text in content for text in texts):
            found.append(f"journal/torn/{path.name}")
    found += [
        f"journal/{name}"
        for name in sorted(os.listdir(journal))
        if kiosk_of(name)
        and any(
            any(text in raw for text in texts) and not holds(raw)
            for _, raw in lines_of(journal / name)
        )
    ]
    return found
