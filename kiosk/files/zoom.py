"""Zoom's reports of who took part: of a meeting, join by join or person by person, and of
a webinar. Each comes with or without a preamble, in US order of day and month.

The report says no time zone: its times are on the wall clock of whoever made it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.errors import NotSo, Text
from kiosk.files.reading import NotThatFile, Wrong
from kiosk.files.tables import Line, read_grids
from kiosk.rules.names import clean

NO_SHOW = "--"
_SHOWN = re.compile(r"^(?P<shown>.*?)\s*\((?P<original>[^()]+)\)\s*$")
_NAMES = ("name (original name)", "user name (original name)", "name", "user name", "participant")
_EMAILS = ("user email", "email", "email address")
_DURATIONS = ("total duration (minutes)", "duration (minutes)", "time in session (minutes)")
_HOSTS = ("host details", "panelist details")


@dataclass(frozen=True, slots=True)
class Join:
    """A row of a report: someone was there from a time to a time, or for so long."""

    where: str
    name: str
    """As shown in the meeting."""
    original: str = ""
    """As the account says, where that is another."""
    email: str = ""
    joined: dt.datetime | None = None
    """On the wall clock of whoever made the report; ``None`` where it says totals only."""
    left: dt.datetime | None = None
    minutes: int = 0
    """Only where there are no times."""


@dataclass(slots=True)
class ZoomReport:
    joins: list[Join] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    no_shows: int = 0
    hosts: int = 0
    """Rows of hosts and panelists, who are not learners."""


def read_zoom(path: Path, day: dt.date) -> ZoomReport:
    """Read a report.

    Args:
        day: of the session: where a date can be read in two ways, the way that gives this
            day more often is meant; else the US one, which Zoom writes.

    Raises:
        NotThatFile: it is not a report of who took part.
    """
    tables = _tables_of(path)
    if not tables:
        raise NotThatFile(
            "{path} is not a report of a meeting: no column is called “Name (Original Name)”.",
            path=path,
        )
    report = ZoomReport()
    dayfirst = _is_day_first(tables, day)
    for table in tables:
        for where, cells in table.rows:
            if table.is_hosts:
                report.hosts += 1
                continue
            try:
                join = table.join(where, cells, dayfirst)
            except NotSo as error:
                report.wrong.append(Wrong(where, error.text))
                continue
            if join:
                report.joins.append(join)
            else:
                report.no_shows += 1
    return report


@dataclass(slots=True)
class _Table:
    header: list[str]
    is_hosts: bool
    rows: list[tuple[str, list[str]]] = field(default_factory=list)

    def cell(self, cells: Sequence[str], *names: str) -> str:
        for name in names:
            if name in self.header:
                place = self.header.index(name)
                return cells[place].strip() if place < len(cells) else ""
        return ""

    def join(self, where: str, cells: list[str], dayfirst: bool) -> Join | None:
        """What a row says; ``None``: that someone did not come.

        Raises:
            NotSo: it says nothing that can be meant.
        """
        joined, left = self.cell(cells, "join time"), self.cell(cells, "leave time")
        if self.cell(cells, "attended").casefold() == "no" or NO_SHOW in (joined, left):
            return None
        shown = clean(self.cell(cells, *_NAMES))
        first, last = self.cell(cells, "first name"), self.cell(cells, "last name")
        original = clean(f"{first} {last}")
        if found := _SHOWN.match(shown):
            shown, original = clean(found["shown"]), original or clean(found["original"])
        email = clean(self.cell(cells, *_EMAILS))
        if not (shown or original or email):
            raise NotSo("it has no name and no email address")
        if not joined and not left:
            minutes = _minutes(self.cell(cells, *_DURATIONS))
            return Join(where, shown, original, email, minutes=minutes)
        start, end = _time(joined, dayfirst), _time(left, dayfirst)
        if end < start:
            raise NotSo("the leave time is before the join time")
        return Join(where, shown, original, email, start, end)


def _tables_of(path: Path) -> list[_Table]:
    """The tables of a report; also of one that a spreadsheet saved again."""
    problem: NotThatFile | None = None
    for grid in read_grids(path):
        try:
            if tables := _tables(grid.lines):
                return tables
        except NotThatFile as error:
            problem = problem or error
    if problem:
        raise problem
    return []


def _tables(rows: Iterable[Line]) -> list[_Table]:
    """The tables of people: each begins with a header and ends at an empty row, or where
    a row says what comes next."""
    tables: list[_Table] = []
    table: _Table | None = None
    title = ""
    for number, said in rows:
        header = [cell.casefold() for cell in said]
        filled = [cell for cell in header if cell]
        if any(name in header for name in _NAMES) and (
            "join time" in header or any(name in header for name in _DURATIONS)
        ):
            table = _Table(header, title in _HOSTS)
            tables.append(table)
        elif not filled:
            table = None
        elif len(filled) == 1 and filled[0].endswith(("details", "report")):
            table, title = None, filled[0]
        elif table is not None:
            table.rows.append((Text("row {number}", number=number), said))
    return tables


def _is_day_first(tables: list[_Table], day: dt.date) -> bool:
    """Whether the dates give the session's day more often when read day first."""
    hits = {False: 0, True: 0}
    for table in tables:
        for _, cells in table.rows:
            for dayfirst in hits:
                try:
                    joined = _time(table.cell(cells, "join time"), dayfirst)
                except NotSo:
                    continue
                hits[dayfirst] += abs(joined.date() - day) <= dt.timedelta(days=1)
    return hits[True] > hits[False]


def _time(text: str, dayfirst: bool) -> dt.datetime:
    from dateutil import parser  # not before a report is read: every command loads this

    try:
        found = parser.parse(text, dayfirst=dayfirst, yearfirst=bool(re.match(r"\d{4}", text)))
    except (ValueError, OverflowError, TypeError):
        raise NotSo("“{text}” is not a time", text=text[:40]) from None
    if not 2000 <= found.year < 2100:
        raise NotSo("“{text}” is not a time", text=text[:40])
    return found.replace(tzinfo=None)


def _minutes(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text):
        raise NotSo("“{text}” is not a number of minutes", text=text[:40])
    return int(text)
