"""What is taught: from whose it is to the one sitting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from kiosk.model.settings import AttendanceRule, CompletionRule, DoorRule
from kiosk.model.texts import Texts


class Award(StrEnum):
    """What a programme gives for its workshops."""

    WORKSHOP = "workshop"
    PASSPORT = "passport"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Whose data folder this is; there is one, with the id ``organisation``."""

    table: ClassVar = "organisation"
    id: str = "organisation"
    name: str
    zone: str
    """An IANA zone name; schools that name none are held in it."""
    languages: tuple[str, ...] = ("en",)
    """The first is what the kiosk speaks until told otherwise."""
    verify_at: str = ""
    """The web address of the page with which anyone can look a certificate's code up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A family of workshops with its rules."""

    table: ClassVar = "programmes"
    id: str
    title: Texts
    certificate: Award = Award.WORKSHOP
    completion: CompletionRule = field(default_factory=CompletionRule)
    attendance: AttendanceRule = field(default_factory=AttendanceRule)
    door: DoorRule = field(default_factory=DoorRule)
    ours: tuple[str, ...] = ()
    """What in this record the union's own page does not say, by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A course in the catalogue."""

    table: ClassVar = "workshops"
    id: str
    programme: str
    title: Texts
    description: Texts = field(default_factory=dict)
    section: Texts = field(default_factory=dict)
    minutes: int | None = None
    """Its length; ``None`` where the catalogue gives none: then as long as scheduled."""
    variable: bool = False
    """The length is the facilitator's word, given when a session is closed."""
    days: float | None = None
    level: int | None = None
    parts: tuple[Texts, ...] = ()
    """The titles of its parts, where it has any; a session says which part it is."""
    positions: tuple[str, ...] = ()
    """Who it is for; empty is everyone."""
    good_standing: bool = False
    """Only for members in good standing."""
    prerequisites: tuple[str, ...] = ()
    equivalents: tuple[str, ...] = ()
    term_years: int | None = None
    """Who completes it is appointed for a term of so many years."""
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """An event, or a monthly series, at which offerings are held."""

    table: ClassVar = "schools"
    id: str
    name: str
    zone: str
    place: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """A workshop being held at a school."""

    table: ClassVar = "offerings"
    id: str
    school: str
    workshop: str
    room: str = ""
    online: bool = False
    facilitators: tuple[str, ...] = ()
    """Names, as printed; they need not be on the staff."""
    capacity: int | None = None
    zone: str | None = None
    """Where it differs from the school's."""
    cancelled: bool = False
    door: DoorRule = field(default_factory=DoorRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sitting of an offering."""

    table: ClassVar = "sessions"
    id: str
    offering: str
    start: dt.datetime
    end: dt.datetime
    room: str | None = None
    """Where it differs from the offering's."""
    part: int | None = None
    """Which part of its workshop, from 1."""
    cancelled: bool = False
    door: DoorRule = field(default_factory=DoorRule)
