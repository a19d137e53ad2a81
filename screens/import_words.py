"""What an import says, in words: counts, wrong rows, and each thing new or changed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from kiosk.desk.bringing.itemizing import Item
from kiosk.desk.bringing.reporting import Question, Renaming, Report
from kiosk.errors import Text
from kiosk.files.headings import OWN, Column, Recognised
from kiosk.files.reading import Wrong
from kiosk.rules.names import clean
from kiosk.words import Words
from screens.drawing import cut

MOST = 300
"""Lines of each kind that are drawn; the counts speak of all."""

_SIGN = 11
"""Cells of the sign and its word."""
_HEADING = 40
"""Cells of a column's heading; a question may be long."""
_LONGEST = 200
"""Cells of one value; the file has the rest."""


def counts(report: Report, words: Words) -> str:
    """How many of what."""
    said = ", ".join(
        (
            words.plural("{n} new", "{n} new", report.added),
            words.plural("{n} changed", "{n} changed", report.changed),
            words.plural("{n} as before", "{n} as before", report.unchanged),
        )
    )
    if report.wrong:
        wrong = words.plural(
            "{n} wrong, which is left out", "{n} wrong, which are left out", len(report.wrong)
        )
        said = words("{one}; {other}", one=said, other=wrong)
    if report.questions:
        asked = words.plural("{n} not clear", "{n} not clear", len(report.questions))
        said = words("{one}; {other}", one=said, other=asked)
    if report.renames:
        other = words.plural(
            "{n} name differs, and stays", "{n} names differ, and stay", len(report.renames)
        )
        said = words("{one}; {other}", one=said, other=other)
    if report.left_out:
        left = words.plural("{n} passed over", "{n} passed over", report.left_out)
        said = words("{one}; {other}", one=said, other=left)
    return said


def columns(recognised: Recognised | None, notes: Sequence[Text], words: Words) -> Content:
    """What a file's columns were taken for, but not those of the kiosk's own form; and
    what should be known of it."""
    noted = [(f"{note.said(words)}\n", "$text-muted") for note in notes]
    if recognised is None or recognised.form == OWN:
        return Content.assemble(*noted)
    used = [column for column in recognised.columns if column.field]
    unused = [column.heading for column in recognised.columns if not column.field]
    parts: list[Content | str | tuple[str, str]] = [
        (words("Recognised as {form}.", form=recognised.form), "bold"),
        "\n  " if used else "",
    ]
    for column in used:
        parts.append(f"{cut(clean(column.heading), _HEADING).rstrip()} ")
        parts.append((f"→ {_meant(column, words)}", "$text-success"))
        parts.append(" · " if column is not used[-1] else "")
    if unused:
        said = ", ".join(cut(clean(heading), _HEADING).rstrip() for heading in unused if heading)
        not_used = words("Not used: {columns}", columns=said)
        parts.append((f"\n  {not_used}", "$text-muted"))
    return Content.assemble(*parts, "\n", *noted)


def _meant(column: Column, words: Words) -> str:
    """What a column was taken for."""
    if column.workshop == column.heading:
        return words("crosses")
    if column.workshop:
        title = cut(clean(column.workshop), _HEADING).rstrip()
        return words("crosses for {workshop}", workshop=title)
    field = column_field(column.field, words)
    if column.is_account:
        return words("{field} of whoever filled in the form, where that is they", field=field)
    return words("{field}, by what stands in it", field=field) if column.by_content else field


def lines(report: Report, words: Words) -> Content:
    """What is wrong first, then what is not clear, what changes, and what is new."""
    changed = [item for item in report.items if not item.is_new]
    new = [item for item in report.items if item.is_new]
    shown = [
        *_some([_wrong(wrong, words) for wrong in report.wrong[:MOST]], len(report.wrong), words),
        *_some(
            [_question(asked, words) for asked in report.questions[:MOST]],
            len(report.questions),
            words,
        ),
        *_some(
            [_renaming(one, words) for one in report.renames[:MOST]], len(report.renames), words
        ),
        *_some([_item(item, words) for item in changed[:MOST]], len(changed), words),
        *_some([_item(item, words) for item in new[:MOST]], len(new), words),
    ]
    return Content("\n").join(shown)


def _some(shown: list[Content], count: int, words: Words) -> list[Content]:
    if count > len(shown):
        more = words.plural("  and {n} more", "  and {n} more", count - len(shown))
        shown.append(Content.styled(more, "$text-muted"))
    return shown


