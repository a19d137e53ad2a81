"""Every line that was ever written, in the order of time: what was done, and what stood
before it was changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from store.journal import Journal

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """One document as one line put it."""

    at: str
    """When the line was written, by the machine's clock, in UTC."""
    kiosk: str
    n: int
    table: str
    id: str
    before: Document | None
    """What stood until then; ``None`` for what is new, and for a fact."""
    after: Document | None
    """``None``: it was removed."""


def by_line(folder: Path, kiosk: str) -> Iterator[list[Written]]:
    """The documents of each line, line by line, of every kiosk. What was forgotten of a
    person is not in the lines any more.

    Raises:
        NotReadable: the system cannot read them.
    """
    journal = Journal(folder, kiosk)
    try:
        lines = sorted(journal.read(sure=False), key=lambda line: (line.at, line.kiosk, line.n))
    finally:
        journal.close()
    standing: dict[tuple[str, str], Document | None] = {}
    for line in lines:
        found = []
        for table, docs in line.put.items():
            for doc_id, raw in docs.items():
                after: Document | None = msgspec.json.decode(raw)
                key = table, doc_id
                before = standing.get(key)
                if table == "facts":
                    if key in standing:
                        continue  # a fact is told once
                    standing[key] = None
                else:
                    standing[key] = after
                found.append(Written(line.at, line.kiosk, line.n, table, doc_id, before, after))
        yield found
