"""Who of those known a row of a roster means: by member number, then by email, then by
name and local. What is not certain is asked, never guessed.

A number that differs by the zeros in front is the same number, because spreadsheets take
them away. Another number is somebody else, unless the name and the email address are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from kiosk.desk.protocol import Change, View
from kiosk.errors import Refused, Text
from kiosk.files.attendees import Person
from kiosk.model import Attendee
from kiosk.rules.local import same_local
from kiosk.rules.names import bare_number, number_key
from kiosk.rules.names import name_key as _name_key
from kiosk.rules.nicknames import other_names

_NEAR = 0.8
"""How much of two spellings is the same, of 1: Anna and Ana, Tremblai and Tremblay."""

_LONGEST_NUMBER = 12
"""Digits, up to which a number is looked for with more zeros in front."""

name_key = lru_cache(maxsize=50_000)(_name_key)
"""Of one person it is asked several times over."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """It may be one of these, or somebody new."""

    reason: Text
    may_be: tuple[Attendee, ...]
    may_be_new: bool = True
    """Whether it may be somebody new: not where the number is known."""


class Matcher:
    """Everyone who is known, and those whom the file at hand has brought so far."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._now: dict[str, Attendee] = {}
        self._new: set[str] = set()
        self._keys: dict[tuple[str, str], list[str]] = {}

    def add(self, attendee: Attendee, is_new: bool) -> None:
        """Someone as the file says they are from now on."""
        before = self._now.get(attendee.id)
        self._now[attendee.id] = attendee
        if is_new:
            self._new.add(attendee.id)
        known = _keys(before) if before else ()
        for key in _keys(attendee):
            if key not in known:
                self._keys.setdefault(key, []).append(attendee.id)

    def now(self, attendee: Attendee) -> Attendee:
        """Someone known, with what the file has said so far."""
        return self._now.get(attendee.id, attendee)

    def match(self, person: Person) -> Attendee | Doubt | None:
        """Who is meant; ``None`` is somebody new."""
        key, number = name_key(person.name), number_key(person.member_number)
        if number and (numbered := self._find("number", number, self._view.attendees_numbered)):
            return _numbered(person, key, numbered)
        if number and (numbered := self._but_for_zeros(number)):
            return _numbered(person, key, numbered, is_exact=False)
        email = person.email.casefold()
        named = self._find("name", key, self._view.attendees_named)
        at = self._find("email", email, self._view.attendees_at) if email else []
        unlike = {a.id for a in (*named, *at) if _other_number(a, number)}
        fitting, here_at = _without(unlike, named), _without(unlike, at)
        if same := [a for a in here_at if name_key(a.name) == key]:
            return _only(same)
        here = [a for a in fitting if _in_one_local(a, person)]
        unsaid = [a for a in fitting if not _locals_tell(a, person)]
        if twins := [a for a in at if a.id in unlike and self._is_twin(a, key)]:
            why = Text(
                "{name} with this email address has the member number {number}",
                name=twins[0].name,
                number=twins[0].member_number,
            )
            return _doubt(why, twins, here, unsaid)
        # Two of one file with one address are two people: a buyer gave theirs for both.
        if others := [a for a in here_at if a.id not in self._new]:
            why = Text("{email} is {name}’s", email=person.email, name=others[0].name)
            return _doubt(why, others, here, unsaid)
        if here and (person.local or not any(_elsewhere(a, email) for a in here)):
            return _only(here)
        if unsaid:
            why = Text("somebody of this name is known, and no local says whether it is they")
            return _doubt(why, unsaid)
        return None

    def _is_twin(self, attendee: Attendee, key: str) -> bool:
        """Whether somebody of one address may well be one person; of one file only where
        the name is the same."""
        name = name_key(attendee.name)
        return name == key or (attendee.id not in self._new and _one_person(key, name))

    def _but_for_zeros(self, number: str) -> list[Attendee]:
        """Those whose number differs by the zeros in front."""
        bare = bare_number(number)
        if not bare.isdecimal():
            return []
        found = {}
        for length in range(len(bare), max(_LONGEST_NUMBER, len(bare)) + 1):
            padded = bare.zfill(length)
            for attendee in self._find("number", padded, self._view.attendees_numbered):
                found[attendee.id] = attendee
        return list(found.values())

    def _find(self, kind: str, key: str, known: Callable[[str], list[Attendee]]) -> list[Attendee]:
        """Those with a key, as the file says they are now."""
        before, brought = known(key), self._keys.get((kind, key))
        if not before and not brought:
            return []
        found = {a.id: a for a in before}
        for attendee in brought or ():
            found[attendee] = self._now[attendee]
        now = [self._now.get(i, a) for i, a in found.items()]
        return [a for a in now if (kind, key) in _keys(a)]


def _other_number(attendee: Attendee, number: str) -> bool:
    """Whether a number speaks against it."""
    known = number_key(attendee.member_number)
    return bool(number and known) and bare_number(known) != bare_number(number)


def _without(ids: set[str], attendees: list[Attendee]) -> list[Attendee]:
    return [a for a in attendees if a.id not in ids] if ids else attendees


