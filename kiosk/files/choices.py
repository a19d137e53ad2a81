"""What is said of a file by hand: what its columns are, which day 03/04 is, what all of
its rows are for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kiosk.files.heading_keys import fields_of
from kiosk.files.headings import NOT_USED, Recognised
from kiosk.model import ImportShape, Offering, School
from kiosk.rules.columns import Vocabulary
from kiosk.rules.names import fold


@dataclass(frozen=True, slots=True)
class Known:
    """What there is already, where a file names it in words of its own."""

    workshops: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By what they are called in any language, folded, the ids."""
    schools: Mapping[str, School] = field(default_factory=dict)
    offerings: Mapping[str, Offering] = field(default_factory=dict)
    numbers: Collection[str] = frozenset()
    """Keys of the member numbers of those who are known."""
    locals: Collection[str] = frozenset()
    """Folded, as those who are known have them."""

    def vocabulary(self) -> Vocabulary:
        """The same as what a column is told by."""
        workshops = frozenset(self.workshops) | frozenset(map(fold, self.offerings))
        return Vocabulary(workshops, self.numbers, self.locals)


@dataclass(frozen=True, slots=True)
class Choices:
    """Nothing of it need be said where the file itself is clear."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """By heading, the field that it is, or ``headings.NOT_USED``."""
    day_first: bool | None = None
    """Whether 03/04 is the third of April."""
    offering: str = ""
    """The id of the offering that all rows are for, where no column says it."""
    school: str = ""
    """The id of the school in which workshops are held, where the file does not say it."""
    new_school: str = ""
    """What ``school`` is called, where it is to be made."""
    sheet: str = ""
    """The name of the sheet that is read, where several have headings."""
    names_as_written: bool = False
    """Names in capitals stay so, and titles and pronouns stay with them."""
    kept: Mapping[str, ImportShape] = field(default_factory=dict)
    """By id, what was said of files of the same shape before."""
    known: Known = Known()
    said: frozenset[str] = frozenset()
    """The headings of those of which a person said it, now or of an earlier file."""

    def of_shape(self, kind: str, headings: Sequence[str]) -> Choices:
        """With what was said before of a file with these headings, where nothing else is
        said now."""
        said = {_meant(h, headings): f for h, f in self.columns.items()}
        kept = self.kept.get(shape_id(kind, headings))
        if kept is None and kind == "sessions" and ADDED in headings:
            kept = self.kept.get(shape_id(kind, [h for h in headings if h != ADDED]))
        if kept is None:
            return replace(self, said=frozenset(said))
        known = {*fields_of(kind), NOT_USED}  # a newer version may have kept others
        before = {
            h: f
            for h, f in kept.columns.items()
            if h in headings and f in known and not (f == NOT_USED and _is_open(kept, h))
        }
        fields = set(said.values()) - {NOT_USED}
        columns = {**{h: f for h, f in before.items() if f not in fields}, **said}
        return replace(
            self,
            columns=columns,
            said=frozenset(said) | (frozenset(kept.said) & columns.keys()),
            day_first=kept.day_first if self.day_first is None else self.day_first,
        )

    def without(self, headings: Collection[str]) -> Choices:
        """The same, with nothing said of some columns."""
        return replace(self, columns={h: f for h, f in self.columns.items() if h not in headings})

    def unsaid(self) -> list[str]:
        """The columns that an earlier version kept as not used, though nobody had said so."""
        return [h for h, f in self.columns.items() if f == NOT_USED and h not in self.said]

    def shape(
        self, kind: str, headings: Sequence[str], recognised: Recognised
    ) -> ImportShape | None:
        """What is kept for the next file of this shape; ``None`` where nothing was said
        that the file itself does not say. What was told by the contents is told again."""
        if not self.columns and self.day_first is None:
            return None
        columns = {
            c.heading: NOT_USED if c.by_content else c.field or NOT_USED for c in recognised.columns
        }
        return ImportShape(
            id=shape_id(kind, headings),
            columns=columns,
            said=tuple(sorted(self.said)),
            day_first=self.day_first,
        )


def _is_open(kept: ImportShape, heading: str) -> bool:
    """Whether nobody said what a column is, though somebody said it of others."""
    return bool(kept.said) and heading not in kept.said


ADDED = "session"
"""The column that the rows of a table of sessions get when they are written by themselves:
without the others they would be numbered anew."""


def _meant(heading: str, headings: Sequence[str]) -> str:
    if heading in headings:
        return heading
    return next((h for h in headings if fold(h) == fold(heading)), heading)


def shape_id(kind: str, headings: Sequence[str]) -> str:
    """The same for files of one kind with the same headings, in whatever order."""
    said = "\n".join(sorted(fold(heading) for heading in headings))
    return f"{kind}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


Tell = Callable[[int, int], None]
"""Told now and then how much of how much is done."""


def silent(done: int, total: int) -> None:
    """Nobody is told."""
