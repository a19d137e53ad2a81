"""Badge codes: ``KJK``, sixteen random letters, two check letters.

The sixteen letters of the alphabet are typed right by a scanner whatever keyboard
layout the laptop is set to. The check letters are a CRC-8 (polynomial 0x07) over the
payload's 64 bits: no single wrong letter and no swap of neighbours passes.
"""

from __future__ import annotations

import re
import secrets
from itertools import groupby

ALPHABET = "CBDEFGHIJKLNRTUV"
PREFIX = "KJK"
LENGTH = 21
_PAYLOAD = LENGTH - len(PREFIX) - 2
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_FROM_HEXADECIMAL = str.maketrans("0123456789abcdef", ALPHABET)
_FORM = re.compile(rf"{PREFIX}[{ALPHABET}]{{{_PAYLOAD + 2}}}")
_ANYWHERE = re.compile(rf"(?={PREFIX})")
_RESEMBLING = re.compile(rf"{PREFIX}[A-Z0-9]{{9,}}[^A-Z0-9]*\Z")


def _crc_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = (byte << 1) ^ (0x07 if byte & 0x80 else 0)
        table.append(byte & 0xFF)
    return tuple(table)


_CRC = _crc_table()


def check_letters(payload: str) -> str:
    """The two letters that follow sixteen letters of the alphabet."""
    crc = 0
    for high, low in zip(payload[::2], payload[1::2], strict=True):
        crc = _CRC[crc ^ (_VALUES[high] << 4 | _VALUES[low])]
    return ALPHABET[crc >> 4] + ALPHABET[crc & 0xF]


def new_code() -> str:
    """A code that nobody can guess: 64 random bits."""
    payload = f"{secrets.randbits(64):016x}".translate(_FROM_HEXADECIMAL)
    return PREFIX + payload + check_letters(payload)


def is_code(text: str) -> bool:
    """Whether this is a code, in upper case, with the right check letters."""
    return bool(_FORM.fullmatch(text)) and check_letters(text[len(PREFIX) : -2]) == text[-2:]


def recognise(text: str) -> str | None:
    """The code at the end of a text, whatever stood before it and in whichever case.

    >>> recognise("trembl" + "kjkcccccccccccccccccc")
    'KJKCCCCCCCCCCCCCCCCCC'
    """
    tail = end_of(text)
    return tail if is_code(tail) else None


def end_of(text: str) -> str:
    """Where in a text a code would stand, whatever stood before it; in upper case."""
    return text.rstrip()[-LENGTH:].upper()


def all_in(text: str) -> list[str]:
    """Every code in a text, in its order.

    >>> all_in("KJKCCCCCCCCCCCCCCCCCC kjkcccccccccccccccccc")
    ['KJKCCCCCCCCCCCCCCCCCC', 'KJKCCCCCCCCCCCCCCCCCC']
    """
    upper = text.upper()
    found, end = [], 0
    for start in (match.start() for match in _ANYWHERE.finditer(upper)):
        code = upper[start : start + LENGTH]
        if start >= end and is_code(code):
            found.append(code)
            end = start + LENGTH
    return found


def last_in(text: str) -> str | None:
    """The last code in a text, whatever stands around it: a scanner's marks, or what was
    typed before.

    >>> last_in("]C0*kjkcccccccccccccccccc*")
    'KJKCCCCCCCCCCCCCCCCCC'
    """
    found = all_in(text)
    return found[-1] if found else None


def split_line(line: str) -> list[str]:
    """What one line stands for: each code in it, in order, or itself where it holds none.
    A code that a scanner sent twice stands there once.

    >>> split_line("*KJKCCCCCCCCCCCCCCCCCC*kjkcccccccccccccccccc*"), split_line("Ana Roy")
    (['KJKCCCCCCCCCCCCCCCCCC'], ['Ana Roy'])
    """
    found = [code for code, _ in groupby(all_in(line))]
    return found or [line]


def is_mark(character: str) -> bool:
    """Whether a character right behind a code is the scanner's: no letter and no figure.

    >>> is_mark("*"), is_mark("é")
    (True, False)
    """
    return not character.isalnum()


def begins(text: str) -> bool:
    """Whether a text, in whichever case, is a code of which the end is still to come.

    >>> begins("kjkc"), begins("k"), begins("ka")
    (True, True, False)
    """
    upper = text.upper()
    known = PREFIX[: len(upper)]
    rest = upper[len(PREFIX) :]
    return upper.startswith(known) and len(upper) < LENGTH and all(c in _VALUES for c in rest)


def resembles(text: str) -> bool:
    """Whether this was meant as a code, though it is none: torn, misread or foreign."""
    return bool(_RESEMBLING.search(text.strip().upper()))
