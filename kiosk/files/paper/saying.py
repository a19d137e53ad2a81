"""What paper says of a session, in a language."""

from __future__ import annotations

import datetime as dt

from kiosk.files.paper.letters import Gaps, printable
from kiosk.model import Sitting
from kiosk.words import Words


def joined(*texts: str) -> str:
    """Texts on one line, each once; those that are empty are left out."""
    return " · ".join(dict.fromkeys(filter(None, texts)))


def title(sitting: Sitting, words: Words) -> str:
    """The workshop's, or its code where there is none that can be seen."""
    return printable(sitting.title(words.language)).strip() or sitting.workshop.id


def place(sitting: Sitting, words: Words) -> str:
    return words("Online") if sitting.offering.online else sitting.room


def when(sitting: Sitting, words: Words) -> str:
    """“Friday, April 10, 2026, 09:00–12:00”, on the wall clock of where it is held."""
    day = sitting.start.astimezone(sitting.zone).date()
    return f"{words.long_day(day, weekday=True)}, {hours(sitting, words)}"


def hours(sitting: Sitting, words: Words) -> str:
    """“09:00–12:00”, likewise."""
    start, end = (at.astimezone(sitting.zone) for at in (sitting.start, sitting.end))
    return f"{words.time(start)}–{words.time(end)}"


def which(sitting: Sitting, words: Words) -> str:
    """Which of the offering's sessions it is, where it has several."""
    if sitting.count < 2:
        return ""
    return words("Session {number} of {count}", number=sitting.number, count=sitting.count)


def held_by(sitting: Sitting, words: Words) -> str:
    """The facilitators, where any are named."""
    names = sitting.offering.facilitators
    if not names:
        return ""
    return words.plural(
        "Facilitator: {names}", "Facilitators: {names}", len(names), names=list(names)
    )


def moment(at: dt.datetime, zone: dt.tzinfo, words: Words) -> str:
    """A day with its year, and the time of it in a zone."""
    local = at.astimezone(zone)
    return f"{words.long_day(local.date(), weekday=True)}, {words.time(local)}"


def in_hours(minutes: int, words: Words) -> str:
    """Hours with at most two decimals: “3”, “1.5”; in French “1,5”."""
    from babel.numbers import format_decimal

    return format_decimal(minutes / 60, format="0.##", locale=words.language)


def named(name: str, number: str, gaps: Gaps, words: Words) -> tuple[str, str]:
    """Who is meant on a list, and what is said beside it: where no font has the name, what
    is left of it and the member number stand for it, so that nobody is missing.

    Args:
        number: the member number; it may be empty.
    """
    shown = gaps.without(name)
    if shown == name:
        return name, ""
    fault = words("no font for this name")
    if shown:
        return shown, joined(number, fault)
    if number:
        return words("Member number {number}", number=number), fault
    return f"({fault})", ""
