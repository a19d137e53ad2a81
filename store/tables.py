"""TinyDB over the journal: a ``Storage`` and a ``table_class``.

The documents in force stand in memory, as the journal's lines left them. A TinyDB
operation changes a draft; what differs afterwards becomes one line of the journal.
Several operations inside one ``changing()`` become one line together. What is read is
what was in force at the last ``refresh()`` or change.

``_read_table`` and ``_update_table`` are TinyDB's underscore methods, so its minor
version is pinned; ``tests/store/test_tinydb_contract.py`` holds the contract.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

import msgspec
from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from store.lines import Doc, Json
from store.merged import Merged

_decode = msgspec.json.Decoder(dict[str, Any]).decode


class Writer(Protocol):
    """What the storage needs of the store."""

    @property
    def revisions(self) -> Mapping[str, int]: ...
    @property
    def tables(self) -> Merged: ...
    def live(self, table: str) -> Mapping[str, Json]: ...
    def changing(self) -> AbstractContextManager[Any]: ...
    def set(self, table: str, doc_id: str, doc: Mapping[str, Any] | None) -> None: ...
    def new_id(self) -> str: ...


class Docs(Mapping[str, Doc]):
    """A table as it stands: each document is parsed anew when it is read, so that nobody
    changes what is in force by changing what they were given."""

    def __init__(self, live: Mapping[str, Json]) -> None:
        self._live = live

    def __getitem__(self, doc_id: str) -> Doc:
        return _decode(self._live[doc_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._live)

    def __len__(self) -> int:
        return len(self._live)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._live


class Draft(MutableMapping[str, Doc]):
    """A table while it is being updated. Ids may be given as any type; they are text."""

    def __init__(self, live: Mapping[str, Json]) -> None:
        self._live = live
        self._touched: dict[str, Doc | None] = {}

    def __getitem__(self, doc_id: object) -> Doc:
        key = str(doc_id)
        if key not in self._touched:
            self._touched[key] = _decode(self._live[key])
        doc = self._touched[key]
        if doc is None:
            raise KeyError(doc_id)
        return doc

    def __setitem__(self, doc_id: object, doc: Doc) -> None:
        self._touched[str(doc_id)] = doc

    def __delitem__(self, doc_id: object) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return self._touched[key] is not None if key in self._touched else key in self._live

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._live if key in self)
        yield from (key for key in self._touched if key not in self._live and key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._touched = dict.fromkeys(self._live)

    def changes(self) -> Iterator[tuple[str, Doc | None]]:
        """What differs from the table as it stood."""
        for key, doc in self._touched.items():
            live = self._live.get(key)
            if doc != (None if live is None else _decode(live)):
                yield key, doc


class JournalStorage(Storage):
    """TinyDB's view of the store."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def read(self) -> dict[str, dict[str, Doc]] | None:
        """A copy of everything; for whoever works on TinyDB's storage directly."""
        live = self.writer.tables.live
        return {name: dict(Docs(docs)) for name, docs in live.items() if docs} or None

    def write(self, data: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        """Make the tables what ``data`` says; only what differs is written."""
        with self.writer.changing():
            for name in {*self.writer.tables.live, *data}:
                self.update(name, lambda draft, name=name: _become(draft, data.get(name, {})))  # type: ignore[misc]

    def update(self, name: str, updater: Callable[[Any], None]) -> None:
        """One update of one table; if the updater raises, nothing changes.

        Raises:
            ValueError: it changes or removes a fact.
        """
        with self.writer.changing():
            draft = Draft(self.writer.live(name))
            updater(draft)
            for doc_id, doc in list(draft.changes()):
                self.writer.set(name, doc_id, doc)


def _become(draft: Draft, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    draft.clear()
    for doc_id, doc in wanted.items():
        draft[doc_id] = dict(doc)


class JournalTable(Table):
    """A TinyDB table whose updates become lines of the journal. Ids are text.

    Each operation is decided under the lock between windows, so that two of them never
    give one id twice, and an upsert is one change.
    """

    document_id_class = str  # type: ignore[assignment]
    _storage: JournalStorage
    _seen = 0

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._storage.writer.changing():
            return super().insert(document)

    def upsert(self, document: Mapping[str, Any], *args: Any, **kwargs: Any) -> list[int]:
        with self._storage.writer.changing():
            return super().upsert(document, *args, **kwargs)

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB's; what another window changed meanwhile is not answered from the
        query cache."""
        revision = self._storage.writer.revisions.get(self.name, 0)
        if self._seen != revision:
            self._seen = revision
            self.clear_cache()
        return super().search(cond)

    def _read_table(self) -> dict[str, Mapping]:  # type: ignore[type-arg]
        return Docs(self._storage.writer.live(self.name))  # type: ignore[return-value]

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        self._storage.update(self.name, updater)

    def _get_next_id(self) -> str:
        return self._storage.writer.new_id()


class JournalDB(TinyDB):
    """TinyDB with journal tables."""

    table_class = JournalTable
