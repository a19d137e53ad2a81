"""How things are drawn everywhere: times, fill bars, the day."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from kiosk.desk.day import Listed
from kiosk.model import Attendee, Sitting
from kiosk.rules import schedule
from kiosk.rules.schedule import SessionState
from kiosk.rules.search import FEWEST_DIGITS
from kiosk.wording import place, titled
from kiosk.words import Words
from screens.abbreviation import TableCell, make_cell, number_cell
from screens.columns import WHOLE, TableColumn, TableLines, TableRow, make_row

_OVER = (SessionState.ENDED, SessionState.CLOSED)

BAR = 8
"""Cells of a fill bar."""


def cut(text: str, width: int) -> str:
    """A text in so many cells, with an ellipsis where it does not fit, filled up."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) > width:
        return set_cell_size(text, max(width - 1, 0)) + "…"[:width]
    return set_cell_size(text, width)


def hours(sitting: Sitting, words: Words) -> str:
    """From when to when, in the session's zone."""
    start, end = sitting.start.astimezone(sitting.zone), sitting.end.astimezone(sitting.zone)
    return f"{words.time(start)}–{words.time(end)}"


def part(sitting: Sitting, words: Words) -> str:
    """Which of its sessions it is, where an offering has several."""
    if sitting.count < 2:
        return ""
    return words("{number} of {count}", number=sitting.number, count=sitting.count)


def title_cell(sitting: Sitting, words: Words) -> TableCell:
    """The workshop and which of its sessions, which is still said where the title gives way."""
    which = part(sitting, words)
    return make_cell(
        titled(sitting, words), sitting.title(words.language), f" {which}" if which else ""
    )


def person_marks(person: Attendee) -> tuple[str, ...]:
    """What tells people of one name apart, on the staff's screens."""
    number = person.member_number
    last = f"…{number[-FEWEST_DIGITS:]}" if number else ""
    return tuple(f"  {one}" if one else "" for one in (last, number, person.email, person.id))


def session_marks(sitting: Sitting, words: Words) -> tuple[str, ...]:
    """What tells sessions of one title apart, besides when they are and where."""
    offering = sitting.offering
    said = (place(sitting, words), ", ".join(offering.facilitators), offering.id, sitting.id)
    return tuple(f"  {one}" if one else "" for one in said)


def fill(row: Listed) -> str:
    """A bar of how many came, of those there is room for or who are registered."""
    whole = row.sitting.offering.capacity or row.registered
    part = min(BAR, round(BAR * row.checked_in / whole)) if whole else 0
    return "▇" * part + "▁" * (BAR - part)


def standing(row: Listed, words: Words, with_bar: bool = True) -> Content:
    """What a board says of a session at its end: who is in, or when it opens."""
    sitting = row.sitting
    match row.state:
        case SessionState.CANCELLED:
            return Content.styled(words.context("session", "cancelled"), "$text-error")
        case SessionState.CLOSED:
            return Content.styled(words("closed"), "$text-muted")
        case SessionState.ENDED:
            return Content.styled(words("over"), "$text-muted")
        case SessionState.UPCOMING:
            opens = schedule.door(sitting).opens.astimezone(sitting.zone)
            return Content.styled(words("opens {time}", time=words.time(opens)), "$text-muted")
    whole = sitting.offering.capacity or row.registered
    if sitting.offering.capacity and row.checked_in >= sitting.offering.capacity:
        count = words("full")
    else:
        count = f"{row.checked_in:>3} / {whole}"
    return Content.assemble((fill(row), "$accent"), "  ", count) if with_bar else Content(count)


def board(rows: list[Listed], words: Words, width: int, height: int, wide: bool = False) -> Content:
    """The day as lines: what runs or opens next first, what is over last; as many as fit,
    and how many more there are."""
    ordered = [r for r in rows if r.state not in _OVER] + [r for r in rows if r.state in _OVER]
    shown = ordered if len(ordered) <= height else ordered[: max(height - 1, 0)]
    if not rows:
        return Content.styled(words("There are no sessions today."), "$text-muted")
    # A title is not cut before the facilitators have given up their room.
    lines = _board(shown, words, with_guides=wide)
    if wide and lines.needed > width:
        lines = _board(shown, words)
    if lines.least > width:
        lines = _board(shown, words, with_bars=False)
    drawn = [lines.line(place, width) for place in range(len(shown))]
    if len(shown) < len(ordered):
        more = len(ordered) - len(shown)
        said = words.plural("and {n} more session", "and {n} more sessions", more)
        drawn.append(Content.styled(said, "$text-muted"))
    return Content("\n").join(drawn)


def _board(
    rows: Sequence[Listed], words: Words, with_guides: bool = False, with_bars: bool = True
) -> TableLines:
    columns = [
        TableColumn(least=WHOLE),
        TableColumn(weight=3, least=10, takes_rest=True, takes_mark=True),
        TableColumn(least=WHOLE),
        *([TableColumn(least=12)] if with_guides else []),
        TableColumn(least=6),
        TableColumn(least=WHOLE),
    ]
    return TableLines(columns, [_board_row(row, words, with_guides, with_bars) for row in rows])


def _board_row(row: Listed, words: Words, with_guides: bool, with_bars: bool) -> TableRow:
    sitting = row.sitting
    muted = "$text-muted" if row.state in (*_OVER, SessionState.UPCOMING) else ""
    guides = ", ".join(sitting.offering.facilitators)
    room = number_cell(place(sitting, words))
    cells: list[Content | TableCell] = [
        Content.styled(hours(sitting, words), muted),
        Content.styled(sitting.title(words.language), muted or "bold"),
        Content.styled(part(sitting, words), "$text-muted"),
        *([Content.styled(guides, "$text-muted")] if with_guides else []),
        room.styled(muted or "bold"),
        standing(row, words, with_bars),
    ]
    return make_row(*cells, marks=session_marks(sitting, words)[1:-2])
