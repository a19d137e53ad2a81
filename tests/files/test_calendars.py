"""iCalendar files: rules, exceptions, zones, folded lines, who was invited."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.files import calendars
from kiosk.files.calendars import Calendar, read_calendar
from kiosk.files.reading import NotThatFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "school.ics"


def read(path: Path, *events: str, end: str = "\r\n") -> Calendar:
    held = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    content = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{ZONE}{held}END:VCALENDAR\n"
    path.write_bytes(content.replace("\n", end).encode())
    return read_calendar(path)


ZONE = """BEGIN:VTIMEZONE
TZID:Our own
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""
MORNING = (
    "UID:1@x\nSUMMARY:Parliamentary\n"
    "DTSTART;TZID=America/Toronto:20260410T090000\nDTEND;TZID=America/Toronto:20260410T120000"
)


def starts(calendar: Calendar, cancelled: bool = False) -> list[str]:
    assert calendar.wrong == []
    return [f"{e.start:%m-%d %H:%M}" for _, e in calendar.entries if e.cancelled is cancelled]


def test_one_event(path: Path) -> None:
    ((where, event),) = read(path, MORNING).entries
    assert (where, event.summary, str(event.zone)) == (
        "event 1",
        "Parliamentary",
        "America/Toronto",
    )
    assert (event.start.isoformat(), event.end.isoformat()) == (
        "2026-04-10T09:00:00",
        "2026-04-10T12:00:00",
    )
    assert event.occurrence == ""


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("RRULE:FREQ=DAILY;COUNT=3", ["04-10 09:00", "04-11 09:00", "04-12 09:00"]),
        (
            "RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20260424",
            ["04-10 09:00", "04-17 09:00", "04-24 09:00"],
        ),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260417T130000Z", ["04-10 09:00", "04-17 09:00"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20260417T120000Z", ["04-10 09:00"]),
        (
            "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;TZID=America/Toronto:20260411T090000",
            ["04-10 09:00", "04-12 09:00"],
        ),
        ("RDATE:20260415T170000Z", ["04-10 09:00", "04-15 13:00"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=2FR;COUNT=2", ["04-10 09:00", "05-08 09:00"]),
    ],
)
def test_rules(path: Path, rule: str, said: list[str]) -> None:
    assert starts(read(path, f"{MORNING}\n{rule}")) == said


def test_nine_stays_nine_over_a_change_of_the_clocks(path: Path) -> None:
    event = MORNING.replace("20260410", "20260306") + "\nRRULE:FREQ=DAILY;COUNT=4"
    assert starts(read(path, event)) == [f"03-0{day} 09:00" for day in (6, 7, 8, 9)]


def test_what_is_not_held_any_more_is_told(path: Path) -> None:
    event = f"{MORNING}\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE;TZID=America/Toronto:20260411T090000"
    assert starts(read(path, event), cancelled=True) == ["04-11 09:00"]
    assert starts(read(path, f"{MORNING}\nSTATUS:CANCELLED"), cancelled=True) == ["04-10 09:00"]


def test_one_time_that_was_moved_stands_in_its_place(path: Path) -> None:
    moved = (
        "UID:1@x\nSUMMARY:Parliamentary\nRECURRENCE-ID;TZID=America/Toronto:20260411T090000\n"
        "DTSTART;TZID=America/Toronto:20260411T140000\nDTEND;TZID=America/Toronto:20260411T160000"
    )
    calendar = read(path, f"{MORNING}\nRRULE:FREQ=DAILY;COUNT=3", moved)
    assert sorted(starts(calendar)) == ["04-10 09:00", "04-11 14:00", "04-12 09:00"]
    assert len({e.occurrence for _, e in calendar.entries}) == 3


@pytest.mark.parametrize(
    ("times", "zone"),
    [
        ("DTSTART:20260410T090000\nDTEND:20260410T120000", None),
        ("DTSTART:20260410T090000Z\nDURATION:PT3H", "UTC"),
        ("DTSTART;TZID=Eastern Standard Time:20260410T090000\nDURATION:PT3H", "America/New_York"),
    ],
)
def test_floating_utc_and_other_programs_zones(path: Path, times: str, zone: str | None) -> None:
    ((_, event),) = read(path, f"UID:1\nSUMMARY:x\n{times}").entries
    assert (str(event.zone) if event.zone else None) == zone
    assert (event.end - event.start).total_seconds() == 3 * 3600


