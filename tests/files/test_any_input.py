"""Whatever bytes a file holds, reading it gives entries and wrong rows, or says in words
why it is not that file."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.files.attendees import read_attendees
from kiosk.files.calendars import read_calendar
from kiosk.files.programmes import read_programme
from kiosk.files.reading import NotThatFile
from kiosk.files.sessions import read_sessions

Read = Callable[[Path], object]


def read_timetable(path: Path) -> object:
    return read_sessions(path, "Asia/Tokyo")


READERS = [
    pytest.param(read_programme, ".toml", id="programme"),
    pytest.param(read_timetable, ".toml", id="sessions"),
    pytest.param(read_timetable, ".csv", id="sessions table"),
    pytest.param(read_attendees, ".toml", id="attendees"),
    pytest.param(read_attendees, ".csv", id="roster"),
    pytest.param(read_attendees, ".xlsx", id="roster workbook"),
    pytest.param(read_timetable, ".xlsx", id="sessions workbook"),
    pytest.param(read_calendar, ".ics", id="calendar"),
]

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "pp", "parl", "spring", "yes", "registered", "2026-04-10 09:00", "2026-04-10",
            "0001-01-01 00:00", "9999-12-31 23:59", "2026-03-08 02:30", "2026-04-10T09:00+23:59",
            "Ana Roy", "1", "-1", "1e9", "Mars/Olympus", "a@b", ";;", '"', "\ufeff", "\x1b[31m",
        ]
    ),
)  # fmt: skip
COLUMNS = [
    "offering", "workshop", "start", "end", "school", "room", "online", "capacity",
    "facilitators", "part", "session", "zone", "school_name", "place", "name", "member_number",
    "local", "email", "language", "positions", "good_standing", "status", "first_name",
]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    columns = draw(st.lists(st.sampled_from(COLUMNS), max_size=12))
    rows = draw(st.lists(st.lists(CELLS, max_size=13), max_size=6))
    separator = draw(st.sampled_from(",;\t"))
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))
    text = "\n".join(separator.join(row) for row in [columns, *rows])
    return text.encode(encoding, errors="replace")


TITLES = st.sampled_from([*COLUMNS, "Nom", "Prénom", "Statut", "Courriel", "Début", "Fin", "", "x"])
TYPED = st.one_of(
    CELLS,
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 1, 1)),  # noqa: DTZ001
    st.times(),
)


@st.composite
def workbooks(draw: st.DrawFn) -> bytes:
    out = io.BytesIO()
    settings = {"in_memory": True, "nan_inf_to_errors": True, "default_date_format": "d/m/yy"}
    with xlsxwriter.Workbook(out, settings) as book:
        sheet = book.add_worksheet()
        rows = [draw(st.lists(TITLES, max_size=8))]
        rows += draw(st.lists(st.lists(TYPED, max_size=9), max_size=5))
        for number, row in enumerate(rows, draw(st.integers(0, 3))):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
    return out.getvalue()


VALUES = st.one_of(
    st.integers().map(str),
    st.floats().map(str),
    st.sampled_from(
        [
            '"pp"', '""', '"x y"', "[]", "{}", "[{}]", "true", "nan", "inf", "-1", "9",
            '"variable"', "[3, 6]", '{ en = "x" }', "2026-04-10T09:00:00", "2026-04-10",
            "9999-12-31T23:59:59", "0001-01-01T00:00:00", "2026-04-10T09:00:00-23:59", "18:00:00",
            '"FREQ=MONTHLY;BYDAY=3TH"', '"FREQ=DAILY;INTERVAL=0"', '"FREQ=MONTHLY;BYDAY=9TH"',
            '"America/Toronto"', '"Mars/Olympus"', '"\\u0000"', '"\\u202e"',
            "[{ start = 2026-04-10T09:00:00, hours = 3 }]", '[{ offering = "pp" }]',
            '[{ offering = "pp", workshop = "parl" }]',
        ]
    ),
)  # fmt: skip
KEYS = [
    "id", "title", "hours", "days", "level", "parts", "positions", "prerequisites", "completion",
    "door", "certificate", "name", "zone", "starts", "workshop", "sessions", "capacity", "online",
    "facilitators", "rule", "from", "until", "start", "courses", "registrations", "member_number",
]  # fmt: skip
HEADS = [
    "[programme]", "[[workshop]]", "[school]", "[[offering]]", "[series]", "[[attendee]]",
    "[offering]", "[[school]]",
]  # fmt: skip


@st.composite
def tomls(draw: st.DrawFn) -> bytes:
    lines = []
    for head in draw(st.lists(st.sampled_from(HEADS), max_size=4)):
        lines.append(head)
        keys = draw(st.lists(st.sampled_from(KEYS), max_size=8, unique=True))
        lines.extend(f"{key} = {draw(VALUES)}" for key in keys)
    return "\n".join(lines).encode()


SERIES = """
[school]
id = "s"
name = "S"
[series]
rule = "FREQ=MONTHLY;BYDAY=3TH"
from = {0}
until = {1}
start = {2}
hours = 2
courses = [{{ offering = "pp", workshop = "parl" }}]
"""


@pytest.mark.parametrize(("read", "suffix"), READERS)
@given(content=st.one_of(st.binary(max_size=200), tables(), tomls(), workbooks()))
@example(content=b"")
@example(content=b"\xef\xbb\xbf")
@example(content=b"\0")
@example(content=b"name\n" + b"\xff")
@example(content=b'name\n"')
@example(content=SERIES.format("9999-12-01", "9999-12-31", "23:59:59").encode())
@example(content=SERIES.format("0001-01-01", "0001-02-01", "00:00:00").encode())
@example(content=SERIES.format("2026-01-01", "2026-01-31", "18:00:00+14:00").encode())
def test_reading_never_crashes(tmp_path: Path, read: Read, suffix: str, content: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    try:
        read(path)
    except NotThatFile as refused:
        # What went wrong is told in words, with the name of the file.
        assert path.name in str(refused)  # noqa: PT017