def _in_one_local(attendee: Attendee, person: Person) -> bool:
    """Whether both say the same local, or none."""
    if not attendee.local or not person.local:
        return attendee.local == person.local
    return bool(same_local(attendee.local, person.local))


def _locals_tell(attendee: Attendee, person: Person) -> bool:
    return same_local(attendee.local, person.local) is not None


def _elsewhere(attendee: Attendee, email: str) -> bool:
    """Whether an email address speaks against it."""
    return bool(email and attendee.email) and attendee.email.casefold() != email


def _keys(attendee: Attendee) -> tuple[tuple[str, str], ...]:
    return (
        ("name", name_key(attendee.name)),
        ("number", number_key(attendee.member_number)),
        ("email", attendee.email.casefold()),
    )


def _numbered(
    person: Person, key: str, numbered: list[Attendee], is_exact: bool = True
) -> Attendee | Doubt:
    others = [a for a in numbered if not _one_person(key, name_key(a.name))]
    if others and not is_exact:
        why = Text(
            "the member number {number} is {name}’s but for the zeros in front",
            number=person.member_number,
            name=others[0].name,
        )
        return _doubt(why, numbered)
    if others:
        why = Text(
            "the member number {number} is {name}'s; mend the row, or that person's number",
            number=person.member_number,
            name=others[0].name,
        )
        return Doubt(why, tuple(others), may_be_new=False)
    return _only(numbered)


def _one_person(one: str, other: str) -> bool:
    """Whether two names may well be one person's, because nothing more of them differs than
    a word too many, what somebody goes by, an initial or how it is spelled. Two Tremblays
    are two people."""
    if one == other:
        return True
    words, others = set(one.split()), set(other.split())
    return bool(words & others) and (
        all(any(_alike(w, o) for o in others) for w in words - others)
        or all(any(_alike(w, o) for w in words) for o in others - words)
    )


def _alike(one: str, other: str) -> bool:
    if (one,) in other_names(other) or ((len(one) == 1 or len(other) == 1) and one[0] == other[0]):
        return True
    return SequenceMatcher(None, one, other).ratio() >= _NEAR


def _doubt(why: Text, *may_be: list[Attendee]) -> Doubt:
    by_id = {a.id: a for found in may_be for a in found}
    return Doubt(why, tuple(by_id.values()))


def _only(found: list[Attendee]) -> Attendee | Doubt:
    if len(found) > 1:
        why = Text("several known people fit this row; give the member number")
        return _doubt(why, found)
    return found[0]


def match(view: View, person: Person) -> Attendee | None:
    """Who is meant: by member number, else by email and name, else by name and local.

    Raises:
        Refused: several fit, or the number is that of someone with another name.
    """
    found = Matcher(view).match(person)
    if isinstance(found, Attendee) or found is None:
        return found
    key, number = name_key(person.name), number_key(person.member_number)
    is_numbered = number and view.attendees_numbered(number)
    may_be = [a for a in found.may_be if not _other_number(a, number)]
    if not is_numbered and not any(_same(a, person, key) for a in may_be):
        return None  # whoever enters somebody by hand says who it is
    raise Refused("{why}", why=found.reason)


def _same(attendee: Attendee, person: Person, key: str) -> bool:
    here = _in_one_local(attendee, person)
    there = bool(person.email) and attendee.email.casefold() == person.email.casefold()
    return name_key(attendee.name) == key and (here or there)


def merged(tx: Change, person: Person) -> Attendee:
    """The attendee a row speaks of, with what the row says; a new one if nobody fits.

    Raises:
        Refused: it is not certain who is meant.
    """
    return as_said(match(tx, person), person, tx.new_id)


def _worded(local: str, known: str) -> str:
    """A local as the row says it; as it is known, where the row has only its number."""
    is_bare = not any(c.isalpha() for c in local)
    return known if not local or (is_bare and same_local(local, known)) else local


def as_said(known: Attendee | None, person: Person, new_id: Callable[[], str]) -> Attendee:
    """The attendee a row speaks of, with what the row says; a new one if nobody is known."""
    if known is None:
        return Attendee(
            id=f"a-{new_id()}",
            name=person.name,
            member_number=person.member_number,
            local=person.local,
            positions=person.positions,
            good_standing=person.good_standing,
            email=person.email,
            language=person.language,
        )
    return replace(
        known,
        name=known.name if _shouted(person.name, known.name) else person.name,
        member_number=_fuller(person.member_number, known.member_number),
        local=_worded(person.local, known.local),
        positions=person.positions or known.positions,
        good_standing=known.good_standing if person.good_standing is None else person.good_standing,
        email=person.email or known.email,
        language=person.language or known.language,
    )


def _fuller(number: str, known: str) -> str:
    """The number a row says, with the zeros in front that a spreadsheet took away; the one
    that is known as the union writes it, where only separators differ."""
    key, other = number_key(number), number_key(known)
    is_short = len(key) <= len(other) and bare_number(key) == bare_number(other)
    return known if is_short or not key else number


def _shouted(name: str, known: str) -> bool:
    """Whether a name differs from the known one only by its capitals and its order."""
    capitals = [word for word in name.split() if len(word) > 2 and word.isupper()]
    return bool(capitals) and not known.isupper() and name_key(name) == name_key(known)
