"""What changes one time of an event that repeats: RECURRENCE-ID and EXDATE in each form that
calendar programs write. Each line is applied, or said to be wrong."""

from __future__ import annotations

import datetime as dt
import warnings
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.files.calendars import Calendar, Event, read_calendar

TORONTO = ZoneInfo("America/Toronto")
TZ = "TZID=America/Toronto"
SERIES = (
    f"UID:1@x\nSUMMARY:pp\nDTSTART;{TZ}:20270601T090000\nDTEND;{TZ}:20270601T100000\n"
    "RRULE:FREQ=DAILY;COUNT=3"
)
"""1, 2 and 3 June at 09:00, which is 13:00 in UTC."""
MOVED = f"UID:1@x\nSUMMARY:pp\nDTSTART;{TZ}:20270602T140000\nDTEND;{TZ}:20270602T150000\n"

NAMES = {
    "with its zone": f";{TZ}:20270602T090000",
    "without a zone": ":20270602T090000",
    "in UTC": ":20270602T130000Z",
    "in another zone": ";TZID=America/Vancouver:20270602T060000",
    "in a zone of Windows": ";TZID=Eastern Standard Time:20270602T090000",
    "in a zone as Outlook shows it": (
        ';TZID="(UTC-05:00) Eastern Time (US & Canada)":20270602T090000'
    ),
    "in a zone by its path": (
        ";TZID=/freeassociation.sourceforge.net/America/Toronto:20270602T090000"
    ),
    "as a day": ";VALUE=DATE:20270602",
    "at midnight with its zone": f";{TZ}:20270602T000000",
    "at midnight without a zone": ":20270602T000000",
    "at midnight here, in UTC": ":20270602T040000Z",
    "at midnight in UTC": ":20270602T000000Z",
}
"""2 June at 09:00, as programs name it."""
NOTHING = {
    "another hour": f";{TZ}:20270602T093000",
    "another hour without a zone": ":20270602T130000",
    "the same hour of another zone": ";TZID=America/Vancouver:20270602T090000",
    "a day without one": ";VALUE=DATE:20270604",
    "midnight of a day without one": f";{TZ}:20270604T000000",
    "after the last": f";{TZ}:20270604T090000",
    "another year": ":20280602T090000",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "school.ics"


def read(path: Path, *events: str) -> Calendar:
    held = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{held}END:VCALENDAR\n")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # none is printed at a person
        return read_calendar(path)


def held(calendar: Calendar) -> list[str]:
    return sorted(f"{e.start:%m-%d %H:%M}" for _, e in calendar.entries if not e.cancelled)


def off(calendar: Calendar) -> list[str]:
    return sorted(f"{e.start:%m-%d %H:%M}" for _, e in calendar.entries if e.cancelled)


def by_occurrence(calendar: Calendar) -> dict[str, Event]:
    return {event.occurrence: event for _, event in calendar.entries}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", [True, False], ids=["behind its series", "before it"])
def test_one_time_is_moved(path: Path, name: str, first: bool) -> None:
    change = f"{MOVED}RECURRENCE-ID{NAMES[name]}"
    calendar = read(path, *((SERIES, change) if first else (change, SERIES)))
    assert calendar.wrong == []
    assert held(calendar) == ["06-01 09:00", "06-02 14:00", "06-03 09:00"]
    assert by_occurrence(calendar).keys() == by_occurrence(read(path, SERIES)).keys()


@pytest.mark.parametrize("name", NAMES)
def test_one_time_is_taken_out(path: Path, name: str) -> None:
    calendar = read(path, f"{SERIES}\nEXDATE{NAMES[name]}")
    assert calendar.wrong == []
    assert (held(calendar), off(calendar)) == (["06-01 09:00", "06-03 09:00"], ["06-02 09:00"])


@pytest.mark.parametrize("name", NAMES)
def test_one_time_is_cancelled_by_an_event(path: Path, name: str) -> None:
    change = f"{MOVED}RECURRENCE-ID{NAMES[name]}\nSTATUS:CANCELLED"
    calendar = read(path, SERIES, change)
    assert calendar.wrong == []
    assert held(calendar) == ["06-01 09:00", "06-03 09:00"]
    assert len(off(calendar)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_what_was_taken_out_and_moved_is_held_where_it_was_moved(path: Path, name: str) -> None:
    series = f"{SERIES}\nEXDATE;{TZ}:20270602T090000"
    calendar = read(path, series, f"{MOVED}RECURRENCE-ID{NAMES[name]}")
    assert calendar.wrong == []
    assert held(calendar) == ["06-01 09:00", "06-02 14:00", "06-03 09:00"]
    assert off(calendar) == []


@pytest.mark.parametrize("name", NOTHING)
def test_what_names_no_time_is_wrong_and_the_series_stays(path: Path, name: str) -> None:
    change = read(path, SERIES, f"{MOVED}RECURRENCE-ID{NOTHING[name]}")
    assert held(change) == ["06-01 09:00", "06-02 09:00", "06-03 09:00"]
    (wrong,) = change.wrong
    assert wrong.where == "event 2"
    assert "the event that it changes is not held at" in wrong.reason
    taken = read(path, f"{SERIES}\nEXDATE{NOTHING[name]}")
    assert held(taken) == ["06-01 09:00", "06-02 09:00", "06-03 09:00"]
    assert off(taken) == []
    (wrong,) = taken.wrong
    assert (wrong.where, wrong.column) == ("event 1", "EXDATE")
    assert "the event is not held then, so nothing is taken out" in wrong.reason


def test_several_at_once_of_which_one_names_nothing(path: Path) -> None:
    calendar = read(path, f"{SERIES}\nEXDATE;{TZ}:20270601T090000,20270605T090000,20270603T090000")
    assert (held(calendar), off(calendar)) == (["06-02 09:00"], ["06-01 09:00", "06-03 09:00"])
    assert [wrong.value for wrong in calendar.wrong] == ["2027-06-05 09:00"]


def test_a_day_with_two_times_is_not_told_by_the_day(path: Path) -> None:
    twice = f"{SERIES}\nRDATE;{TZ}:20270602T150000"
    calendar = read(path, f"{twice}\nEXDATE;VALUE=DATE:20270602")
    assert len(held(calendar)) == 4
    assert [wrong.value for wrong in calendar.wrong] == ["2027-06-02"]
    exact = read(path, f"{twice}\nEXDATE:20270602T150000")
    assert (off(exact), exact.wrong) == (["06-02 15:00"], [])


def test_a_series_without_a_zone(path: Path) -> None:
    series = SERIES.replace(f";{TZ}", "")
    for name in (":20270602T090000", ";VALUE=DATE:20270602", ":20270602T000000"):
        calendar = read(path, series, f"{MOVED.replace(f';{TZ}', '')}RECURRENCE-ID{name}")
        assert calendar.wrong == []
        assert held(calendar) == ["06-01 09:00", "06-02 14:00", "06-03 09:00"]


def test_a_series_at_midnight(path: Path) -> None:
    night = SERIES.replace("T090000", "T000000").replace("T100000", "T010000")
    calendar = read(path, f"{night}\nEXDATE;{TZ}:20270602T000000")
    assert (off(calendar), calendar.wrong) == (["06-02 00:00"], [])


def test_an_event_that_does_not_repeat_is_changed_too(path: Path) -> None:
    single = SERIES.partition("\nRRULE")[0].replace("20270601", "20270602")
    calendar = read(path, single, f"{MOVED}RECURRENCE-ID:20270602T090000")
    assert (held(calendar), calendar.wrong) == (["06-02 14:00"], [])


def test_a_change_whose_series_is_not_in_the_file_stands_by_itself(path: Path) -> None:
    (known,) = read(path, f"{MOVED}RECURRENCE-ID;{TZ}:20270602T090000").entries
    (bare,) = read(path, f"{MOVED}RECURRENCE-ID:20270602T090000").entries
    assert known[1].occurrence == bare[1].occurrence == "2027-06-02T13:00:00+00:00"
    calendar = read(path, f"{MOVED}RECURRENCE-ID;VALUE=DATE:20270602")
    assert calendar.entries == []
    assert "the event that it changes is not in this file" in calendar.wrong[0].reason


def test_other_uids_are_other_events(path: Path) -> None:
    other = MOVED.replace("1@x", "2@x")
    calendar = read(path, SERIES, f"{other}RECURRENCE-ID:20270602T090000")
    assert len(held(calendar)) == 4


@pytest.mark.parametrize("name", ["", ":never", ":20270602T250000", ";VALUE=DATE:2027"])
def test_a_name_that_is_none_is_told(path: Path, name: str) -> None:
    calendar = read(path, SERIES, f"{MOVED}RECURRENCE-ID{name or ':'}")
    assert [wrong.where for wrong in calendar.wrong] == ["event 2"]
    assert len(held(calendar)) == 3


# ---- any calendar


DAYS = st.integers(-1, 5)
FORMS = st.sampled_from(["zone", "bare", "utc", "other", "date", "midnight"])


def named(day: int, form: str) -> str:
    at = dt.datetime(2027, 6, 1, 9, tzinfo=TORONTO) + dt.timedelta(days=day)
    match form:
        case "zone":
            return f";{TZ}:{at:%Y%m%dT%H%M%S}"
        case "bare":
            return f":{at:%Y%m%dT%H%M%S}"
        case "utc":
            return f":{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
        case "other":
            return f";TZID=Europe/Madrid:{at.astimezone(ZoneInfo('Europe/Madrid')):%Y%m%dT%H%M%S}"
        case "date":
            return f";VALUE=DATE:{at:%Y%m%d}"
    return f";{TZ}:{at:%Y%m%d}T000000"


@given(
    count=st.integers(1, 5),
    taken=st.lists(st.tuples(DAYS, FORMS), max_size=4),
    moved=st.dictionaries(DAYS, st.tuples(FORMS, st.integers(11, 20)), max_size=4),
)
def test_every_line_is_applied_or_told(
    path: Path, count: int, taken: list[tuple[int, str]], moved: dict[int, tuple[str, int]]
) -> None:
    series = SERIES.replace("COUNT=3", f"COUNT={count}")
    lines = "".join(f"\nEXDATE{named(day, form)}" for day, form in taken)
    changes = [
        f"UID:1@x\nSUMMARY:pp\nRECURRENCE-ID{named(day, form)}\nDURATION:PT1H\n"
        f"DTSTART;{TZ}:202706{day + 2:02}T{hour}0000"
        for day, (form, hour) in moved.items()
    ]
    calendar = read(path, series + lines, *changes)
    days = set(range(count))
    expected = {f"06-{day + 1:02} 09:00" for day in days - {d for d, _ in taken} - set(moved)}
    expected |= {f"06-{day + 2:02} {moved[day][1]}:00" for day in days & set(moved)}
    assert held(calendar) == sorted(expected)
    wrong = sum(day not in days for day, _ in taken) + sum(day not in days for day in moved)
    assert len(calendar.wrong) == wrong
    assert all(one.reason for one in calendar.wrong)
