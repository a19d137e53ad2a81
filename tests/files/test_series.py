"""A series by a rule, expanded in its zone right across a change of the clocks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr

from kiosk.files.reading import NotThatFile
from kiosk.files.series import occurrences
from kiosk.files.sessions import SessionFile, read_sessions

Read = Callable[[str], SessionFile]

HEAD = '[school]\nid = "s"\nname = "Stewards"\nzone = "America/Los_Angeles"\n'


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(content: str) -> SessionFile:
        path = tmp_path / "series.toml"
        path.write_text(content, encoding="utf-8")
        (file,) = read_sessions(path, "UTC")
        return file

    return read


def series(courses: str, **said: str) -> str:
    fields = {
        "rule": '"FREQ=MONTHLY;BYDAY=3TH"',
        "from": "2025-10-01",
        "until": "2025-12-31",
        "start": "18:00:00",
        "hours": "2",
        **said,
    }
    lines = "".join(f"{key} = {value}\n" for key, value in fields.items())
    return f"{HEAD}[series]\n{lines}courses = [{courses}]\n"


def course(offering: str, workshop: str = "w", more: str = "") -> str:
    return f'{{ offering = "{offering}", workshop = "{workshop}"{more} }},'


THREE = course("a") + course("b") + course("c")


def test_six_in_the_evening_stays_six_across_the_change_of_the_clocks(read: Read) -> None:
    file = read(series(THREE))
    assert file.wrong == []
    assert [(s.id, s.start.isoformat(), s.end.isoformat()) for _, s in file.sessions.entries] == [
        ("a-1", "2025-10-16T18:00:00-07:00", "2025-10-16T20:00:00-07:00"),
        ("b-1", "2025-11-20T18:00:00-08:00", "2025-11-20T20:00:00-08:00"),
        ("c-1", "2025-12-18T18:00:00-08:00", "2025-12-18T20:00:00-08:00"),
    ]
    assert (file.school.starts, file.school.ends) == (dt.date(2025, 10, 16), dt.date(2025, 12, 18))


def test_what_all_of_them_have_in_common(read: Read) -> None:
    said = {"online": "true", "capacity": "30", "facilitators": '["Ana Roy"]', "room": '"Zoom"'}
    file = read(series(THREE, **said))
    for _, offering in file.offerings.entries:
        assert offering.online
        assert (offering.capacity, offering.facilitators, offering.room) == (
            30,
            ("Ana Roy",),
            "Zoom",
        )


def test_courses_with_one_offering_are_its_sessions(read: Read) -> None:
    courses = (
        course("adverse", more=", part = 1") + course("adverse", more=", part = 2") + course("c")
    )
    file = read(series(courses))
    assert [o.id for _, o in file.offerings.entries] == ["adverse", "c"]
    assert [(s.id, s.part) for _, s in file.sessions.entries] == [
        ("adverse-1", 1),
        ("adverse-2", 2),
        ("c-1", None),
    ]


def test_both_days_are_included(read: Read) -> None:
    said = {"from": "2025-10-16", "until": "2025-12-18"}
    assert len(read(series(THREE, **said)).sessions.entries) == 3


def test_a_time_that_does_not_exist_on_one_of_the_days(read: Read) -> None:
    said = {
        "rule": '"FREQ=DAILY"',
        "from": "2026-03-07",
        "until": "2026-03-09",
        "start": "02:30:00",
    }
    file = read(series(THREE, **said))
    assert [s.id for _, s in file.sessions.entries] == ["a-1", "c-1"]
    assert [(w.where, "does not exist" in w.reason) for w in file.wrong] == [
        ("series, b, session 1", True)
    ]


@pytest.mark.parametrize(
    ("courses", "said", "wrong"),
    [
        (course("a"), {}, "gives 3 dates .*2025-10-16, 2025-11-20, 2025-12-18.* 1 course"),
        (THREE + course("d"), {}, "gives 3 dates .* 4 courses"),
        (course("a") + course("a", "other") + course("b"), {}, "a is given two workshops"),
        (THREE, {"rule": '"every third Thursday"'}, "is not a rule"),
        (THREE, {"rule": '""'}, "rule"),
        (THREE, {"rule": '"FREQ=MONTHLY;BYDAY=9TH"'}, "is not a rule"),
        (THREE, {"rule": '"FREQ=SECONDLY"'}, "day, week, month or year"),
        (THREE, {"rule": '"FREQ=DAILY;INTERVAL=0"'}, "is not a rule"),
        (THREE, {"rule": '"FREQ=DAILY;INTERVAL=-1"'}, "is not a rule"),
        (THREE, {"until": "2027-12-31", "rule": '"FREQ=DAILY"'}, "more than 500 dates"),
        (THREE, {"until": "2025-09-30"}, "gives 0 dates"),
        (THREE, {"until": "9999-12-31"}, "gives|more than 500|year"),
        (THREE, {"hours": "0"}, "hours"),
        (THREE, {"start": '"six"'}, "start"),
        (THREE, {"surprise": "1"}, "unknown surprise"),
    ],
)
def test_a_series_that_cannot_be_brings_in_nothing(
    read: Read, courses: str, said: dict[str, str], wrong: str
) -> None:
    with pytest.raises(NotThatFile, match=wrong):
        read(series(courses, **said))


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=MONTHLY;BYDAY=3TH", 9),
        ("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=3", 9),
        ("RRULE:FREQ=MONTHLY;BYDAY=3TH", 9),
        ("FREQ=WEEKLY;BYDAY=MO,WE", 79),
        ("FREQ=DAILY;COUNT=3", 3),
        ("FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1", 1),
        ("FREQ=MONTHLY;BYMONTHDAY=31", 5),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", 9),
    ],
)
def test_rules(rule: str, count: int) -> None:
    days = occurrences(rule, dt.date(2025, 4, 1), dt.date(2025, 12, 31))
    assert len(days) == len(set(days)) == count
    assert days == sorted(days)


@pytest.mark.parametrize(
    "rule", ["FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]
)
def test_a_rule_that_never_comes_true_gives_nothing(rule: str) -> None:
    assert occurrences(rule, dt.date(2025, 4, 1), dt.date(1, 1, 1)) == []
    assert occurrences(rule, dt.date(2025, 4, 1), dt.date(2025, 12, 31)) == []


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;INTERVAL=00",
        "DTSTART:20250101T000000\nRRULE:FREQ=DAILY",
        "EXDATE:20250501T000000",
    ],
)
def test_rules_that_would_not_end_or_are_more_than_a_rule(rule: str) -> None:
    with pytest.raises(ValueError, match="is not a rule"):
        occurrences(rule, dt.date(2025, 4, 1), dt.date(2025, 12, 31))


def test_a_day_stands_once_however_often_the_rule_gives_it() -> None:
    days = occurrences("FREQ=DAILY;BYHOUR=9,18", dt.date(2025, 4, 1), dt.date(2025, 4, 3))
    assert days == [dt.date(2025, 4, day) for day in (1, 2, 3)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;UNTIL=20280301",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH;COUNT=40",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYWEEKNO=1,53;BYDAY=MO",
        "FREQ=YEARLY;BYYEARDAY=-1,60",
        "RRULE:FREQ=DAILY;UNTIL=20280229T000000",
    ],
)
@pytest.mark.parametrize("first", [dt.date(1970, 1, 1), dt.date(2028, 2, 28), dt.date(2199, 1, 1)])
def test_the_days_are_those_that_the_rule_gives_in_its_own_years(rule: str, first: dt.date) -> None:
    """They are found some thousand years later, where the calendar is soon at its end."""
    last = first.replace(year=first.year + 1)
    begin = dt.datetime.combine(first, dt.time())
    days = []
    for moment in rrulestr(rule, dtstart=begin).xafter(begin, inc=True):
        if moment.date() > last:
            break
        days.append(moment.date())
    if len(days) <= 366:
        assert occurrences(rule, first, last) == days
