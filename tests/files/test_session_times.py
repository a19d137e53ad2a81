"""The times of sessions in TOML: zones, nights when the clocks change, midnight, and what
is no time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.session_files import OFFERING, SCHOOL, Read, reader, times


@pytest.fixture
def read(tmp_path: Path) -> Read:
    return reader(tmp_path, ".toml")


def test_a_school_without_a_zone_is_in_the_organisations(read: Read) -> None:
    content = SCHOOL + OFFERING + "sessions = [{ start = 2026-01-10T09:00:00, hours = 1 }]"
    (file,) = read(content, zone="America/Vancouver")
    assert file.school.zone == "America/Vancouver"
    assert times(file) == [("pp-1", "2026-01-10T09:00:00-08:00", "2026-01-10T10:00:00-08:00")]


def test_a_time_with_an_offset_is_taken_at_its_word(read: Read) -> None:
    (file,) = read(SCHOOL + OFFERING + "sessions = [{ start = 2026-04-10T13:00:00Z, hours = 1.5 }]")
    assert times(file) == [("pp-1", "2026-04-10T09:00:00-04:00", "2026-04-10T10:30:00-04:00")]


# In Toronto the clocks go forward on 8 March 2026 at 02:00 and back on 1 November at 02:00.


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        (
            "start = 2026-03-08T01:00:00, end = 2026-03-08T03:00:00",
            "2026-03-08T01:00:00-05:00",
            "2026-03-08T03:00:00-04:00",
        ),
        (
            "start = 2026-03-08T01:00:00, hours = 2",
            "2026-03-08T01:00:00-05:00",
            "2026-03-08T04:00:00-04:00",
        ),
        # 01:30 exists twice: the earlier is meant.
        (
            "start = 2026-11-01T01:30:00, hours = 2",
            "2026-11-01T01:30:00-04:00",
            "2026-11-01T02:30:00-05:00",
        ),
        (
            "start = 2026-11-01T00:30:00, end = 2026-11-01T01:30:00",
            "2026-11-01T00:30:00-04:00",
            "2026-11-01T01:30:00-04:00",
        ),
        (
            "start = 2026-11-01T01:30:00-04:00, end = 2026-11-01T01:15:00-05:00",
            "2026-11-01T01:30:00-04:00",
            "2026-11-01T01:15:00-05:00",
        ),
        (
            "start = 2026-10-31T12:00:00, hours = 24",
            "2026-10-31T12:00:00-04:00",
            "2026-11-01T11:00:00-05:00",
        ),
        (
            "start = 2026-04-10T23:00:00, end = 2026-04-11T02:00:00",
            "2026-04-10T23:00:00-04:00",
            "2026-04-11T02:00:00-04:00",
        ),
    ],
)
def test_wall_clock_times(read: Read, said: str, start: str, end: str) -> None:
    (file,) = read(f"{SCHOOL}{OFFERING}sessions = [{{ {said} }}]")
    assert times(file) == [("pp-1", start, end)]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("start = 2026-03-08T02:30:00, hours = 1", "02:30 does not exist in America/Toronto"),
        ("start = 2026-03-08T01:00:00, end = 2026-03-08T02:00:00", "02:00 does not exist"),
        ("start = 2026-04-10T09:00:00", "an end or hours"),
        ("start = 2026-04-10T09:00:00, hours = 1, end = 2026-04-10T10:00:00", "one of the two"),
        ("start = 2026-04-10T09:00:00, end = 2026-04-10T09:00:00", "ends before it starts"),
        ("start = 2026-04-10T09:00:00, end = 2026-04-12T09:00:00", "longer than a day"),
        ("start = 2026-04-10T09:00:00, hours = 25", "hours"),
        ("start = 2026-04-10T09:00:00, hours = 0", "hours"),
        ("start = 2026-04-10T09:00:00, hours = nan", "hours"),
        ("start = 2026-04-10, hours = 1", "start"),
        ("start = 09:00:00, hours = 1", "start"),
        ("hours = 1", "missing required start"),
        ("start = 2026-04-10T09:00:00, hours = 1, part = 0", "part"),
        ("start = 2026-04-10T09:00:00, hours = 1, when = 3", "unknown when"),
        ("start = 9999-12-31T23:00:00, hours = 2", "year"),
        ("start = 2926-04-10T09:00:00, hours = 2", "start: it is in the year 2926; is the cent"),
        ("start = 0001-01-01T00:00:00+14:00, hours = 2", "year"),
        ("start = 2026-04-10T09:00:00, end = 9999-12-31T23:59:59-14:00", "year"),
    ],
)
def test_one_wrong_session_leaves_the_others(read: Read, said: str, wrong: str) -> None:
    (file,) = read(
        SCHOOL + OFFERING
        + "sessions = [{ start = 2026-04-10T09:00:00, hours = 3 }, { " + said + " },"
        + " { start = 2026-04-10T13:00:00, hours = 3 }]"
    )  # fmt: skip
    assert [s.id for _, s in file.sessions.entries] == ["pp-1", "pp-3"]
    assert [w.where for w in file.wrong] == ["offering 1, session 2"]
    assert wrong in str(file.wrong[0])


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Toronto", "Pacific/Kiritimati"])
@pytest.mark.parametrize("start", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
def test_years_that_nobody_means(read: Read, zone: str, start: str) -> None:
    (file,) = read(f"{SCHOOL}{OFFERING}sessions = [{{ start = {start}, hours = 1 }}]", zone=zone)
    assert file.sessions.entries == []
    assert ["year" in str(wrong) for wrong in file.wrong] == [True]
