"""What a certificate says, in a language."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from kiosk.model import Wording
from kiosk.words import Words


def lines_of(says: Wording, words: Words) -> list[str]:
    """How long, when and where; each a line."""
    long_and_when = f"{length(says.minutes, words)} · {days(says.first_day, says.last_day, words)}"
    where = ", ".join(filter(None, (says.school, says.place)))
    return [long_and_when, where] if where else [long_and_when]


def said(says: Wording, words: Words) -> dict[str, Any]:
    """All that a certificate says in one of its languages."""
    return {
        "language": words.language,
        "heading": words("Certificate of completion"),
        "before": words("This certifies that"),
        "after": words("has completed the workshop"),
        "title": says.title[words.language],
        "programme": says.programme.get(words.language, ""),
        "lines": lines_of(says, words),
        "facilitators": (
            words("Facilitator") if len(says.facilitators) == 1 else words("Facilitators")
        ),
        "issued": words("Issued on {day}", day=words.long_day(says.issued_on)),
        "number": words("Certificate number"),
        "code": words("Verification code"),
        "sample": words("Sample: not a certificate"),
    }


def length(minutes: int, words: Words) -> str:
    """“9 hours”, “1.5 hours”; in minutes where it is no half of an hour."""
    if minutes % 30:
        return words.plural("{n} minute", "{n} minutes", minutes)
    from babel.numbers import format_decimal

    hours = format_decimal(minutes / 60, locale=words.language)
    return words.plural("{hours} hour", "{hours} hours", -(-minutes // 60), hours=hours)


def days(first: dt.date, last: dt.date, words: Words) -> str:
    """“April 10–11, 2026”; in two months, both days."""
    end = words.long_day(last)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        # Each of the languages writes the day once, and nothing else that could be it.
        return re.sub(rf"\b{last.day}\b", f"{words.day_number(first.day)}–{last.day}", end, count=1)
    return f"{words.long_day(first)} – {end}"
