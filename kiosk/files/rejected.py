"""The rows that did not come in, in the form they came in: mended there, they can be
brought in again."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import Refused
from kiosk.files.exports import safe_cell
from kiosk.files.reading import read_text
from kiosk.files.tables import Layout, Table

_HEAD = re.compile(r"^[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_-]+)", re.M)


@dataclass(frozen=True, slots=True)
class Added:
    """What rows get beside their own cells."""

    heading: str
    """Of a column that is there, or of a new one."""
    cells: Mapping[int, str]
    """By row; what stands there already stays."""


def rejected_rows(table: Table, numbers: Collection[int], added: Added | None = None) -> bytes:
    """The headings and some rows of a table, by their numbers, as it was written."""
    found = [row for row in table.rows if row.number in numbers]
    headings: list[str] = list(table.headings)
    rows: list[Sequence[str]] = [row.cells for row in found]
    if added:
        # What stands beyond the headings stays beyond them, and so remains wrong.
        at, is_new = len(headings), added.heading not in headings
        if is_new:
            headings.append(added.heading)
            rows = [[*c[:at], *[""] * (at + 1 - len(c[:at])), *c[at:]] for c in rows]
        else:
            at = headings.index(added.heading)
        rows = [
            _with(cells, at, added.cells.get(row.number, ""))
            for cells, row in zip(rows, found, strict=True)
        ]
    wide = max([len(headings), *map(len, rows)])
    headings += [""] * (wide - len(headings))
    if table.layout.ending == ".xlsx":
        return _workbook(table.layout, [headings, *rows])
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=table.layout.delimiter or ",")
    writer.writerows([safe_cell(cell) for cell in row] for row in [headings, *rows])
    encoding = table.layout.encoding
    if encoding.startswith("utf-16-"):
        encoding = "utf-16"  # with its mark, so that it is known again
    return out.getvalue().encode(encoding or "utf-8", errors="replace")


def _with(cells: Sequence[str], at: int, said: str) -> Sequence[str]:
    """A row with a cell filled in, where it is empty."""
    wide = [*cells, *[""] * (at + 1 - len(cells))]
    wide[at] = wide[at] or said
    return wide


def _workbook(layout: Layout, rows: Sequence[Sequence[str]]) -> bytes:
    from importlib import import_module

    xlsxwriter: Any = import_module("xlsxwriter")  # it says nothing of its types
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, settings) as workbook:
        sheet = workbook.add_worksheet(layout.sheet[:31] or None)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell)
    return out.getvalue()


def rejected_entries(path: Path, kind: str, numbers: Collection[int]) -> bytes:
    """A TOML file with some only of its entries, and all that stands once in it.

    Args:
        kind: the name of the entries: ``attendee``, ``workshop`` or ``offering``.

    Raises:
        Refused: its entries cannot be told apart by their lines.
    """
    text = read_text(path)
    heads = list(_HEAD.finditer(text))
    kept, count = [text[: heads[0].start()] if heads else ""], 0
    ends = [*(head.start() for head in heads[1:]), len(text)]
    keep = True
    for head, end in zip(heads, ends, strict=True):
        if head[1] == "[[" and head[2] == kind:
            count += 1
            keep = count in numbers
        elif not text[head.start() :].lstrip("[ \t\n").startswith(f"{kind}."):
            keep = True
        if keep:
            kept.append(text[head.start() : end])
    made = "".join(kept)
    try:
        entries = tomllib.loads(made).get(kind, [])
    except tomllib.TOMLDecodeError:
        entries = []
    if len(entries) != len(numbers):
        raise Refused("The entries of {path} cannot be told apart; mend them in it.", path=path)
    return made.encode()
