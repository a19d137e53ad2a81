"""A series by a rule: its dates, and the offerings that are held on them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from kiosk.errors import Count, NotSo, Text
from kiosk.files.forms import SeriesForm

_MOST_DATES = 500
_CYCLE = 400
"""Years after which the days of the week and the leap years are the same again."""
_LAST_YEAR = 9999
_EASTER = re.compile(r"\bBYEASTER=", re.I)
"""No RRULE has it, though who expands them knows it; Easter has another cycle."""
_BY_THE_DAY = re.compile(r"(RRULE:)?(?=.*\bFREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)\b)[^\n]+", re.I)
_UNTIL = re.compile(r"(\bUNTIL=)([0-9]{4})([0-9]{4})", re.I)
_NO_INTERVAL = re.compile(r"\bINTERVAL=0*(;|\Z)", re.I)


def expand(form: SeriesForm) -> Iterator[dict[str, Any]]:
    """The offerings of a series as the form of an offering has them, one for each that
    its courses name, in order.

    Raises:
        NotSo: the rule and the courses do not go together.
    """
    dates = occurrences(form.rule, form.from_, form.until)
    if len(dates) != len(form.courses):
        days = ", ".join(str(day) for day in dates[:12]) or Text("none")
        raise NotSo(
            "the rule gives {dates} ({days}) and there are {courses}",
            dates=Count("{n} date", "{n} dates", len(dates)),
            days=days,
            courses=Count("{n} course", "{n} courses", len(form.courses)),
        )
    offerings: dict[str, dict[str, Any]] = {}
    for day, course in zip(dates, form.courses, strict=True):
        offering = offerings.setdefault(
            course.offering,
            {
                "id": course.offering,
                "workshop": course.workshop,
                "room": form.room,
                "online": form.online,
                "facilitators": form.facilitators,
                "capacity": form.capacity,
                "sessions": [],
            },
        )
        if offering["workshop"] != course.workshop:
            raise NotSo("{offering} is given two workshops", offering=course.offering)
        offering["sessions"].append(
            {
                "start": dt.datetime.combine(day, form.start),
                "hours": form.hours,
                "part": course.part,
            }
        )
    yield from offerings.values()


def occurrences(rule: str, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days a rule gives between two days, both included.

    Raises:
        NotSo: it is no RRULE of days or longer, or gives more than 500 days.
    """
    from dateutil.rrule import rrulestr

    if not _BY_THE_DAY.fullmatch(rule):
        raise NotSo(
            "“{rule}” is not a rule that repeats by the day, week, month or year", rule=rule
        )
    if _NO_INTERVAL.search(rule):
        raise NotSo("“{rule}” is not a rule: its interval is nought", rule=rule)
    if _EASTER.search(rule):
        raise NotSo("“{rule}” is not a rule that can be read", rule=rule)
    # A rule that fits no day at all is followed to the end of the calendar: where that is
    # near, the days are the same.
    later = (_LAST_YEAR - max(first, last).year) // _CYCLE * _CYCLE
    # Days are expanded without a zone and given their wall clock afterwards: that is
    # what keeps 6 PM at 6 PM across a change of the clocks.
    begin = dt.datetime.combine(first.replace(year=first.year + later), dt.time())
    end = last.replace(year=last.year + later)
    found: dict[dt.date, None] = {}
    said = _UNTIL.sub(lambda until: _put_off(until, later), rule)
    try:
        for moment in rrulestr(said, dtstart=begin).xafter(begin, inc=True):
            if moment.date() > end or len(found) > _MOST_DATES:
                break
            found[moment.date().replace(year=moment.year - later)] = None
    except Exception:  # dateutil lets through whatever went wrong inside it
        raise NotSo("“{rule}” is not a rule that can be read", rule=rule) from None
    if len(found) > _MOST_DATES:
        raise NotSo("the rule gives more than {most} dates", most=_MOST_DATES)
    return list(found)


def _put_off(until: re.Match[str], years: int) -> str:
    year = int(until[2]) + years
    return f"{until[1]}{year:04}{until[3]}" if year <= _LAST_YEAR else f"{until[1]}{_LAST_YEAR}1231"
