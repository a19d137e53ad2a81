"""A session by hand: when, where, and whether it is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from kiosk.clock import aware, zone
from kiosk.desk import editing
from kiosk.desk.choosing import Offered
from kiosk.desk.protocol import Desk
from kiosk.model import Session, Sitting, Workshop, text
from kiosk.rules.names import clean
from kiosk.words import Words
from screens import moments
from screens.forms import Field, Form


class SessionForm(Form[Session]):
    """Answers with the session as saved."""

    def __init__(self, title: str, fields: list[Field], tz: dt.tzinfo) -> None:
        """Use :meth:`adding` or :meth:`changing`."""
        super().__init__(title, fields)
        self._zone = tz
        self._offering = ""
        self._session: str | None = None

    @classmethod
    def adding(cls, words: Words, offered: Offered, today: dt.date) -> SessionForm:
        """A new session of an offering."""
        tz = zone(offered.offering.zone or offered.school.zone)
        day = max(offered.began or today, today)
        title = words("A session of {title}", title=text(offered.workshop.title, words.language))
        fields = [
            *_times(words, f"{day:%Y-%m-%d}", "", "", tz),
            _room(words, "", offered.offering.room),
            *_part(words, offered.workshop, 1),
        ]
        form = cls(title, fields, tz)
        form._offering = offered.offering.id
        return form

    @classmethod
    def changing(cls, words: Words, sitting: Sitting) -> SessionForm:
        """A session that is there."""
        start, end = sitting.start.astimezone(sitting.zone), sitting.end.astimezone(sitting.zone)
        until = f"{end:%H:%M}" if end.date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
        held = (("no", words("no, it is held")), ("yes", words("yes")))
        fields = [
            *_times(words, f"{start:%Y-%m-%d}", f"{start:%H:%M}", until, sitting.zone),
            _room(words, sitting.session.room or "", sitting.offering.room),
            *_part(words, sitting.workshop, sitting.session.part),
            Field(
                "cancelled",
                words("Cancelled"),
                "yes" if sitting.session.cancelled else "no",
                choices=held,
            ),
        ]
        form = cls(sitting.title(words.language), fields, sitting.zone)
        form._session = sitting.id
        return form

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        words, wrong = self.app.words, {}
        try:
            day = moments.day(values["day"])
        except ValueError:
            wrong["day"] = words("A day looks like 2026-11-23.")
            day = self.app.local_now().date()
        for name in ("start", "end"):
            try:
                moments.moment(values[name], day)
            except ValueError:
                wrong[name] = words("A time looks like 9:00 or 13:30.")
        if not wrong and moments.moment(values["end"], day) <= self._start(values):
            wrong["end"] = words(
                "It ends before it starts. On another day: {example}.",
                example=f"{day + dt.timedelta(days=1):%Y-%m-%d} 01:00",
            )
        return wrong

    def _start(self, values: Mapping[str, str]) -> dt.datetime:
        return moments.moment(values["start"], moments.day(values["day"]))

    async def save(self, values: Mapping[str, str]) -> Session:
        start = self._start(values)
        end = moments.moment(values["end"], start.date())
        changed = {name for name, value in values.items() if value != self.fields[name].value}
        fields: dict[str, Any] = {}
        if self._session is None:
            fields["offering"] = self._offering
            changed |= {"day", "part"} & set(values)
        # Only what was changed here: another window may have changed the rest meanwhile.
        if changed & {"day", "start", "end"}:
            fields["start"] = aware(start, self._zone)
            fields["end"] = aware(end, self._zone)
        if "room" in changed:
            fields["room"] = clean(values["room"]) or None
        if "part" in changed:
            fields["part"] = int(values["part"]) if values["part"] else None
        if "cancelled" in changed:
            fields["cancelled"] = values["cancelled"] == "yes"
        return await self.app.ask(_save, self._session, fields)


def _save(desk: Desk, session: str | None, fields: dict[str, Any]) -> Session:
    return editing.set_session(desk, session, **fields)


def _times(words: Words, day: str, start: str, end: str, tz: dt.tzinfo) -> list[Field]:
    return [
        Field("day", words("Day"), day, hint=words("year-month-day")),
        Field("start", words("From"), start, hint=words("on the clock of {zone}", zone=tz)),
        Field("end", words("To"), end),
    ]


def _room(words: Words, room: str, usual: str) -> Field:
    hint = words("empty: {room}, as its offering", room=usual) if usual else ""
    return Field("room", words("Room"), room, hint=hint)


def _part(words: Words, workshop: Workshop, part: int | None) -> list[Field]:
    """Which part it is, where the workshop has parts."""
    if not workshop.parts:
        return []
    titles = enumerate(workshop.parts, 1)
    choices = [(str(n), f"{n}. {text(title, words.language)}") for n, title in titles]
    unsaid = [] if part else [("", words("all of it"))]
    return [
        Field("part", words("Part"), str(part or ""), choices=(*unsaid, *choices)),
    ]
