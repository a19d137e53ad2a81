"""A second facilitator signs what another closed, with their PIN."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.desk import closing
from kiosk.model import Closing, Staff
from kiosk.words import Words
from screens.forms import Field, Form
from screens.staff import StaffScreen


class CountersignForm(Form[Closing]):
    """Answers with the signature."""

    def __init__(self, words: Words, staff: Staff, session_id: str) -> None:
        hint = words("You sign the same roster, as it was signed.")
        label = words("PIN of {name}", name=staff.name)
        super().__init__(words("Sign this session too"), (Field("pin", label, "", hint, (), True),))
        self._staff = staff
        self._session_id = session_id

    def save_word(self) -> str:
        return self.app.words("Sign")

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        return {} if values["pin"] else {"pin": self.app.words("Type your PIN, then Enter.")}

    async def save(self, values: Mapping[str, str]) -> Closing:
        staff = await self.app.identified(self._staff, values["pin"])
        return await self.app.ask(closing.countersign, self._session_id, staff)


async def countersign(screen: StaffScreen, session_id: str) -> str | None:
    """Have whoever is signed in sign it too; what to say, or ``None`` where they went back."""
    words = screen.app.words
    form = CountersignForm(words, screen.staff, session_id)
    if await screen.app.push_screen_wait(form) is None:
        return None
    return words("Signed by {name}", name=screen.staff.name)
