"""What an import did, or would do; and the one change in which it does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.desk.bringing import batches
from kiosk.desk.bringing.itemizing import Item, item
from kiosk.desk.protocol import Change, Desk
from kiosk.errors import Text, Translator
from kiosk.files.reading import Wrong
from kiosk.garbage import no_collection
from kiosk.model import Attendee, Record

MOST_NAMED = 200
"""Changes that are named one by one once they count; the counts speak of all."""


@dataclass(frozen=True, slots=True)
class Question:
    """A row of which it is not certain whom it means. It stays out until somebody says."""

    where: str
    name: str
    reason: Text
    may_be: tuple[Attendee, ...] = ()
    may_be_new: bool = True
    """Whether it may be somebody whom nobody knows yet."""
    column: str = ""
    """The heading of the column of which it has to be said what it is, where that is what is
    not clear, and not who is meant."""
    field: str = ""
    """What that column may be; empty where no field has such cells."""

    @property
    def row(self) -> int:
        """Its number in the file."""
        return number_of(self.where)

    def __str__(self) -> str:
        return str(self._text())

    def said(self, words: Translator) -> str:
        """The same in a language."""
        return self._text().said(words)

    def _text(self) -> Text:
        return Text("{where}, “{name}”: {why}", where=self.where, name=self.name, why=self.reason)


@dataclass(frozen=True, slots=True)
class Renaming:
    """A row that calls somebody who is known something else. The rest of it came in; the name
    stays until somebody says."""

    where: str
    known: Attendee
    name: str
    """What the file calls them."""

    def text(self) -> Text:
        return Text(
            "{where}: “{name}” is known as “{known}”, and stays so",
            where=self.where,
            name=self.name,
            known=self.known.name,
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """A session that begins at another time than before."""

    session: str
    title: str
    before: dt.datetime
    after: dt.datetime

    def __str__(self) -> str:
        before, after = (f"{moment:%Y-%m-%d %H:%M}" for moment in (self.before, self.after))
        return f"{self.title}, {self.session}: {before} → {after}"


@dataclass(slots=True)
class Report:
    """What an import did, or would do."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    renames: list[Renaming] = field(default_factory=list)
    """Names of people who are known that the file would change."""
    items: list[Item] = field(default_factory=list, compare=False)
    """What is new or changed, for whoever looks before it counts; once it does, the first of
    what is changed."""
    left_out: int = 0
    """Rows of buyers, who do not come themselves."""
    batch: str = ""
    """By what it can be taken back; empty where nothing was changed."""
    moved: list[Moved] = field(default_factory=list, compare=False)
    """Sessions that begin at another time than before."""
    sessions: frozenset[str] = frozenset()
    """The ids of all sessions of the offerings of a table, as they are from now on."""
    looks: bool = True
    """Whether somebody looks before it counts."""

    def put(self, tx: Change, record: Record) -> None:
        known = tx.get(type(record), record.id)
        if known == record:
            self.unchanged += 1
            return
        if known is None:
            self.added += 1
        else:
            self.changed += 1
        if self.looks or (known is not None and len(self.items) < MOST_NAMED):
            self.items.append(item(tx, record, known))
        tx.put(record)


def number_of(where: str) -> int:
    """The number of a row or an entry; 0 where it has none."""
    if not isinstance(where, Text):
        return 0
    if isinstance(entry := where.values.get("where"), Text):
        return number_of(entry)  # a session within an offering
    number = where.values.get("number")
    return number if isinstance(number, int) else 0


class _DryRun(Exception):
    """Leaves a change without keeping it."""


def bring(
    desk: Desk, work: Callable[[Change, Report], None], dry_run: bool, source: str = ""
) -> Report:
    """Do all of it in one change, or only see what it would do.

    Args:
        source: the name of the file, under which it can be taken back.
    """
    report = Report(looks=dry_run)
    try:
        with no_collection(), desk.store.change() as tx:
            work(tx, report)
            report.wrong.sort(key=lambda wrong: number_of(wrong.where))
            report.questions.sort(key=lambda question: question.row)
            report.renames.sort(key=lambda one: number_of(one.where))
            if dry_run:
                raise _DryRun
            if source and (report.added or report.changed):
                at = desk.clock.now()
                report.batch = batches.note(tx, at, source, report.added, report.changed)
    except _DryRun:
        pass
    return report
