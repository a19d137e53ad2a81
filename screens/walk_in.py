"""Someone who is not on the list: found or added, and let in by staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from textual.content import Content

from kiosk.desk import door, walk_ins
from kiosk.desk.door import Verdict
from kiosk.model import Attendee, Staff
from kiosk.rules import codes
from kiosk.rules.names import clean, name_key
from kiosk.rules.search import STAFF_MATCHES, told_apart
from kiosk.wording import named, told
from kiosk.words import Words
from screens.choose import ChooseScreen, Find, Pick
from screens.forms import Field, Form
from screens.host import Host
from screens.moments import hour
from screens.staff import StaffScreen

NEW = "new:"
"""What the choice of somebody new begins with; what was typed follows."""


def or_new(find: Find, words: Words) -> Find:
    """The people that fit; and, last, somebody new of that name."""

    def found(typed: str) -> Sequence[Pick]:
        name = clean(typed)
        if len(name) < 2:
            return list(find(typed))
        label = Content.assemble((words("Somebody new: {name}", name=name), "italic"))
        return [*find(typed), Pick(f"{NEW}{name}", label)]

    return found


class WalkInForm(Form[Verdict]):
    """Answers with what came of letting them in."""

    def __init__(self, words: Words, staff: Staff, session_id: str, typed: str) -> None:
        """``typed``: the name that was looked for in vain."""
        super().__init__(
            words("Somebody new"),
            (
                Field("name", words("Name"), typed),
                Field("local", words("Local")),
                Field("member_number", words("Member number"), hint=words("if they have it")),
                Field("email", words("Email"), hint=words("if they want their certificate")),
                Field(
                    "badge",
                    words("Badge"),
                    hint=words("scan a blank one, or leave it empty"),
                    takes_code=True,
                ),
            ),
        )
        self._staff = staff
        self._session_id = session_id

    def save_word(self) -> str:
        return self.app.words("Check in")

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        words, wrong = self.app.words, {}
        if not name_key(values["name"]):
            wrong["name"] = words("A person needs a name.")
        if values["badge"].strip() and not codes.last_in(values["badge"]):
            wrong["badge"] = words("That is not a badge code, or was not read whole.")
        return wrong

    async def save(self, values: Mapping[str, str]) -> Verdict:
        texts = ("name", "local", "member_number", "email")
        fields = {name: clean(values[name]) for name in texts}
        code = codes.last_in(values["badge"]) or ""
        return await self.app.ask(walk_ins.welcome, self._session_id, self._staff, fields, code)


class WhyForm(Form[str]):
    """Answers with a reason; it stands in the record."""

    def __init__(self, words: Words, title: str, question: str = "") -> None:
        why = question or words("It stands in the record.")
        super().__init__(title, (Field("reason", words("Why?"), hint=why),))

    def save_word(self) -> str:
        return self.app.words("Go on")

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        if not clean(values["reason"]):
            return {"reason": self.app.words("Say why first.")}
        return {}

    async def save(self, values: Mapping[str, str]) -> str:
        return clean(values["reason"])


class CameForm(Form[str]):
    """Answers with the time at which someone came, as it stands on paper."""

    def __init__(self, words: Words, name: str, time: str) -> None:
        super().__init__(
            words("When did {name} come?", name=name),
            (Field("time", words("Time"), time, hint=words("as on the paper list: 9:05")),),
        )

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        try:
            hour(values["time"])
        except ValueError:
            return {"time": self.app.words("A time looks like 9:05.")}
        return {}

    async def save(self, values: Mapping[str, str]) -> str:
        return values["time"]


async def let_in(
    screen: StaffScreen, session_id: str, attendee: Attendee | None = None
) -> Verdict | None:
    """Find or add someone and let them in, with a reason where one is needed; ``None``
    where whoever was asked went back.

    Args:
        attendee: who it is, where that is known.
    """
    app, words, staff = screen.app, screen.app.words, screen.staff
    chosen = attendee.id if attendee else None
    if chosen is None:
        title, hint = words("Who comes in?"), words("A name or a number")
        find = or_new(people_found(app), words)
        chosen = await app.push_screen_wait(ChooseScreen(title, find, hint))
    if chosen is None:
        return None
    if chosen.startswith(NEW):
        typed = chosen.removeprefix(NEW)
        verdict = await app.push_screen_wait(WalkInForm(words, staff, session_id, typed))
    else:
        verdict = await app.ask(door.let_in, chosen, session_id, staff)
    if verdict is None or not verdict.outcome.is_refusal or verdict.attendee is None:
        return verdict
    said = told(verdict, words)
    why = WhyForm(words, words("Let {name} in?", name=named(verdict.attendee, words)), said.what)
    reason = await app.push_screen_wait(why)
    if reason is None:
        return None
    return await app.ask(door.let_in, verdict.attendee.id, session_id, staff, reason)


async def came_at(screen: StaffScreen, session_id: str, attendee: Attendee) -> Verdict | None:
    """Enter from paper when someone came."""
    app, words = screen.app, screen.app.words
    sitting = await app.ask(lambda desk: desk.store.sitting(session_id))
    if sitting is None:
        return None
    start = sitting.start.astimezone(sitting.zone)
    typed = await app.push_screen_wait(CameForm(words, named(attendee, words), f"{start:%H:%M}"))
    if typed is None:
        return None
    at = dt.datetime.combine(start.date(), hour(typed), sitting.zone)
    reason = words("entered from paper")
    return await app.ask(door.let_in, attendee.id, session_id, screen.staff, reason, at)


def people_found(app: Host) -> Find:
    """Finds people as the place *People* does, by name or number."""

    def found(typed: str) -> Sequence[Pick]:
        directory = app.directory
        known = {a.id: a for a in directory.by_number(typed, STAFF_MATCHES)}
        known.update((a.id, a) for a in directory.find(typed, STAFF_MATCHES))
        return [
            Pick(
                match.attendee.id,
                Content.assemble((match.attendee.name, "bold"), f"   {match.detail}"),
            )
            for match in told_apart(list(known.values())[:STAFF_MATCHES], for_staff=True)
        ]

    return found
