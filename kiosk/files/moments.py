"""Days and times as tables have them, in the orders and with the marks that people use.

03/04/2026 is two days. Which is meant shows from the other dates of the same column, or
somebody says it; it is never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from kiosk.clock import DAY, ends_day
from kiosk.errors import NotSo
from kiosk.rules.names import fold

FIRST_YEAR, LAST_YEAR = 1970, 2199
"""A day of another century is a slip, or a number that a spreadsheet took for a day."""

_BY_YEAR = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_BY_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY_OF_MONTH = re.compile(
    r"(?:[^\W\d]+\.?,? )?(?:le )?(\d{1,2})(?:er|st|nd|rd|th|\.)?[ -](?:de |of )?([^\W\d]{3,})\.?,?"
    r"[ -](?:de |del )?(\d{4}|\d{2})(?!\d)",
    re.I,
)
"""Friday 10 April 2026; le 1er avril 2026; 10 de abril de 2026; 10-Apr-26."""
_MONTH_AND_DAY = re.compile(
    r"(?:[^\W\d]+\.?, )?([^\W\d]{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)", re.I
)
"""Friday, April 10, 2026; Apr. 10 2026."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier janv enero ene",
            "february feb fevrier fevr febrero",
            "march mar mars marzo",
            "april apr avril avr abril abr",
            "may mai mayo",
            "june jun juin junio",
            "july jul juillet juil julio",
            "august aug aout agosto ago",
            "september sep sept septembre septiembre setiembre",
            "october oct octobre octubre",
            "november nov novembre noviembre",
            "december dec decembre diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
"""In English, French and Spanish; no short one is two months."""
_TIME = re.compile(
    r"(\d{1,2})(?:\s*[:h.]\s*(\d{2})?(?::(\d{2})(?:\.\d+)?)?)?\s*([ap]\.?\s?m\.?)?"
    r"\s*(?:(?:GMT|UTC)?\s*([+-]\d{1,2})(?::?(\d{2}))?|(Z|GMT|UTC))?",
    re.I,
)


class Ambiguous(Exception):
    """A date could be two days."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Whether the dates of a table begin with the day, by those that can be read in one
    way only; ``None`` where none of them says.

    Raises:
        Ambiguous: one of them could be two days, and no other says which.
    """
    doubtful, says = "", set()
    for text in texts:
        found = _BY_DAY.match(text.strip())
        if not found:
            continue
        one, other = int(found[1]), int(found[2])
        if 12 < one <= 31:
            says.add(True)
        elif 12 < other <= 31:
            says.add(False)
        elif one != other:
            doubtful = doubtful or found[0]
    if len(says) == 1:
        return says.pop()
    if doubtful:
        raise Ambiguous(doubtful)
    return None


def day(text: str, day_first: bool | None) -> dt.date:
    """A day.

    Raises:
        NotSo: it is none, or of another century.
    """
    found, rest = _day(text.strip(), day_first)
    if rest.strip():
        raise _no_time(text)
    return found


def moment(text: str, day_first: bool | None = None) -> dt.datetime:
    """A day and time, as ``2026-04-10 09:00``; one that says no time is midnight's.

    Raises:
        NotSo: it is none, or of another century.
    """
    said = " ".join(text.split())
    found, rest = _day(said, day_first)
    rest = re.sub(r"^(?:at|a las|a|à)\s", "", rest.strip(" ,Tt"), flags=re.I)
    if ends_day(rest):
        return _midnight(found + DAY)
    return dt.datetime.combine(found, time_of_day(rest, text)) if rest else _midnight(found)


def time_of_day(text: str, whole: str = "") -> dt.time:
    """A time of day: ``09:00``, ``9 h 30``, ``9:00 AM``; with its offset where it says one.

    Raises:
        NotSo: it is none.
    """
    found = _TIME.fullmatch(text.strip())
    if not found or (found[2] is None and not found[4] and "h" not in text.lower()):
        raise _no_time(whole or text)
    hour, minute, second = (int(found[n] or 0) for n in (1, 2, 3))
    if found[4]:
        if not 1 <= hour <= 12:
            raise _no_time(whole or text)
        hour = hour % 12 + (12 if found[4].lower().startswith("p") else 0)
    try:
        return dt.time(hour, minute, second, tzinfo=_offset(found))
    except ValueError:
        raise _no_time(whole or text) from None


def _offset(found: re.Match[str]) -> dt.timezone | None:
    if found[7]:
        return dt.UTC
    if not found[5]:
        return None
    minutes = abs(int(found[5])) * 60 + int(found[6] or 0)
    return dt.timezone(dt.timedelta(minutes=-minutes if found[5].startswith("-") else minutes))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _day(text: str, day_first: bool | None) -> tuple[dt.date, str]:
    if found := _BY_YEAR.match(text):
        year, month, number = (int(found[n]) for n in (1, 2, 3))
    elif found := _BY_DAY.match(text):
        one, other = int(found[1]), int(found[2])
        first = day_first if day_first is not None else one > 12
        number, month = (one, other) if first else (other, one)
        year = _whole_year(found[3])
    elif found := _DAY_OF_MONTH.match(text):
        number, month, year = int(found[1]), _month(found[2], text), _whole_year(found[3])
    elif found := _MONTH_AND_DAY.match(text):
        month, number, year = _month(found[1], text), int(found[2]), int(found[3])
    else:
        raise _no_time(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotSo("“{text}” is in the year {year}; is the century right?", text=text, year=year)
    try:
        return dt.date(year, month, number), text[found.end() :]
    except ValueError:
        raise _no_time(text) from None


def _whole_year(text: str) -> int:
    """A year of two figures is the one nearest to our time: 26 is 2026, 99 is 1999."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < FIRST_YEAR - 1900 else 1900)


def _month(name: str, text: str) -> int:
    found = _MONTHS.get(fold(name))
    if found is None:
        raise _no_time(text)
    return found


def _no_time(text: str) -> NotSo:
    return NotSo(
        "“{text}” is not a time; one looks like {example}",
        text=text[:40],
        example="2026-04-10 09:00",
    )
