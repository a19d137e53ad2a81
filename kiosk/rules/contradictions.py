"""What two rows of one file say otherwise of one person."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.rules.local import same_local
from kiosk.rules.names import bare_number, clean, number_key


def same_spelling(one: str, other: str) -> bool:
    """Whether two names are spelled alike, whatever their order and their capitals.

    >>> same_spelling("ROY, Ana", "Ana Roy"), same_spelling("Ana Roy", "Anna Roy")
    (True, False)
    """
    return _words(one) == _words(other)


def _words(name: str) -> list[str]:
    return sorted(clean(name).casefold().replace(",", " ").split())


def contradictions(before: dict[str, str], now: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each field in which they differ, with what was said before and is said now. A field
    that says nothing says nothing else.

    Args:
        before: by field, what earlier rows said.
    """
    for field, other in now.items():
        one = before.get(field, "")
        if one and other and not _is_one(field, one, other):
            yield field, one, other


def _is_one(field: str, one: str, other: str) -> bool:
    match field:
        case "name":
            return same_spelling(one, other)
        case "member_number":
            return bare_number(number_key(one)) == bare_number(number_key(other))
        case "local":
            return one.casefold() == other.casefold() or bool(same_local(one, other))
    return one.casefold() == other.casefold()
