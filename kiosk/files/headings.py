"""What a table's columns are, by their headings, in English, French and Spanish.

The headings are those of our own form, of Eventbrite, Google Forms, pretix and Zoom, and
those that people write by hand: ``heading_words`` lists them. Compared are words only: case,
accents and punctuation do not count, nor do endings for another gender or number ("(e)s"),
and of two languages over one column either counts. Where the headings leave it open, what stands
in the columns is looked at (:mod:`kiosk.rules.columns`). What is not known for certain is not
used, and can be said by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.errors import NotSo, Text
from kiosk.files.form_accounts import account_columns, is_microsoft, question_key
from kiosk.files.heading_keys import (
    asked_field,
    compared_words,
    fields_of,
    heading_key,
    known_headings,
    speaks,
    speaks_of_else,
    workshop_in,
)
from kiosk.files.heading_words import (
    ANSWERS,
    STATES,
    STATES_OF_ELSE,
    STATES_OF_PLACES,
    TIMES,
)
from kiosk.rules.columns import (
    NOTHING,
    Heading,
    Vocabulary,
    column_field,
    is_settled,
    read_contents,
)
from kiosk.rules.names import fold

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
    by_content: bool = False
    """Whether what stands in it says so, and not its heading."""
    workshop: str = ""
    """The title or the id in its heading, for which a cross in it is."""
    is_account: bool = False
    """Whether a form's system wrote it of whoever filled the form in."""


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


def score(kind: str, cells: Sequence[str]) -> int:
    """How many headings of a row are known; 0 where what is needed is not among them."""
    known = known_headings(kind)
    fields = {known[key][0] for cell in cells if (key := heading_key(kind, cell)) in known}
    if kind == "sessions":
        return len(fields) if fields >= {"start", "end"} else 0
    fields -= _SAID_IN_ROWS
    if fields & {"name", "last_name"}:
        return len(fields)
    asked = [asked_field(cell) for cell in cells]
    if not {"name", "last_name"} & set(asked):
        return 0
    return len([field for field in asked if field])


_SAID_IN_ROWS = frozenset(("attending", "cancelled"))
"""“Registered” and “Cancelled” stand in a row of a person as well as over a column."""


def join(
    kind: str, above: Sequence[str], below: Sequence[str], vocabulary: Vocabulary = NOTHING
) -> list[str]:
    """Two rows of headings as one, “Contact: Email”; empty where both together say no more
    than one of them. A heading counts on over the empty cells to its right.

    >>> join("attendees", ["Contact", "", "Workshop"], ["Name", "Email", ""])
    ['Contact: Name', 'Contact: Email', 'Workshop']
    """
    known, joined, over = known_headings(kind), [], ""
    wide = max(len(above), len(below))
    has_heading = False
    for up, low in zip(_filled(above, wide), _filled(below, wide), strict=True):
        over = up or (over if low else "")
        if not low or compared_words(low) in ANSWERS:
            joined.append(over if up or low else "")
            continue
        is_heading = compared_words(low) in known or bool(workshop_in(low, vocabulary))
        if not is_heading and (heading_key(kind, over) in known or not over):
            return []  # it stands under a heading of its own: it is what somebody is
        has_heading = has_heading or is_heading
        joined.append(f"{over}: {low}" if over and over != low else low)
    if not has_heading:
        return []
    apart = max(_says(kind, row, vocabulary) for row in (above, below))
    return joined if _says(kind, joined, vocabulary) > apart else []


def _says(kind: str, cells: Sequence[str], vocabulary: Vocabulary) -> int:
    """How much a row of headings says, with the titles of workshops among them."""
    return score(kind, cells) + sum(1 for cell in cells if workshop_in(cell, vocabulary))


def _filled(cells: Sequence[str], wide: int) -> list[str]:
    return [" ".join(cell.split()) for cell in cells] + [""] * (wide - len(cells))


