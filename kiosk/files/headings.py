"""What a table's columns are, by their headings, in English, French and Spanish.

The headings are those of our own form, of Eventbrite, Google Forms, pretix and Zoom, and
those that people write by hand: ``heading_words`` lists them. Compared are words only: case,
accents and punctuation do not count, nor do endings for another gender or number ("(e)s"),
and of two languages over one column either counts. What is not known for certain is not
used, and can be said by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kiosk.errors import NotSo, Text
from kiosk.files.heading_words import (
    ANOTHERS,
    ASIDES,
    ASKED,
    OTHER_TIMES,
    PEOPLE,
    SESSIONS,
    TIMES,
)
from kiosk.rules.names import fold

_NUMBER = re.compile(r"[#№]|\bn\.?[ \u00a0]?[º°]\.?", re.I)
"""How “number” is abbreviated without a word."""
_ENDINGS = re.compile(
    r"(?<=\w)(?:\((?:e|s|es|a|as|o|os|e\)\(s)\)|[·•∙‧./](?:e|es|trice|trices|euse|euses|ne|nes)"
    r"(?:[·•∙‧./]s)?(?![-\w])|-(?:e|es|trice)(?:-s)?(?![-\w]))",
    re.I,
)
"""“Position(s)”, “participant·e·s”, “instructeur/trice”."""
_TWO = re.compile(r"\s*[/|\n]\s*|\s+[–—-]\s+|[()\[\]]")
"""Between the languages of one heading, and around what stands beside it."""

NOT_USED = "-"
"""In place of a field: the column is not read."""

OWN = Text("the kiosk’s own form")
"""Of which nothing need be said."""


ORDER = {"order", "commande", "pedido"}
"""Among the words over a column of those who buy tickets."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file, and what it is."""

    heading: str
    field: str = ""
    """Empty: it is not used."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a table is taken for."""

    form: Text
    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[str, list[str]]:
        """By field, the headings of its columns in order."""
        found: dict[str, list[str]] = {}
        for column in self.columns:
            if column.field:
                found.setdefault(column.field, []).append(column.heading)
        return found


def fields_of(kind: str) -> dict[str, str]:
    """What the columns of ``attendees`` or ``sessions`` may be, with their headings."""
    return PEOPLE if kind == "attendees" else SESSIONS


@cache
def _known(kind: str) -> dict[str, tuple[str, int]]:
    """By heading, its field and its place among those that mean it."""
    fields = fields_of(kind)
    known: dict[str, tuple[str, int]] = {}
    for field, headings in fields.items():
        known.setdefault(fold(field), (field, 0))
        for place, heading in enumerate(headings.split(";")):
            known.setdefault(" ".join(heading.split()), (field, place))
    return known


@lru_cache(maxsize=4096)
def _words(heading: str) -> str:
    """What of a heading is compared."""
    return fold(_ENDINGS.sub("", _NUMBER.sub(" no ", heading)))


def _key(kind: str, heading: str) -> str:
    """The words of a heading by which it is known; all of them where it is not."""
    known, whole = _known(kind), _words(heading)
    if whole in known:
        return whole
    parts = [words for part in _TWO.split(heading) if (words := _words(part))]
    said = [words for words in parts if words not in ASIDES]
    if len(parts) < 2 or not said or any(words not in known for words in said):
        return whole
    fields = {known[words][0] for words in said}
    if fields - {"name"} and kind == "attendees":
        fields.discard("name")  # “Last name / Nom”: half a name in the other language
    return next(w for w in said if known[w][0] in fields) if len(fields) == 1 else whole


def score(kind: str, cells: Sequence[str]) -> int:
    """How many headings of a row are known; 0 where what is needed is not among them."""
    known = _known(kind)
    fields = {known[key][0] for cell in cells if (key := _key(kind, cell)) in known}
    if kind == "attendees" and not fields & {"name", "last_name"}:
        asked = [_asked(cell) for cell in cells]
        if not {"name", "last_name"} & set(asked):
            return 0
        return len([field for field in asked if field])
    if kind == "sessions" and not fields >= {"start", "end"}:
        return 0
    return len(fields)


