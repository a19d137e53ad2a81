"""Completions as they are taken home: one table for the command and for the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from kiosk.desk.completions import Row
from kiosk.files import exports
from kiosk.model import text

FORMS = ("csv", "json")


def table_row(row: Row, language: str) -> dict[str, Any]:
    """The cells of a completion, by column."""
    done = row.completion
    return {
        "member_number": row.attendee.member_number,
        "name": row.attendee.name,
        "local": row.attendee.local,
        "workshop": row.workshop.id,
        "offering": row.offering.id,
        "completed_on": done.completed_on.isoformat() if done.completed_on else "",
        "title": text(row.workshop.title, language),
        "minutes": done.minutes,
        "scheduled_minutes": done.scheduled_minutes,
        "complete": "yes" if done.complete else "no",
        "reason": done.reason.value,
        "missing_sessions": ";".join(sitting.id for sitting in done.missing),
        "unsigned_sessions": ";".join(sitting.id for sitting in done.unsigned),
    }


def written(
    rows: Iterable[Row], form: str, language: str, columns: tuple[str, ...], mark: bool = True
) -> bytes:
    """The bytes of a file of completions.

    Args:
        form: one of :data:`FORMS`; JSON is one object a line.
        columns: which of :func:`table_row`'s, in order.
        mark: whether a CSV begins with a byte order mark, as Excel wants a file to.
    """
    cells = (table_row(row, language) for row in rows)
    chosen = ({column: row[column] for column in columns} for row in cells)
    if form == "json":
        return b"".join(msgspec.json.encode(row) + b"\n" for row in chosen)
    head = exports.BOM if mark else ""
    return (head + exports.csv_text(columns, chosen)).encode()