def recognise(
    kind: str,
    headings: Sequence[str],
    said: Mapping[str, str],
    samples: Sequence[Sequence[str]] = (),
    vocabulary: Vocabulary = NOTHING,
) -> Recognised:
    """What the columns of a table are.

    Args:
        kind: ``attendees`` or ``sessions``.
        said: by heading the field that somebody says it is, or :data:`NOT_USED`; it goes
            before what is recognised.
        samples: by column, filled cells of its first rows.
        vocabulary: what there is already.

    Raises:
        NotSo: there is no such column, or no such field.
    """
    given = _given(kind, headings, said)
    folded = [heading_key(kind, _without_number(heading, headings)) for heading in headings]
    known = known_headings(kind)
    accounts: frozenset[int] = frozenset()
    if kind == "attendees":
        folded = [question_key(folded, key, known) for key in folded]
        accounts = account_columns(folded, known) - {
            at for at, heading in enumerate(headings) if heading in given
        }
    taken = set(given.values())
    best: dict[str, tuple[int, str]] = {}
    for at, key in enumerate(folded):
        if at not in accounts and key in known and known[key][0] not in taken:
            field, place = known[key]
            best[field] = min(best.get(field, (place, key)), (place, key))
    if kind == "attendees":
        _whole_or_part(best)
    chosen = {key: field for field, (_, key) in best.items()}
    columns = []
    asked = {*taken, *best}
    for at, (heading, key) in enumerate(zip(headings, folded, strict=True)):
        if at in accounts:
            columns.append(Column(heading, is_account=True))
            continue
        field = given.get(heading) or chosen.get(key, "")
        if not field and kind == "attendees":
            guess = asked_field(heading)
            if guess and guess not in asked and not (guess == "name" and "last_name" in asked):
                field = guess
                chosen[key] = field  # asked again further on, it is the same question
                asked.add(field)
        columns.append(Column(heading, "" if field == NOT_USED else field))
    if kind == "attendees":
        columns = _with_accounts(columns, folded)
        columns = _by_content(columns, given, folded, samples, vocabulary)
    return Recognised(_form(kind, folded, columns), tuple(columns))


_NAMES = frozenset(("name", "first_name", "last_name"))


def _with_accounts(columns: Sequence[Column], keys: Sequence[str]) -> list[Column]:
    """The columns of the account give way to those that were asked. The address stays where
    none was asked, for whoever is that person."""
    known = known_headings("attendees")
    asked = {column.field for column in columns}
    has_name, found = bool(asked & _NAMES), []
    for column, key in zip(columns, keys, strict=True):
        field = known[key][0] if column.is_account else ""
        if field == "email" and field not in asked:
            column = Column(column.heading, field, is_account=has_name)
        elif field in _NAMES and not has_name:
            column = Column(column.heading, field)
        found.append(column)
    return found


_SEVERAL = frozenset(("cancelled", "offering"))
"""Fields of which each column adds something."""
_LIKELY = frozenset(("state", "etat", "estado", "situation", "situacion"))
"""A state, or a part of a country, or of anything."""


def _by_content(
    columns: Sequence[Column],
    given: Mapping[str, str],
    keys: Sequence[str],
    samples: Sequence[Sequence[str]],
    vocabulary: Vocabulary,
) -> list[Column]:
    """The columns with what stands in them weighed against their headings."""
    taken, found = {column.field for column in columns}, []
    has_state, has_name = bool(taken & {"status", "attending"}), "name" in taken
    for at, (column, key) in enumerate(zip(columns, keys, strict=True)):
        if column.is_account:
            found.append(column)
            continue
        if column.heading in given:
            title = workshop_in(column.heading, vocabulary) or column.heading
            found.append(replace(column, workshop=title if column.field == "cross" else ""))
            continue
        if not column.heading and not (samples and samples[at]):
            found.append(column)
            continue
        heading = _heading(column, key, has_state, has_name, vocabulary)
        cells = samples[at] if samples and not is_settled(heading) else ()
        contents = read_contents(cells, vocabulary)
        field, by_content = column_field(heading, contents, taken)
        title = heading.workshop if field == "cross" else ""
        found.append(Column(column.heading, field, by_content, title))
    return found


def _heading(
    column: Column, key: str, has_state: bool, has_name: bool, vocabulary: Vocabulary
) -> Heading:
    """What a heading says of its column."""
    field, is_certain = column.field, key not in _LIKELY and column.field != "attending"
    known = known_headings("attendees")
    also = known[key][0] if key in known and not field else ""
    if also in _SEVERAL or (also == "name" and has_name):
        field, is_certain = also, also != "offering"
    if not field and not has_state and speaks(column.heading, STATES):
        if speaks(column.heading, STATES_OF_PLACES):
            field = "status"
        elif not speaks(column.heading, STATES_OF_ELSE):
            field, is_certain = "status", False
    is_elsewhere = not field and speaks_of_else(column.heading)
    return Heading(field, is_certain, workshop_in(column.heading, vocabulary), is_elsewhere)


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
        if is_microsoft(folded):
            return Text("answers from Microsoft Forms")
    own = fields_of(kind)
    if all(h.replace(" ", "_") in own for h in folded if h):
        return OWN
    return Text("a table with headings of its own")
