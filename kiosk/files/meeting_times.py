"""Times, durations and zones as reports of meetings write them."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.clock import ends_day
from kiosk.errors import NotSo
from kiosk.files import moments
from kiosk.rules.names import fold

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""A meeting of another year is a slip."""
LONGEST = dt.timedelta(days=7)
"""A duration beyond it is a slip."""

_HOUR = dt.timedelta(hours=1)
_OFFSETS = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2,
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5,
    "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "HNT": -3.5, "HAT": -2.5, "HNA": -4, "HAA": -3, "HNE": -5, "HAE": -4, "HNC": -6, "HAC": -5,
    "HNR": -7, "HAR": -6, "HNP": -8, "HAP": -7,
}  # fmt: skip
"""Hours before or after UTC, in English and as French Canada writes them."""
_PLACES = {
    "NT": "America/St_Johns", "AT": "America/Halifax", "ET": "America/Toronto",
    "CT": "America/Winnipeg", "MT": "America/Edmonton", "PT": "America/Vancouver",
    "HE": "America/Toronto", "HP": "America/Vancouver",
}  # fmt: skip
"""Of a zone as it is called in summer and winter alike."""

_AS_FORMULA = re.compile(r'^="(.*)"$')
_LETTERS = re.compile(r"(?<=[\d\s])([A-Z]{2,4})$")
_IANA = re.compile(r"(?:^|\s)([A-Z]\w+(?:/[\w+-]+)+)$")
_HEADING_ZONE = re.compile(
    r"\b(?:(?:UTC|GMT)\s*([+-]\d{1,2})(?::?(\d{2}))?|([A-Z]{2,4})\b|([A-Z]\w+(?:/[\w+-]+)+))"
)
_SPELLED_OUT = re.compile(r"(\d{1,2})\s*h\s*(\d{1,2})\s*min(?:\s*(\d{1,2})\s*s)?", re.I)
"""18 h 02 min 11 s, as French Canada writes."""
_DATED = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|[^\W\d_]{3,}|\b\d{4}\b")
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?")
_PIECE = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]*)\.?\s*(?:,|and\b|et\b|y\b)?\s*", re.I)
_UNITS = {
    word: seconds
    for seconds, said in (
        (3600, "h hr hrs hour hours heure heures hora horas"),
        (60, "m mn min mins minute minutes minuto minutos"),
        (1, "s sec secs second seconds seconde secondes seg segundo segundos"),
    )
    for word in said.split()
}
"""Seconds."""


def is_dated(text: str) -> bool:
    """Whether a time says its day.

    >>> [is_dated(text) for text in ("9:01 AM", "18 h 02", "12/1/2026, 9:00:12 AM")]
    [False, False, True]
    """
    bare = re.sub(r"[ap]\.?\s?m\.?|GMT|UTC|min|h|s\b", "", split_zone(text)[0], flags=re.I)
    return bool(_DATED.search(bare))


def as_said(text: str) -> str:
    """A cell without the formula that keeps a spreadsheet from changing it.

    >>> as_said('="2026-12-01 09:00:00"')
    '2026-12-01 09:00:00'
    """
    bare = " ".join(text.replace("\u200e", "").replace("\u200f", "").split())
    found = _AS_FORMULA.match(bare)
    return found[1].strip() if found else bare


def split_zone(text: str) -> tuple[str, dt.tzinfo | None]:
    """A time without its zone, and that zone; an offset in digits stays where it is.

    >>> split_zone("Apr 10, 2026 06:02 PM PDT")[0]
    'Apr 10, 2026 06:02 PM'
    """
    bare = as_said(text).replace("(", "").replace(")", "")
    for pattern in (_IANA, _LETTERS):
        if (found := pattern.search(bare)) and (zone := _named(found[1])):
            return bare[: found.start()].strip(" ,"), zone
    return bare, None


