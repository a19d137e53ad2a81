"""What is taken home, for the command and for the screen: one table for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from kiosk.clock import zone
from kiosk.desk.protocol import Desk
from kiosk.desk.taking import attendance, attendees, audit, completions
from kiosk.desk.taking.source import Layout, Source, Wanted, check, columns_of, table
from kiosk.errors import Refused
from kiosk.files.exports import About, Table, Value
from kiosk.garbage import no_collection
from kiosk.words import Words

_Lines = Callable[[Desk, Wanted, str], Iterator[Any]]

_LINES: dict[str, _Lines] = {
    "completions": completions.lines,
    "attendance": attendance.lines,
    "attendees": attendees.lines,
    "audit": audit.lines,
}
SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        completions.SOURCE,
        attendance.SOURCE,
        attendees.SOURCE,
        audit.SOURCE,
    )
}


def titles(words: Words) -> dict[str, str]:
    """What each kind of table is called."""
    return {
        "completions": words("Completions"),
        "attendance": words("Attendance"),
        "attendees": words("People"),
        "audit": words("What was done"),
    }


def take(
    desk: Desk,
    name: str,
    words: Words,
    wanted: Wanted | None = None,
    layout: Layout = (),
    sort: Sequence[tuple[str, bool]] = (),
    form: str = "xlsx",
) -> Table:
    """A table as it is now.

    Args:
        name: one of :data:`SOURCES`.
        words: the language that titles are in; columns are called by their fields, unless a
            layout says otherwise.
        layout: fields and headings; without any, the usual ones.
        sort: fields, and whether the highest comes first; without any, the table's own order.
        form: what it is for; only a workbook sums up.

    Raises:
        Refused: a field, or something that is asked for, is not there.
    """
    source, wanted = SOURCES[name], check(desk.store, wanted or Wanted())
    if wanted.status and source.statuses and wanted.status not in source.statuses:
        raise Refused(
            "There is no status {status}. There are: {statuses}.",
            status=wanted.status,
            statuses=list(source.statuses),
        )
    columns = columns_of(source, layout or usual(name))
    with no_collection():
        lines = _LINES[name](desk, wanted, words.language)
        said = about(desk, name, wanted, words)
        return table(source, lines, columns, sort, said, summed=form == "xlsx")


def usual(name: str) -> Layout:
    """The columns of a file for which nobody said others."""
    return [(field, field) for field in SOURCES[name].usual]


def about(desk: Desk, name: str, wanted: Wanted, words: Words) -> About:
    """What a workbook says of itself."""
    organisation = desk.store.organisation
    made = desk.clock.now().astimezone(zone(organisation.zone)).replace(microsecond=0)
    facts: tuple[tuple[str, Value], ...] = (
        (words("Organisation"), organisation.name),
        (words("Made"), made),
        *wanted.said(words),
    )
    heads = (
        ("title", words("Workshop")),
        ("local", words("Local")),
        ("status", words("Status")),
        ("what", words("What")),
        ("by", words("By")),
        ("", words("Rows")),
    )
    return About(titles(words)[name], facts, heads=dict(heads), sheet=words("Summary"))
