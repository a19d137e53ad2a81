"""Reports of online meetings: who took part, and when.

One reader for all systems: :mod:`kiosk.files.meeting_systems` says what each calls its
columns, or somebody says it by hand. A report without a time zone is on the wall clock of
whoever made it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.errors import NotSo, Text
from kiosk.files import meeting_systems as systems
from kiosk.files.choices import shape_id
from kiosk.files.headings import NOT_USED
from kiosk.files.meeting_systems import MeetingSystem
from kiosk.files.meeting_times import (
    as_said,
    is_dated,
    read_duration,
    read_time,
    split_zone,
    zone_of_heading,
)
from kiosk.files.reading import NotThatFile, Wrong
from kiosk.files.tables import FIRST_ROWS, Line, read_grids
from kiosk.model import ImportShape
from kiosk.rules.display_names import is_nobody, split_display_name
from kiosk.rules.names import clean, fold

KIND = "attendance"
"""Under which the columns of a report are kept."""
_NO_SHOW = re.compile(r"[-–—]{1,2}")
_NO = systems.phrases("no; non; n; false; faux; falso; 0")
_YES = systems.phrases("yes; y; true; oui; o; vrai; si; s; verdadero; 1; x")
_SECTION = re.compile(r"\d{1,2}\. .*")
"""“3. In-Meeting Activities”."""
_VALUE = re.compile(r"@|\d:\d|^\d+$")
"""What stands under a heading and in none: an address, a time, a number."""
_ROUNDED = 59
"""A spreadsheet keeps times as parts of a day, and may give 09:50 back as 09:49:59."""
_SLACK = dt.timedelta(minutes=1)
"""By so much a duration and two times may differ where they are of whole minutes."""


@dataclass(frozen=True, slots=True)
class Join:
    """A row of a report: someone was there from a time to a time, or for so long."""

    where: str
    name: str
    """As shown in the meeting, without what stands in brackets behind it."""
    original: str = ""
    """As the account or the brackets say, where that is another and may be a person."""
    email: str = ""
    joined: dt.datetime | None = None
    """Without a zone it is on the report's wall clock; ``None``: it says totals only."""
    left: dt.datetime | None = None
    """``None`` with a time of joining: it does not say that they left."""
    lasted: dt.timedelta = dt.timedelta()
    """Only where there are no times."""
    shown: str = ""
    """The whole name that was shown, with its brackets; empty where there are none."""
    is_total: bool = False
    """Only how long they were there is certain, not when."""
    is_partly_waiting: bool = False
    """A total of which some was in the waiting room."""
    is_host: bool = False

    @property
    def whole(self) -> str:
        """The name as it stands in the report."""
        return self.shown or self.name or self.original


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a report says of the whole meeting, on its wall clock where it has no zone."""

    start: dt.datetime | None = None
    end: dt.datetime | None = None
    lasted: dt.timedelta | None = None


@dataclass(slots=True)
class MeetingReport:
    """What was read of a file."""

    system: str = ""
    joins: list[Join] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    no_shows: int = 0
    hosts: int = 0
    """Rows of hosts and panelists, who are not learners."""
    waiting: int = 0
    """Rows of a waiting room, which are no presence."""
    meeting: Meeting = Meeting()
    passed_over: dict[str, int] = field(default_factory=dict)
    """By title of a section that is no table of people, its rows."""
    shape: ImportShape | None = None
    """What somebody said of its columns, for the next file of this shape."""


def read_meeting_report(
    path: Path,
    start: dt.datetime,
    columns: Mapping[str, str] | None = None,
    kept: Mapping[str, ImportShape] | None = None,
) -> MeetingReport:
    """Read a report.

    Args:
        start: of the session, on the report's wall clock and without a zone. A time without
            a day is the nearest to it; a date that is two days is the one that is nearer.
        columns: by heading, what somebody says its column is.
        kept: by id, what was said of reports of the same shape before.

    Raises:
        NotThatFile: it is not a report of who took part.
        NotSo: a column that was said is not there, or cannot be what was said.
    """
    found = _tables_of(path, _checked(columns or {}), kept or {})
    tables, preamble = found.tables, found.preamble
    if not tables:
        raise _no_report(path, columns or {})
    texts = [*_times_in(tables), *preamble.times()]
    dates = _Dates(start, _is_day_first(texts, start), preamble.zone)
    dates.is_rounded = _is_rounded(texts, dates)
    report = MeetingReport(tables[0].system.name, passed_over=found.passed_over, shape=found.shape)
    report.meeting = _meeting(preamble, tables, dates)
    for table in _without_summaries(tables):
        table.read(report, dates)
    return report


class UnknownReport(NotThatFile):
    """No table of the file is known; what its columns are can be said by hand."""


def _no_report(path: Path, columns: Mapping[str, str]) -> NotThatFile:
    if columns:
        return NotThatFile(
            "{path} has no row of headings with {columns}.", path=path, columns=", ".join(columns)
        )
    return UnknownReport(
        "{path} is not a report of a meeting that can be read: no table in it says who was there "
        "and when. Reports of {systems} are known.",
        path=path,
        systems=", ".join(systems.NAMES),
    )


def _checked(columns: Mapping[str, str]) -> dict[str, str]:
    """Columns by their folded heading."""
    fields = [*systems.FIELDS, NOT_USED]
    for said in columns.values():
        if said not in fields:
            raise NotSo("“{field}” is none of {fields}", field=said[:60], fields=", ".join(fields))
    return {fold(heading): said for heading, said in columns.items()}


@dataclass(slots=True)
class _Dates:
    """How the times of a report are read."""

    near: dt.datetime
    day_first: bool
    zone: dt.tzinfo | None
    is_rounded: bool = False

    def time(self, text: str, zone: dt.tzinfo | None = None) -> dt.datetime:
        found = read_time(text, self.day_first, self.near)
        if self.is_rounded and found.second == _ROUNDED:
            found += dt.timedelta(seconds=1)
        zone = zone or self.zone
        return found if found.tzinfo or zone is None else found.replace(tzinfo=zone)


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    field: str
    zone: dt.tzinfo | None = None


@dataclass(slots=True)
class _Table:
    system: MeetingSystem
    columns: tuple[_Column, ...]
    is_hosts: bool
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    def cell(self, cells: Sequence[str], field: str) -> str:
        place = self._place(field)
        return as_said(cells[place]) if place is not None and place < len(cells) else ""

    def _place(self, field: str) -> int | None:
        places = (n for n, column in enumerate(self.columns) if column.field == field)
        return next(places, None)

    def _time(self, cells: Sequence[str], field: str, dates: _Dates) -> dt.datetime | None:
        said = self.cell(cells, field)
        place = self._place(field)
        if place is None or not said:
            return None
        return dates.time(said, self.columns[place].zone)

    def _duration(self, cells: Sequence[str]) -> dt.timedelta | None:
        said, place = self.cell(cells, systems.DURATION), self._place(systems.DURATION)
        if place is None or not said:
            return None
        return read_duration(said, self.columns[place].heading)

    def read(self, report: MeetingReport, dates: _Dates) -> None:
        """Add what the rows say."""
        if self.is_hosts:
            report.hosts += len(self.rows)
        elif self._place(systems.ACTION) is not None:
            self._read_moves(report, dates)
        else:
            for number, cells in self.rows:
                where = Text("row {number}", number=number)
                try:
                    self._read_row(report, where, cells, dates)
                except NotSo as error:
                    report.wrong.append(Wrong(where, error.text))

    def _read_row(
        self, report: MeetingReport, where: Text, cells: list[str], dates: _Dates
    ) -> None:
        said = [self.cell(cells, field) for field in (systems.JOINED, systems.LEFT)]
        if fold(self.cell(cells, systems.ATTENDED)) in _NO or any(
            _NO_SHOW.fullmatch(text) for text in said
        ):
            report.no_shows += 1
            return
        join = self._who(where, cells)
        is_waiting = fold(self.cell(cells, systems.WAITING)) in _YES
        if is_waiting and any(said):
            report.waiting += 1
            return
        timed = self._timed(join, cells, dates)
        report.joins.append(replace(timed, is_partly_waiting=is_waiting))

    def _who(self, where: Text, cells: Sequence[str]) -> Join:
        whole = clean(self.cell(cells, systems.NAME))
        parts = (self.cell(cells, field) for field in (systems.FIRST_NAME, systems.LAST_NAME))
        account = clean(" ".join(parts))
        name, aside = split_display_name(whole)
        original = account or ("" if is_nobody(aside) else aside)
        account_id = clean(self.cell(cells, systems.ACCOUNT))
        email = clean(self.cell(cells, systems.EMAIL)).removeprefix("mailto:")
        if "@" in account_id:
            email = email or account_id
        if not (name or original or email):
            raise NotSo("it has no name and no email address")
        return Join(
            where,
            name,
            "" if fold(original) == fold(name) else original,
            email,
            shown=whole if aside else "",
            is_host=fold(self.cell(cells, systems.ROLE)) in systems.HOST_ROLES,
        )

    def _timed(self, join: Join, cells: Sequence[str], dates: _Dates) -> Join:
        """With when they were there.

        Raises:
            NotSo: it says nothing that can be meant.
        """
        joined = self._time(cells, systems.JOINED, dates)
        left = self._time(cells, systems.LEFT, dates)
        if joined is None and left is None:
            lasted = self._duration(cells)
            if lasted is None:
                raise NotSo("it says neither when nor how long somebody was there")
            return replace(join, lasted=lasted, is_total=True)
        lasted = self._duration(cells) if None in (joined, left) or self.system.has_gaps else None
        if joined is None or left is None:
            if lasted is None:
                raise NotSo("it says only one of two times, and not how long")
            joined = joined or (left - lasted if left else None)
            return replace(join, joined=joined, left=joined + lasted if joined else None)
        if _naive(left) < _naive(joined) and not self._says_days(cells):
            left += dt.timedelta(days=1)  # over midnight
        if _comparable(left, joined) and left < joined:
            raise NotSo("the leave time is before the join time")
        if lasted is not None and _comparable(left, joined) and left - joined - lasted > _SLACK:
            return replace(join, joined=joined, left=joined + lasted, is_total=True)
        return replace(join, joined=joined, left=left)

    def _says_days(self, cells: Sequence[str]) -> bool:
        return is_dated(self.cell(cells, systems.LEFT))

    def _read_moves(self, report: MeetingReport, dates: _Dates) -> None:
        """Lines of coming and going, as joins; a coming without a going is open."""
        moves: defaultdict[tuple[str, str, str], list[tuple[dt.datetime, bool, Join]]]
        moves = defaultdict(list)
        for number, cells in self.rows:
            where = Text("row {number}", number=number)
            try:
                join = self._who(where, cells)
                time = self._time(cells, systems.TIME, dates)
                action = fold(self.cell(cells, systems.ACTION))
                if time is None:
                    raise NotSo("it does not say when")
                if action not in systems.JOINS | systems.LEAVES:
                    raise NotSo(
                        "“{text}” is neither coming nor going",
                        text=self.cell(cells, systems.ACTION)[:40],
                    )
            except NotSo as error:
                report.wrong.append(Wrong(where, error.text))
                continue
            account = self.cell(cells, systems.ACCOUNT)
            moves[join.whole, fold(join.email), account].append(
                (time, action in systems.LEAVES, join)
            )
        for lines in moves.values():
            _pair(report, lines)


def _pair(report: MeetingReport, lines: list[tuple[dt.datetime, bool, Join]]) -> None:
    """The coming and going of one name: who came first goes first."""
    there: deque[Join] = deque()
    for time, is_leave, join in sorted(lines, key=lambda line: (_naive(line[0]), line[1])):
        if not is_leave:
            there.append(replace(join, joined=time))
        elif there:
            report.joins.append(replace(there.popleft(), left=time))
        else:
            reason = Text("it says that someone left who had not joined")
            report.wrong.append(Wrong(join.where, reason))
    report.joins += there


def _naive(time: dt.datetime) -> dt.datetime:
    return time.replace(tzinfo=None)


def _comparable(one: dt.datetime, other: dt.datetime) -> bool:
    return (one.tzinfo is None) == (other.tzinfo is None)


@dataclass(slots=True)
class _Preamble:
    """What stands outside of the tables of people."""

    start: str = ""
    end: str = ""
    lasted: str = ""
    lasted_heading: str = ""
    zone: dt.tzinfo | None = None

    def times(self) -> list[str]:
        return [text for text in (self.start, self.end) if text]

    def take(self, lines: Sequence[list[str]]) -> None:
        """Find what is said of the meeting: behind its word, or under it."""
        for row, cells in enumerate(lines):
            below = lines[row + 1] if row + 1 < len(lines) else []
            keys = [cell for cell in cells if _is_key(cell)]
            for place, cell in enumerate(cells):
                if not _is_key(cell):
                    continue
                beside = cells[place + 1] if place + 1 < len(cells) else ""
                under = below[place] if place < len(below) else ""
                is_heading = len(keys) > 1 or not beside or _is_key(beside)
                self._set(cell, as_said(under if is_heading else beside))

    def _set(self, heading: str, value: str) -> None:
        key = _key(heading)
        if not value:
            return
        if key in systems.STARTS:
            self.start = self.start or value
        elif key in systems.ENDS:
            self.end = self.end or value
        elif key in systems.LENGTHS and not self.lasted:
            self.lasted, self.lasted_heading = value, heading
        elif key in systems.ZONES:
            self.zone = self.zone or split_zone(f"0:00 {value}")[1]


def _key(cell: str) -> str:
    return fold(zone_of_heading(cell)[0])


def _is_key(cell: str) -> bool:
    return bool(cell) and _key(cell) in (
        systems.STARTS | systems.ENDS | systems.LENGTHS | systems.ZONES
    )


def _meeting(preamble: _Preamble, tables: Sequence[_Table], dates: _Dates) -> Meeting:
    """What the preamble says of the meeting, or each row does; nothing where it cannot be
    read."""
    start, end = (_time_or_none(text, dates) for text in (preamble.start, preamble.end))
    rows = ((table, cells) for table in tables for _, cells in table.rows)
    for table, cells in rows:
        start = start or _time_or_none(table.cell(cells, systems.MEETING_START), dates)
        end = end or _time_or_none(table.cell(cells, systems.MEETING_END), dates)
        break
    try:
        lasted = read_duration(preamble.lasted, preamble.lasted_heading)
    except NotSo:
        return Meeting(start, end)
    return Meeting(start, end, lasted)


def _time_or_none(text: str, dates: _Dates) -> dt.datetime | None:
    try:
        return dates.time(text) if text else None
    except NotSo:
        return None


@dataclass(slots=True)
class _Found:
    tables: list[_Table] = field(default_factory=list)
    preamble: _Preamble = field(default_factory=_Preamble)
    passed_over: dict[str, int] = field(default_factory=dict)
    shape: ImportShape | None = None


def _tables_of(path: Path, said: Mapping[str, str], kept: Mapping[str, ImportShape]) -> _Found:
    """The tables of a report; also of one that a spreadsheet saved again."""
    problem: NotThatFile | None = None
    for grid in read_grids(path):
        try:
            found = _tables(grid.lines, said, kept)
        except NotThatFile as error:
            problem = problem or error
            continue
        if found.tables:
            return found
    if problem:
        raise problem
    return _Found()


def _tables(
    lines: Iterable[Line], said: Mapping[str, str], kept: Mapping[str, ImportShape]
) -> _Found:
    """The tables of people: each begins with its headings and ends where a row says what
    comes next."""
    found = _Found()
    table: _Table | None = None
    outside: list[list[str]] = []
    title, after_empty = "", True
    for row, (number, cells) in enumerate(lines):
        filled = [cell for cell in cells if cell]
        is_head = row < FIRST_ROWS and not found.tables
        by_hand = _said_by_hand(cells, said, kept) if is_head else None
        known = None if said or by_hand else _recognised(cells)
        if by_hand or known:
            columns, system = by_hand or known or ((), systems.OTHER)
            if by_hand:
                found.shape = _shape(columns)
            table = _Table(system, columns, fold(title) in systems.HOSTS)
            found.tables.append(table)
        elif not filled:
            after_empty = True
            continue
        elif len(filled) == 1 and _is_title(filled[0], after_empty):
            table, title = None, filled[0]
        elif table is not None:
            table.rows.append((number, cells))
        else:
            outside.append(cells)
            if found.tables:
                found.passed_over[title] = found.passed_over.get(title, 0) + 1
        after_empty = False
    found.preamble.take(outside)
    return found


def _is_title(cell: str, after_empty: bool) -> bool:
    words = fold(cell)
    return (
        after_empty
        or words in systems.HOSTS
        or bool(_SECTION.fullmatch(cell))
        or cell.casefold().endswith(("details", "report"))
    )


def _said_by_hand(
    cells: Sequence[str], said: Mapping[str, str], kept: Mapping[str, ImportShape]
) -> tuple[tuple[_Column, ...], MeetingSystem] | None:
    """The columns of a row of headings, where somebody says or said what they are."""
    headings = [" ".join(cell.split()) for cell in cells]
    before = kept.get(shape_id(KIND, headings)) if kept and any(headings) else None
    folded = {fold(heading) for heading in headings if heading}
    if said and not said.keys() <= folded:
        return None
    if not said and before is None:
        return None
    known, _ = _recognised(cells) or ((), systems.OTHER)
    fields = {column.heading: column.field for column in known}
    fields |= before.columns if before is not None else {}
    by_hand = {h: said[fold(h)] for h in headings if h and fold(h) in said}
    taken = set(by_hand.values())
    fields = {h: f for h, f in fields.items() if f not in taken} | by_hand
    columns = tuple(
        _Column(heading, "" if fields.get(heading) == NOT_USED else fields.get(heading, ""), zone)
        for heading, zone in ((h, zone_of_heading(h)[1]) for h in headings)
    )
    if not _is_enough({column.field for column in columns}):
        return None
    return columns, systems.OTHER


def _shape(columns: Sequence[_Column]) -> ImportShape:
    headings = [column.heading for column in columns]
    fields = {c.heading: c.field or NOT_USED for c in columns if c.heading}
    return ImportShape(id=shape_id(KIND, headings), columns=fields)


def _recognised(cells: Sequence[str]) -> tuple[tuple[_Column, ...], MeetingSystem] | None:
    """The columns of a row of headings, by the system that knows most of them."""
    if sum(1 for cell in cells if cell) < 2 or any(_VALUE.search(cell) for cell in cells):
        return None
    bare = [zone_of_heading(" ".join(cell.split())) for cell in cells]
    best, most = None, 0
    for place, system in enumerate(systems.SYSTEMS):
        known = systems.fields_by_heading(place)
        fields = _each_once([known.get(fold(heading), "") for heading, _ in bare], bare)
        marked = sum(1 for heading, _ in bare if heading and fold(heading) in systems.marks(place))
        count = sum(1 for field in fields if field) + marked
        if _is_enough(set(fields)) and count > most:
            best, most = (fields, system), count
    if best is None:
        return None
    fields, system = best
    columns = zip(cells, fields, bare, strict=True)
    return tuple(_Column(" ".join(c.split()), f, zone) for c, f, (_, zone) in columns), system


def _each_once(
    fields: Sequence[str], headings: Sequence[tuple[str, dt.tzinfo | None]]
) -> list[str]:
    """The first column of each field; “Nom” beside “Prénom” is a family's name, “Nombre”
    beside “Apellidos” a given one."""
    words = [fold(heading) for heading, _ in headings]
    said = list(fields)
    if systems.FIRST_NAME in said and systems.LAST_NAME not in said and "nom" in words:
        said[words.index("nom")] = systems.LAST_NAME
    if systems.LAST_NAME in said and systems.FIRST_NAME not in said and "nombre" in words:
        said[words.index("nombre")] = systems.FIRST_NAME
    seen: set[str] = set()
    return ["" if f in seen or seen.add(f) else f for f in said]  # type: ignore[func-returns-value]


def _is_enough(fields: set[str]) -> bool:
    """Whether columns say who and when. An address alone may be of whoever held it."""
    who = fields & {systems.NAME, systems.FIRST_NAME, systems.LAST_NAME}
    when = fields & {systems.JOINED, systems.LEFT, systems.DURATION}
    return bool(who) and (bool(when) or {systems.ACTION, systems.TIME} <= fields)


def _without_summaries(tables: Sequence[_Table]) -> Iterator[_Table]:
    """Who is in a table of single joins counts by it, and not by the first and the last of
    them as well."""
    single = [table for table in tables if not table.system.has_gaps]
    named = {_label(table, cells) for table in single for _, cells in table.rows}
    for table in tables:
        if single and table.system.has_gaps:
            table.rows = [row for row in table.rows if _label(table, row[1]) not in named]
        yield table


def _label(table: _Table, cells: Sequence[str]) -> tuple[str, str]:
    return fold(table.cell(cells, systems.NAME)), fold(table.cell(cells, systems.EMAIL))


def _times_in(tables: Sequence[_Table]) -> list[str]:
    fields = (systems.JOINED, systems.LEFT, systems.TIME, systems.MEETING_START)
    return [
        text
        for table in tables
        for _, cells in table.rows
        for field in fields
        if (text := table.cell(cells, field))
    ]


def _is_day_first(texts: Sequence[str], start: dt.datetime) -> bool:
    """Whether the dates give the session's day more often when read day first."""
    hits = {False: 0, True: 0}
    for day_first in hits:
        for text in texts:
            try:
                found = read_time(text, day_first, start)
            except NotSo:
                continue
            hits[day_first] += abs(found.date() - start.date()) <= dt.timedelta(days=1)
    return hits[True] > hits[False]


def _is_rounded(texts: Sequence[str], dates: _Dates) -> bool:
    """Whether a spreadsheet rounded the times: all are on the minute, or a second before."""
    seconds = set()
    for text in texts:
        try:
            seconds.add(dates.time(text).second)
        except NotSo:
            continue
    return _ROUNDED in seconds and seconds <= {0, _ROUNDED}
