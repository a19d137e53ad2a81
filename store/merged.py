"""The documents in force: what all lines say together, in whatever order they come.

A fact never changes: the first line that holds it is as good as any other, except that
the one of which something was forgotten stands. Of other documents the line latest by
``(at, kiosk, n)`` stands.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from operator import attrgetter

from msgspec import Raw

from store.documents import Documents, Version, Versions
from store.lines import REMOVED, Json, Line
from store.redaction import ATTENDEES, FACTS, FORGOTTEN, forgets, is_personal, without

Listener = Callable[[str, str, Json | None, Json | None], None]
"""Told of each document that changes: table, id, old, new."""


_REMOVED = Raw(REMOVED)
_FORGETS = attrgetter("forgets")
_consume: partial[deque[object]] = partial(deque, maxlen=0)
"""Goes through an iterator for what that does."""


class Merged:
    """Live documents by table and id."""

    def __init__(self, listener: Listener) -> None:
        self.facts = Documents()
        self.live: dict[str, Documents] = {FACTS: self.facts}
        self.forgotten: dict[str, str] = {}
        """By attendee, the fact that says so."""
        self._personal: set[str] = set()  # facts that may hold something personal
        self._versions: defaultdict[str, Versions] = defaultdict(Versions)
        self._listener = listener

    def version(self, table: str, doc_id: str) -> Version | None:
        """The line that a document, or its removal, comes from; ``None`` for facts."""
        return self._versions[table].get(doc_id) if table in self._versions else None

    def versions(self) -> Iterator[tuple[str, str, Version]]:
        """Table, id and version of every document but facts, removed ones too."""
        for table, versions in self._versions.items():
            for doc_id, version in versions.items():
                yield table, doc_id, version

    # ---- lines

    def apply(self, line: Line) -> None:
        """Let a line say what it says, where nothing later was said."""
        for table, docs in line.put.items():
            if table == FACTS:
                for doc_id, raw in docs.items():
                    if doc_id not in self.facts or line.forgets:
                        self._apply_fact(doc_id, bytes(raw))
            else:
                self._apply_docs(table, docs, (line.at, line.kiosk, line.n))

    def _apply_docs(self, table: str, docs: Mapping[str, Raw], version: Version) -> None:
        versions = self._versions[table]
        is_latest = version > versions.latest
        for doc_id, raw in docs.items():
            known = None if is_latest else versions.get(doc_id)
            if known is None or known <= version:  # the same: something was forgotten of it
                versions.set(doc_id, version)
                self._set(table, doc_id, bytes(raw))

    def _apply_fact(self, doc_id: str, doc: Json) -> None:
        if doc != REMOVED:
            self._set(FACTS, doc_id, doc)
            if attendee := forgets(doc):
                self.forget(attendee, doc_id)

    def load(self, blocks: Iterable[list[Line]]) -> None:
        """Apply the lines of a whole folder, and tell the listener of none."""
        listener = self._listener
        self._listener = lambda table, doc_id, old, new: None
        for lines in blocks:
            if self.forgotten or not self._load_block(lines):
                for line in lines:
                    self.apply(line)
        self._listener = listener

    def _load_block(self, lines: list[Line]) -> bool:
        """Apply many lines at once; not if any of them needs a closer look."""
        if any(map(_FORGETS, lines)):
            return False
        facts = [line.put[FACTS] for line in lines if FACTS in line.put]
        ids = list(chain.from_iterable(facts))
        raws = list(chain.from_iterable([docs.values() for docs in facts]))
        text = b",".join(raws)
        if FORGOTTEN in text or _REMOVED in raws:
            return False
        if is_personal(text):
            self._personal.update(
                i for i, raw in zip(ids, raws, strict=True) if is_personal(bytes(raw))
            )
        _consume(map(self.facts.held.setdefault, ids, raws))
        for line in lines:
            if len(line.put) > 1 or FACTS not in line.put:
                self._load_docs(line)
        return True

    def _load_docs(self, line: Line) -> None:
        version = (line.at, line.kiosk, line.n)
        for table, docs in line.put.items():
            if table == FACTS:
                continue
            versions = self._versions[table]
            if version <= versions.latest:
                self._apply_docs(table, docs, version)
                continue
            versions.follow(version, docs)
            held = self._held(table)
            held.update(docs)
            if _REMOVED in docs.values():
                for doc_id in [i for i, raw in docs.items() if raw == _REMOVED]:
                    del held[doc_id]

    # ---- single documents

    def put(self, table: str, doc_id: str, doc: Json, version: Version) -> Callable[[], None]:
        """Put one document in force; calling what is returned takes it back. A fact is one
        that was not there before."""
        if table == FACTS:
            self._set(table, doc_id, doc)
            return partial(self._set, table, doc_id, REMOVED)
        raw = self._held(table).get(doc_id)
        old = REMOVED if raw is None else bytes(raw)
        versions = self._versions[table]
        before = versions.set(doc_id, version)
        self._set(table, doc_id, doc)

        def undo() -> None:
            versions.put_back(doc_id, before)
            self._set(table, doc_id, old)

        return undo

    def _held(self, table: str) -> dict[str, Json | Raw]:
        docs = self.live.get(table)
        if docs is None:
            docs = self.live[table] = Documents()
        return docs.held

    def _set(self, table: str, doc_id: str, doc: Json) -> None:
        held = self._held(table)
        raw = held.get(doc_id)
        old = None if raw is None else bytes(raw)
        if doc == REMOVED:
            held.pop(doc_id, None)
            self._listener(table, doc_id, old, None)
            return
        if self.forgotten:
            doc = without(self.forgotten, table, doc_id, doc)
        if table == FACTS and is_personal(doc):
            self._personal.add(doc_id)
        held[doc_id] = doc
        self._listener(table, doc_id, old, doc)

    def forget(self, attendee: str, fact_id: str) -> None:
        """Take what is personal of someone out of what is in force, and out of whatever
        comes later. Asked for twice, the first fact counts."""
        self.forgotten[attendee] = min(fact_id, self.forgotten.get(attendee, fact_id))
        raw = self._held(ATTENDEES).get(attendee)
        if raw is not None:
            self._set(ATTENDEES, attendee, bytes(raw))
        for doc_id in [i for i in self._personal if i in self.facts]:
            self._set(FACTS, doc_id, self.facts[doc_id])


def missing(held: Merged, read: Merged) -> dict[str, dict[str, Json]]:
    """The documents that one has, and the other not, or only an older one."""
    lost: dict[str, dict[str, Json]] = {}
    for doc_id in held.facts:
        if doc_id not in read.facts:
            lost.setdefault(FACTS, {})[doc_id] = held.facts[doc_id]
    for table, doc_id, version in held.versions():
        known = read.version(table, doc_id)
        if known is None or known < version:
            live = held.live.get(table, Documents())
            lost.setdefault(table, {})[doc_id] = live.get(doc_id, REMOVED)
    return lost
