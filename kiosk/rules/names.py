"""Names and member numbers as people type them, made comparable."""

from __future__ import annotations

import re
import unicodedata

from kiosk.rules.titles import may_be_split, split_name

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t",
        "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ŋ": "n", "ĸ": "k",
    }
)  # fmt: skip
APOSTROPHES = re.compile(r"['’‘ʻʼʽʹ`´]")
_WORD = re.compile(r"[^\W_]+")
_MARKED = re.compile(
    "[\u0900-\u1aaf\u1b00-\u1dbf\u3040-\u30ff\ua800-\uabff\uff66-\uff9f\U00011000-\U00011fff]"
)
"""Scripts in which marks are vowels, or tell one sound from another: those of India and
South East Asia, and Japanese syllables."""
_NUMBER_SIGN = re.compile(r"^\s*(?:№|n\.?\s?[°º]|n[ro]\.|no[°º])\s*(?=\w)", re.IGNORECASE)
"""“N°”, “No.”, “№” before a number."""


def fold(text: str) -> str:
    """Without accents, case and apostrophes; other punctuation is a space.

    >>> fold("TREMBLAY, Marie-Ève d’Amours")
    'tremblay marie eve damours'
    """
    # Taken apart on both sides of the change of case: what a letter falls into may have
    # a case, and what a case falls into may be taken apart, or be an apostrophe.
    apart = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).casefold()
    plain = APOSTROPHES.sub("", unicodedata.normalize("NFKD", apart))
    bare = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(_WORD.findall(bare))


def name_key(name: str) -> str:
    """The same for every order of the same words, whatever titles and pronouns stand with
    them. In scripts that write vowels as marks the marks count: रमा and रमू are two people.

    >>> name_key("Tremblay, Dre Marie-Ève (elle)") == name_key("marie eve TREMBLAY")
    True
    >>> name_key("रमा") == name_key("रमू")
    False
    """
    said = split_name(name).name if may_be_split(name) else name
    if said.isascii() or not _MARKED.search(said):
        return " ".join(sorted(fold(said).split()))
    return " ".join(sorted(_words_with_marks(said)))


def _words_with_marks(name: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", name)
    marks = {c for c in apart if _MARKED.match(c) and unicodedata.category(c) in ("Mn", "Mc")}
    words = "".join(
        c if c in marks or c.isalnum() or unicodedata.combining(c) else " "
        for c in apart
        if unicodedata.category(c) != "Cf"
    )
    return ["".join(c if c in marks else fold(c) for c in word) for word in words.split()]


def number_key(number: str) -> str:
    """A member number without separators, signs and case, in the digits that all know. A
    stroke counts: what stands behind it may be a part of the number.

    >>> number_key(" ab-12 34 "), number_key("№ 292’179"), number_key("２９２１７９")
    ('AB1234', '292179', '292179')
    """
    # Most have no separators, and there may be a hundred thousand.
    if number.isascii() and number.isalnum():
        return number.upper()
    said = unicodedata.normalize("NFKC", _NUMBER_SIGN.sub("", number))
    return "".join(_plain(c) for c in said if c.isalnum() or c == "/").upper()


def _plain(character: str) -> str:
    """A digit as all know it."""
    return str(unicodedata.digit(character)) if character.isdecimal() else character


def bare_number(key: str) -> str:
    """What is left of the key of a member number where a spreadsheet took the zeros in front.

    >>> bare_number("000088")
    '88'
    """
    return key.lstrip("0") or key[:1]


def clean(text: str) -> str:
    """One line of text that is safe to keep and show: in composed form, without
    control and format characters, with single spaces.

    >>> clean(" Ana\\u202e  \\x1b[31mRoy ")
    'Ana [31mRoy'
    """
    composed = unicodedata.normalize("NFC", text)
    kept = (
        " " if c.isspace() else c
        for c in composed
        if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(kept).split())


def whole_name(name: str, given: str, family: str) -> str | None:
    """The name of somebody of whom columns say a name, a given and a family name, or some of
    them; ``None`` where they are of two people. Nothing of it is lost: where a name is only
    the one half, the other comes to it.

    >>> whole_name("Ana", "", "Roy"), whole_name("Ana Roy", "A.", "Roy")
    ('Ana Roy', 'Ana Roy')
    """
    parts = f"{given} {family}".strip()
    if not name or not parts:
        return name or parts
    words, others = fold(name).split(), fold(parts).split()
    if _are_among(others, words):
        return name
    if _are_among(words, others):
        return parts
    if given and family:
        return None
    return f"{name} {family}" if family else f"{given} {name}"


def may_be_one_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: the one has no word, or initial, that the other
    has not."""
    words, others = fold(one).split(), fold(other).split()
    return _are_among(words, others) or _are_among(others, words)


def _are_among(words: list[str], others: list[str]) -> bool:
    """Whether each of some words is one of others, or its initial."""
    return all(w in others or (len(w) == 1 and any(o[0] == w for o in others)) for w in words)


def says_less(name: str, known: str) -> bool:
    """Whether a name is one that is known without its accents or its capitals, or in capitals
    throughout: whoever wrote it meant no other.

    >>> says_less("ana nunez", "Ana Núñez"), says_less("Ana Núñez", "Ana Nunez")
    (True, False)
    """
    if name_key(name) != name_key(known) or known.isupper() or known.islower():
        return False
    if name.isupper() or any(len(word) > 2 and word.isupper() for word in name.split()):
        return True
    if fold(name) != fold(known):
        return False
    bare = "".join(c for c in unicodedata.normalize("NFKD", known) if not unicodedata.combining(c))
    return name in (known.lower(), bare, bare.lower())
