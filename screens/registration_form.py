"""One person in one offering: registered, waiting, or cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from textual import on

from kiosk.desk import editing
from kiosk.desk.choosing import Offered
from kiosk.desk.people import Place
from kiosk.model import Attendee, Registration, RegistrationStatus, text
from kiosk.wording import named
from kiosk.words import Words
from screens.choice import FEW, Choice
from screens.forms import Field, Form


class RegistrationForm(Form[Registration]):
    """Answers with the registration as saved."""

    def __init__(
        self,
        words: Words,
        person: Attendee,
        offerings: Sequence[Offered],
        places: Sequence[Place],
        today: dt.date,
    ) -> None:
        """Args:
        offerings: what can be chosen; the first that the person has no place in is
            proposed.
        places: what the person is registered for already.
        """
        self._person = person
        self._known = {p.offering.id: p.registration.status for p in places}
        free = (o for o in offerings if o.offering.id not in self._known)
        proposed = next(free, offerings[0]).offering.id
        statuses = (
            (RegistrationStatus.REGISTERED.value, words("registered")),
            (RegistrationStatus.WAITLISTED.value, words("on the waiting list")),
            (RegistrationStatus.CANCELLED.value, words.context("registration", "cancelled")),
        )
        choices = tuple((o.offering.id, offered(o, words, today)) for o in offerings)
        super().__init__(
            words("Register {name}", name=named(person, words)),
            (
                Field(
                    "offering",
                    words("For"),
                    proposed,
                    hint=words("Enter opens the list") if len(choices) > FEW else "",
                    choices=choices,
                ),
                Field(
                    "status",
                    words.context("registration", "As"),
                    self._status(proposed),
                    choices=statuses,
                ),
            ),
        )

    def _status(self, offering: str) -> str:
        return self._known.get(offering, RegistrationStatus.REGISTERED).value

    @on(Choice.Changed, "#field-offering")
    def _other(self) -> None:
        """What they are in that offering already stands there to be changed."""
        offering = self.values()["offering"]
        self.control("status").value = self._status(offering)
        known = offering in self._known
        self.note("offering", self.app.words("They have a place here already.") if known else "")

    async def save(self, values: Mapping[str, str]) -> Registration:
        return await self.app.ask(
            editing.register,
            self._person.id,
            values["offering"],
            RegistrationStatus(values["status"]),
        )


def offered(choice: Offered, words: Words, today: dt.date) -> str:
    """An offering in one line: when, what, where."""
    when = words.date(choice.began, today) if choice.began else ""
    room = words("Online") if choice.offering.online else choice.offering.room
    title = text(choice.workshop.title, words.language)
    return "   ".join(filter(None, (when, title, room, choice.school.name)))
