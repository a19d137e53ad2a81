"""What the closing page says of each person: those it asks about, and all of them counted."""

from __future__ import annotations

from collections.abc import Mapping, Set

from textual.content import Content

from kiosk.desk.roster import RosterRow, Seen
from kiosk.desk.unclear import Sheet
from kiosk.model import AttendanceStatus, Attendee, Closing, Sitting
from kiosk.wording import named
from kiosk.words import Words
from screens.columns import TableColumn, TableRow, make_row
from screens.drawing import person_marks
from screens.roster_rows import CHOSEN
from screens.signs import counted, sign, word

Answers = Mapping[str, AttendanceStatus]

COLUMNS = (TableColumn(least=14, takes_rest=True), TableColumn(least=14))
"""Who is unclear, and what is said of them."""


def asked(
    sheet: Sheet, answers: Answers, reasons: Mapping[str, str], chosen: Set[str], words: Words
) -> list[TableRow]:
    """Each person who is unclear, with what was answered, or what they become unasked."""
    lines = []
    for row in sheet.unclear:
        who = row.attendee.id
        said = _unasked(sheet, row, words)
        if who in answers:
            reason = f"  {reasons[who]}" if reasons.get(who) else ""
            said = Content.assemble(sign(Seen(answers[who].value), words), (reason, "$text-muted"))
        name = named(row.attendee, words)
        first = Content.styled(f"{CHOSEN} {name}", "bold") if who in chosen else name
        lines.append(make_row(first, said, marks=_marks(row.attendee)))
    return lines


def _marks(person: Attendee) -> tuple[str, ...]:
    """The local stands in no column here."""
    return (f"  {person.local}" if person.local else "", *person_marks(person))


def _unasked(sheet: Sheet, row: RosterRow, words: Words) -> Content:
    line = sheet.lines.get(row.attendee.id)
    becomes = word(Seen(line.status.value), words) if line else ""
    if row.at is None:
        said = words("○ never seen: {status}", status=becomes)
    else:
        said = words("○ no departure: {status}", status=becomes)
    return Content.styled(said, "$text-muted")


def first(sheet: Sheet, words: Words) -> str:
    """The question of the first step."""
    unseen = sum(row.at is None for row in sheet.unclear)
    if not sheet.unclear:
        return words("1  Everybody is accounted for")
    if unseen == len(sheet.unclear):
        return words.plural(
            "1  {n} person was never seen: say what is so",
            "1  {n} people were never seen: say what is so",
            unseen,
        )
    return words.plural(
        "1  {n} person is not clear: say what is so",
        "1  {n} people are not clear: say what is so",
        len(sheet.unclear),
    )


def counts(sheet: Sheet, answers: Answers, words: Words) -> Content:
    """How many will be signed as what; beneath, who those are who are not simply present."""
    people: dict[Seen, list[str]] = {}
    for row in sheet.roster.rows:
        line = sheet.lines.get(row.attendee.id)
        if line is None:
            continue  # waitlisted, and never came
        status = answers.get(row.attendee.id, line.status)
        people.setdefault(Seen(status.value), []).append(named(row.attendee, words))
    if not people:
        return Content(words("Nobody is registered."))
    ordered = [(seen, people[seen]) for seen in Seen if seen in people]
    lines = [counted(seen, len(names), words, 3) for seen, names in ordered]
    if sheet.assumed:
        stayed = words.plural(
            "{n} without a departure: counted to the end",
            "{n} without a departure: counted to the end",
            sheet.assumed,
        )
        lines.append(Content.styled(stayed, "$text-muted"))
    whom = [
        Content.assemble(sign(seen, words), (f"  {', '.join(names)}", "$text-muted"))
        for seen, names in ordered
        if seen is not Seen.PRESENT
    ]
    return Content("\n\n").join([Content("\n").join(lines), *whom])


def early_end(sitting: Sitting, signed: Closing, words: Words) -> str:
    """When a session ended, where that was before its scheduled end."""
    if signed.ended is None:
        return ""
    return words.plural(
        "Ended early, at {time}: {n} minute of {planned}",
        "Ended early, at {time}: {n} minutes of {planned}",
        signed.minutes,
        time=words.time(signed.ended.astimezone(sitting.zone)),
        planned=sitting.minutes,
    )
