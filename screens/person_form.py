"""A person by hand: added, or their name and details mended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.desk import editing
from kiosk.desk.protocol import Desk
from kiosk.files.cells import email
from kiosk.model import Attendee
from kiosk.rules.names import clean, name_key
from kiosk.words import NATIVE, Words
from screens.forms import Field, Form

_STANDING = {"": None, "yes": True, "no": False}


class PersonForm(Form[Attendee]):
    """Answers with the person as saved."""

    def __init__(self, words: Words, person: Attendee | None, typed: str = "") -> None:
        """``person``: who is changed, ``None`` to add one; ``typed``: what somebody new
        was looked for by."""
        self._person = person
        known = person or Attendee(id="", name=clean(typed))
        by_digit = person is None and any(c.isdigit() for c in typed)
        if by_digit:
            known = Attendee(id="", name="", member_number=clean(typed))
        standing = {value: key for key, value in _STANDING.items()}[known.good_standing]
        languages = (("", words("not known")), *NATIVE.items())
        standings = (("", words("not known")), ("yes", words("yes")), ("no", words("no")))
        super().__init__(
            words("Name and details") if person else words("Add someone"),
            (
                Field("name", words("Name"), known.name),
                Field("member_number", words("Member number"), known.member_number),
                Field("local", words("Local"), known.local),
                Field("email", words("Email"), known.email),
                Field(
                    "positions",
                    words("Positions"),
                    "; ".join(known.positions),
                    hint=words("separated by ;"),
                ),
                Field("language", words("Language"), known.language, choices=languages),
                Field("good_standing", words("Good standing"), standing, choices=standings),
            ),
        )

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        words, wrong = self.app.words, {}
        if not name_key(values["name"]):
            wrong["name"] = words("A person needs a name.")
        try:
            email(clean(values["email"]))
        except ValueError:
            wrong["email"] = words("This is not an email address.")
        return wrong

    async def save(self, values: Mapping[str, str]) -> Attendee:
        texts = ("name", "member_number", "local", "email", "language")
        fields: dict[str, Any] = {name: clean(values[name]) for name in texts}
        parts = (clean(part) for part in values["positions"].split(";"))
        fields["positions"] = tuple(part for part in parts if part)
        fields["good_standing"] = _STANDING[values["good_standing"]]
        if self._person is None:
            return await self.app.ask(_add, fields)
        # Only what was changed here: another window may have changed the rest meanwhile.
        changed = {k: v for k, v in fields.items() if v != getattr(self._person, k)}
        return await self.app.ask(_change, self._person.id, changed)


def _add(desk: Desk, fields: dict[str, Any]) -> Attendee:
    return editing.add_attendee(desk, **fields)


def _change(desk: Desk, attendee: str, fields: dict[str, Any]) -> Attendee:
    return editing.change_attendee(desk, attendee, **fields)