def _named(name: str) -> dt.tzinfo | None:
    if name in _OFFSETS:
        return dt.timezone(_OFFSETS[name] * _HOUR)
    place = _PLACES.get(name, name if "/" in name else "")
    try:
        return ZoneInfo(place) if place else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_of_heading(heading: str) -> tuple[str, dt.tzinfo | None]:
    """A heading without the zone that it says, and that zone.

    >>> zone_of_heading("Join Time (UTC-05:00)")
    ('Join Time', datetime.timezone(datetime.timedelta(days=-1, seconds=68400)))
    """
    for found in _HEADING_ZONE.finditer(heading):
        if found[1]:
            sign = -1 if found[1].startswith("-") else 1
            minutes = abs(int(found[1])) * 60 + int(found[2] or 0)
            zone: dt.tzinfo | None = dt.timezone(sign * dt.timedelta(minutes=minutes))
        else:
            zone = _named(found[3] or found[4])
        if zone:
            rest = heading[: found.start()] + heading[found.end() :]
            return " ".join(re.sub(r"\(\s*\)|\[\s*\]", " ", rest).split()), zone
    return heading, None


def read_time(text: str, day_first: bool, near: dt.datetime) -> dt.datetime:
    """A time; without a zone it has none, without a day it is the one nearest to another.

    Args:
        near: on the same wall clock as the text, without a zone.

    Raises:
        NotSo: it is none.
    """
    bare, zone = split_zone(text)
    bare = _SPELLED_OUT.sub(lambda f: f"{f[1]}:{int(f[2]):02}:{int(f[3] or 0):02}", bare)
    if not re.search(r"\d\s*[:h.]\s*\d|\d\s*[ap]\.?\s?m", bare, re.I):
        raise _no_time(text)
    found = _undated(bare, near) if not is_dated(text) else _dated(bare, day_first, text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _no_time(text)
    return found.replace(tzinfo=zone) if zone else found


def _dated(bare: str, day_first: bool, text: str) -> dt.datetime:
    for first in (day_first, not day_first):
        try:
            return moments.moment(bare, first)
        except NotSo:
            continue
    raise _no_time(text)


def _undated(bare: str, near: dt.datetime) -> dt.datetime:
    try:
        time = dt.time() if ends_day(bare) else moments.time_of_day(bare)
    except NotSo:
        raise _no_time(bare) from None
    days = (near.date() + dt.timedelta(days=n) for n in (0, -1, 1))
    base = [dt.datetime.combine(day, time.replace(tzinfo=None)) for day in days]
    return min(base, key=lambda found: abs(found - near)).replace(tzinfo=time.tzinfo)


def _no_time(text: str) -> NotSo:
    return NotSo("“{text}” is not a time", text=text[:40])


def read_duration(text: str, heading: str = "") -> dt.timedelta:
    """How long something lasted; a number alone is of what the heading says, else minutes.

    >>> str(read_duration("2 hr 50 min")), str(read_duration("1h 2m 3s"))
    ('2:50:00', '1:02:03')
    >>> str(read_duration("178 mins")), str(read_duration("118"))
    ('2:58:00', '1:58:00')

    Raises:
        NotSo: it is no duration.
    """
    bare = as_said(text).casefold()
    if "<" in bare or bare.startswith("less than"):
        return dt.timedelta()
    if found := _CLOCK.fullmatch(bare):
        seconds = float(int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0))
    else:
        seconds = _added_up(bare, heading, text)
    lasted = dt.timedelta(seconds=round(seconds))
    if lasted > LONGEST:
        raise _no_duration(text)
    return lasted


def _added_up(bare: str, heading: str, text: str) -> float:
    seconds, at, unit, is_named = 0.0, 0, 0, True
    while at < len(bare):
        found = _PIECE.match(bare, at)
        if not found:
            raise _no_duration(text)
        word = fold(found[2])
        # “1 h 30” is an hour and thirty minutes.
        bare_per = {0: _unit_of(heading), 3600: 60, 60: 1}.get(unit, 0)
        per = _UNITS.get(word, 0) if word else bare_per
        if not per or (unit and (per >= unit or not is_named)):
            raise _no_duration(text)
        seconds += float(found[1].replace(",", ".")[:12]) * per
        unit, at, is_named = per, found.end(), bool(word)
    if not unit:
        raise _no_duration(text)
    return seconds


def _unit_of(heading: str) -> int:
    said = [_UNITS[word] for word in fold(heading).split() if len(word) > 1 and word in _UNITS]
    return said[0] if said else 60


def _no_duration(text: str) -> NotSo:
    return NotSo("“{text}” is not a number of minutes", text=text[:40])
