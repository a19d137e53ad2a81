"""One table: its documents in force, and the line that each comes from.

A folder holds hundreds of thousands of documents, and few of them are ever asked for. As
they are read they stay the piece of the file that they were, and which line was the last
to speak of each is sorted out when it matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Raw

from store.lines import Json

Version = tuple[str, str, int]
"""``at``, kiosk and n of the line that a document comes from."""


class Documents(Mapping[str, Json]):
    """By id; what is asked for cannot be changed under anyone's hands."""

    __slots__ = ("held",)

    def __init__(self) -> None:
        self.held: dict[str, Json | Raw] = {}

    def __getitem__(self, doc_id: str) -> Json:
        return bytes(self.held[doc_id])

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self.held

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def __repr__(self) -> str:
        return f"Documents({dict(self)!r})"


class Versions:
    """By id, removed documents too."""

    __slots__ = ("_by_id", "_waiting", "latest")

    def __init__(self) -> None:
        self.latest: Version = ("", "", 0)
        """None of them is later."""
        self._by_id: dict[str, Version] = {}
        self._waiting: list[tuple[Version, tuple[str, ...]]] = []  # older than those by id

    def get(self, doc_id: str) -> Version | None:
        return self._sorted().get(doc_id)

    def items(self) -> Iterator[tuple[str, Version]]:
        yield from self._sorted().items()

    def _sorted(self) -> dict[str, Version]:
        if self._waiting:
            found: dict[str, Version] = {}
            for version, ids in self._waiting:
                found.update(dict.fromkeys(ids, version))
            self._by_id = found | self._by_id
            self._waiting = []
        return self._by_id

    def follow(self, version: Version, ids: Mapping[str, object]) -> None:
        """These come from a line that is later than any before."""
        self.latest = version
        if self._by_id:
            self._by_id.update(dict.fromkeys(ids, version))
        else:
            self._waiting.append((version, tuple(ids)))

    def set(self, doc_id: str, version: Version) -> Version | None:
        """One comes from this line; returns what :meth:`put_back` needs."""
        if version > self.latest:
            self.latest = version
        before = self._by_id.get(doc_id)
        self._by_id[doc_id] = version
        return before

    def put_back(self, doc_id: str, before: Version | None) -> None:
        """Undo the last :meth:`set` of a document."""
        if before is None:
            del self._by_id[doc_id]
        else:
            self._by_id[doc_id] = before
