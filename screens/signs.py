"""Each status by a sign and a word, never by colour alone."""

from __future__ import annotations

from textual.content import Content

from kiosk.desk.roster import Seen
from kiosk.model import How
from kiosk.words import Words

_SIGNS = {
    Seen.EXPECTED: ("○", "$text-muted"),
    Seen.PRESENT: ("✓", "$text-success"),
    Seen.LATE: ("◔", "$text-warning"),
    Seen.LEFT_EARLY: ("◕", "$text-warning"),
    Seen.EXCUSED: ("–", "$text-muted"),
    Seen.ABSENT: ("✗", "$text-error"),
    Seen.WAITLISTED: ("…", "$text-muted"),
}


def word(seen: Seen, words: Words) -> str:
    """A status in words."""
    return {
        Seen.EXPECTED: words("expected"),
        Seen.PRESENT: words("in"),
        Seen.LATE: words("late"),
        Seen.LEFT_EARLY: words("left early"),
        Seen.EXCUSED: words("excused"),
        Seen.ABSENT: words("absent"),
        Seen.WAITLISTED: words("waiting list"),
    }[seen]


def sign(seen: Seen, words: Words) -> Content:
    """A status as its sign and its word, in its colour."""
    mark, colour = _SIGNS[seen]
    return Content.styled(f"{mark} {word(seen, words)}", colour)


def how_word(how: How | None, words: Words) -> str:
    """By what someone was checked in."""
    return {
        How.BADGE: words("badge"),
        How.NUMBER: words("number"),
        How.NAME: words("name"),
        How.STAFF: words("staff"),
        None: "",
    }[how]
