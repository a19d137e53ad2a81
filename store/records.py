"""Documents to records and back.

A document is what a record says as JSON: times as ISO 8601, empty fields left out.
Fields a newer version added are passed over.
"""

from __future__ import annotations

from typing import Any

import msgspec

from kiosk.model import (
    Attendee,
    Badge,
    CheckIn,
    Closing,
    Departure,
    Fact,
    Mark,
    Offering,
    Organisation,
    Programme,
    Record,
    Registration,
    Reopening,
    School,
    Session,
    Staff,
    Void,
    Workshop,
)
from store.lines import Doc

RECORDS: dict[str, type[Record]] = {
    kind.table: kind
    for kind in (
        Organisation,
        Programme,
        Workshop,
        School,
        Offering,
        Session,
        Attendee,
        Registration,
        Badge,
        Staff,
    )
}

FACT_KINDS: dict[str, type[Fact]] = {
    kind.kind: kind for kind in (CheckIn, Departure, Void, Mark, Closing, Reopening)
}

_EMPTY: tuple[Any, ...] = (None, "", [], {})


def to_doc(record: Record | Fact) -> Doc:
    """The document of a record; its id is the document's id and not repeated."""
    doc = {
        key: value
        for key, value in msgspec.to_builtins(record).items()
        if value not in _EMPTY and key != "id"
    }
    if isinstance(record, Fact):
        doc["kind"] = record.kind
    return doc


def to_record(table: str, doc_id: str, doc: Doc) -> Record:
    """The record of a document.

    Raises:
        msgspec.ValidationError: the document is not one of this table's.
    """
    return msgspec.convert({**doc, "id": doc_id}, RECORDS[table])


def to_fact(doc_id: str, doc: Doc) -> Fact | None:
    """The fact of a document; ``None`` for a kind that only a newer version knows."""
    kind = FACT_KINDS.get(doc["kind"])
    return msgspec.convert({**doc, "id": doc_id}, kind) if kind else None