def _wrong(wrong: Wrong, words: Words) -> Content:
    sign = words("✗ wrong").ljust(_SIGN)
    said = cut(clean(wrong.said(words)), _LONGEST).rstrip()
    return Content.assemble((sign, "$text-error"), said)


def _question(question: Question, words: Words) -> Content:
    sign = words("? unclear").ljust(_SIGN - 1) + " "
    said = cut(clean(question.said(words)), _LONGEST).rstrip()
    may_be = "; ".join(
        ", ".join(filter(None, (person.name, person.member_number, person.local)))
        for person in question.may_be
    )
    behind = f"\n{' ' * _SIGN}{cut(clean(may_be), _LONGEST).rstrip()}" if may_be else ""
    return Content.assemble((sign, "$text-warning"), said, (behind, "$text-muted"))


def _renaming(renaming: Renaming, words: Words) -> Content:
    sign = words("? unclear").ljust(_SIGN - 1) + " "
    said = cut(clean(renaming.text().said(words)), _LONGEST).rstrip()
    return Content.assemble((sign, "$text-warning"), said)


def _item(item: Item, words: Words) -> Content:
    sign = words("+ new") if item.is_new else words("~ changed")
    colour = "$text-success" if item.is_new else "$text-warning"
    parts: list[Content | str | tuple[str, str]] = [
        (sign.ljust(_SIGN), colour),
        (f"{thing(item.table, words)}  ", "$text-muted"),
        cut(clean(item.what), _LONGEST).rstrip(),
    ]
    for change in item.changes:
        label, after = field(change.field, words), _short(change.after, words)
        if item.is_new:
            said = words("{field}: {value}", field=label, value=after)
            parts.append((f"   {said}", "$text-muted"))
        else:
            change_said = f"{_short(change.before, words)} → {after}"
            said = words("{field}: {value}", field=label, value=change_said)
            parts.append((f"\n{' ' * _SIGN}{said}", "$text-muted"))
    return Content.assemble(*parts)


def _short(value: str, words: Words) -> str:
    said = value.said(words) if isinstance(value, Text) else value
    return cut(clean(said), _LONGEST).rstrip() or "–"


def thing(table: str, words: Words) -> str:
    """What kind of record it is."""
    return {
        "organisation": words("organisation"),
        "programmes": words("programme"),
        "workshops": words("workshop"),
        "schools": words("school"),
        "offerings": words("offering"),
        "sessions": words("session"),
        "attendees": words.context("record", "person"),
        "registrations": words("registration"),
        "badges": words.context("record", "badge"),
        "staff": words.context("record", "staff"),
    }[table]


def column_field(name: str, words: Words) -> str:
    """What a column of a file holds."""
    own = {
        "": words("not used"),
        "first_name": words("first name"),
        "last_name": words("last name"),
        "second_last_name": words("second last name"),
        "member_number": words("member number"),
        "quantity": words("number of tickets"),
        "attending": words("whether they come (yes or no)"),
        "cancelled": words("whether it was cancelled (yes or a date)"),
        "cross": words("a cross for the workshop in its heading"),
        "date": words.context("field", "day"),
        "session": words("session"),
        "school_name": words("name of the school"),
    }
    return own[name] if name in own else field(name, words)


def field(name: str, words: Words) -> str:
    """What a field of a record is called."""
    return {
        "title": words("title"),
        "name": words.context("field", "name"),
        "member_number": words.context("field", "number"),
        "local": words("local"),
        "email": words("email"),
        "language": words("language"),
        "positions": words("positions"),
        "good_standing": words("good standing"),
        "status": words("status"),
        "start": words("start"),
        "end": words("end"),
        "starts": words("first day"),
        "ends": words("last day"),
        "room": words("room"),
        "place": words("place"),
        "zone": words("time zone"),
        "capacity": words("capacity"),
        "facilitators": words("facilitators"),
        "workshop": words("workshop"),
        "part": words("part"),
        "minutes": words("minutes"),
        "prerequisites": words("prerequisites"),
        "description": words("description"),
        "section": words("section"),
        "variable": words("variable length"),
        "days": words("days"),
        "level": words("level"),
        "parts": words("parts"),
        "equivalents": words("equivalents"),
        "term_years": words("valid for years"),
        "certificate": words("certificate"),
        "completion": words("rule"),
        "attendance": words("attendance"),
        "door": words("check-in"),
        "online": words("online"),
        "cancelled": words.context("field", "cancelled"),
        "walk_in": words("walk-in"),
        "programme": words("programme"),
        "school": words("school"),
        "offering": words("offering"),
        "attendee": words.context("record", "person"),
        "languages": words("languages"),
        "ours": words("translated here"),
    }[name]
