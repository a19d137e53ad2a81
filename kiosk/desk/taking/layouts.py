"""Layouts: the columns that somebody's system takes, kept under a name."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from kiosk.desk.protocol import Desk, View
from kiosk.desk.taking.source import Layout, Source, columns_of
from kiosk.errors import Refused
from kiosk.model import ExportLayout
from kiosk.rules.names import clean, fold

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Kept:
    """A layout, and of which table."""

    table: str
    layout: ExportLayout


def keep(desk: Desk, source: Source, name: str, layout: Layout, form: str) -> Kept:
    """Keep a layout; one of the same name and table gives way to it.

    Raises:
        Refused: it has no name, or a column is not there.
    """
    said = called(name)
    columns = columns_of(source, layout)
    kept = ExportLayout(
        id=_id(source.name, said),
        name=said,
        columns=tuple((column.field, column.heading) for column in columns),
        format="jsonl" if form == "json" else form,
    )
    with desk.store.change() as tx:
        tx.put(kept)
    return Kept(source.name, kept)


def called(name: str) -> str:
    """A layout's name as it is kept.

    Raises:
        Refused: there is nothing in it that can be read.
    """
    said = clean(name)[:_LONGEST].strip()
    if not fold(said):
        raise Refused("A layout needs a name.")
    return said


def find(view: View, source: Source, name: str) -> ExportLayout:
    """The layout of this name.

    Raises:
        Refused: there is none.
    """
    found = view.get(ExportLayout, _id(source.name, clean(name)[:_LONGEST].strip()))
    if found is None:
        raise Refused(
            "There is no layout “{name}” of {table}.", name=clean(name), table=source.name
        )
    return found


def known(view: View, table: str = "") -> list[Kept]:
    """Every layout, or those of a table, by name."""
    found = [Kept(layout.id.partition("--")[0], layout) for layout in view.all(ExportLayout)]
    wanted = [kept for kept in found if table in ("", kept.table)]
    return sorted(wanted, key=lambda kept: (kept.table, fold(kept.layout.name)))


def _id(table: str, name: str) -> str:
    """The same name, however it is written, is the same layout on every laptop. Letters
    that an id cannot have are told apart by their sum."""
    folded = fold(name)
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if slug != folded.replace(" ", "-"):
        slug = f"{slug}-{zlib.crc32(folded.encode()):08x}".strip("-")
    return f"{table}--{slug}"
