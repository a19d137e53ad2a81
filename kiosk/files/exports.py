"""What is taken home, as a table that a spreadsheet opens rightly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

BOM = "\ufeff"
"""Makes Excel read UTF-8; written at the head of files, not to a pipe."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

COMPLETION_COLUMNS = (
    "member_number",
    "name",
    "local",
    "workshop",
    "offering",
    "completed_on",
    "title",
    "minutes",
    "scheduled_minutes",
)


def safe_cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins as a formula does
    gets an apostrophe in front."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_text(columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    """RFC 4180 with a header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
    return out.getvalue()
