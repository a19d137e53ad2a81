"""The documents in force: what all lines say together, in whatever order they come.

A fact never changes: the first line that holds it is as good as any other, except that
the one of which something was forgotten stands. Of other documents the line latest by
``(at, kiosk, n)`` stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Raw

from store.lines import REMOVED, Json, Line
from store.redaction import ATTENDEES, FACTS, FORGOTTEN, TYPED, forgets, is_typed, without

Version = tuple[str, str, int]
"""``at``, kiosk and n of the line that a document comes from."""

Listener = Callable[[str, str, Json | None, Json | None], None]
"""Told of each document that changes: table, id, old, new."""


class Merged:
    """Live documents by table and id."""

    def __init__(self, listener: Listener) -> None:
        self.live: dict[str, dict[str, Json]] = {FACTS: {}}
        self.facts = self.live[FACTS]
        self.forgotten: dict[str, str] = {}
        """By attendee, the fact that says so."""
        self._typed: set[str] = set()  # facts that may hold something personal
        self._versions: dict[str, dict[str, Version]] = {}
        self._listener = listener

    def version(self, table: str, doc_id: str) -> Version | None:
        """The line that a document, or its removal, comes from; ``None`` for facts."""
        return self._versions.get(table, {}).get(doc_id)

    def versions(self) -> Iterator[tuple[str, str, Version]]:
        """Table, id and version of every document but facts, removed ones too."""
        for table, versions in self._versions.items():
            for doc_id, version in versions.items():
                yield table, doc_id, version

    def apply(self, line: Line) -> None:
        """Let a line say what it says, where nothing later was said."""
        for table, docs in line.put.items():
            if table == FACTS:
                for doc_id, raw in docs.items():
                    if doc_id not in self.facts or line.forgets:
                        self._apply_fact(doc_id, bytes(raw))
            else:
                self._apply_docs(table, docs, (line.at, line.kiosk, line.n))

    def load(self, lines: Iterable[Line]) -> None:
        """Apply the lines of a whole folder, and tell the listener of none. What most
        lines are made of is spelled out here: a folder holds hundreds of thousands."""
        facts, listener = self.facts, self._listener
        self._listener = lambda table, doc_id, old, new: None
        for line in lines:
            if line.forgets or self.forgotten:
                self.apply(line)
                continue
            for table, docs in line.put.items():
                if table == FACTS:
                    for doc_id, raw in docs.items():
                        doc = bytes(raw)
                        if TYPED in doc or FORGOTTEN in doc or doc == REMOVED:
                            self._apply_fact(doc_id, doc)
                        elif doc_id not in facts:
                            facts[doc_id] = doc
                    continue
                version = (line.at, line.kiosk, line.n)
                versions = self._versions.setdefault(table, {})
                if versions.keys().isdisjoint(docs):
                    versions.update(dict.fromkeys(docs, version))
                    new = [bytes(raw) for raw in docs.values()]
                    live = self.live.setdefault(table, {})
                    live.update(zip(docs, new, strict=True))
                    if REMOVED in new:
                        for doc_id in [i for i in docs if live[i] == REMOVED]:
                            del live[doc_id]
                else:
                    self._apply_docs(table, docs, version)
        self._listener = listener

    def _apply_docs(self, table: str, docs: Mapping[str, Raw], version: Version) -> None:
        versions = self._versions.setdefault(table, {})
        for doc_id, raw in docs.items():
            known = versions.get(doc_id)
            if known is None or known <= version:  # the same: something was forgotten of it
                versions[doc_id] = version
                self._set(table, doc_id, bytes(raw))

    def _apply_fact(self, doc_id: str, doc: Json) -> None:
        if doc != REMOVED:
            self._set(FACTS, doc_id, doc)
            if attendee := forgets(doc):
                self.forget(attendee, doc_id)

    def put(self, table: str, doc_id: str, doc: Json, version: Version) -> Callable[[], None]:
        """Put one document in force; calling what is returned takes it back."""
        old = self.live.get(table, {}).get(doc_id, REMOVED)
        if table == FACTS:
            self._set(table, doc_id, doc)
            return lambda: self._set(table, doc_id, old)
        versions = self._versions.setdefault(table, {})
        old_version = versions.get(doc_id)
        versions[doc_id] = version
        self._set(table, doc_id, doc)

        def undo() -> None:
            if old_version:
                versions[doc_id] = old_version
            else:
                del versions[doc_id]
            self._set(table, doc_id, old)

        return undo

    def _set(self, table: str, doc_id: str, doc: Json) -> None:
        docs = self.live.setdefault(table, {})
        old = docs.get(doc_id)
        if doc == REMOVED:
            docs.pop(doc_id, None)
            self._listener(table, doc_id, old, None)
            return
        if self.forgotten:
            doc = without(self.forgotten, table, doc_id, doc)
        if table == FACTS and is_typed(doc):
            self._typed.add(doc_id)
        docs[doc_id] = doc
        self._listener(table, doc_id, old, doc)

    def forget(self, attendee: str, fact_id: str) -> None:
        """Take what is personal of someone out of what is in force, and out of whatever
        comes later. Asked for twice, the first fact counts."""
        self.forgotten[attendee] = min(fact_id, self.forgotten.get(attendee, fact_id))
        doc = self.live.get(ATTENDEES, {}).get(attendee)
        if doc is not None:
            self._set(ATTENDEES, attendee, doc)
        for doc_id in [i for i in self._typed if i in self.facts]:
            self._set(FACTS, doc_id, self.facts[doc_id])


def missing(held: Merged, read: Merged) -> dict[str, dict[str, Json]]:
    """The documents that one has, and the other not, or only an older one."""
    lost: dict[str, dict[str, Json]] = {}
    for doc_id, doc in held.facts.items():
        if doc_id not in read.facts:
            lost.setdefault(FACTS, {})[doc_id] = doc
    for table, doc_id, version in held.versions():
        known = read.version(table, doc_id)
        if known is None or known < version:
            lost.setdefault(table, {})[doc_id] = held.live[table].get(doc_id, REMOVED)
    return lost
