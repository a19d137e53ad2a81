"""How things are drawn everywhere: times, fill bars, the day."""

from __future__ import annotations

from textual.content import Content

from kiosk.desk.day import Listed
from kiosk.model import Sitting
from kiosk.rules import schedule
from kiosk.rules.schedule import SessionState
from kiosk.wording import place
from kiosk.words import Words

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


def fill(row: Listed) -> str:
    """A bar of how many came, of those there is room for or who are registered."""
    whole = row.sitting.offering.capacity or row.registered
    part = min(BAR, round(BAR * row.checked_in / whole)) if whole else 0
    return "▇" * part + "▁" * (BAR - part)


def standing(row: Listed, words: Words) -> Content:
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
    return Content.assemble((fill(row), "$accent"), "  ", count)


def board(rows: list[Listed], words: Words, width: int, height: int, wide: bool = False) -> Content:
    """The day as lines: what runs or opens next first, what is over last; as many as fit,
    and how many more there are."""
    over = (SessionState.ENDED, SessionState.CLOSED)
    ordered = [r for r in rows if r.state not in over] + [r for r in rows if r.state in over]
    shown = ordered if len(ordered) <= height else ordered[: max(height - 1, 0)]
    if not rows:
        return Content.styled(words("There are no sessions today."), "$text-muted")
    times = max(len(hours(row.sitting, words)) for row in shown) if shown else 0
    room = min(max((len(place(r.sitting, words)) for r in shown), default=0), 16)
    guide = 22 if wide else 0
    parts = [_part(row, words) for row in shown]
    part = max(map(len, parts), default=0)
    end = max((standing(row, words).cell_length for row in shown), default=0)
    title = max(width - times - room - guide - part - end - 2 * (4 + wide), 10)
    lines = []
    for row, which in zip(shown, parts, strict=True):
        sitting = row.sitting
        muted = "$text-muted" if row.state in (*over, SessionState.UPCOMING) else ""
        cells = [
            (hours(sitting, words).ljust(times), muted),
            (cut(sitting.title(words.language), title), muted or "bold"),
            (cut(which, part), "$text-muted"),
        ]
        if wide:
            cells.append((cut(", ".join(sitting.offering.facilitators), guide), "$text-muted"))
        cells.append((cut(place(sitting, words), room), muted or "bold"))
        spaced = [item for cell in cells for item in (cell, "  ")]
        lines.append(Content.assemble(*spaced, standing(row, words)))
    if len(shown) < len(ordered):
        more = len(ordered) - len(shown)
        said = words.plural("and {n} more session", "and {n} more sessions", more)
        lines.append(Content.styled(said, "$text-muted"))
    return Content("\n").join(lines)


def _part(row: Listed, words: Words) -> str:
    """Which of its sessions, where an offering has several."""
    number, count = row.sitting.number, row.sitting.count
    return words("{number} of {count}", number=number, count=count) if count > 1 else ""
