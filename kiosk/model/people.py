"""Who is there, and what ties them to an offering, a badge or a part to play."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class RegistrationStatus(StrEnum):
    REGISTERED = "registered"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"


class Role(StrEnum):
    FACILITATOR = "facilitator"
    REP = "rep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person who comes to be taught."""

    table: ClassVar = "attendees"
    id: str
    name: str
    member_number: str = ""
    local: str = ""
    positions: tuple[str, ...] = ()
    good_standing: bool | None = None
    email: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """An attendee in an offering."""

    table: ClassVar = "registrations"
    id: str
    attendee: str
    offering: str
    status: RegistrationStatus = RegistrationStatus.REGISTERED
    walk_in: bool = False

    @staticmethod
    def id_for(attendee: str, offering: str) -> str:
        """The same pair has the same id on every laptop, so that it merges."""
        return f"{attendee}--{offering}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A code that was printed; tied to nobody until ``attendee`` is set."""

    table: ClassVar = "badges"
    id: str
    code: str
    attendee: str | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A facilitator or a rep. The hash of their PIN stays on the laptop, outside
    the tables (see ``store.pins``)."""

    table: ClassVar = "staff"
    id: str
    name: str
    roles: tuple[Role, ...] = (Role.FACILITATOR,)
    starts: dt.date | None = None
    ends: dt.date | None = None
    """The last day of the term."""
    attendee: str | None = None
    """The attendee they also are."""
