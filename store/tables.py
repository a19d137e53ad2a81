"""TinyDB over the journal: a ``Storage`` and a ``table_class``.

The tables stand in memory, as the journal's lines left them. A TinyDB operation
changes a draft; what differs afterwards becomes one line of the journal. Several
operations inside one ``changing()`` become one line together.

``_read_table`` and ``_update_table`` are TinyDB's underscore methods, so its minor
version is pinned; ``tests/store/test_tinydb_contract.py`` holds the contract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Protocol

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.lines import Doc, Line, Puts

Version = tuple[str, str, int]
"""``at``, kiosk and n of the line that a document comes from."""

Listener = Callable[[str, str, Doc | None, Doc | None], None]
"""Told of each document that changes: table, id, old, new."""

FACTS = "facts"


class Tables:
    """The live documents, merged from all lines in whatever order these come.

    A fact never changes: the first line that holds it is as good as any other. Of
    other documents the line latest by ``(at, kiosk, n)`` stands.
    """

    def __init__(self, listener: Listener) -> None:
        self.live: dict[str, dict[str, Doc]] = {FACTS: {}}
        self._versions: dict[tuple[str, str], Version] = {}
        self._listener = listener

    def apply(self, line: Line) -> None:
        version = (line.at, line.kiosk, line.n)
        for table, docs in line.put.items():
            for doc_id, doc in docs.items():
                if table == FACTS:
                    if doc is not None and doc_id not in self.live[FACTS]:
                        self._set(FACTS, doc_id, doc)
                elif self._versions.get((table, doc_id), ("",)) < version:
                    self._versions[table, doc_id] = version
                    self._set(table, doc_id, doc)

    def set(self, table: str, doc_id: str, doc: Doc | None, version: Version) -> Callable[[], None]:
        """Put one document in force; calling what is returned takes it back."""
        key = (table, doc_id)
        old, old_version = self.live.get(table, {}).get(doc_id), self._versions.get(key)
        self._set(table, doc_id, doc)
        if table != FACTS:
            self._versions[key] = version

        def undo() -> None:
            self._set(table, doc_id, old)
            if old_version:
                self._versions[key] = old_version
            else:
                self._versions.pop(key, None)

        return undo

    def _set(self, table: str, doc_id: str, doc: Doc | None) -> None:
        docs = self.live.setdefault(table, {})
        old = docs.get(doc_id)
        if doc is None:
            docs.pop(doc_id, None)
        else:
            docs[doc_id] = doc
        self._listener(table, doc_id, old, doc)


class Writer(Protocol):
    """What the storage needs of the store."""

    tables: Tables

    def changing(self) -> AbstractContextManager[Any]: ...
    def set(self, table: str, doc_id: str, doc: Doc | None) -> None: ...
    def new_id(self) -> str: ...


def copied(value: Any) -> Any:
    """A copy of a JSON value, all the way down."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


class Draft(MutableMapping[str, Doc]):
    """A table while it is being updated: documents are copied as they are read."""

    def __init__(self, live: Mapping[str, Doc]) -> None:
        self._live = live
        self._touched: dict[str, Doc | None] = {}

    def __getitem__(self, doc_id: str) -> Doc:
        if doc_id not in self._touched:
            self._touched[doc_id] = copied(self._live[doc_id])
        doc = self._touched[doc_id]
        if doc is None:
            raise KeyError(doc_id)
        return doc

    def __setitem__(self, doc_id: str, doc: Doc) -> None:
        self._touched[doc_id] = doc

    def __delitem__(self, doc_id: str) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[doc_id] = None

    def __contains__(self, doc_id: object) -> bool:
        if doc_id in self._touched:
            return self._touched[doc_id] is not None
        return doc_id in self._live

    def __iter__(self) -> Iterator[str]:
        yield from (doc_id for doc_id in self._live if doc_id in self)
        yield from (i for i in self._touched if i not in self._live and i in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self) -> Iterator[tuple[str, Doc | None]]:
        for doc_id, doc in self._touched.items():
            if doc != self._live.get(doc_id):
                yield doc_id, None if doc is None else copied(dict(doc))


class JournalStorage(Storage):
    """TinyDB's view of the store."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def read(self) -> Puts | None:
        """A copy of everything; for whoever works on TinyDB's storage directly."""
        live = self.writer.tables.live
        return {name: copied(docs) for name, docs in live.items() if docs} or None

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Make the tables what ``data`` says; only what differs is written."""
        with self.writer.changing():
            for name in {*self.writer.tables.live, *data}:
                wanted = {str(i): dict(doc) for i, doc in data.get(name, {}).items()}
                self.update(name, lambda draft, wanted=wanted: _become(draft, wanted))  # type: ignore[misc]

    def update(self, name: str, updater: Callable[[Any], None]) -> None:
        """One update of one table; if the updater raises, nothing changes."""
        with self.writer.changing():
            draft = Draft(self.writer.tables.live.get(name, {}))
            updater(draft)
            for doc_id, doc in list(draft.changes()):
                self.writer.set(name, doc_id, doc)


def _become(draft: Draft, wanted: dict[str, Doc]) -> None:
    for doc_id in [i for i in draft if i not in wanted]:
        del draft[doc_id]
    for doc_id, doc in wanted.items():
        draft[doc_id] = doc


class JournalTable(Table):
    """A TinyDB table whose updates become lines of the journal.

    Ids are text. Queries are not cached: another window may have changed the table.
    """

    document_id_class = str  # type: ignore[assignment]
    default_query_cache_capacity: ClassVar[int] = 0  # type: ignore[misc]
    _storage: JournalStorage

    def _read_table(self) -> dict[str, Mapping]:  # type: ignore[type-arg]
        return self._storage.writer.tables.live.get(self.name, {})  # type: ignore[return-value]

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        self._storage.update(self.name, updater)
        self.clear_cache()

    def _get_next_id(self) -> str:
        return self._storage.writer.new_id()

    def replace(self, doc_id: str, doc: Doc) -> None:
        """Put a whole document in place of what stood there, if anything did."""
        self._storage.update(self.name, lambda table: table.__setitem__(doc_id, doc))


class JournalDB(TinyDB):
    """TinyDB with journal tables."""

    table_class = JournalTable


__all__ = ["FACTS", "Document", "Draft", "JournalDB", "JournalStorage", "JournalTable", "Tables"]
