"""The columns that a form's system writes of the account of whoever filled it in: somebody in
an office may have filled it in for others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kiosk.files.heading_words import TIMES

_BEGUN = frozenset(("start time", "heure de debut", "hora de inicio"))
_DONE = frozenset(("completion time", "heure de fin", "heure dachevement", "hora de finalizacion"))
_CHANGED = frozenset(
    ("last modified time", "heure de la derniere modification", "heure de derniere modification",
     "hora de la ultima modificacion", "hora de ultima modificacion")
)  # fmt: skip
_SURVEY = ("collector id", "ip address")
"""Behind these stands whom a survey was sent to."""
_ACCOUNT = frozenset(("name", "email", "first_name", "last_name"))
_FRONT = 8
"""Columns in which the system's own ones stand."""
_ANSWERED = re.compile(r"(?<=\D)[2-9]$")
"""A question that is called as a column of the system gets a number: “Name2”, “Email2”."""


def is_microsoft(keys: Sequence[str]) -> bool:
    """Whether the headings are those of Microsoft Forms, by their keys."""
    front = set(keys[:_FRONT])
    return bool(front & _BEGUN and front & _DONE)


def question_key(keys: Sequence[str], key: str, known: Mapping[str, object]) -> str:
    """The key of a question, without the number that tells it from a column of the system."""
    bare = _ANSWERED.sub("", key).strip()
    return bare if key not in known and bare in known and is_microsoft(keys) else key


def account_columns(keys: Sequence[str], known: Mapping[str, tuple[str, int]]) -> frozenset[int]:
    """The places of the columns of the account.

    Args:
        keys: of the headings, in order.
        known: by key, the field that it means.
    """
    front = list(keys[:_FRONT])
    if front and front[0] in TIMES:
        is_email = len(front) > 1 and known.get(front[1], ("", 0))[0] == "email"
        return frozenset((1,)) if is_email else frozenset()
    if is_microsoft(keys):
        first = max(at for at, key in enumerate(front) if key in _BEGUN | _DONE) + 1
    elif all(key in front for key in _SURVEY):
        first = front.index(_SURVEY[-1]) + 1
    else:
        return frozenset()
    found: dict[str, int] = {}
    for at, key in enumerate(keys[first : first + _FRONT], first):
        field = known.get(key, ("", 0))[0]
        if key in _CHANGED:
            continue
        if field not in _ACCOUNT or field in found:
            break
        found[field] = at
    return frozenset(found.values())
