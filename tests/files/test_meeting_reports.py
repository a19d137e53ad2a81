"""Zoom's reports, of each form that reps have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.meeting_reports import Join, MeetingReport, read_meeting_report
from kiosk.files.reading import NotThatFile

DAY = dt.date(2026, 4, 10)
START = dt.datetime.combine(DAY, dt.time(18))

MEETING = (
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,"
    "Recording Consent\n"
)
PREAMBLE = (
    "Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n"
    "812 3456 7890,Digital Organizing,04/10/2026 05:45:10 PM,04/10/2026 08:05:00 PM,"
    "host@example.org,140,14\n"
)


@pytest.fixture
def report(tmp_path: Path) -> object:
    def read(text: str, encoding: str = "utf-8", day: dt.date = DAY) -> MeetingReport:
        path = tmp_path / "report.csv"
        path.write_bytes(text.encode(encoding))
        return read_meeting_report(path, dt.datetime.combine(day, dt.time(18)))

    return read


def at(hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    return dt.datetime(2026, 4, 10, hour, minute, second)  # noqa: DTZ001 - a wall clock


def times(report: MeetingReport) -> list[tuple[str, dt.datetime | None, dt.datetime | None]]:
    return [(join.name, join.joined, join.left) for join in report.joins]


ANA = "Ana Núñez,ana@example.org,04/10/2026 06:02:11 PM,04/10/2026 08:00:00 PM,118,Yes,Y\n"
ANA_TIMES = ("Ana Núñez", at(18, 2, 11), at(20))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain", MEETING + ANA),
        ("with a preamble and an empty row", PREAMBLE + "\n" + MEETING + ANA),
        ("with a preamble and a row of commas", PREAMBLE + ",,,,,,\n" + MEETING + ANA),
        ("with a byte order mark", "\ufeff" + MEETING + ANA),
        ("with CRLF", (PREAMBLE + "\n" + MEETING + ANA).replace("\n", "\r\n")),
        ("with a comma at each end", (MEETING + ANA).replace("\n", ",\n")),
        ("without the last line's end", (MEETING + ANA).rstrip("\n")),
        ("hours without a leading zero",
         MEETING + ANA.replace(" 06:", " 6:").replace(" 08:", " 8:")),
        ("no leading zero in the month either", MEETING + ANA.replace("04/10", "4/10")),
        ("of twenty-four hours", MEETING + ANA.replace("06:02:11 PM", "18:02:11")
         .replace("08:00:00 PM", "20:00:00")),
        ("year first", MEETING + ANA.replace("04/10/2026", "2026-04-10")),
        ("day first, as the session's day tells",
         MEETING + ANA.replace("04/10/2026", "10/04/2026")),
        ("with a column for the waiting room",
         MEETING.replace("Guest", "Guest,In Waiting Room") + ANA.replace(",Yes,", ",Yes,No,")),
        ("quoted", MEETING + '"Ana Núñez","ana@example.org","04/10/2026 06:02:11 PM",'
         '"04/10/2026 08:00:00 PM","118","Yes","Y"\n'),
    ],
)  # fmt: skip
def test_a_meeting_join_by_join(report, name: str, text: str) -> None:  # type: ignore[no-untyped-def]
    read = report(text)
    assert times(read) == [ANA_TIMES], name
    assert read.joins[0].email == "ana@example.org"
    assert (read.wrong, read.no_shows, read.hosts) == ([], 0, 0)


def test_a_rejoin_is_a_row_and_so_is_a_second_device(report) -> None:  # type: ignore[no-untyped-def]
    second = ANA.replace("06:02:11", "06:30:00").replace("08:00:00", "08:05:00")
    assert len(report(MEETING + ANA + second).joins) == 2


def test_the_name_shown_and_the_original_one(report) -> None:  # type: ignore[no-untyped-def]
    row = ANA.replace("Ana Núñez", "Loki (Loki Laufeyson)")
    (join,) = report(MEETING + row).joins
    assert (join.name, join.original) == ("Loki", "Loki Laufeyson")


def test_an_email_is_often_blank(report) -> None:  # type: ignore[no-untyped-def]
    (join,) = report(MEETING + ANA.replace("ana@example.org", "")).joins
    assert join.email == ""


def test_a_meeting_person_by_person_has_totals_only(report) -> None:  # type: ignore[no-untyped-def]
    text = (
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\n"
        "Ana Núñez,ana@example.org,118,Yes\n"
    )
    assert report(text).joins == [
        Join(
            "row 2",
            "Ana Núñez",
            "",
            "ana@example.org",
            lasted=dt.timedelta(minutes=118),
            is_total=True,
        )
    ]


WEBINAR = (Path(__file__).parent / "zoom_webinar.csv").read_text(encoding="utf-8")


def test_a_webinar(report) -> None:  # type: ignore[no-untyped-def]
    read = report(WEBINAR)
    assert times(read) == [("Ana", at(18, 2, 11), at(20)), ("Ana", at(18, 10), at(18, 40))]
    assert {join.original for join in read.joins} == {"Ana Núñez"}
    assert (read.no_shows, read.hosts, read.wrong) == (1, 1, [])


RESAVED = (PREAMBLE + "\n" + MEETING + ANA).replace(",", ";").splitlines()


def test_a_report_that_a_spreadsheet_saved_again(tmp_path: Path) -> None:
    """In a French locale: with semicolons and in Windows-1252."""
    path = tmp_path / "report.csv"
    path.write_bytes("\r\n".join(RESAVED).encode("cp1252"))
    assert times(read_meeting_report(path, START)) == [ANA_TIMES]


def test_a_report_that_was_saved_as_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in RESAVED:
        book.worksheets[0].append(line.split(";"))
    for column, moment in ((3, at(18, 2, 11)), (4, at(20))):
        book.worksheets[0].cell(len(RESAVED), column).value = moment
    path = tmp_path / "report.xlsx"
    book.save(path)
    assert times(read_meeting_report(path, START)) == [ANA_TIMES]


def test_a_name_whose_quotation_mark_is_never_closed_takes_nobody_away(report) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotThatFile, match="row 2: unexpected end of data"):
        report(MEETING + '"Ana' + ANA + ANA)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ana,,yesterday,04/10/2026 08:00:00 PM,1,Yes,Y", "not a time"),
        ("Ana,,04/10/2026 08:00:00 PM,04/10/2026 07:00:00 PM,1,Yes,Y", "before the join"),
        (",,04/10/2026 06:00:00 PM,04/10/2026 07:00:00 PM,1,Yes,Y", "no name"),
        ("Ana,,04/10/1926 06:00:00 PM,04/10/2026 07:00:00 PM,1,Yes,Y", "not a time"),
        ("Ana,,,,many,Yes,Y", "number of minutes"),
        ("Ana,,04/10/2026 06:00:00 PM", "only one of two times"),
    ],
)
def test_a_wrong_row_is_named_and_the_rest_is_read(report, row: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    read = report(MEETING + row + "\n" + ANA)
    assert times(read) == [ANA_TIMES]
    (wrong,) = read.wrong
    assert str(wrong.where) == "row 2"
    assert reason in wrong.reason


@pytest.mark.parametrize(
    "text", ["", "\n\n", "name,local\nAna,1\n", PREAMBLE, "{}", "Topic\nX\n", '"never closed']
)
def test_what_is_no_report(report, text: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotThatFile):
        report(text)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.booleans())
def test_whatever_stands_in_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, headed: bool
) -> None:
    path = tmp_path_factory.mktemp("zoom") / "report.csv"
    path.write_bytes(((MEETING if headed else "") + text).encode())
    try:
        read = read_meeting_report(path, START)
    except NotThatFile:
        return
    for join in read.joins:
        assert join.name or join.original or join.email
        assert join.joined is None or (join.left is not None and join.joined <= join.left)
