"""What a cell of a table says: a whole number, yes or no, an email address, several
things. Times are in :mod:`kiosk.files.moments`."""

from __future__ import annotations

import datetime as dt
import re

from kiosk.errors import NotSo
from kiosk.files.tables import NoResult
from kiosk.rules.schedule import checked_end
from kiosk.rules.yes_no import read_yes_no

_ERROR = re.compile(r"#(?:N/[AD]|[¡¿]?[A-ZÉ/0]+[!?])")
"""As spreadsheets write in three languages, and in the CSV that they save."""


def with_value(text: str) -> str:
    """What a cell says, if it is a value.

    Raises:
        NotSo: it is an error that a spreadsheet came to, or a formula without a result.
    """
    if text.startswith("=") and isinstance(text, NoResult):
        raise NotSo("it was never worked out: open the file in a spreadsheet and save it")
    if text.startswith("#") and (isinstance(text, NoResult) or _ERROR.fullmatch(text)):
        raise NotSo("the spreadsheet has an error here")
    return text


def whole_number(text: str) -> int:
    """A whole number.

    Raises:
        NotSo: it is none.
    """
    found = _WHOLE.fullmatch(text)
    digits = found[1] if found else text
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        raise NotSo("“{text}” is not a whole number", text=text[:20])
    return int(digits)


def yes_or_no(text: str) -> bool | None:
    """Yes or no in the kiosk's languages; ``None`` if it is empty.

    Raises:
        NotSo: it says something else.
    """
    if not text.strip():
        return None
    said = read_yes_no(text)
    if said is None:
        raise NotSo("“{text}” is neither yes nor no", text=text)
    return said


def session_end(start: dt.datetime, end: dt.datetime) -> dt.datetime:
    """The end, if a session can have it.

    Raises:
        NotSo: it is not after the start, or more than a day later.
    """
    try:
        return checked_end(start, end)
    except ValueError:
        if end <= start:
            raise NotSo("it ends before it starts") from None
        raise NotSo("it is longer than a day: write each sitting as a session") from None


_ADDRESS = re.compile(r"[^@\s]+@[^@\s;,]+")
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]*)>")


def email(text: str) -> str:
    """An email address, or nothing; as it may be told apart from what is none.

    Raises:
        NotSo: it is none.
    """
    found = _IN_BRACKETS.fullmatch(text)  # as mail programs copy it, with the name
    address = (found[1] if found else text).removeprefix("mailto:")
    if address and not _ADDRESS.fullmatch(address):
        raise NotSo("“{text}” is not an email address", text=text)
    return address


_NOTHING = frozenset(
    ("-", "--", "–", "—", "?", "n/a", "n.a.", "none", "null", "nan", "nil", "s/o", "aucun",
     "aucune", "ninguno", "ninguna", "no aplica", "n/d")
)  # fmt: skip


def or_nothing(text: str) -> str:
    """What a cell says; nothing, where that is what it says."""
    return "" if len(text) < 10 and text.casefold() in _NOTHING else text


_SHORTENED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.I)
_WHOLE = re.compile(r"(\d+)[.,]0+")
_BY_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def number(text: str) -> str:
    """A number by which somebody or something is known, without what a spreadsheet made of
    it: 77.0, 12,345, '00088.

    Raises:
        NotSo: the spreadsheet kept only its beginning.
    """
    if text.isdigit() or not text:
        return text
    if _SHORTENED.fullmatch(text):
        raise NotSo(
            "“{text}” is a number that a spreadsheet shortened; format its column as text and "
            "save it again",
            text=text[:40],
        )
    if found := _WHOLE.fullmatch(text):
        return found[1]
    if _BY_THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    return text.removeprefix("'")


def several(text: str) -> list[str]:
    """What stands between semicolons, or in lines of its own."""
    return [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
