"""Words in a person's language, and dates and times as that language writes them."""

from __future__ import annotations

import datetime as dt
import gettext as _gettext
import re
from functools import cache
from pathlib import Path

from kiosk.errors import Text, in_language

NATIVE = {"en": "English", "fr": "Français", "es": "Español"}
"""The languages, each by its own name."""
LANGUAGES = tuple(NATIVE)
_LOCALES = {"en": "en_CA", "fr": "fr_CA", "es": "es"}
_ONE = re.compile(r"\b1\b")


class Words:
    """One language. ``words("text")`` is the text in it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _gettext.translation(
            "kiosk", Path(__file__).parent / "locale", [language], fallback=True
        )

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, its ``{fields}`` filled in."""
        said = self._catalogue.gettext(message) if message else ""  # "" is the file's own head
        return said.format(**in_language(values, self)) if values else said

    def context(self, context: str, message: str, **values: object) -> str:
        """A message that says different things in different places, as it is said in one."""
        said = self._catalogue.pgettext(context, message)
        return said.format(**in_language(values, self)) if values else said

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """The form of a message that goes with a number, which stands as ``{n}``."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **in_language(values, self))

    def time(self, moment: dt.datetime) -> str:
        """Hours and minutes of an aware time, in its own zone, of 24 hours."""
        return _formatted(
            "Hm", moment.replace(2000, 1, 1, second=0, microsecond=0, tzinfo=None), self.language
        )

    def day(self, day: dt.date) -> str:
        """A day without its year: “Mon, Nov 23”."""
        return _formatted("MMMEd", dt.datetime.combine(day, dt.time()), self.language)

    def moment(self, moment: dt.datetime) -> str:
        """A day and a time of it, within a sentence: “Mon, Nov 23 at 09:00”."""
        day, time = self.day(moment.date()), self.time(moment)
        return Text("{day} at {time}", day=day, time=time).said(self)

    def whole_day(self, day: dt.date) -> str:
        """A day with its year: “Nov 23, 2026”."""
        return _formatted("yMMMd", dt.datetime.combine(day, dt.time()), self.language)

    def long_day(self, day: dt.date, weekday: bool = False) -> str:
        """A day in full, as paper has it: “April 10, 2026”, “Friday, April 10, 2026”."""
        from babel.dates import format_date

        form = "full" if weekday else "long"
        return _first(format_date(day, form, locale=self.language), self.language)

    def day_number(self, number: int) -> str:
        """The day of a month, as it stands within a date."""
        return _first(str(number), self.language)

    def date(self, day: dt.date, today: dt.date) -> str:
        """A day as a list has it: “Nov 23”, with its year where that is not this one."""
        skeleton = "MMMd" if day.year == today.year else "yMMMd"
        return _formatted(skeleton, dt.datetime.combine(day, dt.time()), self.language)


@cache
def _formatted(skeleton: str, naive: dt.datetime, language: str) -> str:
    # Kept, because Babel takes longer over it than a check-in does over everything else.
    from babel.dates import format_skeleton

    said = format_skeleton(skeleton, naive, locale=_LOCALES[language])
    return _first(said, language) if "d" in skeleton else said


def _first(date: str, language: str) -> str:
    """French counts the first of a month, and no other day: Babel's data does not say so."""
    return _ONE.sub("1er", date, count=1) if language == "fr" else date


@cache
def words(language: str) -> Words:
    """The words of a language; of English where there is no catalogue."""
    return Words(language if language in LANGUAGES else "en")
