"""What can be said of a file that is brought in: what a column is, who a row means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from textual.content import Content

from kiosk.desk.bringing.brought import Kind
from kiosk.desk.bringing.reporting import Question
from kiosk.files.heading_keys import fields_of
from kiosk.files.headings import NOT_USED, Recognised
from kiosk.files.tables import Table
from kiosk.model import School
from kiosk.words import Words
from screens.choose import Pick
from screens.drawing import cut
from screens.import_words import column_field

NEW = "new"
LATER = "later"
"""No attendee has such an id: theirs have a hyphen or stand in the store."""

_WIDEST = 40


def headings(recognised: Recognised, words: Words) -> list[Pick]:
    """A line a column, with what it is taken for."""
    return [
        Pick(
            column.heading,
            Content.assemble(
                (cut(column.heading, _WIDEST).rstrip(), "bold"),
                f"   {column_field(column.field, words)}",
            ),
        )
        for column in recognised.columns
        if column.heading
    ]


def fields(kind: Kind, words: Words) -> list[Pick]:
    """What a column may be."""
    said = [Pick(name, Content(column_field(name, words))) for name in fields_of(kind)]
    return [*said, Pick(NOT_USED, Content(column_field("", words)))]


def answers(question: Question, words: Words) -> list[Pick]:
    """Whom a row may mean."""
    people = [
        Pick(
            person.id,
            Content.assemble(
                (person.name, "bold"),
                *(
                    f"   {said}"
                    for said in (person.local, person.member_number, person.email)
                    if said
                ),
            ),
        )
        for person in question.may_be
    ]
    new = [Pick(NEW, Content(words("Somebody new")))] if question.may_be_new else []
    return [
        *people,
        *new,
        Pick(LATER, Content(words("Leave this row out for now"))),
    ]


def schools(known: Iterable[School], words: Words) -> list[Pick]:
    """A line a school, the latest first."""
    found = sorted(known, key=lambda school: (school.starts or dt.date.max, school.id))
    return [
        Pick(
            school.id,
            Content.assemble(
                (school.name, "bold"),
                f"   {school.place}" if school.place else "",
                f"   {words.whole_day(school.starts)}" if school.starts else "",
            ),
        )
        for school in reversed(found)
    ]


def sheets(table: Table) -> list[Pick]:
    """The sheets that have headings; the one that is read comes first."""
    return [Pick(name, Content(name)) for name in (table.layout.sheet, *table.others)]
