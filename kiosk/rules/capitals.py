"""Names that came wholly in capitals, as their language writes them.

Only what is certain is changed: a name in which any other letter is small was written by
somebody who knew it. Accents that capitals left out are not known, and are not added.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\s,]+")
_INITIALS = re.compile(r"(?:\w\.?-?)+\.|\w|\w\.\w")
"""J., J.P., J.-P., a single letter."""
_NUMERAL = re.compile(r"II|III|IV|VII|VIII|IX")
_NO_VOWEL = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{2}")
"""JP, TJ: initials of two first names, where they are not a family's name."""
_FAMILY_WITHOUT_VOWEL = ("NG", "MC", "ST")
_PIECE = re.compile(r"[^-‐‑]+|[-‐‑]")
_PART_CAPITALS = re.compile(r"(Mc|Mac|O'|O’|D'|D’)([^\W\d_]{2,})")

_SMALL = frozenset(
    [
        "DA", "DAS", "DE", "DEGLI", "DEI", "DEL", "DELLA", "DEN", "DER", "DES", "DI", "DO", "DOS",
        "DU", "TEN", "TER", "VAN", "VOM", "VON", "ZU", "ZUM", "ZUR", "BIN", "BINT", "IBN", "OF",
    ]
)  # fmt: skip
"""Words before a family's name that are written small."""
_SMALL_BEHIND = {"LA": ("DE",), "LAS": ("DE",), "LOS": ("DE",), "HET": ("VAN",), "LE": ("VAN",)}
"""Words that are written small only behind others: de la Cruz, but La Fontaine."""
_SMALL_INSIDE = ("de", "du", "des", "la", "le", "les", "en", "sur", "el", "al")
"""Between hyphens: Abd-el-Kader."""
_VIETNAMESE = frozenset(
    [
        "NGUYEN", "NGUYỄN", "TRAN", "TRẦN", "PHAM", "PHẠM", "HUYNH", "HUỲNH", "HOANG", "HOÀNG",
        "PHAN", "VU", "VŨ", "VO", "VÕ", "DANG", "ĐẶNG", "BUI", "BÙI", "NGO", "NGÔ", "DUONG",
        "DƯƠNG", "DINH", "ĐINH", "TRINH", "TRỊNH", "LY", "LÝ", "LE", "LÊ", "HO", "HỒ",
    ]
)  # fmt: skip
"""Family names with which Van and Do are names too."""

_BREAKS = frozenset(("d", "l", "o", "m", "n", "dell", "dall", "nell", "sant"))
"""What stands before an apostrophe behind which a capital follows."""
_MAC = frozenset(
    [
        "adam", "alister", "allister", "alpine", "andrew", "arthur", "askill", "aulay", "bean",
        "beath", "beth", "bride", "cabe", "callum", "carthy", "caskill", "cormack", "cormick",
        "crae", "crimmon", "culloch", "diarmid", "donald", "donell", "donnell", "dougal", "dougall",
        "dowell", "duff", "eachern", "ewan", "ewen", "fadden", "fadyen", "farlane", "gillivray",
        "gowan", "gregor", "innes", "innis", "intosh", "intyre", "isaac", "iver", "ivor", "kay",
        "kenna", "kenzie", "kinley", "kinnon", "kintosh", "lachlan", "laren", "lean", "lellan",
        "lennan", "leod", "mahon", "manus", "master", "millan", "murray", "nab", "nair", "naughton",
        "neil", "neill", "nicol", "phail", "phee", "pherson", "quarrie", "queen", "rae", "ritchie",
        "sween", "swain", "tavish", "vicar", "vicker", "william", "williams",
    ]
)  # fmt: skip
"""Scots and Irish names behind Mac; Machado, Macias, Mackey and Macedo are none."""


