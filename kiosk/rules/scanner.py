"""The set-up card: what a scanner should have typed of it, what came, and so what to set.

The card holds the letters of the badges, and what tells keyboard layouts apart: the digits,
the letters that move, and signs of which none waits for another key on any of the layouts.
Its first and last letters are the same on all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import product

from kiosk.rules import codes
from kiosk.rules.layouts import Layout, typed

START = "KJKJKJK"
"""No badge and no name begins so."""
_END = "KJKEND"
_LOWER = "amqwyz"
CARD = f"{START}{codes.ALPHABET}0123456789AMOPQSWXYZ{_LOWER}-/;,.:!@#$%&*()_{_END}"
"""The text of the card. No question mark: it opens the help of the kiosk."""

TERMINATORS = "\r\n\t"
SLOW = 0.05
"""Seconds a letter from which a scanner is slow: the field starts to show its letters."""
_ALIKE = 0.8
"""The part of the characters that must fit for a layout to be the one."""


class Advice(Enum):
    """What is so, and what to change about it."""

    NOT_THE_CARD = "not the card"
    CUT_SHORT = "cut short"
    """The end did not come; ``missing`` characters."""
    LOST = "lost"
    """``missing`` characters did not come though the end did."""
    LAYOUT = "layout"
    """Set the ``scanner``'s layout to the ``laptop``'s."""
    UNKNOWN_LAYOUT = "unknown layout"
    """The characters ``wrong`` came as others, as on no layout that is known."""
    CAPS_LOCK = "caps lock"
    UPPER_CASE = "upper case"
    LOWER_CASE = "lower case"
    TERMINATOR_FIRST = "terminator first"
    BEFORE = "before"
    """The scanner types ``before`` first."""
    AFTER = "after"
    """The scanner types ``after`` last: badges are read where those are marks."""
    DOUBLED = "doubled"
    NO_TERMINATOR = "no terminator"
    SLOW = "slow"
    """It takes ``pace`` seconds a letter."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of showing the card."""

    reads_badges: bool
    """Whether badges are read as things are set now."""
    advice: tuple[Advice, ...] = ()
    """The gravest first; none when everything agrees."""
    scanner: Layout | None = None
    laptop: Layout | None = None
    before: str = ""
    after: str = ""
    wrong: str = ""
    missing: int = 0
    pace: float = 0.0


def is_card(text: str) -> bool:
    """Whether this begins as the set-up card does, on whichever layout.

    >>> is_card("kjkjkjkcbdefgh")
    True
    """
    return text.strip().upper().startswith(START)


def report(arrived: str, pace: float = 0.0) -> Report:
    """Judge what arrived of one scan of the card.

    Args:
        arrived: every character, with Enter, line feed and Tab as ``\\r``, ``\\n``, ``\\t``.
        pace: seconds a letter took.
    """
    upper = _folded(arrived)
    start = upper.find(START)
    if start < 0:
        return Report(codes.recognise(arrived) is not None, (Advice.NOT_THE_CARD,))
    again = upper.find(START, start + len(START))
    copy = arrived[start:] if again < 0 else arrived[start:again]
    body, after, ended = _cut(copy)
    before = arrived[:start].strip(TERMINATORS)
    first = any(char in TERMINATORS for char in arrived[:start])
    if again >= 0:
        # What stands between two copies ends the one, or begins the other.
        after = after.removesuffix(arrived[:start])
    said = after.strip(TERMINATORS)
    reads = _folded(copy).startswith(START + codes.ALPHABET)

    advice: list[Advice] = []
    missing, wrong = len(CARD) - len(body), ""
    scanner = laptop = None
    if missing:
        advice.append(Advice.LOST if ended else Advice.CUT_SHORT)
        reads = reads and not ended
    elif (pair := _layouts(body)) and pair[0] is not pair[1]:
        advice.append(Advice.LAYOUT)
        scanner, laptop = pair
    elif wrong := "".join(c for c, came in zip(CARD, body, strict=True) if not _same(c, came)):
        advice.append(Advice.UNKNOWN_LAYOUT)
    if (case := _case(body)) and Advice.LOST not in advice:
        advice.append(case)
    if before:
        advice.append(Advice.BEFORE)
    if said and ended:
        advice.append(Advice.AFTER)
        reads = reads and all(map(codes.is_mark, said))  # else it is taken for a name
    if again >= 0:
        advice.append(Advice.DOUBLED)
    if first and not after:
        advice.append(Advice.TERMINATOR_FIRST)
    elif ended and not after:
        advice.append(Advice.NO_TERMINATOR)
    if pace > SLOW:
        advice.append(Advice.SLOW)
    return Report(
        reads, tuple(advice), scanner, laptop, before, said if ended else "", wrong, missing, pace
    )


def _folded(text: str) -> str:
    """In upper case, as long as before."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


def _cut(copy: str) -> tuple[str, str, bool]:
    """What came of the card, what came behind it, and whether its end came."""
    end = _folded(copy).rfind(_END, len(START))
    if end < 0:
        return copy.rstrip(TERMINATORS), "", False
    return copy[: end + len(_END)], copy[end + len(_END) :], True


def _same(wanted: str, came: str) -> bool:
    return wanted.casefold() == came.casefold()


def _layouts(body: str) -> tuple[Layout, Layout] | None:
    """The layouts of scanner and laptop that explain best what came, and the simplest of
    those: that they agree, then that the scanner types as a US keyboard, or the laptop is
    one."""

    def fits(pair: tuple[Layout, Layout]) -> int:
        expected = typed(CARD, *pair)
        return sum(w is not None and _same(w, came) for w, came in zip(expected, body, strict=True))

    def rank(pair: tuple[Layout, Layout]) -> tuple[int, bool, int]:
        simple = (pair[0] is Layout.US) + (pair[1] is Layout.US)
        return fits(pair), pair[0] is pair[1], simple

    best = max(product(Layout, Layout), key=rank)
    return best if fits(best) >= _ALIKE * len(CARD) else None


def _case(body: str) -> Advice | None:
    """How the case of the letters came; nothing where those in lower case did not come."""
    safe = body[: len(START) + len(codes.ALPHABET)]
    place = CARD.index(_LOWER)
    lower = "".join(filter(str.isalpha, body[place : place + len(_LOWER)]))
    if not lower:
        return None
    if safe.isupper():
        return Advice.UPPER_CASE if lower.isupper() else None
    return Advice.CAPS_LOCK if lower.isupper() else Advice.LOWER_CASE
