"""Time zones by the names that other programs give them.

Outlook shows a zone by its offset and its cities, in the language of whoever uses it;
other programs write a path that ends in the name that everybody knows.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from kiosk.rules.names import fold

_SHOWN = re.compile(r"\s*\(?(?:UTC|GMT)\s*(?:([+\-−])\s*(\d{1,2}):?(\d\d)?)?\)?\s*(.*)", re.S)
"""``(UTC-05:00) Eastern Time (US & Canada)``"""

_REGIONS = {
    "America/St_Johns": ("newfoundland", "terre neuve", "terranova"),
    "America/Halifax": (
        "atlantic time canada", "heure de latlantique canada", "hora del atlantico canada",
    ),
    "America/New_York": (
        "eastern time us canada", "est etats unis et canada", "est e u et canada",
        "hora del este ee uu y canada", "hora del este",
    ),
    "America/Chicago": (
        "central time us canada", "centre etats unis et canada", "centre e u et canada",
        "hora central ee uu y canada", "hora central",
    ),
    "America/Denver": (
        "mountain time us canada", "rocheuses etats unis et canada", "rocheuses e u et canada",
        "montagnes rocheuses etats unis et canada",
        "hora de las montanas rocosas ee uu y canada", "hora de las montanas ee uu y canada",
    ),
    "America/Los_Angeles": (
        "pacific time us canada", "pacifique etats unis et canada", "pacifique e u et canada",
        "hora del pacifico ee uu y canada", "hora del pacifico",
    ),
    "America/Phoenix": ("arizona",),
    "America/Regina": ("saskatchewan",),
    "America/Whitehorse": ("yukon",),
    "America/Anchorage": ("alaska",),
    "Pacific/Honolulu": ("hawaii", "hawai"),
    "America/Indiana/Indianapolis": ("indiana east", "indiana est", "indiana este"),
    "America/Guatemala": ("central america", "amerique centrale", "america central"),
    "America/Mexico_City": ("guadalajara mexico city monterrey",),
    "UTC": ("coordinated universal time", "temps universel coordonne", "hora universal coordinada"),
}  # fmt: skip
_AND = frozenset({"and", "et", "y"})


def _key(said: str) -> str:
    """The same for a region with and without its “and”."""
    return " ".join(word for word in fold(said).split() if word not in _AND)


_BY_REGION = {_key(text): name for name, texts in _REGIONS.items() for text in texts}


@cache
def zone_named(name: str) -> ZoneInfo | None:
    """The zone that another program means by a name; ``None`` where that is not known.

    >>> zone_named("(UTC-05:00) Eastern Time (US & Canada)")
    zoneinfo.ZoneInfo(key='America/New_York')
    >>> zone_named("/freeassociation.sourceforge.net/Tzfile/America/Toronto")
    zoneinfo.ZoneInfo(key='America/Toronto')
    """
    return _plain(name) or _by_path(name) or _as_shown(name)


def _plain(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _by_path(name: str) -> ZoneInfo | None:
    parts = [part for part in name.strip().split("/") if part]
    for length in (3, 2):  # America/Indiana/Knox goes before Indiana/Knox
        if len(parts) > length - 1:
            found = _plain("/".join(parts[-length:]))
            if found:
                return found
    return None


def _as_shown(name: str) -> ZoneInfo | None:
    shown = _SHOWN.fullmatch(name)
    if shown is None:
        return None
    sign, hours, minutes, said = shown.groups()
    key = _key(said)
    if not sign and not key:
        return ZoneInfo("UTC")
    known = _BY_REGION.get(key)
    if known:
        return ZoneInfo(known)
    offset = dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if sign and sign != "+":
        offset = -offset
    for place in re.split(r"[,;]", said):
        for found in _cities().get(fold(place), ()):
            if _standard_offset(found) == offset:
                return found
    return None


@cache
def _cities() -> dict[str, list[ZoneInfo]]:
    """Zones by the city that they are named after."""
    found: dict[str, list[ZoneInfo]] = {}
    for name in sorted(available_timezones()):
        area, _, city = name.rpartition("/")
        if area and not area.startswith(("Etc", "posix", "right", "SystemV")):
            found.setdefault(fold(city.replace("_", " ")), []).append(ZoneInfo(name))
    return found


def _standard_offset(zone: ZoneInfo) -> dt.timedelta:
    """Away from UTC without summer time, of late."""
    offsets = {dt.datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in (1, 7)}
    return min(offset for offset in offsets if offset is not None)
