"""Each status by a sign and a word, never by colour alone."""

from __future__ import annotations

from textual.content import Content

from kiosk.desk.certificates.standing import Listed
from kiosk.desk.completing.overview import Stand
from kiosk.desk.roster import Seen
from kiosk.model import How
from kiosk.rules.certificates import State
from kiosk.words import Words

_SEEN = {
    Seen.EXPECTED: ("○", "$text-muted"),
    Seen.PRESENT: ("✓", "$text-success"),
    Seen.LATE: ("◔", "$text-warning"),
    Seen.LEFT_EARLY: ("◕", "$text-warning"),
    Seen.EXCUSED: ("–", "$text-muted"),
    Seen.ABSENT: ("✗", "$text-error"),
    Seen.WAITLISTED: ("…", "$text-muted"),
}

_STAND = {
    Stand.COMPLETE: ("✓", "$text-success"),
    Stand.MISSED: ("✗", "$text-error"),
    Stand.UNSIGNED: ("…", "$text-muted"),
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
    mark, colour = _SEEN[seen]
    return Content.styled(f"{mark} {word(seen, words)}", colour)


def count(seen: Seen, n: int, words: Words) -> str:
    """So many of a status."""
    return {
        Seen.EXPECTED: words.plural("{n} expected", "{n} expected", n),
        Seen.PRESENT: words.plural("{n} present", "{n} present", n),
        Seen.LATE: words.plural("{n} late", "{n} late", n),
        Seen.LEFT_EARLY: words.plural("{n} left early", "{n} left early", n),
        Seen.EXCUSED: words.plural("{n} excused", "{n} excused", n),
        Seen.ABSENT: words.plural("{n} absent", "{n} absent", n),
        Seen.WAITLISTED: words.plural("{n} on the waiting list", "{n} on the waiting list", n),
    }[seen]


def counted(seen: Seen, n: int, words: Words, width: int = 0) -> Content:
    """The same behind its sign, in its colour.

    Args:
        width: of the number, where several stand beneath each other.
    """
    mark, colour = _SEEN[seen]
    gap = " " * max(width - len(str(n)), 0)
    return Content.styled(f"{mark} {gap}{count(seen, n, words)}", colour)


def stand_word(stand: Stand, words: Words) -> str:
    """What a completion is, in a word."""
    return {
        Stand.COMPLETE: words("complete"),
        Stand.MISSED: words("incomplete"),
        Stand.UNSIGNED: words("unsigned"),
    }[stand]


def stand_sign(stand: Stand, words: Words) -> Content:
    """The same with its sign, in its colour."""
    mark, colour = _STAND[stand]
    return Content.styled(f"{mark} {stand_word(stand, words)}", colour)


def stand_count(stand: Stand, n: int, words: Words) -> str:
    """So many of them."""
    return {
        Stand.COMPLETE: words.plural("{n} complete", "{n} complete", n),
        Stand.MISSED: words.plural("{n} incomplete", "{n} incomplete", n),
        Stand.UNSIGNED: words.plural("{n} unsigned", "{n} unsigned", n),
    }[stand]


def certificate_sign(listed: Listed, words: Words) -> Content:
    """What a certificate is worth, in its colour."""
    if listed.taken_away:
        mark, said, colour = "!", words("no longer complete"), "$text-warning"
    elif listed.standing.state is State.REVOKED:
        mark, said, colour = "✗", words.context("certificate", "revoked"), "$text-error"
    elif listed.standing.state is State.SUPERSEDED:
        mark, said, colour = "–", words.context("certificate", "superseded"), "$text-muted"
    else:
        mark, said, colour = "✓", words.context("certificate", "active"), "$text-success"
    return Content.styled(f"{mark} {said}", colour)


def attended(was_there: bool | None) -> tuple[str, str]:
    """The sign of a session for someone, and its colour; ``None``: nobody has signed it."""
    if was_there is None:
        return _STAND[Stand.UNSIGNED]
    return _STAND[Stand.COMPLETE if was_there else Stand.MISSED]


def how_word(how: How | None, words: Words) -> str:
    """By what someone was checked in."""
    return {
        How.BADGE: words.context("by", "badge"),
        How.NUMBER: words.context("by", "number"),
        How.NAME: words.context("by", "name"),
        How.STAFF: words.context("by", "staff"),
        None: "",
    }[how]
