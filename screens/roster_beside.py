"""What stands beside the person under the roster's cursor."""

from __future__ import annotations

from textual.content import Content

from kiosk.desk.beside import Beside, Noted
from kiosk.desk.roster import Roster, RosterRow
from kiosk.rules.makeup import Credit
from kiosk.wording import named
from kiosk.words import Words


def drawn(found: Roster, row: RosterRow, what: Beside, words: Words) -> Content | None:
    """All of it beneath the person's name; nothing, where nothing is beside them."""
    lines: list[Content] = []
    if what.marked_for:
        lines.append(Content(words("marked: {reason}", reason=what.marked_for)))
    for one in what.merged:
        name = one.name or words("(forgotten)")
        number = f" ({one.member_number})" if one.member_number else ""
        lines.append(Content(words("also entered as {name}", name=name + number)))
    lines += [_credit(one, words) for one in what.credits]
    lines += [note_line(one, found, words) for one in what.notes]
    if not lines:
        return None
    head = Content.styled(named(row.attendee, words), "bold")
    return Content("\n").join([head, *lines])


def note_line(one: Noted, found: Roster, words: Words) -> Content:
    """A note, with when and by whom it was written."""
    at = words.time(one.note.time.astimezone(found.sitting.zone))
    return Content.assemble(f"✎ {one.note.reason}", (f"  {one.by} {at}", "$text-muted"))


def _credit(one: Credit, words: Words) -> Content:
    day = words.day(one.sitting.start.astimezone(one.sitting.zone).date())
    return Content(
        words.plural(
            "{n} minute made up on {day}", "{n} minutes made up on {day}", one.minutes, day=day
        )
    )
