"""Days and times as tables have them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NotSo
from kiosk.files.moments import Ambiguous, day, is_day_first, moment, time_of_day


@pytest.mark.parametrize(
    ("text", "day_first", "said"),
    [
        ("2026-04-10 09:00", None, "2026-04-10T09:00:00"),
        ("2026-04-10T09:00", None, "2026-04-10T09:00:00"),
        ("8/31/2023 19:08:16", None, "2023-08-31T19:08:16"),
        ("31/08/2023 19:08:16", None, "2023-08-31T19:08:16"),
        ("2026/09/27 3:00:00 PM GMT+3", None, "2026-09-27T15:00:00+03:00"),
        ("01/10/2026 18:12:05", True, "2026-10-01T18:12:05"),
        ("01/10/2026 18:12:05", False, "2026-01-10T18:12:05"),
        ("10.04.26 9h30", True, "2026-04-10T09:30:00"),
        ("2026-04-10 12:00 AM", None, "2026-04-10T00:00:00"),
        ("2026-04-10 12:00 p.m.", None, "2026-04-10T12:00:00"),
        ("2026-04-10", None, "2026-04-10T00:00:00"),
        ("2026-04-10 09:00Z", None, "2026-04-10T09:00:00+00:00"),
        ("Friday, April 10, 2026 9:00 AM", None, "2026-04-10T09:00:00"),
        ("Apr. 10 2026", None, "2026-04-10T00:00:00"),
        ("April 3rd, 2026 at 9:30", None, "2026-04-03T09:30:00"),
        ("10-Apr-26 09:00", None, "2026-04-10T09:00:00"),
        ("vendredi 10 avril 2026 à 9 h", None, "2026-04-10T09:00:00"),
        ("le 1er août 2026, 13 h 30", None, "2026-08-01T13:30:00"),
        ("10 févr. 2026", None, "2026-02-10T00:00:00"),
        ("viernes, 10 de abril de 2026 a las 9:00", None, "2026-04-10T09:00:00"),
        ("2026-04-10 24:00", None, "2026-04-11T00:00:00"),
        ("2026-12-31T24:00:00", None, "2027-01-01T00:00:00"),
        ("28 février 2028 à 24 h", None, "2028-02-29T00:00:00"),
        ("10/04/69", True, "2069-04-10T00:00:00"),
        ("10/04/99", True, "1999-04-10T00:00:00"),
    ],
)
def test_times(text: str, day_first: bool | None, said: str) -> None:
    assert moment(text, day_first).isoformat() == said


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2026-13-01 09:00", "2026-02-30", "2026-04-10 25:00", "2026-04-10 9",
     "2026-04-10 24:01", "2026-04-10 24:30", "2026-04-10 24", "2026-04-10 24:00 PM",
     "2026-04-10 13:00 PM", "1/2", "32/32/2026", "2026-04-10 09:00 and more", "10 Brumaire 2026",
     "31 April 2026", "April 2026", "April 10", "10 April", "Friday", "1 may be 2026"],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(NotSo, match="is not a time"):
        moment(text)


@pytest.mark.parametrize("text", ["1926-04-10 09:00", "1900-01-03", "10/04/3026", "0026-04-10"])
def test_another_century(text: str) -> None:
    with pytest.raises(NotSo, match="is the century right"):
        moment(text, True)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["03/04/2026", "31/03/2026"], True),
        (["03/04/2026", "03/31/2026"], False),
        (["2026-04-03", "04/04/2026"], None),
        (["", "not a day"], None),
    ],
)
def test_other_dates_say_which_day_is_meant(dates: list[str], first: bool | None) -> None:
    assert is_day_first(dates) is first


@pytest.mark.parametrize("dates", [["03/04/2026"], ["31/03/2026", "03/31/2026", "03/04/2026"]])
def test_what_could_be_two_days_is_never_guessed(dates: list[str]) -> None:
    with pytest.raises(Ambiguous, match="03/04/2026"):
        is_day_first(dates)


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_none(text: str) -> None:
    for read in (moment, time_of_day, lambda said: day(said, None)):
        try:
            assert isinstance(read(text), dt.date | dt.time)
        except NotSo as error:
            assert str(error)  # noqa: PT017


@given(st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2199, 12, 31)))  # noqa: DTZ001
def test_every_time_is_read_back(when: dt.datetime) -> None:
    when = when.replace(second=0, microsecond=0)
    assert moment(when.isoformat(" ", "minutes")) == when
    assert moment(f"{when:%d/%m/%Y %H:%M}", True) == when
    assert moment(f"{when:%m/%d/%Y %I:%M %p}", False) == when
