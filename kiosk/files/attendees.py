"""Rosters: CSV or TOML to people and what they are registered for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.errors import NotSo, Text
from kiosk.files.cells import email, several, yes_or_no
from kiosk.files.forms import AttendeeForm
from kiosk.files.reading import NotThatFile, Parsed, Wrong, entry, read_csv, read_toml
from kiosk.model import RegistrationStatus
from kiosk.rules.names import clean, name_key


@dataclass(frozen=True, slots=True)
class Person:
    """A row of a roster; an empty field says nothing."""

    name: str
    member_number: str = ""
    local: str = ""
    email: str = ""
    language: str = ""
    positions: tuple[str, ...] = ()
    good_standing: bool | None = None
    registrations: tuple[tuple[str, RegistrationStatus], ...] = ()
    """Ids of offerings, and as what."""


def read_attendees(path: Path) -> Parsed[Person]:
    """Read a roster.

    Raises:
        NotThatFile: it is not one.
    """
    if path.suffix.lower() == ".toml":
        return _read_toml(path)
    parsed: Parsed[Person] = Parsed()
    for where, row in read_csv(path, ("name|last_name",)):
        if "" in row:
            parsed.wrong.append(Wrong(where, row[""]))
            continue
        try:
            parsed.entries.append((where, _person(entry(AttendeeForm, _form_of(row)))))
        except NotSo as error:
            parsed.wrong.append(Wrong(where, error.text))
    return parsed


def _read_toml(path: Path) -> Parsed[Person]:
    content = read_toml(path)
    entries = content.get("attendee")
    if not isinstance(entries, list) or set(content) != {"attendee"}:
        raise NotThatFile(
            "{path} has no [[attendee]], or more than that: it is not a roster.", path=path
        )
    parsed: Parsed[Person] = Parsed()
    for number, data in enumerate(entries, 1):
        where = Text("attendee {number}", number=number)
        try:
            parsed.entries.append((where, _person(entry(AttendeeForm, data))))
        except NotSo as error:
            parsed.wrong.append(Wrong(where, error.text))
    return parsed


def _form_of(row: dict[str, str]) -> dict[str, Any]:
    name = row.get("name") or f"{row.get('first_name', '')} {row.get('last_name', '')}".strip()
    if not clean(name):
        raise NotSo("it has no name")
    status = row.get("status", "").casefold() or "registered"
    return {
        "name": clean(name),
        "member_number": row.get("member_number", ""),
        "local": row.get("local", ""),
        "email": row.get("email", ""),
        "language": row.get("language", "").lower(),
        "positions": several(row.get("positions", "")),
        "good_standing": yes_or_no(row.get("good_standing", "")),
        "registrations": [
            {"offering": offering, "status": status}
            for offering in several(row.get("offering", ""))
        ],
    }


def _person(form: AttendeeForm) -> Person:
    if not name_key(form.name):
        raise NotSo("“{text}” is not a name", text=clean(form.name))
    return Person(
        name=clean(form.name),
        member_number=clean(form.member_number),
        local=clean(form.local),
        email=email(clean(form.email)),
        language=form.language,
        positions=tuple(clean(position) for position in form.positions),
        good_standing=form.good_standing,
        registrations=tuple((r.offering, RegistrationStatus(r.status)) for r in form.registrations),
    )
