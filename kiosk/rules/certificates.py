"""Certificates: their numbers and codes, and what became of each."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.model import Certificate, PersonFact, Revocation
from kiosk.rules.codes import ALPHABET, check_letters

PREFIX = "KJC"
"""Not that of a badge: a certificate that is scanned at the door is no badge."""
_PAYLOAD = 16
LENGTH = len(PREFIX) + _PAYLOAD + 2
_FORM = re.compile(rf"{PREFIX}[{ALPHABET}]{{{_PAYLOAD + 2}}}")
_BETWEEN = re.compile(r"[\s\u2010-\u2015\u2212\-.]")
"""What may part a code: spaces, points, and whatever a program makes of a hyphen."""
_RESEMBLING = re.compile(rf"{PREFIX}[A-Z0-9]{{9,}}")
_NUMBER = re.compile(r"\d{4}-([A-Z0-9]+)-(\d+)")


class Slip(StrEnum):
    """What is wrong with a code that somebody typed."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NO_LETTER = "no_letter"
    """Something in it is in no code, as figures are."""
    WRONG = "wrong"
    """All of it could be; together it is none. Two may have changed places."""


class State(StrEnum):
    """What a certificate is worth."""

    ACTIVE = "active"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Standing:
    """A certificate, and what became of it."""

    certificate: Certificate
    superseded_by: str
    """The number of the one in its place; empty: none is."""
    revoked: Revocation | None

    @property
    def state(self) -> State:
        """Revoked counts before superseded: the newer one says nothing for it."""
        if self.revoked:
            return State.REVOKED
        return State.SUPERSEDED if self.superseded_by else State.ACTIVE


def standings(facts: Iterable[PersonFact]) -> list[Standing]:
    """Every certificate among the facts, in their order."""
    issued: list[Certificate] = []
    revoked: dict[str, Revocation] = {}
    for fact in facts:
        if isinstance(fact, Certificate):
            issued.append(fact)
        elif isinstance(fact, Revocation):
            revoked.setdefault(fact.number, fact)
    replaced = {one.supersedes: one.number for one in issued if one.supersedes}
    return [Standing(one, replaced.get(one.number, ""), revoked.get(one.number)) for one in issued]


def standing_for(known: Iterable[Standing], offering: str) -> Standing | None:
    """What someone holds for an offering: the one that is active; else the last that was
    issued. Of two that two laptops issued at the same time it is the first; once that has a
    successor, the successor."""
    theirs = [one for one in known if one.certificate.offering == offering]
    active = [one for one in theirs if one.state is State.ACTIVE]
    mended = [one for one in active if one.certificate.supersedes]
    return next(iter(mended[-1:] or active or theirs[-1:]), None)


def new_code() -> str:
    """A code that nobody can guess: 64 random bits, and two letters that check them."""
    payload = "".join(secrets.choice(ALPHABET) for _ in range(_PAYLOAD))
    return PREFIX + payload + check_letters(payload)


def code_in(text: str) -> str | None:
    """The code that somebody typed or scanned, whatever the case and however it is parted;
    alone, or behind the address of the page to look it up with.

    >>> code_in("kjc-cccc-cccc-cccc-cccc-cc"), code_in("https://x.example/#KJCCCCCCCCCCCCCCCCCCC")
    ('KJCCCCCCCCCCCCCCCCCCC', 'KJCCCCCCCCCCCCCCCCCCC')
    """
    code = _bare(text)
    if not _FORM.fullmatch(code) or check_letters(code[len(PREFIX) : -2]) != code[-2:]:
        return None
    return code


def slip_in(text: str) -> Slip | None:
    """What is wrong with a text that was meant to be a code; ``None`` for one that is a
    code, and for one that was never meant to be.

    >>> slip_in("KJC-DHVC-BTVB-CLBD-VCVC-L"), slip_in("kjc.pdf")
    (<Slip.TOO_SHORT: 'too_short'>, None)
    """
    code = _bare(text)
    if code_in(text) or not _RESEMBLING.fullmatch(code):
        return None
    if len(code) != LENGTH:
        return Slip.TOO_SHORT if len(code) < LENGTH else Slip.TOO_LONG
    return Slip.NO_LETTER if strange_in(text) else Slip.WRONG


def length_of(text: str) -> int:
    """How many letters of a code somebody typed, without what parts them."""
    return len(_bare(text))


def strange_in(text: str) -> list[str]:
    """What was typed in a code that no code has, each once."""
    return [one for one in dict.fromkeys(_bare(text)) if one not in ALPHABET]


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.rpartition("#")[2])
    return _BETWEEN.sub("", plain).upper()


def spaced(code: str) -> str:
    """A code as it is printed: in groups that an eye can hold.

    >>> spaced("KJCCCCCCCCCCCCCCCCCCC")
    'KJC-CCCC-CCCC-CCCC-CCCC-CC'
    """
    rest = code[len(PREFIX) :]
    return "-".join([code[: len(PREFIX)], *(rest[i : i + 4] for i in range(0, len(rest), 4))])


def hashed(code: str) -> str:
    """What a public list has in place of a code: the first half of its SHA-256, in
    hexadecimal. Whoever holds the paper can make it, and nobody can go back from it."""
    return hashlib.sha256(code.encode()).hexdigest()[:32]


def number(kiosk: str, year: int, place: int) -> str:
    """The number of a certificate. No two laptops share a kiosk's id.

    >>> number("k4f2x", 2026, 7)
    '2026-K4F2X-0007'
    """
    return f"{year}-{kiosk.upper()}-{place:04}"


def place_of(number: str, kiosk: str) -> int:
    """Which of a kiosk's certificates a number is of; 0 for those of other kiosks."""
    found = _NUMBER.fullmatch(number)
    return int(found[2]) if found and found[1] == kiosk.upper() else 0
