"""What people type to find themselves, of sixteen kinds; the same for the same seed.

Whoever does not see themselves among those shown goes on typing:

1. first, what is of the kind: ``m tremblay``;
2. then the words of the name that are not there yet, and the rest of those half typed:
   ``m tremblay marie``; a slip of the finger stays where it is;
3. at last the last three digits of the member number, which the screen shows beside
   people whose names are the same.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.naming.people import Person

_NEAR = {
    "a": "qsz", "b": "vnh", "c": "xvd", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht",
    "h": "gjy", "i": "uok", "j": "hku", "k": "jli", "l": "kop", "m": "nj", "n": "bmh",
    "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adw", "t": "ryg", "u": "yij",
    "v": "cbf", "w": "qes", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip
_LETTERS = str.maketrans("đĐøØłŁıħþÞ", "dDoOlLihtT")
_APOSTROPHES = re.compile("['’ʻ]")
_PARTICLES = ("de la ", "de los ", "de_las ", "dela ", "delos ", "del ", "de ", "van der ",
              "van den ", "van ", "von der ", "von ", "el ", "al ", "ben ", "abu ", "di ",
              "della ", "lo ", "la ", "ter ", "ten ", "zu ", "du ", "o'", "d'", "l'", "n'", "m'",
              "al-", "el-", "dell'")  # fmt: skip
_NICKNAMES = {
    "robert": "bob rob", "william": "bill will", "elizabeth": "liz beth betty",
    "margaret": "peggy maggie", "katherine": "kate kathy", "catherine": "cathy kate",
    "james": "jim", "john": "jack johnny", "michael": "mike", "richard": "rick dick",
    "thomas": "tom", "joseph": "joe", "jennifer": "jen jenny", "patricia": "pat trish",
    "christopher": "chris", "anthony": "tony", "matthew": "matt", "steven": "steve",
    "andrew": "andy drew", "edward": "ed ted", "charles": "chuck charlie",
    "deborah": "deb debbie", "susan": "sue", "barbara": "barb", "samantha": "sam",
    "benjamin": "ben", "nicholas": "nick", "alexander": "alex", "gregory": "greg",
    "jose": "pepe", "francisco": "paco pancho", "guadalupe": "lupe lupita", "jesus": "chuy",
    "ignacio": "nacho", "enrique": "quique", "guillermo": "memo", "dolores": "lola",
    "concepcion": "concha", "manuel": "manolo manu", "alberto": "beto", "eduardo": "lalo",
    "rosario": "charo", "graciela": "chela", "antonio": "tono", "rafael": "rafa",
    "josefina": "pepa", "mercedes": "meche", "alejandro": "alex", "gabriela": "gaby",
    "jean": "ti-jean", "frederic": "fred", "genevieve": "gen", "stephane": "steph",
    "veronique": "vero", "nathalie": "nat", "mathieu": "mat", "philippe": "phil",
    "sebastien": "seb", "dominique": "dom", "catalina": "cata", "alexandre": "alex",
    "josee": "jo", "madeleine": "mado", "guillaume": "gui", "beatriz": "bea",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    kind: str
    person: Person
    texts: tuple[str, ...]
    """One longer than the other; the next is typed where the last did not help."""


def plain(text: str) -> str:
    """Without accents, as most keyboards type it."""
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()


def _two(person: Person, _rng: random.Random) -> tuple[str, str]:
    """The given name and the family name that someone would begin with."""
    return plain(person.given[0]).replace(".", ""), plain(person.family[0])


def _swapped(person: Person, rng: random.Random) -> str:
    given, family = _two(person, rng)
    return f"{family}, {given}" if rng.random() < 0.4 else f"{family} {given}"


def _slip(change: Callable[[str, int, random.Random], str]) -> Callable[..., str | None]:
    """One slip, in a word of four letters or more."""

    def typed(person: Person, rng: random.Random) -> str | None:
        text = " ".join(_two(person, rng))
        words = list(re.finditer(r"[a-z]{4,}", text))
        if not words:
            return None
        word = rng.choice(words)
        slipped = change(word[0], rng.randrange(len(word[0])), rng)
        if slipped == word[0]:
            return None
        return text[: word.start()] + slipped + text[word.end() :]

    return typed


def _letter(near: str, rng: random.Random) -> str:
    return rng.choice(_NEAR[near] if rng.random() < 0.7 else "abcdefghijklmnopqrstuvwxyz")


def _wrong(word: str, at: int, rng: random.Random) -> str:
    return word[:at] + _letter(word[at], rng) + word[at + 1 :]


def _too_many(word: str, at: int, rng: random.Random) -> str:
    return word[:at] + _letter(word[at], rng) + word[at:]


def _missing(word: str, at: int, _rng: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _changed_places(word: str, at: int, _rng: random.Random) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _half(person: Person, rng: random.Random) -> str:
    given, family = _two(person, rng)
    return f"{given} {family[: max(2, (len(family) + 1) // 2)]}"


def _half_with_slip(person: Person, rng: random.Random) -> str | None:
    given, family = _two(person, rng)
    half = family[: max(5, (2 * len(family) + 2) // 3)]
    if not half.isalpha() or len(half) < 5:
        return None
    change = rng.choice((_wrong, _missing, _changed_places))
    slipped = change(half, rng.randrange(len(half)), rng)
    return f"{given} {slipped}" if slipped != half else None


def _first_letters(person: Person, rng: random.Random) -> str:
    return " ".join(name[:4].strip() for name in _two(person, rng))


def _nickname(person: Person, rng: random.Random) -> str | None:
    given, family = _two(person, rng)
    known = _NICKNAMES.get(given)
    return f"{rng.choice(known.split())} {family}" if known else None


def _one_half(person: Person, rng: random.Random) -> str | None:
    given = re.split(r"[- ]", plain(" ".join(person.given)))
    family = re.split(r"-", plain(person.family[0])) + [plain(f) for f in person.family[1:]]
    if len(given) + len(family) < 3 or any(len(part) < 2 for part in given + family):
        return None
    return f"{rng.choice(given)} {rng.choice(family)}"


def _no_accents(person: Person, _rng: random.Random) -> str | None:
    name = person.attendee.name
    return plain(name) if plain(name) != name.lower() else None


def _no_hyphen(person: Person, rng: random.Random) -> str | None:
    text = " ".join(_two(person, rng))
    return text.replace("-", rng.choice(("", " "))) if "-" in text else None


def _no_apostrophe(person: Person, rng: random.Random) -> str | None:
    text = " ".join(_two(person, rng))
    return _APOSTROPHES.sub(rng.choice(("", " ")), text) if _APOSTROPHES.search(text) else None


def _no_particle(person: Person, rng: random.Random) -> str | None:
    given, family = _two(person, rng)
    for particle in _PARTICLES:
        if family.startswith(particle):
            return f"{given} {family.removeprefix(particle)}"
    return None


def _initial(person: Person, rng: random.Random) -> str:
    given, family = _two(person, rng)
    return f"{given[0]} {family}"


def _digits(person: Person, rng: random.Random) -> str:
    given, family = _two(person, rng)
    return f"{rng.choice((given, family))} {person.attendee.member_number[-3:]}"


def _capitals(person: Person, rng: random.Random) -> str:
    words = person.attendee.name.upper().split()
    return "  ".join(words) + " " * rng.randrange(3)


KINDS: dict[str, Callable[[Person, random.Random], str | None]] = {
    "family name first": _swapped,
    "one letter wrong": _slip(_wrong),
    "one letter too many": _slip(_too_many),
    "one letter missing": _slip(_missing),
    "two letters swapped": _slip(_changed_places),
    "half typed": _half,
    "first letters of each": _first_letters,
    "nickname": _nickname,
    "half of a double name": _one_half,
    "without accents": _no_accents,
    "without the hyphen": _no_hyphen,
    "without the apostrophe": _no_apostrophe,
    "without the particle": _no_particle,
    "initial and family name": _initial,
    "number's last digits": _digits,
    "capitals and spaces": _capitals,
}
BEYOND = {"half typed, with a slip": _half_with_slip}
"""Reported beside the sixteen."""


def _texts(kind: str, first: str, person: Person) -> Iterator[str]:
    yield first
    words = plain(" ".join(person.given + person.family)).replace(".", "").split()
    there = set(re.findall(r"\w+", plain(first)))
    more = first.strip()
    if kind in ("half typed", "first letters of each", "half typed, with a slip"):
        given, family = _two(person, random.Random(0))
        if kind != "half typed, with a slip":
            more = f"{given} {family}"
        else:
            there |= set(family.split())  # the slip stays; the rest of that word is typed
            more += family[max(5, (2 * len(family) + 2) // 3) :]
        there |= set(re.findall(r"\w+", more))
    elif kind == "nickname":
        there |= set(plain(person.given[0]).split())
    elif kind.startswith(("one letter", "two letters")):
        there |= set(re.findall(r"\w+", " ".join(_two(person, random.Random(0)))))
    for word in words:
        if not there.intersection(re.findall(r"\w+", word)):
            more += f" {word}"
    if more != first.strip():
        yield more
    yield f"{more} {person.attendee.member_number[-3:]}"


def queries(known: list[Person], each: int, seed: int = 5) -> list[Query]:
    """So many of each kind, by people whom the kind fits."""
    made = []
    for kind, typed in (KINDS | BEYOND).items():
        rng = random.Random(f"{seed} {kind}")
        count = 0
        while count < each:
            person = rng.choice(known)
            first = typed(person, rng)
            if first is not None:
                made.append(Query(kind, person, tuple(_texts(kind, first, person))))
                count += 1
    return made
