"""How files look that a school gets and gives again and again, and what was printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportShape:
    """How a file with these columns is read: the next one of the same shape asks nobody."""

    table: ClassVar = "import_shapes"
    id: str
    """Made of what is brought in and of the columns' names; the same for the same shape."""
    columns: dict[str, str] = field(default_factory=dict)
    """The field that a column holds, by the column's name as it stands in the file."""
    said: tuple[str, ...] = ()
    """The names of the columns of which a person said what they are. Where there are none, it
    was kept by a version that wrote “-” of what it did not know as well."""
    day_first: bool | None = None
    """Whether 03/04 is the third of April; ``None``: no such date was met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLayout:
    """The columns that somebody's system takes, under a name."""

    table: ClassVar = "export_layouts"
    id: str
    name: str
    """As the representative calls it."""
    columns: tuple[tuple[str, str], ...] = ()
    """Field and heading of each column, in their order."""
    format: str = "csv"
    """``csv``, ``xlsx`` or ``jsonl``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgePrint:
    """A badge was printed. It stands apart from the badge, of which the latest document
    counts: what is printed on one laptop must not bring back what was revoked on another."""

    table: ClassVar = "badge_prints"
    id: str
    """The badge's."""
    at: dt.datetime
    """When, the last time."""
    stock: str = ""
    """The sheets it was printed on, as they are typed."""
