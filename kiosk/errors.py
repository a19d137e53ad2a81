"""Errors whose text is for a person: what is so, and what to do."""

from __future__ import annotations

from typing import Protocol


class Translator(Protocol):
    """A language, as ``kiosk.words.Words`` is one."""

    def __call__(self, message: str, **values: object) -> str: ...


class ForPeople(Exception):
    """The text can be shown as it stands; it names no internals.

    ``message`` is one literal with ``{fields}``, as the catalogues have it; ``values`` fill
    them in. ``str(error)`` is English, for the shell and the log; :meth:`said` any language.
    """

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message

    def said(self, words: Translator) -> str:
        """The text in a language."""
        return words(self.message, **self.values)
