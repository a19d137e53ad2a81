"""Documents as records; :mod:`store.written` is the way back.

Fields a newer version added are passed over.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from kiosk.model import (
    Attendee,
    Badge,
    BadgePrint,
    Certificate,
    CheckIn,
    Closing,
    Departure,
    ExportLayout,
    Fact,
    Forgotten,
    ImportShape,
    IssuerKey,
    MakeUp,
    Mark,
    Merge,
    Note,
    Offering,
    Organisation,
    Programme,
    Record,
    Registration,
    Reopening,
    Revocation,
    Ruling,
    School,
    Session,
    Staff,
    Void,
    Workshop,
)
from store.lines import Json, to_json

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
        BadgePrint,
        Staff,
        ImportShape,
        ExportLayout,
    )
}

FACT_KINDS: dict[str, type[Fact]] = {
    kind.kind: kind
    for kind in (
        CheckIn,
        Departure,
        Void,
        Mark,
        Note,
        MakeUp,
        Ruling,
        Merge,
        Closing,
        Reopening,
        Forgotten,
        Certificate,
        Revocation,
        IssuerKey,
    )
}

_RECORD = {table: msgspec.json.Decoder(kind).decode for table, kind in RECORDS.items()}
_FACT = {name: msgspec.json.Decoder(kind).decode for name, kind in FACT_KINDS.items()}


class _Kind(msgspec.Struct, gc=False):
    kind: str = ""


_kind = msgspec.json.Decoder(_Kind).decode


def _with_id(doc: Json, doc_id: str) -> Json:
    """The last of a name counts: what a document says of its own id does not."""
    head = doc[:-1]
    return b"".join((head, b"" if head == b"{" else b",", b'"id":', to_json(doc_id), b"}"))


_STEERING = re.compile(
    rb"\\u00[01]|\\[bfnrt]|\x7f|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)
_BACKSLASH, _DELETE = b"\\\x7f"
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return _STEERS.sub("", value)
    if isinstance(value, dict):
        return {key: _harmless(item) for key, item in value.items()}
    return [_harmless(item) for item in value] if isinstance(value, list) else value


def to_record(table: str, doc_id: str, doc: Json) -> Record:
    """The record of a document, without characters that steer a terminal or turn its
    text round: the kiosk writes none, but a document may come from elsewhere, and what a
    record says reaches the screen.

    Raises:
        msgspec.ValidationError: the document is not one of this table's.
    """
    plain = doc.isascii() and _BACKSLASH not in doc and _DELETE not in doc
    if not plain and _STEERING.search(doc):
        doc = to_json(_harmless(msgspec.json.decode(doc)))
    return _RECORD[table](_with_id(doc, doc_id))


def to_fact(doc_id: str, doc: Json) -> Fact | None:
    """The fact of a document; ``None`` for a kind that only a newer version knows.

    Raises:
        msgspec.ValidationError: it is not what its kind says.
    """
    decode = _FACT.get(_kind(doc).kind)
    return decode(_with_id(doc, doc_id)) if decode else None
