"""Someone on the staff: what they are, and their PIN on this laptop."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.desk import editing
from kiosk.errors import Refused
from kiosk.model import Role, Staff
from kiosk.rules.names import name_key
from kiosk.words import Words
from screens.forms import Field, Form


class StaffForm(Form[Staff]):
    """Answers with the staff member as saved."""

    def __init__(self, words: Words, person: Staff | None, by: Staff) -> None:
        """Args:
        person: who is changed, ``None`` to add one.
        by: who is signed in.
        """
        self._person = person
        self._by = by
        roles = person.roles if person else (Role.FACILITATOR,)
        yes_no = (("yes", words("yes")), ("no", words("no")))
        who = [] if person else [Field("name", words("Name"))]
        pin = words("empty: as before") if person else words("four to twelve digits")
        super().__init__(
            person.name if person else words("Add someone to the staff"),
            [
                *who,
                Field(
                    "facilitator",
                    words("Facilitator"),
                    "yes" if Role.FACILITATOR in roles else "no",
                    hint=words("signs sessions"),
                    choices=yes_no,
                ),
                Field(
                    "rep",
                    words("Representative"),
                    "yes" if Role.REP in roles else "no",
                    hint=words("sets up, and takes completions home"),
                    choices=yes_no,
                ),
                Field("pin", words("PIN"), hint=pin, secret=True),
                Field("again", words("The PIN again"), secret=True),
            ],
        )

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        words, wrong = self.app.words, {}
        if self._person is None and not name_key(values["name"]):
            wrong["name"] = words("Staff need a name.")
        if "yes" not in (values["facilitator"], values["rep"]):
            wrong["rep"] = words("Facilitator, representative, or both.")
        if self._person and self._person.id == self._by.id and values["rep"] == "no":
            wrong["rep"] = words("You cannot take this from yourself; another has to.")
        if values["pin"] or self._person is None:
            try:
                editing.check_pin(values["pin"])
            except Refused:
                wrong["pin"] = words("A PIN is four to twelve digits.")
        if values["pin"] != values["again"]:
            wrong.setdefault("again", words("This is not the same PIN."))
        return wrong

    async def save(self, values: Mapping[str, str]) -> Staff:
        roles = []
        if values["facilitator"] == "yes":
            roles.append(Role.FACILITATOR)
        if values["rep"] == "yes":
            roles.append(Role.REP)
        name = self._person.name if self._person else values["name"]
        return await self.app.ask(editing.set_staff, name, tuple(roles), values["pin"] or None)
