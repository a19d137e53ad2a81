"""What a cell of a table says: a whole number, yes or no, a time, an email address,
several things."""

from __future__ import annotations

import datetime as dt


def whole_number(text: str) -> int:
    """A whole number.

    Raises:
        ValueError: it is none.
    """
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueError(f"“{text[:20]}” is not a whole number")
    return int(text)


_YES = {"yes", "y", "true", "1", "oui", "o", "vrai", "sí", "si", "s", "verdadero"}
_NO = {"no", "n", "false", "0", "non", "faux", "falso"}


def yes_or_no(text: str) -> bool | None:
    """Yes or no in the kiosk's languages; ``None`` if it is empty.

    Raises:
        ValueError: it says something else.
    """
    said = text.strip().casefold()
    if not said:
        return None
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ValueError(f"“{text}” is neither yes nor no")


def moment(text: str) -> dt.datetime:
    """A time, as ``2026-04-10 09:00``.

    Raises:
        ValueError: it is none.
    """
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a time; one looks like 2026-04-10 09:00") from None


def email(text: str) -> str:
    """An email address, or nothing; as it may be told apart from what is none.

    Raises:
        ValueError: it is none.
    """
    if text and ("@" not in text or " " in text):
        raise ValueError(f"“{text}” is not an email address")
    return text


def several(text: str) -> list[str]:
    """What stands between semicolons."""
    return [part.strip() for part in text.split(";") if part.strip()]
