"""What a person is told when something is wrong: what is so, and what to do.

A message and what fills it in are kept apart, so that the shell and the log have it in
English and a screen in the language it speaks.
"""

from __future__ import annotations

import datetime as dt
import errno
from collections.abc import Mapping, Sequence
from typing import Protocol, Self


class Translator(Protocol):
    """A language, as ``kiosk.words.Words`` is one."""

    def __call__(self, message: str, **values: object) -> str: ...
    def plural(self, one: str, many: str, n: int, **values: object) -> str: ...
    def moment(self, moment: dt.datetime) -> str: ...
    def whole_day(self, day: dt.date) -> str: ...


class Text(str):
    """A message for people: as a string it is English; :meth:`said` any language.

    ``message`` is one literal with ``{fields}``, as the catalogues have it; ``values`` fill
    them in. A value may be a text or an error itself, a time, a day, or several of these.
    """

    message: str
    values: Mapping[str, object]

    def __new__(cls, message: str, /, **values: object) -> Text:
        text = super().__new__(cls, _ENGLISH(message, **values))
        text.message, text.values = message, values
        return text

    @classmethod
    def listing(cls, texts: Sequence[Text]) -> Text:
        """Several, with commas between them."""
        return cls("{all}", all=texts)

    def said(self, words: Translator) -> str:
        return words(self.message, **self.values)


class Count(Text):
    """One of two messages, by a number that stands in them as ``{n}``."""

    many: str
    n: int

    def __new__(cls, one: str, many: str, n: int, /, **values: object) -> Count:
        text = str.__new__(cls, _ENGLISH.plural(one, many, n, **values))
        text.message, text.many, text.n, text.values = one, many, n, values
        return text

    def said(self, words: Translator) -> str:
        return words.plural(self.message, self.many, self.n, **self.values)


class ForPeople(Exception):
    """Its text can be shown as it stands; it names no internals.

    Made as :class:`Text` is. ``str(error)`` is English, for the shell and the log.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message)
        self.text = Text(message, **values)

    @classmethod
    def of(cls, text: Text) -> Self:
        """The error that says a text which was made before."""
        return cls("{text}", text=text)

    def __str__(self) -> str:
        return str(self.text)

    def said(self, words: Translator) -> str:
        """The text in a language."""
        return self.text.said(words)


class NotSo(ForPeople, ValueError):
    """What was typed, or stands in a file, cannot be meant so."""


def why(error: OSError) -> str:
    """What the system says of a file, without its name; in words of ours where we have
    some, so that any language can say it."""
    return _SYSTEM.get(error.errno or 0) or error.strerror or type(error).__name__


def in_language(values: Mapping[str, object], words: Translator) -> dict[str, object]:
    """What fills a message in, each as the language says it."""
    return {name: _in_language(value, words) for name, value in values.items()}


def _in_language(value: object, words: Translator) -> object:
    match value:
        case Text() | ForPeople():
            return value.said(words)
        case dt.datetime():
            return words.moment(value)
        case dt.date():
            return words.whole_day(value)
        case tuple() | list():
            return ", ".join(str(_in_language(one, words)) for one in value)
    return value


class _English:
    """The messages as they are; times as a shell shows them."""

    def __call__(self, message: str, **values: object) -> str:
        return message.format(**in_language(values, self)) if values else message

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        return (one if n == 1 else many).format(n=n, **in_language(values, self))

    def moment(self, moment: dt.datetime) -> str:
        return f"{moment:%Y-%m-%d at %H:%M}"

    def whole_day(self, day: dt.date) -> str:
        return day.isoformat()


_ENGLISH = _English()

_SYSTEM = {
    errno.ENOENT: Text("No such file or folder"),
    errno.EACCES: Text("Permission denied"),
    errno.EPERM: Text("Permission denied"),
    errno.EISDIR: Text("It is a folder"),
    errno.ENOTDIR: Text("Part of its path is not a folder"),
    errno.ENAMETOOLONG: Text("The name is too long"),
    errno.ENOSPC: Text("The disk is full"),
    errno.EDQUOT: Text("The disk is full"),
    errno.EROFS: Text("The disk can only be read"),
    errno.EIO: Text("The disk does not answer as it should"),
}


class Refused(ForPeople):
    """What was asked cannot be done; the text says why and what to do."""


class UnknownSession(Refused):
    """There is no session of this id."""


class UnknownOffering(Refused):
    """There is no offering of this id."""


class NotOver(Refused):
    """A session is signed before its end, and nobody said that it ended early."""


class NotCertain(Refused):
    """It is not clear who is meant."""


class NoPin(Refused):
    """Someone on the staff has no PIN on this laptop."""


class WrongPin(Refused):
    """What was typed is not the PIN of who signs."""
