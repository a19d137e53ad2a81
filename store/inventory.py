"""Looking over a whole data folder: what is damaged, missing or contradicts."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kiosk.model import (
    CERTIFICATES,
    KEYS,
    Badge,
    Closing,
    Fact,
    Offering,
    Registration,
    Session,
    Staff,
    Void,
    Workshop,
)
from store import scrub
from store.access import Exposed, Exposure, find_exposed
from store.disk import FileLock
from store.errors import StoreError
from store.folder import open_pins, open_store
from store.lines import Json, stamp
from store.problems import Problem
from store.records import RECORDS, to_fact, to_record
from store.redaction import FACTS
from store.segments import kiosk_of
from store.store import Store

_NAMED = 5
"""Files of a folder that are named one by one."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What there is, and what is to be said of it."""

    kiosks: int
    lines: int
    documents: int
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Nothing is wrong; there may be notices."""
        return all(problem.notice for problem in self.problems)


def inspect(path: Path) -> Inventory:
    """Look over a folder, and change nothing in it. It may be in use.

    Raises:
        NotAFolder, FromNewerVersion, NotReadable: it cannot be looked at.
    """
    found = _inspect(path)
    if found.sound:
        return found
    try:  # something may have been half done by a running kiosk: look again while it rests
        lock = FileLock(path / "lock")
    except OSError:
        return found
    try:
        with lock.held():
            return _inspect(path)
    finally:
        lock.close()


def _inspect(path: Path) -> Inventory:
    store = open_store(path, read_only=True)
    try:
        problems = [
            *store.problems,
            *_unread(path / "journal", store),
            *_clock(store),
            *_documents(store),
            *_pins(path),
            *_exposed(path),
        ]
        if (path / "journal" / scrub.PLAN).exists() or scrub.find(
            path / "journal", store.forgotten
        ):
            detail = "lines of someone who asked to be forgotten are not written over yet"
            problems.append(Problem("forgetting", "journal", 0, detail))
        kiosks, lines = store.size
        documents = sum(len(docs) for docs in store.tables.live.values())
        return Inventory(kiosks, lines, documents, tuple(problems))
    finally:
        store.close()


def _unread(journal: Path, store: Store) -> Iterator[Problem]:
    """Torn ends, those set aside before, and files that nobody reads."""
    for name, offset, length in store.rests():
        detail = f"{length} bytes of a line that is being written, or was cut off"
        yield Problem("torn", name, offset, detail, notice=True)
    known = {"torn", scrub.PLAN, scrub.DONE}
    for name in sorted(os.listdir(journal)):
        if name not in known and not kiosk_of(name) and not name.endswith(".last"):
            yield Problem("stray", f"journal/{name}", 0, "not a journal's file", notice=True)
    if (journal / "torn").is_dir():
        for torn in sorted((journal / "torn").iterdir()):
            detail = f"{torn.stat().st_size} bytes, set aside before"
            yield Problem("torn", f"journal/torn/{torn.name}", 0, detail, notice=True)


def _clock(store: Store) -> Iterator[Problem]:
    now = stamp(dt.datetime.now(dt.UTC))
    if store.last_at > now:
        detail = f"the last line is of {store.last_at}, and this machine's clock says {now}"
        yield Problem("clock", "journal", 0, detail, notice=True)


def _pins(path: Path) -> Iterator[Problem]:
    try:
        open_pins(path).staff()
    except StoreError as error:
        yield Problem("pins", "pins.json", 0, str(error))
    except OSError as error:
        yield Problem("unreadable", "pins.json", 0, str(error.strerror))


def _exposed(path: Path) -> Iterator[Problem]:
    """What other users of the laptop may read: one finding a folder. As long as the data
    folder itself is closed to them, they do not get at what is open in it."""
    exposed = list(find_exposed(path))
    closed = all(found.path != path for found in exposed)
    files: dict[Path, list[Exposed]] = {}
    for found in exposed:
        where = _relative(found.path, path)
        if found.exposure is Exposure.LINK:
            detail = "a link; who may read what it leads to is not looked after here"
            yield Problem("link", where, 0, detail, notice=True)
        elif found.exposure is Exposure.HIDDEN:
            yield Problem("unreadable", where, 0, "the folder cannot be looked into")
        elif found.is_folder:
            detail = f"other users of this computer may look into the folder{_whose([found])}"
            yield Problem("exposed", where, 0, detail, notice=closed)
        else:
            files.setdefault(found.path.parent, []).append(found)
    for folder, theirs in files.items():
        names = [found.path.name for found in theirs]
        said = ", ".join(names[:_NAMED])
        if len(names) > _NAMED:
            said += f" and {len(names) - _NAMED} more"
        detail = f"other users of this computer may read {said}{_whose(theirs)}"
        yield Problem("exposed", _relative(folder, path), 0, detail, notice=closed)


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _whose(found: Iterable[Exposed]) -> str:
    foreign = any(one.exposure is Exposure.FOREIGN for one in found)
    return "; another user of it owns some of that" if foreign else ""


def _documents(store: Store) -> Iterator[Problem]:
    """Documents that are not what their table holds, and names of what is not there."""
    for table, docs in store.tables.live.items():
        for doc_id, doc in docs.items():
            where = f"{table}/{doc_id}"
            if table == FACTS:
                yield from _fact(store, where, doc_id, doc)
            elif table in RECORDS:
                try:
                    record = to_record(table, doc_id, doc)
                except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                    yield Problem("unknown", where, 0, f"it cannot be read: {error}")
                else:
                    yield from _dangling(store, where, _names(record))


def _fact(store: Store, where: str, doc_id: str, doc: Json) -> Iterator[Problem]:
    try:
        fact = to_fact(doc_id, doc)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        yield Problem("unknown", where, 0, f"it cannot be read: {error}")
        return
    if fact is None:
        yield Problem("unknown", where, 0, "a fact of an unknown kind", notice=True)
    else:
        yield from _dangling(store, where, _fact_names(fact))


def _dangling(
    store: Store, where: str, named: Iterable[tuple[str, str | None]]
) -> Iterator[Problem]:
    for table, doc_id in named:
        if doc_id and doc_id not in store.live(table):
            yield Problem("dangling", where, 0, f"it names {doc_id}, of which {table} has nothing")


def _names(record: object) -> Iterator[tuple[str, str | None]]:
    """Table and id of each document that a record names."""
    match record:
        case Workshop():
            yield "programmes", record.programme
            for workshop in (*record.prerequisites, *record.equivalents):
                yield "workshops", workshop
        case Offering():
            yield "schools", record.school
            yield "workshops", record.workshop
        case Session():
            yield "offerings", record.offering
        case Registration():
            yield "attendees", record.attendee
            yield "offerings", record.offering
        case Badge() | Staff():
            yield "attendees", record.attendee


def _fact_names(fact: Fact) -> Iterator[tuple[str, str | None]]:
    if fact.session not in (CERTIFICATES, KEYS):
        yield "sessions", fact.session
    yield "staff", fact.by
    yield "attendees", getattr(fact, "attendee", None)
    if isinstance(fact, Void):
        yield FACTS, fact.voids
    if isinstance(fact, Closing):
        for line in fact.roster:
            yield "attendees", line.attendee