def recognise(kind: str, headings: Sequence[str], said: Mapping[str, str]) -> Recognised:
    """What the columns of a table are.

    Args:
        kind: ``attendees`` or ``sessions``.
        said: by heading the field that somebody says it is, or :data:`NOT_USED`; it goes
            before what is recognised.

    Raises:
        NotSo: there is no such column, or no such field.
    """
    given = _given(kind, headings, said)
    folded = [_key(kind, _without_number(heading, headings)) for heading in headings]
    known = _known(kind)
    taken = set(given.values())
    best: dict[str, tuple[int, str]] = {}
    for key in folded:
        if key in known and known[key][0] not in taken:
            field, place = known[key]
            best[field] = min(best.get(field, (place, key)), (place, key))
    if kind == "attendees":
        _whole_or_part(best)
    chosen = {key: field for field, (_, key) in best.items()}
    columns = []
    asked = {*taken, *best}
    for heading, key in zip(headings, folded, strict=True):
        field = given.get(heading) or chosen.get(key, "")
        if not field and kind == "attendees":
            guess = _asked(heading)
            if guess and guess not in asked and not (guess == "name" and "last_name" in asked):
                field = guess
                chosen[key] = field  # asked again further on, it is the same question
                asked.add(field)
        columns.append(Column(heading, "" if field == NOT_USED else field))
    return Recognised(_form(kind, folded, columns), tuple(columns))


def _given(kind: str, headings: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    fields = [*fields_of(kind), NOT_USED]
    given = {}
    for heading, field in said.items():
        meant = [h for h in headings if h == heading] or [
            h for h in headings if fold(h) == fold(heading)
        ]
        if not meant:
            raise NotSo("there is no column “{column}”", column=heading[:60])
        if field not in fields:
            raise NotSo("“{field}” is none of {fields}", field=field[:60], fields=", ".join(fields))
        given[meant[0]] = field
    return given


def _without_number(heading: str, headings: Sequence[str]) -> str:
    """A heading; of one that stands again, without its number."""
    plain, bracket, _ = heading.rpartition(" (")
    return plain if bracket and plain in headings and heading.endswith(")") else heading


def _whole_or_part(best: dict[str, tuple[int, str]]) -> None:
    """“Nom” beside “Prénom” is a family's name, “Nombre” beside “Apellidos” a given one."""
    if best.get("name", (0, ""))[1] == "nom" and "first_name" in best and "last_name" not in best:
        best["last_name"] = best.pop("name")
    if best.get("name", (0, ""))[1] == "nombre" and "last_name" in best:
        best.setdefault("first_name", best.pop("name"))
    alone = ("participant", "attendee", "participante", "asistente")
    if best.get("name", (0, ""))[1] in alone and "last_name" in best:
        del best["name"]


def _asked(heading: str) -> str:
    """The field that a question asks for, where it is one."""
    said = f" {_words(heading)} "
    if len(said.split()) < 3 or any(f" {word} " in said for word in ANOTHERS.split()):
        return ""
    for field, parts in ASKED.items():
        if field == "offering" and any(f" {word} " in said for word in OTHER_TIMES.split()):
            continue
        if any(f" {part.strip()} " in said for part in parts.split(";")):
            return field
    return ""


def _form(kind: str, folded: Sequence[str], columns: Sequence[Column]) -> Text:
    """Whose form it is, by the columns that only it has."""
    has = set(folded)
    if kind == "attendees":
        if has & {"attendee status", "statut du participant", "estado del asistente"} and any(
            ORDER & set(h.split()) for h in has
        ):
            return Text("a list of attendees from Eventbrite")
        if has & {"order code", "code de commande", "code de la commande", "codigo de pedido"} and (
            has & {"product", "produit", "producto", "secret", "secreto"}
        ):
            return Text("a list of attendees from pretix")
        if has & {"registration time", "heure dinscription", "hora de inscripcion"} and has & {
            "approval status", "statut dapprobation", "etat dapprobation", "estado de aprobacion"
        }:  # fmt: skip
            return Text("a list of registrations from Zoom")
        if folded and folded[0] in TIMES:
            return Text("answers from Google Forms")
    own = fields_of(kind)
    if all(h.replace(" ", "_") in own for h in folded if h):
        return OWN
    return Text("a table with headings of its own")