def test_what_a_file_says_of_a_zone_is_true_of_that_file_only(path: Path) -> None:
    theirs = "Eastern Standard Time"
    said = ZONE.replace("Our own", theirs).replace("-0500", "+0900")
    event = f"UID:1\nSUMMARY:x\nDTSTART;TZID={theirs}:20260410T090000\nDURATION:PT3H"
    held = f"{said}BEGIN:VEVENT\n{event}\nEND:VEVENT\n"
    content = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n{held}END:VCALENDAR\n"
    path.write_text(content, encoding="utf-8")
    ((_, first),) = read_calendar(path).entries
    assert first.start.replace(tzinfo=first.zone).utcoffset() == dt.timedelta(hours=9)
    ((_, second),) = read(path, event).entries
    assert str(second.zone) == "America/New_York"


def test_folded_lines_categories_and_a_place(path: Path) -> None:
    text = MORNING.replace(
        "SUMMARY:Parliamentary", "SUMMARY:Parliamentary Proce\n dures\\, part one"
    )
    ((_, event),) = read(path, f"{text}\nCATEGORIES:pp,School\nLOCATION:Room A").entries
    assert event.summary == "Parliamentary Procedures, part one"
    assert (event.categories, event.place) == (("pp", "School"), "Room A")


def test_who_was_invited(path: Path) -> None:
    people = (
        'ATTENDEE;CN="Roy, Ana";PARTSTAT=ACCEPTED:mailto:Ana@example.org\n'
        "ATTENDEE;CN=Ben;PARTSTAT=DECLINED:MAILTO:ben@example.org\n"
        "ATTENDEE;CN=Room A;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@example.org\n"
        "ATTENDEE;CN=Fay;ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:fay@example.org\n"
        "ATTENDEE:mailto:cleo@example.org"
    )
    ((_, event),) = read(path, f"{MORNING}\n{people}").entries
    assert [(i.email, i.name, i.answer) for i in event.invited] == [
        ("Ana@example.org", "Roy, Ana", "ACCEPTED"),
        ("ben@example.org", "Ben", "DECLINED"),
        ("cleo@example.org", "", "NEEDS-ACTION"),
    ]


@pytest.mark.parametrize(
    ("event", "wrong"),
    [
        ("UID:1\nSUMMARY:x", "it has no DTSTART"),
        ("UID:1\nDTSTART;VALUE=DATE:20260410", "it lasts whole days; a session has a time"),
        (
            "UID:1\nDTSTART:20260410T090000\nDURATION:PT1H\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
            "fits no day",
        ),
        (f"{MORNING}\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260410T090000", "all times that follow"),
        ("UID:1\nDTSTART:20260410T090000", "an end or hours"),
        ("UID:1\nDTSTART:yesterday\nDTEND:20260410T120000", "it cannot be read|no day with"),
        (f"{MORNING}\nRRULE:FREQ=DAILY", "goes on without an end"),
        (f"{MORNING}\nRRULE:FREQ=DAILY;COUNT=5000", "more than 500 dates"),
        (f"{MORNING}\nRRULE:FREQ=SECONDLY;COUNT=5", "by the day, week, month or year"),
        (f"{MORNING}\nRRULE:FREQ=DAILY;BYHOUR=9,10;COUNT=5", "by the day, week, month or year"),
        (
            "UID:1\nDTSTART;TZID=Mars/Olympus:20260410T090000\nDURATION:PT1H",
            "“Mars/Olympus” is not a time zone",
        ),
    ],
)
def test_one_wrong_event_leaves_the_others(path: Path, event: str, wrong: str) -> None:
    calendar = read(path, event, MORNING.replace("1@x", "2@x"))
    assert [where for where, _ in calendar.entries] == ["event 2"]
    assert [w.where for w in calendar.wrong] == ["event 1"]
    assert any(part in calendar.wrong[0].reason for part in wrong.split("|"))


def test_the_events_that_stay_out_can_be_written_by_themselves(path: Path) -> None:
    calendar = read(path, "UID:bad\nSUMMARY:x", MORNING)
    path.write_bytes(calendar.only({1}))
    again = read_calendar(path)
    assert (len(again.entries), [w.where for w in again.wrong]) == (0, ["event 1"])
    assert "VTIMEZONE" in again.source


