"""Names as they are spoken: the first name first, without titles and pronouns, and as their
language writes them where they came in capitals."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.files.sayings import order_of, tidy
from kiosk.rules.capitals import is_in_capitals, write_out
from kiosk.rules.titles import may_be_split, split_name


@dataclass(frozen=True, slots=True)
class SpokenName:
    """A name that was read."""

    name: str
    written: str = ""
    """As it came, where something of it is left off or written otherwise."""


def read_name(text: str, as_written: bool = False) -> SpokenName:
    """A whole name that stands in one cell. Before a comma, a family's name in capitals is
    only to be told from the first name, and is written out by itself.

    Args:
        as_written: only the order is changed.

    >>> read_name("LEBLANC, Dr. JEAN-PIERRE (he/him)").name
    'Jean-Pierre Leblanc'
    """
    said = tidy(text)
    if "," not in said and (as_written or not may_be_split(said)):
        return SpokenName(said) if as_written else _written_out(said, said, said)
    unchanged = " ".join(filter(None, order_of(said)))
    if as_written:
        return SpokenName(unchanged)
    first, last = order_of(split_name(said).name)
    name = " ".join(filter(None, (first, last)))
    if last and not is_in_capitals(name.split()):
        name = f"{first} {write_out(last, behind=True)}"
    return _written_out(name, said, unchanged)


def join_name(first: str, last: str, as_written: bool = False) -> SpokenName:
    """A name that stands in two cells."""
    said = " ".join(filter(None, (first, last)))
    return SpokenName(said) if as_written else _written_out(split_name(said).name, said, said)


def _written_out(name: str, said: str, unchanged: str) -> SpokenName:
    """
    Args:
        said: as it came.
        unchanged: the same in its order, and nothing else of it changed.
    """
    written = write_out(name)
    if written == said:
        return SpokenName(said)
    written = tidy(written)
    return SpokenName(written, said if written != tidy(unchanged) else "")