def write_out(name: str, behind: bool = False) -> str:
    """A name as its language writes it, where it is wholly in capitals.

    Args:
        behind: it stands behind a first name, so that a small word may begin it.

    >>> write_out("JEAN-PIERRE MCDONALD DE LA CRUZ III")
    'Jean-Pierre McDonald de la Cruz III'
    >>> write_out("bell hooks"), write_out("Ana MBA"), write_out("J.P.")
    ('bell hooks', 'Ana MBA', 'J.P.')
    """
    if name.istitle() or 2 * sum(map(str.isupper, name)) < sum(map(str.isalpha, name)):
        return name  # as nearly all are
    words = _WORD.findall(name)
    if not is_in_capitals(words):
        return name
    turkish = bool(re.search("[İĞŞ]", name))
    written = iter([_word(word, at, words, turkish, behind) for at, word in enumerate(words)])
    return _WORD.sub(lambda _: next(written), name)


def is_in_capitals(words: list[str]) -> bool:
    """Whether a name is wholly in capitals, but for its small words and the c of Mc; and says
    more than initials."""
    whole = False
    for word in words:
        bare = _PART_CAPITALS.sub(r"\2", word)
        if word.upper() in _SMALL | _SMALL_BEHIND.keys() and word.islower():
            continue
        if any(c.islower() or (c.istitle() and not c.isupper()) for c in bare):
            return False
        is_short = _INITIALS.fullmatch(word) or _NO_VOWEL.fullmatch(word)
        whole |= bare.isupper() and not is_short and not _NUMERAL.fullmatch(word)
    return whole


def _word(word: str, at: int, words: list[str], turkish: bool, behind: bool) -> str:
    upper, last = word.upper(), len(words) - 1
    before = words[at - 1].upper() if at else ""
    if upper == "Y" and 2 <= at < last:
        return "y"
    if _INITIALS.fullmatch(word) or (at and _NUMERAL.fullmatch(word)):
        return word
    if _NO_VOWEL.fullmatch(word) and at < last and upper not in _FAMILY_WITHOUT_VOWEL:
        return word
    if (at or behind) and at < last and _is_small(upper, before, words):
        return upper.lower()
    if before in ("Ó", "UÍ") and re.match("H[AEIOUÁÉÍÓÚ]", upper):
        return "h" + _capital(word[1:], turkish)
    pieces = _PIECE.findall(word)
    return "".join(
        piece.lower()
        if 0 < number < len(pieces) - 1 and piece.lower() in _SMALL_INSIDE
        else _piece(piece, turkish, is_first=at == 0 and last > 0 and not behind)
        for number, piece in enumerate(pieces)
    )


def _is_small(word: str, before: str, words: list[str]) -> bool:
    if word in _SMALL_BEHIND:
        return before in _SMALL_BEHIND[word]
    others = {other.upper() for other in words} - {"VAN", "DO"}
    return word in _SMALL and not (word in ("VAN", "DO") and others & _VIETNAMESE)


def _piece(piece: str, turkish: bool, is_first: bool) -> str:
    """What stands between hyphens. A Mac that begins a whole name is a first name."""
    head, mark, rest = _parted(piece)
    if mark and rest:
        return _capital(head, turkish) + mark + _piece(rest, turkish, is_first=True)
    lower = _lower(piece, turkish)
    if lower.startswith("mc") and len(lower) > 3:
        return "Mc" + _capital(piece[2:], turkish)
    if lower.startswith("mac") and lower[3:] in _MAC and not is_first:
        return "Mac" + _capital(piece[3:], turkish)
    if re.match("IJ[^AEIOUY]", piece.upper()):
        return "IJ" + lower[2:]
    return _capital(piece, turkish)


def _parted(piece: str) -> tuple[str, str, str]:
    """What is before an apostrophe, the apostrophe, and what is behind it, where that has a
    capital of its own."""
    for mark in ("'", "’", "‘", "`", "´"):
        head, found, rest = piece.partition(mark)
        if found and head.lower() in _BREAKS:
            return head, mark, rest
    return "", "", ""


def _capital(text: str, turkish: bool) -> str:
    """With a capital where the first letter is; an apostrophe before it has none."""
    lower = _lower(text, turkish)
    for place, letter in enumerate(text):
        if letter.isalpha() and letter.isupper():
            return lower[:place] + letter + lower[place + 1 :]
    return lower


def _lower(text: str, turkish: bool) -> str:
    """As many letters as there were."""
    if turkish:
        text = text.replace("I", "ı")
    lower = text.replace("İ", "i").lower()
    return lower if len(lower) == len(text) else text