@pytest.mark.parametrize(
    "content", [b"", b"name\nAna\n", b"BEGIN:VCALENDAR", b"\0\xff", b"BEGIN:X", b"PK\x03\x04"]
)
def test_what_is_no_calendar(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotThatFile, match=r"school\.ics is not (a calendar|text)"):
        read_calendar(path)


def test_a_wrong_event_is_known_by_its_summary(path: Path) -> None:
    (wrong,) = read(path, "UID:1\nSUMMARY:Fall school\nDTSTART;VALUE=DATE:20260410").wrong
    assert str(wrong) == (
        "event 1, “SUMMARY”: “Fall school”: it lasts whole days; a session has a time"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_other_encodings(path: Path, encoding: str) -> None:
    read(path, MORNING.replace("Parliamentary", "Négociation"))
    path.write_bytes(path.read_bytes().decode().encode(encoding))
    ((_, event),) = read_calendar(path).entries
    assert event.summary == "Négociation"


def test_a_calendar_that_was_cut_off_brings_in_nothing(path: Path) -> None:
    read(path, MORNING, MORNING)
    path.write_bytes(path.read_bytes()[:-60])
    with pytest.raises(NotThatFile, match=r"school\.ics is not a calendar .*, or not all of one"):
        read_calendar(path)


def test_one_calendar_after_another(path: Path) -> None:
    read(path, MORNING, "UID:bad\nSUMMARY:Lunch")
    path.write_bytes(path.read_bytes() * 2)
    calendar = read_calendar(path)
    assert [where for where, _ in calendar.entries] == ["event 1", "event 3"]
    assert [wrong.where for wrong in calendar.wrong] == ["event 2", "event 4"]
    path.write_bytes(calendar.only({4}))
    again = read_calendar(path)
    assert (again.entries, [wrong.value for wrong in again.wrong]) == ([], ["Lunch"])


def test_times_beyond_all_bounds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "MOST_TIMES", 5)
    daily = f"{MORNING}\nRRULE:FREQ=DAILY;COUNT=2"
    assert len(read(path, daily, daily).entries) == 4
    with pytest.raises(NotThatFile, match="more than 5 times together"):
        read(path, daily, daily, daily)


def test_many_rules_that_fit_no_day(path: Path) -> None:
    """Each has to be followed to the end of all days before that is known."""
    never = f"{MORNING}\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=2"
    with pytest.raises(NotThatFile, match="rules that fit no day"):
        read(path, *[never] * 100)


def test_events_beyond_all_bounds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "MOST_EVENTS", 2)
    with pytest.raises(NotThatFile, match="more than 2 events"):
        read(path, MORNING, MORNING, MORNING)


LINES = st.sampled_from(
    [
        "DTSTART:20260410T090000", "DTSTART;TZID=America/Toronto:20260410T090000Z",
        "DTSTART:99991231T235959", "DTSTART;VALUE=DATE:20260410", "DTEND:20260410T120000Z",
        "DTEND:00010101T000000", "DURATION:PT3H", "DURATION:-P1000000000D", "RRULE:FREQ=DAILY",
        "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z",
        "RRULE:FREQ=WEEKLY;UNTIL=x", "RRULE:FREQ=DAILY;INTERVAL=0;COUNT=3", "EXDATE:20260410",
        "EXDATE:20260410T090000", "RDATE:20260411T090000Z",
        "RDATE;VALUE=PERIOD:20260411T090000Z/PT1H",
        "RECURRENCE-ID:20260410T090000", "RECURRENCE-ID:never", "UID:1", "UID:1", "SUMMARY:x\\,y",
        "ATTENDEE:mailto:a@x", "ATTENDEE;PARTSTAT=:", "CATEGORIES:", "CATEGORIES:a,b",
        "STATUS:CANCELLED", "BEGIN:VALARM", "END:VALARM", "END:VEVENT", "BEGIN:VEVENT", ":", ";;",
    ]
)  # fmt: skip


@given(lines=st.lists(st.one_of(LINES, st.text(max_size=10)), max_size=12))
@example(lines=["DTSTART:20260410T090000", "DURATION:P1D", "RRULE:FREQ=DAILY;COUNT=1"])
def test_any_event_is_read_or_told_what_is_wrong(path: Path, lines: list[str]) -> None:
    try:
        calendar = read(path, "\n".join(lines))
    except NotThatFile as error:
        assert "school.ics" in str(error)  # noqa: PT017
        return
    assert all(wrong.reason for wrong in calendar.wrong)
