"""Titles and pronouns that stand with a name and are no part of it.

Only what is certain is taken off: a word that may be a name (Don, King, Ma) stays, and so
does a title where less than a first and a last name would be left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SplitName:
    """A name, and what stood with it."""

    name: str
    apart: tuple[str, ...] = ()
    """Titles and pronouns as they were written, in their order."""


_PRONOUN = (
    r"(?:he|him|his|she|hers?|they|them|theirs?|xe|xem|ze|zir|hir|it|its|any|all|"
    r"il|lui|elle|elles|iel|iels|ille|ellui|ael|"
    r"él|ella|elle|ellos|ellas|el)"
)
_SAID = rf"{_PRONOUN}(?:\s*[/,|;&+·]\s*{_PRONOUN})*(?:\s+pronouns)?"
_BRACKETS = re.compile(rf"\s*[(\[{{（]\s*{_SAID}\s*[)\]}}）]\s*", re.IGNORECASE)
"""“(they/them)”, “[she, her]”, “(elle)”."""
_BARE = re.compile(rf"\s*[,–—|-]?\s+({_PRONOUN}(?:/{_PRONOUN})+)\s*$", re.IGNORECASE)
"""Behind a name without brackets: only with a stroke."""

_BEFORE = re.compile(
    r"(?:dr|dre|dra|mr|mrs|ms|miss|mx|mme|mlle|messrs|prof|professor|profesor|profesora|"
    r"rev|reverend|sra|srta|sr(?=\.)|sr(?=\s)|ing(?=\.)|lic(?=\.)|lcda?(?=\.)|arq(?=\.)|"
    r"doña|hon(?=\.)|pr(?=\.)|bro(?=\.)|sis(?=\.)|capt(?=\.)|sgt(?=\.)|"
    r"herr|frau|madame|monsieur|mademoiselle|señora|señor|señorita|sir)\.?\s+",
    re.IGNORECASE,
)
_BEHIND = (
    r"(?:ph\.?\s?d|m\.?d|ed\.?d|j\.?d|ll\.?[bm]|m\.?b\.?a|m\.?s\.?w|r\.?s\.?w|r\.?n|b\.?sc|m\.?sc|"
    r"p\.?\s?eng|c\.?p\.?a|d\.?d\.?s|esq|chrp|ing|dr)\.?"
)
_DEGREE = re.compile(rf"\s*,\s*({_BEHIND})\s*$", re.IGNORECASE)
_SHORT_DEGREE = re.compile(r"(?<=\w)\s*,\s*([BM]\.?(?:A|S|Ed)\.?)\s*$")
"""BA and MA: names too, so only where a whole name stands before."""
_BARE_DEGREE = re.compile(
    r"\s+(Ph\.?\s?D\.?|M\.D\.|Ed\.?D\.?|LL\.?[BM]\.?|M\.?B\.?A\.?|P\.\s?Eng\.?|Esq\.?)\s*$"
)
"""Behind a name without a comma: only as they are written."""


_MARKS = re.compile(r"[(\[{（/,.]")
_TITLES = frozenset(re.findall(r"[a-zñ]+", _BEFORE.pattern))
_DEGREES = ("PhD", "Ph D", "D", "EdD", "LLB", "LLM", "MBA", "Eng", "Esq")


def may_be_split(name: str) -> bool:
    """Whether something may stand with a name; for most, at a glance, nothing does."""
    first, space, _ = name.partition(" ")
    return bool(
        (space and first.lower() in _TITLES) or name.endswith(_DEGREES) or _MARKS.search(name)
    )


def split_name(name: str) -> SplitName:
    """A name without titles and pronouns.

    >>> split_name("Dr. Ana Roy, PhD (she/her)")
    SplitName(name='Ana Roy', apart=('Dr.', 'PhD', 'she/her'))
    >>> split_name("Roy, Dr. Ana").name, split_name("Don King").name
    ('Roy, Ana', 'Don King')
    """
    if not may_be_split(name):
        return SplitName(name)  # as nearly all are
    behind: list[str] = []
    rest = name
    while True:
        shorter, apart = _without_last(rest)
        if not apart or not any(c.isalpha() for c in shorter):
            break
        behind.append(apart)
        rest = shorter
    before: list[str] = []
    last, comma, first = rest.partition(",")
    if comma and first.strip():
        bare = _without_titles(first.strip(), before, least=1)
        plain = _without_titles(last.strip(), before, least=1)
        rest = f"{plain}, {bare}" if before else rest
    else:
        rest = _without_titles(rest, before, least=2)
    if not (before or behind):
        return SplitName(name)
    return SplitName(rest.strip(" ,"), (*before, *reversed(behind)))


def _without_last(name: str) -> tuple[str, str]:
    """Without pronouns, or the degree that stands last; and what that was."""
    if any(mark in name for mark in "([{（") and (found := _pronouns_in(name)):
        rest = f"{name[: found.start()]} {name[found.end() :]}".strip()
        return rest, found[0].strip(" ()[]{}（）")
    if "/" in name and (found := _BARE.search(name)):
        return name[: found.start()], found[1]
    words = len(name.partition(",")[0].split())
    for pattern, least in ((_DEGREE, 1), (_SHORT_DEGREE, 2), (_BARE_DEGREE, 3)):
        found = pattern.search(name)
        if found and words >= least:
            return name[: found.start()], found[1]
    return name, ""


def _pronouns_in(name: str) -> re.Match[str] | None:
    """Those in brackets. One with a capital may be what somebody goes by: Gabriella (Ella)."""
    for found in _BRACKETS.finditer(name):
        said = found[0].strip(" ()[]{}（）")
        if not said.isalpha() or said.islower() or said.lower() in ("she", "he", "they"):
            return found
    return None


def _without_titles(name: str, apart: list[str], least: int) -> str:
    """Without titles that stand before it, where so many words are left."""
    rest = name
    while found := _BEFORE.match(rest):
        shorter = rest[found.end() :]
        if len(shorter.split()) < least or not shorter[:1].isalpha():
            break
        apart.append(found[0].strip())
        rest = shorter
    return rest
