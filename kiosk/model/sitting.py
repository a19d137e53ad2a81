"""A session joined with what it stands in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.model.taught import Offering, Programme, School, Session, Workshop
from kiosk.model.texts import text


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with all it stands in, as the rules and the screens need it."""

    session: Session
    offering: Offering
    workshop: Workshop
    programme: Programme
    school: School
    number: int
    """Which of the offering's sessions that were not cancelled, from 1; a
    cancelled one keeps the number it would have had."""
    count: int
    derived: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What the rules made of it, so that they make it once."""

    @property
    def id(self) -> str:
        return self.session.id

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.offering.zone or self.school.zone)

    @property
    def start(self) -> dt.datetime:
        return self.session.start

    @property
    def end(self) -> dt.datetime:
        return self.session.end

    @property
    def room(self) -> str:
        return self.offering.room if self.session.room is None else self.session.room

    @property
    def cancelled(self) -> bool:
        return self.session.cancelled or self.offering.cancelled

    @property
    def minutes(self) -> int:
        """Scheduled minutes."""
        return round((self.session.end - self.session.start).total_seconds() / 60)

    def title(self, language: str) -> str:
        """The workshop's title, with the part's where there is one."""
        title = text(self.workshop.title, language)
        part = self.session.part
        if part and part <= len(self.workshop.parts):
            return f"{title}: {text(self.workshop.parts[part - 1], language)}"
        return title
